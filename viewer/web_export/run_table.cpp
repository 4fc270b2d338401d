#include "viewer/web_export/run_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "engine/results/list_file.h"
#include "engine/space/geometry.h"
#include "viewer/look/words.h"
#include "viewer/model/on_demand.h"
#include "viewer/shapes/drawn_grid.h"
#include "viewer/shapes/ribbon.h"
#include "viewer/web_export/glb.h"
#include "viewer/web_export/packed.h"
#include "viewer/web_export/table_json.h"

namespace twin {
namespace {

constexpr double kSamePlace_m = 0.01;

std::unordered_map<std::string, std::size_t> rows_by_id(const FeatureTable& table) {
  std::unordered_map<std::string, std::size_t> rows;
  for (std::size_t row = 0; row < table.size(); ++row) {
    rows.emplace(table[row].text("id").value_or(""), row);
  }
  return rows;
}

bool same_line(const Polyline& a, const Polyline& b) {
  return a.size() == b.size() &&
         std::ranges::equal(a, b, [](Point p, Point q) { return distance_m(p, q) < kSamePlace_m; });
}

/// Whether every row of `table` is, with its line, a row of the ward's `layer`.
bool has_lines_of(const FeatureTable& table, const FeatureTable& layer) {
  const auto row_of = rows_by_id(layer);
  return std::ranges::all_of(table, [&](const Feature& row) {
    const auto it = row_of.find(row.text("id").value_or(""));
    return it != row_of.end() && same_line(row.line(), layer[it->second].line());
  });
}

const FeatureTable* layer_of(const WardFolder& ward, const FeatureTable& table) {
  const FeatureTable* layer = ward.layer(table.layer());
  if (layer == nullptr || table.layer() == "buildings") return layer;
  const bool ways = table.layer() == "roads" || table.layer() == "lanes";
  return ways && has_lines_of(table, *layer) ? layer : nullptr;
}

// Rows of areas are told cell by cell: a click and a colour need no polygon.
std::vector<std::uint16_t> area_codes(const FeatureTable& table, const GridFrame& frame) {
  std::vector<std::uint16_t> codes(
      static_cast<std::size_t>(frame.rows) * static_cast<std::size_t>(frame.cols),
      CodeScale::kNotComputed);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto code = static_cast<std::uint16_t>(
        std::min<std::size_t>(row + CodeScale::kFirst, CodeScale::kLast));
    for_cells_in(frame, table[row].polygon(), [&](Cell cell) {
      codes[static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(frame.cols) +
            static_cast<std::size_t>(cell.col)] = code;
    });
  }
  return codes;
}

TiledMesh ribbons_on_demand(const FeatureTable& table, const World& world) {
  Mesh mesh;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Polyline& line = table[row].line();
    if (line.size() < 2) continue;
    add_ribbon(mesh, line, width_on_demand_m(table[row]), world.origin, world.height(), row);
  }
  TiledMesh tiles;
  if (!mesh.empty()) tiles.emplace(std::pair(0, 0), std::move(mesh));
  return tiles;
}

/// Places of the rows that are points, null for others; nothing where none is.
Json points_json(const FeatureTable& table, const SceneOrigin& origin) {
  Json points = Json::array();
  bool any = false;
  for (const Feature& row : table) {
    const auto p = row.point();
    any = any || p.has_value();
    points.push_back(p ? Json::array({p->x_m - origin.x_m, p->y_m - origin.y_m}) : Json());
  }
  return any ? points : Json();
}

/// For which feature each row is shown.
Json shown_for_json(const FeatureTable& table) {
  Json ids = Json::array();
  for (const Feature& row : table) ids.push_back(row.text(kShownFor).value_or(""));
  return ids;
}

Json shapes_json(const Session& session, const FeatureTable& table, const std::string& stem,
                 const std::string& generator, const AddFile& add) {
  const World& world = session.world();
  Json json = Json::object();
  const bool demanded = is_on_demand(table);
  const TiledMesh ribbons = demanded ? ribbons_on_demand(table, world) : ribbons_of(table, world);
  if (!ribbons.empty()) {
    std::vector<const Mesh*> meshes;
    for (const auto& [tile, mesh] : ribbons) meshes.push_back(&mesh);
    const auto row_of = [](const std::array<float, 4>& tag) {
      return static_cast<std::size_t>(std::lround(tag[0]));
    };
    json["model"] = "model/" + stem + ".glb";
    add(json["model"],
        glb_of(meshes,
               {.name = table.layer(), .row_of = row_of, .rows = table.size(), .bands = true},
               generator));
  }
  const auto is_area = [](const Feature& row) { return row.polygon().outer.size() > 2; };
  if (!demanded && std::ranges::any_of(table, is_area)) {
    json["areas"] = "data/" + stem + ".areas.bin";
    const GridFrame& frame = world.ground.frame();
    add(json["areas"], packed_codes(area_codes(table, frame), frame.cols));
  }
  return json;
}

}  // namespace

RunTable run_table_of(const Session& session, const Run& run, const std::string& name) {
  const FeatureTable& table = run.bundle().table(name);
  RunTable out{.name = name, .layer = {}, .run_row = {}};
  const FeatureTable* layer = layer_of(session.ward(), table);
  if (layer == nullptr) {
    for (std::size_t row = 0; row < table.size(); ++row) out.run_row.emplace_back(row);
    return out;
  }
  out.layer = name;
  const auto row_of = rows_by_id(table);
  for (const Feature& row : *layer) {
    const auto it = row_of.find(row.text("id").value_or(""));
    out.run_row.push_back(it == row_of.end() ? std::nullopt : std::optional{it->second});
  }
  return out;
}

template <typename Number>
std::vector<Number> on_site_rows(const RunTable& table, const std::vector<Number>& values,
                                 std::size_t run_rows) {
  const std::size_t times = run_rows == 0 ? 0 : values.size() / run_rows;
  const Number none = table.layer == "buildings" ? std::numeric_limits<Number>::quiet_NaN()
                                                 : static_cast<Number>(kNothing);
  std::vector<Number> out;
  out.reserve(times * table.run_row.size());
  for (std::size_t time = 0; time < times; ++time) {
    for (const auto& row : table.run_row) {
      out.push_back(row ? values[time * run_rows + *row] : none);
    }
  }
  return out;
}

template std::vector<float> on_site_rows(const RunTable&, const std::vector<float>&, std::size_t);
template std::vector<double> on_site_rows(const RunTable&, const std::vector<double>&, std::size_t);

Json write_run_table(const Session& session, const ToldColumns& told, std::size_t run,
                     const RunTable& table, const std::string& generator, const AddFile& add) {
  const Bundle& bundle = session.runs()[run]->bundle();
  const FeatureTable& rows = bundle.table(table.name);
  const std::string stem = fmt::format("run{}_{}", run, table.name);
  Json file = Json::object();
  Json ids = Json::array();
  for (const auto& row : table.run_row) {
    ids.push_back(row ? Json(rows[*row].text("id").value_or("")) : Json());
  }
  file["ids"] = std::move(ids);
  Json texts = Json::object();
  for (const ManifestField& field : bundle.manifest().fields) {
    if (field.kind != FieldKind::text || field.table != table.name) continue;
    if (!told.tells(field)) continue;
    if (!is_told_in(Language::vietnamese, rows, field.name)) continue;
    std::vector<Text> words;
    for (const auto& row : table.run_row) {
      words.push_back(row ? told_text(rows, rows[*row], field.name) : Text());
    }
    texts[field.name] = words_json(words);
  }
  file["texts"] = std::move(texts);
  if (!table.layer) {
    Json points = points_json(rows, session.world().origin);
    if (!points.is_null()) file["points"] = std::move(points);
    if (is_on_demand(rows)) file["shown_for"] = shown_for_json(rows);
  }
  Json json = {{"name", table.name},
               {"title", json_of(title_of_layer(table.name))},
               {"rows", table.run_row.size()},
               {"file", "data/" + stem + ".json"}};
  if (is_on_demand(rows)) json["on_demand"] = true;
  add(json["file"], file.dump());
  if (table.layer) {
    json["layer"] = *table.layer;
  } else {
    json.update(shapes_json(session, rows, stem, generator, add));
  }
  return json;
}

}  // namespace twin

#include "viewer/model/facts.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/results/list_file.h"
#include "engine/space/geometry.h"
#include "viewer/look/words.h"

namespace twin {
namespace {

constexpr double kBeside_m = 2.0;  // a click this far from a street's edge still means it

FactSection attributes(const FeatureTable& table, std::size_t row) {
  FactSection section{.title = title_of_layer(table.layer()), .facts = {}};
  for (const Column& column : table.columns()) {
    const Text value = shown_cell(table[row], column);
    if (!value.empty()) {
      section.facts.push_back({.what = title_of_column(column.name), .value = value});
    }
  }
  return section;
}

void add_address(const Session& session, const std::string& building_id, FactSection& section) {
  const FeatureTable* addresses = session.ward().addresses();
  if (addresses == nullptr) return;
  for (const Feature& address : *addresses) {
    if (address.text("building_id") != building_id) continue;
    section.facts.insert(section.facts.begin(), {.what = tr("address", "địa chỉ"),
                                                 .value = address.text("text").value_or("")});
    return;
  }
}

/// Values of one row of a run's table: its columns and texts, and its series at the instant.
void add_row(const Run& run, const std::string& table_name, std::size_t row, double wall_s,
             FactSection& section) {
  const FeatureTable& table = run.bundle().table(table_name);
  for (const ManifestField& field : run.manifest().fields) {
    if (field.table != table_name) continue;
    Fact fact{.what = field.meaning.empty() ? Text(field.name) : field.meaning, .value = {}};
    if (field.kind == FieldKind::text) {
      if (!is_told_in(Language::vietnamese, table, field.name)) continue;
      fact.what = told_meaning(run.manifest(), field);
      fact.value = told_text(table, table[row], field.name);
    } else if (field.kind == FieldKind::column) {
      const auto number = table[row].number(field.name);
      fact.value = number ? shown_with_unit(*number, field) : tr("no value", "không có giá trị");
    } else if (field.kind == FieldKind::series) {
      const std::vector<double> times_s = run.bundle().series_times_s(table_name, field.name);
      const auto index =
          static_cast<std::size_t>(index_among(times_s, wall_s - run.start_s()) + 1e-6);
      const float value = run.bundle().series_at(table_name, field.name, index)[row];
      if (std::isfinite(value)) fact.value = shown_with_unit(value, field);
    }
    if (!fact.value.empty()) section.facts.push_back(std::move(fact));
  }
}

std::optional<std::size_t> row_with_id(const FeatureTable& table, const std::string& id) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table[row].text("id") == id) return row;
  }
  return std::nullopt;
}

/// The row of a table that a place belongs to: the line that passes it, the area around it.
std::optional<std::size_t> row_at(const FeatureTable& table, Point p) {
  std::optional<std::size_t> best;
  double nearest_m = 1e300;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Feature& feature = table[row];
    if (feature.line().size() > 1) {
      if (!box_of(feature.line()).grown_by(25.0).contains(p)) continue;
      const double away_m = nearest_on(feature.line(), p).away_m;
      if (away_m > 0.5 * drawn_width_m(feature) + kBeside_m || away_m >= nearest_m) continue;
      nearest_m = away_m;
      best = row;
    } else if (feature.polygon().outer.size() > 2 && contains(feature.polygon(), p)) {
      best = row;
    }
  }
  return best;
}

void add_grids(const Run& run, Point p, double wall_s, FactSection& section) {
  for (const ManifestField& field : run.manifest().fields) {
    if (field.kind != FieldKind::grid && field.kind != FieldKind::frames) continue;
    Text what = field.meaning;
    const Grid<float> values = [&] {
      if (field.kind == FieldKind::grid) return run.bundle().grid(field.name);
      const std::vector<double> times_s = run.bundle().frame_times_s(field.name);
      return run.bundle().frame(
          field.name,
          static_cast<std::size_t>(index_among(times_s, wall_s - run.start_s()) + 1e-6));
    }();
    if (field.kind == FieldKind::frames) what += tr(" (at the time shown)", " (lúc đang xem)");
    const auto cell = values.frame().cell_at(p);
    const float value = cell ? values(*cell) : std::nanf("");
    section.facts.push_back({.what = what,
                             .value = std::isnan(value)
                                          ? tr("not computed here", "không tính ở đây")
                                          : shown_with_unit(value, field)});
  }
}

void add_runs(const Session& session, const std::string& layer, const std::string& id, Point p,
              double wall_s, Inspected& out) {
  for (const auto& run : session.runs()) {
    FactSection section{
        .title = Text(run->title(Language::english), run->title(Language::vietnamese)),
        .facts = {}};
    for (const std::string& name : run->bundle().tables()) {
      const FeatureTable& table = run->bundle().table(name);
      if (table.empty()) continue;
      const bool same_layer = name == layer;
      const bool buildings = name == "buildings";
      const auto row = same_layer || buildings ? row_with_id(table, id) : row_at(table, p);
      if (row && (same_layer || !buildings)) add_row(*run, name, *row, wall_s, section);
    }
    // A cell under a building holds no water: grids speak of open ground only.
    if (!out.block) add_grids(*run, p, wall_s, section);
    if (!section.facts.empty()) out.sections.push_back(std::move(section));
  }
}

}  // namespace

Inspected inspected(const Session& session, const std::string& layer, std::size_t row,
                    double wall_s) {
  Inspected out;
  const FeatureTable* table = session.ward().layer(layer);
  if (table == nullptr || row >= table->size()) return out;
  out.sections.push_back(attributes(*table, row));
  const std::string id = (*table)[row].text("id").value_or("");
  add_runs(session, layer, id, (*table)[row].place().value_or(Point{}), wall_s, out);
  return out;
}

Inspected inspected(const Session& session, const Picked& picked, double wall_s) {
  Inspected out;
  if (picked.building) {
    const FeatureTable* table = session.ward().layer("buildings");
    const std::size_t row = session.world().building_rows[*picked.building];
    const std::string id = (*table)[row].text("id").value_or("");
    out.block = picked.building;
    out.sections.push_back(attributes(*table, row));
    add_address(session, id, out.sections.back());
    add_runs(session, "buildings", id, picked.at, wall_s, out);
    return out;
  }
  for (const char* layer : {"lanes", "roads"}) {
    const FeatureTable* table = session.ward().layer(layer);
    if (table == nullptr) continue;
    const auto row = row_at(*table, picked.at);
    if (!row) continue;
    out.line = (*table)[*row].line();
    out.width_m = drawn_width_m((*table)[*row]);
    out.sections.push_back(attributes(*table, *row));
    add_runs(session, layer, (*table)[*row].text("id").value_or(""), picked.at, wall_s, out);
    return out;
  }
  out.sections.push_back(
      {.title = tr("ground", "mặt đất"),
       .facts = {{.what = tr("level", "cao độ"), .value = shown(picked.z_m, 2) + " m"},
                 {.what = tr("place", "tọa độ"),
                  .value = shown(picked.at.x_m, 1) + "; " + shown(picked.at.y_m, 1)}}});
  add_runs(session, "", "", picked.at, wall_s, out);
  return out;
}

}  // namespace twin

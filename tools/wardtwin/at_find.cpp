#include <algorithm>
#include <cmath>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/base/plain_letters.h"
#include "engine/gis/read_features.h"
#include "engine/space/geometry.h"
#include "tools/wardtwin/at_place.h"

namespace twin {
namespace {

constexpr double kReach_m = 30.0;

std::optional<Point> parsed_point(const std::string& place) {
  const std::size_t comma = place.find(',');
  if (comma == std::string::npos) return std::nullopt;
  const auto x_m = parsed_number(place.substr(0, comma));
  const auto y_m = parsed_number(place.substr(comma + 1));
  if (!x_m || !y_m) return std::nullopt;
  return Point{*x_m, *y_m};
}

double away_m(const Geometry& geometry, Point p) {
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) {
    if (polygon->outer.empty()) return INFINITY;
    if (contains(*polygon, p)) return 0.0;
    Polyline ring = polygon->outer;
    ring.push_back(ring.front());
    return nearest_on(ring, p).away_m;
  }
  if (const auto* line = std::get_if<Polyline>(&geometry)) {
    return line->empty() ? INFINITY : nearest_on(*line, p).away_m;
  }
  if (const auto* point = std::get_if<Point>(&geometry)) return distance_m(*point, p);
  return INFINITY;
}

void add_nearest(const Bundle& run, const std::string& table, Point p, PlaceInRun& found) {
  std::optional<ThingThere> nearest;
  const FeatureTable& rows = run.table(table);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double away = away_m(rows[row].geometry(), p);
    if (away <= kReach_m && (!nearest || away < nearest->away_m)) nearest = {table, row, away};
  }
  if (nearest) found.things.push_back(*nearest);
}

bool on_a_grid(const Bundle& run, Point p) {
  return std::ranges::any_of(run.manifest().fields, [&](const ManifestField& field) {
    if (field.kind != FieldKind::grid) return false;
    const Grid<float> grid = run.grid(field.name);
    const auto cell = grid.frame().cell_at(p);
    return cell && !std::isnan(grid(*cell));
  });
}

std::vector<ThingThere> with_id(const Bundle& run, const std::string& id) {
  std::vector<ThingThere> things;
  for (const std::string& table : run.tables()) {
    const FeatureTable& rows = run.table(table);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (rows[row].text("id") == id) things.push_back({table, row, 0.0});
    }
  }
  return things;
}

/// An address or name and what it names.
struct Addressed {
  std::string text;
  ThingThere thing;
};

void add_addresses_of_tables(const Bundle& run, std::vector<Addressed>& all) {
  for (const std::string& table : run.tables()) {
    const FeatureTable& rows = run.table(table);
    for (const char* column : {"address", "name"}) {
      if (!rows.has_column(column)) continue;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string text = rows[row].text(column).value_or("");
        if (!text.empty()) all.push_back({text, {table, row, 0.0}});
      }
    }
  }
}

void add_addresses_of_ward(const Bundle& run, std::vector<Addressed>& all) {
  const auto ward_toml = run.ward_toml();
  const std::vector<std::string> tables = run.tables();
  if (!ward_toml || std::ranges::find(tables, "buildings") == tables.end()) return;
  const auto& layers = run.manifest().ward.layers;
  if (std::ranges::find(layers, "addresses", &LayerProvenance::layer) == layers.end()) return;
  const FeatureTable& buildings = run.table("buildings");
  std::map<std::string, std::size_t> row_of;
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    row_of.emplace(buildings[row].text("id").value_or(""), row);
  }
  for (const Feature& address :
       read_features(ward_toml->parent_path() / "ward.gpkg", "addresses")) {
    const auto row = row_of.find(address.text("building_id").value_or(""));
    const auto text = address.text("text");
    if (text && row != row_of.end()) all.push_back({*text, {"buildings", row->second, 0.0}});
  }
}

/// In plain letters; "Số" before a number may be left out.
std::string plain_address(const std::string& text) {
  const std::string plain = plain_letters(text);
  return plain.starts_with("so ") ? plain.substr(3) : plain;
}

std::vector<ThingThere> with_address(const std::vector<Addressed>& all, const std::string& place) {
  const std::string plain = plain_address(place);
  std::vector<ThingThere> exact;
  std::vector<ThingThere> alike;
  for (const Addressed& one : all) {
    if (one.text == place) exact.push_back(one.thing);
    if (plain_address(one.text) == plain) alike.push_back(one.thing);
  }
  return exact.empty() ? alike : exact;
}

InputError no_such_place(const Bundle& run, const std::string& place, Text expected) {
  return InputError({.where = run.folder().string(),
                     .found = "'" + place + "'",
                     .expected = std::move(expected),
                     .outcome = tr("name another place", "hãy nêu một nơi khác")});
}

Text nearest_address(const std::vector<Addressed>& all, const std::string& place) {
  std::vector<std::string> plain;
  plain.reserve(all.size());
  for (const Addressed& one : all) plain.push_back(plain_address(one.text));
  const std::string nearest = nearest_name(plain_address(place), plain);
  const auto it = std::ranges::find(plain, nearest);
  if (nearest.empty() || it == plain.end()) {
    return tr("an address, the id of a feature, or x,y", "một địa chỉ, mã đối tượng hoặc x,y");
  }
  const std::string& text = all[static_cast<std::size_t>(it - plain.begin())].text;
  return tr("perhaps '" + text + "'", "địa chỉ đúng, có lẽ là '" + text + "'");
}

}  // namespace

PlaceInRun find_place(const Bundle& run, const std::string& place) {
  PlaceInRun found;
  if (const auto point = parsed_point(place)) {
    found.point = point;
    for (const std::string& table : run.tables()) add_nearest(run, table, *point, found);
    if (!found.things.empty() || on_a_grid(run, *point)) return found;
    throw no_such_place(run, place,
                        tr("a point in ", "một điểm theo ") + run.manifest().ward.crs +
                            tr(" within 30 m of something of this run",
                               " cách một đối tượng của lần chạy này không quá 30 m"));
  }
  found.things = with_id(run, place);
  if (!found.things.empty()) return found;
  std::vector<Addressed> addresses;
  add_addresses_of_tables(run, addresses);
  found.things = with_address(addresses, place);
  if (!found.things.empty()) return found;
  add_addresses_of_ward(run, addresses);
  found.things = with_address(addresses, place);
  if (!found.things.empty()) return found;
  throw no_such_place(run, place, nearest_address(addresses, place));
}

}  // namespace twin

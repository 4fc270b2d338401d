#include "layers/assumed/sketch.h"

#include <algorithm>
#include <optional>

#include "layers/assumed/making.h"
#include "layers/assumed/noding.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

Provenance drawn(std::int64_t seed) {
  return {.source = Source::assumed, .method = "drawn by hand", .seed = seed, .assumed = {}};
}

class SketchReader {
 public:
  SketchReader(const TomlTable& sketch, std::int64_t seed) : sketch_(sketch), seed_(seed) {
    sketch.allow_only({"name", "code", "residents", "origin", "outline", "river", "street", "grid",
                       "lane", "village", "green"});
    const std::vector<double> origin = sketch.numbers("origin").value_or(std::vector{0.0, 0.0});
    if (origin.size() != 2) refuse(sketch, "origin", tr("two numbers", "hai số"));
    origin_ = {origin[0], origin[1]};
  }

  WardLayers layers() {
    WardLayers layers;
    layers.boundary = {.name = sketch_.need_text("name"),
                       .code = sketch_.text("code").value_or(""),
                       .residents = sketch_.need_number("residents"),
                       .outline = {.outer = line(sketch_, "outline", 3), .holes = {}},
                       .provenance = drawn(seed_)};
    for (const TomlTable& river : sketch_.tables("river")) add_river(river, layers);
    for (const TomlTable& street : sketch_.tables("street")) add_street(street, layers);
    for (const TomlTable& grid : sketch_.tables("grid")) add_grid(grid, layers);
    join_crossings(layers.roads);
    for (const TomlTable& lane : sketch_.tables("lane")) add_lane(lane, layers);
    for (const TomlTable& green : sketch_.tables("green")) add_green(green, layers);
    return layers;
  }

  std::vector<Polygon> villages() const {
    std::vector<Polygon> zones;
    for (const TomlTable& village : sketch_.tables("village")) {
      village.allow_only({"name", "outline"});
      zones.push_back({.outer = line(village, "outline", 3), .holes = {}});
    }
    return zones;
  }

 private:
  [[noreturn]] static void refuse(const TomlTable& table, std::string_view key, Text expected) {
    throw InputError({.where = table.where(key),
                      .found = tr("another shape", "hình khác"),
                      .expected = std::move(expected),
                      .outcome = tr("correct the sketch", "hãy sửa bản vẽ phác")});
  }

  Polyline line(const TomlTable& table, std::string_view key, std::size_t least) const {
    Polyline line;
    for (const std::vector<double>& row :
         table.number_rows(key).value_or(std::vector<std::vector<double>>{})) {
      if (row.size() != 2) refuse(table, key, tr("points [x, y]", "các điểm [x, y]"));
      line.push_back({origin_.x_m + row[0], origin_.y_m + row[1]});
    }
    if (line.size() < least) {
      refuse(table, key,
             tr("at least ", "ít nhất ") + std::to_string(least) +
                 tr(" points [x, y]", " điểm [x, y]"));
    }
    return line;
  }

  void add_river(const TomlTable& table, WardLayers& layers) const {
    table.allow_only({"name", "line", "width_m", "bank_m", "bed_m", "usual_level_m"});
    River river;
    river.id = "S" + std::to_string(layers.river.size() + 1);
    river.name = table.need_text("name");
    river.centreline = line(table, "line", 2);
    river.width_m = table.number("width_m").value_or(river.width_m);
    river.bank_m = table.number("bank_m").value_or(river.bank_m);
    river.bed_m = table.number("bed_m").value_or(river.bed_m);
    river.usual_level_m = table.number("usual_level_m").value_or(river.usual_level_m);
    river.provenance = drawn(seed_);
    layers.river.push_back(std::move(river));
  }

  void add_road(WardLayers& layers, Road road) const {
    road.id = numbered("R", layers.roads.size() + 1, 3);
    road.provenance = drawn(seed_);
    layers.roads.push_back(std::move(road));
  }

  void add_street(const TomlTable& table, WardLayers& layers) const {
    table.allow_only({"name", "class", "line", "lanes", "one_way", "bridge", "split_m", "width_m",
                      "speed_limit_kmh"});
    Road road;
    road.name = table.text("name").value_or("");
    road.road_class = table.text("class").value_or("residential");
    road.centreline = line(table, "line", 2);
    road.lanes = static_cast<int>(table.number("lanes").value_or(2.0));
    road.one_way = table.flag("one_way").value_or(false);
    road.bridge = table.flag("bridge").value_or(false);
    road.width_m = table.number("width_m");
    road.speed_limit_kmh = table.number("speed_limit_kmh");
    const auto split_m = table.number("split_m");
    if (!split_m) return add_road(layers, std::move(road));
    road.one_way = true;
    road.lanes = std::max(1, road.lanes / 2);
    const Polyline middle = road.centreline;
    road.centreline = offset(middle, -0.5 * *split_m);  // traffic keeps right
    add_road(layers, road);
    road.centreline = reversed(offset(middle, 0.5 * *split_m));
    add_road(layers, std::move(road));
  }

  /// Streets between opposite sides of a quadrilateral, at shares of its sides.
  void add_grid(const TomlTable& table, WardLayers& layers) const {
    table.allow_only({"name", "class", "corners", "columns", "rows", "lanes"});
    const Polyline q = line(table, "corners", 4);
    const auto between = [](Point a, Point b, double share) { return a + from_to(a, b) * share; };
    const std::string name = table.text("name").value_or("");
    int number = 0;
    const auto add = [&](Point a, Point b) {
      constexpr double kBeyond_m = 12.0;  // so that it surely crosses the street it ends at
      Road road;
      road.name = name.empty() ? "" : name + "." + std::to_string(++number);
      road.road_class = table.text("class").value_or("residential");
      road.lanes = static_cast<int>(table.number("lanes").value_or(2.0));
      road.centreline = {a + direction(b, a) * kBeyond_m, b + direction(a, b) * kBeyond_m};
      add_road(layers, std::move(road));
    };
    for (const double share : table.numbers("columns").value_or(std::vector<double>{})) {
      add(between(q[0], q[1], share), between(q[3], q[2], share));
    }
    for (const double share : table.numbers("rows").value_or(std::vector<double>{})) {
      add(between(q[0], q[3], share), between(q[1], q[2], share));
    }
  }

  void add_lane(const TomlTable& table, WardLayers& layers) const {
    table.allow_only({"name", "kind", "line", "width_m", "height_m"});
    Lane lane;
    lane.id = numbered("L", layers.lanes.size() + 1, 4);
    lane.name = table.text("name").value_or("");
    lane.kind = table.text("kind").value_or("");
    lane.centreline = line(table, "line", 2);
    lane.clear_width_m = table.number("width_m");
    lane.clear_height_m = table.number("height_m");
    lane.provenance = drawn(seed_);
    layers.lanes.push_back(std::move(lane));
  }

  void add_green(const TomlTable& table, WardLayers& layers) const {
    table.allow_only({"name", "kind", "outline", "equipment"});
    Green green;
    green.id = numbered("G", layers.greens.size() + 1, 3);
    green.name = table.need_text("name");
    green.kind = table.text("kind").value_or("park");
    green.area.outer = line(table, "outline", 3);
    green.equipment = static_cast<int>(table.number("equipment").value_or(0.0));
    green.provenance = drawn(seed_);
    layers.greens.push_back(std::move(green));
  }

  const TomlTable& sketch_;
  std::int64_t seed_;
  Point origin_;
};

}  // namespace

WardLayers ward_from_sketch(const TomlTable& sketch, const AssumedTable& table, std::int64_t seed) {
  SketchReader reader(sketch, seed);
  WardLayers layers = reader.layers();
  const std::vector<Polygon> villages = reader.villages();
  if (!villages.empty()) {
    Findings nothing_to_tell;  // the lanes of a sketch are part of the drawing
    Making making{.layers = layers, .table = table, .seed = seed, .findings = nothing_to_tell};
    grow_lanes(making, villages);
  }
  return layers;
}

}  // namespace twin

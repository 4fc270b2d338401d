#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/space/geometry.h"
#include "tests/support/scratch.h"
#include "tests/support/small_ward.h"
#include "tools/import/check_ward.h"

namespace twin {
namespace {

/// A sound small ward, spoilt in every way that `check` knows: in the files, where loading finds
/// it, and in what the layers say of each other.
class EveryFault {
 public:
  EveryFault() : layers_(test::small_ward_layers()) {
    spoil_streets();
    spoil_drains();
    spoil_names_and_shapes();
    spoil_terrain();
  }

  /// What `check` lists.
  Findings found() {
    const Scratch scratch;
    write_ward(scratch.path(), {.name = "Mẫu"}, layers_);
    std::vector<FeatureTable> tables = tables_of(scratch.path());
    for (FeatureTable& table : tables) {
      if (table.layer() == "lanes") table = with_bad_cells(table);
    }
    write_tables(scratch.path(), "EPSG:5897", tables);
    Findings findings;
    const LoadedWard ward = load_ward(scratch.path(), findings);
    const Findings noticed = check_ward(ward);
    for (const Finding& finding : noticed.all()) findings.add(finding);
    return findings;
  }

 private:
  static Lane lane(const std::string& id, Point from, Point to) {
    return {.id = id, .centreline = {from, to}};
  }

  /// Four rows more: a width and a word that cannot be, an id once more, and no geometry.
  static FeatureTable with_bad_cells(const FeatureTable& table) {
    FeatureTable out(table.source(), table.layer(), table.columns());
    for (const Feature& row : table) out.add(row.fid(), row.geometry(), row.values());
    const auto add = [&](const char* id, const char* column, const Value& value, Geometry line) {
      std::vector<Value> values = table[0].values();
      for (std::size_t i = 0; i < table.columns().size(); ++i) {
        if (table.columns()[i].name == "id") values[i] = std::string(id);
        if (table.columns()[i].name == column) values[i] = value;
      }
      out.add(static_cast<std::int64_t>(out.size()) + 1, std::move(line), std::move(values));
    };
    const Geometry line = table[0].geometry();
    add("wide", "clear_width_m", -1.0, line);
    add("strange", "surface", std::string("cheese"), line);
    add("wide", "name", std::string("once more"), line);
    add("nowhere", "name", std::string("no geometry"), Geometry{});
    return out;
  }

  void spoil_streets() {
    const Box box = box_of(layers_.boundary.outline);
    const Point far{box.east_m + 2000, box.north_m + 2000};
    layers_.lanes.push_back(lane("alone", far, {far.x_m + 50, far.y_m}));
    const Point near{box.west_m - 200, box.south_m};
    layers_.lanes.push_back(lane("near", near, {near.x_m - 50, near.y_m}));
    const Point off{box.west_m - 3000, box.south_m};
    layers_.lanes.push_back(lane("cut-1", off, {off.x_m + 50, off.y_m}));
    layers_.lanes.push_back(lane("cut-2", {off.x_m + 50, off.y_m}, {off.x_m + 50, off.y_m + 40}));
    // Leaves the first street at its first corner, and stops 2 m beside the place 30 m on.
    const Polyline& street = layers_.roads[0].centreline;
    const double length = std::hypot(street[1].x_m - street[0].x_m, street[1].y_m - street[0].y_m);
    const Point along{(street[1].x_m - street[0].x_m) / length,
                      (street[1].y_m - street[0].y_m) / length};
    const Point beside{street[0].x_m + 30 * along.x_m - 2 * along.y_m,
                       street[0].y_m + 30 * along.y_m + 2 * along.x_m};
    layers_.lanes.push_back({.id = "gap",
                             .centreline = {street[0],
                                            {beside.x_m - 15 * along.x_m - 12 * along.y_m,
                                             beside.y_m - 15 * along.y_m + 12 * along.x_m},
                                            beside}});
    cross(layers_.roads.back().centreline);
  }

  /// A lane of 24 m over a street, without a node on it.
  void cross(const Polyline& street) {
    const Point at = point_along(street, 0.4 * distance_m(street[0], street[1]));
    const double length = distance_m(street[0], street[1]);
    const double east = 12.0 * (street[1].y_m - street[0].y_m) / length;
    const double south = 12.0 * (street[1].x_m - street[0].x_m) / length;
    layers_.lanes.push_back(
        lane("across", {at.x_m - east, at.y_m + south}, {at.x_m + east, at.y_m - south}));
  }

  void spoil_drains() {
    for (DrainManhole& manhole : layers_.drain_manholes) manhole.ground_m += 1.5;
    DrainPipe& pipe = layers_.drain_pipes[0];
    pipe.invert_to_m = pipe.invert_from_m + 0.5;
    pipe.height_m = 4.0;
    layers_.drain_pipes[1].from_id = "M-unknown";
    layers_.drain_manholes.push_back({.id = "M-alone", .place = pipe.centreline[0], .ground_m = 6});
    layers_.drain_inlets.push_back(
        {.id = "I-alone", .place = pipe.centreline[0], .manhole_id = "M-alone", .kind = "grate"});
    layers_.drain_pumps.push_back(
        {.id = "U-alone", .place = pipe.centreline[0], .node_id = "nowhere", .capacity_m3ps = 1.0});
  }

  void spoil_names_and_shapes() {
    layers_.obstacles[0].way_id = "no-way";
    layers_.buildings[1].footprint = layers_.buildings[0].footprint;
    Polyline& outer = layers_.buildings[2].footprint.outer;
    std::swap(outer[1], outer[2]);
  }

  void spoil_terrain() {
    Grid<float>& ground_m = layers_.terrain.ground_m;
    const Box needed = box_of(layers_.boundary.outline);
    const auto corner = ground_m.frame().cell_at({needed.west_m + 50, needed.south_m + 50});
    for (int row = corner->row - 20; row < corner->row + 20; ++row) {
      for (int col = corner->col - 20; col < corner->col + 20; ++col) {
        ground_m({row, col}) = NAN;
      }
    }
  }

  WardLayers layers_;
};

/// How each kind of finding says what it found, in English.
constexpr const char* kKinds[] = {"-1",
                                  "'cheese'",
                                  "'wide' once more",
                                  "no geometry",
                                  "% of the ward void",
                                  "no end on another way",
                                  "no other way within 500 m",
                                  "a way cut off from the streets",
                                  "not joined to it",
                                  "a crossing without a junction",
                                  "', at no pipe",
                                  "the end '",
                                  "a rise of ",
                                  "above the ground at ",
                                  "no way to an outfall",
                                  "most of them alike",
                                  "'nowhere', at no pipe",
                                  "an invalid polygon",
                                  "the geometry of ",
                                  "'no-way'",
                                  "features assumed"};

TEST(Hints, EveryKindOfFindingSaysHowToMendItInBothLanguages) {
  const Findings findings = EveryFault().found();
  for (const char* kind : kKinds) {
    const auto of_kind = [&](const Finding& finding) {
      return finding.found.en.find(kind) != std::string::npos;
    };
    EXPECT_TRUE(std::ranges::any_of(findings.all(), of_kind)) << kind << " is not found";
  }
  for (const Finding& finding : findings.all()) {
    EXPECT_FALSE(finding.hint.en.empty()) << finding.text();
    EXPECT_FALSE(finding.hint.vi.empty()) << finding.text();
    EXPECT_NE(finding.hint.en, finding.hint.vi);
    EXPECT_NE(finding.text().find(" Hint: "), std::string::npos);
    EXPECT_NE(finding.text(Language::vietnamese).find(" Gợi ý: "), std::string::npos);
  }
}

}  // namespace
}  // namespace twin

#include "viewer/model/click.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <iostream>

#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/write_features.h"
#include "engine/results/bundle_writer.h"
#include "tests/support/scratch.h"
#include "viewer/model/curve.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr int kHousesASide = 142;  // 20,164 in all
constexpr int kCells = 1000;       // a side: a million
constexpr int kInstants = 25;
const GridFrame kFrame{.north_west = {0, 2000}, .cell_m = 2.0, .rows = kCells, .cols = kCells};

Column text(const char* name) { return {.name = name, .kind = ColumnKind::text}; }
Column number(const char* name) { return {.name = name, .kind = ColumnKind::number}; }

Polygon box(double west_m, double south_m, double side_m) {
  return {.outer = {{west_m, south_m},
                    {west_m + side_m, south_m},
                    {west_m + side_m, south_m + side_m},
                    {west_m, south_m + side_m}},
          .holes = {}};
}

/// Houses of 8 m, 14 m apart, numbered row by row from the south-west.
FeatureTable houses() {
  FeatureTable table("test", "buildings",
                     {text("id"), text("use"), number("height_m"), text("source")});
  for (int i = 0; i < kHousesASide * kHousesASide; ++i) {
    table.add(i + 1, box(4 + 14 * (i % kHousesASide), 4 + 14 * (i / kHousesASide), 8),
              {"B" + std::to_string(i + 1), "house", 9.0, "assumed"});
  }
  return table;
}

/// Lanes between the rows of houses, from west to east.
FeatureTable lanes() {
  FeatureTable table("test", "lanes", {text("id"), text("name"), number("clear_width_m")});
  for (int i = 0; i + 1 < kHousesASide; ++i) {
    const double y_m = 15.0 + 14.0 * i;
    table.add(i + 1, Polyline{{0, y_m}, {2000, y_m}}, {"L" + std::to_string(i + 1), "Ngõ", 3.0});
  }
  return table;
}

FeatureTable addresses(const FeatureTable& of) {
  FeatureTable table("test", "addresses", {text("id"), text("building_id"), text("text")});
  for (const Feature& house : of) {
    const std::string id = *house.text("id");
    table.add(house.fid(), Point{0, 0}, {"A" + id, id, "Số " + id + " Hoàng Lan"});
  }
  return table;
}

std::vector<ResultField> fields() {
  std::vector<ResultField> all = {
      {.name = "depth_m", .unit = "m", .kind = FieldKind::frames, .en = "depth", .decimals = 2},
      {.name = "speed_mps", .unit = "m/s", .kind = FieldKind::frames, .en = "speed"},
      {.name = "max_depth_m", .unit = "m", .kind = FieldKind::grid, .en = "most", .decimals = 2},
      {.name = "depth_m",
       .unit = "m",
       .kind = FieldKind::series,
       .table = "buildings",
       .en = "at the house",
       .decimals = 2},
      {.name = "depth_m",
       .unit = "m",
       .kind = FieldKind::series,
       .table = "lanes",
       .en = "in the lane",
       .decimals = 2}};
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
    all.push_back({.name = name, .unit = "m", .kind = FieldKind::column, .table = "buildings"});
  }
  return all;
}

/// Water that is deeper by the instant and uneven by the cell, so that it is not packed away.
Grid<float> depth_at(int instant) {
  Grid<float> depth_m(kFrame, 0.0F);
  for (int row = 0; row < kCells; ++row) {
    for (int col = 0; col < kCells; ++col) {
      depth_m({row, col}) = 0.01F * static_cast<float>(instant) +
                            1e-4F * static_cast<float>((row * 7919 + col * 104729) % 997);
    }
  }
  return depth_m;
}

void write_ward(const fs::path& folder) {
  fs::create_directories(folder);
  const FeatureTable buildings = houses();
  const FeatureTable ways = lanes();
  const FeatureTable numbers = addresses(buildings);
  FeatureTable boundary("test", "boundary", {text("id")});
  boundary.add(1, box(0, 0, 2000), {"1"});
  const std::vector<LayerToWrite> layers = {
      {.table = &boundary, .geometry = GeometryKind::polygon, .qgis_style = {}},
      {.table = &buildings, .geometry = GeometryKind::polygon, .qgis_style = {}},
      {.table = &ways, .geometry = GeometryKind::line, .qgis_style = {}},
      {.table = &numbers, .geometry = GeometryKind::point, .qgis_style = {}}};
  write_geopackage(folder / "ward.gpkg", layers, "EPSG:5897");
  write_raster(folder / "dem.tif", Grid<float>(kFrame, 5.0F), "EPSG:5897");
  write_file(folder / "ward.toml", "name = \"Lớn\"\ncrs = \"EPSG:5897\"\n");
}

void write_run(const fs::path& folder, const fs::path& ward) {
  Manifest heading;
  heading.scenario = "flood";
  heading.start = "2025-09-30T11:30:00+07:00";
  heading.ward = {.path = (ward / "ward.toml").string(), .name = "Lớn", .crs = "EPSG:5897"};
  const std::vector<ResultField> declared = fields();
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  const FeatureTable buildings = houses();
  const FeatureTable ways = lanes();
  out.table(buildings);
  out.table(ways);
  std::vector<double> times_s;
  for (int i = 0; i < kInstants; ++i) {
    times_s.push_back(300.0 * i);
    out.frame("depth_m", times_s.back(), depth_at(i));
    out.frame("speed_mps", times_s.back(), depth_at(2 * i));
  }
  out.grid("max_depth_m", depth_at(kInstants - 1));
  const std::vector<double> column(buildings.size(), 1.0);
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) out.column("buildings", name, column);
  for (const FeatureTable* table : {&buildings, &ways}) {
    std::vector<float> series;
    for (std::size_t i = 0; i < times_s.size() * table->size(); ++i) {
      series.push_back(0.001F * static_cast<float>((i * 7919) % 997));
    }
    out.series(table->layer(), "depth_m", times_s, series);
  }
  out.write(Progress{});
  out.finish();
}

template <typename Work>
auto timed(const char* what, const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  auto result = work();
  const std::chrono::duration<double, std::milli> ms = std::chrono::steady_clock::now() - start;
  std::cout << what << ": " << ms.count() << " ms\n";
  return result;
}

std::string value_of(const Inspected& found, const std::string& what) {
  for (const FactSection& section : found.sections) {
    for (const Fact& fact : section.facts) {
      if (fact.what.en == what) return fact.value.en;
    }
  }
  return {};
}

/// The times are printed for people; what a click says is checked.
TEST(Click, InAWardOfTwentyThousandHousesAndAMillionCells) {
  const Scratch scratch;
  write_ward(scratch / "ward");
  write_run(scratch / "run", scratch / "ward");
  const std::vector<fs::path> folders = {scratch / "ward", scratch / "run"};
  const auto session = timed("opening", [&] { return std::make_unique<Session>(folders); });
  session->ward().addresses->table();  // as the window does when it has opened
  const double wall_s = session->runs().front()->start_s() + 3600.0;  // the twelfth instant

  // House 143 is the first of the second row: 4 to 12 m east, 18 to 26 m north.
  const AskedRuns runs = all_runs(*session, wall_s);
  const DrawnNow drawn;
  const auto click_down_at = [&](Point p) {
    const Eigen::Vector3d eye = session->world().origin.from(p, 300.0).cast<double>();
    return inspected(*session, *clicked(*session, {eye, {0, 0, -1}}, 0.001, drawn), runs);
  };
  for (const char* time : {"first", "again"}) {
    std::cout << time << ": ";
    const auto at_house = timed("click on a house", [&] { return click_down_at({8, 22}); });
    EXPECT_EQ(at_house.spot.id, "B143");
    EXPECT_EQ(value_of(at_house, "address"), "Số B143 Hoàng Lan");
    EXPECT_EQ(value_of(at_house, "at the house (at the time shown)"),
              shown(0.001 * ((12 * 20164 + 142) * 7919 % 997), 2).en + "\u00a0m");
    std::cout << time << ": ";
    const auto in_lane = timed("click in a lane", [&] { return click_down_at({1001, 15}); });
    EXPECT_EQ(in_lane.spot.id, "L1");
    // Row 992 from the north, column 500.
    const double depth_m = 0.12 + 1e-4 * ((992 * 7919 + 500 * 104729) % 997);
    EXPECT_EQ(value_of(in_lane, "depth (at the time shown)"), shown(depth_m, 2).en + "\u00a0m");
    const auto moving =
        timed("what moves there", [&] { return moving_at(*session, in_lane.spot, runs); });
    ASSERT_EQ(moving.size(), 3U);
    const Curve curve = timed("25 instants of a cell",
                              [&] { return curve_of(*session, moving[1].places.front()); });
    EXPECT_NEAR(curve.values[12], depth_m, 1e-6);
    EXPECT_NEAR(curve.values[24] - curve.values[0], 0.24, 1e-6);
  }
}

/// One of each thing that is drawn, on level ground at 5 m, seen from straight above or aslant.
///
///     y 190 .. G2, a park with trees .................................. S1, the
///       150 ..........................................................  river
///       110 .. B1, a house .. L1, the lane .. G1, a pond .............  x 190
///        80 .. G3, a pond
///        70 ................................. K1, parking
///        50 ============== R1, the road ==============================
///        20 -- S7, a line of a run -- .................. W1, a gauge
class DrawnThings : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<Scratch>();
    write_things(*scratch_ / "ward");
    write_answers(*scratch_ / "run", *scratch_ / "ward");
    const std::vector<fs::path> folders = {*scratch_ / "ward", *scratch_ / "run"};
    session_ = std::make_unique<Session>(folders);
  }
  static void TearDownTestSuite() {
    session_.reset();
    scratch_.reset();
  }

  static FeatureTable one(const char* layer, const char* id, Geometry geometry,
                          std::vector<Column> columns = {}, const std::vector<Value>& values = {}) {
    columns.insert(columns.begin(), text("id"));
    FeatureTable table("test", layer, columns);
    std::vector<Value> cells = {std::string(id)};
    cells.insert(cells.end(), values.begin(), values.end());
    table.add(1, std::move(geometry), cells);
    return table;
  }

  static void write_things(const fs::path& folder) {
    fs::create_directories(folder);
    const std::vector<Column> levels = {number("height_m"), number("invert_from_m"),
                                        number("invert_to_m")};
    FeatureTable pipes =
        one("drain_pipes", "P1", Polyline{{0, 50}, {200, 50}}, levels, {1.0, 3.0, 3.0});
    pipes.add(2, Polyline{{0, 105}, {60, 105}}, {"P2", 1.0, 3.0, 3.0});
    FeatureTable greens = one("greens", "G1", box(140, 100, 40), {text("kind")}, {"pond"});
    greens.add(2, box(20, 150, 40), {"G2", "park"});
    greens.add(3, box(20, 70, 20), {"G3", "pond"});
    const std::vector<std::pair<FeatureTable, GeometryKind>> layers = {
        {one("boundary", "1", box(0, 0, 200)), GeometryKind::polygon},
        {one("buildings", "B1", box(20, 100, 10), {number("height_m")}, {12.0}),
         GeometryKind::polygon},
        {one("roads", "R1", Polyline{{0, 50}, {200, 50}}, {number("width_m")}, {10.0}),
         GeometryKind::line},
        {one("lanes", "L1", Polyline{{100, 50}, {100, 150}}, {number("clear_width_m")}, {3.0}),
         GeometryKind::line},
        {std::move(greens), GeometryKind::polygon},
        {one("parking", "K1", box(110, 60, 20)), GeometryKind::polygon},
        {one("residential_groups", "T1", box(0, 0, 100)), GeometryKind::polygon},
        {one("river", "S1", Polyline{{190, -10}, {190, 210}},
             {number("width_m"), number("usual_level_m")}, {12.0, 7.0}),
         GeometryKind::line},
        {std::move(pipes), GeometryKind::line},
        {one("drain_manholes", "M1", Point{60, 50}, {number("invert_m")}, {3.0}),
         GeometryKind::point},
        {one("drain_inlets", "I1", Point{80, 54}), GeometryKind::point}};
    std::vector<LayerToWrite> to_write;
    for (const auto& [table, kind] : layers) {
      to_write.push_back({.table = &table, .geometry = kind, .qgis_style = {}});
    }
    write_geopackage(folder / "ward.gpkg", to_write, "EPSG:5897");
    const GridFrame frame{.north_west = {0, 200}, .cell_m = 2.0, .rows = 100, .cols = 100};
    write_raster(folder / "dem.tif", Grid<float>(frame, 5.0F), "EPSG:5897");
    write_file(folder / "ward.toml", "name = \"Nhỏ\"\ncrs = \"EPSG:5897\"\n");
  }

  /// Two lines of which one has a value, a gauge through time, people of a group.
  static void write_answers(const fs::path& folder, const fs::path& ward) {
    Manifest heading;
    heading.scenario = "answers";
    heading.ward = {.path = (ward / "ward.toml").string(), .name = "Nhỏ", .crs = "EPSG:5897"};
    const std::vector<ResultField> declared = {
        {.name = "load", .unit = "1", .kind = FieldKind::column, .table = "segments", .en = "load"},
        {.name = "level_m",
         .unit = "m",
         .kind = FieldKind::series,
         .table = "gauges",
         .en = "level",
         .decimals = 2},
        {.name = "people",
         .unit = "persons",
         .kind = FieldKind::column,
         .table = "residential_groups",
         .en = "inhabitants",
         .decimals = 0}};
    BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
    FeatureTable segments = one("segments", "S7", Polyline{{0, 20}, {90, 20}});
    segments.add(2, Polyline{{0, 30}, {90, 30}}, {"S8"});
    out.table(segments);
    out.table(one("gauges", "W1", Point{150, 20}));
    out.table(one("residential_groups", "T1", box(0, 0, 100)));
    out.column("segments", "load", std::vector<double>{3.0, std::nan("")});
    out.series("gauges", "level_m", std::vector<double>{0.0, 60.0}, std::vector<float>{1.5F, 2.5F});
    out.column("residential_groups", "people", std::vector<double>{7.0});
    out.write(Progress{});
    out.finish();
  }

  static Ray ray(Point from, double z_m, const Eigen::Vector3d& along) {
    return {.from = session_->world().origin.from(from, z_m).cast<double>(),
            .along = along.normalized()};
  }
  static constexpr double kPixel_m = 0.001;
  /// Id of what a ray means; empty: the ground.
  static std::string met(const Ray& ray, const DrawnNow& drawn = {}) {
    const auto target = clicked(*session_, ray, kPixel_m, drawn);
    if (!target) return "sky";
    return target->table == nullptr ? "" : (*target->table)[target->row].text("id").value_or("?");
  }
  static std::string met_at(double x_m, double y_m, const DrawnNow& drawn = {},
                            double from_m = 100.0) {
    return met(ray({x_m, y_m}, from_m, {0, 0, -1}), drawn);
  }
  static const Bundle& run() { return session_->runs().front()->bundle(); }

  static inline std::unique_ptr<Scratch> scratch_;
  static inline std::unique_ptr<Session> session_;
};

TEST_F(DrawnThings, WhatLiesUppermostAnswers) {
  EXPECT_EQ(met_at(25, 105), "B1");
  EXPECT_EQ(met_at(30, 47), "R1");
  EXPECT_EQ(met_at(100, 53), "R1");  // the lane begins there below the road
  EXPECT_EQ(met_at(30, 56), "R1");   // its pavement
  EXPECT_EQ(met_at(100, 100), "L1");
  EXPECT_EQ(met_at(103.2, 100), "L1");  // 1.7 m beside it, where nothing else is
  EXPECT_EQ(met_at(104, 120), "");      // and 2.5 m: the ground
  EXPECT_EQ(met_at(160, 120), "G1");
  EXPECT_EQ(met_at(30, 80), "G3");  // rather than the group it lies in
  EXPECT_EQ(met_at(120, 75), "K1");
  EXPECT_EQ(met_at(190, 20), "S1");
  EXPECT_EQ(met_at(60, 20), "T1");  // nothing nearer
  EXPECT_EQ(met_at(1, 20), "1");    // on the line of the boundary
  EXPECT_EQ(met_at(150, 20), "");
  EXPECT_EQ(met(ray({0, 0}, 10.0, {0, 0, 1})), "sky");
}

TEST_F(DrawnThings, WhatIsHiddenAnswersNothing) {
  EXPECT_EQ(met_at(25, 105, {.buildings = false}), "");
  EXPECT_EQ(met_at(30, 47, {.streets = false, .covers = false}), "T1");
  EXPECT_EQ(met_at(190, 20, {.river = false}), "");
  EXPECT_EQ(met_at(1, 20, {.boundary = false}), "T1");
}

TEST_F(DrawnThings, AHouseInFrontHidesWhatIsBehind) {
  // From 20 m at y 60 down to 5 m at y 140: at the wall of the house, y 100, 12.5 m high.
  const Ray aslant = ray({25, 60}, 20.0, {0, 80, -15});
  EXPECT_EQ(met(aslant), "B1");
  EXPECT_NEAR(clicked(*session_, aslant, kPixel_m, {})->z_m, 12.5, 0.01);
  EXPECT_EQ(met(aslant, {.height_scale = 0.2}), "");  // drawn 2.4 m high it does not
}

TEST_F(DrawnThings, DrainsAnswerThroughTheGlassOverThem) {
  const DrawnNow glass{.drains = true};
  EXPECT_EQ(met_at(30, 50, glass), "P1");
  EXPECT_EQ(met_at(30, 50.8, glass), "P1");  // 0.3 m beside it, 3 pixels
  EXPECT_EQ(met_at(30, 51.2, glass), "R1");  // 7 pixels
  EXPECT_EQ(met_at(60, 50, glass), "M1");    // over the pipe
  EXPECT_EQ(met_at(80, 54, glass), "I1");
  EXPECT_EQ(met_at(25, 105, glass), "P2");  // below the house
  EXPECT_EQ(met_at(25, 105), "B1");
}

TEST_F(DrawnThings, CoversInTheStreetAnswerWhereTheyAreSeen) {
  EXPECT_EQ(met_at(80, 54), "I1");
  EXPECT_EQ(met_at(60.3, 50), "M1");
  EXPECT_EQ(met_at(80, 54.6), "R1");
  EXPECT_EQ(met_at(80, 54, {.covers = false}), "R1");
  EXPECT_EQ(met_at(80, 54, {}, 1000.0), "R1");  // finer than a pixel
}

TEST_F(DrawnThings, RowsOfARunAnswerWhereTheyHaveAColour) {
  const FeatureTable& segments = run().table("segments");
  const FeatureTable& groups = run().table("residential_groups");
  DrawnNow drawn;
  drawn.results.push_back(
      {.table = &segments, .width_m = [](std::size_t row) { return row == 0 ? 4.0 : 0.0; }});
  EXPECT_EQ(met_at(60, 21.9, drawn), "S7");
  EXPECT_EQ(met_at(60, 22.1, drawn), "T1");
  EXPECT_EQ(met_at(60, 30, drawn), "T1");  // without a value it is not drawn
  drawn.results.push_back({.table = &groups, .width_m = [](std::size_t) { return 1.0; }});
  EXPECT_EQ(met_at(30, 80, drawn), "T1");  // its colour lies on the pond
  EXPECT_EQ(met_at(30, 47, drawn), "R1");  // but not on the street
}

TEST_F(DrawnThings, ALineOnDemandAnswersWithTheFeatureThatWasAskedAbout) {
  const std::vector<LineOnDemand> hose = {{.line = {{60, 60}, {60, 80}}, .width_m = 2.0}};
  DrawnNow drawn{.on_demand = hose};
  drawn.asked = {.table = session_->ward().layer("buildings"), .row = 0};
  EXPECT_EQ(met_at(60.9, 70, drawn), "B1");
  EXPECT_EQ(met_at(61.1, 70, drawn), "T1");
}

TEST_F(DrawnThings, ATreeStandsForItsPark) {
  const FeatureTable& greens = *session_->ward().layer("greens");
  const std::vector<Tree> trees = trees_of(greens[1], session_->world());
  ASSERT_FALSE(trees.empty());
  const Tree& tree = trees.front();
  const double crown_m = tree.ground_m + 0.7 * tree.height_m;
  const Ray level = ray({tree.at.x_m, tree.at.y_m - 30.0}, crown_m, {0, 1, 0});
  EXPECT_EQ(met(level), "G2");
  EXPECT_EQ(met(level, {.trees = false}), "sky");
  EXPECT_TRUE(trees_of(greens[0], session_->world()).empty());  // a pond
}

TEST_F(DrawnThings, ALookOverWaterMeetsItsSurface) {
  const Grid<float> depth_m(session_->world().ground.frame(), 2.0F);
  const Ray aslant = ray({150, -80}, 105.0, {0, 1, -1});  // to the ground at y 20
  EXPECT_NEAR(clicked(*session_, aslant, kPixel_m, {})->at.y_m, 20.0, 0.01);
  EXPECT_NEAR(clicked(*session_, aslant, kPixel_m, {.water_m = &depth_m})->at.y_m, 18.0, 0.01);
  EXPECT_NEAR(clicked(*session_, ray({190, 20}, 100, {0, 0, -1}), kPixel_m, {})->z_m, 7.0, 0.01);
}

TEST_F(DrawnThings, EachTellsItsFactsAndWhatGoesOnThere) {
  const AskedRuns runs = all_runs(*session_, 60.0);
  const auto found_at = [&](double x_m, double y_m, const DrawnNow& drawn) {
    const auto target = clicked(*session_, ray({x_m, y_m}, 100.0, {0, 0, -1}), kPixel_m, drawn);
    return inspected(*session_, *target, runs);
  };
  // A disc is met where it is painted: tests/viewer/questions_test.cpp.
  const Target disc{.table = &run().table("gauges"), .row = 0, .at = {150, 20}, .z_m = 5.0};
  const Inspected gauge = inspected(*session_, disc, runs);
  EXPECT_EQ(value_of(gauge, "id"), "W1");
  EXPECT_EQ(value_of(gauge, "level (at the time shown)"), "2.50\u00a0m");
  EXPECT_EQ(gauge.told_by, std::vector<std::size_t>{0});
  EXPECT_FALSE(gauge.line.empty());  // a ring round it
  const auto moving = moving_at(*session_, gauge.spot, runs);
  ASSERT_EQ(moving.size(), 1U);
  EXPECT_EQ(curve_of(*session_, moving.front().places.front()).values,
            (std::vector<float>{1.5F, 2.5F}));

  const Inspected group = found_at(60, 20, {});
  EXPECT_EQ(value_of(group, "id"), "T1");
  EXPECT_EQ(value_of(group, "level"), "5.00 m");  // of the ground there
  EXPECT_EQ(value_of(group, "inhabitants"), "7\u00a0people");
  EXPECT_TRUE(group.told_by.empty());  // the ward has it
  // The pond lies in the group, of which the run tells.
  EXPECT_EQ(value_of(found_at(30, 80, {}), "inhabitants"), "7\u00a0people");

  const Inspected pipe = found_at(30, 50, {.drains = true});
  EXPECT_EQ(value_of(pipe, "id"), "P1");
  EXPECT_EQ(pipe.line.size(), 2U);
  EXPECT_DOUBLE_EQ(found_at(190, 20, {}).width_m, 12.0);  // of the river
  EXPECT_EQ(value_of(found_at(150, 20, {}), "level"), "5.00 m");
}

}  // namespace
}  // namespace twin

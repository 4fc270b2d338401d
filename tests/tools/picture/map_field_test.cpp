#include "tools/picture/map_field.h"

#include <gtest/gtest.h>

#include "engine/results/bundle_writer.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

class MapFieldTest : public FolderTest {
 protected:
  Bundle run() {
    BundleWriter out(place_ / "run", small_heading(), kSmallFields, PartialFolder::Start::afresh);
    write_small_run(out);
    out.write(Progress{});
    out.finish();
    return Bundle(place_ / "run");
  }
  /// The frame of the small run, ten pixels a metre, north at the top.
  MapView view_{{1000, 2000, 1030, 2020}, {0, 0, 300, 200}};
  Canvas canvas_ = Canvas::picture(300, 200);
  void expect_colour(int x, int y, const std::string& hex, double tolerance = 0.01) {
    const Colour expected = colour_of(hex);
    const Colour found = canvas_.pixel(x, y);
    EXPECT_NEAR(found.red, expected.red, tolerance) << x << ", " << y;
    EXPECT_NEAR(found.green, expected.green, tolerance);
    EXPECT_NEAR(found.blue, expected.blue, tolerance);
  }
};

TEST_F(MapFieldTest, AHouseHasTheColourOfItsClassAndOneWithoutAValueNone) {
  const Bundle bundle(run());
  canvas_.rectangle({0, 0, 300, 200}, ink("#ffffff"));
  const MapField field = map_field(bundle, *bundle.manifest().field("door_depth_m"));
  draw_field(canvas_, view_, bundle, field);
  expect_colour(25, 175, "#2171b5");  // B1, 1000–1005 east, 2000–2005 north: 0.34 m
  expect_colour(175, 75, "#ffffff");  // B2 has no value
  EXPECT_EQ(field.totals, (std::vector{0.0, 1.0}));
}

TEST_F(MapFieldTest, AGridIsPaintedWhereItReachesAClass) {
  const Bundle bundle(run());
  canvas_.rectangle({0, 0, 300, 200}, ink("#ffffff"));
  const MapField field = map_field(bundle, *bundle.manifest().field("max_depth_m"));
  draw_field(canvas_, view_, bundle, field);
  expect_colour(150, 50, "#c6dbef", 0.03);            // cell (0, 1): 0.2 m, laid over white at 0.9
  expect_colour(50, 50, "#ffffff");                   // cell (0, 0): dry, below the first class
  expect_colour(250, 150, "#ffffff");                 // cell (1, 2): no data
  EXPECT_EQ(field.totals, (std::vector{0.01, 0.0}));  // one cell of 10 m × 10 m, in hectares
}

/// The small run with two points over its grid, marked for the map.
TEST_F(MapFieldTest, PointsMarkedForTheMapAreDrawnOverAGrid) {
  std::vector<ResultField> fields(kSmallFields.begin(), kSmallFields.end());
  for (const char* table : {"spots", "buildings"}) {
    fields.push_back({.name = "verdict",
                      .unit = "1",
                      .kind = FieldKind::column,
                      .table = table,
                      .en = "verdict",
                      .vi = "kết luận",
                      .ramp = &kSmallDepth,
                      .picture = *table == 's'});
  }
  BundleWriter out(place_ / "run", small_heading(), fields, PartialFolder::Start::afresh);
  write_small_run(out);
  FeatureTable spots("test", "spots", {{"id", ColumnKind::text}});
  spots.add(1, Point{1025, 2005}, {"P1"});
  spots.add(2, Point{1005, 2015}, {"P2"});
  out.table(spots);
  out.column("spots", "verdict", std::array{0.4, 0.1});
  out.column("buildings", "verdict", std::array{0.4, 0.1});  // not marked
  out.write(Progress{});
  out.finish();
  const Bundle bundle(place_ / "run");
  const std::vector<MapField> overlays = map_overlays(bundle, *bundle.manifest().main_field());
  ASSERT_EQ(overlays.size(), 1U);
  EXPECT_EQ(overlays[0].totals, (std::vector{1.0, 1.0}));
  canvas_.rectangle({0, 0, 300, 200}, ink("#ffffff"));
  draw_field(canvas_, view_, bundle, overlays[0]);
  expect_colour(250, 150, "#2171b5");
  expect_colour(50, 50, "#c6dbef");
  EXPECT_TRUE(map_overlays(bundle, *bundle.manifest().field("door_depth_m")).empty());
}

TEST(ClockText, TellsAnInstantByMinuteAndClock) {
  EXPECT_EQ(instant_text("2025-09-30T11:30:00+07:00", 2700).vi, "phút 45, 12:15 ngày 30/9/2025");
  EXPECT_EQ(instant_text("", 2700).en, "minute 45");
}

TEST(ClockText, CountsOverMidnight) {
  EXPECT_EQ(clock_text("2025-09-30T23:30:00+07:00", 3600).vi, "00:30 ngày 1/10/2025");
  EXPECT_EQ(clock_text("no time"), Text());
}

TEST(Capitalised, KnowsVietnameseLetters) {
  EXPECT_EQ(capitalised("độ sâu"), "Độ sâu");
  EXPECT_EQ(capitalised("ảnh hưởng"), "Ảnh hưởng");
  EXPECT_EQ(capitalised(""), "");
}

}  // namespace
}  // namespace twin

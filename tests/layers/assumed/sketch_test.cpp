#include "layers/assumed/sketch.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

WardLayers ward_of(const std::string& more) {
  const std::string text = R"(
    name = "Phường thử"
    residents = 100
    origin = [1000, 2000]
    outline = [[0, 0], [200, 0], [200, 200], [0, 200]]
  )" + more;
  const AssumedTable table = load_assumed_table(data_folder() / "assumed");
  return ward_from_sketch(TomlTable::parse(text, "sketch.toml"), table, 1);
}

TEST(Sketch, StreetsThatCrossMeetInAJunctionAndLoseTheirOverhang) {
  const WardLayers layers = ward_of(R"(
    [[street]]
    line = [[0, 100], [200, 100]]
    [[street]]
    line = [[50, 80], [50, 200]]
  )");
  ASSERT_EQ(layers.roads.size(), 2U);
  EXPECT_EQ(layers.roads[0].centreline, (Polyline{{1000, 2100}, {1050, 2100}, {1200, 2100}}));
  EXPECT_EQ(layers.roads[1].centreline, (Polyline{{1050, 2100}, {1050, 2200}}));
}

TEST(Sketch, ASplitStreetHasTwoCarriagewaysThatKeepRight) {
  const WardLayers layers = ward_of(R"(
    [[street]]
    lanes = 4
    split_m = 20
    line = [[0, 100], [200, 100]]
  )");
  ASSERT_EQ(layers.roads.size(), 2U);
  EXPECT_EQ(layers.roads[0].centreline, (Polyline{{1000, 2090}, {1200, 2090}}));  // eastwards
  EXPECT_EQ(layers.roads[1].centreline, (Polyline{{1200, 2110}, {1000, 2110}}));
  EXPECT_TRUE(layers.roads[0].one_way);
  EXPECT_EQ(layers.roads[0].lanes, 2);
}

TEST(Sketch, LanesGrowOnlyInsideVillages) {
  const WardLayers layers = ward_of(R"(
    [[street]]
    line = [[0, 100], [200, 100]]
    [[village]]
    outline = [[0, 100], [200, 100], [200, 200], [0, 200]]
  )");
  EXPECT_GE(layers.lanes.size(), 2U);
  for (const Lane& lane : layers.lanes) {
    for (const Point& p : lane.centreline) EXPECT_GE(p.y_m, 2100.0 - 1e-9);
  }
}

TEST(Sketch, RefusesAMisspeltKey) {
  EXPECT_THROW(ward_of("[[street]]\nlnie = [[0, 0], [1, 1]]"), InputError);
}

}  // namespace
}  // namespace twin

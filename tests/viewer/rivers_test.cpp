#include "viewer/model/rivers.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/support/tiny_times.h"
#include "tests/viewer/opened_ward.h"

namespace twin {
namespace {

/// The tiny ward's river: 22 m wide, its bed at 1 m, on a usual day 3.3 m high, its ground at 2.5
/// m.
class Rivers : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { opened_ = std::make_unique<OpenedWard>(); }
  static void TearDownTestSuite() { opened_.reset(); }

  World world_of_cells(double cell_m) const {
    const int count = static_cast<int>(240.0 / cell_m);
    return world_of(ward_, GridFrame{.north_west = {kTinyWest_m, kTinySouth_m + 160.0},
                                     .cell_m = cell_m,
                                     .rows = count,
                                     .cols = count});
  }

  static inline std::unique_ptr<OpenedWard> opened_;
  const WardFolder ward_ = read_ward_folder(opened_->file("ward"));
};

TEST_F(Rivers, InTheirBedStandAtTheLevelOfTheWater) {
  const World world = world_of_cells(2.0);
  const RiverSurface river = river_surfaces(ward_, world).front();
  const Point middle{kTinyWest_m + 222.0, kTinySouth_m + 80.0};
  EXPECT_NEAR(river.lowest_m(middle), world.ground.height_at(middle) + 0.05, 0.01);
  EXPECT_DOUBLE_EQ(river.height_m(middle, 3.3), 3.3);
  EXPECT_DOUBLE_EQ(river.height_m({middle.x_m + 10.0, middle.y_m}, 5.0), 5.0);
}

TEST_F(Rivers, AreWholeWhereCellsAreTooCoarseForTheirBed) {
  const World world = world_of_cells(60.0);
  const RiverSurface river = river_surfaces(ward_, world).front();
  int on_higher_ground = 0;
  for (double y_m = 0.0; y_m <= 160.0; y_m += 2.0) {
    for (double x_m = 214.0; x_m <= 232.0; x_m += 2.0) {
      const Point p{kTinyWest_m + x_m, kTinySouth_m + y_m};
      EXPECT_GT(river.height_m(p, 3.3), world.ground.height_at(p));
      if (world.ground.height_at(p) > 3.3) ++on_higher_ground;
    }
  }
  EXPECT_GT(on_higher_ground, 0);
}

TEST_F(Rivers, TheDepthsOverTheBedTellTheirLevels) {
  const Feature& reach = (*ward_.layer("river"))[0];
  write_tiny_times(opened_->file("times"), opened_->file("ward"), {});
  const Bundle times(opened_->file("times"));
  EXPECT_DOUBLE_EQ(river_level_m(reach, times.frame("depth_m", 0)).value(), 4.0);
  EXPECT_DOUBLE_EQ(river_level_m(reach, times.frame("depth_m", 1)).value(), 3.5);
  EXPECT_FALSE(river_level_m(reach, Bundle(opened_->file("run")).frame("depth_m", 0)));
}

}  // namespace
}  // namespace twin

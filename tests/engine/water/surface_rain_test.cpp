// Rain that differs from place to place.
#include <gtest/gtest.h>

#include <cstring>

#include "engine/water/surface.h"
#include "tests/engine/water/surface_sketch.h"

namespace twin {
namespace {

bool same_bits(const Grid<float>& a, const Grid<float>& b) {
  return std::memcmp(a.values().data(), b.values().data(),
                     static_cast<std::size_t>(a.values().size()) * sizeof(float)) == 0;
}

/// Zone 0 in the west half, 1 in the east.
RainZones halves(const GridFrame& frame, Series west, Series east) {
  RainZones zones{.mm_per_h = {std::move(west), std::move(east)},
                  .zone_of_cell = Grid<std::uint16_t>(frame, 0)};
  zones.zone_of_cell.values().rightCols(frame.cols / 2) = 1;
  return zones;
}

Surface moved(const SurfaceSetup& setup, double until_s) {
  Surface surface(setup);
  surface.advance(until_s);
  return surface;
}

TEST(SurfaceRain, TheSameRainInTwoZonesIsRainForAllToTheBit) {
  using enum SurfaceScheme;
  for (const SurfaceScheme scheme : {second_order, first_order, inertial}) {
    SurfaceSetup setup = rough_ground(70, 150);
    setup.scheme = scheme;
    setup.local_steps = scheme == second_order;
    const Surface even = moved(setup, 120.0);
    setup.rain_zones = halves(setup.ground_m.frame(), setup.rain_mm_per_h, setup.rain_mm_per_h);
    const Surface zoned = moved(setup, 120.0);
    EXPECT_TRUE(same_bits(even.depth_m(), zoned.depth_m()));
    EXPECT_TRUE(same_bits(even.u_mps(), zoned.u_mps()));
    EXPECT_EQ(even.ledger().rain_m3, zoned.ledger().rain_m3);
  }
}

// A wall parts a flat field: 36 mm/h for 100 s are 1 mm in the west, twice as much for half as long
// again 1 mm, then 72 mm/h for 50 s 1 mm more in the east.
TEST(SurfaceRain, EachZoneGetsItsOwnRain) {
  SurfaceSetup setup = flat_ground(8, 41, 2.0);
  setup.blocked.values().col(20) = 1;
  setup.rain_zones = halves(setup.ground_m.frame(), {{0.0, 100.0}, {36.0, 0.0}},
                            {{50.0, 100.0, 150.0}, {72.0, 72.0, 0.0}});
  const Surface surface = moved(setup, 200.0);
  EXPECT_NEAR(surface.depth_m({3, 5}), 0.001, 1e-6);
  EXPECT_NEAR(surface.depth_m({3, 35}), 0.002, 1e-6);
  const double half_m2 = 8 * 20 * 4.0;
  EXPECT_NEAR(surface.ledger().rain_m3, half_m2 * (0.001 + 0.002), half_m2 * 3e-8);
  EXPECT_EQ(surface.ledger().error_m3(), 0.0);
}

// A roof of three cells on a cell of the east zone: (1 + 3) · 1 mm on one of 160 open cells.
TEST(SurfaceRain, ARoofShedsTheRainOfItsZone) {
  SurfaceSetup setup = flat_ground(8, 40, 2.0);
  setup.rain_zones = halves(setup.ground_m.frame(), {}, {{0.0, 100.0}, {36.0, 0.0}});
  setup.roofs = {{.cell = {4, 30}, .share = 3.0}, {.cell = {4, 3}, .share = 3.0}};
  const Surface surface = moved(setup, 150.0);
  EXPECT_NEAR(surface.ledger().rain_m3, (8 * 20 + 3) * 4.0 * 0.001, 1e-5);
  EXPECT_EQ(surface.ledger().error_m3(), 0.0);
}

// Two roofs of one and two cells on the same cell shed onto it as one of three does, to the bit,
// and a closed cell or one outside takes nothing.
TEST(SurfaceRain, RoofsOnTheSameCellAddUp) {
  SurfaceSetup setup = rough_ground(40, 60);
  setup.blocked({7, 9}) = 1;
  const Cell cell{20, 33};
  setup.roofs = {{cell, 1.0}, {{12, 40}, 5.0}, {cell, 2.0}, {{7, 9}, 4.0}, {{-1, 70}, 4.0}};
  const Surface apart = moved(setup, 60.0);
  setup.roofs = {{{12, 40}, 5.0}, {cell, 3.0}};
  const Surface together = moved(setup, 60.0);
  EXPECT_TRUE(same_bits(apart.depth_m(), together.depth_m()));
  EXPECT_EQ(apart.ledger().rain_m3, together.ledger().rain_m3);
  setup.roofs = {};
  EXPECT_GT(together.ledger().rain_m3, moved(setup, 60.0).ledger().rain_m3);
}

// 36 mm/h that begin at 0 s in the west and at 100 s in the east; the ground takes 18 mm/h from the
// first rain on: half of what falls, in either half.
TEST(SurfaceRain, TheGroundSoaksFromTheFirstRainOfItsZone) {
  SurfaceSetup setup = flat_ground(8, 40, 2.0);
  setup.blocked.values().col(20) = 1;
  setup.rain_zones =
      halves(setup.ground_m.frame(), {{0.0, 200.0}, {36.0, 0.0}}, {{0.0, 100.0}, {0.0, 36.0}});
  setup.soil = Soil{.kinds = {ConstantLoss{18.0}},
                    .kind_of_cell = Grid<std::uint16_t>(setup.ground_m.frame(), 0)};
  const Surface surface = moved(setup, 200.0);
  EXPECT_NEAR(surface.depth_m({3, 5}), 0.001, 2e-5);
  EXPECT_NEAR(surface.depth_m({3, 35}), 0.0005, 2e-5);
}

TEST(SurfaceRain, ThreadsAndResumingChangeNoBit) {
  SurfaceSetup setup = rough_ground(150, 200);
  setup.local_steps = true;
  setup.rain_zones =
      halves(setup.ground_m.frame(), {{0.0, 60.0}, {90.0, 0.0}}, {{30.0, 90.0}, {40.0, 10.0}});
  setup.soil = Soil{.kinds = {HortonLoss{20.0, 5.0, 2.0}},
                    .kind_of_cell = Grid<std::uint16_t>(setup.ground_m.frame(), 0)};
  const Surface one = moved(setup, 120.0);
  setup.threads = 3;
  const Surface three = moved(setup, 120.0);
  EXPECT_TRUE(same_bits(one.depth_m(), three.depth_m()));
  const std::string state = moved(setup, 70.0).save_state();
  Surface resumed(setup);
  resumed.load_state(state);
  resumed.advance(120.0);
  Surface halted = moved(setup, 70.0);
  halted.advance(120.0);
  EXPECT_TRUE(same_bits(halted.depth_m(), resumed.depth_m()));
  EXPECT_TRUE(same_bits(halted.v_mps(), resumed.v_mps()));
  EXPECT_EQ(resumed.ledger().error_m3(), 0.0);
}

// 40 rows and 200 columns are eight tiles; in the dry west half nothing is stepped.
TEST(SurfaceRain, TilesWithoutRainStayStill) {
  SurfaceSetup setup = flat_ground(40, 256, 2.0);
  setup.blocked.values().col(127) = 1;
  setup.rain_zones = halves(setup.ground_m.frame(), {}, {{0.0}, {36.0}});
  const Surface surface = moved(setup, 60.0);
  EXPECT_EQ(surface.depth_m({20, 20}), 0.0);
  EXPECT_GT(surface.depth_m({20, 200}), 0.0005);
}

TEST(SurfaceRain, ACellOfNoZoneIsRefused) {
  SurfaceSetup setup = flat_ground(4, 4, 1.0);
  setup.rain_zones = halves(setup.ground_m.frame(), {}, {});
  setup.rain_zones->zone_of_cell({1, 1}) = 2;
  EXPECT_THROW(Surface{setup}, InputError);
}

}  // namespace
}  // namespace twin

#include "engine/water/surface.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/findings.h"
#include "tests/engine/water/surface_sketch.h"

namespace twin {
namespace {

constexpr double kGravity = 9.81;

TEST(Surface, ALakeOverUnevenGroundStaysAtRest) {
  SurfaceSetup setup = ground_of(20, 40, 0.5, [](double x, double y) {
    return 0.3 * std::sin(x) * std::cos(1.3 * y);  // some of it stands out of the water
  });
  setup.initial_level_m = 0.15;
  Surface surface(setup);
  const Grid<float> before = surface.depth_m();

  surface.advance(30.0);

  EXPECT_LT(surface.u_mps().values().abs().maxCoeff(), 2e-6F);  // what floats of 0.4 m leave
  EXPECT_LT(surface.v_mps().values().abs().maxCoeff(), 2e-6F);
  EXPECT_LT(greatest_difference(before, surface.depth_m()), 1e-6);
}

/// Mean of |found − exact| along the middle row over the mean of the exact depth.
double error_of(const Surface& surface, const std::function<double(double)>& exact) {
  double wrong = 0.0;
  double sum = 0.0;
  for (int col = 0; col < surface.frame().cols; ++col) {
    const Cell cell{surface.frame().rows / 2, col};
    const double expected = exact(surface.frame().centre(cell).x_m);
    wrong += std::fabs(surface.depth_m(cell) - expected);
    sum += expected;
  }
  return wrong / sum;
}

Surface broken_dam(double left_m, double right_m) {
  SurfaceSetup setup = flat_ground(4, 500, 0.02);
  setup.initial_depth_m = Grid<float>(setup.ground_m.frame(), static_cast<float>(right_m));
  setup.initial_depth_m->values().leftCols(250) = static_cast<float>(left_m);
  Surface surface(setup);
  surface.advance(6.0);
  return surface;
}

TEST(Surface, ADamBreaksOnDryGroundAsRitterSays) {
  // Ritter 1892: between the fans h = (2 c − x/t)² / 9g
  const double c = std::sqrt(kGravity * 0.005);
  const auto exact = [&](double x) {
    const double s = (x - 5.0) / 6.0;
    if (s < -c) return 0.005;
    return s > 2 * c ? 0.0 : (2 * c - s) * (2 * c - s) / (9 * kGravity);
  };

  // measured 0.0020 on these 500 cells
  EXPECT_LT(error_of(broken_dam(0.005, 0.0), exact), 0.0025);
}

TEST(Surface, ADamBreaksOnWetGroundAsStokerSays) {
  // Stoker 1957: middle depth 0.00253936 m, velocity 0.12728 m/s, shock 0.20996 m/s
  const double c = std::sqrt(kGravity * 0.005);
  const double middle_c = std::sqrt(kGravity * 0.00253936);
  const auto exact = [&](double x) {
    const double s = (x - 5.0) / 6.0;
    if (s < -c) return 0.005;
    if (s < 0.12728 - middle_c) return (2 * c - s) * (2 * c - s) / (9 * kGravity);
    return s < 0.20996 ? 0.00253936 : 0.001;
  };

  EXPECT_LT(error_of(broken_dam(0.005, 0.001), exact), 0.002);
}

TEST(Surface, RainOnAPlaneRunsOffAsTheKinematicWave) {
  SurfaceSetup setup = ground_of(3, 100, 1.0, [](double x, double) { return 0.01 * (100.0 - x); });
  setup.manning.values() = 0.03F;
  setup.rain_mm_per_h = {{0.0}, {60.0}};
  setup.edges = {{.side = Side::east, .kind = SurfaceEdge::Kind::free}};
  Surface surface(setup);
  const auto leaving = [&] { return surface.leaving_m3ps()[static_cast<std::size_t>(Side::east)]; };

  // Concentration takes (L / (α r^(m−1)))^(1/m) = 627 s, α = √S/n, m = 5/3; before it q = α (r
  // t)^m, after it all the rain leaves: 60 mm/h on 300 m² are 5 L/s.
  surface.advance(300.0);
  const double rising = std::sqrt(0.01) / 0.03 * std::pow(60.0 / 3.6e6 * 300.0, 5.0 / 3.0) * 3.0;
  EXPECT_NEAR(leaving(), rising, 0.01 * rising);
  surface.advance(1500.0);
  EXPECT_NEAR(leaving(), 0.005, 1e-5);
}

TEST(Surface, APondRunsOutOverAFreeEdgeOnASlope) {
  // a trough that falls to the south; its outlet is filled above the ground behind it
  SurfaceSetup setup = ground_of(20, 3, 10.0, [](double, double y) { return 0.02 * y; });
  setup.manning.values() = 0.03F;
  setup.initial_level_m = 2.0;
  setup.edges = {{.side = Side::south, .kind = SurfaceEdge::Kind::free}};
  Surface surface(setup);

  surface.advance(3600.0);

  EXPECT_LT(surface.ledger().stored_m3, 0.01 * surface.ledger().initial_m3);
  EXPECT_EQ(surface.ledger().error_m3(), 0.0);
}

TEST(Surface, NotAQuantumOfWaterIsLost) {
  SurfaceSetup setup = rough_ground(70, 90);
  setup.edges = {
      {.side = Side::west, .kind = SurfaceEdge::Kind::free},
      {.side = Side::east, .kind = SurfaceEdge::Kind::level, .series = {{0.0, 100.0}, {1.2, 1.9}}},
      {.side = Side::north,
       .kind = SurfaceEdge::Kind::discharge,
       .series = {{0.0, 50.0}, {0.0, 2.0}}}};
  setup.inflows = {
      {.cells = {{{10, 10}, 1.0}, {{11, 10}, 2.0}}, .m3ps = {{0.0, 60.0}, {0.5, 0.1}}}};
  setup.roofs = {{{33, 44}, 35.0}};
  setup.inlets = {{{50, 20}, 0.02}, {{5, 5}, 0.5}};
  setup.held = {{.cells = {{69, 89}}, .level_m = {{0.0}, {1.4}}}};
  setup.soil = Soil{.kinds = {ConstantLoss{20.0}, GreenAmptLoss{10.0, 100.0, 0.3},
                              CurveNumberLoss{80.0}, HortonLoss{80.0, 5.0, 4.0}},
                    .kind_of_cell = Grid<std::uint16_t>(setup.ground_m.frame(), 0)};
  for (int row = 0; row < 70; ++row) {
    for (int col = 0; col < 90; ++col) {
      setup.soil->kind_of_cell({row, col}) = static_cast<std::uint16_t>(row / 20);
    }
  }
  Surface surface(setup);

  surface.advance(150.0);

  const WaterLedger ledger = surface.ledger();
  EXPECT_EQ(ledger.error_m3(), 0.0);
  EXPECT_GT(ledger.outflow_m3, 1.0);
  EXPECT_GT(ledger.infiltration_m3, 0.1);
  EXPECT_GT(ledger.drains_m3, 1.0);
  EXPECT_GE(surface.depth_m().values().minCoeff(), 0.0F);
  // 60 mm/h for 60 s on the open cells and 35 more of 4 m², a quantum of each at most unpaid
  const double fallen_m3 = 0.001 * (70 * 90 - 35 + 35) * 4.0;
  EXPECT_NEAR(ledger.rain_m3, fallen_m3, 2e-5 * fallen_m3);
}

// Patches write whole vectors of cells, which must stay within them.
TEST(Surface, ClosedGroundTakesNothingFromTheOpenGroundAroundIt) {
  SurfaceSetup setup = flat_ground(8, 800, 2.0);
  setup.blocked.values().middleCols(249, 11) = 1;
  setup.blocked.values().middleCols(515, 3) = 1;
  setup.rain_mm_per_h = {{0.0}, {36.0}};  // 0.01 mm/s
  Surface surface(setup);

  surface.advance(300.0);

  EXPECT_EQ(surface.ledger().error_m3(), 0.0);
  for (const int col : {0, 248, 260, 511, 512, 514, 518, 799}) {
    EXPECT_NEAR(surface.depth_m({4, col}), 0.003, 1e-6) << col;
  }
}

TEST(Surface, AnInletTakesItsCapacityAndNoMoreThanThereIs) {
  SurfaceSetup setup = flat_ground(1, 2, 1.0);
  setup.blocked({0, 1}) = 1;
  setup.initial_level_m = 0.5;
  setup.inlets = {{{0, 0}, 0.01}};
  Surface surface(setup);

  surface.advance(30.0);
  EXPECT_NEAR(surface.ledger().drains_m3, 0.3, 1e-6);  // 30 s of 10 L/s
  surface.advance(80.0);
  EXPECT_NEAR(surface.ledger().drains_m3, 0.5, 1e-6);  // then it was empty
  EXPECT_DOUBLE_EQ(surface.depth_m({0, 0}), 0.0);
}

TEST(Surface, StateOfAnotherCaseIsRefused) {
  Surface small(flat_ground(3, 4, 1.0));
  Surface other(flat_ground(4, 3, 1.0));

  EXPECT_THROW(other.load_state(small.save_state()), InputError);
  EXPECT_THROW(small.load_state(small.save_state().substr(0, 60)), InputError);
}

TEST(Surface, MirroredGroundGivesMirroredWater) {
  const SurfaceSetup setup = rough_ground(60, 80);
  SurfaceSetup mirrored = setup;
  mirrored.ground_m.values() = setup.ground_m.values().rowwise().reverse().eval();
  mirrored.blocked.values() = setup.blocked.values().rowwise().reverse().eval();
  Surface surface(setup);
  Surface mirror(mirrored);

  surface.advance(60.0);
  mirror.advance(60.0);

  const Grid<float> depth = surface.depth_m();
  const Grid<float> reversed = mirror.depth_m();
  EXPECT_EQ((depth.values() - reversed.values().rowwise().reverse()).abs().maxCoeff(), 0.0F);
}

TEST(Surface, TurnedGroundGivesTurnedWater) {
  const SurfaceSetup setup = rough_ground(60, 80);
  SurfaceSetup turned = flat_ground(80, 60, 2.0);
  turned.manning.values() = 0.03F;
  turned.rain_mm_per_h = setup.rain_mm_per_h;
  turned.ground_m.values() = setup.ground_m.values().transpose();
  turned.blocked.values() = setup.blocked.values().transpose();
  turned.initial_level_m = setup.initial_level_m;
  Surface surface(setup);
  Surface other(turned);

  surface.advance(60.0);
  other.advance(60.0);

  const Grid<float> depth = surface.depth_m();
  const Grid<float> exchanged = other.depth_m();
  EXPECT_EQ((depth.values() - exchanged.values().transpose()).abs().maxCoeff(), 0.0F);
}

TEST(Surface, HousesHoldNoWaterAndVoidsHaveNoValue) {
  SurfaceSetup setup = rough_ground(30, 40);
  setup.ground_m({3, 4}) = std::numeric_limits<float>::quiet_NaN();
  Surface surface(setup);

  surface.advance(20.0);

  EXPECT_EQ(surface.depth_m()({12, 22}), 0.0F);
  EXPECT_TRUE(std::isnan(surface.depth_m()({3, 4})));
  EXPECT_EQ(surface.work().cells, 30 * 40 - 35 - 1);
}

TEST(Surface, ClosedMarginsOfATileLeaveTheNextTileAlone) {
  SurfaceSetup setup = flat_ground(20, 300, 2.0);  // several tiles wide
  setup.blocked.values().leftCols(5) = 1;
  setup.initial_level_m = 1.0;
  Surface surface(setup);

  surface.advance(5.0);

  EXPECT_EQ(surface.ledger().error_m3(), 0.0);
  for (int col = 5; col < 300; ++col) EXPECT_EQ(surface.depth_m({10, col}), 1.0) << col;
}

TEST(Surface, WhatWasWorstIsRemembered) {
  SurfaceSetup setup = flat_ground(3, 100, 1.0);
  setup.initial_depth_m = Grid<float>(setup.ground_m.frame(), 0.0F);
  setup.initial_depth_m->values().leftCols(10) = 1.0F;
  setup.record_every_s = 0.5;
  setup.flooded_m = 0.6;
  Surface surface(setup);
  surface.advance(20.0);

  const SurfaceMaxima worst = surface.maxima();

  EXPECT_EQ(worst.depth_m({1, 5}), 1.0F);
  EXPECT_EQ(worst.arrival_s({1, 5}), 0.0F);
  EXPECT_TRUE(std::isnan(worst.arrival_s({1, 99})));
  EXPECT_GT(worst.speed_mps({1, 15}), 1.0F);
  EXPECT_GT(worst.duration_s({1, 2}), 1.0F);
  EXPECT_EQ(worst.duration_s({1, 99}), 0.0F);
}

TEST(Surface, UnusableInputIsRefused) {
  SurfaceSetup setup = flat_ground(3, 4, 1.0);
  setup.manning({1, 1}) = -0.03F;
  EXPECT_THROW(Surface{setup}, InputError);

  setup.manning({1, 1}) = 0.03F;
  setup.inflows = {{.cells = {}, .m3ps = {{0.0}, {1.0}}}};
  EXPECT_THROW(Surface{setup}, InputError);

  setup.inflows.clear();
  setup.blocked.values() = 1;
  EXPECT_THROW(Surface{setup}, InputError);
}

TEST(CellsOnLine, ShareTheLineByLength) {
  const GridFrame frame{{0.0, 20.0}, 5.0, 4, 6};

  // along the west side of the frame from y 5 to 17.5: cells 2 and 1 wholly, half of cell 0
  const auto west = cells_on_line(frame, {0.0, 5.0}, {0.0, 17.5});
  ASSERT_EQ(west.size(), 3U);
  EXPECT_EQ(west[0].cell, (Cell{0, 0}));
  EXPECT_NEAR(west[0].share, 0.2, 1e-12);
  EXPECT_NEAR(west[2].share, 0.4, 1e-12);

  // on the south side of the frame: the cells inside
  EXPECT_EQ(cells_on_line(frame, {1.0, 0.0}, {4.0, 0.0}).at(0).cell, (Cell{3, 0}));
}

TEST(CellsInDisc, AreThoseWithTheirCentreInside) {
  const GridFrame frame{{0.0, 10.0}, 1.0, 10, 10};

  EXPECT_EQ(cells_in_disc(frame, {5.0, 5.0}, 1.0).size(), 4U);  // centres 0.71 m away
  EXPECT_EQ(cells_in_disc(frame, {5.2, 5.2}, 0.1).size(), 1U);
}

}  // namespace
}  // namespace twin

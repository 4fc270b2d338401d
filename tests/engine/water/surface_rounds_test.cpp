#include <gtest/gtest.h>

#include <cmath>

#include "engine/water/surface.h"
#include "tests/engine/water/surface_sketch.h"

// Local time stepping: what holds for a surface whose tiles take steps of their own.

namespace twin {
namespace {

/// A wide shelf with a deep hole in its middle: signals of 18 m/s in the hole, 4 m/s beside it.
SurfaceSetup shelf_with_a_hole() {
  SurfaceSetup setup = ground_of(200, 330, 2.0, [](double x, double y) {
    const double away_m = std::hypot(x - 330.0, 1.5 * (y - 200.0));
    return 0.1 * std::sin(0.05 * x) - 8.0 * std::exp(-away_m * away_m / 800.0);
  });
  setup.manning.values() = 0.03F;
  setup.initial_level_m = 0.5;
  setup.local_steps = true;
  return setup;
}

/// The same with a block of water that falls down beside the hole, and something of everything.
SurfaceSetup wave_over_a_hole() {
  SurfaceSetup setup = shelf_with_a_hole();
  setup.initial_level_m.reset();
  Grid<float> depth(setup.ground_m.frame(), 0.0F);
  for (int row = 0; row < 200; ++row) {
    for (int col = 0; col < 330; ++col) {
      const float level_m = col > 100 && col < 140 ? 1.5F : 0.3F;
      const float depth_m = std::max(0.0F, level_m - setup.ground_m({row, col}));
      depth({row, col}) = col > 250 ? 0.0F : depth_m;
    }
  }
  setup.initial_depth_m.emplace(depth);
  for (int row = 60; row < 75; ++row) {
    for (int col = 180; col < 200; ++col) setup.blocked({row, col}) = 1;
  }
  setup.rain_mm_per_h = {{0.0, 40.0}, {90.0, 0.0}};
  setup.roofs = {{{80, 190}, 120.0}, {{96, 128}, 60.0}};
  setup.edges = {{.side = Side::east, .kind = SurfaceEdge::Kind::free},
                 {.side = Side::north,
                  .kind = SurfaceEdge::Kind::discharge,
                  .series = {{0.0, 60.0}, {1.0, 4.0}},
                  .begin_m = 100.0,
                  .end_m = 160.0},
                 {.side = Side::south, .kind = SurfaceEdge::Kind::level, .series = {{0.0}, {0.4}}}};
  setup.inflows = {{.cells = {{{20, 300}, 1.0}}, .m3ps = {{0.0}, {0.3}}}};
  setup.inlets = {{{120, 128}, 0.05}};
  setup.held = {{.cells = {{190, 20}, {190, 21}}, .level_m = {{0.0}, {0.35}}}};
  setup.soil = {.kinds = {ConstantLoss{30.0}},
                .kind_of_cell = Grid<std::uint16_t>(setup.ground_m.frame(), 0)};
  return setup;
}

TEST(SurfaceRounds, ALakeOverAHoleStaysAtRest) {
  Surface surface(shelf_with_a_hole());
  const Grid<float> before = surface.depth_m();

  surface.advance(30.0);

  ASSERT_LT(surface.work().rounds, surface.work().steps);  // there were steps of several lengths
  EXPECT_LT(surface.u_mps().values().abs().maxCoeff(), 2e-5F);  // what floats of 8 m leave
  EXPECT_LT(surface.v_mps().values().abs().maxCoeff(), 2e-5F);
  EXPECT_LT(greatest_difference(before, surface.depth_m()), 1e-5);
}

TEST(SurfaceRounds, NotAQuantumIsLostBetweenLevels) {
  Surface surface(wave_over_a_hole());

  surface.advance(120.0);

  ASSERT_LT(surface.work().rounds, surface.work().steps);
  const WaterLedger ledger = surface.ledger();
  EXPECT_EQ(ledger.error_m3(), 0.0);
  EXPECT_GE(surface.depth_m().values().minCoeff(), 0.0F);
  EXPECT_GT(ledger.outflow_m3, 1.0);
  EXPECT_GT(ledger.drains_m3, 1.0);
  EXPECT_GT(ledger.infiltration_m3, 1.0);
}

TEST(SurfaceRounds, ThreadsDoNotChangeABit) {
  SurfaceSetup setup = wave_over_a_hole();
  Surface one(setup);
  setup.threads = 3;
  Surface three(setup);

  one.advance(60.0);
  three.advance(60.0);

  EXPECT_EQ(one.save_state(), three.save_state());
}

TEST(SurfaceRounds, ASavedRunGoesOnToTheSameBits) {
  const SurfaceSetup setup = wave_over_a_hole();
  Surface whole(setup);
  whole.advance(30.0);
  const std::string saved = whole.save_state();
  whole.advance(60.0);
  Surface resumed(setup);

  resumed.load_state(saved);
  resumed.advance(60.0);

  EXPECT_EQ(resumed.save_state(), whole.save_state());
}

TEST(SurfaceRounds, FewerCellsAreComputedForTheSameWater) {
  SurfaceSetup setup = wave_over_a_hole();
  Surface local(setup);
  setup.local_steps = false;
  Surface same(setup);

  local.advance(90.0);
  same.advance(90.0);

  EXPECT_LT(static_cast<double>(local.work().cell_updates),
            0.6 * static_cast<double>(same.work().cell_updates));
  const Grid<float> found_m = local.depth_m();
  const Grid<float> expected_m = same.depth_m();
  EXPECT_LT((found_m.values() - expected_m.values()).abs().mean(), 6e-4F);  // of some 0.4 m
  EXPECT_LT(greatest_difference(found_m, expected_m), 0.05);
}

}  // namespace
}  // namespace twin

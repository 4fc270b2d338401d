#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "engine/water/surface.h"
#include "surface_sketch.h"

// What holds whatever the scheme, and what the two plainer ones are good for.

namespace twin {
namespace {

class AnyScheme : public testing::TestWithParam<SurfaceScheme> {
 protected:
  SurfaceSetup rough(int rows, int cols) const {
    SurfaceSetup setup = rough_ground(rows, cols);
    setup.scheme = GetParam();
    return setup;
  }
};

std::string name_of(const testing::TestParamInfo<SurfaceScheme>& scheme) {
  switch (scheme.param) {
    case SurfaceScheme::first_order:
      return "FirstOrder";
    case SurfaceScheme::inertial:
      return "Inertial";
    default:
      return "SecondOrder";
  }
}

INSTANTIATE_TEST_SUITE_P(Surface, AnyScheme,
                         testing::Values(SurfaceScheme::second_order, SurfaceScheme::first_order,
                                         SurfaceScheme::inertial),
                         name_of);

TEST_P(AnyScheme, ALakeStaysAtRest) {
  SurfaceSetup setup = rough(60, 80);
  setup.rain_mm_per_h = {};
  Surface surface(setup);

  surface.advance(60.0);

  EXPECT_LT(surface.u_mps().values().abs().maxCoeff(), 1e-6F);
  EXPECT_LT(surface.v_mps().values().abs().maxCoeff(), 1e-6F);
}

TEST_P(AnyScheme, NotAQuantumIsLostThroughEdgesSourcesAndSoil) {
  SurfaceSetup setup = rough(70, 90);
  setup.edges = {
      {.side = Side::west, .kind = SurfaceEdge::Kind::free},
      {.side = Side::south, .kind = SurfaceEdge::Kind::free},
      {.side = Side::east, .kind = SurfaceEdge::Kind::level, .series = {{0.0, 100.0}, {1.2, 1.9}}},
      {.side = Side::north,
       .kind = SurfaceEdge::Kind::discharge,
       .series = {{0.0, 50.0}, {0.0, 2.0}}}};
  setup.inflows = {{.cells = {{{10, 10}, 1.0}}, .m3ps = {{0.0, 60.0}, {0.5, 0.1}}}};
  setup.roofs = {{{33, 44}, 35.0}};
  setup.inlets = {{{50, 20}, 0.02}, {{5, 5}, 0.5}};
  setup.held = {{.cells = {{66, 80}}, .level_m = {{0.0}, {1.4}}}};
  setup.soil = Soil{.kinds = {ConstantLoss{20.0}},
                    .kind_of_cell = Grid<std::uint16_t>(setup.ground_m.frame(), 0)};
  Surface surface(setup);

  surface.advance(150.0);

  EXPECT_EQ(surface.ledger().error_m3(), 0.0);
  EXPECT_GT(surface.ledger().outflow_m3, 1.0);
  EXPECT_GT(surface.ledger().inflow_m3, 100.0);
  EXPECT_GE(surface.depth_m().values().minCoeff(), 0.0F);
}

TEST_P(AnyScheme, ThreadsDoNotChangeABit) {
  SurfaceSetup setup = rough(203, 300);
  Surface one(setup);
  setup.threads = 4;
  Surface four(setup);

  one.advance(60.0);
  four.advance(60.0);

  EXPECT_EQ(one.save_state(), four.save_state());
}

TEST_P(AnyScheme, ASavedRunGoesOnToTheSameBits) {
  SurfaceSetup setup = rough(60, 80);
  setup.record_every_s = 5.0;
  setup.inlets = {{{30, 20}, 0.02}};
  Surface whole(setup);
  whole.advance(30.0);
  const std::string saved = whole.save_state();
  whole.advance(60.0);
  Surface resumed(setup);

  resumed.load_state(saved);
  resumed.advance(60.0);

  EXPECT_EQ(resumed.save_state(), whole.save_state());
}

TEST_P(AnyScheme, MirroredAndTurnedGroundGivesMirroredAndTurnedWater) {
  const SurfaceSetup setup = rough(60, 80);
  SurfaceSetup other = flat_ground(80, 60, 2.0);
  other.scheme = GetParam();
  other.manning.values() = 0.03F;
  other.rain_mm_per_h = setup.rain_mm_per_h;
  other.ground_m.values() = setup.ground_m.values().rowwise().reverse().transpose();
  other.blocked.values() = setup.blocked.values().rowwise().reverse().transpose();
  other.initial_level_m = setup.initial_level_m;
  Surface surface(setup);
  Surface changed(other);

  surface.advance(60.0);
  changed.advance(60.0);

  const Grid<float> depth = surface.depth_m();
  const Grid<float> back = changed.depth_m();
  EXPECT_EQ((depth.values().rowwise().reverse().transpose() - back.values()).abs().maxCoeff(),
            0.0F);
}

/// Rain of 72 mm/h on a channel of 200 × 10 m that falls by 0.5 %: 0.02 mm/s.
TEST_P(AnyScheme, RainOnASlopeRunsOffAsManningSays) {
  SurfaceSetup setup = ground_of(1, 100, 2.0, [](double x, double) { return 0.005 * (200.0 - x); });
  setup.scheme = GetParam();
  setup.manning.values() = 0.05F;
  setup.rain_mm_per_h = {{0.0}, {72.0}};
  setup.edges = {{.side = Side::east, .kind = SurfaceEdge::Kind::free}};
  Surface surface(setup);

  surface.advance(3600.0);  // equilibrium comes after some ten minutes

  // At x all rain from above passes: q = r x, and uniform flow has h = (q n / √S)^(3/5).
  const double q = 2.0e-5 * 150.0;
  const double depth_m = std::pow(q * 0.05 / std::sqrt(0.005), 0.6);
  const Cell cell{0, 74};
  if (GetParam() == SurfaceScheme::first_order) {
    // Its upwind flux carries a film downhill whatever the friction, so the film is too thin.
    EXPECT_LT(surface.depth_m(cell), 0.8 * depth_m);
  } else {
    EXPECT_NEAR(surface.depth_m(cell), depth_m, 0.01 * depth_m);
    EXPECT_NEAR(surface.u_mps(cell), q / depth_m, 0.02 * q / depth_m);
  }
  EXPECT_NEAR(surface.leaving_m3ps()[static_cast<std::size_t>(Side::east)], 2.0e-5 * 400.0, 1e-5);
}

/// Long waves in a closed basin swing with Merian's period 2 L / √(g h).
TEST_P(AnyScheme, ABasinSwingsWithMeriansPeriod) {
  SurfaceSetup setup = flat_ground(1, 100, 1.0);
  setup.scheme = GetParam();
  setup.initial_depth_m = Grid<float>(setup.ground_m.frame(), 0.0F);
  for (int col = 0; col < 100; ++col) {
    (*setup.initial_depth_m)({0, col}) =
        static_cast<float>(1.0 + 0.01 * std::cos(M_PI * (col + 0.5) / 100.0));
  }
  Surface surface(setup);
  const double period_s = 2.0 * 100.0 / std::sqrt(9.81 * 1.0);

  surface.advance(0.5 * period_s);

  EXPECT_LT(surface.depth_m({0, 0}), 0.994);
  EXPECT_GT(surface.depth_m({0, 99}), 1.006);
  // In the middle of a swing the water is level and moves fastest: 0.01 √(g / h) / 1 m.
  surface.advance(0.75 * period_s);
  EXPECT_NEAR(surface.depth_m({0, 0}), 1.0, 0.0005);
  EXPECT_LT(surface.u_mps({0, 50}), -0.015);
}

TEST(InertialSurface, StartsWithTheVelocityItIsGiven) {
  SurfaceSetup setup = flat_ground(4, 40, 1.0);
  setup.scheme = SurfaceScheme::inertial;
  setup.initial_depth_m = Grid<float>(setup.ground_m.frame(), 0.5F);
  setup.initial_u_mps = Grid<float>(setup.ground_m.frame(), 0.2F);

  const Surface surface(setup);

  EXPECT_FLOAT_EQ(static_cast<float>(surface.u_mps({2, 20})), 0.2F);
  EXPECT_EQ(surface.v_mps({2, 20}), 0.0);
  EXPECT_FLOAT_EQ(static_cast<float>(surface.u_mps({2, 0})), 0.1F);  // nothing through the wall
}

/// Over a sill water runs at most at its critical speed.
TEST(InertialSurface, FlowsAtMostCritically) {
  SurfaceSetup setup =
      ground_of(1, 60, 1.0, [](double x, double) { return x < 30.0 ? 5.0 : 0.0; });
  setup.scheme = SurfaceScheme::inertial;
  setup.initial_depth_m = Grid<float>(setup.ground_m.frame(), 0.0F);
  for (int col = 0; col < 30; ++col) (*setup.initial_depth_m)({0, col}) = 1.0F;
  Surface surface(setup);

  surface.advance(1.0);

  // At most √g m²/s for a second over a sill of 1 m of water.
  double over_m3 = 0.0;
  for (int col = 30; col < 60; ++col) over_m3 += surface.depth_m({0, col});
  EXPECT_GT(over_m3, 1.0);
  EXPECT_LT(over_m3, std::sqrt(9.81));
}

}  // namespace
}  // namespace twin

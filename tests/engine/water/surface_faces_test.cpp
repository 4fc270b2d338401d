#include "engine/water/surface_faces.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace twin::surface {
namespace {

TEST(Roots, AreAsExactAsTheySayOverAllDepths) {
  double worst_third = 0.0;
  double worst_sixth = 0.0;
  for (double exponent = -6.0; exponent < 1.5; exponent += 1e-4) {
    const auto x = static_cast<float>(std::pow(10.0, exponent));
    const double third = std::pow(static_cast<double>(x), -1.0 / 3.0);
    const double sixth = std::pow(static_cast<double>(x), -1.0 / 6.0);
    worst_third = std::max(worst_third,
                           std::abs(static_cast<double>(rough_inverse_cube_root(x)) / third - 1.0));
    worst_sixth =
        std::max(worst_sixth, std::abs(static_cast<double>(inverse_sixth_root(x)) / sixth - 1.0));
  }
  EXPECT_LT(worst_third, 2.1e-4);
  EXPECT_LT(worst_sixth, 2e-7);
}

TEST(Rounded, GoesToTheNearestAndTreatsBothSignsAlike) {
  EXPECT_EQ(rounded(2.6F), 3);
  EXPECT_EQ(rounded(-2.6F), -3);
  EXPECT_EQ(rounded(2.5F), 2);
  EXPECT_EQ(rounded(-2.5F), -2);
  EXPECT_EQ(rounded(0.4F), 0);
}

/// Sides and a step drawn at random, some of them dry.
class AnyFace {
 public:
  FaceSide side() {
    const float h = dry_(random_) ? 0.0F : depth_m_(random_);
    return {h, speed_mps_(random_), speed_mps_(random_)};
  }
  float step_m() { return speed_mps_(random_); }

 private:
  std::mt19937 random_{3};
  std::bernoulli_distribution dry_{0.2};
  std::uniform_real_distribution<float> depth_m_{1e-5F, 3.0F};
  std::uniform_real_distribution<float> speed_mps_{-2.0F, 2.0F};
};

TEST(FaceFlux, OfTheMirroredFaceIsTheMirroredFluxToTheBit) {
  AnyFace any;
  for (int trial = 0; trial < 20000; ++trial) {
    const FaceSide a = any.side();
    const FaceSide b = any.side();
    const float step_m = any.step_m();
    const FaceFlux flux = face_flux(a, b, step_m);
    const FaceFlux mirrored = face_flux({b.h, -b.un, b.ut}, {a.h, -a.un, a.ut}, -step_m);
    ASSERT_EQ(mirrored.mass, -flux.mass);
    ASSERT_EQ(mirrored.momentum_a, flux.momentum_b);
    ASSERT_EQ(mirrored.momentum_b, flux.momentum_a);
    ASSERT_EQ(mirrored.tangential, -flux.tangential);
  }
}

TEST(FaceFlux, OfTheSameWaterOnBothSidesIsItsOwn) {
  AnyFace any;
  for (int trial = 0; trial < 2000; ++trial) {
    const FaceSide a = any.side();
    const FaceFlux flux = face_flux(a, a, 0.0F);
    ASSERT_NEAR(flux.mass, a.h * a.un, 1e-5);
    ASSERT_NEAR(flux.momentum_a, a.h * a.un * a.un, 1e-5);
    ASSERT_NEAR(flux.tangential, a.h * a.un * a.ut, 1e-5);
  }
}

// What a pushes on the face less what b does is the difference of their still-water pressures.
TEST(FaceFlux, MomentaDifferByThePressuresThatWereTakenOff) {
  AnyFace any;
  for (int trial = 0; trial < 2000; ++trial) {
    const FaceSide a = any.side();
    const FaceSide b = any.side();
    const FaceFlux flux = face_flux(a, b, 0.0F);
    const float pressures = 0.5F * kGravity_mps2 * (b.h * b.h - a.h * a.h);
    ASSERT_NEAR(flux.momentum_a - flux.momentum_b, pressures, 2e-4);
  }
}

// One state between the waves −c and 2c of a dam that breaks over a dry bed: 2c · c · h / 3c.
TEST(FaceFlux, OfABrokenDamIsThatOfOneStateBetweenItsWaves) {
  const float c = std::sqrt(kGravity_mps2);
  const FaceFlux flux = face_flux({1.0F, 0.0F, 0.0F}, {0.0F, 0.0F, 0.0F}, 0.0F);
  EXPECT_NEAR(flux.mass, 2.0F / 3.0F * c, 1e-5);
}

TEST(FaceFlux, IsNoneAtRestAcrossAStepOrBelowOne) {
  const FaceFlux level = face_flux({0.75F, 0.0F, 0.0F}, {0.25F, 0.0F, 0.0F}, 0.5F);
  EXPECT_EQ(level.mass, 0.0F);
  EXPECT_EQ(level.momentum_a, 0.0F);
  EXPECT_EQ(level.momentum_b, 0.0F);
  EXPECT_EQ(face_flux({0.75F, 0.0F, 0.0F}, {0.0F, 0.0F, 0.0F}, 2.0F).mass, 0.0F);
}

}  // namespace
}  // namespace twin::surface

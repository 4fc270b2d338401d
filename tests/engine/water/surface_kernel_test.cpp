#include "engine/water/surface_kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/water/surface_ring.h"

namespace twin::surface {
namespace {

/// A frame of one patch, 20 × 96 cells of rough ground with some walls, a house and water of all
/// depths.
struct OnePatch {
  static constexpr int kRows = 20;
  static constexpr int kCols = 96;
  static constexpr int kStride = kCols + 2 * kLanes;
  static constexpr int kVectors = kCols / kLanes + 1;
  static constexpr int kAllRows = kRows + 2 * kHalo;
  static constexpr int kOrigin = kHalo * kStride + kLanes;

  template <typename Value>
  static std::vector<Value> padded(Value value) {
    return std::vector<Value>(static_cast<std::size_t>(kStride * kAllRows), value);
  }

  OnePatch() {
    std::mt19937 random(11);
    std::uniform_real_distribution<float> unit(0.0F, 1.0F);
    for (int row = 0; row < kRows; ++row) {
      for (int col = 0; col < kCols; ++col) {
        const auto at = static_cast<std::size_t>(kOrigin + row * kStride + col);
        const bool wall = col < 40 && unit(random) < 0.05F;
        const bool house = row >= 8 && row < 11 && col >= 50;
        if (wall || house) continue;
        ground_m[at] = 0.3F * unit(random);
        friction[at] = kGravity_mps2 * 0.0009F;
        depth[at] = unit(random) < 0.2F ? 0 : static_cast<std::int32_t>(unit(random) * 4e7F);
        u[at] = depth[at] > 0 ? unit(random) - 0.5F : 0.0F;
        v[at] = depth[at] > 0 ? unit(random) - 0.5F : 0.0F;
      }
    }
  }

  /// Marks each vector by its definition.
  void find_walls() {
    for (int row = 1; row < kRows - 1; ++row) {
      for (int vector = 0; vector < kVectors; ++vector) {
        bool any = false;
        bool nothing_else = true;
        for (int r = row - 1; r <= row + 1; ++r) {
          for (int c = vector * kLanes - kReach; c < (vector + 1) * kLanes + kReach; ++c) {
            const bool wall =
                c < 0 || c >= kCols ||
                ground_m[static_cast<std::size_t>(kOrigin + r * kStride + c)] >= kWallFrom_m;
            any |= wall;
            nothing_else &= wall || r != row;
          }
        }
        Walls& here = walls[static_cast<std::size_t>((row + kHalo) * kVectors + vector)];
        here = nothing_else ? Walls::nothing_else : any ? Walls::some : Walls::none;
      }
    }
  }

  PatchResult step() {
    std::vector<std::int8_t> level(2, 0);
    std::vector<float> signals(static_cast<std::size_t>(kVectors) * kRows);
    const Fields fields{.stride = kStride,
                        .ground_m = ground_m.data() + kOrigin,
                        .friction = friction.data() + kOrigin,
                        .depth = depth.data() + kOrigin,
                        .u = u.data() + kOrigin,
                        .v = v.data() + kOrigin,
                        .max_depth = max_depth.data() + kOrigin,
                        .pledged = pledged.data() + kOrigin,
                        .walls = walls.data() + kHalo * kVectors,
                        .vectors_across = kVectors,
                        .signal_mps = signals.data(),
                        .signals_across = kVectors,
                        .rows = kRows,
                        .cols = kCols,
                        .level = level.data(),
                        .tiles_across = 2};
    const Patch patch{{0, kRows, 0, kCols}, false};
    Ring ring;
    fill_ring(fields, patch, ring);
    StepTerms terms;
    terms.dt_s = 0.1F;
    terms.cell_m = 2.0F;
    terms.rain = 100;
    terms.film = 3355;
    return step_patch(fields, ring, {}, terms, patch);
  }

  std::vector<float> ground_m = padded(kWall_m);
  std::vector<float> friction = padded(0.0F);
  std::vector<float> u = padded(0.0F);
  std::vector<float> v = padded(0.0F);
  std::vector<std::int32_t> depth = padded(0);
  std::vector<std::int32_t> max_depth = padded(0);
  std::vector<std::int32_t> pledged = padded(0);
  std::vector<Walls> walls = std::vector<Walls>(kVectors * kAllRows, Walls::some);
};

// All cells with care for walls, against care only where some are near and no work inside them.
TEST(StepPatch, SparesOpenWaterTheQuestionsAboutWallsAndHousesTheWorkAndNotABitChanges) {
  OnePatch careful;
  OnePatch quick;
  quick.find_walls();
  ASSERT_GT(std::ranges::count(quick.walls, Walls::none), 25);
  ASSERT_GT(std::ranges::count(quick.walls, Walls::nothing_else), 5);

  const PatchResult a = careful.step();
  const PatchResult b = quick.step();

  EXPECT_EQ(careful.depth, quick.depth);
  EXPECT_EQ(careful.u, quick.u);
  EXPECT_EQ(careful.v, quick.v);
  EXPECT_EQ(a.greatest, b.greatest);
  EXPECT_EQ(a.wet_cells, b.wet_cells);
}

TEST(StepPatch, KeepsAllWaterAndAddsTheRainOfOpenCells) {
  OnePatch one;
  const auto sum = [&] {
    std::int64_t quanta = 0;
    for (const std::int32_t d : one.depth) quanta += d;
    return quanta;
  };
  const std::int64_t before = sum();
  const auto open = std::ranges::count_if(one.ground_m, [](float z) { return z < kWallFrom_m; });
  const PatchResult result = one.step();
  EXPECT_EQ(sum(), before + 100 * open);
  EXPECT_GE(result.least, 0);
}

}  // namespace
}  // namespace twin::surface

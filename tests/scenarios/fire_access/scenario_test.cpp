#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>

#include "engine/base/progress.h"
#include "engine/results/collected.h"
#include "scenarios/fire_access/fire_access.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin {
namespace {

constexpr std::array<ResultField, 1> kDepthOnly{
    {{.name = "max_depth_m", .unit = "m", .kind = FieldKind::grid}}};

/// A flood run with one pool, `depth_m` deep, from `west_m` to `west_m` + 20 m across the street.
std::shared_ptr<Collected> pool(double west_m, float depth_m) {
  auto flood = std::make_shared<Collected>(kDepthOnly, "flood");
  Grid<float> depths({.north_west = {-10, 320}, .cell_m = 2.0, .rows = 170, .cols = 220}, 0.0F);
  for (int row = 0; row < depths.frame().rows; ++row) {
    for (int col = 0; col < depths.frame().cols; ++col) {
      const Point p = depths.frame().centre({row, col});
      if (p.x_m > west_m && p.x_m < west_m + 20.0 && std::abs(p.y_m) < 6.0) {
        depths({row, col}) = depth_m;
      }
    }
  }
  flood->grid("max_depth_m", depths);
  return flood;
}

std::unique_ptr<Collected> run_of(const WardLayers& layers, const Needs& needs = {},
                                  const std::string& start = {}) {
  const Ward ward(layers);
  const Settings settings(kFireAccess.settings);
  auto out = std::make_unique<Collected>(kFireAccess.results, "fire_access");
  kFireAccess.run({.ward = ward, .settings = settings, .needs = needs, .start = start}, *out,
                  Progress{});
  return out;
}

std::string text(const std::unique_ptr<Collected>& run, const char* table, const char* column) {
  return run->table(table)[0].text(column).value_or("");
}

WardLayers pinched() {
  WardLayers layers = test::one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9)};
  return layers;
}

TEST(FireAccessScenario, SaysInPlainVietnameseWhatStopsTheEngine) {
  const auto run = run_of(pinched());
  EXPECT_EQ(text(run, "buildings", "reason"),
            "Chỗ hẹp 1,9 m trong Ngõ 34, cách nhà 140 m (xe chữa cháy nhỏ cần 2,3 m); không có trụ "
            "nước hay bể nước trong 150 m; chỉ phun được 8,6 l/s trong khi cần 10 l/s");
  EXPECT_EQ(text(run, "lanes", "reason"),
            "Chỗ hẹp 1,9 m trong Ngõ 34, cách chỗ xa nhất 201 m (xe chữa cháy nhỏ cần 2,3 m)");
  EXPECT_EQ(text(run, "buildings", "stop"), "Ngõ 34, 99 m tính từ đầu");
  EXPECT_EQ(text(run, "buildings", "engine"), "xe chữa cháy nhỏ");
  EXPECT_EQ(text(run, "roads", "passes"),
            "xe chữa cháy lớn, xe chữa cháy trung bình, xe chữa cháy "
            "nhỏ, xe bán tải chữa cháy, mô tô chữa cháy, máy bơm "
            "khiêng tay (hai người)");
}

TEST(FireAccessScenario, TakingTheNamedPinchAwayChangesTheReason) {
  WardLayers layers = pinched();
  layers.obstacles.push_back(test::pinch("O2", "34", {200, 180}, 2.1));
  EXPECT_NE(text(run_of(layers), "buildings", "reason").find("1,9 m"), std::string::npos);
  layers.obstacles.erase(layers.obstacles.begin());
  EXPECT_NE(text(run_of(layers), "buildings", "reason").find("Chỗ hẹp 2,1 m"), std::string::npos);
  layers.obstacles.clear();
  EXPECT_TRUE(text(run_of(layers), "buildings", "reason").starts_with("Xe chữa cháy vào được"));
}

TEST(FireAccessScenario, DeepWaterBecomesTheReason) {
  const Needs needs = {{"flood", pool(100.0, 0.62F)}};
  const auto wet = run_of(test::one_lane(), needs);
  EXPECT_TRUE(text(wet, "buildings", "reason").starts_with("Ngập 0,62 m ở Phố R, cách nhà "))
      << text(wet, "buildings", "reason");
  EXPECT_DOUBLE_EQ(wet->measure("residents_cut_by_flood"), 4.0);
  EXPECT_DOUBLE_EQ(wet->column("buildings", "served")[0], 4.0);
}

TEST(FireAccessScenario, WithTheFloodSetToNothingEveryNumberIsTheDryOne) {
  const WardLayers layers = test::random_town(5);
  const auto dry = run_of(layers);
  const auto none = run_of(layers, {{"flood", pool(100.0, 0.0F)}});
  EXPECT_EQ(dry->measures(), none->measures());
  for (const std::string& table : dry->tables()) {
    for (const ResultField& field : kFireAccess.results) {
      if (field.table != table) continue;
      for (std::size_t row = 0; row < dry->table(table).size(); ++row) {
        EXPECT_EQ(dry->table(table)[row].value(field.name),
                  none->table(table)[row].value(field.name))
            << table << " " << field.name;
      }
    }
  }
}

TEST(FireAccessScenario, MeasuresBecomeWorseInAFloodNeverBetter) {
  const WardLayers layers = test::random_town(7);
  const auto dry = run_of(layers);
  const auto wet = run_of(layers, {{"flood", pool(30.0, 0.4F)}});
  EXPECT_LE(wet->measure("residents_in_time"), dry->measure("residents_in_time"));
  EXPECT_GT(wet->measure("first_water_person_min"), dry->measure("first_water_person_min"));
}

TEST(FireAccessScenario, TheStartTellsTheHourForObstacles) {
  WardLayers layers = pinched();
  layers.obstacles[0].kind = "stall";
  layers.obstacles[0].from_h = 17.0;
  layers.obstacles[0].to_h = 20.0;
  const auto evening = run_of(layers, {}, "2026-03-02T18:00:00+07:00");
  EXPECT_TRUE(text(evening, "buildings", "reason").starts_with("Sạp hàng chỉ chừa 1,9 m"));
  const auto night = run_of(layers, {}, "2026-03-02T22:00:00+07:00");
  EXPECT_DOUBLE_EQ(night->column("buildings", "served")[0], 0.0);
}

TEST(FireAccessScenario, EqualRunsGiveEqualNumbers) {
  const WardLayers layers = test::random_town(9);
  EXPECT_EQ(run_of(layers)->measures(), run_of(layers)->measures());
}

}  // namespace
}  // namespace twin

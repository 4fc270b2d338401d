#include "engine/gis/layer_spec.h"

#include <gtest/gtest.h>

#include <limits>

namespace twin {
namespace {

LayerSpec spec() {
  return {.name = "lanes",
          .geometry = GeometryKind::line,
          .columns = {{.name = "kind", .kind = ColumnKind::text, .allowed = "ngo ngach hem"},
                      {.name = "width_m", .unit = "m", .least = 0.3, .most = 12},
                      {.name = "floors", .kind = ColumnKind::integer, .least = 1},
                      {.name = "lit", .kind = ColumnKind::flag}}};
}

/// One row of that layer.
class OneRow {
 public:
  explicit OneRow(std::vector<Value> values)
      : table_("lanes.gpkg", "lanes", spec_.table_columns()) {
    table_.add(1, Polyline{{0, 0}, {1, 0}}, std::move(values));
  }
  SpecRow row() { return {spec_, table_[0], findings}; }

  Findings findings;

 private:
  LayerSpec spec_ = spec();
  FeatureTable table_;
};

TEST(SpecRow, UsableValuesAreReadWithoutAWord) {
  OneRow one({"hem", 0.3, 4.0, 1.0});
  EXPECT_EQ(one.row().text("kind"), "hem");
  EXPECT_EQ(one.row().number("width_m"), 0.3);  // the least is still usable
  EXPECT_EQ(one.row().integer_or("floors", 1), 4);
  EXPECT_TRUE(one.row().flag_or("lit", false));
  EXPECT_TRUE(one.findings.empty());
}

TEST(SpecRow, WhatIsMissingReadsAsUsualWithoutAWord) {
  OneRow one({});
  EXPECT_EQ(one.row().text_or("kind", "ngo"), "ngo");
  EXPECT_EQ(one.row().number_or("width_m", 2.0), 2.0);
  EXPECT_EQ(one.row().integer_or("floors", 1), 1);
  EXPECT_TRUE(one.row().flag_or("lit", true));
  EXPECT_TRUE(one.findings.empty());
}

TEST(SpecRow, ANumberOutsideItsRangeIsNothingAndAFindingSaysTheRange) {
  OneRow one({"ngo", -1.0, 0.0});
  EXPECT_EQ(one.row().number("width_m"), std::nullopt);
  EXPECT_EQ(one.row().integer_or("floors", 1), 1);
  ASSERT_EQ(one.findings.all().size(), 2U);
  EXPECT_EQ(one.findings.all()[0].found.en, "-1");
  EXPECT_EQ(one.findings.all()[0].expected.en, "a number from 0.3 to 12 m");
  EXPECT_EQ(one.findings.all()[0].expected.vi, "một số từ 0,3 đến 12 m");
  EXPECT_EQ(one.findings.all()[1].expected.vi, "một số ít nhất 1");
}

TEST(SpecRow, NeitherATextNorNoNumberIsANumber) {
  OneRow text({"ngo", "rộng"});
  EXPECT_EQ(text.row().number("width_m"), std::nullopt);
  EXPECT_EQ(text.findings.all()[0].found.en, "'rộng'");
  OneRow none({"ngo", std::numeric_limits<double>::quiet_NaN()});
  EXPECT_EQ(none.row().number("width_m"), std::nullopt);
  EXPECT_EQ(none.findings.all().size(), 1U);
}

TEST(SpecRow, AWordThatIsNotAllowedIsNothingAndAFindingTellsThoseThatAre) {
  OneRow part({"ng"});  // the beginning of an allowed word is none
  EXPECT_EQ(part.row().text("kind"), std::nullopt);
  ASSERT_EQ(part.findings.all().size(), 1U);
  EXPECT_EQ(part.findings.all()[0].expected.en, "one of ngo ngach hem");
}

}  // namespace
}  // namespace twin

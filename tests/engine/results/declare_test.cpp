#include "engine/results/declare.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

const Ramp kRamp{.name = "depth"};

TEST(Declare, AColumnIsShownWithoutDecimalsOrRampUnlessToldOtherwise) {
  const ResultField plain = declare::column("lanes", "houses", "1", "houses", "số nhà");
  EXPECT_EQ(plain.kind, FieldKind::column);
  EXPECT_EQ(plain.table, "lanes");
  EXPECT_EQ(plain.ramp, nullptr);
  EXPECT_EQ(plain.decimals, 0);
  EXPECT_FALSE(plain.picture);

  const ResultField told =
      declare::column("lanes", "depth_m", "m", "depth", "độ sâu",
                      {.ramp = &kRamp, .decimals = 2, .picture = true, .better = Better::less});
  EXPECT_EQ(told.ramp, &kRamp);
  EXPECT_EQ(told.decimals, 2);
  EXPECT_TRUE(told.picture);
  EXPECT_EQ(told.better, Better::less);
  EXPECT_EQ(told.meaning().vi, "độ sâu");
}

TEST(Declare, EachKindHasItsWord) {
  using namespace declare;
  EXPECT_EQ(measure("a", "m", "", "").kind, FieldKind::measure);
  EXPECT_EQ(words("lanes", "a", "", "").kind, FieldKind::text);
  EXPECT_EQ(words("lanes", "a", "", "").unit, "1");
  EXPECT_EQ(grid("a", "m", "", "").kind, FieldKind::grid);
  EXPECT_EQ(frames("a", "m", "", "").kind, FieldKind::frames);
  EXPECT_EQ(series("lanes", "a", "m", "", "").kind, FieldKind::series);
}

TEST(Declare, AMeasureSaysWhichWayIsGood) {
  const ResultField people = declare::measure("a", "person", "", "", Better::less, 1);
  EXPECT_EQ(people.better, Better::less);
  EXPECT_EQ(people.decimals, 1);
}

}  // namespace
}  // namespace twin

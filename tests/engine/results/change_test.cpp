#include "engine/results/change.h"

#include <gtest/gtest.h>

#include "engine/results/legend.h"

namespace twin {
namespace {

ManifestField speed() {
  ManifestField field;
  field.name = "speed_kmh";
  field.unit = "km/h";
  field.kind = FieldKind::column;
  field.table = "roads";
  field.meaning = tr("speed", "tốc độ");
  field.better = Better::more;
  field.decimals = 1;
  return field;
}

TEST(Change, IsNamedAfterItsFieldAndColouredAboutNoChange) {
  const ManifestField change = change_of(speed(), -30.0, 12.0);
  EXPECT_EQ(change.name, "speed_kmh_change");
  EXPECT_EQ(change.meaning.vi, "thay đổi của: tốc độ");
  EXPECT_EQ(change.table, "roads");
  // The greatest is 30: between 2 and 5 tens, so "much" begins at 10 and "a change" at 1.
  const auto legend = legend_of(change);
  EXPECT_EQ(class_of(legend, 0.5)->colour, "#ffffff");
  EXPECT_EQ(class_of(legend, 1.0)->colour, "#92c5de");  // faster is better: blue
  EXPECT_EQ(class_of(legend, 10.0)->colour, "#2166ac");
  EXPECT_EQ(class_of(legend, -10.5)->colour, "#b2182b");  // slower: red
}

TEST(Change, OfWhatIsBetterSmallTheColoursAreReversed) {
  ManifestField depth = speed();
  depth.better = Better::less;
  EXPECT_EQ(class_of(legend_of(change_of(depth, -30.0, 12.0)), 10.0)->colour, "#b2182b");
}

TEST(Change, HoweverSmallTheGreatestAStepOfTheLastDecimalIsNoChange) {
  // Decimals 1: a step is 0.1, "much" begins at 1, "a change" at 0.1.
  const auto legend = legend_of(change_of(speed(), 0.0, 0.0));
  EXPECT_EQ(class_of(legend, 0.05)->colour, "#ffffff");
  EXPECT_EQ(class_of(legend, 0.9)->colour, "#92c5de");
}

TEST(Change, DepthsAlwaysHaveTheSameClasses) {
  ManifestField depth = speed();
  depth.ramp = ManifestRamp{.name = "depth", .classes = {}, .source = {}};
  for (const double most : {0.01, 3.0}) {
    const auto legend = legend_of(change_of(depth, -most, most));
    ASSERT_EQ(legend.size(), 7U);
    EXPECT_EQ(class_of(legend, 0.019)->colour, "#ffffff");
    EXPECT_EQ(class_of(legend, 0.30)->colour, "#a63603");
  }
}

}  // namespace
}  // namespace twin

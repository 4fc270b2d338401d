#include "engine/results/legend.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_run.h"

namespace twin {
namespace {

TEST(Legend, ValuesBelowTheFirstClassHaveNoColour) {
  const auto legend = legend_of(manifest_field(kSmallFields[1]));
  ASSERT_EQ(legend.size(), 2U);
  EXPECT_EQ(class_of(legend, 0.04), nullptr);
  EXPECT_EQ(class_of(legend, std::nan("")), nullptr);
  EXPECT_EQ(class_of(legend, 0.05)->meaning.vi, "đọng nước");
  EXPECT_EQ(class_of(legend, 9.0)->meaning.vi, "xe chết máy");
}

TEST(Legend, BoundsAreShownWithDecimalCommasAndNoMoreDecimalsThanNeeded) {
  const auto legend = legend_of(manifest_field(kSmallFields[1]));
  EXPECT_EQ(legend[0].bounds.vi, "0,05–0,30");
  EXPECT_EQ(legend[1].bounds.vi, "≥ 0,30");
}

TEST(Legend, LevelsAndRanksAreToldByTheirWordsAlone) {
  const Ramp levels{.name = "level",
                    .classes = {{1, "#1a9850", "A: free", "A: thông"}, {2, "#d73027", "", ""}},
                    .in_words = true};
  const auto legend = legend_of(manifest_field({.name = "level", .unit = "1", .ramp = &levels}));
  ASSERT_EQ(legend.size(), 2U);
  EXPECT_EQ(legend[0].label().vi, "A: thông");
  EXPECT_EQ(legend[1].label().vi, "≥ 2");  // nothing else tells this class
}

TEST(Legend, AFieldWithoutARampGetsRoundClassesOverItsRange) {
  ManifestField field;
  field.least = 3.0;
  field.most = 47.0;  // 44 / 6 = 7.3, next round step 10: from 0, 10 … 40
  const auto legend = legend_of(field);
  ASSERT_EQ(legend.size(), 5U);
  EXPECT_EQ(legend[0].from, 0.0);
  EXPECT_EQ(legend[4].from, 40.0);
  EXPECT_EQ(class_of(legend, 47.0), &legend[4]);
}

TEST(Legend, TwoRunsThatAreComparedShareOneOverBothRanges) {
  ManifestField first;
  first.least = 10.0;
  first.most = 15.0;
  ManifestField second;
  second.least = 3.0;
  second.most = 47.0;
  const ManifestField joint = joint_field(first, second);
  EXPECT_EQ(joint.least, 3.0);
  EXPECT_EQ(joint.most, 47.0);
  EXPECT_EQ(legend_of(joint).size(), 5U);  // as above; alone the first would have 10, 11 … 15
  EXPECT_EQ(joint_field(first, ManifestField{}).most, 15.0);
  const ManifestField declared = manifest_field(kSmallFields[1]);
  EXPECT_EQ(joint_field(first, declared).ramp->name, declared.ramp->name);
}

TEST(Legend, AFieldWithoutValuesHasNone) { EXPECT_TRUE(legend_of(ManifestField{}).empty()); }

TEST(Legend, BoundsBelowZeroAreReadWithAWord) {
  ManifestField field;
  field.least = -3.0;
  field.most = 2.0;  // 5 / 6 = 0.8, next round step 1: from -3, -2 … 2
  EXPECT_EQ(legend_of(field)[0].bounds.vi, "-3 đến -2");
}

TEST(Legend, UnitsAreWordsForPeople) {
  ManifestField field;
  field.unit = "persons";
  field.decimals = 0;
  EXPECT_EQ(shown_with_unit(1234, field).vi, "1.234\u00a0người");
  EXPECT_EQ(shown_with_unit(1234, field).en, "1,234\u00a0people");
}

TEST(Legend, TinyNumbersAreShownAsPowersOfTen) {
  ManifestField field;
  field.unit = "1";
  field.decimals = 9;
  EXPECT_EQ(shown_with_unit(3.14e-12, field).vi, "3,1·10⁻¹²");
  EXPECT_EQ(shown_with_unit(0.0, field).vi, "0");
}

TEST(Legend, ValuesAreToldInTheResolutionOfTheirField) {
  ManifestField field;
  field.unit = "m";
  field.decimals = 2;
  EXPECT_EQ(shown_with_unit(4.8e-5, field).vi, "0,00\u00a0m");
  EXPECT_EQ(shown_change_with_unit(2.0e-6, field).vi, "0\u00a0m");
  EXPECT_EQ(shown_change_with_unit(0.125, field).vi, "+0,12\u00a0m");  // the even one of two
  EXPECT_EQ(shown_change_with_unit(-1234.5, field).en, "−1,234.50\u00a0m");
  EXPECT_EQ(shown_change_with_unit(std::nan(""), field).en, "–");
}

TEST(Legend, SignsAreWrittenAndWhatRoundsToNothingIsNought) {
  EXPECT_EQ(shown_change(1234.5, 1).en, "+1,234.5");
  EXPECT_EQ(shown_change(-0.25, 2).vi, "−0,25");
  EXPECT_EQ(shown_change(0.004, 2).en, "0");
}

TEST(Legend, YearsHaveAWordInBothLanguages) {
  EXPECT_EQ(unit_for_people("year").vi, "năm");
  EXPECT_EQ(unit_for_people("year").en, "years");
}

}  // namespace
}  // namespace twin

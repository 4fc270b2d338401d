#include "engine/base/findings.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Finding, IsOneSentenceOfFourPartsInEitherLanguage) {
  const Finding finding{.where = "lanes.gpkg",
                        .found = "-1",
                        .expected = tr("a width above 0", "bề rộng trên 0"),
                        .outcome = tr("the lane stays", "ngõ được giữ lại")};
  EXPECT_EQ(finding.text(), "lanes.gpkg: found -1, expected a width above 0; the lane stays.");
  EXPECT_EQ(finding.text(Language::vietnamese),
            "lanes.gpkg: thấy -1, cần bề rộng trên 0; ngõ được giữ lại.");
}

TEST(Finding, AHintStandsBehindTheSentence) {
  const Finding finding{.where = "a",
                        .found = "b",
                        .expected = "c",
                        .outcome = "d",
                        .hint = tr("measure it", "đo lại")};
  EXPECT_EQ(finding.text(), "a: found b, expected c; d. Hint: measure it.");
  EXPECT_EQ(finding.text(Language::vietnamese), "a: thấy b, cần c; d. Gợi ý: đo lại.");
}

TEST(Failure, CarriesItsFinding) {
  const InputError error({.where = "a", .found = "b", .expected = "c", .outcome = "d"});
  EXPECT_STREQ(error.what(), "a: found b, expected c; d.");
  EXPECT_EQ(error.finding().found.en, "b");
}

}  // namespace
}  // namespace twin

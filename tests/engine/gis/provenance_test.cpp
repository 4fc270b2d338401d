#include "engine/gis/provenance.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Source, EachWordMeansItsSource) {
  for (const Source source : {Source::surveyed, Source::open_data, Source::assumed}) {
    EXPECT_EQ(source_of(word_of(source)), source);
  }
  EXPECT_EQ(word_of(Source::open_data), "open data");
}

TEST(Source, AWordNobodyKnowsVouchesForNothing) {
  EXPECT_EQ(source_of("Surveyed"), Source::assumed);
  EXPECT_EQ(source_of(""), Source::assumed);
}

TEST(Provenance, AnAssumedFeatureIsAssumedInEveryColumnASurveyedOneInThoseItNames) {
  const Provenance drawn{.source = Source::surveyed, .assumed = {"clear_width_m"}};
  EXPECT_TRUE(drawn.is_assumed("clear_width_m"));
  EXPECT_FALSE(drawn.is_assumed("name"));
  EXPECT_TRUE(Provenance{.source = Source::assumed}.is_assumed("name"));
}

}  // namespace
}  // namespace twin

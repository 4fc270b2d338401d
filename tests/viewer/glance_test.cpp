#include "viewer/model/glance.h"

#include <gtest/gtest.h>

#include "tests/viewer/measured_run.h"
#include "tests/viewer/opened_ward.h"

namespace twin {
namespace {

std::vector<std::string> words_of(const FactSection& section) {
  std::vector<std::string> words;
  for (const Fact& fact : section.facts) words.push_back(fact.what.vi + ": " + fact.value.vi);
  return words;
}

TEST(Glance, OfMeasuresThoseThatAChoiceIsJudgedByStandSideBySide) {
  OpenedWard opened;
  write_measured_run(opened.file("before"), opened.file("ward"), "Trước", 1200.0);
  write_measured_run(opened.file("after"), opened.file("ward"), "Sau", 300.0);
  const std::size_t before = opened.session.open(opened.file("before"));
  const std::size_t after = opened.session.open(opened.file("after"));
  // The flood of the opened ward has no measures: it is not told.
  const auto told = at_a_glance(opened.session, std::vector<std::size_t>{0, after, before}, 7);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].runs, (std::vector<std::size_t>{after, before}));
  // The rain is nobody's choice; of the two in people the first stands for both.
  ASSERT_EQ(told[0].rows.size(), 2U);
  EXPECT_EQ(told[0].rows[0].what.vi, "số người bị ngập");
  EXPECT_EQ(told[0].rows[0].values[0].vi, "300\u00a0người");
  EXPECT_EQ(told[0].rows[0].values[1].vi, "1.200\u00a0người");
  EXPECT_EQ(told[0].rows[1].values[0].vi, "240\u00a0m");
  const auto few = at_a_glance(opened.session, std::vector<std::size_t>{before}, 1);
  ASSERT_EQ(few.size(), 1U);
  EXPECT_EQ(few[0].rows.size(), 1U);
}

TEST(Glance, OfAnAnswerWhatHoldsNowComesFirst) {
  OpenedWard opened;
  const Session& session = opened.session;
  const double start_s = session.runs().front()->start_s();
  const FeatureTable& roads = *session.ward().layer("roads");
  const Inspected street = inspected(session, roads, 0, all_runs(session, start_s));
  const AnswerAtAGlance told = at_a_glance(session, street, {0}, 2);
  EXPECT_EQ(told.place.vi, "Đường Trung Kính");
  ASSERT_EQ(told.sections.size(), 1U);  // of the run; the street's own attributes are left out
  EXPECT_EQ(words_of(told.sections[0]),
            (std::vector<std::string>{"tốc độ xe (lúc đang xem): 32\u00a0km/h",
                                      "độ sâu ngập (lúc đang xem): 0,00\u00a0m"}));
}

TEST(Glance, WithoutARunTheAttributesOfThePlaceAreTold) {
  OpenedWard opened;
  const Session ward(std::vector<std::filesystem::path>{opened.file("ward")});
  const Inspected street = inspected(ward, *ward.ward().layer("roads"), 0, {});
  const AnswerAtAGlance told = at_a_glance(ward, street, {}, 3);
  ASSERT_EQ(told.sections.size(), 1U);
  EXPECT_EQ(told.sections[0].facts.size(), 3U);
}

TEST(Glance, AHouseIsCalledByItsAddressAndGroundByWhatItIs) {
  OpenedWard opened;
  const Session& session = opened.session;
  const auto address = session.ward().addresses->of_building("B1");
  ASSERT_FALSE(address.empty());
  EXPECT_EQ(
      name_of_place(session, {.layer = "buildings", .id = "B1", .at = {}, .in_building = true}).vi,
      address.front());
  EXPECT_EQ(name_of_place(session, {.layer = "lanes", .id = "L1", .at = {}}).vi,
            "Ngõ 34 Trung Kính");
  EXPECT_EQ(name_of_place(session, {}).vi, "mặt đất");
}

}  // namespace
}  // namespace twin

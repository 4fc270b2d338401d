#include "viewer/model/on_demand.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/tiny_answers.h"
#include "tests/viewer/opened_ward.h"
#include "viewer/model/click.h"

namespace twin {
namespace {

/// The tiny ward with a run that answers for the house B1.
class Answers : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    opened_ = std::make_unique<OpenedWard>();
    write_tiny_answers(opened_->file("answers"), opened_->file("ward"));
    opened_->session.open(opened_->file("answers"));
  }
  static void TearDownTestSuite() { opened_.reset(); }

  static bool tells(const Inspected& found, const char* what, const char* value) {
    return std::ranges::any_of(found.sections, [&](const FactSection& section) {
      return std::ranges::any_of(section.facts, [&](const Fact& fact) {
        return fact.what.vi == what && fact.value.vi == value;
      });
    });
  }

  static inline std::unique_ptr<OpenedWard> opened_;
};

TEST_F(Answers, AreShownForTheirHouseOnlyInTheColoursOfTheirClasses) {
  const OnDemand shown = on_demand(opened_->session, "B1");
  ASSERT_EQ(shown.lines.size(), 2U);
  EXPECT_EQ(shown.lines[0].colour, "#fdae61");  // 76 m of way: "farther"
  EXPECT_EQ(shown.lines[0].line.size(), 4U);
  EXPECT_EQ(shown.lines[1].colour, "#1a9850");  // 9 m of hose: "near"
  ASSERT_EQ(shown.points.size(), 1U);
  EXPECT_EQ(shown.points[0].what.vi, "điểm dừng xe: 9\u00a0m");
  EXPECT_EQ(shown.lines[0].run, 1U);  // the second that was opened
  EXPECT_EQ(shown.points[0].run, 1U);
  EXPECT_EQ(shown.points[0].what.en, "the engine stops: 9\u00a0m");
  EXPECT_TRUE(on_demand(opened_->session, "B2").rows.empty());
  EXPECT_TRUE(on_demand(opened_->session, "").rows.empty());
}

TEST_F(Answers, AreNoFieldsToChooseButTheChanceIs) {
  std::vector<std::string> names;
  for (const Choice& choice : opened_->session.choices()) {
    if (choice.run == 1) names.push_back(choice.field->name);
  }
  EXPECT_EQ(names, std::vector<std::string>{"flooded_chance"});
  EXPECT_EQ(opened_->session.choice_named("flooded_chance")->as, ShownAs::ground);
}

TEST_F(Answers, AreToldWithTheHouseAndNotToWhoClicksWhereTheyLie) {
  const FeatureTable& buildings = *opened_->session.ward().layer("buildings");
  const Inspected house =
      inspected(opened_->session, buildings, 0, all_runs(opened_->session, 0.0));
  EXPECT_TRUE(tells(house, "đường xe đi", "76\u00a0m"));
  EXPECT_TRUE(tells(house, "vòi phải trải", "9\u00a0m"));
  const Picked lane{.at = {kTinyWest_m + 60.0, kTinySouth_m + 50.0}, .z_m = 6.0, .building = {}};
  const Inspected street = inspected(opened_->session, target_at(opened_->session, lane, 0.0, {}),
                                     all_runs(opened_->session, 0.0));
  EXPECT_FALSE(tells(street, "đường xe đi", "76\u00a0m"));
  EXPECT_TRUE(street.on_demand.rows.empty());
}

}  // namespace
}  // namespace twin

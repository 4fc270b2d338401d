#include "viewer/model/listing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/viewer/opened_ward.h"

namespace twin {
namespace {

class ListingTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { opened_ = std::make_unique<OpenedWard>(); }
  static void TearDownTestSuite() { opened_.reset(); }

  static double start_s() { return opened_->session.runs().front()->start_s(); }
  static Listing listing(std::optional<std::size_t> run, const char* table, double after_s = 0.0) {
    return listing_of(opened_->session, {.run = run, .table = table}, start_s() + after_s,
                      Language::vietnamese);
  }
  static std::size_t column(const Listing& listing, const char* name) {
    const auto it = std::ranges::find(listing.columns, name, &ListColumn::name);
    return static_cast<std::size_t>(it - listing.columns.begin());
  }
  static std::vector<std::size_t> rows_that_meet(const Listing& listing,
                                                 const std::vector<Condition>& conditions) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < listing.rows; ++row) {
      if (meets(listing, conditions, row)) rows.push_back(row);
    }
    return rows;
  }

  static inline std::unique_ptr<OpenedWard> opened_;
};

TEST_F(ListingTest, TheTablesOfRunsAreListedBeforeTheLayersOfTheWard) {
  const std::vector<Listed> tables = listed_tables(opened_->session);
  ASSERT_GE(tables.size(), 4U);
  EXPECT_EQ(tables[0], (Listed{.run = 0, .table = "buildings"}));
  EXPECT_EQ(tables[1], (Listed{.run = 0, .table = "roads"}));
  EXPECT_EQ(tables[2], (Listed{.run = std::nullopt, .table = "boundary"}));
}

TEST_F(ListingTest, HousesDeeperThanThirtyCentimetresAreThoseInTheBowl) {
  const Listing houses = listing(0, "buildings");
  const std::size_t depth = column(houses, "door_depth_m");
  ASSERT_LT(depth, houses.columns.size());
  EXPECT_EQ(houses.columns[depth].heading().vi, "độ sâu ngập lớn nhất tại nhà (m)");
  const auto found =
      rows_that_meet(houses, {{.column = depth, .comparison = Comparison::above, .number = 0.3}});
  // Water stood at 5.9 m; the depth of a house is that above the ground in its middle.
  std::vector<std::size_t> expected;
  for (std::size_t row = 0; row < opened_->session.world().blocks.size(); ++row) {
    const Point p = centroid(opened_->session.world().blocks[row].footprint);
    const double depth_m = std::max(0.0, 5.9 - tiny_ground_m(p.x_m, p.y_m));
    if (std::round(100.0 * depth_m) > 30.0) expected.push_back(row);
  }
  EXPECT_EQ(found, expected);
  EXPECT_GT(found.size(), 5U);
  EXPECT_LT(found.size(), 36U);  // none in the eastern lane
}

TEST_F(ListingTest, AllConditionsMustBeMet) {
  const Listing lanes = listing(std::nullopt, "lanes");
  const std::size_t width = column(lanes, "clear_width_m");
  const Condition narrow{.column = width, .comparison = Comparison::below, .number = 3.0};
  const Condition wide{.column = width, .comparison = Comparison::above, .number = 2.4};
  EXPECT_EQ(rows_that_meet(lanes, {narrow}), std::vector<std::size_t>{1});  // 2.4 m
  EXPECT_EQ(rows_that_meet(lanes, {wide}), std::vector<std::size_t>{0});    // 3.0 m
  EXPECT_TRUE(rows_that_meet(lanes, {narrow, wide}).empty());
  EXPECT_EQ(rows_that_meet(lanes, {}).size(), 2U);
  // Texts and missing values meet no condition of numbers.
  EXPECT_TRUE(rows_that_meet(lanes, {{.column = column(lanes, "name")}}).empty());
}

TEST_F(ListingTest, WhatReadsThirtyCentimetresIsNotAboveThem) {
  Listing list{.of = {}, .rows = 2, .columns = {{.name = "depth_m", .decimals = 2}}};
  list.columns[0].is_number = true;
  list.columns[0].numbers = {0.3 + 1e-7, 0.306};
  EXPECT_EQ(rows_that_meet(list, {{.column = 0, .comparison = Comparison::above, .number = 0.3}}),
            std::vector<std::size_t>{1});
}

TEST_F(ListingTest, ASeriesHasTheValuesOfTheInstant) {
  Listing roads = listing(0, "roads", 1800.0);
  const std::size_t speed = column(roads, "speed_kmh");
  EXPECT_EQ(roads.columns[speed].numbers, std::vector<double>{6.0});  // half an hour in
  EXPECT_TRUE(set_instant(opened_->session, roads, start_s() + 2699.0));
  EXPECT_EQ(roads.columns[speed].numbers, std::vector<double>{6.0});  // the next is at 2700 s
  EXPECT_TRUE(set_instant(opened_->session, roads, start_s() + 2700.0));
  EXPECT_EQ(roads.columns[speed].numbers, std::vector<double>{12.0});
  Listing houses = listing(0, "buildings");
  EXPECT_FALSE(set_instant(opened_->session, houses, start_s()));
}

TEST_F(ListingTest, TextsHoldWhatIsTypedWithOrWithoutAccents) {
  const Listing lanes = listing(std::nullopt, "lanes");
  const std::size_t name = column(lanes, "name");
  const auto found = [&](const char* typed) {
    return rows_that_meet(
        lanes, {{.column = name, .comparison = Comparison::holds, .sought = SoughtText(typed)}});
  };
  EXPECT_EQ(found("ngo 58"), std::vector<std::size_t>{1});
  EXPECT_EQ(found("TRUNG KÍNH"), (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(found("ngô").empty());  // accents that were typed count
}

TEST_F(ListingTest, AColumnOfKindsOffersThem) {
  const Listing lanes = listing(std::nullopt, "lanes");
  const std::size_t name = column(lanes, "name");
  EXPECT_EQ(kinds_in(lanes.columns[name]),
            (std::vector<std::string>{"Ngõ 34 Trung Kính", "Ngõ 58 Trung Kính"}));
  EXPECT_EQ(
      rows_that_meet(lanes,
                     {{.column = name, .comparison = Comparison::is, .text = "Ngõ 34 Trung Kính"}}),
      std::vector<std::size_t>{0});
  ListColumn many;
  for (int i = 0; i < 41; ++i) many.texts.push_back(std::to_string(i));
  EXPECT_TRUE(kinds_in(many).empty());
}

TEST_F(ListingTest, WhatIsCopiedHasDecimalCommasAndWhatIsSavedHasPoints) {
  const Listing lanes = listing(std::nullopt, "lanes");
  std::vector<std::size_t> rows(lanes.rows);
  std::iota(rows.begin(), rows.end(), 0);
  const Sheet sheet = sheet_of(lanes, rows, Language::vietnamese);
  EXPECT_EQ(tab_separated(sheet, Language::vietnamese),
            "mã\ttên\tloại\tbề rộng thông thủy (m)\tnguồn\n"
            "L1\tNgõ 34 Trung Kính\tngõ\t3,00\tGIẢ ĐỊNH\n"
            "L2\tNgõ 58 Trung Kính\tngõ\t2,40\tGIẢ ĐỊNH\n");
  EXPECT_EQ(comma_separated(sheet),
            "\xEF\xBB\xBFmã,tên,loại,bề rộng thông thủy (m),nguồn\r\n"
            "L1,Ngõ 34 Trung Kính,ngõ,3.00,GIẢ ĐỊNH\r\n"
            "L2,Ngõ 58 Trung Kính,ngõ,2.40,GIẢ ĐỊNH\r\n");
  const ColumnSum sum = sum_of(lanes.columns[column(lanes, "clear_width_m")], rows);
  EXPECT_DOUBLE_EQ(sum.sum, 5.4);
  EXPECT_EQ(sum.count, 2U);
}

TEST(SheetText, TabsAndBreaksInsideACellBecomeBlanks) {
  const Sheet sheet{.columns = {{.title = "a"}, {.title = "b", .decimals = 1}},
                    .rows = {{Value{std::string("x\ty\nz")}, Value{std::nan("")}}}};
  EXPECT_EQ(tab_separated(sheet, Language::english), "a\tb\nx y z\t\n");
}

TEST(SheetText, ForExcelTextsAreMarkedAndNumbersToldInItsOwnWay) {
  const Sheet sheet{.columns = {{.title = "số nhà"}, {.title = "sâu < (m)", .decimals = 2}},
                    .rows = {{Value{std::string("12/3")}, Value{0.3}},
                             {Value{std::string("5&7")}, Value{std::nan("")}}}};
  EXPECT_EQ(html_table(sheet, Language::vietnamese),
            R"(<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">)"
            "</head><body><table>\n"
            R"(<tr><td style="mso-number-format:'\@'">số nhà</td>)"
            R"(<td style="mso-number-format:'\@'">sâu &lt; (m)</td></tr>)"
            "\n"
            R"(<tr><td style="mso-number-format:'\@'">12/3</td><td x:num="0.30">0,30</td></tr>)"
            "\n"
            R"(<tr><td style="mso-number-format:'\@'">5&amp;7</td>)"
            R"(<td style="mso-number-format:'\@'"></td></tr>)"
            "\n</table></body></html>\n");
}

TEST(TypedNumber, MayHaveADecimalCommaOrPoint) {
  EXPECT_EQ(typed_number("0,3"), 0.3);
  EXPECT_EQ(typed_number(" 0.3 "), 0.3);
  EXPECT_EQ(typed_number("-2"), -2.0);
  EXPECT_EQ(typed_number("1.000,5"), std::nullopt);  // could be read two ways
  EXPECT_EQ(typed_number("sâu"), std::nullopt);
  EXPECT_EQ(typed_number(""), std::nullopt);
}

}  // namespace
}  // namespace twin

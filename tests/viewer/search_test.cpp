#include "viewer/model/search.h"

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "engine/gis/write_features.h"
#include "tests/viewer/opened_ward.h"

namespace twin {
namespace {

class Search : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { opened_ = std::make_unique<OpenedWard>(); }
  static void TearDownTestSuite() { opened_.reset(); }

  static std::vector<std::string> titles(const char* query, std::size_t most = 10) {
    const SearchIndex index(opened_->session.ward());
    std::vector<std::string> found;
    for (const Hit& hit : index.find(query, most)) found.push_back(hit.title);
    return found;
  }

  static inline std::unique_ptr<OpenedWard> opened_;
};

using Titles = std::vector<std::string>;

TEST_F(Search, StreetsComeBeforeLanesAndLanesBeforeAddresses) {
  EXPECT_EQ(titles("trung kinh"), (Titles{"Đường Trung Kính", "Ngõ 34 Trung Kính",
                                          "Ngõ 58 Trung Kính", "Số 2 ngõ 34 Trung Kính"}));
}

TEST_F(Search, AccentsCaseOrderAndTheEndsOfWordsMayBeMissing) {
  const Titles lane_and_house = {"Ngõ 34 Trung Kính", "Số 2 ngõ 34 Trung Kính"};
  EXPECT_EQ(titles("NGÕ 34"), lane_and_house);
  EXPECT_EQ(titles("kính tru 34"), lane_and_house);
  EXPECT_EQ(titles("ngo\u0303 34"), lane_and_house);  // the accent as a mark of its own
  EXPECT_EQ(titles("nguyễn ba kho"), Titles{"Vườn hoa Nguyễn Bá Khoản"});
  EXPECT_TRUE(titles("inh").empty());  // the middle of a word finds nothing
  EXPECT_TRUE(titles(" , ").empty());
}

TEST_F(Search, AHouseIsFoundWithAndWithoutSo) {
  EXPECT_EQ(titles("số 2 ngõ 34").front(), "Số 2 ngõ 34 Trung Kính");
  EXPECT_EQ(titles("2 ngo 34").front(), "Số 2 ngõ 34 Trung Kính");
}

TEST_F(Search, AnIdIsFoundBeforeThoseThatBeginLikeIt) {
  EXPECT_EQ(titles("b1", 3), (Titles{"B1", "B10", "B11"}));
  EXPECT_EQ(titles("L2"), Titles{"Ngõ 58 Trung Kính"});
}

TEST_F(Search, OfThePiecesOfALaneTheLongestStandsForAll) {
  WardFolder ward = read_ward_folder(opened_->file("ward"));
  ward.layers.at("lanes").add(3, Polyline{{0, 0}, {300, 0}}, {"L3", "Ngõ 34 Trung Kính"});
  const SearchIndex index(ward);
  const auto hits = index.find("ngo 34 trung kinh", 10);
  ASSERT_EQ(hits.size(), 2U);                       // the lane, the house in it
  EXPECT_EQ(hits.front().row, 2U);                  // 300 m against 108 m
  EXPECT_EQ(index.find("l1", 10).front().row, 0U);  // a piece is still found by its id
}

TEST_F(Search, AnAddressLeadsToItsHouse) {
  const SearchIndex index(opened_->session.ward());
  const Inspected found = inspected(opened_->session, index.find("2 ngo 34", 1).front(),
                                    all_runs(opened_->session, 0.0));
  EXPECT_EQ(found.spot.id, "B1");
  EXPECT_EQ(found.block, std::optional<std::size_t>(0));
}

TEST_F(Search, AHundredThousandAddressesAreSearchedWhileTyping) {
  FeatureTable addresses("test", "addresses",
                         {{.name = "id"}, {.name = "building_id"}, {.name = "text"}});
  for (int i = 0; i < 100000; ++i) {
    const std::string number = std::to_string(i % 200 + 1);
    const std::string lane = std::to_string(i / 200 + 1);
    addresses.add(i, Point{0, 0},
                  {"A" + std::to_string(i), "B1", "Số " + number + " ngõ " + lane + " Hoàng Lan"});
  }
  const LayerToWrite layer{.table = &addresses, .geometry = GeometryKind::point, .qgis_style = {}};
  write_geopackage(opened_->file("many.gpkg"), std::vector{layer}, "EPSG:5897");
  WardFolder ward;
  ward.addresses = std::make_shared<AddressBook>(opened_->file("many.gpkg"));
  const SearchIndex index(ward);
  const auto ms_of = [](const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
  };
  std::cout << "gathering 100,000 addresses: " << ms_of([&] { index.prepare(); }) << " ms\n";
  std::vector<Hit> hits;
  for (const char* query : {"s", "so 17", "17 ngo 41 hoang"}) {
    std::cout << "'" << query << "': " << ms_of([&] { hits = index.find(query, 12); }) << " ms\n";
  }
  EXPECT_EQ(hits.front().title, "Số 17 ngõ 41 Hoàng Lan");
}

}  // namespace
}  // namespace twin

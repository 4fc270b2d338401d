#include "engine/gis/open_package.h"

#include <gtest/gtest.h>

#include "engine/gis/write_features.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

/// Five houses in a row, 10 m apart; the third and the fifth are of one owner.
std::filesystem::path five_houses(const Scratch& scratch) {
  FeatureTable houses("here", "houses", {{"id", ColumnKind::text}, {"owner", ColumnKind::text}});
  const char* const owners[] = {"An", "Bình", "Ông O'Đạo", "Cúc", "Ông O'Đạo"};
  for (int i = 0; i < 5; ++i) {
    houses.add(0, Point{10.0 * i, 0}, {"H" + std::to_string(i), owners[i]});
  }
  write_geopackage(scratch / "houses.gpkg", {{.table = &houses, .geometry = GeometryKind::point}},
                   "EPSG:5897");
  return scratch / "houses.gpkg";
}

TEST(OpenPackage, RowsAreFoundByTheirTextWithTheirPlaces) {
  const Scratch scratch;
  const OpenPackage file(five_houses(scratch));
  const FeatureTable found = file.rows_with("houses", "owner", "Ông O'Đạo");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].text("id"), "H4");
  EXPECT_EQ(file.place_of("houses", found[0]), 2U);
  EXPECT_EQ(file.place_of("houses", found[1]), 4U);
  EXPECT_TRUE(file.rows_with("houses", "owner", "an").empty());
  // SQLite would compare the name itself.
  EXPECT_TRUE(file.rows_with("houses", "owners", "owners").empty());
}

TEST(OpenPackage, RowsAreFoundByTheirPlace) {
  const Scratch scratch;
  const OpenPackage file(five_houses(scratch));
  const Box box{.west_m = 5, .south_m = -1, .east_m = 20, .north_m = 1};
  const FeatureTable found = file.rows_meeting("houses", box);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].text("id"), "H1");
  EXPECT_EQ(file.place_of("houses", found[1]), 2U);
}

TEST(OpenPackage, ItsHeadIsThatOfAllRowsAlsoAfterSomeWereFound) {
  const Scratch scratch;
  const OpenPackage file(five_houses(scratch));
  EXPECT_TRUE(file.rows_with("houses", "id", "H9").empty());
  const LayerHead head = file.head("houses");
  EXPECT_FALSE(head.empty);
  EXPECT_EQ(head.geometry, GeometryKind::point);
  EXPECT_EQ(head.columns, (std::vector<std::string>{"id", "owner"}));
  EXPECT_NE(failure_of<InputError>([&] { file.head("lanes"); }).find("houses"), std::string::npos);
}

}  // namespace
}  // namespace twin

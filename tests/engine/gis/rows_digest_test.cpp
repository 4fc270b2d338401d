#include "engine/gis/rows_digest.h"

#include <gtest/gtest.h>

#include <cmath>

namespace twin {
namespace {

FeatureTable lane(double width_m, std::vector<Column> columns, std::vector<Value> values,
                  double end_m = 1.0) {
  FeatureTable table("here", "lanes", std::move(columns));
  for (Value& value : values) {
    if (std::holds_alternative<double>(value)) value = width_m;
  }
  table.add(1, Polyline{{0, 0}, {end_m, 1}}, std::move(values));
  return table;
}

TEST(RowsDigest, CountsWhatRowsHoldAndNotHowATableIsBuilt) {
  const Column id{"id"};
  const Column width{"width_m", ColumnKind::number};
  const std::string sha256 = sha256_of_rows(lane(2.5, {id, width}, {std::string("L1"), 2.5}));
  EXPECT_EQ(sha256.size(), 64U);
  EXPECT_EQ(sha256_of_rows(lane(2.5, {width, id}, {2.5, std::string("L1")})), sha256);
  EXPECT_EQ(sha256_of_rows(lane(2.5, {id, {"note"}, width}, {std::string("L1"), Value{}, 2.5})),
            sha256);
  // The last bit of a number or a place is a change, and so is one more row.
  const double more = std::nextafter(2.5, 3.0);
  EXPECT_NE(sha256_of_rows(lane(more, {id, width}, {std::string("L1"), 2.5})), sha256);
  EXPECT_NE(
      sha256_of_rows(lane(2.5, {id, width}, {std::string("L1"), 2.5}, std::nextafter(1., 2.))),
      sha256);
  FeatureTable two = lane(2.5, {id, width}, {std::string("L1"), 2.5});
  two.add(2, Geometry{}, {});
  EXPECT_NE(sha256_of_rows(two), sha256);
}

}  // namespace
}  // namespace twin

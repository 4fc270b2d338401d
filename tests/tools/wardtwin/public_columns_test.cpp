#include "tools/wardtwin/public_columns.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(PublicColumns, APageTellsWhatALayerDeclares) {
  EXPECT_TRUE(is_public_column("lanes", "clear_width_m"));
  EXPECT_TRUE(is_public_column("buildings", "floors"));
  EXPECT_TRUE(is_public_column("buildings", "address"));
  EXPECT_TRUE(is_public_column("buildings", "source"));
  EXPECT_TRUE(is_public_column("residential_groups", "households"));  // of hundreds of houses
}

TEST(PublicColumns, APageDoesNotTellOfThePeopleInOneHouse) {
  EXPECT_FALSE(is_public_column("buildings", "residents"));
}

TEST(PublicColumns, APageDoesNotTellWhatNobodyDeclared) {
  EXPECT_FALSE(is_public_column("buildings", "owner"));
  EXPECT_FALSE(is_public_column("lanes", "floors"));  // a column of another layer
}

}  // namespace
}  // namespace twin

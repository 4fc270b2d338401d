#include "engine/gis/data_place.h"

#include <gtest/gtest.h>

#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

std::string refusal(const std::string& text) {
  return failure_of<InputError>([&] { parsed_postgis_place(text); });
}

TEST(PostgisPlace, IsLibpqsFormWithASchemaAndATable) {
  const PostgisPlace place =
      parsed_postgis_place("PG:host=db.yenhoa port=5433 dbname = ward schema=khaosat:ngo");
  EXPECT_EQ(place.connection, (std::vector<std::pair<std::string, std::string>>{
                                  {"host", "db.yenhoa"}, {"port", "5433"}, {"dbname", "ward"}}));
  EXPECT_EQ(place.schema, "khaosat");
  EXPECT_EQ(place.table, "ngo");
  EXPECT_EQ(parsed_postgis_place("PG:dbname=ward").schema, "public");
  EXPECT_EQ(parsed_postgis_place("PG:dbname=ward").table, "");
  EXPECT_FALSE(parsed_postgis_place("PG:dbname=ward").schema_is_named);
  EXPECT_TRUE(parsed_postgis_place("PG:dbname=ward schema=public").schema_is_named);
  EXPECT_TRUE(parsed_postgis_place("PG:dbname=ward:khaosat.ngo").schema_is_named);
  EXPECT_EQ(parsed_postgis_place("PG:dbname=ward:khaosat.ngo").schema, "khaosat");
  EXPECT_EQ(parsed_postgis_place("PG:dbname=ward:khaosat.ngo").table, "ngo");
}

TEST(PostgisPlace, QuotesKeepBlanksColonsAndMaskedLetters) {
  const PostgisPlace place = parsed_postgis_place(R"(PG:host='::1' password='a \'b\\ : c':ngo)");
  EXPECT_EQ(place.connection[0].second, "::1");
  EXPECT_EQ(place.connection[1].second, R"(a 'b\ : c)");
  EXPECT_EQ(place.table, "ngo");
}

TEST(PostgisPlace, IsCalledWithoutUserAndPassword) {
  const PostgisPlace place =
      parsed_postgis_place("PG:host=db user=lan password=hoasen dbname=ward schema=yenhoa");
  EXPECT_EQ(whole_name(place), "PG:host=db dbname=ward schema=yenhoa");
  EXPECT_EQ(brief_name(place), whole_name(place));
}

TEST(PostgisPlace, WhatIsNoConnectionIsRefusedWithoutRepeatingIt) {
  for (const char* text : {"PG:postgresql://lan:hoasen@db/ward", "PG:host=db hoasen",
                           "PG:password='hoasen", "PG:password=hoasen:"}) {
    const std::string told = refusal(text);
    EXPECT_NE(told.find("expected PG:host=… dbname=…"), std::string::npos) << text;
    EXPECT_EQ(told.find("hoasen"), std::string::npos) << told;
  }
  const std::string misspelt = refusal("PG:password=hoasen dbnam=ward");
  EXPECT_NE(misspelt.find("found the keyword 'dbnam', expected perhaps 'dbname'"),
            std::string::npos)
      << misspelt;
  EXPECT_EQ(misspelt.find("hoasen"), std::string::npos) << misspelt;
  // GDAL's own keywords would open more than the one schema.
  EXPECT_NE(refusal("PG:dbname=ward tables=x").find("found the keyword 'tables'"),
            std::string::npos);
}

TEST(DataPlace, AFileIsCalledByItsPathOrItsName) {
  const DataPlace file = std::filesystem::path("/surveys/lanes.gpkg");
  EXPECT_EQ(whole_name(file), "/surveys/lanes.gpkg");
  EXPECT_EQ(brief_name(file), "lanes.gpkg");
  EXPECT_TRUE(names_postgis("PG:dbname=ward"));
  EXPECT_TRUE(names_postgis("pg:dbname=ward"));
  EXPECT_FALSE(names_postgis("PG.gpkg"));
  EXPECT_FALSE(names_postgis("PG"));
}

}  // namespace
}  // namespace twin

#include "engine/base/findings.h"
#include "engine/gis/office_file.h"
#include "tests/support/postgis_test.h"

namespace twin {
namespace {

/// Some kilometres around Yên Hòa.
const Neighbourhood kWard{.box = {579000, 2321500, 586000, 2328000}};

class OfficeDatabase : public PostgisTest {
 protected:
  static FeatureTable read(const std::string& name, Findings& findings,
                           const std::string& where = {}) {
    return read_office_layer(
        {.from = parsed_postgis_place(name), .layer = {}, .becomes = "lanes", .where = where},
        kWard, findings);
  }

  /// The whole refusal in both languages.
  static std::string refusal(const std::string& name, const std::string& where = {}) {
    try {
      Findings findings;
      read(name, findings, where);
    } catch (const InputError& error) {
      EXPECT_NE(error.finding().found.en, error.finding().found.vi);
      EXPECT_NE(error.finding().expected.en, error.finding().expected.vi);
      return error.finding().text();
    }
    return {};
  }
};

TEST_F(OfficeDatabase, ATableReadsLikeAFile) {
  server().sql(R"(CREATE SCHEMA khaosat;
    CREATE TABLE khaosat.ngo (ma integer PRIMARY KEY, "bề rộng" numeric, ghi_chu text,
                              hinh geometry(MultiLineStringZ, 4326));
    INSERT INTO khaosat.ngo VALUES
      (12, 2.5, 'Ngõ Ao', ST_SetSRID('MULTILINESTRING Z((105.79 21.01 5, 105.791 21.011 5))'::geometry, 4326)),
      (7, NULL, 'bỏ', ST_SetSRID('MULTILINESTRING Z((105.79 21.01 5, 105.791 21.011 5))'::geometry, 4326)))");
  Findings findings;
  const FeatureTable table = read(server().name("schema=khaosat:ngo"), findings, "ghi_chu <> 'bỏ'");
  ASSERT_EQ(table.size(), 1U);
  EXPECT_TRUE(findings.empty());
  EXPECT_EQ(table[0].number("bề rộng"), 2.5);
  EXPECT_EQ(table[0].number("ma"), 12.0);  // the key is a column too
  EXPECT_EQ(table.source(),
            "PG:host=" + server().folder() + " dbname=ward schema=khaosat, layer 'khaosat.ngo'");
  // 105.79 E, 21.01 N lies about 0.6 km west and south of DATA.md's 105.7955 E, 21.0155 N at
  // E 582497.375, N 2324874.508.
  EXPECT_NEAR(table[0].line().front().x_m, 582497.4 - 572, 5.0);
  EXPECT_NEAR(table[0].line().front().y_m, 2324874.5 - 609, 5.0);
}

TEST_F(OfficeDatabase, ATableWithoutAnSridIsPlacedLikeAFileWithoutACrs) {
  server().sql(R"(CREATE TABLE no_srid (gid serial PRIMARY KEY, geom geometry);
    INSERT INTO no_srid (geom) VALUES ('LINESTRING(582000 2324000, 582010 2324000)'))");
  Findings findings;
  const FeatureTable table = read(server().name(":no_srid"), findings);
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(table[0].line().front(), (Point{582000, 2324000}));
  EXPECT_FALSE(table.has_column("gid"));  // a number of the database's own
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("no reference system"), std::string::npos);
}

TEST_F(OfficeDatabase, WhatCannotBeReadIsNamedWithItsCause) {
  const std::string here = "PG:host=" + server().folder();
  EXPECT_NE(refusal(here + "/none user=wardtwin dbname=ward:ngo").find("no connection ("),
            std::string::npos);
  EXPECT_NE(refusal(here + " user=wardtwin dbname=nowhere:ngo").find("no such database"),
            std::string::npos);
  EXPECT_NE(refusal(here + " user=stranger dbname=ward:ngo").find("user that the server does not"),
            std::string::npos);
  EXPECT_NE(refusal(server().name(":ngo", "plain")).find("a database without PostGIS"),
            std::string::npos);
  EXPECT_NE(refusal(server().name(":nowhere")).find("expected a table 'nowhere'"),
            std::string::npos);
  EXPECT_NE(refusal(server().name()).find("expected the name of a table"), std::string::npos);
  server().sql("CREATE TABLE no_places (ten text); INSERT INTO no_places VALUES ('a')");
  EXPECT_NE(refusal(server().name(":no_places")).find("rows without geometry"), std::string::npos);
}

TEST_F(OfficeDatabase, AWrongPasswordIsRefusedAndNeverRepeated) {
  const std::string guest = "PG:host=" + server().folder() + " dbname=ward user=guest ";
  const std::string told = refusal(guest + "password=hoasen:ngo");
  EXPECT_NE(told.find("refuses the user or the password"), std::string::npos) << told;
  EXPECT_NE(told.find("PGPASSWORD"), std::string::npos) << told;
  EXPECT_EQ(told.find("hoasen"), std::string::npos) << told;
  server().sql(
      "CREATE TABLE for_guests AS SELECT 1 AS gid, "
      "ST_SetSRID('POINT(582000 2324000)'::geometry, 5897) AS geom;"
      "GRANT SELECT ON for_guests TO guest");
  Findings findings;
  EXPECT_EQ(read(guest + "password='bí mật':for_guests", findings).size(), 1U);
}

TEST_F(OfficeDatabase, AFilterIsOneConditionAndChangesNothing) {
  server().sql(
      "CREATE TABLE kept (gid serial PRIMARY KEY, geom geometry(Point, 5897));"
      "INSERT INTO kept (geom) VALUES (ST_SetSRID('POINT(582000 2324000)'::geometry, 5897))");
  EXPECT_NE(refusal(server().name(":kept"), "be_rong >").find("found the filter"),
            std::string::npos);
  EXPECT_NE(refusal(server().name(":kept"), "true); DROP TABLE kept; --").find("found the filter"),
            std::string::npos);
  server().sql(
      "CREATE FUNCTION emptied() RETURNS boolean LANGUAGE sql AS "
      "'DELETE FROM kept; SELECT true'");
  EXPECT_NE(refusal(server().name(":kept"), "emptied()").find("found the filter"),
            std::string::npos);
  EXPECT_EQ(server().sql("SELECT count(*) FROM kept"), "1\n");
}

TEST_F(OfficeDatabase, AFilterThatTheServerRefusesIsToldInOneLine) {
  server().sql(
      "CREATE TABLE in_words (gid serial PRIMARY KEY, be_rong text, geom geometry(Point, 5897));"
      "INSERT INTO in_words (be_rong, geom) VALUES ('3.5', "
      "ST_SetSRID('POINT(582000 2324000)'::geometry, 5897))");
  const std::string told = refusal(server().name(":in_words"), "be_rong > 3");
  EXPECT_NE(told.find("(operator does not exist: text > integer), expected"), std::string::npos)
      << told;
  EXPECT_NE(told.find("be_rong::numeric > 3"), std::string::npos) << told;
  EXPECT_EQ(told.find('\n'), std::string::npos) << told;
  // The hint is one that works.
  Findings findings;
  EXPECT_EQ(read(server().name(":in_words"), findings, "be_rong::numeric > 3").size(), 1U);
}

}  // namespace
}  // namespace twin

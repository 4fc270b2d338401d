#include "engine/gis/postgis_store.h"

#include <cmath>
#include <limits>

#include "engine/base/findings.h"
#include "tests/support/postgis_test.h"

namespace twin {
namespace {

const LayerSpec kLanes{
    .name = "lanes",
    .geometry = GeometryKind::line,
    .en = "Lanes",
    .vi = "Ngõ",
    .manager_vi = "",
    .columns = {
        {.name = "id", .kind = ColumnKind::text, .en = "", .vi = "mã"},
        {.name = "width_m", .kind = ColumnKind::number, .unit = "m", .en = "", .vi = "bề rộng"},
        {.name = "seed", .kind = ColumnKind::integer, .en = "", .vi = ""},
        {.name = "lit", .kind = ColumnKind::flag, .en = "", .vi = ""}}};

/// Values that a careless writer changes: the last bit, an empty text, quotes, nothing at all.
FeatureTable lanes() {
  FeatureTable table("here", "lanes", kLanes.table_columns());
  table.add(1, Polyline{{582000.1, 2324000.123456789}, {582001.3, 2324001.1}},
            {std::string("Ngõ 'Ao' \\ \"sen\""), 0.1 + 0.2, 9007199254740991.0, 1.0});
  table.add(2, Polyline{{582000, 2324000}, {582003, 2324000}},
            {std::string(), std::nextafter(2.5, 3.0), -1.0, 0.0});
  table.add(3, Geometry{}, {Value{}, Value{}, Value{}, Value{}});
  return table;
}

class PostgisStore : public PostgisTest {
 protected:
  static Findings write(const PostgisPlace& place, const FeatureTable& table,
                        const Progress& progress = Progress()) {
    Findings findings;
    write_postgis(place, {{.table = &table, .spec = &kLanes}}, {{"ward.toml", "name = 'ả'\n"}},
                  "EPSG:5897", findings, progress);
    return findings;
  }
  static Stored read(const PostgisPlace& place) {
    return read_postgis(place, {&kLanes}, "EPSG:5897", Progress());
  }
  static std::string refusal(const PostgisPlace& place) {
    return failure_of<InputError>([&] { read(place); });
  }
};

TEST_F(PostgisStore, GivesBackWhatItTookToTheLastBit) {
  const PostgisPlace place = server().place("schema='yên hòa'");
  write(place, lanes());
  const Stored back = read(place);
  ASSERT_EQ(back.tables.size(), 1U);
  EXPECT_TRUE(back.tables[0].has_rows_of(lanes()));
  ASSERT_EQ(back.files.size(), 1U);
  EXPECT_EQ(back.files[0].name, "ward.toml");
  EXPECT_EQ(back.files[0].bytes, "name = 'ả'\n");
  EXPECT_EQ(server().sql("SELECT srid, type FROM geometry_columns WHERE f_table_schema='yên hòa'"),
            "5897|LINESTRING\n");
  EXPECT_EQ(server().sql("SELECT col_description('\"yên hòa\".lanes'::regclass, 4)"),
            "bề rộng [m]\n");
}

TEST_F(PostgisStore, KeepsRightsAndViewsWhenItIsWrittenAgain) {
  const PostgisPlace place = server().place("schema=again");
  write(place, lanes());
  server().sql(
      "GRANT SELECT ON again.lanes TO guest; CREATE VIEW again.wide AS SELECT * FROM "
      "again.lanes WHERE width_m > 1");
  FeatureTable one("here", "lanes", kLanes.table_columns());
  one.add(1, Polyline{{0, 0}, {1, 1}}, {std::string("L1"), 3.0, 1.0, 1.0});
  write(place, one);
  EXPECT_EQ(server().sql("SELECT id FROM again.wide"), "L1\n");
  EXPECT_EQ(server().sql("SELECT has_table_privilege('guest', 'again.lanes', 'SELECT')"), "t\n");
  // Who adds a lane in QGIS gets the next number.
  EXPECT_EQ(server().sql("INSERT INTO again.lanes (id) VALUES ('new') RETURNING fid"), "2\n");
}

TEST_F(PostgisStore, KeepsColumnsAndRightsOfOthersWhereColumnsDiffer) {
  const PostgisPlace place = server().place("schema=noted");
  FeatureTable two("here", "lanes", kLanes.table_columns());
  for (const char* id : {"L1", "L2"}) {
    two.add(1, Polyline{{0, 0}, {1, 1}}, {std::string(id), 3.0, 1.0, 1.0});
  }
  EXPECT_TRUE(write(place, two).empty());
  server().sql(
      "ALTER TABLE noted.lanes ADD ghi_chu varchar(9), ADD twice bigint GENERATED ALWAYS AS (seed "
      "* "
      "2) STORED, DROP COLUMN lit; ALTER TABLE noted.lanes ALTER width_m TYPE numeric(3,1);"
      "UPDATE noted.lanes SET ghi_chu = 'đo ' || id; GRANT SELECT ON noted.lanes TO guest");
  FeatureTable other("here", "lanes", kLanes.table_columns());
  for (const char* id : {"L2", "L3"}) {
    other.add(1, Polyline{{0, 0}, {1, 1}}, {std::string(id), 2.125, 4.0, 1.0});
  }
  const Findings findings = write(place, other);
  EXPECT_EQ(
      server().sql("SELECT fid, id, width_m, lit, ghi_chu, twice FROM noted.lanes ORDER BY 1"),
      "1|L2|2.125|t|đo L2|8\n2|L3|2.125|t||8\n");
  EXPECT_EQ(server().sql("SELECT has_table_privilege('guest', 'noted.lanes', 'SELECT')"), "t\n");
  EXPECT_EQ(server().sql("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE "
                         "attrelid = 'noted.lanes'::regclass AND attname IN ('ghi_chu', 'width_m') "
                         "ORDER BY attname"),
            "character varying(9)\ndouble precision\n");
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("does not have: ghi_chu, expected"), std::string::npos);
  server().sql("ALTER TABLE noted.lanes DROP id");  // nothing tells the rows any more
  write(place, other);
  EXPECT_EQ(server().sql("SELECT id, ghi_chu FROM noted.lanes ORDER BY fid"), "L2|\nL3|\n");
}

TEST_F(PostgisStore, AViewThatStandsInTheWayIsNamed) {
  const PostgisPlace place = server().place("schema=relied");
  write(place, lanes());
  server().sql(
      "ALTER TABLE relied.lanes ALTER width_m TYPE numeric;"
      "CREATE VIEW relied.wide AS SELECT * FROM relied.lanes WHERE width_m > 1");
  const std::string told = failure_of<OutputError>([&] { write(place, lanes()); });
  EXPECT_NE(told.find("view relied.wide depends on column"), std::string::npos) << told;
  EXPECT_NE(told.find("no other objects depend"), std::string::npos) << told;
  server().sql(
      "DROP VIEW relied.wide; CREATE TABLE relied.gates (lane bigint REFERENCES relied.lanes);"
      "INSERT INTO relied.gates VALUES (1)");
  const std::string again = failure_of<OutputError>([&] { write(place, lanes()); });
  EXPECT_NE(again.find("still referenced from table \"gates\""), std::string::npos) << again;
  EXPECT_NE(again.find("no other objects depend"), std::string::npos) << again;
}

TEST_F(PostgisStore, ReadersNeverSeeHalfOfIt) {
  const PostgisPlace place = server().place("schema=half");
  write(place, lanes());
  FeatureTable none("here", "lanes", kLanes.table_columns());
  int seen = 0;
  // Asked when everything is written and nothing committed, another still reads the three lanes.
  const Progress watch([&](double fraction, const Text&) {
    if (fraction < 1.0) return;
    ++seen;
    EXPECT_EQ(server().sql("SELECT count(*) FROM half.lanes"), "3\n");
    EXPECT_EQ(read(place).tables[0].size(), 3U);
  });
  write(place, none, watch);
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(server().sql("SELECT count(*) FROM half.lanes"), "0\n");
}

TEST_F(PostgisStore, AWriterThatIsStoppedLeavesWhatWasThere) {
  const PostgisPlace place = server().place("schema=stopped");
  write(place, lanes());
  FeatureTable none("here", "lanes", kLanes.table_columns());
  const Progress stop([](double fraction, const Text&) {
    if (fraction >= 1.0) throw std::runtime_error("stopped");
  });
  EXPECT_THROW(write(place, none, stop), std::runtime_error);
  EXPECT_EQ(read(place).tables[0].size(), 3U);
}

TEST_F(PostgisStore, RowsComeByTheirKeyHoweverTheServerKeepsThem) {
  const PostgisPlace place = server().place("schema=moved");
  write(place, lanes());
  server().sql("UPDATE moved.lanes SET lit = lit WHERE fid = 1");  // now stored behind the others
  EXPECT_TRUE(read(place).tables[0].has_rows_of(lanes()));
}

TEST_F(PostgisStore, SaysWhatTheSchemaLacks) {
  EXPECT_NE(refusal(server().place("schema=nowhere")).find("no schema nowhere"), std::string::npos);
  server().sql("CREATE SCHEMA bare");
  EXPECT_NE(refusal(server().place("schema=bare")).find("no ward in the schema bare"),
            std::string::npos);
  write(server().place("schema=lacking"), lanes());
  server().sql(
      "ALTER TABLE lacking.lanes ALTER COLUMN geom TYPE geometry(LineString,3405) USING "
      "ST_SetSRID(geom, 3405)");
  EXPECT_NE(refusal(server().place("schema=lacking")).find("in the CRS 3405, expected EPSG:5897"),
            std::string::npos);
  server().sql("ALTER TABLE lacking.lanes DROP COLUMN geom");
  EXPECT_NE(refusal(server().place("schema=lacking")).find("lanes without geometry"),
            std::string::npos);
  server().sql("DROP TABLE lacking.lanes");
  EXPECT_NE(refusal(server().place("schema=lacking")).find("expected a table 'lanes'"),
            std::string::npos);
  write(server().place("schema=changed"), lanes());
  server().sql("UPDATE changed.ward_files SET content = 'x'");
  EXPECT_NE(refusal(server().place("schema=changed")).find("other bytes in ward.toml"),
            std::string::npos);
}

TEST_F(PostgisStore, TablesOfOthersUnderOurNamesStayTheirs) {
  server().sql(
      "CREATE SCHEMA office; CREATE TABLE office.lanes (ten text);"
      "INSERT INTO office.lanes VALUES ('Ngõ Ao')");
  const PostgisPlace place = server().place("schema=office");
  const std::string told = failure_of<InputError>([&] { write(place, lanes()); });
  EXPECT_NE(told.find("no ward was published to: lanes, expected"), std::string::npos) << told;
  EXPECT_NE(told.find("nothing was written"), std::string::npos) << told;
  // Nor is a table a ward's because it is called so.
  server().sql("CREATE TABLE office.ward_files (ten text); ALTER TABLE office.lanes RENAME TO ngo");
  EXPECT_NE(failure_of<InputError>([&] { write(place, lanes()); }).find("to: ward_files, expected"),
            std::string::npos);
  EXPECT_EQ(server().sql("SELECT ten FROM office.ngo"), "Ngõ Ao\n");
}

TEST_F(PostgisStore, ATableOfOthersBesideAWardStaysTheirs) {
  const PostgisPlace place = server().place("schema=beside");
  write(place, lanes());
  server().sql("DELETE FROM beside.ward_layers");  // as if this program did not know lanes then
  EXPECT_NE(failure_of<InputError>([&] { write(place, lanes()); }).find("to: lanes, expected"),
            std::string::npos);
  EXPECT_EQ(server().sql("SELECT count(*) FROM beside.lanes"), "3\n");
}

TEST_F(PostgisStore, AViewInThePlaceOfATableIsNotEmptied) {
  const PostgisPlace place = server().place("schema=viewed");
  write(place, lanes());
  server().sql(
      "ALTER TABLE viewed.lanes RENAME TO all_lanes;"
      "CREATE VIEW viewed.lanes AS SELECT * FROM viewed.all_lanes");
  EXPECT_NE(failure_of<InputError>([&] { write(place, lanes()); }).find("to: lanes, expected"),
            std::string::npos);
}

TEST_F(PostgisStore, AUserWhoMayOnlyReadCannotPublish) {
  server().sql("CREATE USER reader; CREATE SCHEMA theirs");
  const PostgisPlace place = parsed_postgis_place("PG:host=" + server().folder() +
                                                  " user=reader dbname=ward schema=theirs");
  const std::string told = failure_of<OutputError>([&] { write(place, lanes()); });
  EXPECT_NE(told.find("permission denied for schema theirs"), std::string::npos) << told;
  EXPECT_NE(told.find("nothing was written"), std::string::npos) << told;
}

}  // namespace
}  // namespace twin

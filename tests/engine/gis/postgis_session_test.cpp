#include "engine/gis/postgis_session.h"

#include <gtest/gtest.h>

#include "engine/gis/ogr_rows.h"
#include "tests/support/expect_has.h"
#include "tests/support/scratch.h"

// What needs a server is in postgis_store_test.cpp and office_database_test.cpp.

namespace twin {
namespace {

TEST(PostgisSql, NamesAndTextsCannotEndTheirQuotes) {
  EXPECT_EQ(sql_name("yên hòa"), R"("yên hòa")");
  EXPECT_EQ(sql_name(R"(a"; DROP TABLE ngo; --)"), R"("a""; DROP TABLE ngo; --")");
  EXPECT_EQ(sql_text("Ngõ 'Ao'"), "'Ngõ ''Ao'''");
  EXPECT_EQ(sql_text(R"(a\' "b")"), R"('a\'' "b"')");  // a backslash is a letter like others
  EXPECT_EQ(sql_name(""), R"("")");
  EXPECT_EQ(sql_text(""), "''");
}

TEST(PostgisReason, IsTheServersFirstLineWithoutItsLevel) {
  const PostgisPlace place;
  EXPECT_EQ(reason_in("ERROR:  relation \"ngo\" does not exist\nLINE 1: SELECT 1", place),
            "relation \"ngo\" does not exist");
  EXPECT_EQ(reason_in("PQconnectdb failed.\nconnection to server at \"db\" failed: FATAL:  role "
                      "\"lan\" does not exist\n",
                      place),
            "role \"lan\" does not exist");
  EXPECT_EQ(reason_in("no level, one line", place), "no level, one line");
  EXPECT_EQ(reason_in("", place), "");
}

TEST(PostgisReason, NeverRepeatsThePassword) {
  const PostgisPlace place = parsed_postgis_place("PG:host=hoa password=hoasen");
  EXPECT_EQ(reason_in("ERROR:  hoasen at hoa is hoasen", place), "… at hoa is …");
  EXPECT_EQ(reason_in("ERROR:  user hoasen", parsed_postgis_place("PG:user=hoasen")),
            "user hoasen");
}

// What stands for it in the message contains it again.
TEST(PostgisReason, APasswordMayBeTheDotsThatHideIt) {
  const PostgisPlace place = parsed_postgis_place("PG:password=…");
  EXPECT_EQ(reason_in("ERROR:  no … here", place), "no … here");
}

class NoServer : public testing::TestWithParam<PostgisSession::Access> {};

TEST_P(NoServer, IsToldWithThePlaceButWithoutUserAndPassword) {
  const Scratch scratch;  // a folder without a socket
  const std::string host = scratch.path().string();
  const PostgisPlace place = parsed_postgis_place(
      "PG:host=" + host + " dbname=ward user=lan_yenhoa password='hoa \\'sen yen\\\\'");
  const std::string told =
      failure_of<InputError>([&] { const PostgisSession session(place, GetParam()); });
  expect_has(told, "PG:host=" + host + " dbname=ward: found no connection (");
  expect_has(told, "expected a PostgreSQL server that answers at host=… port=…; nothing was read");
  EXPECT_EQ(told.find("PQconnectdb"), std::string::npos) << told;
  EXPECT_EQ(told.find("lan_yenhoa"), std::string::npos) << told;
  EXPECT_EQ(told.find("sen yen"), std::string::npos) << told;
}

INSTANTIATE_TEST_SUITE_P(PostgisSession, NoServer,
                         testing::Values(PostgisSession::Access::read,
                                         PostgisSession::Access::write));

/// Three rows as a server may give them, 30, 10, 20, whose key is called `key`.
FeatureTable rows_with_key(const std::string& key) {
  const Scratch scratch;
  const auto csv = scratch.write("ngo.csv", "ma,ten\n30,c\n10,a\n20,b\n");
  const auto vrt = scratch.write(
      "ngo.vrt", "<OGRVRTDataSource><OGRVRTLayer name='ngo'><SrcDataSource>" + csv.string() +
                     "</SrcDataSource><FID name='" + key +
                     "'>ma</FID><Field name='ten'/></OGRVRTLayer></OGRVRTDataSource>");
  start_gdal();
  const Dataset dataset(GDALOpenEx(vrt.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
  return rows_by_key(GDALDatasetGetLayer(dataset.get(), 0), PostgisPlace{}, "lanes");
}

TEST(PostgisRows, ComeByTheirKeyInWhateverOrderTheServerGivesThem) {
  const FeatureTable rows = rows_with_key("fid");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].fid(), 10);
  EXPECT_EQ(rows[0].text("ten"), "a");
  EXPECT_EQ(rows[2].fid(), 30);
  EXPECT_EQ(rows[2].text("ten"), "c");
}

TEST(PostgisRows, AKeyThatPeopleGaveIsAColumnToo) {
  const FeatureTable rows = rows_with_key("ma_ngo");
  EXPECT_EQ(rows.columns(),
            (std::vector<Column>{{"ten", ColumnKind::text}, {"ma_ngo", ColumnKind::integer}}));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].text("ten"), "b");
  EXPECT_EQ(rows[1].number("ma_ngo"), 20.0);
}

TEST(PostgisRows, AKeyThatAMachineGaveIsNone) {
  for (const char* key : {"fid", "gid", "ogc_fid"}) {
    EXPECT_EQ(rows_with_key(key).columns(), (std::vector<Column>{{"ten", ColumnKind::text}}))
        << key;
  }
}

}  // namespace
}  // namespace twin

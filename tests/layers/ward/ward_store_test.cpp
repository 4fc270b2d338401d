#include "layers/ward/ward_store.h"

#include <algorithm>

#include "layers/ward/load_ward.h"
#include "tests/support/postgis_test.h"
#include "tests/support/small_ward.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class WardStore : public PostgisTest {
 protected:
  /// A whole small ward in a folder of its own.
  fs::path written(const std::string& name, const WardLayers& layers) const {
    const fs::path folder = scratch_ / name;
    fs::create_directory(folder);
    write_ward(folder,
               {.name = "Phường \"Mẫu\"",
                .made_up = true,
                .seed = 7,
                .sources = {{"lanes", "assumed: seed 7"}, {"terrain", "assumed: seed 7"}}},
               layers);
    return folder;
  }

  fs::path fetched(const std::string& name, const PostgisPlace& place,
                   std::size_t changed_layers = 0) const {
    const fs::path folder = scratch_ / name;
    fs::create_directory(folder);
    Findings findings;
    fetch_ward(place, folder, findings, Progress());
    EXPECT_EQ(findings.all().size(), changed_layers);
    for (const Finding& finding : findings.all()) {
      EXPECT_NE(finding.found.en.find("rows other than those published"), std::string::npos)
          << finding.text();
    }
    return folder;
  }

  static void publish(const fs::path& ward, const PostgisPlace& place) {
    Findings findings;
    publish_ward(ward, place, findings, Progress());
  }

  static std::string refusal(const PostgisPlace& place) {
    const Scratch nowhere;
    Findings findings;
    return failure_of<InputError>([&] { fetch_ward(place, nowhere.path(), findings, Progress()); });
  }

  const Scratch scratch_;
};

TEST_F(WardStore, WhatIsPublishedAndFetchedIsEqualInEveryByte) {
  const fs::path ward = written("ward", test::small_ward_layers());
  const PostgisPlace place = server().place("schema=yenhoa");
  publish(ward, place);
  const fs::path back = fetched("back", place);
  for (const char* file : {"ward.toml", "ward.gpkg", "dem.tif"}) {
    EXPECT_EQ(bytes_of(back / file), bytes_of(ward / file)) << file;
  }
  const std::vector<FeatureTable> before = tables_of(ward);
  const std::vector<FeatureTable> after = tables_of(back);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_TRUE(after[i].has_rows_of(before[i])) << before[i].layer();
  }
  // Also the layers that hold nothing have their table, in the ward's CRS.
  EXPECT_EQ(server().sql("SELECT count(*), min(srid), max(srid) FROM geometry_columns WHERE "
                         "f_table_schema = 'yenhoa'"),
            std::to_string(layer_specs().size()) + "|5897|5897\n");
  EXPECT_EQ(server().sql("SELECT source, method IS NULL, seed FROM yenhoa.buildings LIMIT 1"),
            "assumed|f|7\n");
}

TEST_F(WardStore, ALayerThatHasBecomeEmptyIsEmptyThereToo) {
  WardLayers layers = test::small_ward_layers();
  const PostgisPlace place = server().place("schema=emptied");
  publish(written("full", layers), place);
  layers.hydrants.clear();
  const fs::path without = written("without", layers);
  publish(without, place);
  EXPECT_EQ(bytes_of(fetched("back", place) / "ward.gpkg"), bytes_of(without / "ward.gpkg"));
}

TEST_F(WardStore, WhatColleaguesChangeInTheTablesComesAlong) {
  const PostgisPlace place = server().place("schema=shared");
  publish(written("ward", test::small_ward_layers()), place);
  server().sql(
      "UPDATE shared.lanes SET clear_width_m = 1.25, source = 'surveyed' WHERE fid = 1;"
      "ALTER TABLE shared.lanes ADD COLUMN ghi_chu text DEFAULT 'đã đo'");
  const fs::path back = fetched("back", place, 1);
  Findings findings;
  const LoadedWard ward = load_ward(back, findings);
  EXPECT_EQ(ward.layers.lanes[0].clear_width_m, 1.25);
  EXPECT_EQ(ward.layers.lanes[0].provenance.source, Source::surveyed);
  const std::vector<FeatureTable> tables = tables_of(back);
  const auto lanes = std::ranges::find(tables, "lanes", &FeatureTable::layer);
  EXPECT_EQ((*lanes)[0].text("ghi_chu"), "đã đo");
}

TEST_F(WardStore, WhatWasChangedThereIsRecordedOnceAndTold) {
  const PostgisPlace place = server().place("schema=edited");
  const fs::path ward = written("ward", test::small_ward_layers());
  publish(ward, place);
  const auto source_of = [](const fs::path& folder) {
    Findings findings;
    return load_ward(folder, findings).header.sources.at("lanes");
  };
  server().sql("UPDATE edited.lanes SET clear_width_m = 1.25 WHERE fid = 1");
  const fs::path once = fetched("once", place, 1);
  const std::string lanes = std::to_string(test::small_ward_layers().lanes.size());
  EXPECT_TRUE(
      source_of(once).starts_with("assumed: seed 7; changed in PG:host=" + server().folder() +
                                  " dbname=ward schema=edited: " + lanes + " features, sha256 "))
      << source_of(once);
  // Published as it is now, nothing of it has changed.
  publish(once, place);
  EXPECT_EQ(bytes_of(fetched("same", place) / "ward.toml"), bytes_of(once / "ward.toml"));
  server().sql("UPDATE edited.lanes SET clear_width_m = 1.5 WHERE fid = 1");
  const std::string twice = source_of(fetched("twice", place, 1));
  EXPECT_NE(twice, source_of(once));
  EXPECT_EQ(twice.size(), source_of(once).size());
  // Of what an older program published nobody knows.
  server().sql("DROP TABLE edited.ward_layers");
  Findings findings;
  const Scratch other;
  fetch_ward(place, other.path(), findings, Progress());
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("is not known"), std::string::npos);
}

TEST_F(WardStore, AColumnThatWasRestoredStandsWhereItStood) {
  const fs::path ward = written("ward", test::small_ward_layers());
  const PostgisPlace place = server().place("schema=restored");
  publish(ward, place);
  server().sql("ALTER TABLE restored.lanes DROP COLUMN clear_width_m");
  publish(ward, place);
  EXPECT_EQ(bytes_of(fetched("back", place) / "ward.gpkg"), bytes_of(ward / "ward.gpkg"));
}

TEST_F(WardStore, AMissingColumnOrAStrangeFileIsRefused) {
  const PostgisPlace place = server().place("schema=lacking");
  publish(written("ward", test::small_ward_layers()), place);
  server().sql(
      "INSERT INTO lacking.ward_files VALUES ('../evil', "
      "encode(sha256('x'), 'hex'), 'x')");
  EXPECT_NE(refusal(place).find("found a file '../evil'"), std::string::npos);
  server().sql("ALTER TABLE lacking.lanes DROP COLUMN clear_width_m");
  EXPECT_NE(refusal(place).find("no column 'clear_width_m'"), std::string::npos);
}

}  // namespace
}  // namespace twin

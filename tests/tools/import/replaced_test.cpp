#include "tools/import/replaced.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/data_folder.h"
#include "tests/support/findings_about.h"
#include "tests/support/scratch.h"
#include "tests/support/small_ward.h"
#include "tools/import/import_ward.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// A small ward, all of it made up, and a survey of two of its lanes: the first as it was, the
/// other under a new id.
class Replaced : public testing::Test {
 protected:
  void SetUp() override {
    base_ = scratch_ / "base";
    fs::create_directory(base_);
    layers_ = test::small_ward_layers();
    write_ward(base_, {.name = "Mẫu", .seed = 7, .sources = {{"lanes", "assumed: seed 7"}}},
               layers_);
    WardLayers surveyed;
    surveyed.lanes = {layers_.lanes[0], layers_.lanes[1]};
    surveyed.lanes[1].id = "surveyed-2";
    for (Lane& lane : surveyed.lanes) lane.provenance = {.source = Source::surveyed};
    fs::create_directory(scratch_ / "survey");
    write_layers(scratch_ / "survey", "EPSG:5897", surveyed);
  }

  ImportedWard imported() {
    return import_ward({.base = base_,
                        .layers = {parsed_layer_file(
                            "lanes=" + (scratch_ / "survey" / "ward.gpkg").string() + ":lanes")}},
                       findings_, Progress());
  }

  Scratch scratch_;
  fs::path base_;
  WardLayers layers_;
  Findings findings_;
};

TEST_F(Replaced, WhatReplacedWhatIsRecorded) {
  const ImportedWard ward = imported();
  ASSERT_EQ(ward.layers.lanes.size(), 2U);
  ASSERT_EQ(ward.header.replaced.size(), 1U);
  const Replacement& record = ward.header.replaced[0];
  EXPECT_EQ(record.layer, "lanes");
  EXPECT_EQ(record.by, "ward.gpkg, layer 'lanes'");
  EXPECT_EQ(record.sha256.size(), 64U);
  EXPECT_EQ(record.features, 2);
  EXPECT_EQ(record.was_features, static_cast<int>(layers_.lanes.size()));
  EXPECT_EQ(record.was_source, "assumed");
  EXPECT_FALSE(record.was_method.empty());
  EXPECT_EQ(record.was_said, "assumed: seed 7");
  EXPECT_TRUE(ward.header.sources.at("lanes").starts_with("surveyed: ward.gpkg"));
  EXPECT_EQ(ward.header.seed, 7);
}

TEST_F(Replaced, EveryOtherLayerStaysAsItStands) {
  // A column that only the office knows, in a layer that is not replaced.
  std::vector<FeatureTable> before = tables_of(base_);
  const auto hydrants = std::ranges::find(before, "hydrants", &FeatureTable::layer);
  std::vector<Column> columns = hydrants->columns();
  columns.push_back({"ghi_chu"});
  FeatureTable with_notes(hydrants->source(), "hydrants", columns);
  for (const Feature& row : *hydrants) {
    std::vector<Value> values = row.values();
    values.emplace_back(std::string("đã kiểm tra"));
    with_notes.add(row.fid(), row.geometry(), values);
  }
  *hydrants = with_notes;
  write_tables(base_, "EPSG:5897", before);

  const fs::path out = scratch_ / "out";
  fs::create_directory(out);
  const ImportedWard ward = imported();
  write_ward_after(out, ward.header, ward.layers, *ward.base);
  const std::vector<FeatureTable> after = tables_of(out);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].has_rows_of(before[i]), before[i].layer() != "lanes") << before[i].layer();
  }
  EXPECT_EQ(bytes_of(out / "dem.tif"), bytes_of(base_ / "dem.tif"));
}

TEST_F(Replaced, WhatNamesAVanishedLaneIsTold) {
  const ImportedWard ward = imported();
  std::size_t lost = 0;
  for (const Address& address : layers_.addresses) {
    const bool stays = address.way_id == layers_.lanes[0].id ||
                       std::ranges::any_of(layers_.roads, [&](const Road& road) {
                         return road.id == address.way_id;
                       });
    const std::string told = findings_about(address.id, findings_);
    EXPECT_EQ(told.find("'" + address.way_id + "'") != std::string::npos, !stays) << address.id;
    lost += stays ? 0 : 1;
  }
  EXPECT_GT(lost, 0U);
  const auto left = std::ranges::find_if(findings_.all(), [](const Finding& finding) {
    return finding.found.en.starts_with("layers made up to fit the former one");
  });
  ASSERT_NE(left, findings_.all().end());
  for (const char* layer : {"addresses", "obstacles", "drain_pipes"}) {
    EXPECT_NE(left->found.en.find(layer), std::string::npos) << left->found.en;
  }
  EXPECT_FALSE(left->hint.vi.empty());
}

TEST_F(Replaced, ALayerThatFitsTheOldNamesLosesNothing) {
  WardLayers renamed = layers_;
  for (Lane& lane : renamed.lanes) lane.provenance = {.source = Source::surveyed};
  const LoadedWard before{.layers = layers_};
  Findings findings;
  tell_left_behind(before, {.replaced = {{.layer = "hydrants"}}}, renamed, findings);
  EXPECT_TRUE(findings.empty());
}

TEST_F(Replaced, TheSeedOfWhatIsMadeUpIsTheWards) {
  const ImportedWard ward = import_ward({.base = base_,
                                         .fill_missing = true,
                                         .seed = 99,
                                         .assumed_tables = data_folder() / "assumed"},
                                        findings_, Progress());
  EXPECT_EQ(ward.header.seed, 99);
}

TEST_F(Replaced, AnotherOutlineForAWardThatIsCutIsRefused) {
  for (const bool on_base : {true, false}) {
    ImportRequest request{.osm = scratch_ / "none.osm", .boundary = scratch_ / "none.geojson"};
    if (on_base) request.base = base_;
    request.layers = {
        parsed_layer_file("boundary=" + (base_ / "ward.gpkg").string() + ":boundary")};
    const std::string told =
        failure_of<UsageError>([&] { import_ward(request, findings_, Progress()); });
    EXPECT_NE(told.find("--layer boundary: found"), std::string::npos) << told;
    EXPECT_NE(told.find("together with --osm; nothing was imported"), std::string::npos) << told;
  }
}

TEST_F(Replaced, AnEmptyLayerThatIsFilledReplacesNothing) {
  WardLayers without = layers_;
  without.lanes.clear();
  EXPECT_EQ(former_layer(without, {}, "lanes").was_features, 0);
  EXPECT_EQ(former_terrain({}, {}).was_features, 0);
  EXPECT_EQ(former_terrain(layers_, {}).was_features, 1);
}

}  // namespace
}  // namespace twin

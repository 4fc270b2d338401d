#include "tools/import/import_ward.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/space/geometry.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// A ward of about 200 m by 200 m, a street through it, one 5 km away, and a survey of two lanes.
class ImportWard : public testing::Test {
 protected:
  ImportRequest request() const {
    return {.osm = scratch_ / "streets.osm", .boundary = scratch_ / "ward.geojson"};
  }

  void SetUp() override {
    scratch_.write("ward.geojson", R"({"type":"Feature","properties":{"code":"00175",
        "fullName":"Phường Mẫu","population":"1234"},"geometry":{"type":"Polygon","coordinates":
        [[[105.79,21.01],[105.792,21.01],[105.792,21.012],[105.79,21.012],[105.79,21.01]]]}})");
    scratch_.write("streets.osm", R"(<?xml version='1.0'?><osm version="0.6">
        <node id="1" lat="21.011" lon="105.789"/><node id="2" lat="21.011" lon="105.793"/>
        <node id="3" lat="21.06" lon="105.79"/><node id="4" lat="21.06" lon="105.80"/>
        <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="tertiary"/>
        <tag k="name" v="Phố Gần"/></way>
        <way id="6"><nd ref="3"/><nd ref="4"/><tag k="highway" v="tertiary"/></way></osm>)");
    scratch_.write("lanes.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"L1","clear_width_m":-1},
         "geometry":{"type":"LineString","coordinates":[[105.791,21.011],[105.791,21.0115]]}},
        {"type":"Feature","properties":{"id":"L9","clear_width_m":2},
         "geometry":{"type":"LineString","coordinates":[[105.80,21.02],[105.80,21.021]]}}]})");
  }

  Scratch scratch_;
};

TEST_F(ImportWard, KeepsTheStreetsOfTheWardAndItsMargin) {
  Findings findings;
  const ImportedWard ward = import_ward(request(), findings, Progress());
  ASSERT_EQ(ward.layers.roads.size(), 1U);
  EXPECT_EQ(ward.layers.roads[0].id, "w5");
  EXPECT_EQ(ward.layers.roads[0].name, "Phố Gần");
  EXPECT_EQ(ward.header.name, "Phường Mẫu");
  EXPECT_EQ(ward.layers.boundary.code, "00175");
  EXPECT_EQ(ward.layers.boundary.residents, 1234.0);
  EXPECT_EQ(ward.header.crs, "EPSG:5897");
  // 0.002° by 0.002° at 21° N: about 207.9 m by 221.4 m.
  EXPECT_NEAR(area_m2(ward.layers.boundary.outline), 207.9 * 221.4, 60);
  EXPECT_NE(ward.header.sources.at("roads").find("open data: streets.osm"), std::string::npos);
}

TEST_F(ImportWard, ASurveyReplacesALayerAndItsFaultsAreTold) {
  ImportRequest with_lanes = request();
  with_lanes.layers = {parsed_layer_file("lanes=" + (scratch_ / "lanes.geojson").string())};
  Findings findings;
  const ImportedWard ward = import_ward(with_lanes, findings, Progress());
  ASSERT_EQ(ward.layers.lanes.size(), 1U);  // L9 lies a kilometre away
  EXPECT_EQ(ward.layers.lanes[0].clear_width_m, std::nullopt);
  std::string text;
  for (const Finding& finding : findings.all()) text += finding.text() + "\n";
  EXPECT_NE(text.find("found -1"), std::string::npos) << text;
  EXPECT_NE(text.find("1 features outside"), std::string::npos) << text;
  EXPECT_NE(ward.header.sources.at("lanes").find("surveyed: lanes.geojson"), std::string::npos);
}

TEST_F(ImportWard, ALayerThatNoWardHasIsRefused) {
  const std::string told =
      failure_of<InputError>([] { parsed_layer_file("volcanoes=somewhere.gpkg"); });
  EXPECT_NE(told.find("volcanoes"), std::string::npos);
  EXPECT_THROW(parsed_layer_file("lanes"), UsageError);
  const LayerFile file = parsed_layer_file("lanes=network.gpkg:edges");
  EXPECT_EQ(file.from, DataPlace(fs::path("network.gpkg")));
  EXPECT_EQ(file.layer, "edges");
}

TEST_F(ImportWard, ATerrainElsewhereIsRefused) {
  scratch_.write("dem.asc", "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 5\n1 2\n3 4\n");
  ImportRequest with_dem = request();
  with_dem.dem = scratch_ / "dem.asc";
  Findings findings;
  const std::string told =
      failure_of<InputError>([&] { import_ward(with_dem, findings, Progress()); });
  EXPECT_NE(told.find("dem.asc"), std::string::npos) << told;
}

/// Of the ward's south-west corner: 105.79 E, 21.01 N in EPSG:5897.
std::string ascii_grid_in_the_ward(const std::string& cellsize) {
  std::string text =
      "ncols 10\nnrows 10\nxllcorner 582110\nyllcorner 2323660\ncellsize " + cellsize;
  for (int row = 0; row < 10; ++row) text += "\n6 6 6 6 6 6 6 6 6 6";
  return text + "\n";
}

TEST_F(ImportWard, ATerrainOfImpossiblyFineCellsIsRefused) {
  ImportRequest with_dem = request();
  with_dem.dem = scratch_.write("dem.asc", ascii_grid_in_the_ward("0.00000010"));
  Findings findings;
  const std::string told =
      failure_of<InputError>([&] { import_ward(with_dem, findings, Progress()); });
  EXPECT_NE(told.find("cells of 1e-07 m"), std::string::npos) << told;
}

TEST_F(ImportWard, ATerrainOfVeryFineCellsIsAveraged) {
  ImportRequest with_dem = request();
  with_dem.dem = scratch_.write("dem.asc", ascii_grid_in_the_ward("0.01"));
  Findings findings;
  try {
    import_ward(with_dem, findings, Progress());
    FAIL() << "a tenth of a metre of ground is no terrain of a ward";
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().found.en.find("no value inside the ward"), std::string::npos);
  }
  // The ward's box and 300 m around it, about 820 m by 830 m, in at most 40 million cells.
  const auto is_averaged = [](const Finding& finding) {
    return finding.outcome.en.starts_with("averaged to cells of 0.1");
  };
  EXPECT_TRUE(std::ranges::any_of(findings.all(), is_averaged));
}

}  // namespace
}  // namespace twin

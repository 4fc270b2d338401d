#include "engine/gis/read_features.h"

#include <gtest/gtest.h>

#include "engine/gis/write_features.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(ReadFeatures, PartsOfAFeatureBecomeFeaturesWithItsNumber) {
  const Scratch scratch;
  const auto file = scratch.write("two.geojson", R"({"type":"FeatureCollection","features":[
      {"type":"Feature","id":7,"properties":{"name":"Phố Tú Mỡ"},
       "geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,0]],[[2,0],[3,0]]]}},
      {"type":"Feature","id":8,"properties":{"name":"không hình"},"geometry":null}]})");
  const FeatureTable table = read_features(file);
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[0].fid(), 7);
  EXPECT_EQ(table[1].fid(), 7);
  EXPECT_EQ(table[1].line(), (Polyline{{2, 0}, {3, 0}}));
  EXPECT_EQ(table[1].text("name"), "Phố Tú Mỡ");
  EXPECT_EQ(table[2].geometry(), Geometry());
}

TEST(ReadFeatures, WhatIsMissingOrDamagedIsToldByItsName) {
  const Scratch scratch;
  const auto told = [](const std::filesystem::path& file, const std::string& layer = {}) {
    return failure_of<InputError>([&] { read_features(file, layer); });
  };
  EXPECT_NE(told(scratch / "gone.gpkg").find("gone.gpkg: found no such file"), std::string::npos);
  const auto noise = scratch.write("noise.geojson", std::string(5000, '\x9F'));
  EXPECT_NE(told(noise).find("noise.geojson: found"), std::string::npos) << told(noise);

  FeatureTable points("here", "points", {{"id", ColumnKind::text}});
  for (int i = 0; i < 5000; ++i) points.add(i, Point{1.0 * i, 0}, {std::string(40, 'x')});
  write_geopackage(scratch / "points.gpkg", {{.table = &points, .geometry = GeometryKind::point}},
                   "EPSG:5897");
  EXPECT_NE(told(scratch / "points.gpkg", "lanes").find("found the layers points"),
            std::string::npos);
  const std::string whole = bytes_of(scratch / "points.gpkg");
  for (const double share : {0.05, 0.3, 0.6, 0.99}) {
    const auto half = scratch.write(
        "half.gpkg", whole.substr(0, static_cast<std::size_t>(share * double(whole.size()))));
    EXPECT_NE(told(half).find("half.gpkg: found"), std::string::npos) << share;
  }
}

TEST(ReadFeatures, AFileThatPointsElsewhereIsNotFollowed) {
  const Scratch scratch;
  scratch.write("secret.geojson", R"({"type":"Point","coordinates":[1,2]})");
  const auto pointer = scratch.write(
      "a.vrt", R"(<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource relativeToVRT="1">)"
               R"(secret.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>)");
  EXPECT_NE(failure_of<InputError>([&] { read_features(pointer); }), "");
}

}  // namespace
}  // namespace twin

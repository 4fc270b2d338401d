#include "engine/gis/ogr_rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/space/geometry.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

/// The parts of a geometry written as well-known text.
std::vector<Geometry> parts_of_text(const char* text) {
  start_gdal();
  OGRGeometryH geometry = nullptr;
  std::string copy = text;
  char* begin = copy.data();
  EXPECT_EQ(OGR_G_CreateFromWkt(&begin, nullptr, &geometry), OGRERR_NONE) << text;
  std::vector<Geometry> parts = parts_of(geometry);
  OGR_G_DestroyGeometry(geometry);
  return parts;
}

TEST(PartsOf, CollectionsAreTakenApartAndHeightsDropped) {
  const auto parts = parts_of_text(
      "GEOMETRYCOLLECTION Z (POINT Z (1 2 9), MULTILINESTRING Z ((0 0 9, 1 0 9), (5 5 9, 6 6 9)))");
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0], Geometry(Point{1, 2}));
  EXPECT_EQ(parts[1], Geometry(Polyline{{0, 0}, {1, 0}}));
  EXPECT_EQ(parts[2], Geometry(Polyline{{5, 5}, {6, 6}}));
}

TEST(PartsOf, RingsComeWithoutTheirRepeatedEnd) {
  const auto parts = parts_of_text("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))");
  ASSERT_EQ(parts.size(), 1U);
  const auto& polygon = std::get<Polygon>(parts[0]);
  EXPECT_EQ(polygon.outer.size(), 4U);
  ASSERT_EQ(polygon.holes.size(), 1U);
  EXPECT_EQ(polygon.holes[0].size(), 3U);
}

TEST(PartsOf, WhatHasNoExtentIsLeftOut) {
  EXPECT_TRUE(parts_of_text("LINESTRING EMPTY").empty());
  EXPECT_TRUE(parts_of_text("POINT EMPTY").empty());
  EXPECT_TRUE(parts_of_text("POLYGON ((0 0, 1 1, 0 0))").empty());  // two corners enclose nothing
  EXPECT_TRUE(parts_of(nullptr).empty());
}

TEST(PartsOf, AHoleWithoutExtentIsLeftOutOfItsPolygon) {
  const auto parts = parts_of_text("POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 1 1))");
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_TRUE(std::get<Polygon>(parts[0]).holes.empty());
}

TEST(PartsOf, ACoordinateThatIsNoNumberTakesItsPartOut) {
  start_gdal();
  OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
  OGR_G_AddPoint_2D(line, 0, 0);
  OGR_G_AddPoint_2D(line, std::nan(""), 1);
  EXPECT_TRUE(parts_of(line).empty());
  OGR_G_DestroyGeometry(line);
}

TEST(PartsOf, CurvesBecomeLines) {
  // half a circle of radius 1: its length is pi, chords are a little shorter
  const auto parts = parts_of_text("CIRCULARSTRING (-1 0, 0 1, 1 0)");
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_NEAR(length_m(std::get<Polyline>(parts[0])), std::numbers::pi, 0.01);
}

constexpr const char* kTwoLanes = R"({"type": "FeatureCollection", "name": "ngo", "features": [
  {"type": "Feature", "properties": {"ten": "Ngõ 1", "rong": 2.5},
   "geometry": {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 0]], [[2, 0], [3, 0]]]}},
  {"type": "Feature", "properties": {"ten": null, "rong": 3.0}, "geometry": null}]})";

TEST(RowsOf, AFeatureOfSeveralPartsBecomesSeveralRowsAndOneWithoutKeepsItsRow) {
  const Scratch scratch;
  const auto file = scratch.write("lanes.geojson", kTwoLanes);
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  const FeatureTable table = rows_of(layer_named(dataset.get(), file, ""), file, "lanes");
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table.source(), "lanes.geojson, layer 'ngo'");
  EXPECT_EQ(table[1].text("ten"), "Ngõ 1");
  EXPECT_EQ(table[1].line(), (Polyline{{2, 0}, {3, 0}}));
  EXPECT_EQ(table[2].place(), std::nullopt);
  EXPECT_EQ(table[2].text("ten"), std::nullopt);
  EXPECT_EQ(table[2].number("rong"), 3.0);
}

TEST(RowsOf, TextsAreDecodedAndComposed) {
  const Scratch scratch;
  const auto file = scratch.write("lanes.geojson", kTwoLanes);
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  const Decode apart = [](std::string_view bytes) {
    return bytes == "rong" ? "ro\xCC\xA3\x6Eg" : std::string(bytes);  // o with a dot below, apart
  };
  const FeatureTable table = rows_of(layer_named(dataset.get(), file, ""), file, "lanes", apart);
  EXPECT_TRUE(table.has_column("rọng"));
}

TEST(RowsOf, EqualTextsOfAColumnAreHeldOnce) {
  const Scratch scratch;
  const auto file = scratch.write("houses.geojson", R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"use":"nhà ở"},"geometry":null},
      {"type":"Feature","properties":{"use":"chợ"},"geometry":null},
      {"type":"Feature","properties":{"use":"nhà ở"},"geometry":null}]})");
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  const FeatureTable table = rows_of(layer_named(dataset.get(), file, ""), file, "houses");
  EXPECT_EQ(table[1].text("use"), "chợ");
  ASSERT_NE(text_in(table[0].value("use")), nullptr);
  EXPECT_EQ(text_in(table[0].value("use")), text_in(table[2].value("use")));
}

TEST(RowsOf, ALayerBeyondItsLimitsIsRefused) {
  const Scratch scratch;
  const auto file = scratch.write("lanes.geojson", kTwoLanes);
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  OGRLayerH layer = layer_named(dataset.get(), file, "");
  const auto refusal = [&](const ReadLimits& limits) {
    OGR_L_ResetReading(layer);
    return failure_of<InputError>([&] { rows_of(layer, file, "lanes", {}, limits); });
  };
  // Two parts of two vertices and a row without geometry; "Ngõ 1" twice, 6 bytes each.
  EXPECT_EQ(refusal({.rows = 3, .vertices = 5, .text_bytes = 12}), "");
  EXPECT_NE(refusal({.rows = 2}).find("found more than 2 features"), std::string::npos);
  EXPECT_NE(refusal({.vertices = 3}).find("more than 3 vertices"), std::string::npos);
  EXPECT_NE(refusal({.text_bytes = 11}).find("more than 11 bytes of text"), std::string::npos);
}

TEST(LayerNamed, AMissingLayerIsToldBesideThoseThereAre) {
  const Scratch scratch;
  const auto file = scratch.write("lanes.geojson", kTwoLanes);
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  const std::string told =
      failure_of<InputError>([&] { layer_named(dataset.get(), file, "duong"); });
  EXPECT_NE(told.find("found the layers ngo, expected a layer 'duong'"), std::string::npos) << told;
}

}  // namespace
}  // namespace twin

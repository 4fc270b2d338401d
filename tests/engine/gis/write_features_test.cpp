#include "engine/gis/write_features.h"

#include <gtest/gtest.h>

#include "engine/gis/read_features.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

FeatureTable lanes() {
  FeatureTable table("here", "lanes",
                     {{"id", ColumnKind::text},
                      {"width_m", ColumnKind::number},
                      {"lit", ColumnKind::flag},
                      {"floors", ColumnKind::integer}});
  table.add(1, Polyline{{582000.25, 2324000.5}, {582010, 2324000}},
            {std::string("Ngõ 34"), 2.5, 1.0, 3.0});
  table.add(2, Polyline{{0.1, 0.2}, {0.3, 0.4}, {5, 6}}, {std::string("B"), {}, 0.0, {}});
  return table;
}

FeatureTable parks() {
  FeatureTable table("here", "greens", {{"id", ColumnKind::text}});
  table.add(1, Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{2, 2}, {2, 4}, {4, 4}}}},
            {std::string("P")});
  return table;
}

void write_both(const std::filesystem::path& file) {
  const FeatureTable a = lanes();
  const FeatureTable b = parks();
  write_geopackage(file,
                   {{.table = &a, .geometry = GeometryKind::line, .qgis_style = "<qgis/>"},
                    {.table = &b, .geometry = GeometryKind::polygon}},
                   "EPSG:5897");
}

TEST(WriteFeatures, WhatIsWrittenIsReadBackExactly) {
  const Scratch scratch;
  write_both(scratch / "ward.gpkg");

  EXPECT_EQ(layer_names(scratch / "ward.gpkg"),
            (std::vector<std::string>{"lanes", "greens", "layer_styles"}));
  const FeatureTable back = read_features(scratch / "ward.gpkg", "lanes");
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back.source(), "ward.gpkg, layer 'lanes'");
  EXPECT_EQ(back.columns(), lanes().columns());
  for (std::size_t row = 0; row < 2; ++row) {
    EXPECT_EQ(back[row].geometry(), lanes()[row].geometry());
    for (const Column& column : back.columns()) {
      EXPECT_EQ(back[row].value(column.name), lanes()[row].value(column.name)) << column.name;
    }
  }
  const FeatureTable greens = read_features(scratch / "ward.gpkg", "greens");
  ASSERT_EQ(greens.size(), 1U);
  EXPECT_EQ(greens[0].geometry(), parks()[0].geometry());
}

TEST(WriteFeatures, EqualLayersGiveEqualBytes) {
  const Scratch scratch;
  write_both(scratch / "a.gpkg");
  write_both(scratch / "b.gpkg");
  EXPECT_GT(bytes_of(scratch / "a.gpkg").size(), 10000U);
  EXPECT_EQ(bytes_of(scratch / "a.gpkg"), bytes_of(scratch / "b.gpkg"));
}

TEST(WriteFeatures, StylesLieWhereQgisLooksForThem) {
  const Scratch scratch;
  write_both(scratch / "ward.gpkg");
  const FeatureTable styles = read_features(scratch / "ward.gpkg", "layer_styles");
  ASSERT_EQ(styles.size(), 1U);
  EXPECT_EQ(styles[0].text("f_table_name"), "lanes");
  EXPECT_EQ(styles[0].text("f_geometry_column"), "geom");
  EXPECT_EQ(styles[0].text("styleQML"), "<qgis/>");
  EXPECT_EQ(styles[0].number("useAsDefault"), 1.0);
}

TEST(WriteFeatures, ALayerMayHaveAColumnCalledLikeGeoPackagesOwn) {
  const Scratch scratch;
  FeatureTable table("here", "survey", {{"FID", ColumnKind::text}, {"geom", ColumnKind::text}});
  table.add(1, Point{1, 2}, {std::string("a"), std::string("b")});
  write_geopackage(scratch / "a.gpkg", {{.table = &table, .geometry = GeometryKind::point}},
                   "EPSG:5897");
  const FeatureTable back = read_features(scratch / "a.gpkg");
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].text("FID"), "a");
  EXPECT_EQ(back[0].text("geom"), "b");
  EXPECT_EQ(back[0].geometry(), Geometry(Point{1, 2}));
}

TEST(WriteFeatures, APlaceThatCannotBeWrittenToIsAnOutputError) {
  const std::string told = failure_of<OutputError>([] { write_both("/nowhere/at/all/a.gpkg"); });
  EXPECT_NE(told.find("a.gpkg"), std::string::npos) << told;
  const std::string full = failure_of<OutputError>([] { write_both("/dev/full"); });
  EXPECT_NE(full.find("No space left"), std::string::npos) << full;
}

}  // namespace
}  // namespace twin

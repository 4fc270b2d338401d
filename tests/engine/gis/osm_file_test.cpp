#include "engine/gis/osm_file.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(OsmFile, WaysAndNodesKeepTheirTags) {
  const Scratch scratch;
  const auto file = scratch.write("small.osm", R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6"><node id="1" lat="21.0155" lon="105.7955"/><node id="2" lat="21.0160" lon="105.7955">
<tag k="highway" v="traffic_signals"/></node><node id="3" lat="21.0165" lon="105.7955"/>
<way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/>
<tag k="name" v="Ngõ &quot;34&quot;"/><tag k="maxheight" v="2.1"/><tag k="inscription" v="a &quot;b&quot; \ c"/></way>
<way id="8"><nd ref="1"/><nd ref="3"/><tag k="waterway" v="river"/></way></osm>)");
  const OsmExtract extract = read_osm(file);
  ASSERT_EQ(extract.ways.size(), 1U);
  const OsmWay& way = extract.ways[0];
  EXPECT_EQ(way.id, 7);
  EXPECT_EQ(way.tags.at("name"), "Ngõ \"34\"");
  EXPECT_EQ(way.tags.at("maxheight"), "2.1");
  EXPECT_EQ(way.tags.at("inscription"), "a \"b\" \\ c");
  ASSERT_EQ(way.line.size(), 3U);
  EXPECT_NEAR(way.line[0].x_m, 582497.375, 0.01);
  EXPECT_NEAR(way.line[0].y_m, 2324874.508, 0.01);
  ASSERT_EQ(extract.nodes.size(), 1U);
  EXPECT_EQ(extract.nodes[0].tags.at("highway"), "traffic_signals");
}

TEST(OsmFile, TheWardsExtractHasItsStreetsAndSignals) {
  const std::filesystem::path file = std::filesystem::path(WARDTWIN_SHARED) / "data" / "yenhoa" /
                                     "streets" / "yenhoa_box_drive_2025-05-14.osm.pbf";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there";
  const OsmExtract extract = read_osm(file);
  EXPECT_EQ(extract.ways.size(), 1640U);  // counted with ogrinfo: lines where highway is set
  EXPECT_GT(extract.nodes.size(), 300U);
  const Scratch scratch;
  const std::string whole = bytes_of(file);
  for (const double share : {0.1, 0.5, 0.9, 0.999}) {
    const auto half = scratch.write(
        "half.osm.pbf", whole.substr(0, static_cast<std::size_t>(share * double(whole.size()))));
    const std::string told = failure_of<InputError>([&] { read_osm(half); });
    EXPECT_NE(told.find("half.osm.pbf: found"), std::string::npos) << share << told;
  }
}

}  // namespace
}  // namespace twin

#include "viewer/web_export/glb.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "tests/viewer/web/read_glb.h"
#include "viewer/shapes/extrusion.h"
#include "viewer/shapes/ribbon.h"

namespace twin {
namespace {

/// Two houses of four walls and two roof triangles each: 4 × 4 + 2 × 3 = 22 corners a house.
Mesh two_houses() {
  Mesh mesh;
  for (int i = 0; i < 2; ++i) {
    const double west_m = 100.0 + 20.0 * i;
    const Polygon footprint{.outer = {{west_m, 0}, {west_m + 5, 0}, {west_m + 5, 12}, {west_m, 12}},
                            .holes = {}};
    add_building(
        mesh, footprint,
        {.ground_m = 6.0, .height_m = 9.0, .floor_m = 3.0, .feature = static_cast<std::size_t>(i)},
        {});
  }
  return mesh;
}

std::size_t row_of(const std::array<float, 4>& tag) {
  return 40 + static_cast<std::size_t>(tag[0]);
}

TEST(Glb, TheHeaderTellsTheLengthsOfItsTwoChunks) {
  const Mesh houses = two_houses();
  const std::string bytes = glb_of({&houses}, {.name = "buildings"}, "WardTwin test");
  EXPECT_EQ(bytes.substr(0, 4), "glTF");
  EXPECT_EQ(u32(bytes, 4), 2U);
  EXPECT_EQ(u32(bytes, 8), bytes.size());
  const std::uint32_t json = u32(bytes, 12);
  EXPECT_EQ(bytes.substr(16, 4), "JSON");
  const std::uint32_t binary = u32(bytes, 20 + json);
  EXPECT_EQ(bytes.substr(24 + json, 4), std::string("BIN\0", 4));
  EXPECT_EQ(12 + 8 + json + 8 + binary, bytes.size());
  EXPECT_EQ(json % 4 + binary % 4, 0U);
}

TEST(Glb, EveryCornerTellsTheRowOfItsFeature) {
  const Mesh houses = two_houses();
  const ReadGlb glb(glb_of({&houses}, {.name = "buildings", .row_of = row_of, .rows = 50}, "test"));
  const auto& primitive = glb.json["meshes"][0]["primitives"][0];
  const std::vector<float> ids = glb.numbers<float>(primitive["attributes"]["_FEATURE_ID_0"], 1);
  // Of each house four corners at the foot, four at the eaves, one that faces up.
  ASSERT_EQ(ids.size(), 18U);
  EXPECT_EQ(std::count(ids.begin(), ids.end(), 40.0F), 9);
  EXPECT_EQ(std::count(ids.begin(), ids.end(), 41.0F), 9);
  const auto& features = primitive["extensions"]["EXT_mesh_features"]["featureIds"][0];
  EXPECT_EQ(features["featureCount"], 50);
  EXPECT_EQ(features["nullFeatureId"], 50);  // of what is no row of the layer
  EXPECT_EQ(features["attribute"], 0);
  EXPECT_EQ(glb.json["accessors"][primitive["indices"].get<int>()]["count"], 2 * (4 * 6 + 2 * 3));
}

TEST(Glb, FlatFacesKeepNormalsThatNoOtherProgramBlends) {
  const Mesh houses = two_houses();
  const ReadGlb glb(glb_of({&houses}, {.name = "buildings", .flat = true}, "test"));
  const auto& primitive = glb.json["meshes"][0]["primitives"][0];
  EXPECT_FALSE(primitive["attributes"].contains("NORMAL"));
  const auto normals = glb.numbers<std::int8_t>(primitive["attributes"]["_NORMAL"], 3);
  const auto corners = glb.numbers<std::uint16_t>(primitive["indices"], 1);
  // The last corner of each triangle has the normal that its three places span.
  for (std::size_t i = 0; i < corners.size(); i += 3) {
    const auto& [a, b, c] = std::array{houses.places[corners[i]], houses.places[corners[i + 1]],
                                       houses.places[corners[i + 2]]};
    const Eigen::Vector3f flat = (b - a).cross(c - a).normalized();
    for (int axis = 0; axis < 3; ++axis) {
      const auto at = 3 * static_cast<std::size_t>(corners[i + 2]) + static_cast<std::size_t>(axis);
      EXPECT_NEAR(static_cast<float>(normals[at]) / 127.0F, flat[axis], 0.005F);
    }
  }
}

TEST(Glb, PlacesComeBackToTheCentimetreInTheirNode) {
  const Mesh houses = two_houses();
  const ReadGlb glb(glb_of({&houses}, {.name = "buildings"}, "test"));
  const auto& node = glb.json["nodes"][1];
  const auto accessor = glb.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"];
  const std::vector<std::int16_t> places = glb.numbers<std::int16_t>(accessor, 3);
  ASSERT_EQ(places.size(), 3 * houses.places.size());
  for (std::size_t i = 0; i < houses.places.size(); ++i) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double metres = node["translation"][axis].get<double>() +
                            node["scale"][axis].get<double>() * places[3 * i + axis];
      EXPECT_NEAR(metres, houses.places[i][static_cast<int>(axis)], 0.0051);
    }
  }
}

TEST(Glb, ARibbonTellsMetresFromItsMiddleAndAlong) {
  Mesh lane;
  add_ribbon(
      lane, {{0, 0}, {0, 6}}, 3.0, {}, [](Point) { return 6.0; }, 7);
  const ReadGlb glb(glb_of({&lane}, {.name = "lanes", .bands = true}, "test"));
  const auto& attributes = glb.json["meshes"][0]["primitives"][0]["attributes"];
  const std::vector<float> bands = glb.numbers<float>(attributes["TEXCOORD_0"], 2);
  float widest = 0.0F;
  float farthest = 0.0F;
  for (std::size_t i = 0; i < bands.size(); i += 2) {
    widest = std::max(widest, bands[i]);
    farthest = std::max(farthest, bands[i + 1]);
  }
  EXPECT_FLOAT_EQ(widest, 1.5F);
  EXPECT_FLOAT_EQ(farthest, 6.0F);
  EXPECT_FALSE(glb.json["nodes"][1].contains("scale"));  // places to the millimetre
  // One piece of 4 triangles; two round ends of 16 each.
  const auto& primitive = glb.json["meshes"][0]["primitives"][0];
  EXPECT_EQ(primitive["extras"]["body"], 12);
  EXPECT_EQ(glb.json["accessors"][primitive["indices"].get<int>()]["count"], 12 + 2 * 16 * 3);
}

TEST(Glb, NothingToDrawIsStillAValidFile) {
  const Mesh nothing;
  const ReadGlb glb(glb_of({&nothing}, {.name = "trees"}, "test"));
  EXPECT_FALSE(glb.json.contains("meshes"));
  EXPECT_FALSE(glb.json.contains("buffers"));
}

}  // namespace
}  // namespace twin

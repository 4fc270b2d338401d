#include "layers/ward/ward_style.h"

#include <gtest/gtest.h>

#include "engine/gis/read_features.h"
#include "layers/ward/load_ward.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(WardStyle, EveryLayerHasALookOfItsOwnNamedInVietnamese) {
  for (const LayerSpec* layer : layer_specs()) {
    const std::string style = ward_style(*layer);
    EXPECT_NE(style.find("<renderer-v2 type=\"RuleRenderer\""), std::string::npos) << layer->name;
    EXPECT_EQ(style.find("label=\"\""), std::string::npos) << layer->name;
    EXPECT_EQ(style.find("153,153,153"), std::string::npos) << layer->name << " has no colour";
  }
}

TEST(WardStyle, LanesAreToldApartByWhatAFireEngineNeeds) {
  const std::string style = ward_style(lanes_spec());
  EXPECT_NE(style.find("filter=\"&quot;clear_width_m&quot; &gt;= 3.5\""), std::string::npos)
      << style;
}

TEST(WardStyle, LiesInTheGeoPackageWhereQgisLooksForIt) {
  WardLayers layers;
  layers.lanes = {{.id = "L1", .kind = "ngo", .centreline = {{0, 0}, {10, 0}}}};
  const Scratch scratch;
  write_layers(scratch.path(), "EPSG:5897", layers);
  const FeatureTable styles = read_features(scratch / "ward.gpkg", "layer_styles");
  ASSERT_EQ(styles.size(), 2U);  // the boundary and the lanes: the other layers are empty
  EXPECT_EQ(styles[1].text("f_table_name"), "lanes");
  EXPECT_EQ(styles[1].text("styleQML"), ward_style(lanes_spec()));
}

}  // namespace
}  // namespace twin

#include "engine/results/qgis_style.h"

#include <gtest/gtest.h>

#include "tests/support/small_run.h"

namespace twin {
namespace {

TEST(QgisStyle, ATableIsDrawnInTheClassesOfItsMainColumn) {
  Manifest manifest;
  manifest.fields.push_back(manifest_field(kSmallFields[3]));
  manifest.fields.back().least = 0.0;
  const std::string style = qgis_style(manifest, "buildings", GeometryKind::polygon);
  EXPECT_NE(style.find("&quot;door_depth_m&quot; &gt;= 0.05 AND &quot;door_depth_m&quot; &lt; 0.3"),
            std::string::npos)
      << style;
  EXPECT_NE(style.find("label=\"≥ 0,30: xe chết máy\""), std::string::npos);
  EXPECT_NE(style.find("filter=\"ELSE\""), std::string::npos);
  EXPECT_EQ(qgis_style(manifest, "buildings", GeometryKind::none), "");
}

TEST(QgisStyle, AGridIsClearBelowItsFirstClass) {
  const std::string style = qgis_raster_style(manifest_field(kSmallFields[1]));
  EXPECT_NE(style.find("value=\"0.05\" color=\"#ffffff\" alpha=\"0\""), std::string::npos) << style;
  EXPECT_NE(style.find("value=\"inf\" color=\"#2171b5\" alpha=\"255\""), std::string::npos);
}

}  // namespace
}  // namespace twin

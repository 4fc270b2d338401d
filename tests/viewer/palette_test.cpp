#include "viewer/look/palette.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/results/change.h"

namespace twin {
namespace {

std::vector<LegendClass> three_classes() {
  std::vector<LegendClass> legend(3);
  legend[0].colour = "#ffffff";
  legend[1].colour = "#00ff00";
  legend[2].colour = "#ff0000";
  return legend;
}

double lightness(const std::string& hex) {
  const Colour c = colour_of(hex);
  return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
}

TEST(Palette, GoesFromLightToDarkAndLeavesWhiteAlone) {
  for (const Palette palette : {Palette::viridis, Palette::cividis, Palette::greys}) {
    std::vector<LegendClass> legend(7);
    for (LegendClass& one : legend) one.colour = "#123456";
    const auto other = recoloured(legend, palette, {});
    for (std::size_t i = 1; i < other.size(); ++i) {
      EXPECT_LT(lightness(other[i].colour), lightness(other[i - 1].colour)) << name_of(palette);
    }
    const auto three = recoloured(three_classes(), palette, {});
    EXPECT_EQ(three[0].colour, "#ffffff");
    EXPECT_EQ(three[1].colour, other[0].colour);
    EXPECT_EQ(three[2].colour, other[6].colour);
  }
}

TEST(Palette, DeclaredColoursAndThoseOfChangesStay) {
  EXPECT_EQ(recoloured(three_classes(), Palette::declared, {})[1].colour, "#00ff00");
  ManifestField field;
  field.kind = FieldKind::column;
  const ManifestField change = change_of(field, -1.0, 1.0);
  EXPECT_EQ(recoloured(three_classes(), Palette::viridis, change)[1].colour, "#00ff00");
}

TEST(Palette, IsFoundByItsName) {
  EXPECT_EQ(palette_named("cividis"), Palette::cividis);
  EXPECT_FALSE(palette_named("rainbow"));
}

}  // namespace
}  // namespace twin

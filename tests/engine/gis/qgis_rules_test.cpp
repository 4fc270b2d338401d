#include "engine/gis/qgis_rules.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(QgisRules, EachRuleHasItsSymbol) {
  const std::string style =
      qgis_rules({{.filter = "\"clear_width_m\" < 2", .label = "hẹp & tối", .colour = "#d7301f"},
                  {.filter = "ELSE", .label = "khác", .colour = "#31a354", .size_mm = 0.9}},
                 GeometryKind::line);
  EXPECT_EQ(times(style, "<rule "), 2U);
  EXPECT_EQ(times(style, "<symbol "), 2U);
  EXPECT_NE(style.find("filter=\"&quot;clear_width_m&quot; &lt; 2\" symbol=\"0\" "
                       "label=\"hẹp &amp; tối\""),
            std::string::npos)
      << style;
  // 0xd7, 0x30, 0x1f
  EXPECT_NE(style.find("k=\"line_color\" v=\"215,48,31,255\""), std::string::npos);
  EXPECT_NE(style.find("k=\"line_width\" v=\"0.9\""), std::string::npos);
}

TEST(QgisRules, AHollowPolygonShowsWhatLiesUnderIt) {
  const std::string style =
      qgis_rules({{.colour = "#5b4b6b", .hollow = true}}, GeometryKind::polygon);
  EXPECT_NE(style.find("k=\"style\" v=\"no\""), std::string::npos) << style;
  EXPECT_NE(style.find("k=\"outline_color\" v=\"91,75,107,255\""), std::string::npos);
}

TEST(QgisRules, ATableWithoutGeometryHasNone) {
  EXPECT_EQ(qgis_rules({{.colour = "#5b4b6b"}}, GeometryKind::none), "");
}

}  // namespace
}  // namespace twin

#include "layers/ward/ward_style.h"

#include <map>

#include "engine/gis/qgis_rules.h"

namespace twin {
namespace {

std::vector<QgisRule> roads() {
  const std::string is_one_of = "\"road_class\" IN ";
  return {{.filter = is_one_of + "('motorway', 'motorway_link', 'trunk', 'trunk_link')",
           .label = "đường cao tốc, quốc lộ, vành đai",
           .colour = "#d98c2b",
           .size_mm = 1.6},
          {.filter = is_one_of + "('primary', 'primary_link', 'secondary', 'secondary_link')",
           .label = "đường chính đô thị, liên khu vực",
           .colour = "#e8b04c",
           .size_mm = 1.3},
          {.filter = is_one_of + "('tertiary', 'tertiary_link')",
           .label = "đường khu vực",
           .colour = "#e0c98a",
           .size_mm = 1.0},
          {.filter = "ELSE", .label = "đường nội bộ", .colour = "#b8ab95", .size_mm = 0.7}};
}

/// 3.5 m is the least clear width of a way for fire engines (QCVN 06:2022/BXD, 6).
std::vector<QgisRule> lanes() {
  return {{.filter = "\"clear_width_m\" < 2",
           .label = "ngõ hẹp hơn 2 m",
           .colour = "#d7301f",
           .size_mm = 0.6},
          {.filter = "\"clear_width_m\" >= 2 AND \"clear_width_m\" < 3.5",
           .label = "ngõ từ 2 đến dưới 3,5 m",
           .colour = "#fc8d59",
           .size_mm = 0.7},
          {.filter = "\"clear_width_m\" >= 3.5",
           .label = "ngõ từ 3,5 m",
           .colour = "#31a354",
           .size_mm = 0.9},
          {.filter = "ELSE", .label = "ngõ chưa biết bề rộng", .colour = "#969696"}};
}

std::vector<QgisRule> buildings() {
  return {{.filter = "\"use\" IN ('house', 'apartment', 'shop')",
           .label = "nhà ở, chung cư, cửa hàng",
           .colour = "#e4dcd0"},
          {.filter = "\"use\" IN ('office', 'school', 'clinic', 'public')",
           .label = "cơ quan, trường học, y tế, công cộng",
           .colour = "#b9d3e6"},
          {.filter = "ELSE", .label = "nhà khác", .colour = "#cfcfcf"}};
}

std::vector<QgisRule> greens() {
  return {{.filter = "\"kind\" = 'pond'", .label = "ao, hồ", .colour = "#b5d7ec"},
          {.filter = "ELSE", .label = "công viên, vườn hoa, bãi cỏ", .colour = "#cfe3bd"}};
}

std::vector<QgisRule> cisterns() {
  return {
      {.filter = "\"usable\"", .label = "bể nước dùng được", .colour = "#08519c", .size_mm = 3.2},
      {.filter = "ELSE", .label = "bể nước hỏng", .colour = "#bdbdbd", .size_mm = 3.2}};
}

std::vector<QgisRule> hydrants() {
  return {
      {.filter = "\"working\"", .label = "trụ nước hoạt động", .colour = "#cb181d", .size_mm = 3},
      {.filter = "ELSE", .label = "trụ nước hỏng", .colour = "#bdbdbd", .size_mm = 3}};
}

/// One colour for the whole layer; its title is filled in.
const std::map<std::string_view, QgisRule>& plain() {
  static const std::map<std::string_view, QgisRule> all = {
      {"addresses", {.colour = "#737373", .size_mm = 0.6}},
      {"boundary", {.colour = "#5b4b6b", .hollow = true}},
      {"drain_inlets", {.colour = "#6baed6", .size_mm = 1.4}},
      {"drain_manholes", {.colour = "#4292c6", .size_mm = 1.8}},
      {"drain_outfalls", {.colour = "#08306b", .size_mm = 3.2}},
      {"drain_pipes", {.colour = "#4292c6", .size_mm = 0.5}},
      {"drain_pumps", {.colour = "#54278f", .size_mm = 3.6}},
      {"draw_points", {.colour = "#3690c0", .size_mm = 3.2}},
      {"facilities", {.colour = "#7b3294", .size_mm = 2.8}},
      {"fire_stations", {.colour = "#99000d", .size_mm = 4.0}},
      {"flood_spots", {.colour = "#0570b0", .size_mm = 3.6}},
      {"junctions", {.colour = "#636363", .size_mm = 1.6}},
      {"obstacles", {.colour = "#e6550d", .size_mm = 1.6}},
      {"parking", {.colour = "#d9d9d9"}},
      {"reports", {.colour = "#74a9cf", .size_mm = 2.4}},
      {"residential_groups", {.colour = "#9e9ac8", .hollow = true}},
      {"river", {.colour = "#b5d7ec", .size_mm = 3.0}},
  };
  return all;
}

std::vector<QgisRule> rules_of(const LayerSpec& layer) {
  if (layer.name == "roads") return roads();
  if (layer.name == "lanes") return lanes();
  if (layer.name == "buildings") return buildings();
  if (layer.name == "greens") return greens();
  if (layer.name == "cisterns") return cisterns();
  if (layer.name == "hydrants") return hydrants();
  QgisRule rule{.colour = "#969696"};
  if (const auto it = plain().find(layer.name); it != plain().end()) rule = it->second;
  rule.label = layer.vi;
  return {rule};
}

}  // namespace

std::string ward_style(const LayerSpec& layer) {
  return qgis_rules(rules_of(layer), layer.geometry);
}

}  // namespace twin

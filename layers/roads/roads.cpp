#include "layers/roads/roads.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Road> kRoad{.geometry = &Road::centreline,
                           .columns = {{"name", &Road::name},
                                       {"road_class", &Road::road_class},
                                       {"lanes", &Road::lanes},
                                       {"one_way", &Road::one_way},
                                       {"speed_limit_kmh", &Road::speed_limit_kmh},
                                       {"width_m", &Road::width_m},
                                       {"clear_height_m", &Road::clear_height_m},
                                       {"bridge", &Road::bridge},
                                       {"surface", &Road::surface}},
                           .usual = {.road_class = "residential"}};

}  // namespace

const LayerSpec& roads_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "roads",
       .geometry = GeometryKind::line,
       .en = "streets",
       .vi = "đường phố",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "road_class",
                    .kind = ColumnKind::text,
                    .en = "class as OpenStreetMap names it",
                    .vi = "cấp đường theo OpenStreetMap",
                    .allowed = "motorway motorway_link trunk trunk_link primary primary_link "
                               "secondary secondary_link tertiary tertiary_link residential "
                               "living_street unclassified service"},
                   {.name = "lanes",
                    .kind = ColumnKind::integer,
                    .en = "traffic lanes of both directions",
                    .vi = "số làn của cả hai chiều",
                    .least = 1,
                    .most = 16},
                   {.name = "one_way",
                    .kind = ColumnKind::flag,
                    .en = "vehicles run in the direction of the line only",
                    .vi = "chỉ đi theo chiều vẽ"},
                   {.name = "speed_limit_kmh",
                    .unit = "km/h",
                    .en = "speed limit",
                    .vi = "tốc độ tối đa cho phép",
                    .least = 5,
                    .most = 120},
                   {.name = "width_m",
                    .unit = "m",
                    .en = "carriageway between kerbs",
                    .vi = "bề rộng phần xe chạy",
                    .least = 1,
                    .most = 80},
                   {.name = "clear_height_m",
                    .unit = "m",
                    .en = "under the lowest obstacle",
                    .vi = "tĩnh không thấp nhất",
                    .least = 1,
                    .most = 20},
                   {.name = "bridge",
                    .kind = ColumnKind::flag,
                    .en = "carried over ground or water",
                    .vi = "cầu, đường trên cao"},
                   {.name = "surface",
                    .kind = ColumnKind::text,
                    .en = "surface",
                    .vi = "kết cấu mặt đường"}}});
  return spec;
}

std::vector<Road> load_roads(const FeatureTable& table, Findings& findings) {
  return load_rows(table, roads_spec(), kRoad, findings);
}

FeatureTable roads_table(const std::vector<Road>& roads) {
  return table_of(roads, roads_spec(), kRoad);
}

int rank_of_class(const std::string& road_class) {
  constexpr std::array<std::string_view, 7> kRanks = {
      "motorway", "trunk", "primary", "secondary", "tertiary", "residential", "service"};
  const std::string_view stem = std::string_view(road_class).substr(0, road_class.find("_link"));
  const auto it = std::ranges::find(kRanks, stem);
  constexpr int kResidential = 5;
  return it == kRanks.end() ? kResidential : static_cast<int>(it - kRanks.begin());
}

double width_or_usual_m(const Road& road) {
  if (road.width_m) return *road.width_m;
  // Lane widths of TCXDVN 104:2007 from memory: main 3.5, collector 3.25, local 2.75 m [assumed].
  constexpr std::array<double, 7> kLane_m = {3.5, 3.5, 3.5, 3.5, 3.25, 2.75, 2.75};
  return road.lanes * kLane_m.at(static_cast<std::size_t>(rank_of_class(road.road_class)));
}

}  // namespace twin

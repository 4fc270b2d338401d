#include "layers/obstacles/obstacles.h"

#include <cmath>

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& obstacles_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "obstacles",
                           .geometry = GeometryKind::point,
                           .en = "obstacles along streets and lanes",
                           .vi = "chướng ngại trên đường và ngõ",
                           .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
                           .columns = {{.name = "way_id",
                                        .kind = ColumnKind::text,
                                        .en = "the lane or road it stands in",
                                        .vi = "mã ngõ hoặc đường có chướng ngại"},
                                       {.name = "kind",
                                        .kind = ColumnKind::text,
                                        .en = "what it is",
                                        .vi = "loại chướng ngại",
                                        .allowed = "pinch gate cable pole stall awning parked"},
                                       {.name = "length_m",
                                        .unit = "m",
                                        .en = "length along the way",
                                        .vi = "chiều dài dọc theo ngõ",
                                        .least = 0,
                                        .most = 200},
                                       {.name = "clear_width_m",
                                        .unit = "m",
                                        .en = "clear width left beside it",
                                        .vi = "bề rộng thông thủy còn lại",
                                        .least = 0,
                                        .most = 12},
                                       {.name = "clear_height_m",
                                        .unit = "m",
                                        .en = "clear height left under it",
                                        .vi = "chiều cao thông thủy còn lại",
                                        .least = 0,
                                        .most = 20},
                                       {.name = "from_h",
                                        .unit = "h",
                                        .en = "hour of the day from which it stands there",
                                        .vi = "giờ bắt đầu trong ngày",
                                        .least = 0,
                                        .most = 24},
                                       {.name = "to_h",
                                        .unit = "h",
                                        .en = "hour of the day until which it stands there",
                                        .vi = "giờ kết thúc trong ngày",
                                        .least = 0,
                                        .most = 24}}});
  return spec;
}

std::vector<Obstacle> load_obstacles(const FeatureTable& table, Findings& findings) {
  return load_rows<Obstacle>(table, obstacles_spec(), findings,
                             [](const SpecRow& row, const std::string& id) {
                               return Obstacle{.id = id,
                                               .way_id = row.text_or("way_id", ""),
                                               .kind = row.text_or("kind", "pinch"),
                                               .place = *row.feature().point(),
                                               .length_m = row.number_or("length_m", 0.0),
                                               .clear_width_m = row.number("clear_width_m"),
                                               .clear_height_m = row.number("clear_height_m"),
                                               .from_h = row.number_or("from_h", 0.0),
                                               .to_h = row.number_or("to_h", 24.0),
                                               .provenance = provenance_of(row)};
                             });
}

FeatureTable obstacles_table(const std::vector<Obstacle>& obstacles) {
  FeatureTable table = empty_table(obstacles_spec());
  for (const Obstacle& item : obstacles) {
    add_row(table, item.id, item.place,
            {cell(item.way_id), cell(item.kind), cell(item.length_m), cell(item.clear_width_m),
             cell(item.clear_height_m), cell(item.from_h), cell(item.to_h)},
            item.provenance);
  }
  return table;
}

bool stands_at(const Obstacle& obstacle, double hour_of_day) {
  const double hour = std::fmod(hour_of_day, 24.0);
  if (obstacle.from_h <= obstacle.to_h) return hour >= obstacle.from_h && hour < obstacle.to_h;
  return hour >= obstacle.from_h || hour < obstacle.to_h;
}

}  // namespace twin

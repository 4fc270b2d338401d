#include "layers/obstacles/obstacles.h"

#include <cmath>

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Obstacle> kObstacle{.geometry = &Obstacle::place,
                                   .columns = {{"way_id", &Obstacle::way_id},
                                               {"kind", &Obstacle::kind},
                                               {"length_m", &Obstacle::length_m},
                                               {"clear_width_m", &Obstacle::clear_width_m},
                                               {"clear_height_m", &Obstacle::clear_height_m},
                                               {"from_h", &Obstacle::from_h},
                                               {"to_h", &Obstacle::to_h}},
                                   .usual = {.kind = "pinch"}};

}  // namespace

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
  return load_rows(table, obstacles_spec(), kObstacle, findings);
}

FeatureTable obstacles_table(const std::vector<Obstacle>& obstacles) {
  return table_of(obstacles, obstacles_spec(), kObstacle);
}

bool stands_at(const Obstacle& obstacle, double hour_of_day) {
  const double hour = std::fmod(hour_of_day, 24.0);
  if (obstacle.from_h <= obstacle.to_h) return hour >= obstacle.from_h && hour < obstacle.to_h;
  return hour >= obstacle.from_h || hour < obstacle.to_h;
}

}  // namespace twin

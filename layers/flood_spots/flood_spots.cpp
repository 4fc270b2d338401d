#include "layers/flood_spots/flood_spots.h"

#include "engine/base/local_time.h"
#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<FloodSpot> kFloodSpot{.geometry = &FloodSpot::place,
                                     .columns = {{"name", &FloodSpot::name},
                                                 {"depth_m", &FloodSpot::depth_m},
                                                 {"seen", &FloodSpot::seen},
                                                 {"uncertain_m", &FloodSpot::uncertain_m}}};

const RowShape<FloodReport> kFloodReport{.geometry = &FloodReport::place,
                                         .columns = {{"time", &FloodReport::time},
                                                     {"depth_m", &FloodReport::depth_m},
                                                     {"text", &FloodReport::text},
                                                     {"uncertain_m", &FloodReport::uncertain_m}}};

}  // namespace

namespace {

const ColumnSpec kUncertain{.name = "uncertain_m",
                            .unit = "m",
                            .en = "of its position",
                            .vi = "sai số vị trí",
                            .least = 0,
                            .most = 5000};

}  // namespace

const LayerSpec& flood_spots_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "flood_spots",
       .geometry = GeometryKind::point,
       .en = "known flood spots",
       .vi = "điểm ngập đã biết",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "depth_m",
                    .unit = "m",
                    .en = "depth seen; 0: no water",
                    .vi = "độ sâu đã ghi nhận; 0: không ngập",
                    .least = 0,
                    .most = 10},
                   {.name = "seen",
                    .kind = ColumnKind::text,
                    .unit = kTimeUnit,
                    .en = "day or time: 30/09/2025, 30/09/2025 16:40[:30], 16h40 30/9/2025, "
                          "2025-09-30[T16:40:00[+07:00]]; +07:00 where no offset is told",
                    .vi = "ngày hoặc thời điểm: 30/09/2025, 30/09/2025 16:40[:30], "
                          "16h40 30/9/2025, 2025-09-30[T16:40:00[+07:00]]; không ghi múi giờ thì "
                          "là +07:00"},
                   kUncertain}});
  return spec;
}

std::vector<FloodSpot> load_flood_spots(const FeatureTable& table, Findings& findings) {
  return load_rows(table, flood_spots_spec(), kFloodSpot, findings);
}

FeatureTable flood_spots_table(const std::vector<FloodSpot>& spots) {
  return table_of(spots, flood_spots_spec(), kFloodSpot);
}

const LayerSpec& reports_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "reports",
       .geometry = GeometryKind::point,
       .en = "reports by citizens",
       .vi = "phản ánh của người dân",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {
           {.name = "time",
            .kind = ColumnKind::text,
            .unit = kTimeUnit,
            .en = "time: 30/09/2025 16:40[:30], 16h40 30/9/2025, 2025-09-30T16:40:00[+07:00]; "
                  "+07:00 where no offset is told; a day alone is no time",
            .vi = "thời điểm: 30/09/2025 16:40[:30], 16h40 30/9/2025, "
                  "2025-09-30T16:40:00[+07:00]; không ghi múi giờ thì là +07:00; chỉ có ngày thì "
                  "chưa rõ thời điểm"},
           {.name = "depth_m",
            .unit = "m",
            .en = "depth reported; 0: no water",
            .vi = "độ sâu phản ánh; 0: không ngập",
            .least = 0,
            .most = 10},
           {.name = "text", .kind = ColumnKind::text, .en = "what was reported", .vi = "nội dung"},
           kUncertain}});
  return spec;
}

std::vector<FloodReport> load_reports(const FeatureTable& table, Findings& findings) {
  return load_rows(table, reports_spec(), kFloodReport, findings);
}

FeatureTable reports_table(const std::vector<FloodReport>& reports) {
  return table_of(reports, reports_spec(), kFloodReport);
}

}  // namespace twin

#include <vector>

#include "engine/results/declare.h"
#include "scenarios/traffic/traffic.h"

namespace twin::traffic {
namespace {

using namespace declare;

const Ramp kLoad{
    .name = "load",
    .classes = {{0.0, "#1a9850", "flows freely", "thông thoáng"},
                {0.5, "#91cf60", "steady", "ổn định"},
                {0.7, "#d9ef8b", "busy", "đông"},
                {0.85, "#fee08b", "near capacity", "gần bão hòa"},
                {1.0, "#fc8d59", "over capacity", "quá tải"},
                {1.2, "#d73027", "jammed", "ùn tắc"}},
    .source_en = "1 is the capacity in data/traffic/streets.toml; the other thresholds are assumed",
    .source_vi =
        "1 là năng lực thông hành trong data/traffic/streets.toml; các ngưỡng khác là giả định"};

const Ramp kLevel{.name = "level_of_service",
                  .classes = {{1, "#1a9850", "A: hardly any waiting", "A: hầu như không phải chờ"},
                              {2, "#91cf60", "B: short waiting", "B: chờ ngắn"},
                              {3, "#d9ef8b", "C: fair", "C: chấp nhận được"},
                              {4, "#fee08b", "D: long waiting", "D: chờ lâu"},
                              {5, "#fc8d59", "E: at the limit", "E: tới hạn"},
                              {6, "#d73027", "F: breaks down", "F: ùn tắc"}},
                  .in_words = true,
                  .source_en =
                      "delays of the Highway Capacity Manual 2000: 10, 20, 35, 55, 80 s at "
                      "signals; 10, 15, 25, 35, 50 s elsewhere",
                  .source_vi =
                      "thời gian chờ theo Highway Capacity Manual 2000: 10, 20, 35, 55, 80 s ở nút "
                      "có đèn; 10, 15, 25, 35, 50 s ở nút khác"};

const Ramp kFlow{.name = "flow",
                 .classes = {{1, "#c6dbef", "", ""},
                             {100, "#9ecae1", "", ""},
                             {300, "#6baed6", "", ""},
                             {800, "#3182bd", "", ""},
                             {1600, "#08519c", "", ""},
                             {3000, "#08306b", "", ""}},
                 .source_en = "assumed",
                 .source_vi = "giả định"};

const Ramp kLost{.name = "lost_minutes",
                 .classes = {{0.0, "#1a9850", "", ""},
                             {0.5, "#91cf60", "", ""},
                             {1.0, "#fee08b", "", ""},
                             {2.0, "#fc8d59", "", ""},
                             {5.0, "#d73027", "", ""}},
                 .source_en = "assumed",
                 .source_vi = "giả định"};

void add_measures(std::vector<ResultField>& fields) {
  constexpr auto kLess = Better::less;
  fields.insert(
      fields.end(),
      {measure("travel_person_min", "min", "time that people spend on the way in the peak hour",
               "tổng thời gian người dân đi đường trong giờ cao điểm", kLess),
       measure("travel_person_min_error", "min",
               "by how much that may be off the exact equilibrium at most",
               "con số đó lệch khỏi cân bằng chính xác nhiều nhất bao nhiêu", kLess),
       measure("lost_to_traffic_person_min", "min",
               "of it lost to other traffic, closed streets and water, against empty streets",
               "trong đó mất vì xe khác, đường đóng và ngập, so với đường vắng", kLess),
       measure("lost_to_closures_person_min", "min",
               "of it lost to closed and flooded streets, against all of them open and dry",
               "trong đó mất vì đường đóng và ngập, so với khi mọi đường thông và khô", kLess),
       measure("trips", "1", "vehicles that want to go in the peak hour",
               "số lượt xe muốn đi trong giờ cao điểm"),
       measure("trips_unserved", "1", "of them without any open way",
               "trong đó không có đường nào đi được", kLess),
       measure("persons_unserved", "person", "people in them", "số người trên các xe đó", kLess),
       measure("ledger_error_trips", "1", "trips neither on the way nor unserved (rounding)",
               "số lượt xe bị thất lạc khi tính (làm tròn)", kLess, 9),
       measure("vehicle_km", "km", "driven in the peak hour", "số km xe chạy trong giờ cao điểm"),
       measure("mean_speed_kmh", "km/h", "mean speed of all vehicles",
               "tốc độ trung bình của mọi xe", Better::more, 1),
       measure("over_capacity_m", "m", "length of streets with more traffic than they can carry",
               "chiều dài đường quá tải", kLess),
       measure("shut_m", "m", "length of streets that closures or water shut to all",
               "chiều dài đường không xe nào qua được vì đóng hoặc ngập", kLess),
       measure("mean_trip_m", "m", "mean trip within the ward along the streets",
               "chiều dài trung bình của chuyến đi trong phường"),
       measure("zones", "1", "zones of the demand", "số vùng giao thông"),
       measure("gates", "1", "streets by which traffic leaves the ward",
               "số cửa ngõ ra vào phường"),
       measure("gap", "1", "relative gap of the equilibrium", "khoảng cách tương đối của cân bằng",
               kLess, 8),
       measure("iterations", "1", "iterations of the assignment", "số bước lặp")});
}

void add_streets(std::vector<ResultField>& fields) {
  fields.insert(
      fields.end(),
      {column("streets", "v_over_c", "1", "flow by capacity in the busier direction",
              "lưu lượng trên năng lực thông hành, chiều đông hơn",
              {.ramp = &kLoad, .decimals = 2, .picture = true}),
       column("streets", "flow_pcu_per_h", "pcu/h", "flow of both directions",
              "lưu lượng hai chiều quy đổi", {.ramp = &kFlow, .picture = true}),
       column("streets", "motorbike_per_h", "1/h", "motorbikes, both directions",
              "xe máy, hai chiều", {.ramp = &kFlow}),
       column("streets", "car_per_h", "1/h", "cars, both directions", "ô tô con, hai chiều",
              {.ramp = &kFlow}),
       column("streets", "bus_per_h", "1/h", "buses, both directions", "xe buýt, hai chiều"),
       column("streets", "speed_kmh", "km/h",
              "speed in the slower direction, waiting at its end included",
              "tốc độ ở chiều chậm hơn, kể cả chờ ở nút", {.decimals = 1}),
       column("streets", "delay_s", "s", "longer than on the empty dry street, slower direction",
              "lâu hơn khi đường vắng và khô, chiều chậm hơn", {.decimals = 1}),
       column("streets", "level", "1", "level of service, 1 is A and 6 is F",
              "mức phục vụ, 1 là A và 6 là F", {.ramp = &kLevel, .picture = true}),
       column("streets", "depth_m", "m", "deepest water on it", "độ sâu ngập lớn nhất trên đoạn",
              {.decimals = 2}),
       words("streets", "open_to", "who may drive there, and why others may not (in Vietnamese)",
             "xe nào đi được, và vì sao xe khác không")});
}

void add_places(std::vector<ResultField>& fields) {
  for (const std::string_view table : {"residential_groups", "zones"}) {
    fields.insert(
        fields.end(),
        {column(table, "leaving_persons", "person", "people who leave by vehicle in the peak hour",
                "số người đi xe rời nơi ở trong giờ cao điểm"),
         column(table, "lost_to_traffic_person_min", "min",
                "their time lost, against empty streets",
                "tổng số phút họ mất so với khi đường vắng"),
         column(table, "lost_min_each", "min", "of each of them", "số phút mỗi người mất",
                {.ramp = &kLost, .decimals = 1, .picture = table == "residential_groups"}),
         column(table, "lost_to_closures_person_min", "min",
                "their time lost to closed and flooded streets alone",
                "tổng số phút họ mất riêng vì đường đóng và ngập"),
         column(table, "unserved_persons", "person", "people without any open way",
                "số người không có đường nào đi được")});
  }
}

}  // namespace

std::span<const Setting> settings() {
  static const std::vector<Setting> all = {
      {.name = "vehicles",
       .kind = SettingKind::file,
       .usual = std::string("traffic/vehicles.toml"),
       .en = "kinds of vehicles, their shares and what they need",
       .vi = "các loại xe, tỷ lệ và điều kiện đi được"},
      {.name = "streets",
       .kind = SettingKind::file,
       .usual = std::string("traffic/streets.toml"),
       .en = "speeds and capacities of streets and junctions",
       .vi = "tốc độ, năng lực thông hành của đường và nút"},
      {.name = "demand",
       .kind = SettingKind::file,
       .usual = std::string("traffic/demand.toml"),
       .en = "how many trips buildings and gates make",
       .vi = "số chuyến đi sinh ra từ nhà cửa và cửa ngõ"},
      {.name = "demand_factor",
       .usual = 1.0,
       .least = 0.0,
       .most = 5.0,
       .en = "all trips times this",
       .vi = "nhân mọi chuyến đi với số này"},
      {.name = "hour",
       .unit = "h",
       .usual = 7.5,
       .least = 0.0,
       .most = 24.0,
       .en = "hour of the day, for obstacles that stand there for some hours; the file's start has "
             "precedence",
       .vi = "giờ trong ngày, cho các vật cản theo giờ; nếu tệp có start thì lấy theo start"},
      {.name = "zones",
       .usual = 220.0,
       .least = 10.0,
       .most = 1000.0,
       .en = "zones at least, where there are as many buildings",
       .vi = "số vùng giao thông tối thiểu"},
      {.name = "gap",
       .usual = 1e-4,
       .least = 1e-12,
       .most = 0.1,
       .en = "relative gap of the equilibrium to stop at",
       .vi = "khoảng cách tương đối để dừng"},
      {.name = "closed",
       .kind = SettingKind::texts,
       .usual = std::vector<std::string>{},
       .en = "ids or names of roads and lanes closed to all vehicles",
       .vi = "mã hoặc tên các đường, ngõ cấm mọi xe"},
      {.name = "water",
       .kind = SettingKind::text,
       .usual = std::string("at_start"),
       .choices = {"at_start", "worst"},
       .choices_told = {{"within the hour from start", "trong giờ kể từ start"},
                        {"deepest of the whole run", "sâu nhất của cả trận"}},
       .en = "which water of the flood run counts: the deepest within the hour from start on, or "
             "the deepest of the whole run",
       .vi = "lấy mức ngập nào: sâu nhất trong một giờ kể từ start, hay sâu nhất của cả trận"}};
  return all;
}

std::span<const Need> needs() {
  static const std::vector<Need> all = {
      {.name = "flood",
       .scenario = "flood",
       .required = false,
       .en = "streets slowed or shut by water; dry without it",
       .vi = "đường bị chậm hoặc không qua được vì ngập; không có thì coi là khô"}};
  return all;
}

std::span<const ResultField> fields() {
  static const std::vector<ResultField> all = [] {
    std::vector<ResultField> made;
    add_measures(made);
    add_streets(made);
    add_places(made);
    return made;
  }();
  return all;
}

}  // namespace twin::traffic

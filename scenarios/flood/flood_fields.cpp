#include <vector>

#include "engine/results/declare.h"
#include "scenarios/flood/flood.h"

namespace twin {
namespace {

using namespace declare;

const Ramp kDepth{
    .name = "depth",
    .classes = {{0.0, "#ffffff", "dry or wet ground, under 5 cm", "khô hoặc chỉ ướt, dưới 5 cm"},
                {0.05, "#c6dbef", "shallow: motorbikes pass", "ngập nông, xe máy đi được"},
                {0.15, "#6baed6", "motorbikes slow down", "xe máy đi chậm, dễ ngã"},
                {0.30, "#2171b5", "motorbikes and cars stall", "xe máy, ô tô con chết máy"},
                {0.60, "#54278f", "fire engines hardly pass", "xe chữa cháy khó vào"},
                {1.00, "#3f007d", "dangerous for people on foot", "nguy hiểm cho người đi bộ"}},
    .source_en =
        "Motorbikes 0.15 and 0.30 m: assumed; cars 0.30 m and emergency vehicles 0.60 m: TRID "
        "1412184 (total head); people on foot: Australian Rainfall and Runoff 2019, H3",
    .source_vi =
        "Xe máy 0,15 và 0,30 m: giả định; ô tô con 0,30 m và xe khẩn cấp 0,60 m: TRID 1412184 (cột "
        "nước toàn phần); người đi bộ: Australian Rainfall and Runoff 2019, H3"};

const Ramp kSpeed{
    .name = "speed",
    .classes = {{0.0, "#ffffff", "still or slow", "đứng yên hoặc chảy chậm"},
                {0.3, "#fed98e", "flowing", "chảy"},
                {1.0, "#fe9929", "fast", "chảy nhanh"},
                {2.0, "#cc4c02", "unsafe to stand in", "đứng không vững"}},
    .source_en = "2 m/s: Australian Rainfall and Runoff 2019; 0.3 and 1 m/s: assumed",
    .source_vi = "2 m/s: Australian Rainfall and Runoff 2019; 0,3 và 1 m/s: giả định"};

const Ramp kArr{
    .name = "hazard_arr",
    .classes = {{0, "#ffffff", "dry", "khô"},
                {1, "#c7e9b4", "H1: safe for all", "H1: an toàn"},
                {2, "#7fcdbb", "H2: unsafe for small vehicles", "H2: nguy hiểm cho xe nhỏ"},
                {3, "#fee391", "H3: unsafe for vehicles, children, the old",
                 "H3: nguy hiểm cho xe, trẻ em, người già"},
                {4, "#fe9929", "H4: unsafe for people and vehicles",
                 "H4: nguy hiểm cho người và xe"},
                {5, "#d95f0e", "H5: buildings may be damaged", "H5: nhà có thể hư hại"},
                {6, "#7a0177", "H6: buildings may fail", "H6: nhà có thể sập"}},
    .in_words = true,
    .source_en = "Australian Rainfall and Runoff 2019, book 6, table 6.7.3",
    .source_vi = "Australian Rainfall and Runoff 2019, quyển 6, bảng 6.7.3"};

const Ramp kDefra{.name = "hazard_defra",
                  .classes = {{0.0, "#ffffff", "low", "thấp"},
                              {0.75, "#fee391", "dangerous for some", "nguy hiểm cho một số người"},
                              {1.25, "#fe9929", "dangerous for most", "nguy hiểm cho đa số"},
                              {2.0, "#cc4c02", "dangerous for all", "nguy hiểm cho mọi người"}},
                  .source_en = "DEFRA/EA FD2321/TR1 (2006)",
                  .source_vi = "DEFRA/EA FD2321/TR1 (2006)"};

// The codes of Verdict, in observed.h.
const Ramp kVerdict{
    .name = "verdict",
    .classes = {{0, "#9e9e9e", "not compared", "không so sánh"},
                {1, "#ffd92f", "qualitative check only", "kiểm tra định tính"},
                {2, "#b3de69", "correct: none seen, none computed", "đúng: không ngập"},
                {3, "#1a9850", "hit: water seen and computed", "trúng: có ngập, tính ra ngập"},
                {4, "#ff7f00", "false alarm: none seen, water computed",
                 "báo sai: không ngập, tính ra ngập"},
                {5, "#e31a1c", "miss: water seen, none computed",
                 "sót: có ngập, không tính ra ngập"}},
    .in_words = true,
    .source_en = "water from the setting flooded_m on; Wilks 2011, 8.2",
    .source_vi = "tính là ngập từ thiết lập flooded_m; Wilks 2011, 8.2"};

const Ramp kHours{.name = "hours",
                  .classes = {{0, "#ffffff", "none", "không"},
                              {1, "#fee5d9", "under half an hour", "dưới nửa giờ"},
                              {1800, "#fcae91", "half an hour and more", "từ nửa giờ"},
                              {3600, "#fb6a4a", "an hour and more", "từ một giờ"},
                              {10800, "#cb181d", "three hours and more", "từ ba giờ"}},
                  .source_en = "assumed",
                  .source_vi = "giả định"};

// Instants have no value where nothing happened: where these fields have one it was computed.
constexpr Shown kInstant{.instant = true, .never_where = "duration_s"};
constexpr Shown kWayInstant{.instant = true, .never_where = "max_depth_m"};

const std::vector<Setting>& settings() {
  static const std::vector<Setting> kSettings{
      {.name = "cell_m",
       .unit = "m",
       .usual = 2.0,
       .least = 0.5,
       .most = 20.0,
       .en = "side of the square cells",
       .vi = "cạnh ô lưới"},
      {.name = "margin_m",
       .unit = "m",
       .usual = 300.0,
       .least = 0.0,
       .most = 2000.0,
       .en = "ground around the ward's box that is computed with it",
       .vi = "dải đất quanh phường cùng được tính"},
      {.name = "duration_s",
       .unit = "s",
       .usual = 21600.0,
       .least = 1.0,
       .most = 864000.0,
       .en = "time computed",
       .vi = "thời gian mô phỏng"},
      {.name = "output_s",
       .unit = "s",
       .usual = 900.0,
       .least = 1.0,
       .most = 86400.0,
       .en = "between two frames of depth",
       .vi = "khoảng cách giữa hai khung độ sâu"},
      {.name = "look_s",
       .unit = "s",
       .usual = 60.0,
       .least = 1.0,
       .most = 3600.0,
       .en = "between two looks at speed, hazard, arrival and duration",
       .vi = "khoảng cách giữa hai lần ghi vận tốc, mức nguy hiểm, lúc ngập và thời gian ngập"},
      {.name = "checkpoint_s",
       .unit = "s",
       .usual = 1800.0,
       .least = 60.0,
       .most = 864000.0,
       .en = "model time between two saved states of a run that can be resumed",
       .vi = "thời gian mô hình giữa hai lần lưu trạng thái để chạy tiếp khi bị ngắt"},
      {.name = "rain",
       .kind = SettingKind::text,
       .usual = std::string("file"),
       .choices = {"file", "design", "raster", "none"},
       .choices_told = {{"of a file", "theo tệp"},
                        {"design storm", "mưa thiết kế"},
                        {"raster through time", "dạng lưới theo thời gian"},
                        {"none", "không mưa"}},
       .en = "rain of a file, a design storm (TCVN 7957), a raster through time, or none",
       .vi = "mưa theo tệp, mưa thiết kế (TCVN 7957), mưa dạng lưới theo thời gian, hoặc không "
             "mưa"},
      {.name = "rain_file",
       .kind = SettingKind::file,
       .usual = std::string("flood/rain/2025-09-30_reconstructed.csv"),
       .used_if = {"rain", {"file"}},
       .en = "file of the rain: time_s,mm_per_h, each rate from its time on",
       .vi = "tệp mưa: time_s,mm_per_h, mỗi cường độ giữ từ lúc đó đến dòng sau"},
      {.name = "rain_raster",
       .kind = SettingKind::file,
       .usual = std::string(),
       .used_if = {"rain", {"raster"}},
       .en = "rain by place and time, as of a radar: netCDF-CF, or a CSV of time_s,file",
       .vi = "mưa theo nơi và thời gian, ví dụ từ radar: netCDF-CF, hoặc CSV gồm time_s,file"},
      {.name = "rain_variable",
       .kind = SettingKind::text,
       .usual = std::string(),
       .used_if = {"rain", {"raster"}},
       .en = "the variable of the netCDF file that is rain, where several can be",
       .vi = "tên biến lượng mưa trong tệp netCDF, khi có nhiều biến"},
      {.name = "rain_factor",
       .usual = 1.0,
       .least = 0.0,
       .most = 10.0,
       .used_if = {"rain", {"file", "design", "raster"}},
       .en = "multiplies the rain, as for a warmer climate",
       .vi = "hệ số nhân lượng mưa, ví dụ cho biến đổi khí hậu"},
      {.name = "design_storm",
       .kind = SettingKind::file,
       .usual = std::string("flood/design_storm.toml"),
       .used_if = {"rain", {"design"}},
       .en = "coefficients of the design storm",
       .vi = "hệ số của mưa thiết kế"},
      {.name = "design_return_years",
       .unit = "year",
       .usual = 10.0,
       .least = 0.5,
       .most = 1000.0,
       .used_if = {"rain", {"design"}},
       .en = "return period of the design storm",
       .vi = "chu kỳ lặp lại của mưa thiết kế"},
      {.name = "design_duration_min",
       .unit = "min",
       .usual = 120.0,
       .least = 5.0,
       .most = 2880.0,
       .used_if = {"rain", {"design"}},
       .en = "duration of the design storm",
       .vi = "thời gian mưa thiết kế"},
      {.name = "land_cover",
       .kind = SettingKind::file,
       .usual = std::string("flood/land_cover.toml"),
       .en = "roughness and soil of each kind of ground",
       .vi = "độ nhám và độ thấm của từng loại mặt đất"},
      {.name = "permeable_covers",
       .kind = SettingKind::texts,
       .usual = std::vector<std::string>{},
       .choices = {"yard", "road", "lane"},
       .choices_told = {{"yards", "sân"}, {"roads", "mặt đường"}, {"lanes", "mặt ngõ"}},
       .en =
           "kinds of ground that are all paved to let rain through (class 'permeable' of the land "
           "cover)",
       .vi = "loại mặt đất được lát thấm nước toàn bộ (theo loại 'permeable' của bảng mặt đất)"},
      {.name = "infiltration",
       .kind = SettingKind::text,
       .usual = std::string("horton"),
       .choices = {"none", "constant", "horton", "green_ampt", "curve_number"},
       .choices_told = {{"none", "không thấm"},
                        {"constant rate", "tốc độ không đổi"},
                        {"Horton", "Horton"},
                        {"Green–Ampt", "Green–Ampt"},
                        {"curve number", "hệ số CN"}},
       .en = "how water soaks into the ground",
       .vi = "mô hình thấm vào đất"},
      {.name = "drains",
       .kind = SettingKind::text,
       .usual = std::string("inlets_and_pipes"),
       .choices = {"none", "inlets", "inlets_and_pipes"},
       .choices_told = {{"none", "không thoát"},
                        {"inlets alone", "chỉ xét hố thu"},
                        {"inlets and pipes", "hố thu và cống"}},
       .en = "what the drains take: nothing; each inlet its capacity; no more than the pipes below "
             "and the river allow",
       .vi =
           "cống thoát: không; mỗi hố thu đúng năng lực của nó; không quá sức của ống bên dưới và "
           "mực nước sông"},
      {.name = "inlet_factor",
       .usual = 1.0,
       .least = 0.0,
       .most = 10.0,
       .en = "multiplies every inlet's capacity, as after cleaning or clogging",
       .vi = "hệ số nhân năng lực hố thu, ví dụ sau khi nạo vét hoặc khi bị tắc"},
      {.name = "flattest_pipe_slope",
       .usual = 0.0005,
       .least = 1e-6,
       .most = 0.1,
       .en = "least slope with which a full pipe carries water (assumed)",
       .vi = "độ dốc nhỏ nhất khi ống chảy đầy (giả định)"},
      {.name = "river",
       .kind = SettingKind::text,
       .usual = std::string("usual"),
       .choices = {"usual", "level", "file"},
       .choices_told = {{"usual level of each", "mức thường ngày"},
                        {"constant level", "mức cố định"},
                        {"of a file", "theo tệp"}},
       .en = "level of the rivers: the usual one of each, a constant, or a file",
       .vi = "mực nước sông: mức thường ngày, một mức cố định, hoặc theo tệp"},
      {.name = "river_level_m",
       .unit = "m",
       .usual = 3.3,
       .least = -20.0,
       .most = 100.0,
       .used_if = {"river", {"level"}},
       .en = "constant level of the rivers",
       .vi = "mực nước sông cố định"},
      {.name = "river_file",
       .kind = SettingKind::file,
       .usual = std::string("flood/river/2025-09-30_reconstructed.csv"),
       .used_if = {"river", {"file"}},
       .en = "file of the level: time_s,level_m, linear between rows",
       .vi = "tệp mực nước: time_s,level_m, nội suy tuyến tính"},
      {.name = "free_edges",
       .kind = SettingKind::flag,
       .usual = true,
       .en = "whether water may run on over the end of the margin, down the slope of the ground "
             "there",
       .vi = "nước được chảy tiếp qua mép ngoài của dải đất, theo độ dốc tại đó"},
      {.name = "scheme",
       .kind = SettingKind::text,
       .usual = std::string("second_order"),
       .choices = {"second_order", "first_order", "inertial"},
       .choices_told = {{"second order", "bậc hai"},
                        {"first order (faster)", "bậc một (nhanh hơn)"},
                        {"local inertia (preview)", "quán tính cục bộ (xem trước)"}},
       .en = "finite volumes of second order, or of first order (faster; smears thin films), or "
             "local "
             "inertia (a preview)",
       .vi =
           "thể tích hữu hạn bậc hai, bậc một (nhanh hơn; làm nhòe lớp nước mỏng), hoặc quán tính "
           "cục bộ (chỉ để xem trước)"},
      {.name = "local_steps",
       .kind = SettingKind::flag,
       .usual = true,
       .en = "whether tiles of slow water take longer steps than those of fast water",
       .vi = "vùng nước chảy chậm được dùng bước thời gian dài hơn vùng chảy nhanh"},
      {.name = "cfl",
       .usual = 0.95,
       .least = 0.05,
       .most = 1.0,
       .en = "share of the longest stable step",
       .vi = "tỷ lệ so với bước thời gian ổn định lớn nhất"},
      {.name = "flooded_m",
       .unit = "m",
       .usual = 0.15,
       .least = 0.01,
       .most = 5.0,
       .en = "depth from which a place counts as flooded and people as affected",
       .vi = "độ sâu từ đó coi là ngập, người dân bị ảnh hưởng"},
      {.name = "observed_reach_m",
       .unit = "m",
       .usual = 25.0,
       .least = 1.0,
       .most = 1000.0,
       .en = "how far from its place an observation may have been made where it tells no "
             "uncertainty (assumed)",
       .vi = "sai số vị trí của quan sát khi không ghi rõ (giả định)"},
      {.name = "observed_tolerance_s",
       .unit = "s",
       .usual = 900.0,
       .least = 0.0,
       .most = 86400.0,
       .en = "between the time of a report and the water compared with it (assumed)",
       .vi = "chênh lệch cho phép giữa giờ phản ánh và lúc lấy kết quả so sánh (giả định)"},
      {.name = "pedestrian_hazard",
       .usual = 3.0,
       .least = 2.0,
       .most = 6.0,
       .en =
           "hazard class that stops people on foot: from H3 children and the old are unsafe, from "
           "H4 all (Australian Rainfall and Runoff 2019)",
       .vi = "mức nguy hiểm mà người đi bộ phải dừng: từ H3 nguy hiểm cho trẻ em, người già, từ H4 "
             "cho mọi người (Australian Rainfall and Runoff 2019)"},
      {.name = "motorbike_depth_m",
       .unit = "m",
       .usual = 0.30,
       .least = 0.05,
       .most = 2.0,
       .en = "depth that stops a motorbike (assumed)",
       .vi = "độ sâu làm xe máy chết máy (giả định)"},
      {.name = "car_head_m",
       .unit = "m",
       .usual = 0.30,
       .least = 0.05,
       .most = 2.0,
       .en = "depth + v²/2g that stops a car (TRID 1412184)",
       .vi = "cột nước toàn phần làm ô tô con phải dừng (TRID 1412184)"},
      {.name = "fire_engine_head_m",
       .unit = "m",
       .usual = 0.60,
       .least = 0.05,
       .most = 3.0,
       .en = "depth + v²/2g that stops a fire engine (TRID 1412184)",
       .vi = "cột nước toàn phần làm xe chữa cháy phải dừng (TRID 1412184)"},
  };
  return kSettings;
}

void add_measures(std::vector<ResultField>& fields) {
  constexpr auto kLess = Better::less;
  fields.insert(
      fields.end(),
      {measure("rain_mm", "mm", "rain in the time computed", "lượng mưa trong thời gian tính",
               Better::neither, 1),
       measure("max_depth_m", "m", "deepest water in the ward outside rivers and ponds",
               "độ sâu lớn nhất trong phường, không kể sông, hồ", kLess, 2),
       measure("flooded_area_15cm_m2", "m2", "ward's ground with 0.15 m and more at some time",
               "diện tích từng ngập từ 0,15 m", kLess),
       measure("flooded_area_30cm_m2", "m2", "with 0.30 m and more",
               "diện tích từng ngập từ 0,30 m", kLess),
       measure("flooded_area_50cm_m2", "m2", "with 0.50 m and more",
               "diện tích từng ngập từ 0,50 m", kLess),
       measure("people_affected", "person", "residents of houses flooded at the door",
               "số người ở nhà bị ngập tại cửa", kLess),
       measure("people_over_30cm", "person", "residents with 0.30 m and more at the door",
               "số người có cửa nhà ngập từ 0,30 m", kLess),
       measure("people_over_50cm", "person", "residents with 0.50 m and more at the door",
               "số người có cửa nhà ngập từ 0,50 m", kLess),
       measure("buildings_affected", "1", "houses flooded at the door", "số nhà ngập tại cửa",
               kLess),
       measure("lanes_flooded_m", "m", "length of lanes flooded at some time",
               "chiều dài ngõ từng bị ngập", kLess),
       measure("lanes_blocked", "1", "lanes that a motorbike cannot pass for a time",
               "số ngõ có lúc xe máy không đi qua được", kLess),
       measure("roads_flooded_m", "m", "length of streets flooded at some time",
               "chiều dài đường phố từng bị ngập", kLess),
       measure("hits", "1", "places where water was seen and computed",
               "số nơi có ngập và tính ra ngập", Better::more),
       measure("misses", "1", "places where water was seen and none computed",
               "số nơi có ngập mà không tính ra ngập", kLess),
       measure("false_alarms", "1", "places where no water was seen and some computed",
               "số nơi không ngập mà tính ra ngập", kLess),
       measure("correct_negatives", "1", "places where no water was seen and none computed",
               "số nơi không ngập và tính ra không ngập", Better::more),
       measure("pod", "1", "probability of detection, hits / (hits + misses)",
               "tỷ lệ phát hiện POD, trúng / (trúng + sót)", Better::more, 2),
       measure("far", "1", "false alarm ratio, false alarms / (hits + false alarms)",
               "tỷ lệ báo sai FAR, báo sai / (trúng + báo sai)", kLess, 2),
       measure("csi", "1", "critical success index, hits / (hits + misses + false alarms)",
               "chỉ số thành công CSI, trúng / (trúng + sót + báo sai)", Better::more, 2),
       measure("spots_flooded", "1", "known flood spots that flood in this run (information only)",
               "số điểm ngập đã biết bị ngập trong lần chạy (chỉ để tham khảo)"),
       measure("initial_m3", "m3", "water at the start", "nước lúc đầu"),
       measure("rain_m3", "m3", "rain on the grid, roofs included", "mưa trên lưới, cả mái nhà"),
       measure("inflow_m3", "m3", "from rivers", "nước từ sông chảy vào"),
       measure("infiltration_m3", "m3", "soaked into the ground", "nước thấm vào đất"),
       measure("drains_m3", "m3", "taken by inlets", "nước vào hố thu"),
       measure("outflow_m3", "m3", "to rivers and over the end of the margin",
               "nước ra sông và ra ngoài mép"),
       measure("stored_m3", "m3", "on the ground at the end", "nước còn trên mặt đất lúc cuối"),
       measure("mass_error_relative", "1", "water lost or made up, over all that came",
               "sai số bảo toàn khối lượng tương đối", Better::neither, 9),
       measure("cells", "1", "cells that can hold water", "số ô có thể chứa nước"),
       measure("steps", "1", "steps taken", "số bước tính")});
}

void add_grids(std::vector<ResultField>& fields) {
  fields.insert(
      fields.end(),
      {grid("max_depth_m", "m", "greatest depth outside rivers and ponds",
            "độ sâu ngập lớn nhất, không kể sông, hồ",
            {.ramp = &kDepth, .decimals = 2, .picture = true}),
       frames("depth_m", "m", "depth through time, to the millimetre",
              "độ sâu theo thời gian, đến milimét", {.ramp = &kDepth, .decimals = 2}),
       grid("max_speed_mps", "m/s", "greatest speed", "vận tốc lớn nhất",
            {.ramp = &kSpeed, .decimals = 2}),
       grid("hazard_arr", "1", "worst hazard class H1 to H6", "mức nguy hiểm cao nhất H1 đến H6",
            {.ramp = &kArr}),
       grid("hazard_defra", "1", "worst hazard rating d (v + 0.5) + DF",
            "chỉ số nguy hiểm lớn nhất d (v + 0,5) + DF", {.ramp = &kDefra, .decimals = 2}),
       grid("arrival_s", "s", "when it is first flooded", "lúc bắt đầu ngập", kInstant),
       grid("peak_s", "s", "when it is deepest", "lúc ngập sâu nhất", kInstant),
       grid("duration_s", "s", "how long it is flooded", "thời gian ngập", {.ramp = &kHours}),
       grid("duration_30cm_s", "s", "how long it is 0.30 m deep and more",
            "thời gian ngập từ 0,30 m", {.ramp = &kHours}),
       grid("duration_50cm_s", "s", "how long it is 0.50 m deep and more",
            "thời gian ngập từ 0,50 m", {.ramp = &kHours}),
       grid("rain_total_mm", "mm",
            "rain in the time computed, where it differs from place to place",
            "lượng mưa trong thời gian tính, khi mưa khác nhau theo nơi", {.decimals = 1})});
}

void add_buildings(std::vector<ResultField>& fields) {
  fields.insert(fields.end(),
                {column("buildings", "door_depth_m", "m", "greatest depth along the façade",
                        "độ sâu lớn nhất dọc mặt nhà", {.ramp = &kDepth, .decimals = 2}),
                 column("buildings", "door_ground_m", "m", "ground there, before the door",
                        "cao độ mặt đất tại đó, trước cửa", {.decimals = 2}),
                 column("buildings", "arrival_s", "s", "when it is first flooded there",
                        "lúc bắt đầu ngập tại đó", kInstant),
                 column("buildings", "duration_s", "s", "how long it is flooded there",
                        "thời gian ngập tại đó", {.ramp = &kHours}),
                 column("buildings", "peak_s", "s", "when it is deepest there",
                        "lúc ngập sâu nhất tại đó", kInstant),
                 words("buildings", "consequence", "what that depth means (in Vietnamese)",
                       "độ sâu đó nghĩa là gì")});
}

void add_ways(std::vector<ResultField>& fields, std::string_view table) {
  fields.insert(
      fields.end(),
      {column(table, "max_depth_m", "m", "greatest depth along its middle",
              "độ sâu lớn nhất dọc tim đường", {.ramp = &kDepth, .decimals = 2}),
       column(table, "pedestrian_last_pass_s", "s",
              "last moment at which people on foot can pass, before it is first blocked",
              "lúc cuối cùng người đi bộ còn qua được, trước khi bị chặn lần đầu", kWayInstant),
       column(table, "motorbike_last_pass_s", "s",
              "last moment at which motorbikes can pass, before it is first blocked",
              "lúc cuối cùng xe máy còn qua được, trước khi bị chặn lần đầu", kWayInstant),
       column(table, "car_last_pass_s", "s",
              "last moment at which cars can pass, before it is first blocked",
              "lúc cuối cùng ô tô con còn qua được, trước khi bị chặn lần đầu", kWayInstant),
       column(table, "fire_engine_last_pass_s", "s",
              "last moment at which fire engines can pass, before it is first blocked",
              "lúc cuối cùng xe chữa cháy còn qua được, trước khi bị chặn lần đầu", kWayInstant),
       column(table, "mean_depth_m", "m", "mean of the greatest depths along it",
              "trung bình độ sâu lớn nhất dọc đường", {.ramp = &kDepth, .decimals = 2}),
       column(table, "flooded_share", "1", "share of its length that is flooded at some time",
              "tỷ lệ chiều dài từng bị ngập", {.decimals = 2}),
       column(table, "arrival_s", "s", "when some place of it is first flooded", "lúc bắt đầu ngập",
              kWayInstant),
       column(table, "pedestrian_open_again_s", "s", "when people on foot can pass again for good",
              "lúc người đi bộ qua lại được hẳn", kWayInstant),
       column(table, "motorbike_open_again_s", "s", "when motorbikes can pass again for good",
              "lúc xe máy qua lại được hẳn", kWayInstant),
       column(table, "car_open_again_s", "s", "when cars can pass again for good",
              "lúc ô tô con qua lại được hẳn", kWayInstant),
       column(table, "fire_engine_open_again_s", "s", "when fire engines can pass again for good",
              "lúc xe chữa cháy qua lại được hẳn", kWayInstant),
       column(table, "pedestrian_blocked_s", "s", "how long people on foot cannot pass",
              "thời gian người đi bộ không qua được", {.ramp = &kHours}),
       column(table, "motorbike_blocked_s", "s", "how long motorbikes cannot pass",
              "thời gian xe máy không qua được", {.ramp = &kHours}),
       column(table, "car_blocked_s", "s", "how long cars cannot pass",
              "thời gian ô tô con không qua được", {.ramp = &kHours}),
       column(table, "fire_engine_blocked_s", "s", "how long fire engines cannot pass",
              "thời gian xe chữa cháy không qua được", {.ramp = &kHours}),
       words(table, "consequence", "what that depth means (in Vietnamese)",
             "độ sâu đó nghĩa là gì"),
       series(table, "depth_m", "m", "greatest depth along its middle through time",
              "độ sâu lớn nhất dọc tim đường theo thời gian", {.ramp = &kDepth, .decimals = 2})});
}

void add_observations(std::vector<ResultField>& fields, std::string_view table) {
  fields.insert(
      fields.end(),
      {column(table, "verdict", "1", "what was seen beside what was computed",
              "quan sát so với kết quả tính", {.ramp = &kVerdict, .picture = true}),
       column(table, "observed_depth_m", "m", "depth seen", "độ sâu quan sát",
              {.ramp = &kDepth, .decimals = 2}),
       column(table, "simulated_depth_m", "m",
              "depth computed there, around that time, within the position's uncertainty",
              "độ sâu tính được tại đó, quanh thời điểm đó, trong phạm vi sai số vị trí",
              {.ramp = &kDepth, .decimals = 2}),
       words(table, "verdict_reason_vi", "why it is not scored, in Vietnamese", "lý do không chấm"),
       words(table, "verdict_reason_en", "why it is not scored", "lý do không chấm, tiếng Anh")});
}

void add_others(std::vector<ResultField>& fields) {
  fields.insert(
      fields.end(),
      {column("residential_groups", "residents", "person", "residents of its houses", "số dân"),
       column("residential_groups", "people_affected", "person",
              "residents of houses flooded at the door", "số người ở nhà bị ngập tại cửa"),
       column("residential_groups", "people_over_30cm", "person", "of them with 0.30 m and more",
              "trong đó ngập từ 0,30 m"),
       column("residential_groups", "people_over_50cm", "person", "of them with 0.50 m and more",
              "trong đó ngập từ 0,50 m"),
       column("residential_groups", "affected_share", "1", "share of its residents",
              "tỷ lệ số dân bị ảnh hưởng", {.decimals = 2}),
       column("drain_inlets", "taken_m3", "m3", "water it took", "lượng nước đã thu",
              {.decimals = 1}),
       column("drain_inlets", "limit_m3ps", "m3/s",
              "most it may take at the start, pipes and river considered",
              "năng lực thu lúc đầu, đã xét ống và mực nước sông", {.decimals = 4})});
}

}  // namespace

std::span<const Setting> flood_settings() { return settings(); }

std::span<const ResultField> flood_results() {
  static const std::vector<ResultField> kFields = [] {
    std::vector<ResultField> fields;
    add_grids(fields);
    add_measures(fields);
    add_buildings(fields);
    add_ways(fields, "lanes");
    add_ways(fields, "roads");
    add_others(fields);
    add_observations(fields, "flood_spots");
    add_observations(fields, "reports");
    return fields;
  }();
  return kFields;
}

const Ramp& depth_ramp() { return kDepth; }

Text consequence_of_depth(double depth_m) {
  const RampClass* found = &kDepth.classes.front();
  for (const RampClass& one : kDepth.classes) {
    if (depth_m >= one.from) found = &one;
  }
  return {std::string(found->en), std::string(found->vi)};
}

}  // namespace twin

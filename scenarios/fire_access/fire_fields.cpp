#include "scenarios/fire_access/fire_fields.h"

#include <vector>

#include "engine/results/declare.h"

namespace twin::fire {
namespace {

using namespace declare;

const Ramp kServed{
    .name = "fire_served",
    .classes = {{0, "#1a9850", "an engine comes to the door", "xe chữa cháy vào được sát nhà"},
                {1, "#fee08b", "hose from the engine's stop", "phải kéo vòi từ chỗ xe dừng"},
                {2, "#fdae61", "only a portable pump at a source nearby",
                 "chỉ có máy bơm khiêng tay lấy nước gần đó"},
                {3, "#f46d43", "hose reaches, water does not last",
                 "vòi tới được nhưng thiếu nước"},
                {4, "#a50026", "not reached", "không tới được"}},
    .in_words = true,
    .source_en = "one hose of 20 m and 200 m of hose: QCVN 10:2025/BCA, QCVN 06:2022/BXD 5.1.4.7",
    .source_vi =
        "một cuộn vòi 20 m và tầm kéo vòi 200 m: QCVN 10:2025/BCA, QCVN 06:2022/BXD 5.1.4.7"};

const Ramp kArrival{.name = "fire_arrival",
                    .classes = {{0, "#1a9850", "within 4 minutes", "trong 4 phút"},
                                {240, "#91cf60", "4 to 6 minutes", "4 đến 6 phút"},
                                {360, "#fee08b", "6 to 8 minutes", "6 đến 8 phút"},
                                {480, "#fc8d59", "8 to 10 minutes", "8 đến 10 phút"},
                                {600, "#d73027", "10 minutes and more", "từ 10 phút"}},
                    .source_en = "240 and 480 s: NFPA 1710; the others assumed",
                    .source_vi = "240 và 480 s: NFPA 1710; còn lại giả định"};

const Ramp kWater{.name = "fire_first_water",
                  .classes = {{0, "#1a9850", "within 5 minutes", "trong 5 phút"},
                              {300, "#91cf60", "5 to 8 minutes", "5 đến 8 phút"},
                              {480, "#fee08b", "8 to 10 minutes", "8 đến 10 phút"},
                              {600, "#fc8d59", "10 to 15 minutes", "10 đến 15 phút"},
                              {900, "#d73027", "15 minutes and more", "từ 15 phút"}},
                  .source_en = "assumed",
                  .source_vi = "giả định"};

const Ramp kHose{
    .name = "fire_hose",
    .classes = {{0, "#1a9850", "up to one hose", "không quá một cuộn vòi"},
                {20, "#91cf60", "20 to 60 m", "20 đến 60 m"},
                {60, "#fee08b", "60 to 150 m", "60 đến 150 m"},
                {150, "#fc8d59", "150 to 200 m", "150 đến 200 m"},
                {200, "#a50026", "more than 200 m", "trên 200 m"}},
    .source_en = "60 m: QCVN 06:2022/BXD 6.2.2.1; 150 and 200 m: QCVN 06:2022/BXD 5.1.5.9, 5.1.4.7",
    .source_vi = "60 m: QCVN 06:2022/BXD 6.2.2.1; 150 và 200 m: QCVN 06:2022/BXD 5.1.5.9, 5.1.4.7"};

const Ramp kFlow{.name = "fire_flow",
                 .classes = {{0, "#d73027", "under 5 l/s", "dưới 5 l/s"},
                             {5, "#fee08b", "5 to 10 l/s", "5 đến 10 l/s"},
                             {10, "#1a9850", "10 l/s and more", "từ 10 l/s"}},
                 .source_en = "10 l/s: QCVN 10:2025/BCA, table H.2, dwellings",
                 .source_vi = "10 l/s: QCVN 10:2025/BCA, bảng H.2, nhà ở"};

const Ramp kReverse{.name = "fire_reverse",
                    .classes = {{0, "#1a9850", "need not back out far", "không phải lùi xa"},
                                {46, "#d73027", "dead end of more than 46 m, no turning place",
                                 "ngõ cụt trên 46 m không có chỗ quay xe"}},
                    .source_en = "46 m: QCVN 06:2022/BXD 6.2.5",
                    .source_vi = "46 m: QCVN 06:2022/BXD 6.2.5"};

const Ramp kYes{.name = "fire_water",
                .classes = {{0, "#d73027", "a house without", "có nhà chưa có"},
                            {1, "#1a9850", "every house has it", "mọi nhà đều có"}},
                .in_words = true,
                .source_en = "plan 102/KH-UBND, indicator 3 of works; 150 m: assumed",
                .source_vi = "Kế hoạch 102/KH-UBND, chỉ tiêu công trình 3; 150 m: giả định"};

void add_measures(std::vector<ResultField>& fields) {
  constexpr auto kLess = Better::less;
  constexpr auto kMore = Better::more;
  fields.insert(
      fields.end(),
      {measure("residents_in_time", "person", "residents with first water within the target",
               "số người có nước chữa cháy trong thời gian mục tiêu", kMore),
       measure("residents_in_time_share", "1", "their share of all residents",
               "tỷ lệ so với tổng số dân", kMore, 3),
       measure("hose_150_share", "1", "share of residents within 150 m of hose from an engine",
               "tỷ lệ dân trong tầm 150 m vòi tính từ xe", kMore, 3),
       measure("hose_200_share", "1", "share of residents within 200 m of hose from an engine",
               "tỷ lệ dân trong tầm 200 m vòi tính từ xe", kMore, 3),
       measure("buildings_not_reached", "1", "buildings that no hose reaches",
               "số nhà không có vòi nào tới được", kLess),
       measure("residents_not_reached", "person", "residents of buildings that no hose reaches",
               "số người ở nhà không có vòi nào tới được", kLess),
       measure("residents_cut_by_flood", "person",
               "of them, those that hose reaches when streets are dry",
               "trong đó, số người mà khi khô ráo vòi tới được", kLess),
       measure("residents_near_water", "person",
               "residents within 150 m of hose path of a hydrant or usable cistern",
               "số người cách trụ hoặc bể nước dùng được không quá 150 m đường vòi", kMore),
       measure("residents_without_water", "person", "residents farther than that",
               "số người ở xa hơn thế", kLess),
       measure("lanes_with_water_share", "1",
               "share of lanes in which every house has fire water (the plan's indicator 3)",
               "tỷ lệ ngõ mà mọi nhà đều có nước chữa cháy (chỉ tiêu công trình 3)", kMore, 3),
       measure("first_water_median_s", "s", "first water, the median resident",
               "thời gian có nước, trung vị theo người dân", kLess),
       measure("first_water_person_min", "person min",
               "residents' minutes until first water, each at most an hour",
               "tổng số phút người dân chờ nước, mỗi người tối đa một giờ", kLess)});
}

void add_houses(std::vector<ResultField>& fields) {
  constexpr auto kTable = "buildings";
  fields.insert(
      fields.end(),
      {column(kTable, "served", "1", "how the house is served", "khả năng chữa cháy của nhà",
              {.ramp = &kServed, .picture = true}),
       column(kTable, "arrival_s", "s", "from the call to the engine at its stop",
              "từ lúc gọi đến lúc xe tới chỗ dừng", {.ramp = &kArrival}),
       column(kTable, "first_water_s", "s", "from the call to the first water",
              "từ lúc gọi đến lúc có nước đầu tiên", {.ramp = &kWater}),
       column(kTable, "hose_m", "m", "hose path from the engine's stop to the door",
              "đường kéo vòi từ chỗ xe dừng đến cửa", {.ramp = &kHose}),
       column(kTable, "hoses", "1", "hoses of 20 m", "số cuộn vòi 20 m"),
       column(kTable, "flow_lps", "l/s", "flow at the nozzles that give the first water",
              "lưu lượng tại lăng phun đầu tiên", {.ramp = &kFlow, .decimals = 1}),
       column(kTable, "demand_lps", "l/s", "flow that a fire there takes",
              "lưu lượng cần để chữa cháy"),
       column(kTable, "source_m", "m", "hose path from the nearest source within reach",
              "đường vòi từ nguồn nước gần nhất trong tầm"),
       column(kTable, "fire_water_m", "m", "hose path from the nearest hydrant or usable cistern",
              "đường vòi từ trụ hoặc bể nước dùng được gần nhất"),
       column(kTable, "reverse_m", "m", "how far the engine must back out", "đoạn xe phải lùi ra",
              {.ramp = &kReverse}),
       words(kTable, "reason", "why no engine stops nearer, in Vietnamese",
             "vì sao xe không vào gần hơn"),
       words(kTable, "reason_en", "why no engine stops nearer, in English",
             "vì sao xe không vào gần hơn, bằng tiếng Anh"),
       words(kTable, "engine", "the engine that serves it", "loại xe phục vụ"),
       words(kTable, "stop", "where it stops", "chỗ xe dừng"),
       words(kTable, "at_door", "what comes to the door", "loại xe vào được đến cửa"),
       words(kTable, "water_source", "id of the nearest source within reach",
             "mã nguồn nước gần nhất trong tầm"),
       words(kTable, "first_water_by", "what gives the first water", "nước đầu tiên từ đâu")});
}

void add_ways(std::vector<ResultField>& fields, std::string_view table) {
  fields.insert(
      fields.end(),
      {column(table, "served", "1", "its worst house or place", "nhà hoặc chỗ khó nhất",
              {.ramp = &kServed, .picture = true}),
       column(table, "arrival_worst_s", "s", "arrival, its worst house",
              "thời gian xe tới, nhà lâu nhất", {.ramp = &kArrival}),
       column(table, "arrival_median_s", "s", "arrival, its median house",
              "thời gian xe tới, trung vị các nhà", {.ramp = &kArrival}),
       column(table, "first_water_worst_s", "s", "first water, its worst house",
              "thời gian có nước, nhà lâu nhất", {.ramp = &kWater}),
       column(table, "first_water_median_s", "s", "first water, its median house",
              "thời gian có nước, trung vị các nhà", {.ramp = &kWater}),
       column(table, "longest_hose_m", "m", "longest hose path to a house or its far end",
              "đường kéo vòi dài nhất tới nhà hoặc cuối ngõ", {.ramp = &kHose}),
       column(table, "driven_share", "1", "share of its length that an engine drives",
              "phần chiều dài xe chữa cháy vào được", {.decimals = 2}),
       column(table, "reverse_m", "m", "farthest that an engine must back out",
              "đoạn dài nhất xe phải lùi ra", {.ramp = &kReverse}),
       column(table, "has_fire_water", "1",
              "whether every house has a hydrant or cistern within 150 m",
              "mọi nhà có trụ hoặc bể nước trong 150 m", {.ramp = &kYes}),
       column(table, "houses", "1", "houses that open onto it", "số nhà mở cửa ra"),
       column(table, "residents", "person", "their residents", "số người"),
       column(table, "residents_not_reached", "person", "those that no hose reaches",
              "số người vòi không tới được"),
       words(table, "reason", "why no engine gets nearer to its worst place, in Vietnamese",
             "vì sao xe không vào gần hơn, xét chỗ khó nhất"),
       words(table, "reason_en", "why no engine gets nearer to its worst place, in English",
             "vì sao xe không vào gần hơn, bằng tiếng Anh"),
       words(table, "passes", "what can drive its whole length",
             "loại xe đi được suốt chiều dài")});
}

void add_groups(std::vector<ResultField>& fields) {
  constexpr auto kTable = "residential_groups";
  fields.insert(
      fields.end(),
      {column(kTable, "residents", "person", "residents", "số người"),
       column(kTable, "in_time_share", "1", "share with first water within the target",
              "tỷ lệ có nước trong thời gian mục tiêu", {.decimals = 2}),
       column(kTable, "hose_150_share", "1", "share within 150 m of hose from an engine",
              "tỷ lệ trong tầm 150 m vòi tính từ xe", {.decimals = 2}),
       column(kTable, "near_water_share", "1", "share within 150 m of a hydrant or usable cistern",
              "tỷ lệ cách trụ hoặc bể nước không quá 150 m", {.decimals = 2}),
       column(kTable, "residents_not_reached", "person", "those that no hose reaches",
              "số người vòi không tới được")});
}

}  // namespace

std::span<const ResultField> fire_results() {
  static const std::vector<ResultField> all = [] {
    std::vector<ResultField> fields;
    add_measures(fields);
    add_houses(fields);
    add_ways(fields, "lanes");
    add_ways(fields, "roads");
    add_groups(fields);
    return fields;
  }();
  return all;
}

std::span<const Need> fire_needs() {
  static const Need all[] = {{.name = "flood",
                              .scenario = "flood",
                              .required = false,
                              .en = "depths in which vehicles stop and people cannot lay hose",
                              .vi = "độ sâu ngập làm xe dừng và người không kéo vòi được"}};
  return all;
}

}  // namespace twin::fire

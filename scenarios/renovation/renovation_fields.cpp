#include "scenarios/renovation/renovation_fields.h"

#include <vector>

#include "engine/results/declare.h"

namespace twin {
namespace {

using namespace declare;

const Ramp kRankRamp{.name = "rank",
                     .classes = {{1, "#1a9641", "first ten", "mười hạng đầu"},
                                 {11, "#a6d96a", "11 to 30", "hạng 11–30"},
                                 {31, "#ffffbf", "31 to 60", "hạng 31–60"},
                                 {61, "#fdae61", "after that", "sau hạng 60"}},
                     .in_words = true,
                     .source_en = "places of this ranking",
                     .source_vi = "thứ hạng của lần xếp này"};

void add_measures(std::vector<ResultField>& fields) {
  fields.insert(
      fields.end(),
      {measure("candidates_found", "1", "candidates that the layers suggest",
               "số phương án tìm thấy"),
       measure("candidates_simulated", "1", "candidates simulated", "số phương án đã mô phỏng"),
       measure("funded", "1", "candidates funded", "số phương án được bố trí vốn"),
       measure("cost_funded_mvnd", "million VND", "cost of what is funded",
               "chi phí các phương án được bố trí"),
       measure("points_predicted", "1", "points of what is funded, added up",
               "tổng điểm cộng dồn của các phương án được chọn", Better::more, 1),
       measure("points_simulated", "1", "points of all that is funded, simulated together",
               "điểm khi mô phỏng tất cả cùng lúc", Better::more, 1),
       measure("points_bound", "1", "no choice within the budgets has more discounted points",
               "cận trên của điểm quy đổi trong ngân sách", Better::neither, 1),
       measure("points_discounted", "1", "discounted points of the choice",
               "điểm quy đổi theo năm của lựa chọn", Better::neither, 1),
       measure("proven", "1", "1 where the choice is proven the best",
               "1 nếu lựa chọn được chứng minh tốt nhất")});
}

void add_candidates(std::vector<ResultField>& fields) {
  fields.insert(
      fields.end(),
      {words(kCandidates, "kind_vi", "what is renovated, in Vietnamese", "loại"),
       words(kCandidates, "kind_en", "what is renovated", "loại, tiếng Anh"),
       column(kCandidates, "rank", "1", "place by points per cost", "hạng theo điểm trên chi phí",
              {.ramp = &kRankRamp}),
       column(kCandidates, "cost_mvnd", "million VND", "usual cost", "chi phí thường gặp"),
       column(kCandidates, "cost_low_mvnd", "million VND", "low cost", "chi phí thấp"),
       column(kCandidates, "cost_high_mvnd", "million VND", "high cost", "chi phí cao"),
       column(kCandidates, "residents", "persons", "residents behind the lane's mouth",
              "số người ở trong ngõ"),
       column(kCandidates, "reached_gain", "persons",
              "more residents who get water in time (exact)",
              "thêm số người được phun nước kịp giờ (tính chính xác)", {.better = Better::more}),
       column(kCandidates, "first_water_gain", "person-min", "first water earlier (exact)",
              "nước chữa cháy đến sớm hơn (tính chính xác)", {.better = Better::more}),
       column(kCandidates, "water_reach_gain", "persons", "more residents near fire water (exact)",
              "thêm số người có nước chữa cháy trong tầm (tính chính xác)",
              {.better = Better::more}),
       column(kCandidates, "travel_gain", "person-min", "travel time saved in the peak hour",
              "thời gian đi lại bớt được giờ cao điểm", {.decimals = 1, .better = Better::more}),
       column(kCandidates, "travel_gain_error", "person-min",
              "numerical error of the travel time saved; a gain within it does not count",
              "sai số tính toán của thời gian đi lại bớt được; lợi ích nhỏ hơn thì không tính",
              {.decimals = 1}),
       column(
           kCandidates, "flood_relief", "persons",
           "residents of flooded houses relieved, by a shortcut: share × flooded residents along "
           "the lane",
           "người dân nhà ngập được giảm ngập, ước tính tắt: tỷ lệ × số người nhà ngập trong ngõ",
           {.better = Better::more}),
       column(kCandidates, "points", "1", "gains by their worth", "điểm quy từ lợi ích",
              {.decimals = 2, .better = Better::more}),
       column(kCandidates, "points_per_billion", "1", "points per billion VND",
              "điểm trên một tỷ đồng", {.decimals = 1, .better = Better::more}),
       column(kCandidates, "funded_year", "1", "year in which it is funded", "năm được bố trí vốn"),
       words(kCandidates, "works_vi", "works, in Vietnamese", "hạng mục"),
       words(kCandidates, "works_en", "works", "hạng mục, tiếng Anh"),
       words(kCandidates, "why_vi", "why it stands there, in Vietnamese", "vì sao ở hạng này"),
       words(kCandidates, "why_en", "why it stands there", "vì sao ở hạng này, tiếng Anh")});
}

}  // namespace

std::span<const Setting> renovation_settings() {
  static const std::vector<Setting> all = {
      {.name = "candidates",
       .usual = 100.0,
       .least = 1,
       .most = 2000,
       .en = "most candidates to simulate",
       .vi = "số phương án mô phỏng nhiều nhất"},
      {.name = "vehicles",
       .kind = SettingKind::texts,
       .usual = std::vector<std::string>{"pickup", "small", "medium"},
       .en = "vehicle classes that lanes are opened for, smallest first",
       .vi = "các loại xe mà ngõ được mở cho vào, nhỏ trước"},
      {.name = "vehicle_table",
       .kind = SettingKind::file,
       .usual = std::string("vehicles/fire_vehicles.toml"),
       .en = "vehicle classes",
       .vi = "bảng loại xe"},
      {.name = "price_table",
       .kind = SettingKind::file,
       .usual = std::string("renovation/prices.toml"),
       .en = "prices of works",
       .vi = "bảng đơn giá"},
      {.name = "worth_table",
       .kind = SettingKind::file,
       .usual = std::string("renovation/benefits.toml"),
       .en = "what each benefit is worth",
       .vi = "bảng giá trị lợi ích"},
      {.name = "height_margin_m",
       .unit = "m",
       .usual = 0.2,
       .least = 0,
       .most = 2,
       .en = "room wanted above a vehicle",
       .vi = "khoảng trống cần có trên nóc xe"},
      {.name = "hose_reach_m",
       .unit = "m",
       .usual = 150.0,
       .least = 20,
       .most = 1000,
       .en = "houses farther from water along the lanes lack it",
       .vi = "nhà xa nguồn nước hơn mức này coi là thiếu nước"},
      {.name = "cistern_m3",
       .unit = "m3",
       .usual = 30.0,
       .least = 1,
       .most = 500,
       .en = "volume of a new cistern",
       .vi = "dung tích bể mới"},
      {.name = "flooded_from_m",
       .unit = "m",
       .usual = 0.15,
       .least = 0.01,
       .most = 2,
       .en = "depth from which a lane or a door counts as flooded",
       .vi = "độ sâu từ đó ngõ hoặc nhà coi là ngập"},
      {.name = "drain_relief_share",
       .unit = "1",
       .usual = 0.5,
       .least = 0,
       .most = 1,
       .en = "share of the flooded residents along a lane that a drain relieves [assumed shortcut]",
       .vi = "tỷ lệ người dân nhà ngập trong ngõ được cống mới giảm ngập [ước tính tắt, giả định]"},
      {.name = "first_year",
       .unit = "1",
       .usual = 2026.0,
       .least = 2000,
       .most = 2100,
       .en = "year of the first budget",
       .vi = "năm của ngân sách đầu tiên"},
      {.name = "yearly_budgets_mvnd",
       .kind = SettingKind::numbers,
       .unit = "million VND",
       .usual = std::vector<double>{3000, 3000, 3000, 3000, 3000},
       .least = 0,
       .most = 1e7,
       .en = "budget of each year [assumed]",
       .vi = "ngân sách từng năm [giả định]"},
      {.name = "yearly_factor",
       .unit = "1",
       .usual = 0.95,
       .least = 0.5,
       .most = 1,
       .en = "what a benefit a year later is worth of one now [assumed]",
       .vi = "lợi ích muộn một năm còn bằng bao nhiêu phần hiện tại [giả định]"},
      {.name = "fire_access",
       .kind = SettingKind::texts,
       .usual = std::vector<std::string>{},
       .en = "settings of the fire-access runs, as key=value",
       .vi = "thiết lập của lượt chạy chữa cháy, dạng khóa=giá trị"},
      {.name = "traffic",
       .kind = SettingKind::texts,
       .usual = std::vector<std::string>{},
       .en = "settings of the traffic runs, as key=value",
       .vi = "thiết lập của lượt chạy giao thông, dạng khóa=giá trị"},
  };
  return all;
}

std::span<const Need> renovation_needs() {
  static constexpr Need kNeeds[] = {
      {.name = "flood",
       .scenario = "flood",
       .required = false,
       .en = "depths: flooded lanes become candidates, and every benefit is measured in that flood",
       .vi = "độ sâu ngập: ngõ ngập thành phương án, mọi lợi ích được đo khi đang ngập"}};
  return kNeeds;
}

std::span<const ResultField> renovation_results() {
  static const std::vector<ResultField> all = [] {
    std::vector<ResultField> fields;
    add_measures(fields);
    add_candidates(fields);
    return fields;
  }();
  return all;
}

}  // namespace twin

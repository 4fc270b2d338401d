#include "scenarios/renovation/renovation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/results/collected.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/vehicles.h"
#include "scenarios/renovation/ranking.h"
#include "scenarios/renovation/reasons.h"
#include "scenarios/traffic/traffic.h"

namespace twin {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kReliefField = "flood_relief";

const std::vector<Setting>& declared_settings() {
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

constexpr Need kNeeds[] = {
    {.name = "flood",
     .scenario = "flood",
     .required = false,
     .en = "depths: flooded lanes become candidates, and every benefit is measured in that flood",
     .vi = "độ sâu ngập: ngõ ngập thành phương án, mọi lợi ích được đo khi đang ngập"}};

const Ramp kRankRamp{.name = "rank",
                     .classes = {{1, "#1a9641", "first ten", "mười hạng đầu"},
                                 {11, "#a6d96a", "11 to 30", "hạng 11–30"},
                                 {31, "#ffffbf", "31 to 60", "hạng 31–60"},
                                 {61, "#fdae61", "after that", "sau hạng 60"}},
                     .source = "places of this ranking"};

constexpr std::string_view kTable = "candidates";

const std::vector<ResultField>& fields() {
  using enum FieldKind;
  static const std::vector<ResultField> all = {
      {.name = "candidates_found",
       .kind = measure,
       .en = "candidates that the layers suggest",
       .vi = "số phương án tìm thấy",
       .decimals = 0},
      {.name = "candidates_simulated",
       .kind = measure,
       .en = "candidates simulated",
       .vi = "số phương án đã mô phỏng",
       .decimals = 0},
      {.name = "funded",
       .kind = measure,
       .en = "candidates funded",
       .vi = "số phương án được bố trí vốn",
       .decimals = 0},
      {.name = "cost_funded_mvnd",
       .unit = "million VND",
       .kind = measure,
       .en = "cost of what is funded",
       .vi = "chi phí các phương án được bố trí",
       .decimals = 0},
      {.name = "points_predicted",
       .kind = measure,
       .en = "points of what is funded, added up",
       .vi = "tổng điểm cộng dồn của các phương án được chọn",
       .better = Better::more},
      {.name = "points_simulated",
       .kind = measure,
       .en = "points of all that is funded, simulated together",
       .vi = "điểm khi mô phỏng tất cả cùng lúc",
       .better = Better::more},
      {.name = "points_bound",
       .kind = measure,
       .en = "no choice within the budgets has more discounted points",
       .vi = "cận trên của điểm quy đổi trong ngân sách"},
      {.name = "points_discounted",
       .kind = measure,
       .en = "discounted points of the choice",
       .vi = "điểm quy đổi theo năm của lựa chọn"},
      {.name = "proven",
       .kind = measure,
       .en = "1 where the choice is proven the best",
       .vi = "1 nếu lựa chọn được chứng minh tốt nhất",
       .decimals = 0},
      {.name = "rank",
       .kind = column,
       .table = kTable,
       .en = "place by points per cost",
       .vi = "hạng theo điểm trên chi phí",
       .ramp = &kRankRamp,
       .decimals = 0},
      {.name = "cost_mvnd",
       .unit = "million VND",
       .kind = column,
       .table = kTable,
       .en = "usual cost",
       .vi = "chi phí thường gặp",
       .decimals = 0},
      {.name = "cost_low_mvnd",
       .unit = "million VND",
       .kind = column,
       .table = kTable,
       .en = "low cost",
       .vi = "chi phí thấp",
       .decimals = 0},
      {.name = "cost_high_mvnd",
       .unit = "million VND",
       .kind = column,
       .table = kTable,
       .en = "high cost",
       .vi = "chi phí cao",
       .decimals = 0},
      {.name = "residents",
       .unit = "persons",
       .kind = column,
       .table = kTable,
       .en = "residents behind the lane's mouth",
       .vi = "số người ở trong ngõ",
       .decimals = 0},
      {.name = "reached_gain",
       .unit = "persons",
       .kind = column,
       .table = kTable,
       .en = "more residents who get water in time",
       .vi = "thêm số người được phun nước kịp giờ",
       .better = Better::more,
       .decimals = 0},
      {.name = "first_water_gain",
       .unit = "person-min",
       .kind = column,
       .table = kTable,
       .en = "first water earlier",
       .vi = "nước chữa cháy đến sớm hơn",
       .better = Better::more,
       .decimals = 0},
      {.name = "water_reach_gain",
       .unit = "persons",
       .kind = column,
       .table = kTable,
       .en = "more residents near fire water",
       .vi = "thêm số người có nước chữa cháy trong tầm",
       .better = Better::more,
       .decimals = 0},
      {.name = "travel_gain",
       .unit = "person-min",
       .kind = column,
       .table = kTable,
       .en = "travel time saved in the peak hour",
       .vi = "thời gian đi lại bớt được giờ cao điểm",
       .better = Better::more},
      {.name = "travel_gain_error",
       .unit = "person-min",
       .kind = column,
       .table = kTable,
       .en = "numerical error of travel_gain; a gain within it does not count",
       .vi = "sai số tính toán của travel_gain; lợi ích nhỏ hơn thì không tính"},
      {.name = "flood_relief",
       .unit = "persons",
       .kind = column,
       .table = kTable,
       .en = "residents of flooded houses relieved, by a shortcut: share × flooded residents along "
             "the lane",
       .vi = "người dân nhà ngập được giảm ngập, ước tính tắt: tỷ lệ × số người nhà ngập trong ngõ",
       .better = Better::more,
       .decimals = 0},
      {.name = "points",
       .kind = column,
       .table = kTable,
       .en = "gains by their worth",
       .vi = "điểm quy từ lợi ích",
       .better = Better::more,
       .decimals = 2},
      {.name = "points_per_billion",
       .kind = column,
       .table = kTable,
       .en = "points per billion VND",
       .vi = "điểm trên một tỷ đồng",
       .better = Better::more},
      {.name = "funded_year",
       .kind = column,
       .table = kTable,
       .en = "year in which it is funded",
       .vi = "năm được bố trí vốn",
       .decimals = 0},
      {.name = "works_vi",
       .kind = text,
       .table = kTable,
       .en = "works, in Vietnamese",
       .vi = "hạng mục"},
      {.name = "works_en",
       .kind = text,
       .table = kTable,
       .en = "works",
       .vi = "hạng mục, tiếng Anh"},
      {.name = "why_vi",
       .kind = text,
       .table = kTable,
       .en = "why it stands there, in Vietnamese",
       .vi = "vì sao ở hạng này"},
      {.name = "why_en",
       .kind = text,
       .table = kTable,
       .en = "why it stands there",
       .vi = "vì sao ở hạng này, tiếng Anh"},
  };
  return all;
}

/// A column of a run by the id of its rows.
std::map<std::string, double> by_id(const Results& run, std::string_view table,
                                    std::string_view column) {
  const FeatureTable& rows = run.table(table);
  const std::vector<double> values = run.column(table, column);
  std::map<std::string, double> found;
  for (std::size_t i = 0; i < rows.size(); ++i) found[rows[i].need_text("id")] = values[i];
  return found;
}

std::vector<double> depth_of_ways_m(const Ward& ward, const Results& flood) {
  std::map<std::string, double> depth_m = by_id(flood, "lanes", "max_depth_m");
  depth_m.merge(by_id(flood, "roads", "max_depth_m"));
  std::vector<double> of_way;
  for (std::uint32_t way = 0; way < ward.streets().ways().size(); ++way) {
    const auto it = depth_m.find(ward.way_id(way));
    of_way.push_back(it == depth_m.end() ? kNone : it->second);
  }
  return of_way;
}

/// Residents by way whose door stands in water.
std::vector<double> flooded_residents(const Ward& ward, const Results& flood, double from_m) {
  const std::map<std::string, double> depth_m = by_id(flood, "buildings", "door_depth_m");
  std::vector<double> of_way(ward.streets().ways().size(), 0.0);
  for (std::size_t b = 0; b < ward.doors().size(); ++b) {
    const Building& building = ward.layers().buildings[b];
    const auto it = depth_m.find(building.id);
    if (!ward.doors()[b] || it == depth_m.end() || !(it->second >= from_m)) continue;
    of_way[ward.streets().segments()[ward.doors()[b]->segment].way] += building.residents;
  }
  return of_way;
}

CandidateRules rules_of(const Settings& settings) {
  CandidateRules rules{.needs = {},
                       .hose_reach_m = settings.number("hose_reach_m"),
                       .cistern_m3 = settings.number("cistern_m3"),
                       .flooded_from_m = settings.number("flooded_from_m")};
  const auto classes = fire::load_vehicles(*settings.file("vehicle_table"));
  for (const std::string& name : settings.texts("vehicles")) {
    const auto index = fire::class_named(classes, name);
    if (!index) {
      throw InputError(
          {.where = tr("setting 'vehicles'", "thiết lập 'vehicles'"),
           .found = "'" + name + "'",
           .expected = tr("a class of ", "một loại xe trong ") + settings.text("vehicle_table"),
           .outcome = tr("correct the name", "hãy sửa tên")});
    }
    const fire::VehicleClass& vehicle = classes[*index];
    rules.needs.push_back({vehicle.name, vehicle.needs_width_m(),
                           vehicle.height_m + settings.number("height_margin_m")});
  }
  return rules;
}

/// The scenarios that the benefits come from, with the settings handed through.
std::vector<Question> questions_of(const Request& request) {
  std::vector<Question> questions;
  for (const Scenario* scenario : {&kFireAccess, &kTraffic}) {
    Settings inner(scenario->settings);
    for (const std::string& assignment : request.settings.texts(scenario->name)) {
      inner.set(assignment);
    }
    questions.push_back({scenario, std::move(inner), request.needs, request.start});
  }
  return questions;
}

std::vector<Worth> worths_of(const Settings& settings) {
  std::vector<std::string_view> names;
  for (const BenefitSpec& spec : benefit_specs()) names.push_back(spec.field);
  names.push_back(kReliefField);
  return load_worths(*settings.file("worth_table"), names);
}

FeatureTable rows_of(const std::vector<Ranked>& ranked, const Ward& ward) {
  FeatureTable rows("renovation", std::string(kTable),
                    {{"id", ColumnKind::text},
                     {"lane_id", ColumnKind::text},
                     {"lane", ColumnKind::text},
                     {"kind", ColumnKind::text},
                     {"vehicle", ColumnKind::text},
                     {"source", ColumnKind::text}});
  for (const Ranked& one : ranked) {
    const Candidate& candidate = one.candidate;
    rows.add(static_cast<std::int64_t>(rows.size()) + 1, ward.streets().ways()[candidate.way].line,
             {candidate.id, ward.way_id(candidate.way), lane_told(ward, candidate.way).vi,
              std::string(word_of(candidate.kind)), candidate.vehicle, std::string("assumed")});
  }
  return rows;
}

/// Writes one column of the list of candidates.
class Columns {
 public:
  Columns(const std::vector<Ranked>& ranked, Output& out) : ranked_(ranked), out_(out) {}

  template <typename Of>
  void numbers(std::string_view name, const Of& of) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < ranked_.size(); ++i) values.push_back(of(ranked_[i], i));
    out_.column(kTable, name, values);
  }
  template <typename Of>
  void texts(const std::string& name, const Of& of) const {
    std::vector<std::string> vi;
    std::vector<std::string> en;
    for (std::size_t i = 0; i < ranked_.size(); ++i) {
      const Text told = of(ranked_[i], i);
      vi.push_back(told.vi);
      en.push_back(told.en);
    }
    out_.texts(kTable, name + "_vi", vi);
    out_.texts(kTable, name + "_en", en);
  }

 private:
  const std::vector<Ranked>& ranked_;
  Output& out_;
};

void write_list(const std::vector<Ranked>& ranked, const Ward& ward, int first_year, Output& out) {
  out.table(rows_of(ranked, ward));
  const Columns columns(ranked, out);
  columns.numbers("rank", [](const Ranked&, std::size_t i) { return static_cast<double>(i + 1); });
  columns.numbers("cost_mvnd",
                  [](const Ranked& r, std::size_t) { return r.candidate.cost_mvnd.usual; });
  columns.numbers("cost_low_mvnd",
                  [](const Ranked& r, std::size_t) { return r.candidate.cost_mvnd.low; });
  columns.numbers("cost_high_mvnd",
                  [](const Ranked& r, std::size_t) { return r.candidate.cost_mvnd.high; });
  columns.numbers("residents", [](const Ranked& r, std::size_t) { return r.candidate.residents; });
  for (std::size_t b = 0; b < benefit_specs().size(); ++b) {
    const BenefitSpec& spec = benefit_specs()[b];
    columns.numbers(spec.field, [b](const Ranked& r, std::size_t) { return r.gains[b].value; });
    if (spec.error_measure.empty()) continue;
    columns.numbers(std::string(spec.field) + "_error",
                    [b](const Ranked& r, std::size_t) { return r.gains[b].error; });
  }
  columns.numbers(kReliefField, [](const Ranked& r, std::size_t) { return r.flood_relief; });
  columns.numbers("points", [](const Ranked& r, std::size_t) { return r.points; });
  columns.numbers("points_per_billion",
                  [](const Ranked& r, std::size_t) { return r.points_per_billion(); });
  columns.numbers("funded_year", [&](const Ranked& r, std::size_t) {
    return r.year ? first_year + static_cast<double>(*r.year) : kNone;
  });
  columns.texts("works",
                [&](const Ranked& r, std::size_t) { return works_told(r.candidate, ward); });
  columns.texts("why",
                [&](const Ranked& r, std::size_t i) { return place_told(r, i + 1, first_year); });
}

void run_renovation(const Request& request, Output& out, const Progress& progress) {
  const Ward& ward = request.ward;
  const Settings& settings = request.settings;
  const Results* flood = request.need("flood");
  const double flooded_from_m = settings.number("flooded_from_m");
  const std::vector<Worth> worths = worths_of(settings);
  const PriceTable prices = load_prices(*settings.file("price_table"));
  const std::vector<Question> questions = questions_of(request);

  progress.checkpoint(0.0, tr("asking the ward as it is", "mô phỏng hiện trạng"));
  const Measured before = measured(ward, questions, true, nullptr, progress.part(0.0, 0.03));
  const LaneTree tree(ward);
  const std::vector<double> depth_m =
      flood != nullptr ? depth_of_ways_m(ward, *flood) : std::vector<double>{};
  std::vector<Candidate> found = find_candidates(ward, tree, prices, rules_of(settings), depth_m);
  out.measure("candidates_found", static_cast<double>(found.size()));

  std::vector<Ranked> ranked = simulated(
      ward,
      most_promising(std::move(found), static_cast<std::size_t>(settings.integer("candidates"))),
      questions, before, request.threads, progress.part(0.03, 0.95));
  const std::vector<double> wet = flood != nullptr
                                      ? flooded_residents(ward, *flood, flooded_from_m)
                                      : std::vector<double>(ward.streets().ways().size(), 0.0);
  for (Ranked& one : ranked) {
    if (one.candidate.kind == CandidateKind::drain) {
      one.flood_relief = settings.number("drain_relief_share") * wet[one.candidate.way];
    }
    one.points = points_of(one, worths);
  }
  sort_by_worth(ranked);
  const Portfolio portfolio =
      fund(ranked, settings.numbers("yearly_budgets_mvnd"), settings.number("yearly_factor"));

  progress.checkpoint(0.95, tr("simulating the whole choice", "mô phỏng toàn bộ lựa chọn"));
  std::vector<Renovation> works;
  Ranked together;
  double cost_mvnd = 0.0;
  double predicted = 0.0;
  for (const Ranked& one : ranked) {
    if (!one.year) continue;
    works.push_back(one.candidate.works);
    together.flood_relief += one.flood_relief;
    cost_mvnd += one.candidate.cost_mvnd.usual;
    predicted += one.points;
  }
  const Ward after(renovated(ward.layers(), combined(works)));
  together.gains =
      gains(before, measured(after, questions, true, &before, progress.part(0.95, 1.0)));

  out.measure("candidates_simulated", static_cast<double>(ranked.size()));
  out.measure("funded", static_cast<double>(portfolio.funded()));
  out.measure("cost_funded_mvnd", cost_mvnd);
  out.measure("points_predicted", predicted);
  out.measure("points_simulated", points_of(together, worths));
  out.measure("points_discounted", portfolio.value);
  out.measure("points_bound", portfolio.bound);
  out.measure("proven", portfolio.proven ? 1.0 : 0.0);
  write_list(ranked, ward, settings.integer("first_year"), out);
}

}  // namespace

const Scenario kRenovation{
    .name = "renovation",
    .title_en = "Lane renovation",
    .title_vi = "Cải tạo ngõ",
    .question_en = "Which lanes should be renovated first, and what does each work bring?",
    .question_vi = "Nên cải tạo ngõ nào trước, và mỗi hạng mục đem lại điều gì?",
    .settings = declared_settings(),
    .needs = kNeeds,
    .results = fields(),
    .run = run_renovation,
};

}  // namespace twin

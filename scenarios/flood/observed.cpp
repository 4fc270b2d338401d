#include "scenarios/flood/observed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/local_time.h"
#include "engine/base/numbers.h"
#include "engine/space/geometry.h"
#include "scenarios/flood/flood_record.h"
#include "scenarios/flood/state_bytes.h"

namespace twin {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr double kDay_s = 86400.0;

std::optional<double> share(int part, int whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / whole;
}

/// The beginning of a local day, "2025-09-30", seconds since 1970 at the offset of `start`.
std::optional<double> day_s(const std::string& date, const std::string& start) {
  constexpr std::size_t kDate = 10;
  const std::size_t offset = start.find_first_of("Z+-", kDate);
  if (date.size() != kDate || offset == std::string::npos) return std::nullopt;
  const auto midnight = parsed_time(date + "T00:00" + start.substr(offset));
  return midnight ? std::optional(midnight->epoch_s) : std::nullopt;
}

/// What of the depths on some cells is compared: the greatest where water was seen, else the median
/// (the lower of two).
double depth_on(const std::vector<Cell>& cells, const Grid<float>& depth_m, bool water_seen) {
  std::vector<float> depths;
  depths.reserve(cells.size());
  for (const Cell& cell : cells) depths.push_back(depth_m(cell));
  if (depths.empty()) return kNoValue;
  if (water_seen) return static_cast<double>(*std::ranges::max_element(depths));
  const auto middle = depths.begin() + static_cast<std::ptrdiff_t>((depths.size() - 1) / 2);
  std::ranges::nth_element(depths, middle);
  return static_cast<double>(*middle);
}

/// Of two depths the one that agrees better with what was seen.
double better(double a, double b, bool water_seen) {
  if (std::isnan(a)) return b;
  return water_seen ? std::max(a, b) : std::min(a, b);
}

Text no_place() {
  return tr("outside the ground that is computed, or among houses",
            "nằm ngoài vùng tính hoặc lọt giữa các nhà");
}
Text no_clock() { return tr("the run has no start time", "lần chạy không có giờ bắt đầu"); }

}  // namespace

std::optional<double> ObservedScore::pod() const { return share(hits, hits + misses); }

std::optional<double> ObservedScore::far() const {
  if (false_alarms + correct_negatives == 0) return std::nullopt;
  return share(false_alarms, hits + false_alarms);
}

std::optional<double> ObservedScore::csi() const {
  if (false_alarms + correct_negatives == 0) return std::nullopt;
  return share(hits, hits + misses + false_alarms);
}

Observed::Observed(const Request& request, const GridModel& model, const ObservedSettings& settings,
                   double run_s)
    : request_(request),
      model_(model),
      settings_(settings),
      run_s_(run_s),
      scored_(request.ward.layers().terrain.provenance.source != Source::assumed),
      on_street_(model.frame, 0) {
  for (const std::vector<CellOnLine>& way : model.way_cells) {
    for (const CellOnLine& on : way) on_street_(on.cell) = 1;
  }
  const WardLayers& layers = request.ward.layers();
  for (std::size_t i = 0; i < layers.flood_spots.size(); ++i) spots_.push_back(spot(i));
  for (std::size_t i = 0; i < layers.reports.size(); ++i) reports_.push_back(report(i));
  at_spots_m_.assign(spots_.size(), kNoValue);
  at_reports_m_.assign(reports_.size(), kNoValue);
}

/// The cells that a place may mean.
Observed::Seen Observed::seen_at(Point place, double uncertain_m) const {
  const GridFrame& frame = model_.frame;
  const double reach_m =
      std::max(uncertain_m > 0.0 ? uncertain_m : settings_.reach_m, frame.cell_m);
  Seen seen;
  std::vector<Cell> open;
  const double west = (place.x_m - reach_m - frame.north_west.x_m) / frame.cell_m;
  const double north = (frame.north_west.y_m - place.y_m - reach_m) / frame.cell_m;
  const double across = 2.0 * reach_m / frame.cell_m;
  const auto within = [](double at, int count) {
    return static_cast<int>(std::clamp(std::floor(at), 0.0, static_cast<double>(count)));
  };
  for (int row = within(north, frame.rows); row < within(north + across + 1.0, frame.rows); ++row) {
    for (int col = within(west, frame.cols); col < within(west + across + 1.0, frame.cols); ++col) {
      const Cell cell{row, col};
      if (distance_m(frame.centre(cell), place) > reach_m) continue;
      if (!counts_for_way(model_, cell)) continue;
      open.push_back(cell);
      if (on_street_(cell) != 0) seen.cells.push_back(cell);
    }
  }
  if (seen.cells.empty()) seen.cells = std::move(open);
  if (seen.cells.empty()) seen.why_not = no_place();
  return seen;
}

/// Why an instant is not compared; empty where it is.
Text Observed::out_of_run(double time_s) const {
  if (time_s >= 0.0 && time_s <= run_s_) return {};
  return tr("outside the time of the run", "ngoài thời gian của lần chạy");
}

Observed::Seen Observed::spot(std::size_t index) const {
  const FloodSpot& spot = request_.ward.layers().flood_spots[index];
  Seen seen = seen_at(spot.place, spot.uncertain_m);
  seen.depth_m = spot.depth_m;
  seen.water = !spot.depth_m || *spot.depth_m >= settings_.flooded_m;
  const auto start = parsed_time(request_.start);
  const auto instant = parsed_time(spot.seen);
  const auto day = start ? day_s(spot.seen, request_.start) : std::nullopt;
  if (!seen.why_not.empty()) return seen;
  if (!start) {
    seen.why_not = no_clock();
  } else if (instant) {
    seen.time_s = instant->epoch_s - start->epoch_s;
    seen.why_not = out_of_run(*seen.time_s);
  } else if (!day) {
    seen.why_not = tr("the day it was seen is not known", "không rõ ngày ghi nhận");
  } else if (*day + kDay_s <= start->epoch_s || *day > start->epoch_s + run_s_) {
    seen.why_not = tr("seen on another day than the run", "ghi nhận vào ngày khác với lần chạy");
  }
  return seen;
}

Observed::Seen Observed::report(std::size_t index) const {
  const FloodReport& report = request_.ward.layers().reports[index];
  Seen seen = seen_at(report.place, report.uncertain_m);
  seen.depth_m = report.depth_m;
  if (report.depth_m) seen.water = *report.depth_m >= settings_.flooded_m;
  const auto start = parsed_time(request_.start);
  const auto instant = parsed_time(report.time);
  if (start && instant) seen.time_s = instant->epoch_s - start->epoch_s;
  if (!seen.why_not.empty()) return seen;
  if (!start) {
    seen.why_not = no_clock();
  } else if (!instant) {
    seen.why_not = tr("its time is not known", "không rõ thời điểm");
  } else if (!seen.water) {
    seen.why_not = tr("it tells no depth", "không ghi độ sâu");
  } else {
    seen.why_not = out_of_run(*seen.time_s);
  }
  return seen;
}

void Observed::look(double time_s, const Grid<float>& depth_m) {
  const auto look_at = [&](const std::vector<Seen>& all, std::vector<double>& simulated_m) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Seen& seen = all[i];
      if (!seen.time_s || std::abs(time_s - *seen.time_s) > settings_.tolerance_s) continue;
      const bool water = seen.water.value_or(true);
      simulated_m[i] = better(simulated_m[i], depth_on(seen.cells, depth_m, water), water);
    }
  };
  look_at(spots_, at_spots_m_);
  look_at(reports_, at_reports_m_);
}

Verdict Observed::verdict_of(const Seen& seen, double simulated_m) const {
  if (!seen.why_not.empty() || std::isnan(simulated_m)) return Verdict::not_compared;
  if (!scored_) return Verdict::qualitative;
  const bool wet = simulated_m >= settings_.flooded_m;
  if (*seen.water) return wet ? Verdict::hit : Verdict::miss;
  return wet ? Verdict::false_alarm : Verdict::correct_negative;
}

Observed::Outcome Observed::outcome_of(const std::vector<Seen>& all,
                                       const std::vector<double>& simulated_m,
                                       ObservedScore& score) const {
  Outcome outcome{.simulated_m = simulated_m, .verdict = {}, .why_vi = {}, .why_en = {}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Verdict verdict = verdict_of(all[i], simulated_m[i]);
    outcome.verdict.push_back(static_cast<double>(verdict));
    Text why = all[i].why_not;
    if (verdict == Verdict::qualitative) {
      why = tr("the terrain is assumed: qualitative check only",
               "địa hình là giả định: chỉ kiểm tra định tính");
    } else if (verdict == Verdict::not_compared && why.empty()) {
      why =
          tr("no look of the run lies near its time", "lần chạy không có số liệu gần thời điểm đó");
    }
    outcome.why_vi.push_back(why.vi);
    outcome.why_en.push_back(why.en);
    score.hits += verdict == Verdict::hit ? 1 : 0;
    score.misses += verdict == Verdict::miss ? 1 : 0;
    score.false_alarms += verdict == Verdict::false_alarm ? 1 : 0;
    score.correct_negatives += verdict == Verdict::correct_negative ? 1 : 0;
  }
  return outcome;
}

/// Around their time for those that have one, else the greatest of the run.
std::vector<double> Observed::simulated_at_spots(const Grid<float>& max_depth_m) const {
  std::vector<double> simulated_m = at_spots_m_;
  for (std::size_t i = 0; i < spots_.size(); ++i) {
    if (spots_[i].time_s && spots_[i].why_not.empty()) continue;
    simulated_m[i] = depth_on(spots_[i].cells, max_depth_m, spots_[i].water.value_or(true));
  }
  return simulated_m;
}

void Observed::write(const Grid<float>& max_depth_m, Output& out) const {
  const WardLayers& layers = request_.ward.layers();
  const std::vector<double> at_spots_m = simulated_at_spots(max_depth_m);
  out.measure("spots_flooded", static_cast<double>(std::ranges::count_if(at_spots_m, [&](double m) {
                return m >= settings_.flooded_m;
              })));
  ObservedScore score;
  const auto write_table = [&](const FeatureTable& table, const std::vector<Seen>& all,
                               const std::vector<double>& simulated_m) {
    if (all.empty()) return;
    const Outcome outcome = outcome_of(all, simulated_m, score);
    std::vector<double> observed_m;
    for (const Seen& seen : all) observed_m.push_back(seen.depth_m.value_or(kNoValue));
    out.table(table);
    out.column(table.layer(), "verdict", outcome.verdict);
    out.column(table.layer(), "observed_depth_m", observed_m);
    out.column(table.layer(), "simulated_depth_m", outcome.simulated_m);
    out.texts(table.layer(), "verdict_reason_vi", outcome.why_vi);
    out.texts(table.layer(), "verdict_reason_en", outcome.why_en);
  };
  write_table(flood_spots_table(layers.flood_spots), spots_, at_spots_m);
  write_table(reports_table(layers.reports), reports_, at_reports_m_);
  if (!spots_.empty() || !reports_.empty()) write_score(score, out);
}

void Observed::write_score(const ObservedScore& score, Output& out) const {
  const auto compared = [](const Seen& seen) { return seen.why_not.empty(); };
  const auto count =
      std::ranges::count_if(spots_, compared) + std::ranges::count_if(reports_, compared);
  const auto others = static_cast<std::ptrdiff_t>(spots_.size() + reports_.size()) - count;
  if (others > 0) {
    out.finding({.where = tr("flood spots and reports", "điểm ngập và phản ánh"),
                 .found = std::to_string(others) + tr(" that cannot be compared with this run",
                                                      " điểm không so sánh được với lần chạy này"),
                 .expected = tr("a depth, a time within the run and a place on its ground",
                                "có độ sâu, thời điểm trong lần chạy và vị trí trong vùng tính"),
                 .outcome = tr("not scored; column verdict_reason_en says why",
                               "không chấm; cột verdict_reason_vi ghi lý do")});
  }
  if (count == 0) return;
  if (!scored_) {
    out.finding({.where = tr("comparison with what people saw", "so sánh với quan sát"),
                 .found = tr("an assumed terrain", "địa hình giả định"),
                 .expected = tr("a surveyed one", "địa hình khảo sát"),
                 .outcome = tr("qualitative check only: no score",
                               "chỉ kiểm tra định tính: không chấm điểm")});
    return;
  }
  out.measure("hits", score.hits);
  out.measure("misses", score.misses);
  out.measure("false_alarms", score.false_alarms);
  out.measure("correct_negatives", score.correct_negatives);
  if (const auto pod = score.pod()) out.measure("pod", *pod);
  if (const auto far = score.far()) out.measure("far", *far);
  if (const auto csi = score.csi()) out.measure("csi", *csi);
  if (score.false_alarms + score.correct_negatives == 0) {
    out.finding({.where = tr("comparison with what people saw", "so sánh với quan sát"),
                 .found = tr("no place where people saw no water",
                             "không có nơi nào được ghi nhận là không ngập"),
                 .expected = tr("some, since without them no false alarm can be seen",
                                "một số nơi như vậy, vì thiếu chúng thì không thấy được báo sai"),
                 .outcome = tr("csi and far are left out", "không tính csi và far")});
  }
}

std::string Observed::save_state() const {
  Bytes bytes;
  bytes.put(at_spots_m_);
  bytes.put(at_reports_m_);
  return std::move(bytes.text);
}

void Observed::load_state(std::string_view saved) {
  BytesBack bytes(saved);
  std::vector<double> spots(at_spots_m_.size());
  std::vector<double> reports(at_reports_m_.size());
  bytes.take(spots);
  bytes.take(reports);
  bytes.end();
  at_spots_m_ = std::move(spots);
  at_reports_m_ = std::move(reports);
}

}  // namespace twin

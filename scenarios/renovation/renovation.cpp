#include "scenarios/renovation/renovation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scenarios/fire_access/vehicles.h"
#include "scenarios/renovation/ranking.h"
#include "scenarios/renovation/reasons.h"
#include "scenarios/renovation/renovation_fields.h"

namespace twin {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kReliefField = "flood_relief";

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

std::vector<Worth> worths_of(const Settings& settings) {
  std::vector<std::string_view> names;
  for (const BenefitSpec& spec : benefit_specs()) names.push_back(spec.field);
  names.push_back(kReliefField);
  return load_worths(*settings.file("worth_table"), names);
}

FeatureTable rows_of(const std::vector<Ranked>& ranked, const Ward& ward) {
  FeatureTable rows("renovation", std::string(kCandidates),
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
    out_.column(kCandidates, name, values);
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
    out_.texts(kCandidates, name + "_vi", vi);
    out_.texts(kCandidates, name + "_en", en);
  }

 private:
  const std::vector<Ranked>& ranked_;
  Output& out_;
};

void write_list(const std::vector<Ranked>& ranked, const Ward& ward, int first_year, Output& out) {
  out.table(rows_of(ranked, ward));
  out.list(kCandidates);
  const Columns columns(ranked, out);
  columns.texts("kind", [](const Ranked& r, std::size_t) { return told(r.candidate.kind); });
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

  progress.checkpoint(0.0, tr("asking the ward as it is", "mô phỏng hiện trạng"));
  const Appraisal appraisal(request, progress.part(0.0, 0.05));
  const LaneTree tree(ward);
  const std::vector<double> depth_m =
      flood != nullptr ? depth_of_ways_m(ward, *flood) : std::vector<double>{};
  std::vector<Candidate> found = find_candidates(ward, tree, prices, rules_of(settings), depth_m);
  out.measure("candidates_found", static_cast<double>(found.size()));

  std::vector<Ranked> ranked = simulated(
      appraisal,
      most_promising(std::move(found), static_cast<std::size_t>(settings.integer("candidates"))),
      request.threads, progress.part(0.05, 0.95));
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
  together.gains =
      gains(appraisal.before(), appraisal.after(combined(works), progress.part(0.95, 1.0)));

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
    .settings = renovation_settings(),
    .needs = renovation_needs(),
    .results = renovation_results(),
    .run = run_renovation,
};

}  // namespace twin

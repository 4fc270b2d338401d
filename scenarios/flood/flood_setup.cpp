#include "scenarios/flood/flood_setup.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"
#include "scenarios/flood/rain.h"
#include "scenarios/flood/rain_raster_on.h"

namespace twin {
namespace {

constexpr double kBelowBank_m = 0.2;  // of the raised bed under held water
constexpr double kRiverReach_m = 1e4;
constexpr double kUnreachable_m = 1e6;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

bool is_inside(const GridFrame& frame, Cell cell) {
  return cell.row >= 0 && cell.row < frame.rows && cell.col >= 0 && cell.col < frame.cols;
}

Series rain_of(const Settings& settings, Findings& findings) {
  const std::string& kind = settings.text("rain");
  if (kind == "none" || kind == "raster") return {};
  Series rain;
  if (kind == "design") {
    const StormFormula formula = read_storm_formula(*settings.file("design_storm"));
    rain = design_storm(formula, settings.number("design_return_years"),
                        settings.number("design_duration_min"));
    if (!formula.verified) {
      findings.add(
          {.where = settings.file("design_storm")->filename().string(),
           .found = tr("coefficients that nobody has verified (" + formula.source + ")",
                       "hệ số chưa được kiểm chứng (" + formula.source + ")"),
           .expected = tr("those of the standard in force", "hệ số của tiêu chuẩn hiện hành"),
           .outcome = tr("used as they are; do not design by this run",
                         "vẫn dùng; không dùng kết quả này để thiết kế")});
    }
  } else {
    const auto file = settings.file("rain_file");
    if (!file) {
      throw InputError({.where = tr("setting 'rain_file'", "thiết lập 'rain_file'"),
                        .found = tr("no file", "không có tệp"),
                        .expected = tr("a series of time_s,mm_per_h, or rain = \"none\"",
                                       "chuỗi time_s,mm_per_h, hoặc rain = \"none\""),
                        .outcome = tr("name one", "hãy nêu tên tệp")});
    }
    rain = read_rain(*file, findings);
  }
  for (double& rate : rain.value) rate *= settings.number("rain_factor");
  return rain;
}

Infiltration soil_of(const CoverClass& cover, const std::string& model) {
  if (model == "constant" && cover.constant_mm_per_h > 0.0) {
    return ConstantLoss{cover.constant_mm_per_h};
  }
  if (model == "horton" && cover.horton_first_mm_per_h > 0.0) {
    return HortonLoss{cover.horton_first_mm_per_h, cover.horton_last_mm_per_h,
                      cover.horton_decay_per_h};
  }
  if (model == "green_ampt" && cover.green_ampt_conductivity_mm_per_h > 0.0) {
    return GreenAmptLoss{cover.green_ampt_conductivity_mm_per_h, cover.green_ampt_suction_mm,
                         cover.green_ampt_deficit};
  }
  if (model == "curve_number" && cover.curve_number < 100.0) {
    return CurveNumberLoss{cover.curve_number};
  }
  return NoLoss{};
}

std::optional<Soil> soil_on(const GridModel& model, const LandCoverTable& table,
                            const std::string& kind) {
  if (kind == "none") return std::nullopt;
  Soil soil{.kinds = {}, .kind_of_cell = Grid<std::uint16_t>(model.frame, 0)};
  for (const CoverClass& cover : table.classes) soil.kinds.push_back(soil_of(cover, kind));
  soil.kind_of_cell.values() = model.cover.values().cast<std::uint16_t>();
  return soil;
}

std::vector<CellShare> roofs_on(const GridModel& model) {
  std::vector<CellShare> roofs;
  for (int row = 0; row < model.frame.rows; ++row) {
    for (int col = 0; col < model.frame.cols; ++col) {
      const std::int32_t cells = model.roof_cells({row, col});
      if (cells > 0) roofs.push_back({{row, col}, static_cast<double>(cells)});
    }
  }
  return roofs;
}

Series river_level(const River& river, const Settings& settings) {
  const std::string& kind = settings.text("river");
  if (kind == "level") return {{0.0}, {settings.number("river_level_m")}};
  return {{0.0}, {river.usual_level_m}};
}

void open_ends(const GridModel& model, FloodSetup& setup) {
  for (const Cell& cell : model.rim) {
    double slope = 0.0;
    for (const Cell step : {Cell{-1, 0}, Cell{1, 0}, Cell{0, -1}, Cell{0, 1}}) {
      const Cell out{cell.row + step.row, cell.col + step.col};
      const Cell in{cell.row - step.row, cell.col - step.col};
      if (is_inside(model.frame, out) && model.holds_water(out)) continue;
      // Where no ground is known outside, it goes on as it comes.
      const float here_m = model.ground_m(cell);
      const float out_m = is_inside(model.frame, out) ? model.ground_m(out) : kUnknown;
      const float in_m = is_inside(model.frame, in) ? model.ground_m(in) : kUnknown;
      const float fall_m = std::isnan(out_m) ? in_m - here_m : here_m - out_m;
      if (fall_m > 0.0F) slope = std::max(slope, static_cast<double>(fall_m) / model.frame.cell_m);
    }
    if (slope <= 0.0) continue;
    const double conveyance =
        model.frame.cell_m * std::sqrt(slope) / static_cast<double>(model.manning(cell));
    setup.ends.push_back({.cell = cell, .conveyance = conveyance});
    setup.surface.inlets.push_back({.cell = cell, .capacity_m3ps = 0.0});
  }
}

/// The lowest open ground beside a river's or pond's cells; `otherwise_m` where there is none.
double lowest_bank_m(const GridModel& model, const std::vector<Cell>& cells, double otherwise_m) {
  double lowest_m = std::numeric_limits<double>::infinity();
  for (const Cell& cell : cells) {
    for (const Cell beside : {Cell{cell.row - 1, cell.col}, Cell{cell.row + 1, cell.col},
                              Cell{cell.row, cell.col - 1}, Cell{cell.row, cell.col + 1}}) {
      if (!is_inside(model.frame, beside) || !model.holds_water(beside) ||
          model.cover_at(beside) == LandCover::water)
        continue;
      lowest_m = std::min(lowest_m, static_cast<double>(model.ground_m(beside)));
    }
  }
  return std::isfinite(lowest_m) ? lowest_m : otherwise_m;
}

void fill_ponds(const GridModel& model, double freeboard_m, Grid<float>& initial_m) {
  for (const std::vector<Cell>& cells : model.pond_cells) {
    const double level_m = lowest_bank_m(model, cells, -kUnreachable_m) - freeboard_m;
    for (const Cell& cell : cells) {
      const auto ground_m = static_cast<double>(model.ground_m(cell));
      initial_m(cell) = static_cast<float>(std::max(0.0, level_m - ground_m));
    }
  }
}

void hold_rivers(const Ward& ward, const GridModel& model, FloodSetup& setup,
                 Grid<float>& initial_m) {
  const std::vector<River>& rivers = ward.layers().river;
  for (std::size_t r = 0; r < rivers.size(); ++r) {
    const std::vector<Cell>& cells = model.river_cells[r];
    if (cells.empty()) continue;
    const double bank_m = lowest_bank_m(model, cells, rivers[r].bed_m);
    const double bed_m = std::max(rivers[r].bed_m, bank_m - kBelowBank_m);
    const double start_m = setup.river_level_m[r].linear_at(0.0);
    for (const Cell& cell : cells) {
      setup.surface.ground_m(cell) = static_cast<float>(bed_m);
      initial_m(cell) = static_cast<float>(std::max(0.0, start_m - bed_m));
    }
    setup.surface.held.push_back({.cells = cells, .level_m = setup.river_level_m[r]});
  }
}

std::vector<std::optional<std::size_t>> rivers_of_outfalls(const WardLayers& layers) {
  std::vector<Polyline> lines;
  for (const River& river : layers.river) lines.push_back(river.centreline);
  const LineIndex index(lines);
  std::vector<std::optional<std::size_t>> rivers;
  for (const DrainOutfall& outfall : layers.drain_outfalls) {
    const auto found = outfall.kind == "pumped" || lines.empty()
                           ? std::nullopt
                           : index.nearest(outfall.place, kRiverReach_m);
    rivers.push_back(found ? std::optional(found->line) : std::nullopt);
  }
  return rivers;
}

void connect_inlets(const Ward& ward, const GridModel& model, const Settings& settings,
                    FloodSetup& setup) {
  setup.limits = inlet_limits(ward.layers(), settings.number("inlet_factor"),
                              settings.number("flattest_pipe_slope"));
  setup.river_of_outfall = rivers_of_outfalls(ward.layers());
  if (settings.text("drains") == "none") return;
  for (std::size_t i = 0; i < model.inlet_cell.size(); ++i) {
    if (!model.inlet_cell[i]) continue;
    setup.inlet_of.push_back(i);
    setup.surface.inlets.push_back({.cell = *model.inlet_cell[i], .capacity_m3ps = 0.0});
  }
  const std::vector<double> capacities = inlet_capacities_m3ps(setup, settings, 0.0);
  for (std::size_t i = 0; i < capacities.size(); ++i) {
    setup.surface.inlets[i].capacity_m3ps = capacities[i];
  }
}

SurfaceScheme scheme_named(std::string_view name) {
  if (name == "inertial") return SurfaceScheme::inertial;
  return name == "first_order" ? SurfaceScheme::first_order : SurfaceScheme::second_order;
}

}  // namespace

LandCoverTable land_cover_of(const Settings& settings) {
  return paved_permeable(read_land_cover(*settings.file("land_cover")),
                         settings.texts("permeable_covers"));
}

FloodSetup flood_setup(const Request& request, const GridModel& model, Findings& findings) {
  const Ward& ward = request.ward;
  const Settings& settings = request.settings;
  const LandCoverTable table = land_cover_of(settings);
  FloodSetup setup{.surface = SurfaceSetup(model.frame),
                   .rain_mm_per_h = rain_of(settings, findings),
                   .river_level_m = {},
                   .limits = {},
                   .inlet_of = {},
                   .ends = {},
                   .river_of_outfall = {}};
  SurfaceSetup& surface = setup.surface;
  surface.ground_m = model.ground_m;
  surface.blocked = model.blocked;
  surface.manning = model.manning;
  surface.rain_mm_per_h = setup.rain_mm_per_h;
  if (settings.text("rain") == "raster") {
    surface.rain_zones = rain_raster_on(model, request, findings);
  }
  surface.roofs = roofs_on(model);
  surface.soil = soil_on(model, table, settings.text("infiltration"));
  surface.scheme = scheme_named(settings.text("scheme"));
  surface.local_steps = settings.flag("local_steps");
  surface.cfl = settings.number("cfl");
  surface.threads = request.threads;
  std::optional<Series> read_level;
  if (settings.text("river") == "file" && !ward.layers().river.empty()) {
    read_level = read_series(*settings.file("river_file"), "level_m");
  }
  for (const River& river : ward.layers().river) {
    setup.river_level_m.push_back(read_level ? *read_level : river_level(river, settings));
  }
  Grid<float> initial_m(model.frame, 0.0F);
  fill_ponds(model, table.rules.pond_freeboard_m, initial_m);
  hold_rivers(ward, model, setup, initial_m);
  surface.initial_depth_m = std::move(initial_m);
  connect_inlets(ward, model, settings, setup);
  if (settings.flag("free_edges")) open_ends(model, setup);
  return setup;
}

std::vector<double> inlet_capacities_m3ps(const FloodSetup& setup, const Settings& settings,
                                          double time_s) {
  const bool pipes = settings.text("drains") == "inlets_and_pipes";
  std::vector<double> capacities;
  capacities.reserve(setup.inlet_of.size());
  for (const std::size_t i : setup.inlet_of) {
    const InletLimit& limit = setup.limits[i];
    double capacity_m3ps = limit.inlet_m3ps;
    if (pipes) {
      double share = 1.0;
      const auto river = limit.outfall ? setup.river_of_outfall[*limit.outfall] : std::nullopt;
      if (river) share = backwater_share(limit, setup.river_level_m[*river].linear_at(time_s));
      capacity_m3ps = std::min(capacity_m3ps, limit.pipes_m3ps * share);
    }
    capacities.push_back(capacity_m3ps);
  }
  return capacities;
}

std::vector<double> end_flows_m3ps(const FloodSetup& setup, const Surface& surface) {
  std::vector<double> flows;
  flows.reserve(setup.ends.size());
  for (const OpenEnd& end : setup.ends) {
    flows.push_back(end.conveyance * std::pow(surface.depth_m(end.cell), 5.0 / 3.0));
  }
  return flows;
}

}  // namespace twin

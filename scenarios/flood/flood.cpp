#include "scenarios/flood/flood.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "engine/base/findings.h"
#include "engine/base/numbers.h"
#include "layers/ward/grid_model.h"
#include "scenarios/flood/flood_record.h"
#include "scenarios/flood/flood_setup.h"
#include "scenarios/flood/flood_tables.h"
#include "scenarios/flood/observed.h"
#include "scenarios/flood/rain.h"
#include "scenarios/flood/rain_raster_on.h"
#include "scenarios/flood/state_bytes.h"

namespace twin {
namespace {

constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();

/// One run of the flood: the water, what is remembered of it, and where it stands in time.
class FloodRun {
 public:
  FloodRun(const Request& request, Output& out)
      : request_(request),
        settings_(request.settings),
        out_(out),
        model_(grid_model(request.ward, settings_.number("cell_m"), settings_.number("margin_m"),
                          land_cover_of(settings_))),
        setup_(flood_setup(request, model_, findings_)),
        surface_(setup_.surface),
        record_(model_, {.flooded_m = settings_.number("flooded_m"),
                         .pedestrian_hazard = settings_.integer("pedestrian_hazard"),
                         .motorbike_depth_m = settings_.number("motorbike_depth_m"),
                         .car_head_m = settings_.number("car_head_m"),
                         .fire_engine_head_m = settings_.number("fire_engine_head_m")}),
        observed_(request, model_,
                  {.flooded_m = settings_.number("flooded_m"),
                   .reach_m = settings_.number("observed_reach_m"),
                   .tolerance_s = settings_.number("observed_tolerance_s")},
                  settings_.number("duration_s")),
        first_limits_(inlet_capacities_m3ps(setup_, settings_, 0.0)),
        end_s_(settings_.number("duration_s")) {
    for (const Finding& finding : model_.findings) out_.finding(finding);
    for (const Finding& finding : findings_.all()) out_.finding(finding);
  }

  void run(const Progress& progress);
  void write() const;

 private:
  bool resume();
  void save() const;
  void set_capacities();
  void look();
  void write_frame() const;
  void write_grids(const Grid<float>& max_depth_m) const;
  void write_ledger() const;
  double rain_mm() const;
  double next_stop_s(double step_s) const;
  Grid<float> with_rivers(Grid<float> depth_m, double time_s) const;
  Grid<float> on_land(Grid<float> depth_m) const;

  const Request& request_;
  const Settings& settings_;
  Output& out_;
  Findings findings_;
  GridModel model_;
  FloodSetup setup_;
  Surface surface_;
  FloodRecord record_;
  Observed observed_;
  std::vector<double> first_limits_;
  double end_s_;
};

/// The first multiple of `step_s` after now, at most the end.
double FloodRun::next_stop_s(double step_s) const {
  return std::min(end_s_, (std::floor(surface_.time_s() / step_s) + 1.0) * step_s);
}

bool is_multiple(double time_s, double step_s) {
  return std::floor(time_s / step_s) * step_s == time_s;
}

void FloodRun::run(const Progress& progress) {
  const double look_s = settings_.number("look_s");
  const double output_s = settings_.number("output_s");
  const double checkpoint_s = settings_.number("checkpoint_s");
  if (!resume()) {
    look();
    record_.keep_ways(0.0);
    write_frame();
  }
  while (surface_.time_s() < end_s_) {
    const double begin_s = surface_.time_s();
    const double stop_s =
        std::min({next_stop_s(look_s), next_stop_s(output_s), next_stop_s(checkpoint_s)});
    set_capacities();
    surface_.advance(stop_s, progress.part(begin_s / end_s_, stop_s / end_s_));
    look();
    const bool at_end = stop_s >= end_s_;
    if (at_end || is_multiple(stop_s, output_s)) {
      record_.keep_ways(stop_s);
      write_frame();
    }
    if (!at_end && is_multiple(stop_s, checkpoint_s)) save();
  }
}

void FloodRun::set_capacities() {
  std::vector<double> capacities = inlet_capacities_m3ps(setup_, settings_, surface_.time_s());
  std::ranges::copy(end_flows_m3ps(setup_, surface_), std::back_inserter(capacities));
  surface_.set_inlet_capacities(capacities);
}

void FloodRun::look() {
  const Grid<float> depth_m = surface_.depth_m();
  record_.look(surface_.time_s(), depth_m, surface_.u_mps(), surface_.v_mps());
  observed_.look(surface_.time_s(), depth_m);
}

bool FloodRun::resume() {
  if (request_.checkpoints == nullptr) return false;
  const std::string saved = request_.checkpoints->load();
  if (saved.empty()) return false;
  BytesBack parts(saved);
  surface_.load_state(parts.take_part());
  record_.load_state(parts.take_part());
  observed_.load_state(parts.take_part());
  parts.end();
  return true;
}

void FloodRun::save() const {
  if (request_.checkpoints == nullptr) return;
  Bytes parts;
  parts.put(surface_.save_state());
  parts.put(record_.save_state());
  parts.put(observed_.save_state());
  request_.checkpoints->save(parts.text);
}

/// Held water at its true depth: the solver's bed under it is raised.
Grid<float> FloodRun::with_rivers(Grid<float> depth_m, double time_s) const {
  const std::vector<River>& rivers = request_.ward.layers().river;
  for (std::size_t r = 0; r < rivers.size(); ++r) {
    const double deep_m = setup_.river_level_m[r].linear_at(time_s) - rivers[r].bed_m;
    for (const Cell& cell : model_.river_cells[r]) {
      depth_m(cell) = static_cast<float>(std::max(0.0, deep_m));
    }
  }
  for (int row = 0; row < model_.frame.rows; ++row) {
    for (int col = 0; col < model_.frame.cols; ++col) {
      if (!model_.holds_water({row, col})) depth_m({row, col}) = kNoData;
    }
  }
  return depth_m;
}

/// Without rivers and ponds, whose water is no flood, as the measures count.
Grid<float> FloodRun::on_land(Grid<float> depth_m) const {
  for (int row = 0; row < model_.frame.rows; ++row) {
    for (int col = 0; col < model_.frame.cols; ++col) {
      if (!counts_for_way(model_, {row, col})) depth_m({row, col}) = kNoData;
    }
  }
  return depth_m;
}

// To the millimetre: a frame is looked at, and so it is a tenth of the size.
void FloodRun::write_frame() const {
  Grid<float> shown_m = clipped_to_ward(model_, with_rivers(surface_.depth_m(), surface_.time_s()));
  shown_m.values() = (shown_m.values() * 1000.0F).round() / 1000.0F;
  out_.frame("depth_m", surface_.time_s(), shown_m);
}

void FloodRun::write_grids(const Grid<float>& max_depth_m) const {
  out_.grid("max_depth_m", clipped_to_ward(model_, on_land(max_depth_m)));
  out_.grid("max_speed_mps", clipped_to_ward(model_, record_.speed_mps()));
  out_.grid("hazard_arr", clipped_to_ward(model_, record_.arr()));
  out_.grid("hazard_defra", clipped_to_ward(model_, record_.defra()));
  out_.grid("arrival_s", clipped_to_ward(model_, record_.arrival_s()));
  out_.grid("peak_s", clipped_to_ward(model_, record_.peak_s()));
  out_.grid("duration_s", clipped_to_ward(model_, record_.duration_s()));
  out_.grid("duration_30cm_s", clipped_to_ward(model_, record_.duration_30cm_s()));
  out_.grid("duration_50cm_s", clipped_to_ward(model_, record_.duration_50cm_s()));
  if (const auto& zones = setup_.surface.rain_zones) {
    out_.grid("rain_total_mm", clipped_to_ward(model_, rain_total_mm(*zones, end_s_)));
  }
}

/// The mean on the ward.
double FloodRun::rain_mm() const {
  if (!setup_.surface.rain_zones) return rain_depth_mm(setup_.rain_mm_per_h, end_s_);
  const auto inside = model_.in_ward.values().cast<double>();
  const Grid<float> total_mm = rain_total_mm(*setup_.surface.rain_zones, end_s_);
  return (total_mm.values().cast<double>() * inside).sum() / std::max(1.0, inside.sum());
}

void FloodRun::write_ledger() const {
  const WaterLedger ledger = surface_.ledger();
  const std::vector<double> taken_m3 = surface_.inlet_m3();
  double over_rim_m3 = 0.0;
  for (std::size_t i = setup_.inlet_of.size(); i < taken_m3.size(); ++i) over_rim_m3 += taken_m3[i];
  out_.measure("rain_mm", rain_mm());
  out_.measure("initial_m3", ledger.initial_m3);
  out_.measure("rain_m3", ledger.rain_m3);
  out_.measure("inflow_m3", ledger.inflow_m3);
  out_.measure("infiltration_m3", ledger.infiltration_m3);
  out_.measure("drains_m3", ledger.drains_m3 - over_rim_m3);
  out_.measure("outflow_m3", ledger.outflow_m3 + over_rim_m3);
  out_.measure("stored_m3", ledger.stored_m3);
  out_.measure("mass_error_relative", ledger.error_relative());
  out_.measure("cells", static_cast<double>(surface_.work().cells));
  out_.measure("steps", static_cast<double>(surface_.work().steps));
}

void FloodRun::write() const {
  const Grid<float> max_depth_m = surface_.maxima().depth_m;
  const FloodOutcome outcome{.ward = request_.ward,
                             .model = model_,
                             .record = record_,
                             .max_depth_m = max_depth_m,
                             .flooded_m = settings_.number("flooded_m")};
  const std::vector<DoorWater> doors = door_water(model_, max_depth_m);
  write_grids(max_depth_m);
  write_ledger();
  write_areas(outcome, out_);
  write_buildings(outcome, doors, out_);
  write_ways(outcome, out_);
  write_groups(outcome, doors, out_);
  write_inlets(request_.ward, setup_, first_limits_, surface_.inlet_m3(), out_);
  observed_.write(max_depth_m, out_);
}

void run_flood(const Request& request, Output& out, const Progress& progress) {
  progress.checkpoint(0.0, tr("laying the ward onto the grid", "đặt phường lên lưới tính"));
  FloodRun flood(request, out);
  flood.run(progress.part(0.02, 0.97));
  progress.checkpoint(0.97,
                      tr("depths at doors and along streets", "độ sâu tại cửa nhà và dọc đường"));
  flood.write();
}

}  // namespace

const Scenario kFlood{
    .name = "flood",
    .title_en = "Flood",
    .title_vi = "Ngập lụt",
    .question_en = "Where does rain flood the ward, how deep, from when and how long, and whom?",
    .question_vi =
        "Mưa làm ngập những đâu trong phường, sâu bao nhiêu, từ lúc nào, bao lâu, ai bị "
        "ảnh hưởng?",
    .settings = flood_settings(),
    .needs = {},
    .results = flood_results(),
    .run = run_flood};

}  // namespace twin

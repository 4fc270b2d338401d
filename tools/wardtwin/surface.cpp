#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/base/partial_folder.h"
#include "engine/gis/raster_file.h"
#include "tools/wardtwin/command.h"
#include "tools/wardtwin/surface_case.h"

namespace twin {
namespace {

constexpr std::array<const char*, 4> kSideNames = {"west", "east", "south", "north"};

/// What is written of a run through time.
class Tables {
 public:
  explicit Tables(const SurfaceCase& asked) : gauges_(asked.gauges), sides_(asked.open_sides) {
    for (const SurfaceGauge& gauge : gauges_) {
      gauge_rows_ += fmt::format(",{0}_depth_m,{0}_level_m,{0}_u_mps,{0}_v_mps", gauge.name);
    }
    for (const Side side : sides_) {
      outflow_rows_ += fmt::format(",{}_m3ps", kSideNames[static_cast<std::size_t>(side)]);
    }
    gauge_rows_ += '\n';
    outflow_rows_ += '\n';
  }

  void add_row(const Surface& surface) {
    gauge_rows_ += fmt::format("{:.12g}", surface.time_s());
    outflow_rows_ += fmt::format("{:.12g}", surface.time_s());
    for (const SurfaceGauge& gauge : gauges_) {
      const double depth_m = surface.depth_m(gauge.cell);
      gauge_rows_ +=
          fmt::format(",{:.10g},{:.10g},{:.9g},{:.9g}", depth_m, gauge.ground_m + depth_m,
                      surface.u_mps(gauge.cell), surface.v_mps(gauge.cell));
    }
    const auto leaving = surface.leaving_m3ps();
    for (const Side side : sides_) {
      outflow_rows_ += fmt::format(",{:.10g}", leaving[static_cast<std::size_t>(side)]);
    }
    gauge_rows_ += '\n';
    outflow_rows_ += '\n';
  }

  void write(const std::filesystem::path& folder) const {
    write_file(folder / "gauges.csv", gauge_rows_);
    write_file(folder / "outflow.csv", outflow_rows_);
  }

 private:
  std::vector<SurfaceGauge> gauges_;
  std::vector<Side> sides_;
  std::string gauge_rows_ = "time_s";
  std::string outflow_rows_ = "time_s";
};

double cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double wall_s() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

std::string summary(const Surface& surface, int threads, double wall, double cpu) {
  const SurfaceWork work = surface.work();
  const WaterLedger water = surface.ledger();
  const nlohmann::ordered_json json = {
      {"steps", work.steps},
      {"cells", work.cells},
      {"wall_s", wall},
      {"cpu_s", cpu},
      {"cell_updates_per_s", static_cast<double>(work.cell_updates) / std::max(wall, 1e-9)},
      {"threads", threads},
      {"mass",
       {{"initial_m3", water.initial_m3},
        {"rain_m3", water.rain_m3},
        {"inflow_m3", water.inflow_m3},
        {"infiltration_m3", water.infiltration_m3},
        {"outflow_m3", water.outflow_m3},
        {"stored_m3", water.stored_m3},
        {"error_m3", water.error_m3()},
        {"error_relative", water.error_relative()}}}};
  return json.dump(2) + "\n";
}

/// The surface of a case, whose grids are given up once it has its own.
Surface surface_of(SurfaceSetup setup, int threads) {
  setup.threads = threads;
  return Surface(setup);
}

int run_surface(const std::string& file, const std::string& output, const Terminal& terminal) {
  SurfaceCase asked = read_surface_case(file);
  terminal.tell(asked.findings);
  Surface surface = surface_of(std::move(asked.setup), terminal.threads());
  PartialFolder folder(output);
  if (folder.replaced_leftover()) {
    terminal.tell(tr("an unfinished run was there; it starts afresh",
                     "có một lần chạy dở ở đó; chạy lại từ đầu"));
  }
  const Progress progress = terminal.progress();
  Tables tables(asked);
  tables.add_row(surface);
  const double wall_begin = wall_s();
  const double cpu_begin = cpu_s();
  for (double row = 1.0; surface.time_s() < asked.end_s; row += 1.0) {
    const double until_s = std::min(row * asked.output_s, asked.end_s);
    surface.advance(until_s, progress.part(surface.time_s() / asked.end_s, until_s / asked.end_s));
    tables.add_row(surface);
  }
  const double wall = wall_s() - wall_begin;
  const double cpu = cpu_s() - cpu_begin;
  tables.write(folder.path());
  write_raster(folder.path() / "max_depth_m.tif", surface.maxima().depth_m, asked.crs);
  write_raster(folder.path() / "final_depth_m.tif", surface.depth_m(), asked.crs);
  write_file(folder.path() / "summary.json", summary(surface, terminal.threads(), wall, cpu));
  folder.finish();
  return 0;
}

}  // namespace

Run add_surface(CLI::App& app) {
  auto file = std::make_shared<std::string>();
  auto output = std::make_shared<std::string>();
  app.add_option("CASE", *file, "the case, a TOML file")->required();
  app.add_option("-o", *output, "the new folder for the results")->required();
  return [file, output](const Terminal& terminal) { return run_surface(*file, *output, terminal); };
}

}  // namespace twin

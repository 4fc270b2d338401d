// Every scenario and batch that comes with the program can be read, and its changes find on the
// sample ward what they name.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "engine/base/data_folder.h"
#include "layers/ward/load_ward.h"
#include "layers/ward/read_renovation.h"
#include "tools/wardtwin/batch_file.h"
#include "tools/wardtwin/run_scenario_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> shipped(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(data_folder() / folder)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// The examples of each scenario, and the variants of the flood.
std::vector<fs::path> shipped_scenarios() {
  std::vector<fs::path> files = shipped("scenarios");
  std::ranges::copy(shipped("scenarios/flood"), std::back_inserter(files));
  return files;
}

bool is_batch(const fs::path& file) { return file.stem().string().starts_with("batch_"); }

const WardLayers& sample_ward() {
  static const LoadedWard ward = [] {
    Findings findings;
    return load_ward(data_folder() / "wards/yenhoa_mau", findings);
  }();
  return ward.layers;
}

WardLayers changed(const ScenarioFile& file) {
  WardLayers layers = sample_ward();
  for (const ScenarioChange& change : file.changes) {
    layers = renovated(std::move(layers), read_renovation(change.table, layers));
  }
  return layers;
}

ScenarioFile scenario(const std::string& name) {
  return read_scenario_file(data_folder() / "scenarios" / (name + ".toml"), {}, scenarios());
}

TEST(ShippedScenarios, AllCanBeReadAndTheirChangesApply) {
  std::size_t read = 0;
  for (const fs::path& file : shipped_scenarios()) {
    if (is_batch(file)) continue;
    SCOPED_TRACE(file.filename().string());
    const ScenarioFile made = read_scenario_file(file, {}, scenarios());
    EXPECT_FALSE(made.title.empty());
    EXPECT_TRUE(fs::exists(made.ward));
    for (const Setting& setting : made.settings.declared()) {
      if (setting.kind != SettingKind::file) continue;
      const auto named = made.settings.file(setting.name);
      EXPECT_TRUE(!named || fs::exists(*named)) << setting.name;
    }
    for (const ScenarioChange& change : made.changes) {
      EXPECT_NE(change.title.en, change.title.vi) << change.name;
      EXPECT_NO_THROW(read_renovation(change.table, sample_ward())) << change.name;
    }
    ++read;
  }
  EXPECT_GE(read, 25U);
}

TEST(ShippedScenarios, EveryChangeIsUsedSomewhere) {
  std::vector<std::string> used;
  for (const fs::path& file : shipped_scenarios()) {
    if (is_batch(file)) continue;
    for (const ScenarioChange& change : read_scenario_file(file, {}, scenarios()).changes) {
      used.push_back(change.name);
    }
  }
  for (const fs::path& file : shipped("scenarios/flood/changes")) {
    EXPECT_NE(std::ranges::find(used, file.stem().string()), used.end()) << file;
  }
}

TEST(ShippedScenarios, TheBatchCanBeReadAndItsMeasuresApply) {
  for (const fs::path& file : shipped_scenarios()) {
    if (!is_batch(file)) continue;
    const BatchFile batch = read_batch_file(file);
    for (const BatchChoice& measure : batch.measures) {
      for (const ScenarioChange& change : measure.changes) {
        EXPECT_NO_THROW(read_renovation(change.table, sample_ward())) << change.name;
      }
    }
  }
}

TEST(ShippedScenarios, SayWhatTheirNamesSay) {
  EXPECT_EQ(scenario("flood/flood_storm_50y").settings.number("design_return_years"), 50.0);
  EXPECT_EQ(scenario("flood/flood_storm_50y").settings.number("design_duration_min"), 120.0);
  EXPECT_EQ(scenario("flood/flood_climate_120").settings.number("rain_factor"), 1.2);
  EXPECT_EQ(scenario("flood/flood_river_450cm").settings.number("river_level_m"), 4.5);
  EXPECT_EQ(scenario("flood_2025_09_30").start, "2025-09-30T11:30:00+07:00");
  EXPECT_EQ(scenario("flood_2025_09_30").settings.number("duration_s"), 21600.0);
  const WardLayers blocked = changed(scenario("flood/flood_inlets_blocked_50"));
  for (const DrainInlet& inlet : blocked.drain_inlets) ASSERT_GE(inlet.clogged_share, 0.5);
  const WardLayers dug = changed(scenario("flood/flood_pond"));
  double taken_m3 = 0.0;  // out of ground that lies a little above the edge here and there
  const Grid<float>& before_m = sample_ward().terrain.ground_m;
  const double cell_m2 = before_m.frame().cell_m * before_m.frame().cell_m;
  for (int row = 0; row < before_m.frame().rows; ++row) {
    for (int col = 0; col < before_m.frame().cols; ++col) {
      const float deeper_m = before_m({row, col}) - dug.terrain.ground_m({row, col});
      if (deeper_m > 0.0F) taken_m3 += static_cast<double>(deeper_m) * cell_m2;
    }
  }
  EXPECT_GE(taken_m3, 8500.0);
  EXPECT_LE(taken_m3, 8500.0 * 1.3);
}

}  // namespace
}  // namespace twin

#pragma once

#include <filesystem>
#include <string>

#include "engine/results/bundle_writer.h"
#include "engine/results/declare.h"
#include "tests/support/tiny_ward.h"

namespace twin {

/// Writes a run over the tiny ward with measures: some that a choice is judged by, two of them of
/// one unit in a row, and one that nobody judges by; and a grid, so that it can be shown.
inline void write_measured_run(const std::filesystem::path& folder,
                               const std::filesystem::path& ward_folder, const std::string& title,
                               double people) {
  using namespace declare;
  const std::vector<ResultField> declared = {
      measure("rain_mm", "mm", "rain", "lượng mưa"),
      measure("people", "person", "people flooded", "số người bị ngập", Better::less),
      measure("people_30cm", "person", "of them deeper", "trong đó từ 0,30 m", Better::less),
      measure("closed_m", "m", "streets closed", "đường bị chặn", Better::less),
      grid("height_m", "m", "height", "độ cao", {.decimals = 1, .picture = true})};
  Manifest heading = tiny_manifest(ward_folder);
  heading.run_hash = "hash of " + title;
  heading.scenario = "measured";
  heading.scenario_title = tr("Measured", "Có số đo");
  heading.title = title;
  heading.changes = {{.name = "inlets",
                      .title = tr("Clean the inlets", "Nạo vét cửa thu"),
                      .path = "inlets.toml",
                      .sha256 = "0",
                      .effect = tr("412 inlets open", "412 cửa thu thông")}};
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  out.measure("rain_mm", 65.0);
  out.measure("people", people);
  out.measure("people_30cm", 0.5 * people);
  out.measure("closed_m", 240.0);
  const GridFrame frame{
      .north_west = {kTinyWest_m, kTinySouth_m + 160.0}, .cell_m = 2.0, .rows = 80, .cols = 120};
  out.grid("height_m", Grid<float>(frame, 1.0F));
  out.write(Progress{});
  out.finish();
}

}  // namespace twin

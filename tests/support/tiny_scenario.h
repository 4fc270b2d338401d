#pragma once

#include <array>
#include <cmath>
#include <filesystem>

#include "engine/base/partial_folder.h"
#include "layers/ward/load_ward.h"
#include "scenarios/scenario.h"
#include "tests/support/small_run.h"

namespace twin {

/// A ward of one road, one lane and two houses on level ground, beside the small run of
/// small_run.h, written to `folder`.
inline void write_tiny_ward(const std::filesystem::path& folder) {
  WardLayers layers;
  layers.boundary.name = "Phường thử";
  layers.boundary.code = "00000";
  layers.boundary.outline = {{{990, 1990}, {1040, 1990}, {1040, 2030}, {990, 2030}}, {}};
  layers.terrain.ground_m = Grid<float>({{960, 2060}, 10.0, 10, 11}, 5.0F);
  layers.roads.push_back({.id = "R1",
                          .name = "Trung Kính",
                          .centreline = {{990, 2008}, {1040, 2008}},
                          .road_class = "residential"});
  layers.lanes.push_back({.id = "L1",
                          .name = "Ngõ 34 Trung Kính",
                          .kind = "ngo",
                          .centreline = {{1010, 2008}, {1010, 2028}},
                          .clear_width_m = 2.5});
  for (const Feature& row : small_buildings()) {
    layers.buildings.push_back({.id = row.need_text("id"),
                                .footprint = row.polygon(),
                                .use = "house",
                                .residents = 4,
                                .provenance = {.source = source_of(row.need_text("source")),
                                               .method = "",
                                               .assumed = {"residents"}}});
  }
  layers.addresses.push_back({.id = "A1",
                              .building_id = "B2",
                              .way_id = "L1",
                              .house_number = "16",
                              .text = "Số 16 ngõ 34 Trung Kính",
                              .door = {1015, 2010}});
  std::filesystem::create_directories(folder);
  write_ward(folder, {.name = "Phường thử", .made_up = true}, layers);
}

inline const std::array<Setting, 3> kTinySettings{{
    {.name = "rain_mm",
     .unit = "mm",
     .usual = 100.0,
     .least = 0,
     .most = 500,
     .en = "rain",
     .vi = "lượng mưa"},
    {.name = "note",
     .kind = SettingKind::text,
     .usual = std::string(),
     .en = "a note",
     .vi = "ghi chú"},
    {.name = "table",
     .kind = SettingKind::file,
     .usual = std::string(),
     .used_if = {"note", {"by table"}},
     .en = "a table",
     .vi = "một bảng"},
}};
inline const std::array<Need, 1> kTinyNeeds{{
    {.name = "before",
     .scenario = "tiny",
     .required = false,
     .en = "an earlier run",
     .vi = "lần trước"},
}};

/// Writes the small run; its measure is 3 for each 100 mm of rain. A run that its progress stops
/// has kept its first instant and goes on from there.
inline void run_tiny(const Request& request, Output& out, const Progress& progress) {
  if (request.checkpoints != nullptr && request.checkpoints->load().empty()) {
    out.frame("depth_m", 0.0, Grid<float>(kSmallFrame, 0.0F));
    request.checkpoints->save("begun");
  }
  progress.checkpoint(0.5, tr("raining", "đang mưa"));
  write_small_run(out);
  out.measure("affected", 0.03 * request.settings.number("rain_mm"));
}

inline const Scenario kTiny{.name = "tiny",
                            .title_en = "Tiny",
                            .title_vi = "Nhỏ",
                            .question_en = "How deep is it?",
                            .question_vi = "Ngập sâu bao nhiêu?",
                            .settings = kTinySettings,
                            .needs = kTinyNeeds,
                            .results = kSmallFields,
                            .run = run_tiny};
inline const std::array<const Scenario*, 1> kTinyCatalogue{&kTiny};

}  // namespace twin

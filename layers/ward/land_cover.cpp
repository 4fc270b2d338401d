#include "layers/ward/land_cover.h"

#include <algorithm>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"

namespace twin {
namespace {

constexpr std::array<std::string_view, kLandCovers> kWords{"yard",  "road",     "lane",     "green",
                                                           "water", "building", "permeable"};

GridRules read_rules(const TomlTable& table) {
  table.allow_only({"blocked_share", "enclosed_yard_m2", "roof_reach_m", "inlet_reach_m",
                    "unknown_lane_width_m", "pond_freeboard_m", "source", "assumed"});
  return {.blocked_share = table.need_number("blocked_share", 0.0, 1.0),
          .enclosed_yard_m2 = table.need_number("enclosed_yard_m2", 0.0, 1e6),
          .roof_reach_m = table.need_number("roof_reach_m", 0.0, 1000.0),
          .inlet_reach_m = table.need_number("inlet_reach_m", 0.0, 1000.0),
          .unknown_lane_width_m = table.need_number("unknown_lane_width_m", 0.0, 20.0),
          .pond_freeboard_m = table.need_number("pond_freeboard_m", 0.0, 10.0)};
}

[[noreturn]] void refuse(const Text& where, Text found, Text expected) {
  throw InputError({.where = where,
                    .found = std::move(found),
                    .expected = std::move(expected),
                    .outcome = tr("correct the table", "hãy sửa bảng")});
}

CoverClass read_class(const TomlTable& table) {
  table.allow_only({"name", "manning", "constant_mm_per_h", "horton_first_mm_per_h",
                    "horton_last_mm_per_h", "horton_decay_per_h",
                    "green_ampt_conductivity_mm_per_h", "green_ampt_suction_mm",
                    "green_ampt_deficit", "curve_number", "source", "assumed"});
  const CoverClass read{
      .manning = table.need_number("manning", 0.001, 1.0),
      .constant_mm_per_h = table.need_number("constant_mm_per_h", 0.0, 1000.0),
      .horton_first_mm_per_h = table.need_number("horton_first_mm_per_h", 0.0, 1000.0),
      .horton_last_mm_per_h = table.need_number("horton_last_mm_per_h", 0.0, 1000.0),
      .horton_decay_per_h = table.need_number("horton_decay_per_h", 0.0, 1000.0),
      .green_ampt_conductivity_mm_per_h =
          table.need_number("green_ampt_conductivity_mm_per_h", 0.0, 1000.0),
      .green_ampt_suction_mm = table.need_number("green_ampt_suction_mm", 0.0, 2000.0),
      .green_ampt_deficit = table.need_number("green_ampt_deficit", 0.0, 0.6),
      .curve_number = table.need_number("curve_number", 1.0, 100.0),
      .source = table.need_text("source"),
      .assumed = table.flag("assumed").value_or(true)};
  if (read.horton_first_mm_per_h < read.horton_last_mm_per_h) {
    refuse(table.where("horton_first_mm_per_h"),
           shortest(read.horton_first_mm_per_h) +
               tr(" below horton_last_mm_per_h, ", " nhỏ hơn horton_last_mm_per_h, ") +
               shortest(read.horton_last_mm_per_h),
           tr("a first rate no less than the last", "tốc độ đầu không nhỏ hơn tốc độ cuối"));
  }
  return read;
}

}  // namespace

LandCoverTable paved_permeable(LandCoverTable table, std::span<const std::string> covers) {
  for (std::size_t i = 0; i < kLandCovers; ++i) {
    if (std::ranges::find(covers, kWords[i]) == covers.end()) continue;
    table.classes[i] = table[LandCover::permeable];
  }
  return table;
}

std::string_view word_of(LandCover cover) { return kWords[static_cast<std::size_t>(cover)]; }

LandCoverTable read_land_cover(const std::filesystem::path& file) {
  const TomlTable top = TomlTable::read(file);
  top.allow_only({"class", "rules"});
  const std::vector<std::string> words(kWords.begin(), kWords.end());
  LandCoverTable result;
  std::array<bool, kLandCovers> seen{};
  for (const TomlTable& table : top.tables("class")) {
    const std::string name = table.need_text("name");
    const auto it = std::ranges::find(words, name);
    if (it == words.end()) {
      refuse(table.where("name"), "'" + name + "'", expected_name(name, words));
    }
    const auto index = static_cast<std::size_t>(it - words.begin());
    if (seen[index]) {
      refuse(table.where("name"), tr("'" + name + "' a second time", "'" + name + "' lần thứ hai"),
             tr("each class once", "mỗi loại một lần"));
    }
    seen[index] = true;
    result.classes[index] = read_class(table);
  }
  for (std::size_t i = 0; i < kLandCovers; ++i) {
    if (seen[i]) continue;
    refuse(top.where("class"),
           tr("no class '" + words[i] + "'", "không có loại '" + words[i] + "'"),
           tr("one [[class]] for each kind of ground", "một [[class]] cho mỗi loại mặt đất"));
  }
  if (const auto rules = top.table("rules")) result.rules = read_rules(*rules);
  return result;
}

}  // namespace twin

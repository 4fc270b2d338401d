#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace twin {

/// What the ground of a cell is made of, as far as water is concerned.
enum class LandCover : std::uint8_t { yard, road, lane, green, water, building, permeable };
inline constexpr std::size_t kLandCovers = 7;

/// "yard", "road"… as the table names it.
std::string_view word_of(LandCover cover);

/// What water meets on one kind of ground.
struct CoverClass {
  double manning = 0.03;  ///< s/m^(1/3)
  double constant_mm_per_h = 0.0;
  double horton_first_mm_per_h = 0.0;
  double horton_last_mm_per_h = 0.0;
  double horton_decay_per_h = 0.0;
  double green_ampt_conductivity_mm_per_h = 0.0;
  double green_ampt_suction_mm = 0.0;
  double green_ampt_deficit = 0.0;
  double curve_number = 100.0;
  std::string source;
  bool assumed = true;
};

/// How houses, lanes and gullies meet the grid.
struct GridRules {
  double blocked_share = 0.5;         ///< a cell with more of its area in footprints holds no water
  double enclosed_yard_m2 = 200.0;    ///< smaller open pockets among houses drain like roofs
  double roof_reach_m = 40.0;         ///< from a house to the open cell that takes its rain
  double inlet_reach_m = 6.0;         ///< from an inlet to the open cell it drains
  double unknown_lane_width_m = 2.0;  ///< ground taken by a lane of unknown width
  double pond_freeboard_m = 0.3;      ///< from a pond's water at the start up to its lowest bank
};

/// The numbers of data/flood/land_cover.toml.
struct LandCoverTable {
  std::array<CoverClass, kLandCovers> classes;
  GridRules rules;

  const CoverClass& operator[](LandCover cover) const {
    return classes[static_cast<std::size_t>(cover)];
  }
};

/// The same with these covers paved to let rain through: they take the numbers of `permeable`.
LandCoverTable paved_permeable(LandCoverTable table, std::span<const std::string> covers);

/// @throws InputError: unreadable, a class missing or named twice, numbers out of range.
LandCoverTable read_land_cover(const std::filesystem::path& file);

}  // namespace twin

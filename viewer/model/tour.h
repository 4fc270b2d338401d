#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/space/point.h"

namespace twin {

/// A field that a stop shows, told so that it is found again when the runs are opened anew.
struct TourField {
  std::string run_hash;  ///< of the run; the folder's name where no opened run has it
  std::string folder;    ///< name of the run's folder
  std::string table;     ///< empty for grids
  std::string field;

  bool operator==(const TourField&) const = default;
};

/// Two runs laid beside each other at a stop.
struct TourComparison {
  std::string run_hash;  ///< of the run beside the fields shown
  std::string folder;
  std::string how = "swipe";  ///< swipe, beside, change
  double at = 0.5;            ///< where a swipe divides, of the width

  bool operator==(const TourComparison&) const = default;
};

/// One stop of a tour: a camera, a time, what is shown, and what is said.
struct TourStop {
  std::string caption;
  Point eye;  ///< in the ward's CRS
  double eye_level_m = 0.0;
  Point target;
  double target_level_m = 0.0;
  double fov_deg = 38.0;
  std::string time;  ///< as the option --time takes it; empty: the clock stays
  std::vector<TourField> fields;
  std::vector<std::string> hidden;  ///< layers left out
  std::vector<std::string> added;   ///< layers shown that usually are not
  double height_scale = 1.0;
  bool widened = false;
  std::string palette;  ///< as the option --palette takes it; empty: the colours stay
  std::optional<TourComparison> comparison;
  double travel_s = 3.0;  ///< on the way here, in a film
  double stay_s = 4.0;    ///< here, in a film

  bool operator==(const TourStop&) const = default;
};

/// What is shown in a meeting, stop by stop.
struct Tour {
  static constexpr int kFormatVersion = 1;
  std::string title;
  std::vector<TourStop> stops;

  bool operator==(const Tour&) const = default;
};

/// @throws InputError: no such file, no JSON, a newer format, or a key that is missing or of
/// another kind; the error names it, as `stops[2].camera.eye`.
Tour read_tour(const std::filesystem::path& file);
/// Written whole or not at all. @throws OutputError.
void write_tour(const std::filesystem::path& file, const Tour& tour);

}  // namespace twin

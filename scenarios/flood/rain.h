#pragma once

#include <filesystem>
#include <string>

#include "engine/base/csv_file.h"
#include "engine/base/findings.h"

namespace twin {

/// A storm of the Vietnamese standard TCVN 7957: q = A (1 + C lg P) / (t + b)^n, l/s/ha.
struct StormFormula {
  double a = 0.0;
  double c = 0.0;
  double b_min = 0.0;
  double n = 0.0;
  double block_min = 5.0;  ///< of the alternating blocks
  bool verified = false;   ///< against the standard itself
  std::string source = {};
};

/// @throws InputError: unreadable, or numbers that make no storm.
StormFormula read_storm_formula(const std::filesystem::path& file);

/// Mean intensity of the worst `minutes` in `return_years`, mm/h.
double intensity_mm_per_h(const StormFormula& formula, double return_years, double minutes);

/// A storm in Chicago shape: blocks whose worst run of k blocks has the formula's depth for every
/// k, the greatest in the middle, the others in turn after and before it (Keifer and Chu 1957;
/// Chow, Maidment, Mays 1988, 14.4). Its last row is 0, at `duration_min`.
Series design_storm(const StormFormula& formula, double return_years, double duration_min);

/// What falls from 0 to `until_s`, mm.
double rain_depth_mm(const Series& mm_per_h, double until_s);

/// Reads `time_s,mm_per_h`; where a column `basis` says anything but "measured", a finding does
/// too.
/// @throws InputError as read_series; a rate below 0.
Series read_rain(const std::filesystem::path& file, Findings& findings);

}  // namespace twin

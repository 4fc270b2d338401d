#pragma once

#include "engine/rain/rain_raster.h"
#include "tests/support/expect_has.h"
#include "tests/support/scratch.h"

namespace twin {

/// Rain for ground of 1.6 km by 1 km, which touches all six cells of 1 km from (581 km, 2326 km),
/// three columns and two rows.
inline RainFile asked(const std::filesystem::path& file) {
  return {.file = file,
          .start = "2025-09-30T11:30:00+07:00",
          .frame = {.north_west = {581700, 2325500}, .cell_m = 100, .rows = 10, .cols = 16},
          .crs = "EPSG:5897"};
}

/// What reading is refused with.
inline std::string refusal_of(const RainFile& file) {
  Findings findings;
  return failure_of<InputError>([&] { read_rain_raster(file, findings); });
}

}  // namespace twin

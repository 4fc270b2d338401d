#pragma once

#include <filesystem>

#include "engine/base/progress.h"
#include "layers/ward/load_ward.h"

namespace twin {

/// The folder with the ward.gpkg and dem.tif of the sketch that `header` names beside `toml_file`.
/// They are made where they are missing or come from another sketch, seed, table of assumed
/// numbers or way of making up; files are put in place whole, so that an interrupted call leaves
/// nothing half-written.
/// @throws InputError: no sketch there, or as ward_from_sketch and fill_missing.
std::filesystem::path folder_made_from_sketch(const std::filesystem::path& toml_file,
                                              const WardHeader& header, const Progress& progress);

}  // namespace twin

#pragma once

#include <filesystem>

#include "engine/results/manifest.h"

namespace twin {

/// Writes a ward of 240 × 160 m into `folder` (made, if need be): one street, two lanes between
/// tube houses, a tower, a garden, a river at the east, fire water, a shallow bowl in the ground
/// round the northern end of the western lane. Nothing in it is a real place.
void write_tiny_ward(const std::filesystem::path& folder);

/// Writes a run over that ward into `folder` (must not exist): water that rises to `level_m` and
/// falls again within an hour, its depth at the houses, speeds in the street through time.
void write_tiny_run(const std::filesystem::path& folder, const std::filesystem::path& ward_folder,
                    double level_m);

/// What the manifest of any run over that ward says of program and ward; the rest is its own.
Manifest tiny_manifest(const std::filesystem::path& ward_folder);

/// Height of its bare ground at a place, metres.
double tiny_ground_m(double x_m, double y_m);

inline constexpr double kTinyWest_m = 582000.0;  ///< of the ward, as in EPSG:5897
inline constexpr double kTinySouth_m = 2324000.0;

}  // namespace twin

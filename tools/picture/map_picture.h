#pragma once

#include <filesystem>

#include "engine/results/bundle.h"
#include "layers/ward/ward.h"

namespace twin {

/// Draws a run on its ward: the main field of the manifest in classes with words, over hillshade,
/// streets at true width and buildings; names of streets, legend, scale bar, north arrow, title,
/// clock time, provenance, and 'DỮ LIỆU GIẢ ĐỊNH' where data was made up. It knows no scenario.
/// @throws OutputError.
void write_map(const std::filesystem::path& png, const Bundle& run, const WardLayers& ward,
               Language language);

}  // namespace twin

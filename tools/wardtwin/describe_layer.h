#pragma once

#include <string>

#include "engine/base/text.h"
#include "engine/gis/layer_spec.h"

namespace twin {

/// What a layer of a ward holds, for people: each column with its kind, unit, range and meaning.
std::string described(const LayerSpec& layer, Language language);

/// The same as JSON, in both languages, for programs.
std::string described_json(const LayerSpec& layer);

/// The same as a page of the documents (docs/layers), in both languages.
std::string described_markdown(const LayerSpec& layer);

}  // namespace twin

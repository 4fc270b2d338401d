#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/legend.h"

namespace twin {

/// Colours to choose from: those the results declare, or ramps that people who see red and green
/// alike can read (viridis, cividis), or greys for a printer.
enum class Palette { declared, viridis, cividis, greys };

inline constexpr std::array kPalettes = {Palette::declared, Palette::viridis, Palette::cividis,
                                         Palette::greys};

Text title_of(Palette palette);
std::string_view name_of(Palette palette);
std::optional<Palette> palette_named(std::string_view name);

/// A legend in the colours of a palette: from its first class, light, to its last, dark. White
/// classes stay white (they are not painted), and so does a legend about no change, which is in
/// blue and red anyhow.
std::vector<LegendClass> recoloured(std::vector<LegendClass> legend, Palette palette,
                                    const ManifestField& field);

}  // namespace twin

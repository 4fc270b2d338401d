#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/results/legend.h"

namespace twin {

/// A legend as a strip of colours, from which a graphics card takes the colour of a value.
struct Lookup {
  static constexpr int kColours = 1024;
  float least = 0.0F;  ///< value of the left end
  float most = 1.0F;   ///< value of the right end; what lies beyond has the last colour
  /// Red, green, blue, alpha; alpha 0 where the legend has no colour (below its first class).
  std::vector<std::array<std::uint8_t, 4>> colours;

  /// Where a value lies between the ends, 0 to 1.
  double share_of(double value) const;
};

/// The strip of a legend: sharp at the bounds of its classes, so that the picture says no more
/// than the legend does. The last class, open above, gets as much room as the one before.
Lookup lookup_of(std::span<const LegendClass> legend);

/// The depth from which water is drawn: the first bound above 0 (a class from 0 on is dry ground
/// or the film that rain leaves everywhere); a centimetre where the legend has none.
double wet_from_m(std::span<const LegendClass> legend);

}  // namespace twin

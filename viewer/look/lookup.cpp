#include "viewer/look/lookup.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

std::uint8_t byte_of(double share) {
  return static_cast<std::uint8_t>(std::lround(255.0 * std::clamp(share, 0.0, 1.0)));
}

/// Where the strip starts: a little below the first class; ramps may begin at minus infinity.
double first_bound(std::span<const LegendClass> legend) {
  if (std::abs(legend.front().from) < 1e200) return legend.front().from;
  return legend.size() > 1 ? legend[1].from : 0.0;
}

}  // namespace

double Lookup::share_of(double value) const {
  return std::clamp((value - least) / (static_cast<double>(most) - least), 0.0, 1.0);
}

Lookup lookup_of(std::span<const LegendClass> legend) {
  Lookup lookup{.least = 0.0F, .most = 1.0F, .colours = {}};
  lookup.colours.assign(Lookup::kColours, {0, 0, 0, 0});
  if (legend.empty()) return lookup;
  const double first = first_bound(legend);
  const double last = std::max(legend.back().from, first);
  const double before = legend.size() > 1 ? legend[legend.size() - 2].from : last - 1.0;
  const double room =
      std::max(last - std::max(before, first), std::max(1e-6, 0.05 * (last - first)));
  const double margin = 0.02 * (last + room - first);
  lookup.least = static_cast<float>(first - margin);
  lookup.most = static_cast<float>(last + room);
  const double step = (static_cast<double>(lookup.most) - lookup.least) / (Lookup::kColours - 1);
  for (int i = 0; i < Lookup::kColours; ++i) {
    // The right end stands for all beyond it.
    const double value = i + 1 == Lookup::kColours ? 1e200 : lookup.least + step * i;
    const LegendClass* found = class_of(legend, value);
    if (found == nullptr && i + 1 == Lookup::kColours) found = &legend.back();
    if (found == nullptr) continue;
    const Colour colour = colour_of(found->colour);
    lookup.colours[static_cast<std::size_t>(i)] = {byte_of(colour.red), byte_of(colour.green),
                                                   byte_of(colour.blue), 255};
  }
  return lookup;
}

double wet_from_m(std::span<const LegendClass> legend) {
  const auto wet =
      std::ranges::find_if(legend, [](const LegendClass& one) { return one.from > 0.0; });
  return wet == legend.end() ? 0.01 : wet->from;
}

}  // namespace twin

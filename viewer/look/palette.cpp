#include "viewer/look/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin {
namespace {

struct Tone {
  double red = 0.0;
  double green = 0.0;
  double blue = 0.0;
};
using Tones = std::array<Tone, 5>;  // evenly apart, light to dark

// Samples of the published maps at 0.95, 0.72, 0.5, 0.27 and 0.05 of their length (viridis: van der
// Walt and Smith 2015; cividis: Nunez, Anderton and Renslow 2018).
constexpr Tones kViridis = {
    {{223, 227, 24}, {78, 195, 107}, {33, 145, 140}, {59, 82, 139}, {71, 19, 101}}};
constexpr Tones kCividis = {
    {{244, 219, 74}, {185, 170, 112}, {125, 124, 120}, {68, 80, 110}, {0, 38, 86}}};
constexpr Tones kGreys = {
    {{225, 225, 225}, {178, 178, 178}, {130, 130, 130}, {82, 82, 82}, {30, 30, 30}}};

const Tones& tones_of(Palette palette) {
  if (palette == Palette::viridis) return kViridis;
  return palette == Palette::cividis ? kCividis : kGreys;
}

std::string colour_at(const Tones& tones, double share) {
  const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(tones.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(place), tones.size() - 2);
  const double on = place - static_cast<double>(below);
  const auto mixed = [&](double Tone::*channel) {
    const double from = tones[below].*channel;
    return static_cast<int>(std::lround(from + on * (tones[below + 1].*channel - from)));
  };
  return fmt::format("#{:02x}{:02x}{:02x}", mixed(&Tone::red), mixed(&Tone::green),
                     mixed(&Tone::blue));
}

bool is_about_no_change(const ManifestField& field) {
  return field.ramp && field.ramp->name.ends_with("change");
}

}  // namespace

Text title_of(Palette palette) {
  switch (palette) {
    case Palette::viridis:
      return tr("viridis (colour-blind safe)", "viridis (phù hợp người mù màu)");
    case Palette::cividis:
      return tr("cividis (colour-blind safe)", "cividis (phù hợp người mù màu)");
    case Palette::greys:
      return tr("greys, for print", "thang xám, để in");
    case Palette::declared:
      break;
  }
  return tr("as the results declare", "theo kết quả");
}

std::string_view name_of(Palette palette) {
  switch (palette) {
    case Palette::viridis:
      return "viridis";
    case Palette::cividis:
      return "cividis";
    case Palette::greys:
      return "greys";
    case Palette::declared:
      break;
  }
  return "declared";
}

std::optional<Palette> palette_named(std::string_view name) {
  for (const Palette palette : kPalettes) {
    if (name_of(palette) == name) return palette;
  }
  return std::nullopt;
}

std::vector<LegendClass> recoloured(std::vector<LegendClass> legend, Palette palette,
                                    const ManifestField& field) {
  if (palette == Palette::declared || is_about_no_change(field)) return legend;
  const auto painted = [](const LegendClass& one) { return one.colour != "#ffffff"; };
  const auto count = static_cast<double>(std::ranges::count_if(legend, painted));
  double number = 0.0;
  for (LegendClass& one : legend) {
    if (!painted(one)) continue;
    one.colour = colour_at(tones_of(palette), count > 1.0 ? number / (count - 1.0) : 0.5);
    number += 1.0;
  }
  return legend;
}

}  // namespace twin

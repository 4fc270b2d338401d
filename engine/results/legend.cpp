#include "engine/results/legend.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/numbers.h"

namespace twin {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

/// From little to much: readable in print and by colour-blind people (after viridis, van der Walt
/// and Smith 2015, light end first).
constexpr std::array<const char*, 6> kEvenColours{"#fde725", "#7ad151", "#22a884",
                                                  "#2a788e", "#414487", "#440154"};

/// The fewest decimals, up to three, that show every bound as it is.
int decimals_for(std::span<const double> bounds) {
  for (int decimals = 0; decimals < 3; ++decimals) {
    const double scale = std::pow(10.0, decimals);
    const bool exact = std::ranges::all_of(bounds, [&](double bound) {
      return !std::isfinite(bound) ||
             std::abs(std::round(bound * scale) - bound * scale) < 1e-9 * scale;
    });
    if (exact) return decimals;
  }
  return 3;
}

Text bounds_text(double from, double to, int decimals) {
  if (from <= -1e299) return Text("< ") + shown(to, decimals);
  if (!std::isfinite(to)) return Text("≥ ") + shown(from, decimals);
  // between negative numbers a dash would read as a sign
  const Text between = from < 0.0 ? tr(" to ", " đến ") : Text("–");
  return shown(from, decimals) + between + shown(to, decimals);
}

/// A step of 1, 2 or 5 times a power of ten, at least `least`.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

std::vector<double> even_bounds(double least, double most) {
  if (!(most > least)) return {least};
  const double step = round_step((most - least) / static_cast<double>(kEvenColours.size()));
  std::vector<double> bounds;
  const double first = std::floor(least / step);
  for (int i = 0; i < static_cast<int>(kEvenColours.size()); ++i) {
    const double bound = (first + i) * step;
    if (bound <= most) bounds.push_back(bound);
  }
  return bounds;
}

/// "3,1·10⁻⁹".
Text shown_as_power(double value) {
  static constexpr std::array<const char*, 10> kRaised{"⁰", "¹", "²", "³", "⁴",
                                                       "⁵", "⁶", "⁷", "⁸", "⁹"};
  const int power = static_cast<int>(std::floor(std::log10(std::abs(value))));
  std::string raised;
  for (const char digit : std::to_string(-power)) {
    raised += kRaised[static_cast<std::size_t>(digit - '0')];
  }
  return shown(value / std::pow(10.0, power), 1) + Text("·10⁻" + raised);
}

Text with_unit(Text number, const ManifestField& field) {
  const Text unit = unit_for_people(field.unit);
  if (unit.empty()) return number;
  return number + (field.unit == "%" ? Text("\u202f%") : Text("\u00a0") + unit);
}

}  // namespace

std::vector<LegendClass> legend_of(const ManifestField& field) {
  std::vector<LegendClass> legend;
  std::vector<double> bounds;
  const bool in_classes = field.ramp && !field.ramp->classes.empty();
  if (in_classes) {
    for (const ManifestRamp::Class& one : field.ramp->classes) bounds.push_back(one.from);
  } else if (field.least && field.most) {
    bounds = even_bounds(*field.least, *field.most);
  }
  const int decimals = decimals_for(bounds);
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const double to = i + 1 < bounds.size() ? bounds[i + 1] : kEndless;
    LegendClass one{.from = bounds[i],
                    .to = to,
                    .colour = {},
                    .bounds = bounds_text(bounds[i], to, decimals),
                    .meaning = {}};
    if (in_classes) {
      one.colour = field.ramp->classes[i].colour;
      one.meaning = field.ramp->classes[i].meaning;
      if (field.ramp->in_words && !one.meaning.empty()) one.bounds = {};
    } else {
      one.colour = kEvenColours[i];
    }
    legend.push_back(std::move(one));
  }
  return legend;
}

ManifestField joint_field(const ManifestField& first, const ManifestField& second) {
  ManifestField joint = first;
  if (!joint.ramp) joint.ramp = second.ramp;
  if (second.least) joint.least = std::min(joint.least.value_or(*second.least), *second.least);
  if (second.most) joint.most = std::max(joint.most.value_or(*second.most), *second.most);
  return joint;
}

const LegendClass* class_of(std::span<const LegendClass> legend, double value) {
  const LegendClass* found = nullptr;
  for (const LegendClass& one : legend) {
    if (value >= one.from) found = &one;
  }
  return found;
}

Colour colour_of(const std::string& hex) {
  unsigned value = 0;
  if (hex.size() != 7 || hex.front() != '#') return {};
  const auto [end, error] = std::from_chars(hex.data() + 1, hex.data() + 7, value, 16);
  if (error != std::errc{} || end != hex.data() + 7) return {};
  return {((value >> 16U) & 255U) / 255.0, ((value >> 8U) & 255U) / 255.0, (value & 255U) / 255.0};
}

Text unit_for_people(const std::string& unit) {
  static const std::map<std::string, Text> known{
      {"1", ""},
      {"m2", "m²"},
      {"m3", "m³"},
      {"m3/s", "m³/s"},
      {"s", tr("s", "giây")},
      {"min", tr("min", "phút")},
      {"h", tr("h", "giờ")},
      {"year", tr("years", "năm")},
      {"person", tr("people", "người")},
      {"persons", tr("people", "người")},
      {"people", tr("people", "người")},
      {"persons·min", tr("people-minutes", "người·phút")},
      {"person-min", tr("people-minutes", "người·phút")},
      {"veh", tr("vehicles", "xe")},
      {"veh/h", tr("vehicles/h", "xe/giờ")},
      {"pcu/h", tr("pcu/h", "xcqđ/giờ")},
      {"buildings", tr("buildings", "nhà")},
      {"houses", tr("houses", "nhà")},
      {"lanes", tr("lanes", "ngõ")},
      {"VND", tr("VND", "đồng")},
      {"million VND", tr("million VND", "triệu đồng")}};
  const auto it = known.find(unit);
  return it == known.end() ? Text(unit) : it->second;
}

Text shown_value(double value, const ManifestField& field) {
  constexpr int kManyDecimals = 6;  // errors and the like, of which the power of ten is the news
  if (field.decimals < kManyDecimals || !std::isfinite(value)) return shown(value, field.decimals);
  if (value == 0.0) return Text("0");
  return std::abs(value) < 1e-3 ? shown_as_power(value) : shown(value, field.decimals);
}

Text shown_with_unit(double value, const ManifestField& field) {
  const Text number = shown_value(value, field);
  return std::isnan(value) ? number : with_unit(number, field);
}

Text shown_change(double change, int decimals) {
  if (std::isnan(change)) return shown(change, decimals);
  if (std::fabs(change) < std::pow(10.0, -decimals) / 2.0) return Text("0");
  return Text(change > 0.0 ? "+" : "−") + shown(std::fabs(change), decimals);
}

Text shown_change_with_unit(double change, const ManifestField& field) {
  const Text number = shown_change(change, field.decimals);
  return std::isnan(change) ? number : with_unit(number, field);
}

}  // namespace twin

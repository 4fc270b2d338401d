#include "engine/results/change.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twin {
namespace {

/// Under 2 cm is no change that anybody could act on [assumed].
Ramp depth_change_ramp() {
  return {.name = "depth_change",
          .classes = {{-1e300, "#08519c", "30 cm shallower and more", "nông hơn từ 30 cm"},
                      {-0.30, "#4292c6", "10 to 30 cm shallower", "nông hơn 10–30 cm"},
                      {-0.10, "#9ecae1", "2 to 10 cm shallower", "nông hơn 2–10 cm"},
                      {-0.02, "#ffffff", "about the same", "gần như không đổi"},
                      {0.02, "#fdae6b", "2 to 10 cm deeper", "sâu hơn 2–10 cm"},
                      {0.10, "#f16913", "10 to 30 cm deeper", "sâu hơn 10–30 cm"},
                      {0.30, "#a63603", "30 cm deeper and more", "sâu hơn từ 30 cm"}},
          .in_words = true,
          .source_en = "assumed: of what use a difference is",
          .source_vi = "giả định theo mức có ý nghĩa khi quyết định"};
}

}  // namespace

Ramp change_ramp(const ManifestField& of, double least, double most) {
  if (of.ramp && of.ramp->name == "depth") return depth_change_ramp();
  const double greatest = std::max(std::abs(least), std::abs(most));
  const double scale = std::isfinite(greatest) && greatest > 0
                           ? std::pow(10.0, std::floor(std::log10(greatest)))
                           : 1.0;
  // However small the greatest is, a step of the field's last decimal is no change, and only ten
  // of them are "much".
  const double step = std::pow(10.0, -of.decimals);
  const double scaled = greatest >= 5 * scale   ? 2 * scale
                        : greatest >= 2 * scale ? scale
                                                : scale / 2;
  const double much = std::max(scaled, 10 * step);
  const double little = much / 10;
  std::array<const char*, 5> colours{"#2166ac", "#92c5de", "#ffffff", "#f4a582", "#b2182b"};
  if (of.better == Better::more) std::ranges::reverse(colours);
  return {.name = "change",
          .classes = {{-1e300, colours[0], "much less", "giảm nhiều"},
                      {-much, colours[1], "less", "giảm"},
                      {-little, colours[2], "about the same", "gần như không đổi"},
                      {little, colours[3], "more", "tăng"},
                      {much, colours[4], "much more", "tăng nhiều"}}};
}

ManifestField change_of(const ManifestField& of, double least, double most) {
  const std::string name = of.name + "_change";
  const std::string en = "change of: " + of.meaning.en;
  const std::string vi = "thay đổi của: " + of.meaning.vi;
  const Ramp ramp = change_ramp(of, least, most);
  ResultField field;
  field.name = name;
  field.unit = of.unit;
  field.kind = of.kind;
  field.table = of.table;
  field.en = en;
  field.vi = vi;
  field.better = of.better;
  field.decimals = of.decimals;
  field.picture = of.picture;
  if (of.kind != FieldKind::measure) field.ramp = &ramp;
  ManifestField change = manifest_field(field);
  change.least = least;
  change.most = most;
  return change;
}

}  // namespace twin

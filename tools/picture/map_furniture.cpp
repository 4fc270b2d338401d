#include "tools/picture/map_furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/report_content.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

constexpr const char* kDark = "#26221c";
constexpr const char* kSoft = "#6d655a";
constexpr const char* kLine = "#d9d3c8";
constexpr const char* kAlarm = "#b3261e";
constexpr std::size_t kMostMeasures = 10;

TextStyle style(double size, const char* colour = kDark, bool bold = false) {
  return {.size = size, .bold = bold, .colour = ink(colour)};
}

TextStyle wrapped(double size, double width, const char* colour = kDark, bool bold = false) {
  TextStyle out = style(size, colour, bold);
  out.wrap_width = width;
  return out;
}

TextStyle to_the_right(TextStyle out) {
  out.align = Align::right;
  return out;
}

/// The red stamp; returns its width.
double draw_stamp(Canvas& canvas, Spot top_right, const Manifest& manifest, Language language) {
  const std::string words = assumed_heading(manifest).in(language);
  if (words.empty()) return 0.0;
  const TextSize size = canvas.size_of(words, style(26, "#ffffff", true));
  const TextSize reason =
      canvas.size_of(assumed_reason(manifest).in(language), style(13.5, "#ffffff"));
  const double width = std::max(size.width, reason.width) + 36;
  const Rectangle box{top_right.x - width, top_right.y, width, size.height + reason.height + 18};
  canvas.rectangle(box, ink(kAlarm), 6);
  TextStyle heading = style(26, "#ffffff", true);
  heading.align = Align::centre;
  TextStyle why = style(13.5, "#ffffff");
  why.align = Align::centre;
  canvas.text({box.x + width / 2, box.y + 7}, words, heading);
  canvas.text({box.x + width / 2, box.y + 9 + size.height}, assumed_reason(manifest).in(language),
              why);
  return width;
}

std::string amount_text(double amount, const MapField& field, Language language) {
  const bool counted = field.totals_unit.en == "number";
  return shown(amount, counted ? 0 : 1).in(language);
}

double draw_class(Canvas& canvas, const Rectangle& row, const LegendClass& one, double amount,
                  const MapField& field, Language language) {
  canvas.rectangle({row.x, row.y + 2, 36, 24}, ink(one.colour), 3);
  canvas.frame({row.x, row.y + 2, 36, 24}, 0.8, ink("#8b8377"), 3);
  canvas.text({row.x + row.width, row.y + 3}, amount_text(amount, field, language),
              to_the_right(style(15, kSoft)));
  const Text unit = unit_for_people(field.field->unit);
  const std::string bounds =
      one.bounds.in(language) + (unit.empty() ? "" : "\u00a0" + unit.in(language));
  const double words_width = row.width - 46 - 78;
  if (one.meaning.empty()) {
    canvas.text({row.x + 46, row.y + 2}, bounds, style(16));
    return 34;
  }
  const TextSize words =
      canvas.text({row.x + 46, row.y - 1}, one.meaning.in(language), wrapped(16, words_width));
  if (one.bounds.empty()) return std::max(words.height + 8, 34.0);
  const TextSize numbers =
      canvas.text({row.x + 46, row.y - 1 + words.height}, bounds, style(13, kSoft));
  return words.height + numbers.height + 8;
}

double draw_legend(Canvas& canvas, const Rectangle& box, const MapField& field, Language language) {
  double y = box.y;
  y += canvas
           .text({box.x, y}, capitalised(field.field->meaning.in(language)),
                 wrapped(19, box.width, kDark, true))
           .height +
       4;
  canvas.text({box.x + box.width, y}, field.totals_unit.in(language),
              to_the_right(style(13, kSoft)));
  y += 22;
  for (std::size_t i = 0; i < field.legend.size(); ++i) {
    y += draw_class(canvas, {box.x, y, box.width, 0}, field.legend[i], field.totals[i], field,
                    language);
  }
  if (field.field->ramp && !field.field->ramp->source.empty()) {
    const std::string source =
        tr("Thresholds: ", "Ngưỡng: ").in(language) + field.field->ramp->source.in(language);
    y += canvas.text({box.x, y + 2}, source, wrapped(12.5, box.width, kSoft)).height + 4;
  }
  return y - box.y;
}

/// One legend for fields of several tables that mean the same, counted together.
std::vector<MapField> joined_by_meaning(const std::vector<MapField>& fields) {
  std::vector<MapField> joined;
  for (const MapField& field : fields) {
    const auto same = std::ranges::find_if(joined, [&](const MapField& other) {
      return other.field->name == field.field->name && other.totals.size() == field.totals.size();
    });
    if (same == joined.end()) {
      joined.push_back(field);
      continue;
    }
    for (std::size_t i = 0; i < field.totals.size(); ++i) same->totals[i] += field.totals[i];
  }
  return joined;
}

/// What the base map shows, in two columns.
double draw_base_legend(Canvas& canvas, const Rectangle& box, Language language) {
  struct Item {
    Text words;
    const char* colour;
    bool line;
  };
  const Item items[] = {{tr("building", "nhà"), "#ddd6cb", false},
                        {tr("street", "đường phố"), "#fdf0cd", true},
                        {tr("lane (ngõ)", "ngõ, ngách, hẻm"), "#ffffff", true},
                        {tr("green space", "cây xanh"), "#cfe3bd", false},
                        {tr("river, pond", "sông, hồ"), "#b5d7ec", false},
                        {tr("ward boundary", "ranh giới phường"), "#5b4b6b", true}};
  const double column = box.width / 2;
  for (std::size_t i = 0; i < std::size(items); ++i) {
    const Spot at{box.x + column * static_cast<double>(i % 2),
                  box.y + 25 * std::floor(static_cast<double>(i) / 2)};
    if (items[i].line) {
      canvas.stroke({{at.x + 3, at.y + 11}, {at.x + 27, at.y + 11}}, 7, ink("#b9af9f"));
      canvas.stroke({{at.x + 3, at.y + 11}, {at.x + 27, at.y + 11}}, 5, ink(items[i].colour));
    } else {
      canvas.rectangle({at.x, at.y + 3, 30, 16}, ink(items[i].colour), 2);
      canvas.frame({at.x, at.y + 3, 30, 16}, 0.8, ink("#b9af9f"), 2);
    }
    canvas.text({at.x + 38, at.y + 1}, items[i].words.in(language), style(14));
  }
  return 25 * 3;
}

void draw_measures(Canvas& canvas, const Rectangle& box, const Manifest& manifest,
                   Language language) {
  double y = box.y;
  std::size_t drawn = 0;
  for (const ManifestField& field : manifest.fields) {
    const auto value = manifest.measures.find(field.name);
    if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
    if (drawn++ == kMostMeasures) return;
    const std::string words = capitalised(field.meaning.in(language));
    const double height = canvas.size_of(words, wrapped(14, box.width)).height + 34;
    if (y + height > box.y + box.height) return;
    y += canvas
             .text({box.x, y}, shown_result(manifest, field, value->second).in(language),
                   style(21, kDark, true))
             .height;
    y += canvas.text({box.x, y - 2}, words, wrapped(14, box.width, kSoft)).height + 8;
  }
}

/// The longest of 1, 2 and 5 times a power of ten that is at most `most`.
double round_length(double most) {
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  for (const double factor : {5.0, 2.0}) {
    if (factor * power <= most) return factor * power;
  }
  return power;
}

std::string length_text(double metres, Language language) {
  return metres >= 1000
             ? shown(metres / 1000, metres < 2000 && metres > 1000 ? 1 : 0).in(language) + " km"
             : shown(metres, 0).in(language) + " m";
}

}  // namespace

Text assumed_heading(const Manifest& manifest) {
  return manifest.built_on_assumed_data() ? tr("ASSUMED DATA", "DỮ LIỆU GIẢ ĐỊNH") : Text();
}

Text assumed_reason(const Manifest& manifest) {
  if (manifest.ward.made_up) {
    return tr("a made-up sample ward: no real place",
              "phường mẫu do máy dựng, không phải nơi có thật");
  }
  return tr("part of the ward's data is not surveyed",
            "một phần số liệu của phường chưa được khảo sát");
}

void draw_heading(Canvas& canvas, const Rectangle& box, const Bundle& run, Language language) {
  const Manifest& manifest = run.manifest();
  const double stamp = draw_stamp(canvas, {box.x + box.width, box.y}, manifest, language);
  const double width = box.width - stamp - 30;
  const std::string title = language == Language::english
                                ? manifest.scenario_title.en + " · " + manifest.title
                                : manifest.title;
  double size = 34;
  while (size > 20 && canvas.size_of(title, style(size, kDark, true)).width > width) size -= 1;
  const TextSize first = canvas.text({box.x, box.y - 4}, title, style(size, kDark, true));
  std::string second = manifest.ward.name;
  const auto add = [&](const std::string& words) {
    if (!words.empty()) second += (second.empty() ? "" : "  ·  ") + words;
  };
  add(manifest.scenario_title.in(language));
  add(period_text(run).in(language));
  double small = 18;
  while (small > 12 && canvas.size_of(second, style(small, kSoft)).width > width) small -= 0.5;
  canvas.text({box.x, box.y + first.height - 4}, second, style(small, kSoft));
}

void draw_sidebar(Canvas& canvas, const Rectangle& box, const Manifest& manifest,
                  const std::optional<MapField>& field, const std::vector<MapField>& overlays,
                  Language language) {
  double y = box.y;
  const auto rule = [&] {
    canvas.stroke({{box.x, y + 8}, {box.x + box.width, y + 8}}, 1, ink(kLine));
    y += 20;
  };
  if (field) {
    y += draw_legend(canvas, {box.x, y, box.width, 0}, *field, language);
    rule();
  }
  for (const MapField& overlay : joined_by_meaning(overlays)) {
    y += draw_legend(canvas, {box.x, y, box.width, 0}, overlay, language);
    rule();
  }
  y += draw_base_legend(canvas, {box.x, y, box.width, 0}, language);
  rule();
  draw_measures(canvas, {box.x, y, box.width, box.y + box.height - y}, manifest, language);
}

void draw_scale_and_north(Canvas& canvas, const Rectangle& panel, double px_per_m,
                          Language language) {
  const double metres = round_length(300.0 / px_per_m);
  const double length = metres * px_per_m;
  const Rectangle plate{panel.x + 16, panel.y + panel.height - 70, length + 110, 54};
  canvas.rectangle(plate, ink("#ffffff", 0.88), 5);
  const double x = plate.x + 62;
  const double y = plate.y + 36;
  canvas.rectangle({x, y, length / 2, 7}, ink(kDark));
  canvas.rectangle({x + length / 2, y, length / 2, 7}, ink("#ffffff"));
  canvas.frame({x, y, length, 7}, 1.2, ink(kDark));
  TextStyle middle = style(14);
  middle.align = Align::centre;
  canvas.text({x, y - 22}, "0", middle);
  canvas.text({x + length / 2, y - 22}, length_text(metres / 2, language), middle);
  canvas.text({x + length, y - 22}, length_text(metres, language), middle);
  const Spot tip{plate.x + 28, plate.y + 7};
  canvas.fill({{tip, {tip.x + 10, tip.y + 30}, {tip.x, tip.y + 24}, {tip.x - 10, tip.y + 30}}},
              ink(kDark));
  middle.bold = true;
  canvas.text({tip.x, tip.y + 28}, tr("N", "B").in(language), middle);
}

void draw_provenance(Canvas& canvas, const Rectangle& box, const Manifest& manifest,
                     Language language) {
  const std::string line =
      fmt::format("{} · wardtwin {} · {}{}", computed_by(manifest, language),
                  manifest.program_version, manifest.ward.crs,
                  manifest.ward.heights.empty()
                      ? ""
                      : tr(", heights ", ", độ cao ").in(language) + manifest.ward.heights);
  canvas.text({box.x, box.y}, line, style(13.5, kSoft));
  bool open_data = false;
  for (const LayerProvenance& layer : manifest.ward.layers) open_data |= layer.open_data > 0;
  if (open_data && !manifest.ward.made_up) {
    canvas.text(
        {box.x + box.width, box.y},
        tr("Open data: © OpenStreetMap contributors and others, see summary.html",
           "Dữ liệu mở: © những người đóng góp OpenStreetMap và nguồn khác, xem summary.html")
            .in(language),
        to_the_right(style(13.5, kSoft)));
  }
}

}  // namespace twin

#include "viewer/overlay/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "viewer/look/words.h"
#include "viewer/model/glance.h"
#include "viewer/overlay/qt_text.h"

// What an overlay tells; how it is painted stands in overlay_painter.cpp.

namespace twin {
namespace {

/// "14:30".
std::string hours_minutes(double wall_s) {
  constexpr std::size_t kHoursMinutes = 5;
  return clock_text(wall_s).substr(0, kHoursMinutes);
}

/// The bounds of a class of instants as the clock shows them: "11:30–12:00".
Text clock_bounds(const LegendClass& one, double start_s) {
  if (!std::isfinite(one.to)) return Text("≥ " + hours_minutes(start_s + one.from));
  return Text(hours_minutes(start_s + one.from) + "–" + hours_minutes(start_s + one.to));
}

/// What a slot shows on each side.
std::vector<const Shown*> on_sides(const Stage& stage, Slot slot) {
  std::vector<const Shown*> all;
  for (std::size_t side = 0; side < Scene::kSides; ++side) {
    if (const Shown* shown = stage.side(side).shown(slot)) all.push_back(shown);
  }
  return all;
}

/// Rows for what has no class: under stripes, or plain.
void add_rows_without_value(const Stage& stage, Slot slot, Language language,
                            OverlayLegend& legend) {
  const std::vector<const Shown*> shown = on_sides(stage, slot);
  const auto any = [&](auto is) { return std::ranges::any_of(shown, is); };
  const bool known = std::ranges::all_of(
      shown, [&](const Shown* one) { return stage.side(0).is_known_now(*one); });
  const auto add = [&](const Text& text, bool plain) {
    legend.rows.push_back({.swatch = {.colour = {}, .plain = plain}, .text = text.in(language)});
  };
  if (any([](const Shown* one) { return one->has_never; })) add(words_for_never(), true);
  if (!known) return add(tr("not known now", "không có kết quả vào lúc này"), false);
  if (!any([](const Shown* one) { return one->has_missing; })) return;
  const bool change = any([](const Shown* one) { return one->before.has_value(); });
  const bool cells = slot == Slot::grid;
  add(change  ? tr("can't be compared", "không so sánh được")
      : cells ? tr("not computed", "không tính")
              : tr("no value", "không có giá trị"),
      false);
}

/// What the legends of the first side are of.
std::vector<Text> legend_titles(const Stage& stage) {
  std::vector<Choice> fields;
  std::vector<Text> titles;
  for (const auto& [slot, shown] : stage.side(0).shown()) {
    fields.push_back(shown.choice);
    titles.push_back(meaning_of(shown.field));
  }
  tell_fields_apart(stage.session(), fields, titles);
  return titles;
}

OverlayLegend legend_of_shown(const Stage& stage, const Shown& shown, const Text& title,
                              Language language) {
  const Session& session = stage.session();
  const StageSide& side = stage.side(0);
  const Slot slot = slot_of(shown.as);
  OverlayLegend legend;
  const ManifestField& field = shown.field;
  const Text unit = unit_for_people(field.unit);
  legend.title = capital(qt(title, language)).toStdString();
  const Run& run = *session.runs()[shown.choice.run];
  const bool one_start = std::ranges::all_of(on_sides(stage, slot), [&](const Shown* one) {
    return session.runs()[one->choice.run]->start_s() == run.start_s();
  });
  const bool clock = field.instant && run.has_clock() && !shown.before && one_start;
  if (!unit.empty() && !clock) legend.title += " (" + unit.in(language) + ")";
  for (const LegendClass& one : side.legend(shown)) {
    if (shown.as == ShownAs::water && one.from <= 0.0) continue;  // dry ground is not drawn
    const Text label = clock ? clock_bounds(one, run.start_s()) : one.label();
    legend.rows.push_back({.swatch = {.colour = one.colour}, .text = label.in(language)});
  }
  add_rows_without_value(stage, slot, language, legend);
  if (field.ramp) legend.note = field.ramp->source.in(language);
  return legend;
}

std::vector<ValuedPoint> points_of(const StageSide& side, const Session& session,
                                   Language language) {
  std::vector<ValuedPoint> points;
  const Shown* shown = side.shown(Slot::points);
  if (shown == nullptr) return points;
  const FeatureTable& table =
      session.runs()[shown->choice.run]->bundle().table(shown->choice.field->table);
  const std::vector<LegendClass> legend = side.legend(*shown);
  std::vector<std::pair<double, ValuedPoint>> valued;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto at = table[row].point();
    if (!at) continue;
    ValuedPoint point{.table = &table, .row = row, .at = *at, .swatch = {}, .text = {}};
    const double value = side.value_now(Slot::points, row);
    if (std::isnan(value)) {
      point.swatch.plain = side.never_now(Slot::points, row);
      points.push_back(std::move(point));
    } else if (const LegendClass* its_class = class_of(legend, value)) {
      point.swatch.colour = its_class->colour;
      point.text = shown_with_unit(value, shown->field).in(language);
      valued.emplace_back(value, std::move(point));
    }
  }
  std::ranges::stable_sort(valued, std::greater{}, [](const auto& one) { return one.first; });
  for (auto& [value, point] : valued) points.push_back(std::move(point));
  return points;
}

OverlaySide overlay_side(const Stage& stage, std::size_t number, Language language) {
  const Session& session = stage.session();
  const StageSide& side = stage.side(number);
  OverlaySide out{.title = {},
                  .depths = {},
                  .water_m = {},
                  .points = points_of(side, session, language),
                  .asked_points = stage.on_demand(number).points};
  const Shown* grid = side.shown(Slot::grid);
  if (grid != nullptr && grid->as == ShownAs::water && side.grid_now() != nullptr) {
    out.water_m = {side.grid_now(), &side.grid_now()->values};
    out.depths = side.grid_now()->told;
  }
  if (!side.shown().empty()) {
    const std::size_t run = side.shown().begin()->second.choice.run;
    out.title = name_of_run(session, run).in(language);
    // A field that the second run lacks is the first one's on both sides.
    if (number == 1 && stage.compared() && stage.compared()->run != run) {
      out.title +=
          " – " + tr("the other run has no such result", "kết quả so sánh không có đại lượng này")
                      .in(language);
    }
  }
  return out;
}

/// What stands over the values of runs: the sides of the picture, or before and after.
std::vector<std::string> heads_of(const std::vector<std::size_t>& runs, const Stage& stage,
                                  Language language) {
  std::vector<std::string> heads;
  const bool change = stage.compared() && stage.compared()->how == CompareAs::change;
  for (const std::size_t run : runs) {
    if (!stage.compared()) {
      heads.push_back(name_of_run(stage.session(), run).in(language));
      continue;
    }
    const bool second = run == stage.compared()->run;
    const Text side = second ? tr("right", "bên phải") : tr("left", "bên trái");
    const Text order = second ? tr("after", "sau") : tr("before", "trước");
    heads.push_back((change ? order : side).in(language));
  }
  return heads;
}

void tell_measures(Overlay& overlay, const Stage& stage) {
  constexpr std::size_t kMost = 6;
  overlay.measures.clear();
  if (!overlay.tells_measures) return;
  const std::set<std::size_t> shown = runs_shown(stage);
  std::vector<std::size_t> runs(shown.begin(), shown.end());
  if (stage.compared()) {
    std::ranges::stable_partition(
        runs, [&](std::size_t number) { return number != stage.compared()->run; });
  }
  for (const MeasuresAtAGlance& one : at_a_glance(stage.session(), runs, kMost)) {
    OverlayMeasures told{.heads = heads_of(one.runs, stage, overlay.language), .rows = {}};
    for (const MeasuresAtAGlance::Row& row : one.rows) {
      OverlayMeasures::Row& last = told.rows.emplace_back();
      last.what = capital(qt(row.what, overlay.language)).toStdString();
      for (const Text& value : row.values) last.values.push_back(value.in(overlay.language));
    }
    overlay.measures.push_back(std::move(told));
  }
}

void tell_runs(Overlay& overlay, const Stage& stage) {
  const Session& session = stage.session();
  overlay.subtitle.clear();
  overlay.provenance.clear();
  overlay.made_up = session.ward().made_up;
  overlay.assumed = session.ward().built_on_assumed_data();
  const bool change = stage.compared() && stage.compared()->how == CompareAs::change;
  std::vector<std::size_t> shown;
  for (const std::size_t number : runs_shown(stage)) shown.push_back(number);
  // A change is told as it is taken: the later run less the one before.
  if (change)
    std::ranges::stable_partition(
        shown, [&](std::size_t number) { return number == stage.compared()->run; });
  for (const std::size_t number : shown) {
    const Run& run = *session.runs()[number];
    const Manifest& manifest = run.manifest();
    const char* between = change ? " − " : stage.compared() ? " ↔ " : " · ";
    if (!overlay.subtitle.empty()) overlay.subtitle += between;
    overlay.subtitle += run.title(overlay.language);
    if (!overlay.provenance.empty()) overlay.provenance += " | ";
    overlay.provenance += manifest.scenario + " " + manifest.run_hash.substr(0, 12) +
                          " · WardTwin " + manifest.program_version;
    overlay.assumed = overlay.assumed || manifest.built_on_assumed_data();
    overlay.made_up = overlay.made_up || manifest.ward.made_up;
  }
  if (!overlay.provenance.empty()) return;
  overlay.provenance =
      tr("Ward data as it is, no scenario", "Dữ liệu hiện trạng của phường, chưa có kịch bản")
          .in(overlay.language);
}

/// The time for which a field was computed: "11:30–17:30", or hours since the start.
Text span_text(const Run& run, const std::vector<double>& times_s) {
  constexpr double kHour_s = 3600.0;
  const auto told = [&](double since_s) {
    return run.has_clock() ? hours_minutes(run.start_s() + since_s)
                           : twin::shown(since_s / kHour_s, 1);
  };
  const Text span = told(times_s.front()) + Text("–") + told(times_s.back());
  return run.has_clock() ? span : span + tr(" h", " giờ");
}

void add_note(Overlay& overlay, const Text& note) {
  const std::string told = note.in(overlay.language);
  if (std::ranges::find(overlay.notes, told) == overlay.notes.end()) {
    overlay.notes.push_back(told);
  }
}

/// Says whether a run does not go on now, and whether it keeps another clock.
void note_clock(Overlay& overlay, const Stage& stage, const Choice& choice, double start_wall_s) {
  const Session& session = stage.session();
  const Run& run = *session.runs()[choice.run];
  const std::vector<double>& times_s = run.times_s(*choice.field);
  if (times_s.empty()) return;
  const Text name = name_of_run(session, choice.run);
  const double since_s = stage.wall_time_s() - start_wall_s;
  if (!instant_at(times_s, since_s)) {
    add_note(overlay, tr("Not known now: ", "Không có kết quả vào lúc này: ") + name +
                          tr(" (computed for ", " (chỉ tính ") + span_text(run, times_s) + ")");
  }
  const auto leads = stage.leading();
  if (!leads || session.share_clock(leads->run, choice.run)) return;
  const Text from_start =
      run.has_clock()
          ? tr(": another day, from its start on, ", ": khác ngày, tính từ lúc bắt đầu, ") +
                clock_text(run.start_s() + since_s)
          : tr(": tells no hour, from its start on", ": không ghi giờ, tính từ lúc bắt đầu");
  add_note(overlay, name + from_start);
}

void note_clocks(Overlay& overlay, const Stage& stage) {
  for (std::size_t side = 0; side < Scene::kSides; ++side) {
    for (const auto& [slot, shown] : stage.side(side).shown()) {
      note_clock(overlay, stage, shown.choice, shown.start_wall_s);
      if (shown.before) note_clock(overlay, stage, *shown.before, shown.before_start_wall_s);
    }
  }
}

void note_wards(Overlay& overlay, const Stage& stage) {
  for (const std::size_t run : runs_shown(stage)) {
    const std::vector<std::string>& files = stage.session().ward_files_changed_since(run);
    if (files.empty()) continue;
    add_note(overlay, name_of_run(stage.session(), run) +
                          tr(": made of another version of the ward (",
                             ": tính trên bản khác của dữ liệu phường (") +
                          fmt::format("{})", fmt::join(files, ", ")));
  }
}

void tell_time(Overlay& overlay, const Stage& stage) {
  overlay.clock.clear();
  overlay.elapsed.clear();
  if (stage.wall_times_s().empty()) return;
  const auto leads = stage.leading();
  overlay.elapsed = elapsed_text(stage.since_start_s()).in(overlay.language);
  if (leads && stage.session().runs()[leads->run]->has_clock()) {
    overlay.clock = clock_text(stage.wall_time_s());
  } else {
    std::swap(overlay.clock, overlay.elapsed);
  }
  note_clocks(overlay, stage);
}

}  // namespace

std::set<std::size_t> runs_shown(const Stage& stage) {
  std::set<std::size_t> runs;
  for (std::size_t side = 0; side < Scene::kSides; ++side) {
    for (const auto& [slot, shown] : stage.side(side).shown()) {
      runs.insert(shown.choice.run);
      if (shown.before) runs.insert(shown.before->run);
    }
  }
  return runs;
}

Overlay overlay_of(const Session& session, Language language) {
  Overlay overlay;
  overlay.language = language;
  overlay.title = session.ward().name;
  overlay.streets = street_labels(session.ward());
  overlay.marks = place_marks(session.ward());
  return overlay;
}

void update_overlay(Overlay& overlay, const Stage& stage) {
  overlay.legends.clear();
  std::vector<Text> titles = legend_titles(stage);
  auto title = titles.begin();
  for (const auto& [slot, shown] : stage.side(0).shown()) {
    overlay.legends.push_back(legend_of_shown(stage, shown, *title++, overlay.language));
  }
  overlay.asked = stage.asked();
  overlay.split = stage.scene().split();
  overlay.sides.clear();
  const std::size_t sides = overlay.split.kind == SplitKind::none ? 1 : 2;
  for (std::size_t side = 0; side < sides; ++side) {
    overlay.sides.push_back(overlay_side(stage, side, overlay.language));
  }
  overlay.notes.clear();
  tell_runs(overlay, stage);
  note_wards(overlay, stage);
  tell_measures(overlay, stage);
  tell_time(overlay, stage);
}

}  // namespace twin

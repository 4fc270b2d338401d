#include "viewer/model/time_marks.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "viewer/look/words.h"
#include "viewer/model/facts.h"

namespace twin {
namespace {

/// The instant that a field tells, in seconds since the start of its run.
std::optional<double> instant_of(const ManifestField& field, const Manifest& manifest) {
  if (!field.instant) return std::nullopt;
  if (field.kind == FieldKind::column) return field.least;
  const auto it = manifest.measures.find(field.name);
  if (field.kind != FieldKind::measure || it == manifest.measures.end()) return std::nullopt;
  return std::isfinite(it->second) ? std::optional{it->second} : std::nullopt;
}

Text told(const ManifestField& field) {
  if (field.kind == FieldKind::measure) return field.meaning;
  return tr("first: ", "sớm nhất: ") + field.meaning + " (" + title_of_layer(field.table) + ")";
}

void add_instants(const Run& run, double start_s, std::vector<TimeMark>& marks) {
  for (const ManifestField& field : run.manifest().fields) {
    const auto since_s = instant_of(field, run.manifest());
    if (!since_s) continue;
    const auto kind = field.kind == FieldKind::column ? MarkKind::first : MarkKind::instant;
    marks.push_back({.wall_s = start_s + *since_s, .kind = kind, .what = told(field)});
  }
}

}  // namespace

std::vector<TimeMark> time_marks(const Session& session, std::span<const Choice> choices) {
  std::vector<TimeMark> marks;
  double first_s = 1e300;
  double last_s = -1e300;
  std::set<std::size_t> runs;
  const auto leads = session.leading(choices);
  const auto start_s = [&](std::size_t run) {
    return session.start_on_clock_of_s(leads->run, run);
  };
  std::vector<Text> titles;
  for (const Choice& choice : choices) titles.push_back(meaning_of(*choice.field));
  tell_fields_apart(session, choices, titles);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Choice& choice = choices[i];
    runs.insert(choice.run);
    const Run& run = *session.runs()[choice.run];
    const std::vector<double>& times_s = run.times_s(*choice.field);
    if (times_s.size() < 2) continue;
    first_s = std::min(first_s, start_s(choice.run) + times_s.front());
    last_s = std::max(last_s, start_s(choice.run) + times_s.back());
    const auto peak_s = session.wall_peak_if_found_s(choice);
    if (!peak_s) continue;
    marks.push_back({.wall_s = *peak_s - run.start_s() + start_s(choice.run),
                     .kind = MarkKind::peak,
                     .what = tr("height of: ", "đỉnh: ") + titles[i]});
  }
  for (const std::size_t run : runs) add_instants(*session.runs()[run], start_s(run), marks);
  std::erase_if(marks, [&](const TimeMark& m) { return m.wall_s < first_s || m.wall_s > last_s; });
  std::ranges::stable_sort(marks, {}, &TimeMark::wall_s);
  return marks;
}

}  // namespace twin

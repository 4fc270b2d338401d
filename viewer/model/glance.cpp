#include "viewer/model/glance.h"

#include <algorithm>

#include "viewer/look/words.h"

namespace twin {
namespace {

/// The greater, the sooner it is told.
int weight_of(const Fact& fact) { return fact.moves ? 2 : fact.words ? 1 : 0; }

FactSection first_facts(FactSection section, std::size_t most) {
  std::ranges::stable_sort(section.facts, std::greater{}, weight_of);
  section.facts.resize(std::min(most, section.facts.size()));
  return section;
}

Text value_of(const Run& run, const std::string& measure) {
  const Manifest& manifest = run.manifest();
  const ManifestField* field = manifest.field(measure, {});
  const bool told = field != nullptr && manifest.measures.contains(measure);
  return told ? shown_result(run, *field, run.bundle().measure(measure)) : Text();
}

MeasuresAtAGlance side_by_side(const Session& session, const std::vector<std::size_t>& runs,
                               std::size_t most) {
  MeasuresAtAGlance measures{.runs = runs, .rows = {}};
  const Manifest& first = session.runs()[runs.front()]->manifest();
  for (const ManifestField* field : judged_measures(first, most)) {
    MeasuresAtAGlance::Row row{.what = meaning_of(*field), .values = {}};
    for (const std::size_t run : runs) {
      row.values.push_back(value_of(*session.runs()[run], field->name));
    }
    measures.rows.push_back(std::move(row));
  }
  return measures;
}

std::vector<std::vector<std::size_t>> by_scenario(const Session& session,
                                                  std::span<const std::size_t> runs) {
  const auto scenario = [&](std::size_t run) { return session.runs()[run]->manifest().scenario; };
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t run : runs) {
    const auto same = std::ranges::find_if(
        groups, [&](const auto& group) { return scenario(group.front()) == scenario(run); });
    if (same == groups.end())
      groups.push_back({run});
    else
      same->push_back(run);
  }
  return groups;
}

}  // namespace

std::vector<const ManifestField*> judged_measures(const Manifest& manifest, std::size_t most) {
  std::vector<const ManifestField*> judged;
  const ManifestField* before = nullptr;
  for (const ManifestField& field : manifest.fields) {
    const bool measured =
        field.kind == FieldKind::measure && manifest.measures.contains(field.name);
    if (!measured || field.better == Better::neither) continue;
    if (before == nullptr || before->unit != field.unit) judged.push_back(&field);
    before = &field;
  }
  judged.resize(std::min(most, judged.size()));
  return judged;
}

Text name_of_place(const Session& session, const AskedPlace& spot) {
  if (spot.layer.empty()) return tr("ground", "mặt đất");
  if (spot.in_building) {
    const auto addresses = session.ward().addresses->of_building(spot.id);
    if (!addresses.empty()) return addresses.front();
  }
  const FeatureTable* layer = session.ward().layer(spot.layer);
  const auto row = layer == nullptr ? std::nullopt : session.rows_of(*layer).with_id(spot.id);
  const auto name = row ? (*layer)[*row].text("name") : std::nullopt;
  return name && !name->empty() ? Text(*name) : title_of_layer(spot.layer) + " " + spot.id;
}

AnswerAtAGlance at_a_glance(const Session& session, const Inspected& found,
                            const std::set<std::size_t>& runs, std::size_t most) {
  std::vector<const FactSection*> told;
  for (const FactSection& section : found.sections) {
    if (section.run && runs.contains(*section.run)) told.push_back(&section);
  }
  if (told.empty() && !found.sections.empty()) told.push_back(&found.sections.front());
  AnswerAtAGlance answer{.place = name_of_place(session, found.spot), .sections = {}};
  for (const FactSection* section : told) {
    answer.sections.push_back(first_facts(*section, std::max<std::size_t>(1, most / told.size())));
    if (section->run) answer.sections.back().title = name_of_run(session, *section->run);
  }
  return answer;
}

std::vector<MeasuresAtAGlance> at_a_glance(const Session& session,
                                           std::span<const std::size_t> runs, std::size_t most) {
  std::vector<MeasuresAtAGlance> all;
  const auto scenarios = by_scenario(session, runs);
  for (const std::vector<std::size_t>& equals : scenarios) {
    MeasuresAtAGlance measures = side_by_side(session, equals, most / scenarios.size());
    if (!measures.rows.empty()) all.push_back(std::move(measures));
  }
  return all;
}

}  // namespace twin

#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "viewer/model/facts.h"

namespace twin {

/// What people call a place: the address of a house, the name of a street, else what it is with its
/// id.
Text name_of_place(const Session& session, const AskedPlace& spot);

/// What of an answer is read from the back of a room: the place by its name, then what some runs
/// say there: what holds at the instant shown, then words, then the rest, at most `most` facts in
/// all, shared out among them; where none says anything the attributes of the place.
struct AnswerAtAGlance {
  Text place;
  std::vector<FactSection> sections;
};
AnswerAtAGlance at_a_glance(const Session& session, const Inspected& found,
                            const std::set<std::size_t>& runs, std::size_t most);

/// The measures that a choice is judged by (fields with a `better`), at most `most`. Of measures
/// that follow each other in one unit (0.15 m and more, 0.30 m and more, …) the first stands for
/// all.
std::vector<const ManifestField*> judged_measures(const Manifest& manifest, std::size_t most);

/// What runs of one scenario amount to, side by side.
struct MeasuresAtAGlance {
  struct Row {
    Text what;
    std::vector<Text> values;  ///< one a run; empty: it has none
  };
  std::vector<std::size_t> runs;
  std::vector<Row> rows;
};
/// The measures that a choice is judged by, scenario by scenario, at most `most` in all, shared out
/// among the scenarios.
std::vector<MeasuresAtAGlance> at_a_glance(const Session& session,
                                           std::span<const std::size_t> runs, std::size_t most);

}  // namespace twin

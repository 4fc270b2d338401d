#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/gis/provenance.h"
#include "viewer/model/on_demand.h"
#include "viewer/model/session.h"

namespace twin {

/// Where a value comes from.
enum class Origin { unsaid, surveyed, open_data, assumed, computed, computed_on_assumed };
/// "khảo sát", "giả định", "tính toán"…; empty for what tells no origin.
Text word_of(Origin origin);

struct Fact {
  Text what;
  Text value;  ///< with its unit
  Origin origin = Origin::unsaid;
  Text note = {};      ///< how it was made up, or which run it is of
  bool moves = false;  ///< it holds at the instant shown
  bool words = false;  ///< a sentence of a run
};

/// Some facts with one origin: the ward's survey, or a run.
struct FactSection {
  Text title;
  std::vector<Fact> facts;
  std::optional<std::size_t> run = {};  ///< that tells them; nothing: the ward
};

/// A run that is asked what it knows.
struct AskedRun {
  std::size_t run = 0;
  std::optional<double> since_s;  ///< its start; nothing: it does not reach the instant shown

  bool operator==(const AskedRun&) const = default;
};
/// In the order in which they answer.
using AskedRuns = std::vector<AskedRun>;
/// All that are opened, at an instant of the wall clock.
AskedRuns all_runs(const Session& session, double wall_s);

/// What a click means: a row of a table of the ward or of a run, which own it, or open ground.
struct Target {
  const FeatureTable* table = nullptr;  ///< nullptr: the ground
  std::size_t row = 0;
  Point at;
  double z_m = 0.0;
};

/// A place that is asked about: a feature, or open ground.
struct AskedPlace {
  std::string layer;  ///< of the feature, "lanes"; empty: ground
  std::string id;     ///< of the feature
  Point at;
  bool in_building = false;
};

/// What people call a run: its title, and its folder too where another opened run is titled so.
Text name_of_run(const Session& session, std::size_t run);

/// A result of a run for people: with its unit, instants as the clock shows them.
Text shown_result(const Run& run, const ManifestField& field, double value);

/// What a field tells: its meaning, or its name where it has none.
Text meaning_of(const ManifestField& field);

/// Adds its layer, then its run, to each of the titles of some fields that reads like another.
void tell_fields_apart(const Session& session, std::span<const Choice> fields,
                       std::vector<Text>& titles);

/// The row of a run's table that speaks of a place: of the same layer the one of its id, of others
/// the line or area that the place lies on (never a building). Rows on demand speak of another
/// place than where they lie: none.
std::optional<RunRow> row_of(const Run& run, const std::string& table, const AskedPlace& spot);

/// Where grids are read for a place: there, or of a building, in which no water stands, in the open
/// cell at its walls where the ground is lowest. Nothing where other houses stand on all sides.
std::optional<Point> open_ground(const Session& session, const AskedPlace& spot);

/// What the runs tell of the ward as a whole: their measures, before anything was asked.
std::vector<FactSection> measures_of_runs(const Session& session);

/// What a click found and all that is known of it.
struct Inspected {
  std::vector<FactSection> sections;
  std::optional<std::size_t> block;  ///< building to highlight
  Polyline line;                     ///< street, lane or outline to highlight; empty: none
  double width_m = 0.0;
  AskedPlace spot;
  std::vector<std::size_t> told_by;  ///< runs that have the feature; empty: the ward has it
  OnDemand on_demand;                ///< routes, stops and hoses of the feature, of all opened runs
  Box box;  ///< of the feature, or the point itself; where the camera goes to see it
};

/// What is known of what was clicked, its attributes first, then what each run asked says of it,
/// every value with its unit. Of an area also the level of the ground there.
Inspected inspected(const Session& session, const Target& target, const AskedRuns& runs);
/// What is known of a row of a table, of the ward or of a run, at its middle: what a search or a
/// list named. Nothing for a row that there is not.
Inspected inspected(const Session& session, const FeatureTable& table, std::size_t row,
                    const AskedRuns& runs);

}  // namespace twin

#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "layers/ward/renovation.h"
#include "layers/ward/ward.h"
#include "scenarios/fire_access/fire_run.h"
#include "scenarios/fire_access/model.h"
#include "scenarios/scenario.h"

namespace twin {

/// "How soon does a fire engine reach each house, with how much water, and what stands in its way?"
/// The model, its sources and limits: docs/scenarios/fire_access.md.
extern const Scenario kFireAccess;

namespace fire {

/// How a house is served, best first.
enum class Served : std::uint8_t {
  at_door,         ///< an engine stops within one hose of it
  by_hose,         ///< hose is laid to it from the best stop
  portable_only,   ///< water comes by a portable pump at a source nearby, and by nothing else
  short_of_water,  ///< hose reaches it, but neither tank nor source feeds the nozzles
  not_reached,     ///< no hose reaches it
};

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// The answer for one house. NaN where there is no such value.
struct HouseAnswer {
  Served served = Served::not_reached;
  Stop stop;                   ///< the best stop; its vehicle is Segment::kNone where there is none
  double ready_s = kInfinity;  ///< arrival + setup + laying without a break: what is minimised
  double arrival_s = kNoValue;
  double hose_m = kNoValue;  ///< path from the stop to the door
  int hoses = 0;
  double first_water_s = kNoValue;
  bool by_portable = false;    ///< the first water is a portable pump's
  double flow_lps = kNoValue;  ///< at the nozzles that give the first water
  double demand_lps = kNoValue;
  std::uint32_t source = Segment::kNone;  ///< the nearest usable source within its radius
  double source_m = kNoValue;             ///< hose path from it
  double fire_water_m = kNoValue;         ///< hose path from the nearest hydrant or cistern
  double reverse_m = 0.0;                 ///< the engine must back out so far from its stop
  std::uint32_t at_door = 0;              ///< bit v: class v gets to the door itself
};

struct FireAnswers {
  std::vector<HouseAnswer> houses;   ///< in the order of the ward's buildings
  std::vector<WaterSource> sources;  ///< what `HouseAnswer::source` counts
};

/// People and houses in a word each; shares are of residents.
struct FireMeasures {
  double residents = 0.0;
  double served_in_time = 0.0;   ///< share with first water within the target
  double hose_within_150 = 0.0;  ///< share with an engine's hose path of at most 150 m
  double hose_within_200 = 0.0;  ///< … 200 m
  double houses_not_reached = 0.0;
  double people_not_reached = 0.0;
  double lanes_with_fire_water = 0.0;  ///< share of lanes: the plan's indicator
  double people_without_fire_water = 0.0;
  double median_first_water_s = 0.0;     ///< over residents; those without count as latest
  double person_minutes_to_water = 0.0;  ///< each at most kLatestWater_s

  double residents_in_time() const { return served_in_time * residents; }
  double residents_near_water() const { return residents - people_without_fire_water; }
};

/// What counts as the time of first water where none comes, in person-minutes: one hour.
constexpr double kLatestWater_s = 3600.0;

/// Fire access of one ward, prepared once and asked many times.
///
///     const FireAccess access(ward, model);
///     const FireAnswers now = access.evaluate();
///     const FireAnswers then = access.evaluate({.cleared_obstacles = {"O17"}});
///
/// `evaluate(r)` equals `FireAccess(Ward(renovated(layers, r)), model).evaluate()` bit for bit.
/// It may be called from several threads at once.
class FireAccess {
 public:
  /// `ward` must outlive this. Empty `heads`: no flood.
  /// @throws InputError: no station that can be used.
  FireAccess(const Ward& ward, FireModel model, FloodHeads heads = {},
             Findings* findings = nullptr);

  FireAnswers evaluate(const Renovation& renovation = {}) const;
  FireMeasures measures(const FireAnswers& answers) const;

  /// The answers of a run of this ward as it is.
  FireAnswers answers(const FireRun& run) const;

  /// The searches behind the answers of the ward as it is.
  FireRun run() const { return FireRun(model_, stations_, passages_); }
  const FireModel& model() const { return model_; }
  const Ward& ward() const { return ward_; }
  const Turns& turns() const { return turns_; }
  const Passages& passages() const { return passages_; }

  FireAccess(const FireAccess&) = delete;
  FireAccess& operator=(const FireAccess&) = delete;

 private:
  const Ward& ward_;
  FireModel model_;
  FloodHeads heads_;
  Turns turns_;
  WayFinder finder_;
  std::vector<StationPlace> stations_;
  Passages passages_;
};

/// Answers from finished searches.
FireAnswers fire_answers(const FireRun& run, const Ward& ward, std::vector<WaterSource> sources);

}  // namespace fire
}  // namespace twin

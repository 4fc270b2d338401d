#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/network/turn_search.h"
#include "layers/ward/renovation.h"
#include "layers/ward/ward.h"
#include "scenarios/fire_access/vehicles.h"

namespace twin::fire {

enum class CauseKind : std::uint8_t { obstacle, way_width, way_height, bend, corner, flood };

/// What stops a vehicle, so named that taking it away can be tried.
struct Cause {
  CauseKind kind = CauseKind::obstacle;
  /// Of the obstacle in its layer; the way of a width, height or flood; the segment of a bend; the
  /// lower number of both directions' turns of a corner.
  std::uint32_t id = 0;

  auto operator<=>(const Cause&) const = default;  // NOLINT(*-use-nullptr): none here
};

/// A place along a segment that a vehicle does not pass.
struct Barrier {
  double at_m = 0.0;  ///< where it stops, from the segment's start
  Cause cause;
  double found = 0.0;   ///< clear width or height, depth of water, or width at the bend, metres
  double needed = 0.0;  ///< what it needs, or the depth it may drive through
};

/// Deepest total head h + v²/2g at even distances along each stretch; empty vectors: all dry.
/// Indexed by segment, filled for those that run along their way.
using FloodHeads = std::vector<std::vector<float>>;

/// How streets are driven and walked (settings of the scenario).
struct TravelRules {
  double hour = 12.0;                  ///< of the day, for obstacles
  std::vector<double> road_kmh;        ///< by rank of the road's class: motorway … service
  double speed_share = 1.0;            ///< of those that traffic leaves
  double against_one_way_share = 0.5;  ///< of the speed, against a one-way street; 0 forbids
  double ford_speed_share = 0.3;       ///< of the speed, in water as deep as it may be
  double wading_m = 0.5;               ///< people walk and lay hose through no more
  double height_margin_m = 0.2;
  double kerb_room_m = 1.5;       ///< beside the carriageway, for turns out of and into roads
  double corner_from_deg = 30.0;  ///< gentler turns are no corners
  double unknown_lane_width_m = 2.0;
};

/// The streets as the brigade finds them: what each class can pass, how fast, and what stops it.
/// A renovation gives changed passages without building the ward anew.
class Passages {
 public:
  /// `ward`, `turns`, `classes` and `heads` must outlive this; `heads` may be null: no flood.
  Passages(const Ward& ward, const Turns& turns, const std::vector<VehicleClass>& classes,
           TravelRules rules, const FloodHeads* heads);

  /// The same after a renovation: equal to passages of the renovated ward.
  /// @throws InputError naming a lane or obstacle that is not there.
  Passages changed(const Renovation& renovation) const;

  /// Of a class: per_m in seconds.
  const TurnCosts& costs(std::size_t vehicle) const { return costs_[vehicle]; }
  /// Whether it may not drive there: against a one-way street, where that is forbidden.
  bool forbidden(std::size_t vehicle, std::uint32_t segment) const;
  /// Where people on foot cannot go on, in order of travel.
  std::vector<Barrier> deep_water(std::uint32_t segment) const;
  /// How far people on foot get from a place along a segment; infinity: through.
  double wading_stop_m(std::uint32_t segment, double from_m) const;
  /// Costs on foot at so much a metre.
  TurnCosts on_foot(double per_m) const;

  /// All that stops a class on a segment, in order of travel.
  std::vector<Barrier> barriers(std::size_t vehicle, std::uint32_t segment) const;
  /// Those before a vehicle that stands `from_m` along; what counts for the whole way stops it
  /// there.
  std::vector<Barrier> barriers_from(std::size_t vehicle, std::uint32_t segment,
                                     double from_m) const;
  /// How far it gets from there: up to the first of them; infinity: through.
  double stop_from_m(std::size_t vehicle, std::uint32_t segment, double from_m) const;
  /// Whether a turn is wide enough; true as well where a width alone stops it before the turn.
  bool turn_open(std::size_t vehicle, std::uint32_t from, std::uint32_t onto) const;
  Cause corner(std::uint32_t from, std::uint32_t onto) const;

  double way_width_m(std::uint32_t way) const { return way_width_m_[way]; }
  const Ward& ward() const { return ward_; }
  const StreetNetwork& streets() const { return ward_.streets(); }
  const Turns& turns() const { return turns_; }
  const std::vector<VehicleClass>& classes() const { return classes_; }
  /// The segment or its opposite, whichever runs along the way.
  std::uint32_t stretch(std::uint32_t segment) const;
  /// Segments on which an obstacle stands, in the direction of their way.
  const std::vector<std::uint32_t>& stretches_of_obstacle(std::uint32_t obstacle) const;

 private:
  struct Bend {
    double at_m = 0.0;
    double deflection_deg = 0.0;
  };
  /// What no renovation changes.
  struct Shape {
    std::vector<std::vector<NarrowPoint>> narrow;  ///< by segment along its way, at this hour
    std::vector<std::vector<Bend>> bends;          ///< by segment along its way
    std::vector<double> heading_in;                ///< by segment at its start, radians
    std::vector<double> heading_out;               ///< by segment at its end
    std::vector<std::vector<std::uint32_t>> obstacle_on;  ///< by obstacle
    std::vector<double> deepest_m;                        ///< by segment along its way
  };

  static std::shared_ptr<const Shape> shape_of(const Ward& ward, const TravelRules& rules,
                                               const FloodHeads* heads);

  double seconds_per_m(const VehicleClass& vehicle, std::uint32_t segment) const;
  double corner_width_m(std::uint32_t way) const;
  bool wide_enough(const VehicleClass& vehicle, std::uint32_t way) const;
  void add_flood_barriers(double limit_m, std::uint32_t segment, std::vector<Barrier>& all) const;
  void refresh_stretch(std::uint32_t segment);
  void refresh_turns_from(std::uint32_t segment);

  const Ward& ward_;
  const Turns& turns_;
  const std::vector<VehicleClass>& classes_;
  TravelRules rules_;
  const FloodHeads* heads_;
  std::shared_ptr<const Shape> shape_;
  std::vector<double> way_width_m_;
  std::vector<double> way_height_m_;
  std::vector<char> cleared_;  ///< by obstacle
  std::vector<TurnCosts> costs_;
};

}  // namespace twin::fire

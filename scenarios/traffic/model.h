#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/traffic/assignment.h"
#include "engine/traffic/trip_matrix.h"
#include "layers/ward/ward.h"
#include "scenarios/traffic/street_links.h"
#include "scenarios/traffic/tables.h"
#include "scenarios/traffic/zones.h"

namespace twin::traffic {

/// The editable tables of data/traffic.
struct Tables {
  std::vector<Vehicle> vehicles;
  StreetTable streets;
  DemandTable demand;
};

/// Zones, gates and who drives between them in a ward's peak hour. Built once for a ward; variants
/// of it with other widths, closures or water (but the same streets and buildings) are then
/// assigned the same trips, so that differences come from the streets alone.
///
/// Nodes of its assignments: zones, gates, then the junctions of the network. Links: the segments
/// of the network, then what joins zones and gates to them.
class Model {
 public:
  /// `demand_factor` scales all trips; `threads` only make it faster.
  Model(const Ward& ward, Tables tables, double hour, int zones, double demand_factor, int threads);

  const Tables& tables() const { return tables_; }
  const std::vector<Zone>& zones() const { return zones_; }
  const std::vector<Gate>& gates() const { return gates_; }
  double hour() const { return hour_; }
  std::size_t segments() const { return segments_; }
  /// Person trips between zones and gates, through traffic left out.
  const TripMatrix& persons() const { return persons_; }
  /// Vehicles an hour that only pass through, from gate to gate.
  const TripMatrix& through() const { return through_; }
  /// Mean length of the trips within the ward, along the streets; below the one asked for where
  /// the ward is too small for it.
  double mean_trip_m() const { return mean_trip_m_; }

  /// The assignment of this demand to a variant of the ward. A door's way to the street stays open
  /// in all conditions, so what is shut later leaves trips unserved rather than moved.
  AssignmentProblem problem(const Ward& variant, const Conditions& conditions) const;

 private:
  /// A way from a zone or gate to a junction, in both directions.
  struct Connector {
    std::uint32_t place = 0;  ///< zone, or gate after the zones
    std::uint32_t junction = 0;
    double access_m = 0.0;
  };

  /// For one kind of vehicle: the greatest set of junctions that all lead to each other, those that
  /// lead into it, and those that it leads to.
  struct Reach {
    std::vector<bool> core;
    std::vector<bool> into;
    std::vector<bool> out_of;
  };
  /// Whether a place's trips can start and end there with one kind of vehicle.
  struct Served {
    std::vector<bool> leaving;
    std::vector<bool> arriving;
  };

  /// Links and what they cost each kind of vehicle, without trips.
  AssignmentProblem network(const Ward& variant, const Conditions& conditions) const;

  std::uint32_t places() const { return static_cast<std::uint32_t>(zones_.size() + gates_.size()); }
  LinkGraph junction_graph(const Ward& ward) const;
  std::vector<Reach> reaches(const Ward& ward, const StreetLinks& links) const;
  void find_gates(const Ward& ward, const StreetLinks& links, const Reach& reach);
  void connect(const Ward& ward, const std::vector<Reach>& reaches);
  void find_served(const std::vector<Reach>& reaches);
  TripMatrix street_lengths_m(const Ward& ward, int threads) const;
  void make_persons(const Ward& ward, double demand_factor, int threads);
  void make_through(double demand_factor);
  std::vector<TripsFrom> trips_of(std::size_t k) const;

  Tables tables_;
  double hour_;
  std::size_t segments_;
  std::vector<Zone> zones_;
  std::vector<Gate> gates_;
  std::vector<Connector> connectors_;
  std::vector<Served> served_;  ///< by vehicle, dry and open
  TripMatrix persons_{0, 0};
  TripMatrix through_{0, 0};
  double mean_trip_m_ = 0.0;
};

}  // namespace twin::traffic

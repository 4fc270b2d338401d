#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "scenarios/fire_access/model.h"
#include "scenarios/fire_access/passages.h"
#include "scenarios/fire_access/travel.h"
#include "scenarios/fire_access/water_sources.h"

namespace twin::fire {

/// A station where it meets the streets, and the classes it has.
struct StationPlace {
  std::string id;
  WayFinder::Place place;
  std::vector<std::size_t> classes;
};

/// Where an engine stands when hose is laid from it.
struct Stop {
  std::uint32_t vehicle = Segment::kNone;  ///< class
  std::uint32_t segment = Segment::kNone;  ///< in its direction of travel
  double along_m = 0.0;
  double arrival_s = kInfinity;  ///< from the call
};

/// The best stop for a place: the least of arrival + setup + laying hose on foot from there.
struct BestStop {
  Stop stop;
  double hose_m = 0.0;  ///< on foot along streets and lanes, to where the place meets its way
  double ready_s = kInfinity;

  bool reached() const { return stop.vehicle != Segment::kNone; }
};

/// One brigade on one state of the streets: how every class drives, and hose laid from its stops.
class FireRun {
 public:
  /// All must outlive this.
  FireRun(const FireModel& model, const std::vector<StationPlace>& stations, Passages passages);

  BestStop best_stop(std::uint32_t segment, double along_m) const;
  /// When a class is at a place, driving or (by hand) carried there; infinity: never.
  double arrival_s(std::size_t vehicle, std::uint32_t segment, double along_m) const;

  const FireModel& model() const { return model_; }
  const Passages& passages() const { return passages_; }
  const StreetNetwork& streets() const { return passages_.streets(); }
  bool has_class(std::size_t vehicle) const { return !drive_[vehicle].starts().empty(); }
  bool leads(std::size_t vehicle) const {
    return model_.classes[vehicle].leads && !model_.classes[vehicle].by_hand();
  }
  const Travel& drive(std::size_t vehicle) const { return drive_[vehicle]; }
  const Travel& hose() const { return hose_; }
  const TurnCosts& hose_costs() const { return hose_costs_; }
  /// The engine's stop of each of the hose's starts.
  const std::vector<Stop>& stops() const { return stops_; }

 private:
  void drive_from_stations(const std::vector<StationPlace>& stations);
  void carry_from_stops(const std::vector<StationPlace>& stations);
  void lay_hose();

  const FireModel& model_;
  Passages passages_;
  TurnCosts hose_costs_;
  std::vector<Travel> drive_;
  Travel hose_;
  std::vector<Stop> stops_;
};

/// Where a class gets to: the end of each segment it drives through, the stop within each other.
std::vector<Stop> reached_stops(const FireRun& run, std::size_t vehicle);

}  // namespace twin::fire

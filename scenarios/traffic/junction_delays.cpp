#include "scenarios/traffic/junction_delays.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/space/geometry.h"

namespace twin::traffic {
namespace {

constexpr double kSignalOverflow = 0.5;  ///< k·I of HCM 2000 eq. 16-12 at fixed-time signals
constexpr double kGiveWayOverflow = 1.0;
constexpr int kLaneRank = 7;  ///< below service, the least road
constexpr double kLeastGreen = 0.1;

/// The signal at each junction of the network, or nullptr.
std::vector<const Junction*> signals_of(const Ward& ward, double reach_m) {
  const auto& places = ward.streets().junctions();
  std::vector<Box> boxes(places.size());
  for (std::size_t j = 0; j < places.size(); ++j) boxes[j].add(places[j]);
  const BoxIndex index(std::move(boxes));
  std::vector<const Junction*> signal(places.size(), nullptr);
  for (const Junction& junction : ward.layers().junctions) {
    if (junction.control != "signal") continue;
    Box around;
    around.add(junction.place);
    for (const std::size_t j : index.meeting(around.grown_by(reach_m))) {
      if (distance_m(places[j], junction.place) <= reach_m) signal[j] = &junction;
    }
  }
  return signal;
}

class Approaches {
 public:
  explicit Approaches(const Ward& ward)
      : ward_(ward), least_rank_(ward.streets().junctions().size(), kLaneRank + 1) {
    for (const Segment& segment : ward.streets().segments()) {
      least_rank_[segment.to] = std::min(least_rank_[segment.to], rank_of(segment));
    }
  }
  int rank_of(const Segment& segment) const {
    const WayRef ref = ward_.way(segment.way);
    return ref.is_lane ? kLaneRank : rank_of_class(ward_.layers().roads[ref.index].road_class);
  }
  bool is_lesser(const Segment& segment) const {
    return rank_of(segment) > least_rank_[segment.to];
  }

 private:
  const Ward& ward_;
  std::vector<int> least_rank_;  ///< of the streets that meet at each junction
};

JunctionDelay signal_delay(const Junction& signal, const JunctionKind& table, double lanes,
                           bool lesser) {
  const double main_green = signal.green_share.value_or(table.green_share);
  const double green = lesser ? 1.0 - table.lost_share - main_green : main_green;
  const double share = std::clamp(green, kLeastGreen, 1.0);
  return {.constant_s = 0.0,
          .capacity_pcu_per_h = table.saturation_pcu_per_h_a_lane * lanes * share,
          .cycle_s = signal.cycle_s.value_or(table.cycle_s),
          .green_share = share,
          .overflow_factor = kSignalOverflow,
          .period_h = table.period_h};
}

JunctionDelay give_way_delay(const JunctionKind& table, double lanes) {
  return {.constant_s = table.give_way_s,
          .capacity_pcu_per_h = table.give_way_pcu_per_h_a_lane * lanes,
          .cycle_s = 0.0,
          .green_share = 1.0,
          .overflow_factor = kGiveWayOverflow,
          .period_h = table.period_h};
}

}  // namespace

void add_junction_delays(const Ward& ward, const JunctionKind& table, StreetLinks& links) {
  const auto signals = signals_of(ward, table.reach_m);
  const Approaches approaches(ward);
  const auto& segments = ward.streets().segments();
  for (std::size_t s = 0; s < segments.size(); ++s) {
    if (segments[s].length_m < table.inside_m) continue;
    const bool lesser = approaches.is_lesser(segments[s]);
    if (const Junction* signal = signals[segments[s].to]) {
      links.delays[s].junction = signal_delay(*signal, table, links.lanes[s], lesser);
    } else if (lesser) {
      links.delays[s].junction = give_way_delay(table, links.lanes[s]);
    }
  }
}

bool ends_at_signal(const LinkDelay& link) { return link.junction.cycle_s > 0.0; }

}  // namespace twin::traffic

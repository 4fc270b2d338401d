#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/fire_access/corner.h"
#include "scenarios/fire_access/fire_access.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

/// Tries every way an engine can drive that uses no segment twice, from the layers alone, and lays
/// hose from wherever it stops over the shortest way on foot.
class EveryPath {
 public:
  EveryPath(const Ward& ward, const FireModel& model, std::size_t vehicle)
      : ward_(ward), streets_(ward.streets()), model_(model), one_(model.classes[vehicle]) {
    const std::size_t junctions = streets_.junctions().size();
    foot_m_.assign(junctions, std::vector<double>(junctions, kInfinity));
    for (std::size_t j = 0; j < junctions; ++j) foot_m_[j][j] = 0.0;
    for (const Segment& s : streets_.segments()) {
      foot_m_[s.from][s.to] = std::min(foot_m_[s.from][s.to], s.length_m);
    }
    for (std::size_t k = 0; k < junctions; ++k) {
      for (std::size_t i = 0; i < junctions; ++i) {
        for (std::size_t j = 0; j < junctions; ++j) {
          foot_m_[i][j] = std::min(foot_m_[i][j], foot_m_[i][k] + foot_m_[k][j]);
        }
      }
    }
    used_.assign(streets_.segments().size(), 0);
  }

  /// Arrival, setup and laying hose, for the door of a house.
  double ready_s(const Door& door, std::uint32_t first_segment) {
    door_ = &door;
    best_s_ = kInfinity;
    const double leaves_s = model_.dispatch_s + model_.turnout_s;
    drive(first_segment, leaves_s);
    const Segment& first = streets_.segments()[first_segment];
    for (std::uint32_t o = streets_.first_out(first.from); o < streets_.last_out(first.from); ++o) {
      if (o != first_segment && turns_into(first.opposite, o)) drive(o, leaves_s);
    }
    return best_s_;
  }

 private:
  double width_m(std::uint32_t way) const { return *ward_.way_clear_width_m(way); }

  /// Where it is stopped along a segment, from its start.
  double stop_m(std::uint32_t segment) const {
    const Segment& s = streets_.segments()[segment];
    const double needs_m = one_.width_m + 2.0 * one_.side_clearance_m;
    if (width_m(s.way) < needs_m) return 0.0;
    double stop_m = kInfinity;
    for (const Obstacle& o : ward_.layers().obstacles) {
      if (o.way_id != ward_.way_id(s.way)) continue;
      const bool narrow = o.clear_width_m && *o.clear_width_m < needs_m;
      const bool low = o.clear_height_m && *o.clear_height_m < one_.height_m + 0.2 - 1e-6;
      const Point from = streets_.junctions()[s.from];
      const double at_m = std::hypot(o.place.x_m - from.x_m, o.place.y_m - from.y_m);
      if (narrow || low) stop_m = std::min(stop_m, at_m - o.length_m / 2.0);
    }
    return stop_m;
  }

  double seconds(std::uint32_t segment, double metres) const {
    const Segment& s = streets_.segments()[segment];
    const bool is_lane = ward_.way(s.way).is_lane;
    double kmh = is_lane ? one_.lane_kmh : 25.0;
    if (s.against_one_way) kmh *= 0.5;
    return metres * 3.6 / kmh;
  }

  bool turns_into(std::uint32_t a, std::uint32_t b) const {
    const Segment& from = streets_.segments()[a];
    const Segment& onto = streets_.segments()[b];
    const auto direction = [&](const Segment& s) {
      const Point p = streets_.junctions()[s.from];
      const Point q = streets_.junctions()[s.to];
      return Point{(q.x_m - p.x_m) / s.length_m, (q.y_m - p.y_m) / s.length_m};
    };
    const Point u = direction(from);
    const Point v = direction(onto);
    if (u.x_m * v.x_m + u.y_m * v.y_m > 0.5) return true;  // straight on, in a grid
    const auto room_m = [&](std::uint32_t way) {
      return width_m(way) + (ward_.way(way).is_lane ? 0.0 : 1.5);
    };
    if (width_m(onto.way) < one_.width_m + 2.0 * one_.side_clearance_m) return true;
    return can_turn(one_, room_m(from.way), room_m(onto.way), 90.0);
  }

  void lay_hose(std::uint32_t segment, double at_m, double arrival_s) {
    const Segment& s = streets_.segments()[segment];
    const Segment& door = streets_.segments()[door_->segment];
    const double door_m[2] = {door_->along_m, door.length_m - door_->along_m};
    const std::uint32_t door_end[2] = {door.from, door.to};
    const double stop_end_m[2] = {at_m, s.length_m - at_m};
    const std::uint32_t stop_end[2] = {s.from, s.to};
    double hose_m = kInfinity;
    for (int i = 0; i < 2; ++i) {
      for (int j = 0; j < 2; ++j) {
        hose_m = std::min(hose_m, stop_end_m[i] + foot_m_[stop_end[i]][door_end[j]] + door_m[j]);
      }
    }
    if (segment == door_->segment) hose_m = std::min(hose_m, std::abs(at_m - door_m[0]));
    if (s.opposite == door_->segment) hose_m = std::min(hose_m, std::abs(at_m - door_m[1]));
    best_s_ = std::min(best_s_, arrival_s + one_.setup_s + hose_m * 1.2 * 60.0 / 20.0);
  }

  void drive(std::uint32_t segment, double arrival_s) {
    if (arrival_s >= best_s_) return;  // nothing further on is sooner
    const Segment& s = streets_.segments()[segment];
    const double end_m = std::min(stop_m(segment), s.length_m);
    lay_hose(segment, end_m, arrival_s + seconds(segment, end_m));
    const bool here = segment == door_->segment || s.opposite == door_->segment;
    const double door_m = segment == door_->segment ? door_->along_m : s.length_m - door_->along_m;
    if (here && door_m <= end_m) lay_hose(segment, door_m, arrival_s + seconds(segment, door_m));
    if (end_m < s.length_m) return;
    used_[segment] = 1;
    for (std::uint32_t o = streets_.first_out(s.to); o < streets_.last_out(s.to); ++o) {
      if (o != s.opposite && used_[o] == 0 && turns_into(segment, o)) {
        drive(o, arrival_s + seconds(segment, s.length_m));
      }
    }
    used_[segment] = 0;
  }

  const Ward& ward_;
  const StreetNetwork& streets_;
  const FireModel& model_;
  const VehicleClass& one_;
  std::vector<std::vector<double>> foot_m_;
  std::vector<char> used_;
  const Door* door_ = nullptr;
  double best_s_ = kInfinity;
};

/// The station stands at the grid's corner, where the street east begins.
std::uint32_t first_segment(const Ward& ward) { return ward.streets().along(0)[0]; }

TEST(FireAccessEveryPath, TheSearchFindsTheBestOfAllPathsForEachClass) {
  int compared = 0;
  int hosed = 0;
  for (const char* name : {"medium", "small"}) {
    for (unsigned seed = 1; seed <= 25; ++seed) {
      WardLayers layers = test::random_town(seed);
      layers.fire_stations[0].vehicles = name;
      const Ward ward(layers);
      const FireModel model = test::usual_model();
      const FireAccess access(ward, model);
      const FireRun run = access.run();
      EveryPath every(ward, model, *class_named(model.classes, name));
      for (std::size_t b = 0; b < layers.buildings.size(); ++b) {
        ASSERT_TRUE(ward.doors()[b]);
        const Door& door = *ward.doors()[b];
        const BestStop best = run.best_stop(door.segment, door.along_m);
        ASSERT_NEAR(best.ready_s, every.ready_s(door, first_segment(ward)), 1e-6)
            << name << " seed " << seed << " house " << b;
        ++compared;
        hosed += best.hose_m > 1.0 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(compared, 500);
  EXPECT_GT(hosed, 100);
}

}  // namespace
}  // namespace twin::fire

#pragma once

#include <cstdint>
#include <vector>

#include "engine/space/point.h"

namespace twin {

/// The ground that is taken: corridors of streets and lanes, houses, parks, water. What is placed
/// next must keep off it. Items lie in square bins, so a question costs what lies near it.
class Occupied {
 public:
  /// Nothing outside `box` can be placed or asked for.
  explicit Occupied(const Box& box);

  /// Everything within `half_width_m` of a line; `owner` says whose it is (a way's number).
  void add_corridor(const Polyline& line, double half_width_m, std::uint32_t owner = kNobody);
  /// The inside of a simple ring.
  void add_area(const Polyline& ring);

  /// Whether a convex ring meets nothing of what is taken. Rings that only touch count as meeting.
  bool is_free(const Polyline& ring) const;
  /// Whether a place is not taken, nor within `margin_m` of a corridor of anyone but `owner`.
  bool is_free(Point p, double margin_m = 0.0, std::uint32_t owner = kNobody) const;
  struct Ahead {
    double free_m = 0.0;
    bool is_way = false;  ///< what ends it is a corridor
  };
  /// How far one can go from `from` before something is taken, in steps of half a metre up to
  /// `reach_m`.
  Ahead ahead(Point from, Point towards, double reach_m) const;

  static constexpr std::uint32_t kNobody = 0xFFFFFFFFU;

 private:
  struct Item {
    Polyline shape;           ///< two points of a corridor, or a ring
    double half_width_m = 0;  ///< 0 for rings
    std::uint32_t owner = kNobody;
    Box box;
  };
  void add(Item item);
  template <typename Visit>
  bool any_near(const Box& box, const Visit& meets) const;

  Box box_;
  int cols_ = 0;
  int rows_ = 0;
  std::vector<Item> items_;
  std::vector<std::vector<std::uint32_t>> bins_;
};

}  // namespace twin

#include "layers/assumed/occupied.h"

#include <algorithm>
#include <cmath>

#include "layers/assumed/plane.h"

namespace twin {
namespace {

constexpr double kBin_m = 20.0;
constexpr double kPiece_m = 25.0;  // corridors are cut so that few bins hold each piece

bool apart(const Box& a, const Box& b) {
  return a.west_m > b.east_m || b.west_m > a.east_m || a.south_m > b.north_m ||
         b.south_m > a.north_m;
}

bool inside(const Polyline& ring, Point p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].y_m > p.y_m) == (ring[j].y_m > p.y_m)) continue;
    const double share = (p.y_m - ring[i].y_m) / (ring[j].y_m - ring[i].y_m);
    if (p.x_m < ring[i].x_m + share * (ring[j].x_m - ring[i].x_m)) in = !in;
  }
  return in;
}

double away_m(Point p, Point a, Point b) {
  const Step ab = from_to(a, b);
  const double square = dot(ab, ab);
  const double share = square > 0.0 ? std::clamp(dot(from_to(a, p), ab) / square, 0.0, 1.0) : 0.0;
  return distance_m(p, a + ab * share);
}

bool cross_each_other(Point a, Point b, Point c, Point d) {
  const double c_side = cross(from_to(a, b), from_to(a, c));
  const double d_side = cross(from_to(a, b), from_to(a, d));
  const double a_side = cross(from_to(c, d), from_to(c, a));
  const double b_side = cross(from_to(c, d), from_to(c, b));
  return ((c_side > 0.0) != (d_side > 0.0)) && ((a_side > 0.0) != (b_side > 0.0));
}

template <typename Visit>
bool any_edge(const Polyline& ring, const Visit& visit) {
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if (visit(ring[j], ring[i])) return true;
  }
  return false;
}

bool meets_corridor(const Polyline& ring, Point a, Point b, double half_width_m) {
  if (inside(ring, a) || inside(ring, b)) return true;
  return any_edge(ring, [&](Point c, Point d) {
    if (cross_each_other(a, b, c, d)) return true;
    return std::min({away_m(a, c, d), away_m(b, c, d), away_m(c, a, b), away_m(d, a, b)}) <
           half_width_m;
  });
}

bool meets_ring(const Polyline& ring, const Polyline& other) {
  if (inside(ring, other.front()) || inside(other, ring.front())) return true;
  return any_edge(ring, [&](Point a, Point b) {
    return any_edge(other, [&](Point c, Point d) { return cross_each_other(a, b, c, d); });
  });
}

}  // namespace

Occupied::Occupied(const Box& box)
    : box_(box),
      cols_(static_cast<int>((box.east_m - box.west_m) / kBin_m) + 1),
      rows_(static_cast<int>((box.north_m - box.south_m) / kBin_m) + 1),
      bins_(static_cast<std::size_t>(cols_) * static_cast<std::size_t>(rows_)) {}

void Occupied::add(Item item) {
  const auto number = static_cast<std::uint32_t>(items_.size());
  const auto clamped = [](double at_m, double from_m, int count) {
    return std::clamp(static_cast<int>(std::floor((at_m - from_m) / kBin_m)), 0, count - 1);
  };
  if (apart(item.box, box_)) return;
  for (int row = clamped(item.box.south_m, box_.south_m, rows_);
       row <= clamped(item.box.north_m, box_.south_m, rows_); ++row) {
    for (int col = clamped(item.box.west_m, box_.west_m, cols_);
         col <= clamped(item.box.east_m, box_.west_m, cols_); ++col) {
      bins_[static_cast<std::size_t>(row * cols_ + col)].push_back(number);
    }
  }
  items_.push_back(std::move(item));
}

void Occupied::add_corridor(const Polyline& line, double half_width_m, std::uint32_t owner) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece_m = distance_m(line[i - 1], line[i]);
    const int pieces = std::max(1, static_cast<int>(std::ceil(piece_m / kPiece_m)));
    const Step step = from_to(line[i - 1], line[i]) * (1.0 / pieces);
    for (int k = 0; k < pieces; ++k) {
      Polyline part{line[i - 1] + step * k, line[i - 1] + step * (k + 1)};
      const Box box = box_of(part).grown_by(half_width_m);
      add({.shape = std::move(part), .half_width_m = half_width_m, .owner = owner, .box = box});
    }
  }
}

void Occupied::add_area(const Polyline& ring) {
  if (ring.size() >= 3)
    add({.shape = ring, .half_width_m = 0.0, .owner = kNobody, .box = box_of(ring)});
}

template <typename Visit>
bool Occupied::any_near(const Box& box, const Visit& meets) const {
  if (apart(box, box_)) return true;
  const auto bin = [](double at_m, double from_m, int count) {
    return std::clamp(static_cast<int>(std::floor((at_m - from_m) / kBin_m)), 0, count - 1);
  };
  for (int row = bin(box.south_m, box_.south_m, rows_);
       row <= bin(box.north_m, box_.south_m, rows_); ++row) {
    for (int col = bin(box.west_m, box_.west_m, cols_); col <= bin(box.east_m, box_.west_m, cols_);
         ++col) {
      for (const std::uint32_t i : bins_[static_cast<std::size_t>(row * cols_ + col)]) {
        if (!apart(items_[i].box, box) && meets(items_[i])) return true;
      }
    }
  }
  return false;
}

bool Occupied::is_free(const Polyline& ring) const {
  return !any_near(box_of(ring), [&](const Item& item) {
    if (item.shape.size() == 2) {
      return meets_corridor(ring, item.shape[0], item.shape[1], item.half_width_m);
    }
    return meets_ring(ring, item.shape);
  });
}

bool Occupied::is_free(Point p, double margin_m, std::uint32_t owner) const {
  const Box box = Box{p.x_m, p.y_m, p.x_m, p.y_m}.grown_by(margin_m);
  return !any_near(box, [&](const Item& item) {
    if (item.owner != kNobody && item.owner == owner) return false;
    if (item.shape.size() > 2) return inside(item.shape, p);
    return away_m(p, item.shape[0], item.shape[1]) < item.half_width_m + margin_m;
  });
}

Occupied::Ahead Occupied::ahead(Point from, Point towards, double reach_m) const {
  constexpr double kStep_m = 0.5;
  const Step step = direction(from, towards);
  for (double gone_m = kStep_m; gone_m <= reach_m; gone_m += kStep_m) {
    const Point p = from + step * gone_m;
    const Box box{p.x_m, p.y_m, p.x_m, p.y_m};
    bool is_way = false;
    const bool ends = any_near(box, [&](const Item& item) {
      if (item.shape.size() > 2) return inside(item.shape, p);
      is_way = away_m(p, item.shape[0], item.shape[1]) < item.half_width_m;
      return is_way;
    });
    if (ends) return {.free_m = gone_m - kStep_m, .is_way = is_way};
  }
  return {.free_m = reach_m, .is_way = false};
}

}  // namespace twin

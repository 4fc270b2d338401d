#include "engine/network/street_network.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

#include "engine/network/street_graph.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

/// Where a way is cut, and the junction there.
struct Cut {
  double along_m = 0.0;
  std::uint32_t junction = 0;
};

/// Junctions by place, so that ends find those close by.
class JunctionPlaces {
 public:
  explicit JunctionPlaces(double reach_m) : reach_m_(reach_m) {}

  std::uint32_t add(Point p) {
    const auto index = static_cast<std::uint32_t>(points_.size());
    points_.push_back(p);
    bins_[bin(p)].push_back(index);
    return index;
  }

  /// The nearest junction within reach, the first of equals.
  std::optional<std::uint32_t> nearest(Point p) const {
    std::optional<std::uint32_t> best;
    double best_m = reach_m_;
    const auto [y, x] = bin(p);
    for (long dy = -1; dy <= 1; ++dy) {
      for (long dx = -1; dx <= 1; ++dx) {
        const auto it = bins_.find({y + dy, x + dx});
        if (it == bins_.end()) continue;
        for (const std::uint32_t i : it->second) {
          const double away_m = distance_m(points_[i], p);
          if (away_m < best_m || (away_m == best_m && (!best || i < *best))) {
            best = i;
            best_m = away_m;
          }
        }
      }
    }
    return best;
  }

  const std::vector<Point>& points() const { return points_; }

 private:
  std::pair<long, long> bin(Point p) const {
    return {std::lround(std::floor(p.y_m / reach_m_)), std::lround(std::floor(p.x_m / reach_m_))};
  }

  double reach_m_;
  std::vector<Point> points_;
  std::map<std::pair<long, long>, std::vector<std::uint32_t>> bins_;
};

using Centimetres = std::pair<long, long>;

Centimetres centimetres(Point p) {
  return {std::lround(p.x_m * 100.0), std::lround(p.y_m * 100.0)};
}

/// Finds the junctions of a set of ways and where they cut them.
class Noding {
 public:
  Noding(const std::vector<StreetWay>& ways, double join_m)
      : ways_(ways), join_m_(join_m), junctions_(join_m), cuts_(ways.size()) {
    cut_at_shared_vertices();
    join_ends();
    for (std::vector<Cut>& cuts : cuts_) std::ranges::stable_sort(cuts, {}, &Cut::along_m);
  }

  const std::vector<Point>& junctions() const { return junctions_.points(); }
  const std::vector<Cut>& cuts(std::size_t way) const { return cuts_[way]; }

 private:
  void cut_at_shared_vertices() {
    std::map<Centimetres, int> times;
    for (const StreetWay& way : ways_) {
      for (const Point& p : way.line) ++times[centimetres(p)];
    }
    std::map<Centimetres, std::uint32_t> junction_at;
    for (std::size_t w = 0; w < ways_.size(); ++w) {
      double along_m = 0.0;
      const Polyline& line = ways_[w].line;
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0) along_m += distance_m(line[i - 1], line[i]);
        const Centimetres key = centimetres(line[i]);
        if (times[key] < 2) continue;
        const auto [it, is_new] = junction_at.try_emplace(key, 0);
        if (is_new) it->second = junctions_.add(line[i]);
        cuts_[w].push_back({along_m, it->second});
      }
    }
  }

  void join_ends() {
    std::vector<Polyline> lines;
    for (const StreetWay& way : ways_) lines.push_back(way.line);
    std::vector<Box> boxes;
    for (const Polyline& line : lines) boxes.push_back(box_of(line));
    const BoxIndex index(std::move(boxes));
    for (std::size_t w = 0; w < ways_.size(); ++w) {
      if (lines[w].size() < 2) continue;
      join_end(index, w, lines[w].front(), 0.0);
      join_end(index, w, lines[w].back(), length_m(lines[w]));
    }
  }

  void join_end(const BoxIndex& index, std::size_t way, Point end, double along_m) {
    const std::vector<WayBeside> beside = ways_beside(index, way, end);
    const auto is_here = [&](const Cut& cut) { return std::abs(cut.along_m - along_m) < 1e-6; };
    const auto shared = std::ranges::find_if(cuts_[way], is_here);
    if (shared == cuts_[way].end()) {
      cuts_[way].push_back({along_m, junction_for_end(end, beside)});
      tie_to_nearest(cuts_[way].back().junction, beside);
    } else {
      tie_to_nearest(shared->junction, beside);
    }
  }

  /// A way that passes an end closely enough to be joined by it.
  struct WayBeside {
    std::size_t way;
    Nearest place;
  };

  /// The nearest first.
  std::vector<WayBeside> ways_beside(const BoxIndex& index, std::size_t way, Point end) const {
    std::vector<WayBeside> beside;
    for (const std::size_t other :
         index.meeting(Box{end.x_m, end.y_m, end.x_m, end.y_m}.grown_by(join_m_))) {
      if (other == way || ways_[other].bridge || ways_[other].line.size() < 2) continue;
      const Nearest nearest = nearest_on(ways_[other].line, end);
      if (nearest.away_m <= join_m_) beside.push_back({other, nearest});
    }
    std::ranges::stable_sort(beside, {}, [](const WayBeside& b) { return b.place.away_m; });
    return beside;
  }

  std::uint32_t junction_for_end(Point end, const std::vector<WayBeside>& beside) {
    if (const auto near = junctions_.nearest(end)) return *near;
    return junctions_.add(beside.empty() ? end : beside.front().place.at);
  }

  /// Cuts the nearest way that has not met a junction there yet. Ends that share a place a little
  /// beside a street would else join each other and not the street.
  void tie_to_nearest(std::uint32_t junction, const std::vector<WayBeside>& beside) {
    for (const WayBeside& other : beside) {
      std::vector<Cut>& cuts = cuts_[other.way];
      const auto is_it = [&](const Cut& cut) { return cut.junction == junction; };
      if (std::ranges::any_of(cuts, is_it)) continue;
      cuts.push_back({other.place.along_m, junction});
      return;
    }
  }

  const std::vector<StreetWay>& ways_;
  double join_m_;
  JunctionPlaces junctions_;
  std::vector<std::vector<Cut>> cuts_;
};

/// Both directions of each stretch, each pair beside one another.
std::vector<Segment> stretches(const std::vector<StreetWay>& ways, const Noding& noding) {
  std::vector<Segment> segments;
  for (std::size_t w = 0; w < ways.size(); ++w) {
    const std::vector<Cut>& cuts = noding.cuts(w);
    for (std::size_t i = 1; i < cuts.size(); ++i) {
      const double stretch_m = cuts[i].along_m - cuts[i - 1].along_m;
      if (stretch_m < 1e-6) continue;
      Segment there{.from = cuts[i - 1].junction,
                    .to = cuts[i].junction,
                    .way = static_cast<std::uint32_t>(w),
                    .begin_m = cuts[i - 1].along_m,
                    .end_m = cuts[i].along_m,
                    .length_m = stretch_m};
      Segment back = there;
      std::swap(back.from, back.to);
      std::swap(back.begin_m, back.end_m);
      back.against_one_way = ways[w].one_way;
      segments.push_back(there);
      segments.push_back(back);
    }
  }
  return segments;
}

/// Sorts by start and lets each segment know its opposite's new place.
std::vector<Segment> sorted_by_start(std::vector<Segment> segments) {
  std::vector<std::uint32_t> order(segments.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return segments[i].from; });
  std::vector<std::uint32_t> place(segments.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<Segment> sorted;
  sorted.reserve(segments.size());
  for (const std::uint32_t i : order) {
    sorted.push_back(segments[i]);
    sorted.back().opposite = place[i ^ 1U];
  }
  return sorted;
}

StreetGraph graph_of(std::size_t junctions, const std::vector<Segment>& segments) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  ends.reserve(segments.size());
  for (const Segment& s : segments) ends.emplace_back(s.from, s.to);
  return {boost::edges_are_sorted, ends.begin(), ends.end(), junctions};
}

}  // namespace

StreetNetwork::StreetNetwork(std::vector<StreetWay> ways, double join_m) : ways_(std::move(ways)) {
  const Noding noding(ways_, join_m);
  junctions_ = noding.junctions();
  segments_ = sorted_by_start(stretches(ways_, noding));
  first_out_.assign(junctions_.size() + 1, 0);
  along_.resize(ways_.size());
  for (std::uint32_t s = 0; s < segments_.size(); ++s) {
    ++first_out_[segments_[s].from + 1];
    if (segments_[s].begin_m < segments_[s].end_m) along_[segments_[s].way].push_back(s);
  }
  for (std::size_t j = 1; j < first_out_.size(); ++j) first_out_[j] += first_out_[j - 1];
  for (std::vector<std::uint32_t>& stretch : along_) {
    std::ranges::sort(stretch, {}, [&](std::uint32_t s) { return segments_[s].begin_m; });
  }
  graph_ = std::make_shared<const StreetGraph>(graph_of(junctions_.size(), segments_));
}

std::uint32_t StreetNetwork::segment_at(std::uint32_t way, double along_m) const {
  const std::vector<std::uint32_t>& stretch = along_[way];
  assert(!stretch.empty());
  const auto after = std::ranges::upper_bound(
      stretch, along_m, {}, [&](std::uint32_t s) { return segments_[s].begin_m; });
  return after == stretch.begin() ? stretch.front() : *(after - 1);
}

Polyline StreetNetwork::line(std::uint32_t segment) const {
  const Segment& s = segments_[segment];
  if (s.begin_m < s.end_m) return part_of(ways_[s.way].line, s.begin_m, s.end_m);
  return reversed(part_of(ways_[s.way].line, s.end_m, s.begin_m));
}

std::vector<NarrowPoint> StreetNetwork::narrow_points(std::uint32_t segment) const {
  const Segment& s = segments_[segment];
  const double low_m = std::min(s.begin_m, s.end_m);
  const double high_m = std::max(s.begin_m, s.end_m);
  const bool is_last = segments_[along_[s.way].back()].end_m <= high_m;
  std::vector<NarrowPoint> points;
  for (NarrowPoint point : ways_[s.way].narrow_points) {
    const bool here = point.at_m >= low_m && (point.at_m < high_m || is_last);
    if (!here) continue;
    point.at_m = std::abs(point.at_m - s.begin_m);
    points.push_back(point);
  }
  if (s.begin_m > s.end_m) std::ranges::reverse(points);
  return points;
}

}  // namespace twin

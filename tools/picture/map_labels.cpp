#include "tools/picture/map_labels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kStraight = 0.985;  // chord per length of line that a label may follow
constexpr double kStep_px = 12.0;    // between places that are tried
constexpr double kApart_px = 900.0;  // the same name again on a long street
constexpr double kJoin_m = 1.0;      // pieces of a street that meet so closely are one
constexpr int kMostLaneLabels = 45;
constexpr int kMostPlaces = 20;  // of a ranking, that are numbered
constexpr double kNumber_px = 13.0;

/// A name and the lines it stands for.
struct Named {
  std::string name;
  int rank = 0;  ///< 0 the most important
  TextStyle style;
  std::vector<Polyline> lines;
};

struct Disc {
  Spot centre;
  double radius = 0.0;
};

/// Where labels lie already, as discs along their words.
class Taken {
 public:
  bool free(const std::vector<Disc>& label) const {
    return std::ranges::none_of(label, [&](const Disc& disc) {
      return std::ranges::any_of(discs_, [&](const Disc& other) {
        return std::hypot(disc.centre.x - other.centre.x, disc.centre.y - other.centre.y) <
               disc.radius + other.radius;
      });
    });
  }
  void add(const std::vector<Disc>& label) {
    discs_.insert(discs_.end(), label.begin(), label.end());
  }

 private:
  std::vector<Disc> discs_;
};

std::vector<Disc> discs_of(Spot centre, double angle, TextSize size) {
  const double radius = size.height / 2;
  const int count = std::max(1, static_cast<int>(std::ceil(size.width / size.height)) + 1);
  std::vector<Disc> discs;
  for (int i = 0; i < count; ++i) {
    const double along =
        count == 1 ? 0.0 : (static_cast<double>(i) / (count - 1) - 0.5) * size.width;
    discs.push_back(
        {{centre.x + along * std::cos(angle), centre.y + along * std::sin(angle)}, radius});
  }
  return discs;
}

bool meet(Point a, Point b) { return distance_m(a, b) <= kJoin_m; }

/// Joins pieces end to end where they meet, in the order given.
std::vector<Polyline> joined(std::vector<Polyline> pieces) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < pieces.size() && !changed; ++i) {
      for (std::size_t j = i + 1; j < pieces.size() && !changed; ++j) {
        Polyline& a = pieces[i];
        Polyline b = pieces[j];
        if (meet(a.front(), b.front()) || meet(a.front(), b.back())) a = reversed(a);
        if (meet(a.back(), b.back())) b = reversed(b);
        if (!meet(a.back(), b.front())) continue;
        a.insert(a.end(), b.begin() + 1, b.end());
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(j));
        changed = true;
      }
    }
  }
  return pieces;
}

struct Place {
  Spot centre;
  double angle = 0.0;
  double worth = 0.0;  ///< straightness, and how near the middle of its line
};

bool inside(const Rectangle& panel, Spot spot, double margin) {
  return spot.x >= panel.x + margin && spot.x <= panel.x + panel.width - margin &&
         spot.y >= panel.y + margin && spot.y <= panel.y + panel.height - margin;
}

/// The places along a line where a label of that width may lie, the best first.
std::vector<Place> places_along(const MapView& view, const Polyline& line, double width_px) {
  const double length = length_m(line);
  const double width_m = width_px / view.px_per_m();
  std::vector<Place> places;
  for (double begin = 0; begin + width_m <= length; begin += kStep_px / view.px_per_m()) {
    const Spot a = view.at(point_along(line, begin));
    const Spot b = view.at(point_along(line, begin + width_m));
    const Spot middle = view.at(point_along(line, begin + width_m / 2));
    const double chord = std::hypot(b.x - a.x, b.y - a.y) / width_px;
    if (chord < kStraight || !inside(view.panel(), middle, width_px / 2)) continue;
    double angle = std::atan2(b.y - a.y, b.x - a.x);
    if (angle > kPi / 2) angle -= kPi;
    if (angle <= -kPi / 2) angle += kPi;  // words run from left to right, or upwards
    const double off_middle = std::abs(begin + width_m / 2 - length / 2) / length;
    places.push_back({middle, angle, chord - 0.02 * off_middle});
  }
  std::ranges::stable_sort(places, std::greater{}, &Place::worth);
  return places;
}

/// Sets a name where it fits best, and again far away on a long street; whether it was set.
bool set_name(Canvas& canvas, const MapView& view, const Named& named, Taken& taken) {
  const TextSize size = canvas.size_of(named.name, named.style);
  std::vector<Spot> here;
  std::vector<Polyline> lines = joined(named.lines);
  std::ranges::stable_sort(lines, std::greater{}, [](const Polyline& l) { return length_m(l); });
  for (const Polyline& line : lines) {
    for (const Place& place : places_along(view, line, size.width + 8)) {
      const bool apart = std::ranges::all_of(here, [&](Spot other) {
        return std::hypot(other.x - place.centre.x, other.y - place.centre.y) > kApart_px;
      });
      const std::vector<Disc> discs = discs_of(place.centre, place.angle, size);
      if (!apart || !taken.free(discs)) continue;
      taken.add(discs);
      here.push_back(place.centre);
      canvas.label(place.centre, place.angle, named.name, named.style, ink("#ffffff", 0.9),
                   named.style.size * 0.18);
    }
  }
  return !here.empty();
}

/// Sets a number on its line: in the middle, or as near to it as another one lets it.
void set_number(Canvas& canvas, const MapView& view, const Numbered& numbered, Taken& taken) {
  const double length = length_m(numbered.line);
  for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9}) {
    const Spot at = view.at(point_along(numbered.line, share * length));
    if (!inside(view.panel(), at, kNumber_px) || !taken.free({{at, kNumber_px}})) continue;
    taken.add({{at, kNumber_px}});
    canvas.disc(at, kNumber_px, ink("#26221c"));
    canvas.disc(at, kNumber_px - 1.5, ink("#ffffff"));
    const TextStyle style{
        .size = 14, .bold = true, .colour = ink("#26221c"), .align = Align::centre};
    const std::string words = std::to_string(numbered.number);
    canvas.text({at.x, at.y - canvas.size_of(words, style).height / 2}, words, style);
    return;
  }
}

TextStyle road_style(int rank) {
  const double size = rank <= 1 ? 19 : rank <= 2 ? 17 : rank <= 3 ? 15.5 : rank <= 4 ? 14 : 12.5;
  return {.size = size, .bold = rank <= 2, .colour = ink("#33302b")};
}

void add(std::map<std::string, Named>& all, const std::string& name, int rank,
         const TextStyle& style, const Polyline& line) {
  if (name.empty() || line.size() < 2) return;
  Named& named = all[name];
  if (named.lines.empty() || rank < named.rank) {
    named.name = name;
    named.rank = rank;
    named.style = style;
  }
  named.lines.push_back(line);
}

std::vector<Named> by_rank(const std::map<std::string, Named>& all) {
  std::vector<Named> out;
  for (const auto& entry : all) out.push_back(entry.second);
  const auto whole_length = [](const Named& named) {
    return std::accumulate(named.lines.begin(), named.lines.end(), 0.0,
                           [](double sum, const Polyline& line) { return sum + length_m(line); });
  };
  std::ranges::stable_sort(out, [&](const Named& a, const Named& b) {
    return a.rank != b.rank ? a.rank < b.rank : whole_length(a) > whole_length(b);
  });
  return out;
}

}  // namespace

std::vector<Numbered> first_places(const Bundle& run, const ManifestField& field) {
  std::vector<Numbered> places;
  if (field.kind != FieldKind::column || field.name != "rank") return places;
  for (const Feature& row : run.table(field.table)) {
    const auto rank = row.number(field.name);
    if (!rank || *rank > kMostPlaces || row.line().size() < 2) continue;
    places.push_back({.number = static_cast<int>(std::lround(*rank)), .line = row.line()});
  }
  std::ranges::stable_sort(places, {}, &Numbered::number);
  return places;
}

void draw_labels(Canvas& canvas, const MapView& view, const WardLayers& ward,
                 const std::vector<Numbered>& numbered) {
  Taken taken;
  for (const Numbered& one : numbered) set_number(canvas, view, one, taken);
  std::map<std::string, Named> rivers;
  for (const River& reach : ward.river) {
    add(rivers, reach.name, 0, {.size = 18, .italic = true, .colour = ink("#2d6a93")},
        reach.centreline);
  }
  for (const Named& named : by_rank(rivers)) set_name(canvas, view, named, taken);
  std::map<std::string, Named> roads;
  for (const Road& road : ward.roads) {
    const int rank = rank_of_class(road.road_class);
    add(roads, road.name, rank, road_style(rank), road.centreline);
  }
  for (const Named& named : by_rank(roads)) set_name(canvas, view, named, taken);
  std::map<std::string, Named> lanes;
  const Polygon& outline = ward.boundary.outline;
  for (const Lane& lane : ward.lanes) {
    const bool outside = !outline.outer.empty() && !lane.centreline.empty() &&
                         !contains(outline, lane.centreline[lane.centreline.size() / 2]);
    if (outside) continue;  // dimmed on the map: the ward's own lanes matter
    add(lanes, lane.name, 0, {.size = 11, .colour = ink("#5a544b")}, lane.centreline);
  }
  int set = 0;
  for (const Named& named : by_rank(lanes)) {
    if (set < kMostLaneLabels && set_name(canvas, view, named, taken)) ++set;
  }
}

}  // namespace twin

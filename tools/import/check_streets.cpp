#include "tools/import/check_streets.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

/// An end that stops this close to another way without touching it was probably meant to join.
constexpr double kGap_m = 5.0;
constexpr double kJoin_m = 1.0;

/// The streets and lanes alone: what is built along them is of no interest here.
Ward ways_of(const WardLayers& layers) {
  WardLayers ways;
  ways.roads = layers.roads;
  ways.lanes = layers.lanes;
  return Ward(std::move(ways));
}

/// For each junction, the number of the connected part it lies in.
std::vector<std::uint32_t> parts_of(const StreetNetwork& streets) {
  std::vector<std::uint32_t> part(streets.junctions().size());
  std::iota(part.begin(), part.end(), 0U);
  const auto root = [&](std::uint32_t junction) {
    while (part[junction] != junction) junction = part[junction] = part[part[junction]];
    return junction;
  };
  for (const Segment& segment : streets.segments()) {
    const std::uint32_t a = root(segment.from);
    const std::uint32_t b = root(segment.to);
    part[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t j = 0; j < part.size(); ++j) part[j] = root(j);
  return part;
}

class StreetCheck {
 public:
  StreetCheck(const Ward& ward, Findings& findings)
      : ward_(ward),
        streets_(ward.streets()),
        part_(parts_of(streets_)),
        lines_(lines_of(ward.streets())),
        boxes_(boxes_of(lines_)),
        findings_(findings) {}

  void check() {
    measure_parts();
    for (std::uint32_t way = 0; way < streets_.ways().size(); ++way) {
      check_way(way);
      check_crossings(way);
    }
  }

 private:
  static std::vector<Polyline> lines_of(const StreetNetwork& streets) {
    std::vector<Polyline> lines;
    for (const StreetWay& way : streets.ways()) lines.push_back(way.line);
    return lines;
  }

  static std::vector<Box> boxes_of(const std::vector<Polyline>& lines) {
    std::vector<Box> boxes;
    for (const Polyline& line : lines) boxes.push_back(box_of(line));
    return boxes;
  }

  void measure_parts() {
    for (const Segment& segment : streets_.segments()) {
      length_m_[part_[segment.from]] += segment.length_m;
      ways_in_[part_[segment.from]].push_back(segment.way);
    }
    for (auto& [part, ways] : ways_in_) {
      std::ranges::sort(ways);
      ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
    }
    for (const auto& [part, length] : length_m_) {
      if (!main_ || length > length_m_[*main_]) main_ = part;
    }
  }

  void check_way(std::uint32_t way) {
    const std::vector<std::uint32_t>& segments = streets_.along(way);
    if (segments.empty()) return;
    const std::uint32_t part = part_[streets_.segments()[segments.front()].from];
    if (part == main_) {
      if (ward_.way(way).is_lane) check_ends(way);
    } else if (ways_in_[part].size() == 1) {
      tell_alone(way);
    } else {
      tell_cut_off(way, ways_in_[part].size());
    }
  }

  /// The nearest place of another way; nothing within reach.
  std::optional<Nearest> nearest_other(std::uint32_t way, Point from, double reach_m) const {
    std::optional<Nearest> best;
    Box box;
    box.add(from);
    for (const std::size_t other : boxes_.meeting(box.grown_by(reach_m))) {
      if (other == way) continue;
      const Nearest nearest = nearest_on(lines_[other], from);
      if (nearest.away_m <= reach_m && (!best || nearest.away_m < best->away_m)) best = nearest;
    }
    return best;
  }

  void tell_alone(std::uint32_t way) {
    const Polyline& line = lines_[way];
    std::optional<double> gap_m;
    for (const Point end : {line.front(), line.back()}) {
      if (const auto other = nearest_other(way, end, 500.0)) {
        gap_m = std::min(gap_m.value_or(1e300), other->away_m);
      }
    }
    const Text found = gap_m ? tr("no end on another way; the nearest is ",
                                  "không đầu nào chạm đường khác; đường gần nhất cách ") +
                                   shown(*gap_m, 1) + tr(" m away", " m")
                             : tr("no other way within 500 m", "không có đường nào trong 500 m");
    add(way, found,
        tr("an end within 1 m of a street or lane", "một đầu cách đường khác không quá 1 m"),
        tr("nobody gets there: its houses have no way out",
           "không ai đến được: nhà trong đó không có lối ra"),
        tr("draw its end on to the street it leaves, or snap it: in QGIS Processing → Toolbox → "
           "Snap "
           "geometries to layer",
           "vẽ nối một đầu vào đường mà nó rẽ ra, hoặc bắt dính: trong QGIS vào Processing → "
           "Toolbox "
           "→ Snap geometries to layer"));
  }

  void tell_cut_off(std::uint32_t way, std::size_t ways) {
    add(way,
        tr("a way cut off from the streets, together with ", "đường bị tách khỏi mạng, cùng với ") +
            std::to_string(ways - 1) + tr(" others", " đường khác"),
        tr("a connection to the rest of the network", "một chỗ nối với phần còn lại của mạng"),
        tr("unreachable from the streets", "không đến được từ đường phố"),
        tr("look where this group should meet the streets, and bring one end there within 1 m, or "
           "draw the way that is missing",
           "tìm chỗ nhóm đường này phải gặp đường phố, kéo một đầu vào cách không quá 1 m, hoặc vẽ "
           "đoạn còn thiếu"));
  }

  void check_ends(std::uint32_t way) {
    const std::vector<std::uint32_t>& segments = streets_.along(way);
    const std::uint32_t first = streets_.segments()[segments.front()].from;
    const std::uint32_t last = streets_.segments()[segments.back()].to;
    for (const std::uint32_t junction : {first, last}) {
      if (!streets_.is_dead_end(junction)) continue;
      const Point end = streets_.junctions()[junction];
      const auto other = nearest_other(way, end, kGap_m);
      if (!other || other->away_m <= kJoin_m) continue;
      add(way,
          tr("an end ", "một đầu cách đường khác ") + shown(other->away_m, 1) +
              tr(" m from another way, not joined to it", " m, không nối"),
          tr("an end on it, or clearly apart", "nối hẳn, hoặc tách hẳn"),
          tr("taken as a dead end", "coi là ngõ cụt"),
          tr("snap the end to the other way within 1 m: in QGIS Processing → Toolbox → Snap "
             "geometries to layer, tolerance ",
             "bắt dính đầu này vào đường kia trong khoảng 1 m: trong QGIS vào Processing → Toolbox "
             "→ "
             "Snap geometries to layer, dung sai ") +
              shown(std::ceil(other->away_m), 0) +
              tr(" m; where it is a dead end, leave it", " m; nếu đúng là ngõ cụt thì để nguyên"),
          end);
    }
  }

  /// Each pair of ways once, told of the later one: lanes come after streets.
  void check_crossings(std::uint32_t way) {
    if (streets_.ways()[way].bridge) return;
    for (const std::size_t other : boxes_.meeting(box_of(lines_[way]))) {
      if (other >= way || streets_.ways()[other].bridge) continue;
      for (const Point at : crossings(lines_[way], lines_[other])) {
        if (!meet_at(way, at)) tell_crossing(way, static_cast<std::uint32_t>(other), at);
      }
    }
  }

  /// Whether a way has a junction within the distance in which ends are joined.
  bool meet_at(std::uint32_t way, Point at) const {
    const auto is_near = [&](std::uint32_t junction) {
      return distance_m(streets_.junctions()[junction], at) <= kJoin_m;
    };
    return std::ranges::any_of(streets_.along(way), [&](std::uint32_t segment) {
      return is_near(streets_.segments()[segment].from) || is_near(streets_.segments()[segment].to);
    });
  }

  void tell_crossing(std::uint32_t way, std::uint32_t other, Point at) {
    add(way,
        tr("a crossing without a junction with ", "chỗ cắt ngang không có nút giao với ") +
            ward_.way_id(other),
        tr("a junction where ways cross on the ground",
           "nút giao ở nơi hai đường cắt nhau cùng mức"),
        tr("nobody can turn from one into the other here",
           "không rẽ được từ đường này sang đường kia ở đây"),
        tr("where they meet, cut both there: in QGIS Processing → Toolbox → Split with lines; "
           "where one "
           "passes over the other, give it bridge = yes",
           "nếu hai đường gặp nhau, cắt cả hai tại đó: trong QGIS vào Processing → Toolbox → Split "
           "with "
           "lines; nếu một đường vượt trên đường kia, đặt bridge = yes cho nó"),
        at);
  }

  void add(std::uint32_t way, Text found, Text expected, Text outcome, Text hint,
           std::optional<Point> at = std::nullopt) {
    const std::string layer = ward_.way(way).is_lane ? "lanes" : "roads";
    const Point place = at.value_or(point_along(lines_[way], 0.5 * length_m(lines_[way])));
    findings_.add({.where = tr("layer '", "lớp '") + layer + tr("', feature ", "', đối tượng ") +
                            ward_.way_id(way),
                   .found = std::move(found),
                   .expected = std::move(expected),
                   .outcome = std::move(outcome),
                   .hint = std::move(hint),
                   .layer = layer,
                   .feature = ward_.way_id(way),
                   .x_m = place.x_m,
                   .y_m = place.y_m});
  }

  const Ward& ward_;
  const StreetNetwork& streets_;
  std::vector<std::uint32_t> part_;
  std::vector<Polyline> lines_;
  BoxIndex boxes_;
  Findings& findings_;
  std::map<std::uint32_t, double> length_m_ = {};
  std::map<std::uint32_t, std::vector<std::uint32_t>> ways_in_ = {};
  std::optional<std::uint32_t> main_ = {};
};

}  // namespace

void check_streets(const WardLayers& layers, Findings& findings) {
  if (layers.roads.empty() && layers.lanes.empty()) return;
  const Ward ward = ways_of(layers);
  StreetCheck(ward, findings).check();
}

}  // namespace twin

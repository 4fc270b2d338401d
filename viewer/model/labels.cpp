#include "viewer/model/labels.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/space/geometry.h"
#include "viewer/model/ward_shapes.h"

namespace twin {
namespace {

constexpr double kMeet_m = 0.5;

/// Joins `piece` to an end of `line` where they meet.
bool joined(Polyline& line, const Polyline& piece) {
  if (distance_m(line.back(), piece.front()) < kMeet_m) {
    line.insert(line.end(), piece.begin() + 1, piece.end());
  } else if (distance_m(line.back(), piece.back()) < kMeet_m) {
    line.insert(line.end(), piece.rbegin() + 1, piece.rend());
  } else if (distance_m(line.front(), piece.back()) < kMeet_m) {
    line.insert(line.begin(), piece.begin(), piece.end() - 1);
  } else if (distance_m(line.front(), piece.front()) < kMeet_m) {
    line.insert(line.begin(), piece.rbegin(), piece.rend() - 1);
  } else {
    return false;
  }
  return true;
}

std::vector<Polyline> joined_lines(std::vector<Polyline> pieces) {
  std::vector<Polyline> lines;
  while (!pieces.empty()) {
    Polyline line = std::move(pieces.back());
    pieces.pop_back();
    for (bool grew = true; grew;) {
      grew = false;
      for (auto it = pieces.begin(); it != pieces.end(); ++it) {
        if (!joined(line, *it)) continue;
        pieces.erase(it);
        grew = true;
        break;
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

struct MarkedLayer {
  std::string_view layer;
  double worth;
  bool named;
};
constexpr std::array<MarkedLayer, 10> kMarked = {{{"fire_stations", 100.0, true},
                                                  {"facilities", 60.0, true},
                                                  {"greens", 50.0, true},
                                                  {"flood_spots", 45.0, true},
                                                  {"cisterns", 30.0, false},
                                                  {"draw_points", 25.0, false},
                                                  {"drain_pumps", 22.0, false},
                                                  {"drain_outfalls", 20.0, false},
                                                  {"hydrants", 10.0, false},
                                                  {"obstacles", 5.0, false}}};

}  // namespace

std::vector<StreetLabel> street_labels(const WardFolder& ward) {
  std::vector<StreetLabel> labels;
  for (const char* layer : {"roads", "lanes"}) {
    const FeatureTable* table = ward.layer(layer);
    if (table == nullptr) continue;
    std::map<std::string, std::vector<Polyline>> pieces;
    std::map<std::string, double> width_m;
    for (const Feature& way : *table) {
      const auto name = way.text("name");
      if (!name || name->empty() || way.line().size() < 2) continue;
      pieces[*name].push_back(way.line());
      width_m[*name] = std::max(width_m[*name], drawn_width_m(way));
    }
    for (auto& [name, parts] : pieces) {
      for (Polyline& line : joined_lines(std::move(parts))) {
        const double worth = width_m[name] + 0.005 * std::min(2000.0, length_m(line));
        labels.push_back({.text = name, .line = std::move(line), .worth = worth});
      }
    }
  }
  std::ranges::stable_sort(labels, std::greater{}, &StreetLabel::worth);
  return labels;
}

std::vector<DepthSpot> deepest_spots(const Grid<float>& depth_m, const Grid<float>& roof_m,
                                     const Grid<std::uint8_t>& always_wet, float least_m,
                                     double apart_m, std::size_t count) {
  const GridFrame& frame = depth_m.frame();
  constexpr int kBlock = 16;  // one candidate each, so that few are sorted
  std::vector<DepthSpot> spots;
  for (int row = 0; row < frame.rows; row += kBlock) {
    for (int col = 0; col < frame.cols; col += kBlock) {
      DepthSpot best{.at = {}, .depth_m = least_m};
      bool found = false;
      for (int r = row; r < std::min(row + kBlock, frame.rows); ++r) {
        for (int c = col; c < std::min(col + kBlock, frame.cols); ++c) {
          const float depth = depth_m({r, c});
          if (!(depth > best.depth_m) || roof_m({r, c}) > 0.0F || always_wet({r, c}) != 0) continue;
          best = {.at = frame.centre({r, c}), .depth_m = depth};
          found = true;
        }
      }
      if (found) spots.push_back(best);
    }
  }
  std::ranges::stable_sort(spots, std::greater{}, &DepthSpot::depth_m);
  std::vector<DepthSpot> chosen;
  for (const DepthSpot& spot : spots) {
    if (chosen.size() == count) break;
    const bool clear = std::ranges::all_of(
        chosen, [&](const DepthSpot& other) { return distance_m(other.at, spot.at) >= apart_m; });
    if (clear) chosen.push_back(spot);
  }
  return chosen;
}

std::vector<DepthSpot> told_depths(const Grid<float>& depth_m, const World& world) {
  constexpr float kWorthANumber_m = 0.15F;
  constexpr std::size_t kMost = 7;
  const double apart_m = 0.11 * std::max(world.box.east_m - world.box.west_m, 500.0);
  return deepest_spots(depth_m, world.roof_m, world.always_wet, kWorthANumber_m, apart_m, kMost);
}

std::vector<PlaceMark> place_marks(const WardFolder& ward) {
  std::vector<PlaceMark> marks;
  for (const MarkedLayer& marked : kMarked) {
    const FeatureTable* table = ward.layer(marked.layer);
    if (table == nullptr) continue;
    for (std::size_t row = 0; row < table->size(); ++row) {
      const Feature& feature = (*table)[row];
      const bool area = feature.polygon().outer.size() > 2;
      const auto place = area ? std::optional{point_inside(feature.polygon())} : feature.place();
      std::string name = marked.named ? feature.text("name").value_or("") : "";
      if (!place || (area && name.empty())) continue;
      marks.push_back({.layer = std::string(marked.layer),
                       .table = table,
                       .row = row,
                       .text = std::move(name),
                       .at = *place,
                       .worth = marked.worth});
    }
  }
  return marks;
}

}  // namespace twin

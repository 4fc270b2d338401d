#include "tools/picture/map_base.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twin {
namespace {

constexpr double kExaggeration = 6.0;  // a flat city: kerbs and embankments should just be seen
constexpr double kLightX = -0.5;       // from the north-west, as on printed maps
constexpr double kLightY = 0.5;
constexpr double kLightZ = 0.7071;
constexpr double kThinnest_px = 1.4;
constexpr double kUnknownLane_m = 2.0;

/// Brightness of a slope under the light, 0 to 1; flat ground is kLightZ.
double shade(double east_slope, double north_slope) {
  const double x = -kExaggeration * east_slope;
  const double y = -kExaggeration * north_slope;
  const double dot = (x * kLightX + y * kLightY + kLightZ) / std::sqrt(x * x + y * y + 1.0);
  return std::clamp(dot, 0.0, 1.0);
}

std::uint32_t paper_grey(double brightness) {
  const double lighter = std::clamp(0.93 + 0.35 * (brightness - kLightZ), 0.70, 1.0);
  const auto byte = [&](double full) { return static_cast<std::uint32_t>(full * lighter); };
  return 0xFF000000U | (byte(250) << 16U) | (byte(248) << 8U) | byte(243);
}

/// Where the ground drops between neighbours, or 0 where one of them is unknown.
double slope(const Grid<float>& ground_m, Cell from, Cell to, double distance_m) {
  const double rise = static_cast<double>(ground_m(to)) - static_cast<double>(ground_m(from));
  return std::isnan(rise) ? 0.0 : rise / distance_m;
}

Rectangle box_on(const MapView& view, const GridFrame& frame) {
  const Spot corner = view.at(frame.north_west);
  const double side = frame.cell_m * view.px_per_m();
  return {corner.x, corner.y, side * frame.cols, side * frame.rows};
}

/// Every so manyth cell, where a pixel shows several: the picture cannot tell them apart.
Grid<float> thinned(const Grid<float>& ground_m, int every) {
  GridFrame frame = ground_m.frame();
  frame.cell_m *= every;
  frame.rows = (frame.rows + every - 1) / every;
  frame.cols = (frame.cols + every - 1) / every;
  Grid<float> thin(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      thin({row, col}) = ground_m({row * every, col * every});
    }
  }
  return thin;
}

void draw_hillshade(Canvas& canvas, const MapView& view, const Grid<float>& whole_m) {
  const double cells_a_pixel = 1.0 / (whole_m.frame().cell_m * view.px_per_m());
  const int every = std::max(1, static_cast<int>(cells_a_pixel));
  const Grid<float> thin_m = every > 1 ? thinned(whole_m, every) : Grid<float>(GridFrame{}, 0.0F);
  const Grid<float>& ground_m = every > 1 ? thin_m : whole_m;
  const GridFrame& frame = ground_m.frame();
  if (frame.rows < 2 || frame.cols < 2) return;
  std::vector<std::uint32_t> pixels;
  pixels.reserve(static_cast<std::size_t>(ground_m.values().size()));
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      if (std::isnan(ground_m({row, col}))) {
        pixels.push_back(0);
        continue;
      }
      const int west = std::max(0, col - 1);
      const int east = std::min(frame.cols - 1, col + 1);
      const int north = std::max(0, row - 1);
      const int south = std::min(frame.rows - 1, row + 1);
      pixels.push_back(paper_grey(
          shade(slope(ground_m, {row, west}, {row, east}, (east - west) * frame.cell_m),
                slope(ground_m, {south, col}, {north, col}, (south - north) * frame.cell_m))));
    }
  }
  canvas.image(pixels, frame.cols, frame.rows, box_on(view, frame), true);
}

double width_px(const MapView& view, double width_m) {
  return std::max(kThinnest_px, width_m * view.px_per_m());
}

/// Roads from the least to the most important, so that main roads lie on top.
std::vector<const Road*> by_importance(const WardLayers& ward) {
  std::vector<const Road*> roads;
  for (const Road& road : ward.roads) roads.push_back(&road);
  std::ranges::stable_sort(roads, [](const Road* a, const Road* b) {
    return rank_of_class(a->road_class) > rank_of_class(b->road_class);
  });
  return roads;
}

const char* road_colour(const Road& road) {
  const int rank = rank_of_class(road.road_class);
  return rank <= 1 ? "#f7dfae" : rank <= 3 ? "#fdf0cd" : "#ffffff";
}

}  // namespace

void draw_ground(Canvas& canvas, const MapView& view, const WardLayers& ward) {
  canvas.rectangle(view.panel(), ink("#f1efea"));
  draw_hillshade(canvas, view, ward.terrain.ground_m);
  for (const Green& green : ward.greens) {
    const bool water = green.kind == "pond" || green.kind == "lake";
    canvas.fill(view.rings(green.area), water ? ink("#b5d7ec") : ink("#cfe3bd", 0.85));
  }
}

void draw_river(Canvas& canvas, const MapView& view, const WardLayers& ward) {
  for (const River& reach : ward.river) {
    canvas.stroke(view.line(reach.centreline), width_px(view, reach.width_m) + 2, ink("#8fb8d3"));
  }
  for (const River& reach : ward.river) {
    canvas.stroke(view.line(reach.centreline), width_px(view, reach.width_m), ink("#b5d7ec"));
  }
}

void draw_streets(Canvas& canvas, const MapView& view, const WardLayers& ward) {
  const auto lane_px = [&](const Lane& lane) {
    return width_px(view, lane.clear_width_m.value_or(kUnknownLane_m));
  };
  const auto road_px = [&](const Road& road) { return width_px(view, width_or_usual_m(road)); };
  const std::vector<const Road*> roads = by_importance(ward);
  for (const Lane& lane : ward.lanes) {
    canvas.stroke(view.line(lane.centreline), lane_px(lane) + 1.0, ink("#cdc5b8"));
  }
  for (const Road* road : roads) {
    canvas.stroke(view.line(road->centreline), road_px(*road) + 1.6, ink("#c3b9a9"));
  }
  for (const Lane& lane : ward.lanes) {
    canvas.stroke(view.line(lane.centreline), lane_px(lane), ink("#ffffff"));
  }
  for (const Road* road : roads) {
    canvas.stroke(view.line(road->centreline), road_px(*road), ink(road_colour(*road)));
  }
}

void draw_buildings(Canvas& canvas, const MapView& view, const WardLayers& ward) {
  for (const Building& building : ward.buildings) {
    canvas.fill(view.rings(building.footprint), ink("#ddd6cb"));
    canvas.outline(view.line(building.footprint.outer), 0.5, ink("#bdb3a4"));
  }
}

void draw_outline(Canvas& canvas, const MapView& view, const WardLayers& ward) {
  const Polyline& outline = ward.boundary.outline.outer;
  if (outline.size() < 3) return;
  const Rectangle& panel = view.panel();
  const std::vector<Spot> whole{{panel.x, panel.y},
                                {panel.x + panel.width, panel.y},
                                {panel.x + panel.width, panel.y + panel.height},
                                {panel.x, panel.y + panel.height}};
  canvas.fill({whole, view.line(outline)}, ink("#ffffff", 0.55));
  canvas.outline(view.line(outline), 5.0, ink("#ffffff", 0.8));
  canvas.outline(view.line(outline), 2.2, ink("#5b4b6b"));
}

}  // namespace twin

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/space/grid.h"
#include "engine/space/point.h"

namespace twin {

struct WardLayers;  // layers/ward/ward.h
struct Terrain;     // layers/terrain/terrain.h

/// The surface of a street or lane that lets rain through.
inline constexpr const char* kPermeable = "permeable";

/// Leaves, silt or rubbish on gullies.
struct InletBlocking {
  std::vector<std::string> inlet_ids;
  double share = 0.0;  ///< of the opening that was still free, 0 to 1

  bool operator==(const InletBlocking&) const = default;
};

/// Streets and lanes whose ground is raised, or lowered where `raise_m` is below 0: over their
/// width, and where several meet once. The manholes in them follow.
struct Relevelling {
  std::vector<std::string> way_ids;
  double raise_m = 0.0;

  bool operator==(const Relevelling&) const = default;
};

/// A dry basin: its floor lies level, `depth_m` below the lowest ground in it and beside it, so
/// that it holds area · depth before anything spills.
struct DetentionPond {
  std::string name;
  Polygon area;
  double depth_m = 0.0;
  double outlet_m3ps = 0.0;  ///< what an outlet at its floor leads into the drains; 0: none

  bool operator==(const DetentionPond&) const = default;
};

/// A road's carriageway, or a lane's clear width; 2 m for a lane whose width nobody knows.
double ground_width_m(const WardLayers& layers, std::size_t way);
/// The terrain's cells of these ways, each once: with their middle within half the width of the
/// centreline, or touched by it. `ways` count the roads, then the lanes.
std::vector<Cell> ground_of_ways(const WardLayers& layers, const std::vector<std::size_t>& ways);
/// The ground that a basin takes, in whole cells of the terrain, square metres.
double ground_area_m2(const Terrain& terrain, const Polygon& area);

// What each does to the layers; what is changed is marked assumed, by the method "renovation".
// @throws InputError naming what is not in the ward.
void block(WardLayers& layers, const InletBlocking& blocking);
void relevel(WardLayers& layers, const Relevelling& relevelling);
void pave_permeable(WardLayers& layers, const std::string& way_id);
void dig(WardLayers& layers, const DetentionPond& pond);

}  // namespace twin

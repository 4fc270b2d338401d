#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/space/grid.h"
#include "viewer/model/ward_folder.h"
#include "viewer/model/world.h"

namespace twin {

/// A street's name, to be written along it.
struct StreetLabel {
  std::string text;
  Polyline line;
  double worth = 0.0;  ///< wider streets first
};

/// A place with a name, or a symbol without one.
struct PlaceMark {
  std::string layer;                    ///< "hydrants"
  const FeatureTable* table = nullptr;  ///< of that layer
  std::size_t row = 0;
  std::string text;  ///< empty: only a symbol
  Point at;
  double worth = 0.0;
};

/// The names of a ward's streets and lanes; pieces of one street that meet are joined first, so
/// that a name has room.
std::vector<StreetLabel> street_labels(const WardFolder& ward);
/// Water in the open, deeper than all around.
struct DepthSpot {
  Point at;
  float depth_m = 0.0F;
};
/// The deepest places of a flood that lie at least `apart_m` from each other, deepest first, at
/// most `count`; cells under a roof hold no water, and water that is always there is no news.
/// Depths below `least_m` are no flood.
std::vector<DepthSpot> deepest_spots(const Grid<float>& depth_m, const Grid<float>& roof_m,
                                     const Grid<std::uint8_t>& always_wet, float least_m,
                                     double apart_m, std::size_t count);
/// Those that a picture of the whole ward tells in numbers.
std::vector<DepthSpot> told_depths(const Grid<float>& depth_m, const World& world);

/// Stations, cisterns, hydrants, draw points, public places and green spaces, pumps, outfalls and
/// what stands in the way in lanes.
std::vector<PlaceMark> place_marks(const WardFolder& ward);

}  // namespace twin

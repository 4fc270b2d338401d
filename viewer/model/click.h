#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "viewer/model/facts.h"

namespace twin {

/// A table of a run whose lines or areas are drawn over the ground.
struct DrawnTable {
  const FeatureTable* table = nullptr;  ///< of the run, which owns it
  /// How wide a line is drawn just now (of an area: anything above 0); 0 where it has no colour.
  std::function<double(std::size_t row)> width_m;
};

/// What is drawn just now, as far as a click must know it: what is hidden answers nothing.
struct DrawnNow {
  bool buildings = true;
  double height_scale = 1.0;
  bool streets = true;
  bool covers = true;  ///< of manholes and inlets, in the street
  bool trees = true;
  bool river = true;
  std::vector<float> river_levels_m = {};  ///< by row of its layer; empty: the usual ones
  bool boundary = true;
  bool drains = false;  ///< then ground, streets, houses and waters are glass
  std::vector<DrawnTable> results;
  const Grid<float>* water_m = nullptr;  ///< depths on the world's lattice
  double wet_from_m = 0.0;               ///< shallower water is not drawn
  std::span<const LineOnDemand> on_demand;
  Target asked;  ///< for which those lines are drawn
};

/// What a ray through the picture means: the first thing drawn that it meets, or with drains seen
/// through glass the drain that it meets anywhere. `pixel_m` is what a pixel spans 1 m before the
/// eye: what is a few pixels small is met some pixels beside it too. Nothing for the sky.
std::optional<Target> clicked(const Session& session, const Ray& ray, double pixel_m,
                              const DrawnNow& drawn);

/// What a place on the ground or on a house means: of what lies there the topmost.
///
/// Lines on demand, streets in the colours of a run, covers, the river, streets as wide as they are
/// drawn, areas in the colours of a run, green spaces and ponds, parking; then the street beside
/// which it lies, the ward's boundary, the residential group; else the ground. `small_m` is how far
/// a place may lie beside what is small on the picture.
Target target_at(const Session& session, const Picked& picked, double small_m,
                 const DrawnNow& drawn);

}  // namespace twin

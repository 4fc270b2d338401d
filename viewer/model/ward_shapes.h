#pragma once

#include <Eigen/Geometry>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "viewer/model/ward_folder.h"
#include "viewer/model/world.h"
#include "viewer/shapes/mesh.h"
#include "viewer/shapes/trees.h"

namespace twin {

/// Meshes by square of the ground, so that what is out of sight costs nothing.
using TiledMesh = std::map<std::pair<int, int>, Mesh>;

// The layers of a ward as shapes. Each is made when it is drawn or exported and let go of then, for
// together they take more memory than all else of a ward. A layer that is not there has no shapes.

/// The blocks of a world by the square of the ground on which they are drawn.
using BlockTiles = std::map<std::pair<int, int>, std::vector<std::size_t>>;
BlockTiles blocks_by_tile(const World& world);

/// Feature numbers of their tags are blocks of the world; the tags: see shapes/extrusion.h.
TiledMesh building_shapes(const World& world);
Mesh building_shapes(const World& world, std::span<const std::size_t> blocks);
/// As they look from afar: without what is finer than a pixel there, and without walls along which
/// a neighbour rises as high.
Mesh far_building_shapes(const World& world, std::span<const std::size_t> blocks);

/// Streets of the layer `roads` or `lanes`, `beyond_m` wider on either side than they are; feature
/// numbers are rows of the layer.
TiledMesh street_shapes(const WardFolder& ward, std::string_view layer, const World& world,
                        double beyond_m = 0.0);
/// The same as they look from afar: see shapes/ribbon.h.
TiledMesh far_street_shapes(const WardFolder& ward, std::string_view layer, const World& world);
/// Pavements, drawn this much wider on either side of a road.
inline constexpr double kKerb_m = 1.2;

inline constexpr double kBoundary_m = 5.0;  ///< width of the line
Mesh boundary_shape(const WardFolder& ward, const World& world);
/// The rivers with their water at levels, by row of their layer (model/rivers.h).
Mesh river_shape(const WardFolder& ward, const World& world, std::span<const float> levels_m);
/// At their usual ones.
Mesh river_shape(const WardFolder& ward, const World& world);
/// As low as they are ever drawn.
Mesh lowest_river_shape(const WardFolder& ward, const World& world);
/// Pipes and shafts below the ground.
TiledMesh drain_shapes(const WardFolder& ward, const World& world);
/// The cover of a manhole or the grate of an inlet, on the ground.
struct Cover {
  std::uint32_t row = 0;  ///< of `drain_manholes` or `drain_inlets`
  bool grate = false;
};
/// Those of one square of the ground.
struct CoverSquare {
  Eigen::AlignedBox3f box;  ///< of their middles
  std::vector<Cover> covers;
};
std::vector<CoverSquare> cover_squares(const WardFolder& ward, const World& world);
/// Feature numbers are rows.
Mesh cover_shapes(const WardFolder& ward, const World& world, std::span<const Cover> covers);
/// The same drains as rods: a piece of a pipe, a shaft whose `to` is its cover, a grate.
struct DrainRod {
  Rod rod;
  const FeatureTable* layer = nullptr;  ///< of the ward
  std::size_t row = 0;
  bool at_street = false;  ///< has a cover or grate that is seen from the street
};
std::vector<DrainRod> drain_rods(const WardFolder& ward, const World& world);
TiledMesh tree_shapes(const WardFolder& ward, const World& world);
/// The trees that stand for a green space; none in those that bear no trees.
std::vector<Tree> trees_of(const Feature& green, const World& world);

/// Ribbons of the lines of any table, as wide as `drawn_width_m` says, that a shader can widen;
/// feature numbers are its rows.
TiledMesh ribbons_of(const FeatureTable& table, const World& world);

/// Width that a road or lane is drawn with: its column `clear_width_m` or `width_m`, or the usual
/// one of its class.
double drawn_width_m(const Feature& way);

}  // namespace twin

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "viewer/look/house_look.h"
#include "viewer/model/ward_folder.h"
#include "viewer/shapes/lattice.h"
#include "viewer/shapes/mesh.h"
#include "viewer/shapes/pick.h"
#include "viewer/shapes/ribbon.h"

namespace twin {

/// Meshes by square of the ground, so that what is out of sight costs nothing.
using TiledMesh = std::map<std::pair<int, int>, Mesh>;

/// A way as it lies in the ward: what a ribbon was made of.
struct Way {
  std::string layer;  ///< "roads" or "lanes"
  std::size_t row = 0;
  double width_m = 0.0;
};

/// The colours of the bare ground, one a cell of the lattice: red, green, blue, and 255 inside the
/// ward or 0 outside.
using GroundColours = std::vector<std::array<std::uint8_t, 4>>;

/// A ward as shapes, ready to be drawn: everything stands on one lattice, in one origin.
struct World {
  SceneOrigin origin;
  GroundLattice ground;
  GroundColours colours;
  Grid<float> roof_m;  ///< height of the building over each cell above the ground; 0: none
  Grid<std::uint8_t> always_wet;  ///< 1 in rivers and ponds, whose depth is no news
  Box box;                        ///< of the ward itself

  TiledMesh buildings;
  std::vector<BuildingBlock> blocks;       ///< by building of the meshes
  std::vector<std::size_t> building_rows;  ///< by block: its row in the layer `buildings`
  BlockPaints paints;                      ///< by block: the tint of its walls
  std::vector<Way> ways;                   ///< by feature of the ribbons
  TiledMesh kerbs;
  TiledMesh roads;
  TiledMesh lanes;
  Mesh boundary;
  Mesh river;
  TiledMesh drains;  ///< pipes and shafts below the ground
  TiledMesh covers;  ///< of manholes and inlets, on the ground
  TiledMesh trees;

  HeightAt height() const {
    return [this](Point p) { return ground.height_at(p); };
  }
};

/// Shapes of a ward. `results` is the frame of the grids that will be drawn over it.
World world_of(const WardFolder& ward, const std::optional<GridFrame>& results);

/// Width that a road or lane is drawn with: its own, or the usual one of its class.
double drawn_width_m(const Feature& way);

/// Ribbons of the lines of any table, as wide as its columns `clear_width_m` or `width_m` say (or
/// else `width_of`); feature numbers are its rows.
TiledMesh ribbons_of(const FeatureTable& table, const World& world);

}  // namespace twin

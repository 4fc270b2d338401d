#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "viewer/look/house_look.h"
#include "viewer/model/ward_folder.h"
#include "viewer/shapes/bridge.h"
#include "viewer/shapes/lattice.h"
#include "viewer/shapes/mesh.h"
#include "viewer/shapes/pick.h"
#include "viewer/shapes/ribbon.h"

namespace twin {

/// A ward as it stands: one lattice, in one origin, and the buildings on it. What is drawn of it is
/// made from here by model/ward_shapes.h.
struct World {
  SceneOrigin origin;
  GroundLattice ground;
  Grid<float> roof_m;  ///< height of the building over each cell above the ground; 0: none
  Grid<std::uint8_t> always_wet;  ///< 1 in rivers and ponds, whose water is no flood
  Box box;                        ///< of the ward itself

  std::vector<BuildingBlock> blocks;
  std::vector<std::size_t> building_rows;  ///< by block: its row in the layer `buildings`
  BlockPaints paints;                      ///< by block: the tint of its walls

  std::vector<Bridge> bridges;

  bool is_always_wet(Point p) const {
    const auto cell = always_wet.frame().cell_at(p);
    return cell && always_wet(*cell) != 0;
  }
  HeightAt height() const {
    return [this](Point p) { return ground.height_at(p); };
  }
  /// Of a street along a line: that of the ground, or of the bridge that bears all of it.
  HeightAt height_along(const Polyline& line) const;
};

/// `results` is the frame of the grids that will be drawn over the ward.
World world_of(const WardFolder& ward, const std::optional<GridFrame>& results);

}  // namespace twin

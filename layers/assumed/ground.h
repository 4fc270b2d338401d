#pragma once

#include <memory>
#include <string>
#include <vector>

#include "layers/assumed/making.h"
#include "layers/assumed/occupied.h"
#include "layers/assumed/plane.h"

namespace twin {

/// A face between streets, lanes and the ward's outline.
struct Block {
  Polygon area;
  double m2 = 0.0;
  double thick_m = 0.0;  ///< how far its sides are apart: twice its area by half its outline
  bool old_village = false;
  enum class Kind { rows, villas, compound, green } kind = Kind::rows;
};

/// The ward as builders find it: blocks, ways to build along, and the ground that is taken.
class Ground {
 public:
  Ground(const Making& making, const Morphology& morphology);

  std::vector<FrontWay> ways;
  std::vector<Block> blocks;
  Occupied taken;

  /// The block that holds a place; null outside all of them.
  const Block* block_at(Point p) const;
  bool in_ward(const Polyline& ring) const;
  /// The nearest way that houses may open onto within `reach_m`.
  std::optional<LineIndex::Found> way_near(Point p, double reach_m) const;

 private:
  void take_ways();
  void take_medians();
  void take_areas();
  void find_blocks(const Morphology& morphology);
  void leave_lanes_to_houses();

  const Making& making_;
  std::unique_ptr<BoxIndex> block_boxes_;
  std::unique_ptr<LineIndex> fronted_;
  std::vector<std::size_t> fronted_ways_;
};

/// A building to be: its walls, the plot that nothing else may touch, and what it fronts.
struct NewBuilding {
  Polyline footprint;
  Polyline plot;
  std::uint32_t way = 0;
  Point door;
  Form form = Form::tube;
  bool old_village = false;
  const char* method = "";
};
/// Adds it where its plot is free and inside the ward; tells whether it did.
bool add_building(Making& making, Ground& ground, const NewBuilding& building);

void build_compounds(Making& making, Ground& ground);
void build_rows(Making& making, Ground& ground);
void build_in_gaps(Making& making, Ground& ground);
/// Heights of the new town by its known distribution; floors and uses of all that was built.
void give_heights_and_uses(Making& making, const Ground& ground);

}  // namespace twin

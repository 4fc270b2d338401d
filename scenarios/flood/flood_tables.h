#pragma once

#include <span>
#include <vector>

#include "engine/results/output.h"
#include "layers/ward/grid_model.h"
#include "layers/ward/ward.h"
#include "scenarios/flood/flood_record.h"
#include "scenarios/flood/flood_setup.h"

namespace twin {

/// What stands before a house.
struct DoorWater {
  double depth_m = 0.0;           ///< greatest along the façade; NaN without open ground beside it
  std::optional<Cell> cell = {};  ///< where that was
};

/// One for each building. Cells inside a footprint hold no water, so a house's depth is the
/// greatest on the open cells along its walls.
std::vector<DoorWater> door_water(const GridModel& model, const Grid<float>& max_depth_m);

/// What a flood run leaves behind, all of it derived from the greatest depths and the record.
struct FloodOutcome {
  const Ward& ward;
  const GridModel& model;
  const FloodRecord& record;
  const Grid<float>& max_depth_m;  ///< on the model's frame
  double flooded_m;
};

void write_buildings(const FloodOutcome& outcome, std::span<const DoorWater> doors, Output& out);
void write_ways(const FloodOutcome& outcome, Output& out);
void write_groups(const FloodOutcome& outcome, std::span<const DoorWater> doors, Output& out);
void write_inlets(const Ward& ward, const FloodSetup& setup, std::span<const double> limits_m3ps,
                  std::span<const double> taken_m3, Output& out);
void write_areas(const FloodOutcome& outcome, Output& out);

}  // namespace twin

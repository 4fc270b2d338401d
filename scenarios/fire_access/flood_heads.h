#pragma once

#include "engine/results/output.h"
#include "layers/ward/ward.h"
#include "scenarios/fire_access/passages.h"

namespace twin::fire {

/// Total head h + v²/2g about every 2 m along the streets, sampled from a flood run's grids.
///
/// `at_s` is seconds after the flood run's start, or negative for the deepest of the whole run. Of
/// a single instant the run keeps no speed: then the head is the depth. Nothing is added where
/// water is under 5 cm: a film, however fast, floats no wheel. A way is nowhere deeper than the
/// run's own table of roads and lanes says, so that a street over the river is not taken for its
/// bed; bridges are dry, and so is what the grid does not cover.
/// @throws InputError where the run has no depths.
FloodHeads flood_heads(const Ward& ward, const Results& flood, double at_s);

}  // namespace twin::fire

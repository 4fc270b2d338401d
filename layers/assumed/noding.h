#pragma once

#include <vector>

#include "layers/roads/roads.h"

namespace twin {

/// A line moved sideways, to the left where `left_m` is above 0, its corners mitred.
Polyline offset(const Polyline& line, double left_m);

/// Gives streets that cross a common vertex there, which makes it a junction; bridges cross
/// nothing. Then ends that stick out by less than 30 m beyond their last crossing are cut off.
void join_crossings(std::vector<Road>& roads);

}  // namespace twin

#pragma once

#include "layers/ward/ward.h"

namespace twin::test {

/// A whole ward in small, the same each time: 300 m by 240 m: three streets, a river on the east,
/// nine lanes with their gates, cables and narrow points, some 450 houses with residents, addresses
/// and groups, 1 m terrain to 60 m around, drains, hydrants, a cistern and a fire station. What the
/// layers hold follows from a drawing in small_ward.cpp and data/assumed.
WardLayers small_ward_layers();

}  // namespace twin::test

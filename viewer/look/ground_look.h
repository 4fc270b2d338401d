#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "viewer/model/ward_folder.h"
#include "viewer/shapes/lattice.h"

namespace twin {

/// Colours of the bare ground, one a cell of the lattice, row by row from the north-west: clay,
/// greens where there are green spaces, a pale tone outside the ward, relief by light from the
/// north-west. The fourth number is 255 inside the ward and 0 outside.
std::vector<std::array<std::uint8_t, 4>> ground_colours(const WardFolder& ward,
                                                        const GroundLattice& ground);

}  // namespace twin

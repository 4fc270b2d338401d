#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace twin {

struct WardLayers;  // layers/ward/ward.h

/// The ways with this id, or else with this name: roads, then lanes, as Ward counts them; none
/// where no way is called so. A street drawn in pieces has several.
std::vector<std::size_t> ways_called(const WardLayers& layers, const std::string& id_or_name);

const std::string& way_id(const WardLayers& layers, std::size_t way);

/// "the id or name of a street or lane of the ward: 'Phố Tây'", with the nearest to a misspelt one.
Text expected_way(const WardLayers& layers, const std::string& misspelt);

}  // namespace twin

#pragma once

#include <span>
#include <string>

#include "engine/base/toml_file.h"
#include "layers/ward/renovation.h"

namespace twin {

/// The keys under which a change of a scenario names works on the ward: "blocked_inlets"…
std::span<const std::string> renovation_keys();

/// Reads the works that a table names (docs/scenarios/changes.md) and finds in the ward what they
/// are done to:
///
///     [[blocked_inlets]]            share; streets and area (both optional) say which
///     [[ground_level]]              streets; raise_m or lower_m
///     [[permeable_paving]]          streets
///     [[detention_pond]]            name, area; depth_m or volume_m3; outlet_m3ps
///
/// Streets and lanes are called by id or name; an inlet belongs to the one that it lies nearest to.
/// Areas are corners [x, y] in the ward's CRS, metres.
/// @throws InputError with file and line: unknown streets (the nearest is named), numbers out of
/// range, areas that cross themselves or leave the ward, ponds on houses, streets or the river, a
/// blocking that meets no inlet.
Renovation read_renovation(const TomlTable& table, const WardLayers& layers);

/// What a renovation of the water's ways does to these layers, in numbers: "412 inlets …".
Text renovation_told(const Renovation& renovation, const WardLayers& layers);

}  // namespace twin

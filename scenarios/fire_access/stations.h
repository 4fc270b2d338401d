#pragma once

#include <vector>

#include "engine/base/findings.h"
#include "scenarios/fire_access/fire_run.h"

namespace twin::fire {

/// The fire stations of a ward where their engines meet the streets: on the nearest road within
/// reach, else on the nearest lane. Stations out of reach and unknown vehicles are told in
/// `findings`, where given.
/// @throws InputError when no station with a fire engine is left.
std::vector<StationPlace> station_places(const Ward& ward, const WayFinder& finder,
                                         const FireModel& model, Findings* findings);

}  // namespace twin::fire

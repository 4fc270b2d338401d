#pragma once

#include "layers/ward/ward.h"
#include "scenarios/traffic/street_links.h"

namespace twin::traffic {

/// Adds to each link what its end costs: the delay of a signal near that junction, or of giving
/// way where a lesser street meets a greater one (HCM 2000; engine/traffic/volume_delay.h). Links
/// shorter than `inside_m` lie within a junction of wide streets and do not wait again.
void add_junction_delays(const Ward& ward, const JunctionKind& table, StreetLinks& links);

/// Whether the link ends at a signal, for the level of service.
bool ends_at_signal(const LinkDelay& link);

}  // namespace twin::traffic

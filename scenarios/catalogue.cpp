#include <array>

#include "scenarios/fire_access/fire_access.h"
#include "scenarios/flood/flood.h"
#include "scenarios/renovation/renovation.h"
#include "scenarios/scenario.h"
#include "scenarios/traffic/traffic.h"

namespace twin {

std::span<const Scenario* const> scenarios() {
  static const std::array all{&kFlood, &kTraffic, &kFireAccess, &kRenovation};
  return all;
}

}  // namespace twin

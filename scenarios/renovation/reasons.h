#pragma once

#include <string>

#include "engine/base/text.h"
#include "layers/ward/ward.h"
#include "scenarios/renovation/ranking.h"

namespace twin {

/// What would be built or cleared: "tháo cổng 1,9 m (ngõ 34); mở rộng ngõ 34/5 lên 2,3 m".
Text works_told(const Candidate& candidate, const Ward& ward);

/// Why a candidate stands where it does: place, gains with their numbers, cost, funding.
Text place_told(const Ranked& ranked, std::size_t rank, int first_year);

/// The lane's name, or its number where it has none.
Text lane_told(const Ward& ward, std::uint32_t way);

}  // namespace twin

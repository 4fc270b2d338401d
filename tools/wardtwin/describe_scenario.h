#pragma once

#include <string>

#include "engine/base/text.h"
#include "scenarios/scenario.h"

namespace twin {

/// What a scenario asks, needs and gives, for people: each setting with unit, range and usual
/// value, each result with unit and meaning.
std::string described(const Scenario& scenario, Language language);

/// The same as JSON, in both languages, for programs.
std::string described_json(const Scenario& scenario);

}  // namespace twin

#pragma once

#include <string>

#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

/// The scenario as it would be run: each value with its unit and the file and line it comes from,
/// then the changes in their order. Usual values say so.
std::string settings_text(const ScenarioFile& file, Language language);

}  // namespace twin

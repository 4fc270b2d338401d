#pragma once

#include <string>

#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

/// The scenario as it would be run: each value with its unit and the file and line it comes from,
/// then the changes in their order, each with its works on the ward. Usual values say so. The ward
/// is read only where a change names works; a run's needs and files are not looked at.
/// @throws InputError: the ward cannot be read, or what a change names is not in it.
std::string settings_text(const ScenarioFile& file, Language language);

}  // namespace twin

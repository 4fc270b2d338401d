#pragma once

#include <string>

#include "engine/base/findings.h"
#include "tools/wardtwin/list_files.h"
#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

// What commands tell other programs, such as the viewer: JSON whose keys stay.

/// One line: {"where", "found", "expected", "outcome", "hint"}, in that language.
std::string finding_json(const Finding& finding, Language language);

/// {"scenarios": [{"name", "title", "question"}], "files": [{"file", "scenario", "title",
/// "finding"}]}; a file that is no usable scenario has a finding instead of the rest.
std::string list_json(std::span<const Scenario* const> catalogue,
                      const std::vector<ListedFile>& files, Language language);

/// A scenario file as it would be run, each value with where it was written ("" for usual ones):
/// {"scenario", "title", "ward", "start", "settings": [{"name", "value", "from"}], "needs":
/// [{"name", "folder"}], "changes": [{"name", "title"}]}. Paths are absolute.
std::string settings_json(const ScenarioFile& file);

}  // namespace twin

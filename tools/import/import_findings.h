#pragma once

#include <filesystem>

#include "engine/base/findings.h"
#include "tools/import/import_ward.h"

namespace twin {

/// What an import found stays true of the ward, yet `check` cannot find it again in the mended
/// rows. The ward keeps it in `import_findings.json`: a list of findings in both languages.

/// Of the findings of an import those that its ward keeps: all but what a check of the base finds
/// again, and before them what the base kept about layers that stay.
Findings findings_to_keep(const Findings& findings, const ImportRequest& request,
                          const ImportedWard& ward);

/// Equal findings give equal bytes. @throws OutputError.
void write_import_findings(const std::filesystem::path& ward, const Findings& findings);

/// None where the ward keeps none. @throws InputError for a damaged file.
Findings read_import_findings(const std::filesystem::path& ward);

/// What a ward keeps from its import, without what a check found too, and then what that found.
Findings merged_findings(const Findings& kept, const Findings& checked);

}  // namespace twin

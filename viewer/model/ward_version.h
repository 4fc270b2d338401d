#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/results/manifest.h"

namespace twin {

/// The files of a ward that are not those a run was made of: "ward.gpkg". None where all are as
/// they were, or where the manifest does not tell.
std::vector<std::string> files_changed_since(const Manifest& manifest,
                                             const std::filesystem::path& ward_folder);

}  // namespace twin

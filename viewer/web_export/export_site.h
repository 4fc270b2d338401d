#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "viewer/web_export/column_choice.h"

namespace twin {

/// How a site is written.
struct SiteOrder {
  Language first = Language::vietnamese;  ///< that the page opens in
  std::string program_version;
  ColumnChoice columns = {};
};

/// Writes a folder that shows ward folders and results folders (see Session) in a browser:
/// `index.html` from any web server, and `snapshot.html`, the whole in one file at the instant of
/// the peak. Equal folders give equal bytes. docs/web.md tells its files.
/// @returns what was told of each layer and table, and what was left out.
/// @throws InputError: nothing to show there, an unknown column, or `target` exists. OutputError:
/// it can't be written.
std::vector<ToldTable> export_site(std::span<const std::filesystem::path> folders,
                                   const std::filesystem::path& target, const SiteOrder& order,
                                   const Progress& progress);

}  // namespace twin

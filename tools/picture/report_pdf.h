#pragma once

#include <filesystem>
#include <span>

#include "engine/results/bundle.h"

namespace twin {

/// Writes runs as A4 pages: title, measures, map, the rows that matter most, where the data comes
/// from, settings; page numbers and provenance on each. Equal runs give equal bytes.
/// @throws OutputError.
void write_pdf(const std::filesystem::path& file, std::span<const Bundle* const> runs,
               Language language);

}  // namespace twin

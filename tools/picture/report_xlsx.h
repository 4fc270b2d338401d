#pragma once

#include <filesystem>
#include <span>

#include "engine/results/bundle.h"

namespace twin {

/// Writes runs as a workbook: for each a sheet of measures with where the data comes from, one of
/// settings and inputs, and a sheet a table with every row, numbers as numbers. Equal runs give
/// equal bytes. @throws OutputError.
void write_xlsx(const std::filesystem::path& file, std::span<const Bundle* const> runs,
                Language language);

}  // namespace twin

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/results/collected.h"
#include "engine/results/frames_file.h"

namespace twin {

/// Writes every series of a run as CF time series: one group a table, dimensions time and id.
/// Fields of one table that have other times than its first one get a time axis `time_FIELD`.
/// @throws OutputError.
void write_series(const std::filesystem::path& file, const Collected& results,
                  const std::vector<ManifestField>& fields, const CfContext& context);

/// Reads what write_series wrote. @throws InputError: missing, damaged, no such series or instant.
std::vector<double> read_series_times_s(const std::filesystem::path& file, const std::string& table,
                                        const std::string& name);
std::vector<float> read_series_at(const std::filesystem::path& file, const std::string& table,
                                  const std::string& name, std::size_t time_index);
/// One row at `count` instants from `first` on.
std::vector<float> read_series_of_row(const std::filesystem::path& file, const std::string& table,
                                      const std::string& name, std::size_t row, std::size_t first,
                                      std::size_t count);

}  // namespace twin

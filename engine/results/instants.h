#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace twin {

/// Instants as a file has them, which must be numbers that increase.
/// @throws InputError naming the first that does not; `axis` is the variable they stand in.
std::vector<double> increasing(std::vector<double> times_s, const std::filesystem::path& file,
                               const std::string& axis);

}  // namespace twin

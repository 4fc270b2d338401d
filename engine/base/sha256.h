#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace twin {

/// SHA-256 in 64 lower-case hexadecimal digits.
std::string sha256_of_text(std::string_view bytes);
/// The same of a file's bytes. @throws InputError when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace twin

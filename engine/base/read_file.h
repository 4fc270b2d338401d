#pragma once

#include <filesystem>
#include <string>

#include "engine/base/text.h"

namespace twin {

/// All bytes of a file; `expected` says in the error what it should have been.
/// @throws InputError: missing, unreadable or a folder.
std::string read_file(const std::filesystem::path& file, const Text& expected);

}  // namespace twin

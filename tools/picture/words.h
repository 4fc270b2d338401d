#pragma once

#include <string>

namespace twin {

/// The same words with a capital letter first, as a heading or the start of a sentence has.
std::string capitalised(const std::string& words);

}  // namespace twin

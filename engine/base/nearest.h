#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace twin {

/// The valid name closest to a misspelt one (fewest edits, then first); empty when none is near.
std::string nearest_name(std::string_view misspelt, std::span<const std::string> valid);

/// "'manning'" when one is near, or else every valid name: what an error expects in its place.
Text expected_name(std::string_view misspelt, std::span<const std::string> valid);

}  // namespace twin

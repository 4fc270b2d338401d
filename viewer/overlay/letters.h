#pragma once

#include <optional>

#include "engine/base/findings.h"

namespace twin {

/// What is wrong with the fonts of this machine: none, or none with the letters of Vietnamese.
std::optional<Finding> missing_letters();

}  // namespace twin

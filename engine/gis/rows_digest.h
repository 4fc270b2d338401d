#pragma once

#include <string>

#include "engine/gis/feature_table.h"

namespace twin {

/// SHA-256, in hexadecimal, of the rows of a table in their order: values and geometries to the
/// last bit. The order of the columns does not count, nor does a column without any value: a file
/// and a database keep both differently.
std::string sha256_of_rows(const FeatureTable& table);

}  // namespace twin

#pragma once

#include <string_view>

namespace twin {

/// Whether a page that anybody may open tells a column of a layer: not where it tells of the people
/// in one house, nor where no layer declares it, for then nobody knows of what it tells.
bool is_public_column(std::string_view layer, std::string_view column);

}  // namespace twin

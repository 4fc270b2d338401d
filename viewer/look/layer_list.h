#pragma once

#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace twin {

/// Something of a ward that a check box shows or hides, in the window and on the web alike.
struct DrawnLayer {
  std::string_view name;  ///< "buildings", as `--hide` takes it
  Text title;
  bool usual = true;  ///< shown unless told otherwise
};

/// All of them, in the order of the check boxes.
const std::vector<DrawnLayer>& drawn_layers();

}  // namespace twin

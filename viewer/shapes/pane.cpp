#include "viewer/shapes/pane.h"

#include <algorithm>
#include <cmath>

namespace twin {

std::vector<Pane> panes_of(const Split& split, int width) {
  if (split.kind == SplitKind::none || width < 2) {
    return {{.x = 0, .width = width, .camera_width = width, .camera_column = 0}};
  }
  const bool swipe = split.kind == SplitKind::swipe;
  const double at = swipe ? split.at : 0.5;
  const int left = std::clamp(static_cast<int>(std::lround(at * width)), 1, width - 1);
  const auto pane = [&](int x, int columns) {
    return Pane{.x = x,
                .width = columns,
                .camera_width = swipe ? width : columns,
                .camera_column = swipe ? x : 0};
  };
  return {pane(0, left), pane(left, width - left)};
}

}  // namespace twin

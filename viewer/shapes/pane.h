#pragma once

#include <vector>

namespace twin {

/// How a picture is divided between its two sides.
enum class SplitKind {
  none,    ///< one side fills it
  swipe,   ///< one view; left of a line the first side, right of it the second
  beside,  ///< the same view twice, half as wide
};
struct Split {
  SplitKind kind = SplitKind::none;
  double at = 0.5;  ///< where a swipe divides, of the width
};

/// The columns of the picture that one side fills, and which columns of its camera's picture they
/// show: a swiped side shows part of the whole view, a side beside the other a narrower view.
struct Pane {
  int x = 0;              ///< first column, pixels from the left
  int width = 0;          ///< columns
  int camera_width = 0;   ///< of the picture that its camera would make
  int camera_column = 0;  ///< of that picture, the column that stands at `x`

  bool holds(double column) const { return column >= x && column < x + width; }
  /// A column of the camera's picture for one of the whole picture.
  double to_camera(double column) const { return column - x + camera_column; }
  double from_camera(double column) const { return column + x - camera_column; }

  bool operator==(const Pane&) const = default;
};

/// One pane, or two from left to right that fill the width without a gap; a swipe leaves each at
/// least one column.
std::vector<Pane> panes_of(const Split& split, int width);

}  // namespace twin

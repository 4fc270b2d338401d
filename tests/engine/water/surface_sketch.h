#pragma once

#include <cmath>
#include <functional>

#include "engine/water/surface.h"

namespace twin {

/// A rectangle of ground whose south-west corner lies at 0, 0; heights by x and y.
inline SurfaceSetup ground_of(int rows, int cols, double cell_m,
                              const std::function<double(double x_m, double y_m)>& height_m) {
  const GridFrame frame{{0.0, rows * cell_m}, cell_m, rows, cols};
  SurfaceSetup setup(frame);
  for (int row = 0; row < rows; ++row) {
    for (int col = 0; col < cols; ++col) {
      const Point p = frame.centre({row, col});
      setup.ground_m({row, col}) = static_cast<float>(height_m(p.x_m, p.y_m));
    }
  }
  return setup;
}

inline SurfaceSetup flat_ground(int rows, int cols, double cell_m) {
  return ground_of(rows, cols, cell_m, [](double, double) { return 0.0; });
}

/// Hilly ground with a house and a pond on a slope: something of everything.
inline SurfaceSetup rough_ground(int rows, int cols) {
  SurfaceSetup setup = ground_of(rows, cols, 2.0, [](double x, double y) {
    return 1.0 + 0.004 * x + 0.002 * y + 0.2 * std::sin(0.11 * x) * std::cos(0.07 * y);
  });
  setup.manning.values() = 0.03F;
  for (int row = rows / 3; row < rows / 3 + 5; ++row) {
    for (int col = cols / 2; col < cols / 2 + 7; ++col) setup.blocked({row, col}) = 1;
  }
  setup.initial_level_m = 1.25;
  setup.rain_mm_per_h = {{0.0, 60.0}, {60.0, 0.0}};
  return setup;
}

inline double greatest_difference(const Grid<float>& a, const Grid<float>& b) {
  return static_cast<double>((a.values() - b.values()).abs().maxCoeff());
}

}  // namespace twin

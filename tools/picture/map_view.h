#pragma once

#include <vector>

#include "engine/space/point.h"
#include "tools/picture/canvas.h"

namespace twin {

/// Which part of the ward is drawn where: north up, the same scale both ways.
class MapView {
 public:
  /// Fits `shown` into the panel, centred.
  MapView(const Box& shown, const Rectangle& panel);

  const Rectangle& panel() const { return panel_; }
  double px_per_m() const { return px_per_m_; }
  /// What of the ground the whole panel shows.
  Box ground() const;
  Spot at(Point p) const;
  std::vector<Spot> line(const Polyline& line) const;
  std::vector<std::vector<Spot>> rings(const Polygon& polygon) const;

 private:
  Rectangle panel_;
  double px_per_m_ = 1.0;
  Point middle_;
};

}  // namespace twin

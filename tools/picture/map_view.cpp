#include "tools/picture/map_view.h"

#include <algorithm>

namespace twin {

MapView::MapView(const Box& shown, const Rectangle& panel)
    : panel_(panel),
      px_per_m_(std::min(panel.width / std::max(1.0, shown.east_m - shown.west_m),
                         panel.height / std::max(1.0, shown.north_m - shown.south_m))),
      middle_{(shown.west_m + shown.east_m) / 2, (shown.south_m + shown.north_m) / 2} {}

Box MapView::ground() const {
  const double half_width_m = panel_.width / px_per_m_ / 2;
  const double half_height_m = panel_.height / px_per_m_ / 2;
  return {middle_.x_m - half_width_m, middle_.y_m - half_height_m, middle_.x_m + half_width_m,
          middle_.y_m + half_height_m};
}

Spot MapView::at(Point p) const {
  return {panel_.x + panel_.width / 2 + (p.x_m - middle_.x_m) * px_per_m_,
          panel_.y + panel_.height / 2 - (p.y_m - middle_.y_m) * px_per_m_};
}

std::vector<Spot> MapView::line(const Polyline& line) const {
  std::vector<Spot> out;
  out.reserve(line.size());
  for (const Point p : line) out.push_back(at(p));
  return out;
}

std::vector<std::vector<Spot>> MapView::rings(const Polygon& polygon) const {
  std::vector<std::vector<Spot>> out{line(polygon.outer)};
  for (const Polyline& hole : polygon.holes) out.push_back(line(hole));
  return out;
}

}  // namespace twin

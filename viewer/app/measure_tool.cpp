#include "viewer/app/measure_tool.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"
#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr double kPiece_m = 4.0;  // a stretch follows the ground in pieces of this length
constexpr double kAbove_m = 0.3;
const QColor kLine(255, 196, 0);

Polyline corners(const std::vector<Picked>& points) {
  Polyline line;
  for (const Picked& point : points) line.push_back(point.at);
  return line;
}

/// A stretch on the picture: along the ground, or straight where an end is on a roof. What lies
/// behind the eye is left out.
QPolygonF stretch_on(const World& world, const Camera& camera, const Picked& a, const Picked& b,
                     int width, int height) {
  const bool straight = a.building || b.building;
  const double length = distance_m(a.at, b.at);
  const int pieces = std::clamp(static_cast<int>(std::ceil(length / kPiece_m)), 1, 200);
  QPolygonF out;
  for (int i = 0; i <= pieces; ++i) {
    const double share = static_cast<double>(i) / pieces;
    const Point p{a.at.x_m + share * (b.at.x_m - a.at.x_m),
                  a.at.y_m + share * (b.at.y_m - a.at.y_m)};
    const double z_m =
        straight ? a.z_m + share * (b.z_m - a.z_m) : world.ground.height_at(p) + kAbove_m;
    const auto on = camera.on_picture(world.origin.from(p, z_m).cast<double>(), width, height);
    if (on) out << QPointF(on->x, on->y);
  }
  return out;
}

void paint_text(QPainter& painter, const QPointF& at, const QString& text, double scale) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const QRectF box = metrics.boundingRect(text)
                         .translated(at)
                         .translated(8.0 * scale, -6.0 * scale)
                         .adjusted(-4.0 * scale, -2.0 * scale, 4.0 * scale, 2.0 * scale);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 40, 75, 215));
  painter.drawRoundedRect(box, 3.0 * scale, 3.0 * scale);
  painter.setPen(Qt::white);
  painter.drawText(box, Qt::AlignCenter, text);
}

}  // namespace

Polyline MeasureTool::line() const { return corners(points_); }

double MeasureTool::length_m() const { return twin::length_m(line()); }

double MeasureTool::rise_m() const {
  return points_.empty() ? 0.0 : points_.back().z_m - points_.front().z_m;
}

void MeasureTool::clear() {
  points_.clear();
  hover_.reset();
  whole_ = false;
}

void MeasureTool::clicked(const Picked& picked) {
  if (whole_) clear();
  points_.push_back(picked);
  hover_.reset();
  if (on_line) on_line();
}

void MeasureTool::hovered(const Picked& picked) {
  if (!whole_ && !points_.empty()) hover_ = picked;
}

void MeasureTool::finished() {
  whole_ = true;
  hover_.reset();
}

void MeasureTool::left() {
  clear();
  if (on_left) on_left();
}

std::vector<Picked> MeasureTool::shown_points() const {
  std::vector<Picked> points = points_;
  if (hover_) points.push_back(*hover_);
  return points;
}

void MeasureTool::paint(QPainter& painter, const World& world, const Camera& camera, int width,
                        int height, double scale) const {
  const std::vector<Picked> points = shown_points();
  if (points.empty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QFont font(QStringLiteral("Noto Sans"));
  font.setPixelSize(static_cast<int>(13.0 * scale));
  font.setBold(true);
  painter.setFont(font);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const QPolygonF stretch = stretch_on(world, camera, points[i], points[i + 1], width, height);
    painter.setPen(QPen(QColor(20, 40, 75), 5.0 * scale));
    painter.drawPolyline(stretch);
    painter.setPen(QPen(kLine, 3.0 * scale));
    painter.drawPolyline(stretch);
    if (points.size() > 2 && stretch.size() > 1) {
      const Text length = shown(distance_m(points[i].at, points[i + 1].at), 1) + " m";
      paint_text(painter, stretch[stretch.size() / 2], qt(length, language_), scale);
    }
  }
  for (const Picked& point : points) {
    const auto on =
        camera.on_picture(world.origin.from(point.at, point.z_m).cast<double>(), width, height);
    if (!on) continue;
    painter.setPen(QPen(QColor(20, 40, 75), 1.5 * scale));
    painter.setBrush(kLine);
    painter.drawEllipse(QPointF(on->x, on->y), 4.5 * scale, 4.5 * scale);
  }
  const auto end = camera.on_picture(
      world.origin.from(points.back().at, points.back().z_m).cast<double>(), width, height);
  if (points.size() > 1 && end) {
    const double rise = points.back().z_m - points.front().z_m;
    const Text sum = tr("total ", "tổng ") + shown(twin::length_m(corners(points)), 1) +
                     tr(" m · rise ", " m · chênh cao ") + (rise < 0.0 ? "−" : "+") +
                     shown(std::abs(rise), 2) + " m";
    paint_text(painter, QPointF(end->x, end->y), qt(sum, language_), scale);
  }
  painter.restore();
}

}  // namespace twin

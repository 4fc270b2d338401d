#include "viewer/overlay/label_painter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

const QColor kInk(24, 34, 56);

QFont label_font(double pixels, bool bold) {
  QFont font(QStringLiteral("Noto Sans"));
  font.setPixelSize(std::max(8, static_cast<int>(std::lround(pixels))));
  font.setBold(bold);
  return font;
}

/// How wide a name is when written, remembered: the names of all streets of a city are asked about
/// for each picture.
double width_of(const std::string& name, const QFont& font) {
  constexpr std::size_t kMostKnown = 50'000;
  thread_local std::unordered_map<std::string, double> known;
  if (known.size() > kMostKnown) known.clear();
  const auto [it, is_new] =
      known.try_emplace(std::to_string(font.pixelSize()) + (font.bold() ? "b" : " ") + name);
  if (is_new) it->second = QFontMetricsF(font).horizontalAdvance(QString::fromStdString(name));
  return it->second;
}

/// What a symbol looks like; its letter says what it is to those who print in grey.
struct SymbolLook {
  std::string_view layer;
  QColor colour;
  const char* letter;
  double reach_m;  ///< drawn up to here away
  double radius;   ///< pixels at scale 1
};
const std::array<SymbolLook, 9>& symbol_looks() {
  static const std::array<SymbolLook, 9> looks = {{
      {"fire_stations", QColor(200, 30, 34), "CC", 1e9, 13.0},
      {"cisterns", QColor(20, 92, 170), "B", 2600.0, 8.0},
      {"draw_points", QColor(0, 128, 148), "H", 2600.0, 8.0},
      {"hydrants", QColor(214, 58, 38), "T", 1500.0, 6.5},
      {"facilities", QColor(96, 70, 150), "•", 5000.0, 5.0},
      {"flood_spots", QColor(120, 30, 110), "!", 1e9, 9.0},
      {"drain_pumps", QColor(30, 110, 90), "TB", 4000.0, 9.0},
      {"drain_outfalls", QColor(30, 110, 90), "X", 4000.0, 7.5},
      {"obstacles", QColor(190, 104, 0), "×", 220.0, 6.5},
  }};
  return looks;
}

const SymbolLook* look_of(const std::string& layer) {
  const auto* const it = std::ranges::find(symbol_looks(), layer, &SymbolLook::layer);
  return it == symbol_looks().end() ? nullptr : &*it;
}

/// Rectangles already taken on the picture.
class Room {
 public:
  bool take(const QRectF& box) {
    if (std::ranges::any_of(taken_, [&](const QRectF& t) { return t.intersects(box); }))
      return false;
    taken_.push_back(box);
    return true;
  }
  void reserve(const QRectF& box) { taken_.push_back(box); }

 private:
  std::vector<QRectF> taken_;
};

class LabelPainter {
 public:
  LabelPainter(QPainter& painter, const Overlay& overlay, const OverlaySide& side, const Pane& pane,
               const World& world, const Camera& camera, const Depths& depths, int width,
               int height)
      : painter_(painter),
        overlay_(overlay),
        side_(side),
        pane_(pane),
        world_(world),
        camera_(camera),
        depths_(depths),
        width_(pane.camera_width),
        height_(height),
        s_(overlay.scale),
        from_above_(camera.down_deg() > 18.0) {
    // The frame of the picture keeps its corners.
    const double left = pane.to_camera(0.0);
    const double right = pane.to_camera(width);
    room_.reserve(QRectF(left, height - 34 * s_, width, 34 * s_));
    room_.reserve(QRectF(right - 100 * s_, 0, 100 * s_, 96 * s_));
    room_.reserve(QRectF(left, 0, 0.30 * width, 110 * s_));
    if (!overlay.legends.empty()) {
      std::size_t rows = 0;
      for (const OverlayLegend& legend : overlay.legends) rows += legend.rows.size() + 3;
      const double high = (20 * static_cast<double>(rows) + 50) * s_;
      room_.reserve(QRectF(left, height - high, 0.27 * width, high));
    }
  }

  void stations_and_places();
  void streets();
  void symbols();
  void depths();
  void points();
  void asked_points();

  const std::vector<PaintedLabel>& painted() const { return painted_; }

 private:
  void depth_tag(const OnPicture& foot, const OnPicture& head, double depth_m, Point of);
  std::optional<OnPicture> seen(Point p, double above_m, double slack_m) const;
  void name_at(const PlaceMark& mark, double pixels, double lift_m);
  bool street_at(const StreetLabel& street, double along_m, double wide_m, const QFont& font,
                 double text_width);
  void symbol(const SymbolLook& look, const QPointF& at, double radius);
  void disc(const QPointF& middle, double radius, const Swatch& swatch);
  /// Remembers what a click on a part of the picture means.
  void stands_for(const QRectF& box, const Target& target) { painted_.push_back({box, target}); }
  void stands_for(const QPointF& middle, double radius, const Target& target) {
    stands_for(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), target);
  }
  Target target_of(const PlaceMark& mark) const {
    return {.table = mark.table, .row = mark.row, .at = mark.at};
  }
  bool hidden(const std::string& layer) const { return overlay_.hidden_layers.contains(layer); }

  QPainter& painter_;
  const Overlay& overlay_;
  const OverlaySide& side_;
  const Pane& pane_;
  const World& world_;
  const Camera& camera_;
  const Depths& depths_;
  int width_;
  int height_;
  double s_;
  bool from_above_;
  Room room_;
  std::vector<PaintedLabel> painted_;
};

std::optional<OnPicture> LabelPainter::seen(Point p, double above_m, double slack_m) const {
  const Eigen::Vector3d place =
      world_.origin.from(p, world_.ground.height_at(p) + above_m).cast<double>();
  const auto at = camera_.on_picture(place, width_, height_);
  if (!at || at->x < 4 || at->y < 4 || at->x > width_ - 4 || at->y > height_ - 4)
    return std::nullopt;
  const OnPicture there{.x = pane_.from_camera(at->x), .y = at->y, .ahead_m = at->ahead_m};
  if (!depths_.sees(there, slack_m + 0.01 * at->ahead_m)) return std::nullopt;
  return at;
}

void LabelPainter::name_at(const PlaceMark& mark, double pixels, double lift_m) {
  // Seen from above a name floats over the roofs; in a street it must not name what is hidden.
  const double slack_m = from_above_ ? 60.0 : 4.0;
  const auto foot = seen(mark.at, 1.0, slack_m);
  if (!foot || (!from_above_ && foot->ahead_m > 400.0)) return;
  const auto head = seen(mark.at, lift_m, 1e9);
  if (!head) return;
  const SymbolLook* look = look_of(mark.layer);
  const QFont font = label_font(pixels * s_, mark.worth >= 60.0);
  const QFontMetricsF size(font);
  const QString text = QString::fromStdString(mark.text);
  const double wide = size.horizontalAdvance(text);
  const double radius = look == nullptr ? 0.0 : look->radius * s_;
  const QPointF top(head->x, head->y);
  const QRectF box(top.x() - 0.5 * wide - 3 * s_, top.y() - radius - 6 * s_ - size.height(),
                   wide + 6 * s_, size.height() + radius + 6 * s_);
  if (!room_.take(box)) return;
  stands_for(QRectF(box.topLeft(), QPointF(box.right(), top.y() - radius)), target_of(mark));
  stands_for(top, radius, target_of(mark));
  if (look != nullptr || lift_m > 8.0) {
    painter_.setPen(QPen(QColor(255, 255, 255, 200), 2.6 * s_));
    painter_.drawLine(QPointF(foot->x, foot->y), top);
    painter_.setPen(QPen(kInk, 1.1 * s_));
    painter_.drawLine(QPointF(foot->x, foot->y), top);
  }
  if (look != nullptr) symbol(*look, top, radius);
  const QColor ink = mark.layer == "greens" ? QColor(28, 92, 40) : kInk;
  draw_haloed(painter_, QPointF(top.x() - 0.5 * wide, top.y() - radius - 4 * s_), text, font, ink,
              s_);
}

void LabelPainter::stations_and_places() {
  for (const PlaceMark& mark : overlay_.marks) {
    if (mark.text.empty() || hidden(mark.layer)) continue;
    const bool station = mark.layer == "fire_stations";
    const double far_m = camera_.distance_m();
    if (mark.layer == "facilities" && far_m > 2600.0 && from_above_) continue;
    const double lift_m = from_above_ ? std::clamp(0.016 * far_m, 6.0, 45.0) : 5.0;
    name_at(mark, station ? 14.0 : 12.5, mark.layer == "greens" ? 7.0 : lift_m);
  }
}

bool LabelPainter::street_at(const StreetLabel& street, double along_m, double wide_m,
                             const QFont& font, double text_width) {
  const Point from = point_along(street.line, along_m - 0.5 * wide_m);
  const Point middle = point_along(street.line, along_m);
  const Point to = point_along(street.line, along_m + 0.5 * wide_m);
  if (distance_m(from, to) < 0.93 * wide_m) return false;  // bent: the name would leave the street
  const double slack_m = from_above_ ? 25.0 : 1.5;
  const auto a = seen(from, 0.3, slack_m);
  const auto m = seen(middle, 0.3, slack_m);
  const auto b = seen(to, 0.3, slack_m);
  if (!a || !m || !b) return false;
  if (std::hypot(b->x - a->x, b->y - a->y) < 1.05 * text_width) return false;
  double angle = std::atan2(b->y - a->y, b->x - a->x);
  if (std::cos(angle) < 0.0) angle += 3.14159265358979;
  const double high = QFontMetricsF(font).height();
  const double reach_x =
      0.5 * (std::abs(std::cos(angle)) * text_width + std::abs(std::sin(angle)) * high);
  const double reach_y =
      0.5 * (std::abs(std::sin(angle)) * text_width + std::abs(std::cos(angle)) * high);
  if (!room_.take(QRectF(m->x - reach_x, m->y - reach_y, 2 * reach_x, 2 * reach_y))) return false;
  painter_.save();
  painter_.translate(m->x, m->y);
  painter_.rotate(angle * 180.0 / 3.14159265358979);
  draw_haloed(painter_, QPointF(-0.5 * text_width, 0.32 * high),
              QString::fromStdString(street.text), font, kInk, s_);
  painter_.restore();
  return true;
}

void LabelPainter::streets() {
  if (hidden("streets")) return;
  std::set<std::string> written;
  int count = 0;
  for (const StreetLabel& street : overlay_.streets) {
    if (count > 60) break;
    if (written.contains(street.text)) continue;
    const bool wide_street = street.worth > 9.0;
    const QFont font = label_font((wide_street ? 13.5 : 11.5) * s_, wide_street);
    const double text_width = width_of(street.text, font);
    const double length = length_m(street.line);
    // Metres that the name takes where the street is nearest to the middle of the picture.
    const Eigen::Vector3d middle =
        world_.origin.from(point_along(street.line, 0.5 * length), 6.0).cast<double>();
    const double ahead_m = (middle - camera_.eye).norm();
    const double wide_m =
        std::max(12.0, 1.25 * text_width * camera_.metres_per_pixel(ahead_m, height_));
    if (wide_m > length) continue;
    const int tries = std::clamp(static_cast<int>(length / wide_m) * 2, 1, 12);
    for (int i = 0; i < tries; ++i) {
      // From the middle outwards.
      const int step = (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2);
      const double along_m = 0.5 * length + step * (length - wide_m) / (tries + 1.0);
      if (along_m < 0.5 * wide_m || along_m > length - 0.5 * wide_m) continue;
      if (!street_at(street, along_m, wide_m, font, text_width)) continue;
      written.insert(street.text);
      ++count;
      break;
    }
  }
}

void LabelPainter::symbol(const SymbolLook& look, const QPointF& at, double radius) {
  painter_.setPen(QPen(Qt::white, std::max(1.0, 0.16 * radius)));
  painter_.setBrush(look.colour);
  if (look.layer == "cisterns" || look.layer == "draw_points") {
    painter_.drawRoundedRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius),
                             0.3 * radius, 0.3 * radius);
  } else {
    painter_.drawEllipse(at, radius, radius);
  }
  if (radius < 6.0) return;
  painter_.setFont(label_font(1.25 * radius, true));
  painter_.setPen(Qt::white);
  painter_.drawText(QRectF(at.x() - 2 * radius, at.y() - radius, 4 * radius, 2 * radius),
                    Qt::AlignCenter, QString::fromUtf8(look.letter));
}

void LabelPainter::symbols() {
  struct Placed {
    const SymbolLook* look;
    QPointF at;
    double radius;
    double ahead_m;
    Target target;
  };
  std::vector<Placed> placed;
  for (const PlaceMark& mark : overlay_.marks) {
    const SymbolLook* look = look_of(mark.layer);
    if (look == nullptr || !mark.text.empty() || hidden(mark.layer)) continue;
    const auto at = seen(mark.at, 3.0, from_above_ ? 12.0 : 2.0);
    if (!at || at->ahead_m > look->reach_m) continue;
    // Farther away they become dots.
    const double share = std::clamp(1.25 - at->ahead_m / look->reach_m, 0.35, 1.0);
    placed.push_back(
        {look, QPointF(at->x, at->y), look->radius * s_ * share, at->ahead_m, target_of(mark)});
  }
  std::ranges::sort(placed, std::greater{}, &Placed::ahead_m);
  for (const Placed& one : placed) {
    symbol(*one.look, one.at, one.radius);
    stands_for(one.at, one.radius, one.target);
  }
}

void LabelPainter::depth_tag(const OnPicture& foot, const OnPicture& head, double depth_m,
                             Point of) {
  const QFont font = label_font(12.5 * s_, true);
  const QString text = QString::fromStdString((shown(depth_m, 2) + " m").in(overlay_.language));
  const double wide = QFontMetricsF(font).horizontalAdvance(text) + 12 * s_;
  const QRectF box(head.x - 0.5 * wide, head.y - 20 * s_, wide, 20 * s_);
  if (!room_.take(box)) return;
  stands_for(box, {.at = of, .z_m = world_.ground.height_at(of)});
  painter_.setPen(QPen(QColor(255, 255, 255, 210), 3.0 * s_));
  painter_.drawLine(QPointF(foot.x, foot.y), QPointF(head.x, head.y));
  painter_.setPen(QPen(QColor(16, 62, 130), 1.4 * s_));
  painter_.drawLine(QPointF(foot.x, foot.y), QPointF(head.x, head.y));
  painter_.setPen(QPen(Qt::white, 1.2 * s_));
  painter_.setBrush(QColor(16, 62, 130, 235));
  painter_.drawRoundedRect(box, 4 * s_, 4 * s_);
  painter_.setFont(font);
  painter_.drawText(box, Qt::AlignCenter, text);
}

void LabelPainter::asked_points() {
  const QFont font = label_font(12.5 * s_, true);
  for (const PointOnDemand& point : side_.asked_points) {
    const auto at = seen(point.at, 1.0, 1e9);
    if (!at) continue;
    const QPointF foot(at->x, at->y);
    const QPointF head = foot - QPointF(0.0, 26 * s_);
    painter_.setPen(QPen(kInk, 2.0 * s_));
    painter_.drawLine(foot, head);
    painter_.setPen(QPen(Qt::white, 1.6 * s_));
    painter_.setBrush(QColor(QString::fromStdString(point.colour)));
    painter_.drawEllipse(head, 8 * s_, 8 * s_);
    if (overlay_.asked.table != nullptr) stands_for(head, 8 * s_, overlay_.asked);
    const QString text = QString::fromStdString(point.what.in(overlay_.language));
    const double wide = QFontMetricsF(font).horizontalAdvance(text);
    room_.reserve(QRectF(head.x() + 10 * s_, head.y() - 9 * s_, wide + 6 * s_, 18 * s_));
    draw_haloed(painter_, head + QPointF(12 * s_, 4 * s_), text, font, kInk, s_);
  }
}

/// Stripes lie on paper as they do in the legend; what never happened is a ring.
void LabelPainter::disc(const QPointF& middle, double radius, const Swatch& swatch) {
  painter_.setPen(QPen(QColor(30, 36, 48), 1.2 * s_));
  if (!swatch.plain && swatch.colour.empty()) {
    painter_.setBrush(QColor(255, 255, 255));
    painter_.drawEllipse(middle, radius, radius);
  }
  painter_.setBrush(brush_of(swatch));
  painter_.drawEllipse(middle, radius, radius);
}

void LabelPainter::points() {
  constexpr std::size_t kWritten = 40;
  std::size_t written = 0;
  const double radius = 6.5 * s_;
  const QFont font = label_font(11.5 * s_, true);
  for (const ValuedPoint& point : side_.points) {
    const auto at = seen(point.at, 1.5, from_above_ ? 12.0 : 2.0);
    if (!at) continue;
    const QPointF middle(at->x, at->y);
    disc(middle, radius, point.swatch);
    const Target target{.table = point.table, .row = point.row, .at = point.at};
    stands_for(middle, radius, target);
    if (point.text.empty()) continue;
    const QString text = QString::fromStdString(point.text);
    const double wide = QFontMetricsF(font).horizontalAdvance(text);
    const QRectF box(middle.x() + radius + 2 * s_, middle.y() - 8 * s_, wide + 4 * s_, 16 * s_);
    if (written >= kWritten || !room_.take(box)) continue;
    draw_haloed(painter_, QPointF(box.left() + 2 * s_, middle.y() + 4 * s_), text, font, kInk, s_);
    stands_for(box, target);
    ++written;
  }
}

void LabelPainter::depths() {
  if (side_.water_m == nullptr || hidden("water")) return;
  if (from_above_) {
    const double lift_m = std::clamp(0.022 * camera_.distance_m(), 6.0, 60.0);
    for (const DepthSpot& spot : side_.depths) {
      const auto foot = seen(spot.at, spot.depth_m, 60.0);
      const auto head = seen(spot.at, spot.depth_m + lift_m, 1e9);
      if (foot && head) depth_tag(*foot, *head, spot.depth_m, spot.at);
    }
    return;
  }
  // At eye height: how deep it is some steps ahead.
  Eigen::Vector3d along = camera_.ahead();
  along.z() = 0.0;
  for (const double ahead_m : {7.0, 18.0}) {
    const Point p = world_.origin.back(camera_.eye + ahead_m * along.normalized());
    const auto cell = side_.water_m->frame().cell_at(p);
    const float depth_m = cell ? (*side_.water_m)(*cell) : 0.0F;
    if (!(depth_m >= 0.05F) || world_.is_always_wet(p)) continue;
    const auto foot = seen(p, depth_m, 1.5);
    const auto head = seen(p, depth_m + 0.045 * ahead_m, 1e9);
    if (foot && head) depth_tag(*foot, *head, depth_m, p);
  }
}

}  // namespace

QBrush brush_of(const Swatch& swatch) {
  if (swatch.plain) return {Qt::NoBrush};
  if (swatch.colour.empty()) return {QColor(143, 143, 143), Qt::BDiagPattern};
  return {QColor(QString::fromStdString(swatch.colour))};
}

void draw_haloed(QPainter& painter, const QPointF& at, const QString& text, const QFont& font,
                 const QColor& colour, double scale) {
  QPainterPath path;
  path.addText(at, font, text);
  QPen rim(QColor(255, 255, 255, 235), 3.2 * scale);
  rim.setJoinStyle(Qt::RoundJoin);
  painter.strokePath(path, rim);
  painter.fillPath(path, colour);
}

std::vector<PaintedLabel> paint_labels(QPainter& painter, const Overlay& overlay,
                                       const OverlaySide& side, const Pane& pane,
                                       const World& world, const Camera& camera,
                                       const Depths& depths, int width, int height) {
  LabelPainter labels(painter, overlay, side, pane, world, camera, depths, width, height);
  labels.symbols();
  labels.asked_points();
  labels.points();
  labels.depths();
  if (overlay.show_labels) {
    labels.stations_and_places();
    labels.streets();
  }
  return labels.painted();
}

}  // namespace twin

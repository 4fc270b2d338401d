#include <QFontMetricsF>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "viewer/overlay/label_painter.h"
#include "viewer/overlay/overlay.h"

// How an overlay is painted; what it tells is found in overlay.cpp.

namespace twin {
namespace {

const QColor kInk(24, 34, 56);
const QColor kPaper(255, 255, 255, 228);
const QColor kInkPaper(20, 34, 62, 225);  // under white words

QString qt(const std::string& text) { return QString::fromStdString(text); }

QFont font(double points, bool bold = false) {
  QFont f(QStringLiteral("Noto Sans"));
  f.setPixelSize(std::max(8, static_cast<int>(std::lround(points))));
  f.setBold(bold);
  return f;
}

/// Draws the fixed parts round the edges of the picture.
class Frame {
 public:
  Frame(QPainter& painter, const Overlay& overlay, int width, int height)
      : painter_(painter), overlay_(overlay), s_(overlay.scale), width_(width), height_(height) {}

  void title();
  void legends();
  /// What the runs amount to, in large figures below the compass.
  void measures();
  void compass(const Camera& camera);
  void scale_bar(const Camera& camera, const World& world);
  void provenance();
  /// What is said at a stop of a tour, in a band above the lowest strip.
  void caption();
  /// What is missing from the picture, where nobody overlooks it.
  void left_out();
  /// The line between two sides, with the name of each.
  void divider(const std::vector<Pane>& panes);

  /// Where its parts lie.
  const std::vector<QRectF>& covered() const { return covered_; }

 private:
  void paper(const QRectF& box, const QColor& colour = kPaper, double corner = 6.0) {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(colour);
    painter_.drawRoundedRect(box, corner * s_, corner * s_);
    covered_.push_back(box);
  }
  void white_words(const QRectF& box, const QFont& letters, const QString& text) {
    painter_.setFont(letters);
    painter_.setPen(Qt::white);
    painter_.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, text);
  }
  static std::vector<OverlayMeasures::Row> measure_rows(const OverlayMeasures& measures);
  double measure_value_width(const OverlayMeasures& measures) const;
  double measures_width(const OverlayMeasures& measures) const;
  double measure_height(const OverlayMeasures::Row& row) const;
  void measure(const OverlayMeasures::Row& row, const QRectF& box, double value_wide);
  /// By which the paper of the clock grows for what is noted of time.
  double notes_height() const { return 17 * s_ * static_cast<double>(overlay_.notes.size()); }
  double legend_height(const OverlayLegend& legend, double width);
  double legend_width(const OverlayLegend& legend) const;
  void legend(const OverlayLegend& legend, const QRectF& box);

  QPainter& painter_;
  const Overlay& overlay_;
  double s_;
  int width_;
  int height_;
  static constexpr double kMeasureWords = 178.0;  // wide, for a picture 720 pixels high
  double legends_right_ = 0.0;                    ///< how far they reach from the left
  double scale_left_ = 0.0;                       ///< where the scale bar's paper begins
  std::vector<QRectF> covered_;
};

void Frame::title() {
  const QFont large = font(19 * s_, true);
  const QFont small = font(13 * s_);
  const QFont clock = font(17 * s_, true);
  const QFontMetricsF large_size(large);
  const QFontMetricsF small_size(small);
  const QFontMetricsF clock_size(clock);
  const QString title = qt(overlay_.title);
  const QString subtitle =
      small_size.elidedText(qt(overlay_.subtitle), Qt::ElideRight, 0.55 * width_);
  const QFont note = font(12 * s_, true);
  QStringList notes;
  double note_width = 0.0;
  for (const std::string& told : overlay_.notes) {
    notes << QFontMetricsF(note).elidedText(qt(told), Qt::ElideMiddle, 0.55 * width_);
    note_width = std::max(note_width, QFontMetricsF(note).horizontalAdvance(notes.back()));
  }
  const double text_width = std::max(
      {note_width, large_size.horizontalAdvance(title), small_size.horizontalAdvance(subtitle),
       clock_size.horizontalAdvance(qt(overlay_.clock)),
       QFontMetricsF(font(12 * s_)).horizontalAdvance(qt(overlay_.elapsed))});
  double high = 10 * s_ + 25 * s_;
  if (!subtitle.isEmpty()) high += 19 * s_;
  if (!overlay_.clock.empty()) high += 26 * s_;
  if (!overlay_.elapsed.empty()) high += 17 * s_;
  high += notes_height();
  const QRectF box(14 * s_, 14 * s_, text_width + 28 * s_, high + 6 * s_);
  paper(box);
  painter_.setPen(kInk);
  double y = box.top() + 28 * s_;
  const double x = box.left() + 14 * s_;
  painter_.setFont(large);
  painter_.drawText(QPointF(x, y), title);
  painter_.setFont(small);
  if (!subtitle.isEmpty()) painter_.drawText(QPointF(x, y += 20 * s_), subtitle);
  if (overlay_.clock.empty()) return;
  painter_.setFont(clock);
  painter_.setPen(QColor(16, 78, 150));
  painter_.drawText(QPointF(x, y += 25 * s_), qt(overlay_.clock));
  painter_.setFont(font(12 * s_));
  if (!overlay_.elapsed.empty()) painter_.drawText(QPointF(x, y += 17 * s_), qt(overlay_.elapsed));
  painter_.setFont(note);
  painter_.setPen(QColor(160, 60, 10));
  for (const QString& told : notes) painter_.drawText(QPointF(x, y += 17 * s_), told);
}

double Frame::legend_height(const OverlayLegend& legend, double width) {
  const QFontMetricsF title_size(font(13.5 * s_, true));
  const QRectF wrapped = title_size.boundingRect(QRectF(0, 0, width - 24 * s_, 1000),
                                                 Qt::TextWordWrap, qt(legend.title));
  const double note = legend.note.empty() ? 0.0 : 18 * s_;
  return wrapped.height() + 20 * s_ + 20 * s_ * static_cast<double>(legend.rows.size()) + note;
}

void Frame::legend(const OverlayLegend& legend, const QRectF& box) {
  paper(box);
  const double x = box.left() + 12 * s_;
  const QFont title = font(13.5 * s_, true);
  const QRectF wrapped = QFontMetricsF(title).boundingRect(
      QRectF(0, 0, box.width() - 24 * s_, 1000), Qt::TextWordWrap, qt(legend.title));
  painter_.setFont(title);
  painter_.setPen(kInk);
  painter_.drawText(QRectF(x, box.top() + 8 * s_, box.width() - 24 * s_, wrapped.height() + 2),
                    Qt::TextWordWrap, qt(legend.title));
  double y = box.top() + 14 * s_ + wrapped.height();
  const QFont small = font(12.5 * s_);
  const QFontMetricsF small_size(small);
  painter_.setFont(small);
  for (const OverlayLegend::Row& row : legend.rows) {
    painter_.setPen(QPen(QColor(120, 125, 135), 0.8));
    painter_.setBrush(brush_of(row.swatch));
    painter_.drawRect(QRectF(x, y + 2 * s_, 24 * s_, 14 * s_));
    painter_.setPen(kInk);
    painter_.drawText(QPointF(x + 33 * s_, y + 14 * s_),
                      small_size.elidedText(qt(row.text), Qt::ElideRight, box.width() - 56 * s_));
    y += 20 * s_;
  }
  if (legend.note.empty()) return;
  const QFont tiny = font(10 * s_);
  painter_.setFont(tiny);
  painter_.setPen(QColor(90, 98, 112));
  painter_.drawText(
      QPointF(x, y + 14 * s_),
      QFontMetricsF(tiny).elidedText(qt(legend.note), Qt::ElideRight, box.width() - 24 * s_));
}

double Frame::legend_width(const OverlayLegend& legend) const {
  const QFontMetricsF small_size(font(12.5 * s_));
  double widest = 170 * s_;
  for (const OverlayLegend::Row& row : legend.rows) {
    widest = std::max(widest, small_size.horizontalAdvance(qt(row.text)));
  }
  return std::min(widest + 62 * s_, 0.42 * width_);
}

void Frame::legends() {
  const double usual = s_;
  double wanted = 0.0;
  for (const OverlayLegend& one : overlay_.legends) {
    wanted += legend_height(one, legend_width(one)) + 10 * s_;
  }
  // On a small screen they are smaller rather than over the clock.
  const double room = height_ - 42 * s_ - 150 * s_ - notes_height();
  if (wanted > room) s_ *= std::max(0.6, room / wanted);
  double y = height_ - 42 * usual;
  for (const OverlayLegend& one : overlay_.legends) {
    const double width = legend_width(one);
    const double high = legend_height(one, width);
    y -= high;
    legend(one, QRectF(14 * s_, y, width, high));
    legends_right_ = std::max(legends_right_, 14 * s_ + width);
    y -= 10 * s_;
  }
  s_ = usual;
}

std::vector<OverlayMeasures::Row> Frame::measure_rows(const OverlayMeasures& measures) {
  std::vector<OverlayMeasures::Row> rows = measures.rows;
  if (measures.heads.size() > 1) rows.insert(rows.begin(), {.what = {}, .values = measures.heads});
  return rows;
}

double Frame::measure_value_width(const OverlayMeasures& measures) const {
  constexpr double kLongestHead = 120.0;
  double widest = 0.0;
  for (const std::string& head : measures.heads) {
    if (measures.heads.size() > 1)
      widest = std::max(widest, QFontMetricsF(font(12 * s_)).horizontalAdvance(qt(head)));
  }
  widest = std::min(widest, kLongestHead * s_);
  const QFontMetricsF letters(font(15 * s_, true));
  for (const OverlayMeasures::Row& row : measures.rows) {
    for (const std::string& value : row.values) {
      widest = std::max(widest, letters.horizontalAdvance(qt(value)));
    }
  }
  return widest + 14 * s_;
}

double Frame::measures_width(const OverlayMeasures& measures) const {
  return (kMeasureWords + 24) * s_ +
         measure_value_width(measures) * static_cast<double>(measures.heads.size());
}

double Frame::measure_height(const OverlayMeasures::Row& row) const {
  const QRectF words =
      QFontMetricsF(font(12.5 * s_))
          .boundingRect(QRectF(0, 0, kMeasureWords * s_, 1000), Qt::TextWordWrap, qt(row.what));
  return std::max(20 * s_, words.height()) + 5 * s_;
}

void Frame::measure(const OverlayMeasures::Row& row, const QRectF& box, double value_wide) {
  const bool head = row.what.empty();
  painter_.setFont(font(12.5 * s_));
  painter_.setPen(kInk);
  painter_.drawText(QRectF(box.left(), box.top(), kMeasureWords * s_, box.height()),
                    Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, qt(row.what));
  const QFont letters = head ? font(12 * s_) : font(15 * s_, true);
  painter_.setFont(letters);
  painter_.setPen(head ? QColor(90, 98, 112) : kInk);
  double right = box.right();
  for (auto value = row.values.rbegin(); value != row.values.rend(); ++value) {
    const QString text =
        QFontMetricsF(letters).elidedText(qt(*value), Qt::ElideMiddle, value_wide - 10 * s_);
    painter_.drawText(QRectF(right - value_wide, box.top(), value_wide, box.height()),
                      Qt::AlignRight | Qt::AlignVCenter, text);
    right -= value_wide;
  }
}

void Frame::measures() {
  const double usual = s_;
  double top = (overlay_.sides.size() > 1 ? 158 : 112) * s_;  // below the names of two sides
  const double foot = height_ - 84 * s_;
  for (const OverlayMeasures& one : overlay_.measures) {
    s_ = usual;
    // On a small screen they are smaller rather than over half of the picture.
    s_ *= std::clamp(0.34 * width_ / measures_width(one), 0.6, 1.0);
    const std::vector<OverlayMeasures::Row> rows = measure_rows(one);
    double high = 12 * s_;
    for (const OverlayMeasures::Row& row : rows) high += measure_height(row);
    if (top + high > foot) break;
    const double wide = measures_width(one);
    const QRectF box(width_ - 14 * usual - wide, top, wide, high);
    paper(box);
    double y = box.top() + 6 * s_;
    for (const OverlayMeasures::Row& row : rows) {
      const double row_high = measure_height(row);
      measure(row, QRectF(box.left() + 12 * s_, y, wide - 24 * s_, row_high),
              measure_value_width(one));
      y += row_high;
    }
    top += high + 10 * usual;
  }
  s_ = usual;
}

void Frame::compass(const Camera& camera) {
  const QPointF middle(width_ - 52 * s_, 62 * s_);
  const double reach = 30 * s_;
  paper({middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach}, kPaper, 30.0);
  painter_.save();
  painter_.translate(middle);
  painter_.rotate(-camera.heading_deg());
  const double r = 20 * s_;
  painter_.setBrush(QColor(196, 40, 40));
  painter_.drawPolygon(QPolygonF({QPointF(0, -r), QPointF(-7 * s_, 3 * s_), QPointF(0, 0)}));
  painter_.setBrush(QColor(226, 88, 80));
  painter_.drawPolygon(QPolygonF({QPointF(0, -r), QPointF(7 * s_, 3 * s_), QPointF(0, 0)}));
  painter_.setBrush(QColor(140, 148, 160));
  painter_.drawPolygon(
      QPolygonF({QPointF(0, 0.72 * r), QPointF(-5 * s_, 2 * s_), QPointF(5 * s_, 2 * s_)}));
  painter_.restore();
  const QFont f = font(12 * s_, true);
  painter_.setFont(f);
  painter_.setPen(kInk);
  const QString north =
      overlay_.language == Language::vietnamese ? QStringLiteral("Bắc") : QStringLiteral("N");
  const double half = 0.5 * QFontMetricsF(f).horizontalAdvance(north);
  const double angle = -camera.heading_deg() * 3.14159265 / 180.0;
  const QPointF at = middle + 41 * s_ * QPointF(std::sin(angle), -std::cos(angle));
  // The word stays on the picture, whichever way north is.
  const double x = std::min(at.x() - half, width_ - 2.0 * half - 6 * s_);
  draw_haloed(painter_, QPointF(x, std::max(at.y() + 4 * s_, 14 * s_)), north, f, kInk, s_);
}

void Frame::scale_bar(const Camera& camera, const World& world) {
  // Perspective has no one scale: the bar is true where the middle of the picture meets the ground.
  const Ray ray = camera.ray(0.5 * width_, 0.55 * height_, width_, height_);
  const double ground_m = world.ground.ground_m().values().mean();
  const bool down = ray.along.z() < -0.02;
  const double away_m = down ? (ray.from.z() - ground_m) / -ray.along.z() : camera.distance_m();
  const double metre =
      1.0 / camera.metres_per_pixel(away_m * ray.along.dot(camera.ahead()), height_);
  const double wanted_m = 130 * s_ / metre;
  const double power = std::pow(10.0, std::floor(std::log10(std::max(0.1, wanted_m))));
  double bar_m = power;
  for (const double factor : {2.0, 5.0}) {
    if (factor * power <= wanted_m) bar_m = factor * power;
  }
  const double bar = bar_m * metre;
  const QRectF box(width_ - bar - 40 * s_, height_ - 76 * s_, bar + 26 * s_, 34 * s_);
  scale_left_ = box.left();
  paper(box);
  const double x = box.left() + 13 * s_;
  const double y = box.bottom() - 9 * s_;
  painter_.setPen(QPen(kInk, 2 * s_));
  painter_.drawLine(QPointF(x, y), QPointF(x + bar, y));
  for (const double at : {0.0, 0.5, 1.0}) {
    painter_.drawLine(QPointF(x + at * bar, y), QPointF(x + at * bar, y - 5 * s_));
  }
  const QFont f = font(11.5 * s_);
  painter_.setFont(f);
  const QString text = bar_m >= 1000.0 ? QStringLiteral("%1 km").arg(bar_m / 1000.0)
                                       : QStringLiteral("%1 m").arg(bar_m);
  painter_.drawText(QPointF(x + 0.5 * (bar - QFontMetricsF(f).horizontalAdvance(text)), y - 8 * s_),
                    text);
}

void Frame::left_out() {
  if (overlay_.left_out.empty()) return;
  QString text;
  for (const Text& one : overlay_.left_out) {
    text += (text.isEmpty() ? "" : "\n") + qt(one.in(overlay_.language));
  }
  const QFont large = font(15 * s_, true);
  const QRectF words = QFontMetricsF(large).boundingRect(QRectF(0, 0, 0.5 * width_, 0.5 * height_),
                                                         Qt::AlignCenter | Qt::TextWordWrap, text);
  const QRectF band(0.5 * (width_ - words.width()) - 16 * s_, 14 * s_, words.width() + 32 * s_,
                    words.height() + 16 * s_);
  paper(band, QColor(176, 58, 46, 235));
  white_words(band, large, text);
}

void Frame::caption() {
  const QFont large = font(21 * s_, true);
  const QFontMetricsF size(large);
  const QFont small = font(12 * s_, true);
  const double beside = 22 * s_ + QFontMetricsF(small).horizontalAdvance(qt(overlay_.counter));
  // Between the legends and the scale bar, in the middle of the picture where there is room.
  const double from = legends_right_ + 12 * s_;
  const double to = scale_left_ - 12 * s_;
  const double wide =
      std::max(160 * s_, std::min({0.62 * width_, 900 * s_, to - from - 2 * beside}));
  const QRectF text = size.boundingRect(QRectF(0, 0, wide, 6 * size.height()),
                                        Qt::AlignCenter | Qt::TextWordWrap, qt(overlay_.caption));
  const double band_wide = text.width() + 2 * beside;
  const double left = std::max(from, std::min(0.5 * (width_ - band_wide), to - band_wide));
  const QRectF band(left, height_ - 44 * s_ - text.height() - 20 * s_, band_wide,
                    text.height() + 20 * s_);
  paper(band, kInkPaper, 8.0);
  white_words(band.adjusted(beside, 0, -beside, 0), large, qt(overlay_.caption));
  if (overlay_.counter.empty()) return;
  painter_.setFont(small);
  painter_.setPen(QColor(196, 208, 228));
  painter_.drawText(band.adjusted(0, 2 * s_, -8 * s_, 0), Qt::AlignRight | Qt::AlignTop,
                    qt(overlay_.counter));
}

void Frame::divider(const std::vector<Pane>& panes) {
  const double x = panes[1].x;
  painter_.setPen(QPen(QColor(20, 34, 62, 150), 5.0 * s_));
  painter_.drawLine(QPointF(x, 0), QPointF(x, height_));
  painter_.setPen(QPen(Qt::white, 2.4 * s_));
  painter_.drawLine(QPointF(x, 0), QPointF(x, height_));
  if (overlay_.split.kind == SplitKind::swipe) {
    // The handle by which the line is drawn.
    const QPointF middle(x, 0.5 * height_);
    painter_.setPen(QPen(Qt::white, 2.0 * s_));
    painter_.setBrush(QColor(20, 34, 62));
    painter_.drawEllipse(middle, 15 * s_, 15 * s_);
    painter_.setBrush(Qt::white);
    for (const double way : {-1.0, 1.0}) {
      painter_.drawPolygon(
          QPolygonF({middle + QPointF(way * 10 * s_, 0), middle + QPointF(way * 4 * s_, -5 * s_),
                     middle + QPointF(way * 4 * s_, 5 * s_)}));
    }
  }
  const QFont bold = font(13.5 * s_, true);
  const QFontMetricsF size(bold);
  painter_.setFont(bold);
  for (std::size_t side = 0; side < 2 && side < overlay_.sides.size(); ++side) {
    const double room = std::min(0.36 * width_, std::max(60.0 * s_, panes[side].width - 40 * s_));
    const QString text = size.elidedText(qt(overlay_.sides[side].title), Qt::ElideMiddle, room);
    const double wide = size.horizontalAdvance(text) + 20 * s_;
    // Each name beside the line, on its own side.
    const double left = side == 0 ? x - 10 * s_ - wide : x + 10 * s_;
    const QRectF box(left, 122 * s_ + notes_height(), wide, 27 * s_);
    paper(box, kInkPaper, 5.0);
    painter_.setPen(Qt::white);
    painter_.drawText(box, Qt::AlignCenter, text);
  }
}

void Frame::provenance() {
  const QRectF strip(0, height_ - 28 * s_, width_, 28 * s_);
  paper(strip, kInkPaper, 0.0);
  double x = 14 * s_;
  const double y = strip.top() + 19 * s_;
  if (overlay_.assumed || overlay_.made_up) {
    const QFont bold = font(13 * s_, true);
    const Text warning = overlay_.made_up
                             ? tr("MADE-UP SAMPLE DATA", "DỮ LIỆU GIẢ ĐỊNH – PHƯỜNG MẪU")
                             : tr("PARTLY ASSUMED DATA", "DỮ LIỆU GIẢ ĐỊNH (MỘT PHẦN)");
    const QString text = qt(warning.in(overlay_.language));
    const double wide = QFontMetricsF(bold).horizontalAdvance(text);
    painter_.setBrush(QColor(255, 196, 60));
    painter_.drawRoundedRect(QRectF(x - 6 * s_, strip.top() + 4 * s_, wide + 12 * s_, 20 * s_),
                             3 * s_, 3 * s_);
    painter_.setFont(bold);
    painter_.setPen(QColor(40, 26, 0));
    painter_.drawText(QPointF(x, y), text);
    x += wide + 18 * s_;
  }
  const QFont small = font(11.5 * s_);
  painter_.setFont(small);
  painter_.setPen(QColor(226, 232, 242));
  painter_.drawText(QPointF(x, y), QFontMetricsF(small).elidedText(
                                       qt(overlay_.provenance), Qt::ElideRight, width_ - x - 10));
}

}  // namespace

std::vector<PaintedTarget> paint_overlay(QPainter& painter, const Overlay& overlay,
                                         const World& world, const Camera& camera,
                                         const Depths& depths, int width, int height) {
  std::vector<PaintedTarget> painted;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::TextAntialiasing);
  const std::vector<Pane> panes = panes_of(overlay.split, width);
  for (std::size_t side = 0; side < panes.size() && side < overlay.sides.size(); ++side) {
    painter.save();
    painter.setClipRect(panes[side].x, 0, panes[side].width, height);
    painter.translate(panes[side].from_camera(0.0), 0.0);
    const Pane& pane = panes[side];
    const auto labels = paint_labels(painter, overlay, overlay.sides[side], pane, world, camera,
                                     depths, width, height);
    painter.restore();
    const QRectF seen(pane.x, 0, pane.width, height);
    for (const auto& [box, target] : labels) {
      const QRectF on_pane = box.translated(pane.from_camera(0.0), 0.0) & seen;
      if (!on_pane.isEmpty()) painted.push_back({.box = on_pane, .side = side, .target = target});
    }
  }
  Frame frame(painter, overlay, width, height);
  if (panes.size() == 2) frame.divider(panes);
  frame.title();
  frame.legends();
  frame.measures();
  frame.compass(camera);
  frame.scale_bar(camera, world);
  frame.provenance();
  if (!overlay.caption.empty()) frame.caption();
  frame.left_out();
  for (const QRectF& box : frame.covered()) painted.push_back({.box = box, .target = {}});
  return painted;
}

const PaintedTarget* painted_at(const std::vector<PaintedTarget>& painted, const QPointF& pixel) {
  const auto it = std::find_if(painted.rbegin(), painted.rend(),
                               [&](const PaintedTarget& one) { return one.box.contains(pixel); });
  return it == painted.rend() ? nullptr : &*it;
}

}  // namespace twin

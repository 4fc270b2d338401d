#include "viewer/overlay/overlay.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "engine/results/legend.h"
#include "viewer/look/words.h"
#include "viewer/overlay/label_painter.h"

namespace twin {
namespace {

const QColor kInk(24, 34, 56);
const QColor kPaper(255, 255, 255, 228);

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
  void compass(const Camera& camera);
  void scale_bar(const Camera& camera, const World& world);
  void provenance();

 private:
  void paper(const QRectF& box) {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(kPaper);
    painter_.drawRoundedRect(box, 6 * s_, 6 * s_);
  }
  double legend_height(const OverlayLegend& legend, double width);
  void legend(const OverlayLegend& legend, const QRectF& box);

  QPainter& painter_;
  const Overlay& overlay_;
  double s_;
  int width_;
  int height_;
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
  const double text_width =
      std::max({large_size.horizontalAdvance(title), small_size.horizontalAdvance(subtitle),
                clock_size.horizontalAdvance(qt(overlay_.clock))});
  double high = 10 * s_ + 25 * s_;
  if (!subtitle.isEmpty()) high += 19 * s_;
  if (!overlay_.clock.empty()) high += 26 * s_;
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
    painter_.setBrush(QColor(qt(row.colour)));
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

void Frame::legends() {
  const QFontMetricsF small_size(font(12.5 * s_));
  double y = height_ - 42 * s_;
  for (const OverlayLegend& one : overlay_.legends) {
    double widest = 170 * s_;
    for (const OverlayLegend::Row& row : one.rows) {
      widest = std::max(widest, small_size.horizontalAdvance(qt(row.text)));
    }
    const double width = std::min(widest + 62 * s_, 0.42 * width_);
    const double high = legend_height(one, width);
    y -= high;
    legend(one, QRectF(14 * s_, y, width, high));
    y -= 10 * s_;
  }
}

void Frame::compass(const Camera& camera) {
  const QPointF middle(width_ - 52 * s_, 62 * s_);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(kPaper);
  painter_.drawEllipse(middle, 30 * s_, 30 * s_);
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

void Frame::provenance() {
  const QRectF strip(0, height_ - 28 * s_, width_, 28 * s_);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(QColor(20, 34, 62, 225));
  painter_.drawRect(strip);
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

std::string capital(const std::string& text) {
  QString out = qt(text);
  if (!out.isEmpty()) out[0] = out[0].toUpper();
  return out.toStdString();
}

OverlayLegend legend_of_choice(const Choice& choice, Language language) {
  OverlayLegend legend;
  const ManifestField& field = *choice.field;
  const Text unit = unit_for_people(field.unit);
  legend.title = field.meaning.empty() ? field.name : field.meaning.in(language);
  if (!unit.empty()) legend.title += " (" + unit.in(language) + ")";
  legend.title = capital(legend.title);
  for (const LegendClass& one : legend_of(field)) {
    if (choice.as == ShownAs::water && one.from <= 0.0) continue;  // dry ground is not drawn
    legend.rows.push_back({.colour = one.colour, .text = one.label().in(language)});
  }
  if (field.ramp) legend.note = field.ramp->source.in(language);
  return legend;
}

}  // namespace

Overlay overlay_of(const Session& session, Language language) {
  Overlay overlay;
  overlay.language = language;
  overlay.title = session.ward().name;
  overlay.made_up = session.ward().made_up;
  overlay.assumed = session.ward().built_on_assumed_data();
  overlay.streets = street_labels(session.ward());
  overlay.marks = place_marks(session.ward());
  for (const auto& run : session.runs()) {
    const Manifest& manifest = run->manifest();
    if (!overlay.subtitle.empty()) overlay.subtitle += " · ";
    overlay.subtitle += run->title(language);
    if (!overlay.provenance.empty()) overlay.provenance += " | ";
    overlay.provenance += manifest.scenario + " " + manifest.run_hash.substr(0, 12) +
                          " · WardTwin " + manifest.program_version;
    overlay.assumed = overlay.assumed || manifest.built_on_assumed_data();
    overlay.made_up = overlay.made_up || manifest.ward.made_up;
  }
  if (overlay.provenance.empty()) {
    overlay.provenance =
        tr("Ward data as it is, no scenario", "Dữ liệu hiện trạng của phường, chưa có kịch bản")
            .in(language);
  }
  return overlay;
}

void update_overlay(Overlay& overlay, const Stage& stage) {
  overlay.legends.clear();
  bool clock = false;
  for (const Choice& choice : stage.chosen()) {
    overlay.legends.push_back(legend_of_choice(choice, overlay.language));
    clock = clock || stage.session().runs()[choice.run]->has_clock();
  }
  const auto grid = stage.chosen(Slot::grid);
  const bool water = grid && grid->as == ShownAs::water && stage.grid_now();
  overlay.water_m = water ? &*stage.grid_now() : nullptr;
  overlay.depths.clear();
  if (water) overlay.depths = told_depths(*overlay.water_m, stage.session().world());
  const std::vector<double> times_s = stage.wall_times_s();
  overlay.clock.clear();
  if (times_s.empty()) return;
  overlay.clock = clock ? clock_text(stage.wall_time_s())
                        : "+" + std::to_string(std::lround(stage.wall_time_s() / 60.0)) +
                              tr(" min", " phút").in(overlay.language);
}

void paint_overlay(QPainter& painter, const Overlay& overlay, const World& world,
                   const Camera& camera, const Depths& depths, int width, int height) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::TextAntialiasing);
  if (overlay.show_labels) paint_labels(painter, overlay, world, camera, depths, width, height);
  Frame frame(painter, overlay, width, height);
  frame.title();
  frame.legends();
  frame.compass(camera);
  frame.scale_bar(camera, world);
  frame.provenance();
}

}  // namespace twin

#include "viewer/app/chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "viewer/app/texts.h"
#include "viewer/look/ticks.h"

namespace twin {
namespace {

const QColor kInk(20, 40, 75);
const QColor kFaint(222, 227, 234);
const QColor kCursor(200, 60, 40);
constexpr double kEdge_px = 6.0;

QString since_start(double seconds) {
  const auto minutes = static_cast<int>(std::lround(seconds / 60.0));
  return QStringLiteral("+%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

/// Where the values of a chart lie on a widget.
struct ChartFrame {
  QRectF plot;
  QRectF range;  ///< top(): the least value

  double x(double value) const {
    return plot.left() + plot.width() * (value - range.left()) / range.width();
  }
  double y(double value) const {
    return plot.bottom() - plot.height() * (value - range.top()) / range.height();
  }
  QPointF at(const QPointF& p) const { return {x(p.x()), y(p.y())}; }
  double x_at(double pixel) const {
    const double share = std::clamp((pixel - plot.left()) / plot.width(), 0.0, 1.0);
    return range.left() + share * range.width();
  }
  std::vector<double> y_ticks() const { return round_ticks(range.top(), range.bottom(), 5); }
};

QStringList texts_of(const std::vector<double>& ticks, AxisKind axis, Language language) {
  QStringList texts;
  for (const double tick : ticks) {
    texts << (axis == AxisKind::metres  ? qt(shown(tick, decimals_of(ticks)), language)
              : axis == AxisKind::clock ? QString::fromStdString(tick_text(tick))
                                        : since_start(tick));
  }
  return texts;
}

/// Nothing where no line has a value.
std::optional<ChartFrame> frame_of(const Chart& chart, const QWidget& widget, Language language) {
  const auto range = chart.range();
  if (!range) return std::nullopt;
  ChartFrame frame{.plot = {}, .range = *range};
  const QFontMetricsF metrics(widget.font());
  double widest = 0.0;
  for (const QString& label : texts_of(frame.y_ticks(), AxisKind::metres, language)) {
    widest = std::max(widest, metrics.horizontalAdvance(label));
  }
  const auto named = static_cast<double>(std::ranges::count_if(
      chart.lines, [](const Chart::Line& one) { return !one.name.isEmpty(); }));
  frame.plot =
      QRectF(QPointF(widest + 14.0, (1.0 + named) * metrics.height() + 10.0),
             QPointF(widget.width() - 16.0, widget.height() - 2.0 * metrics.height() - 8.0));
  return frame;
}

/// Draws a chart once.
class Drawing {
 public:
  Drawing(QPainter& painter, const Chart& chart, const ChartFrame& frame, Language language)
      : painter_(painter),
        chart_(chart),
        frame_(frame),
        language_(language),
        metrics_(painter.font()),
        right_(frame.plot.right() + 16.0 - kEdge_px) {}

  void draw() {
    painter_.setRenderHint(QPainter::Antialiasing);
    draw_background();
    draw_y_axis();
    draw_x_axis();
    double legend_y = metrics_.height() + 5.0;
    for (const Chart::Line& line : chart_.lines) {
      draw_line(line);
      if (line.name.isEmpty()) continue;
      draw_legend(line, legend_y);
      legend_y += metrics_.height();
    }
    draw_cursor();
  }

 private:
  void draw_background() {
    painter_.save();
    painter_.setClipRect(frame_.plot);
    painter_.setPen(Qt::NoPen);
    for (const Chart::Band& band : chart_.bands) {
      const double top = frame_.y(std::min(band.to, frame_.range.bottom()));
      painter_.fillRect(QRectF(QPointF(frame_.plot.left(), top),
                               QPointF(frame_.plot.right(), frame_.y(band.from))),
                        band.colour);
    }
    for (const Chart::Area& area : chart_.areas) {
      QPolygonF outline;
      for (const QPointF& p : area.outline) outline << frame_.at(p);
      painter_.setBrush(area.colour);
      painter_.drawPolygon(outline);
    }
    painter_.restore();
  }

  void draw_y_axis() {
    const std::vector<double> ticks = frame_.y_ticks();
    const QStringList texts = texts_of(ticks, AxisKind::metres, language_);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
      const double y = frame_.y(ticks[i]);
      painter_.setPen(kFaint);
      painter_.drawLine(QPointF(frame_.plot.left(), y), QPointF(frame_.plot.right(), y));
      painter_.setPen(kInk);
      painter_.drawText(
          QRectF(0.0, y - metrics_.height(), frame_.plot.left() - 5.0, 2.0 * metrics_.height()),
          Qt::AlignRight | Qt::AlignVCenter, texts[static_cast<qsizetype>(i)]);
    }
    painter_.drawLine(frame_.plot.bottomLeft(), frame_.plot.topLeft());
    write(kEdge_px, 3.0, Qt::AlignLeft, chart_.y_title);
  }

  void draw_x_axis() {
    const QRectF& range = frame_.range;
    const int fit = std::max(2, static_cast<int>(frame_.plot.width() / (4.6 * metrics_.height())));
    const std::vector<double> ticks = chart_.axis == AxisKind::metres
                                          ? round_ticks(range.left(), range.right(), fit)
                                          : clock_ticks(range.left(), range.right(), fit);
    const QStringList texts = texts_of(ticks, chart_.axis, language_);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
      const double x = frame_.x(ticks[i]);
      painter_.setPen(kFaint);
      painter_.drawLine(QPointF(x, frame_.plot.top()), QPointF(x, frame_.plot.bottom()));
      painter_.setPen(kInk);
      const QString& text = texts[static_cast<qsizetype>(i)];
      const double wide = metrics_.horizontalAdvance(text);
      const double left = std::min(x - 0.5 * wide, right_ - wide);  // whole at the edge too
      painter_.drawText(QRectF(left, frame_.plot.bottom() + 2.0, wide + 1.0, metrics_.height()),
                        Qt::AlignHCenter, text);
    }
    painter_.drawLine(frame_.plot.bottomLeft(), frame_.plot.bottomRight());
    write(kEdge_px, frame_.plot.bottom() + metrics_.height() + 3.0, Qt::AlignRight, chart_.x_title);
  }

  /// Broken where there is no value.
  void draw_line(const Chart::Line& line) {
    painter_.setPen(QPen(line.colour, 2.0));
    painter_.setBrush(line.colour);
    QPolygonF piece;
    for (const QPointF& p : line.points) {
      if (!std::isfinite(p.y())) {
        painter_.drawPolyline(piece);
        piece.clear();
        continue;
      }
      piece << frame_.at(p);
      if (line.dots) painter_.drawEllipse(piece.back(), 1.6, 1.6);
    }
    painter_.drawPolyline(piece);
  }

  void draw_legend(const Chart::Line& line, double y) {
    constexpr double kSwatch_px = 18.0;
    const double middle = y + 0.5 * metrics_.height();
    painter_.setPen(QPen(line.colour, 2.0));
    painter_.drawLine(QPointF(8.0, middle), QPointF(8.0 + kSwatch_px, middle));
    painter_.setPen(kInk);
    write(14.0 + kSwatch_px, y, Qt::AlignLeft, line.name);
  }

  void draw_cursor() {
    const QRectF& range = frame_.range;
    if (!chart_.cursor || *chart_.cursor < range.left() || *chart_.cursor > range.right()) return;
    const double x = frame_.x(*chart_.cursor);
    painter_.setPen(QPen(kCursor, 1.5));
    painter_.drawLine(QPointF(x, frame_.plot.top()), QPointF(x, frame_.plot.bottom()));
  }

  /// One line of text from `x` to the right edge, shortened in its middle where it is too long.
  void write(double x, double y, Qt::Alignment alignment, const QString& text) {
    const QRectF box(x, y, right_ - x, metrics_.height());
    painter_.drawText(box, alignment, metrics_.elidedText(text, Qt::ElideMiddle, box.width()));
  }

  QPainter& painter_;
  const Chart& chart_;
  const ChartFrame& frame_;
  Language language_;
  QFontMetricsF metrics_;
  double right_;
};

}  // namespace

std::optional<QRectF> Chart::range() const {
  double west = 1e300;
  double east = -1e300;
  double low = 1e300;
  double high = -1e300;
  for (const Line& line : lines) {
    for (const QPointF& p : line.points) {
      west = std::min(west, p.x());
      east = std::max(east, p.x());
      if (!std::isfinite(p.y())) continue;
      low = std::min(low, p.y());
      high = std::max(high, p.y());
    }
  }
  if (low > high) return std::nullopt;
  if (from_zero && low >= 0.0) low = 0.0;
  constexpr double kHeadroom = 0.08;
  constexpr double kFlat = 0.1;  // a span for values that are all the same
  const double span = std::max(high - low, kFlat);
  const double bottom = from_zero && low == 0.0 ? 0.0 : low - kHeadroom * span;
  return QRectF(QPointF(west, bottom),
                QPointF(std::max(east, west + 1.0), low + (1.0 + kHeadroom) * span));
}

ChartView::ChartView(Language language) : language_(language) {
  setMinimumSize(220, 150);
  setAutoFillBackground(true);
  QPalette white = palette();
  white.setColor(QPalette::Window, Qt::white);
  setPalette(white);
}

void ChartView::show_chart(Chart chart) {
  chart_ = std::move(chart);
  update();
}

std::optional<double> ChartView::pixel_of(double x) const {
  const auto frame = frame_of(chart_, *this, language_);
  return frame ? std::optional{frame->x(x)} : std::nullopt;
}

void ChartView::paintEvent(QPaintEvent* /*event*/) {
  const auto frame = frame_of(chart_, *this, language_);
  QPainter painter(this);
  if (!frame) {
    painter.setPen(kInk);
    painter.drawText(rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap,
                     chart_.note);
    return;
  }
  Drawing(painter, chart_, *frame, language_).draw();
}

void ChartView::click_at(double pixel) {
  const auto frame = frame_of(chart_, *this, language_);
  if (frame && on_clicked) on_clicked(frame->x_at(pixel));
}

void ChartView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) click_at(event->position().x());
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & Qt::LeftButton) != 0) click_at(event->position().x());
}

}  // namespace twin

#include "viewer/app/chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "viewer/look/ticks.h"

namespace twin {
namespace {

const QColor kInk(20, 40, 75);
const QColor kFaint(222, 227, 234);

QString text_of(const Text& text, Language language) {
  return QString::fromStdString(text.in(language));
}

QString since_start(double seconds) {
  const auto minutes = static_cast<int>(std::lround(seconds / 60.0));
  return QStringLiteral("+%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

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

/// The rectangle that is plotted in, and what its edges mean.
struct ChartView::Frame {
  QRectF plot;
  QRectF range;  ///< top(): the least value

  double x(double value) const {
    return plot.left() + plot.width() * (value - range.left()) / range.width();
  }
  double y(double value) const {
    return plot.bottom() - plot.height() * (value - range.top()) / range.height();
  }
  QPointF at(const QPointF& p) const { return {x(p.x()), y(p.y())}; }
};

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

std::optional<ChartView::Frame> ChartView::frame() const {
  const auto range = chart_.range();
  if (!range) return std::nullopt;
  const QFontMetricsF metrics(font());
  const auto ticks = round_ticks(range->top(), range->bottom(), 5);
  double widest = 0.0;
  for (const double tick : ticks) {
    const QString label = text_of(shown(tick, decimals_of(ticks)), language_);
    widest = std::max(widest, metrics.horizontalAdvance(label));
  }
  const double line = metrics.height();
  const auto named = static_cast<double>(std::ranges::count_if(
      chart_.lines, [](const Chart::Line& one) { return !one.name.isEmpty(); }));
  return Frame{.plot = QRectF(QPointF(widest + 14.0, (1.0 + named) * line + 10.0),
                              QPointF(width() - 16.0, height() - 2.0 * line - 8.0)),
               .range = *range};
}

std::optional<double> ChartView::pixel_of(double x) const {
  const auto in = frame();
  return in ? std::optional{in->x(x)} : std::nullopt;
}

void ChartView::paintEvent(QPaintEvent* /*event*/) {
  const auto in = frame();
  if (!in) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetricsF metrics(font());
  painter.save();
  painter.setClipRect(in->plot);
  for (const Chart::Band& band : chart_.bands) {
    const double top = in->y(std::min(band.to, in->range.bottom()));
    painter.fillRect(
        QRectF(QPointF(in->plot.left(), top), QPointF(in->plot.right(), in->y(band.from))),
        band.colour);
  }
  for (const Chart::Area& area : chart_.areas) {
    QPolygonF outline;
    for (const QPointF& p : area.outline) outline << in->at(p);
    painter.setPen(Qt::NoPen);
    painter.setBrush(area.colour);
    painter.drawPolygon(outline);
  }
  painter.restore();

  // Axes: ticks, their numbers, what they mean.
  const auto y_ticks = round_ticks(in->range.top(), in->range.bottom(), 5);
  for (const double tick : y_ticks) {
    const double y = in->y(tick);
    painter.setPen(kFaint);
    painter.drawLine(QPointF(in->plot.left(), y), QPointF(in->plot.right(), y));
    painter.setPen(kInk);
    painter.drawText(
        QRectF(0.0, y - metrics.height(), in->plot.left() - 5.0, 2.0 * metrics.height()),
        Qt::AlignRight | Qt::AlignVCenter, text_of(shown(tick, decimals_of(y_ticks)), language_));
  }
  const int fit = std::max(2, static_cast<int>(in->plot.width() / (4.6 * metrics.height())));
  const auto x_ticks = chart_.axis == AxisKind::metres
                           ? round_ticks(in->range.left(), in->range.right(), fit)
                           : clock_ticks(in->range.left(), in->range.right(), fit);
  for (const double tick : x_ticks) {
    const double x = in->x(tick);
    const QString label = chart_.axis == AxisKind::metres
                              ? text_of(shown(tick, decimals_of(x_ticks)), language_)
                          : chart_.axis == AxisKind::clock ? QString::fromStdString(tick_text(tick))
                                                           : since_start(tick);
    painter.setPen(kFaint);
    painter.drawLine(QPointF(x, in->plot.top()), QPointF(x, in->plot.bottom()));
    painter.setPen(kInk);
    painter.drawText(QRectF(x - 50.0, in->plot.bottom() + 2.0, 100.0, metrics.height()),
                     Qt::AlignHCenter, label);
  }
  painter.drawLine(in->plot.bottomLeft(), in->plot.bottomRight());
  painter.drawLine(in->plot.bottomLeft(), in->plot.topLeft());
  painter.drawText(QRectF(6.0, 3.0, width() - 12.0, metrics.height()), Qt::AlignLeft,
                   metrics.elidedText(chart_.y_title, Qt::ElideRight, width() - 12.0));
  painter.drawText(
      QRectF(6.0, in->plot.bottom() + metrics.height() + 3.0, width() - 22.0, metrics.height()),
      Qt::AlignRight, chart_.x_title);

  // Lines, broken where there is no value, and the legend.
  double legend_y = metrics.height() + 5.0;
  for (const Chart::Line& line : chart_.lines) {
    painter.setPen(QPen(line.colour, 2.0));
    QPolygonF piece;
    for (const QPointF& p : line.points) {
      if (std::isfinite(p.y())) {
        piece << in->at(p);
        if (line.dots) painter.drawEllipse(piece.back(), 1.6, 1.6);
        continue;
      }
      painter.drawPolyline(piece);
      piece.clear();
    }
    painter.drawPolyline(piece);
    if (line.name.isEmpty()) continue;
    const double middle = legend_y + 0.5 * metrics.height();
    painter.drawLine(QPointF(8.0, middle), QPointF(26.0, middle));
    painter.setPen(kInk);
    painter.drawText(QRectF(32.0, legend_y, width() - 38.0, metrics.height()), Qt::AlignLeft,
                     metrics.elidedText(line.name, Qt::ElideMiddle, width() - 38.0));
    legend_y += metrics.height();
  }
  if (chart_.cursor && *chart_.cursor >= in->range.left() && *chart_.cursor <= in->range.right()) {
    const double x = in->x(*chart_.cursor);
    painter.setPen(QPen(QColor(200, 60, 40), 1.5));
    painter.drawLine(QPointF(x, in->plot.top()), QPointF(x, in->plot.bottom()));
  }
}

void ChartView::click_at(double pixel) {
  const auto in = frame();
  if (!in || !on_clicked) return;
  const double share = std::clamp((pixel - in->plot.left()) / in->plot.width(), 0.0, 1.0);
  on_clicked(in->range.left() + share * in->range.width());
}

void ChartView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) click_at(event->position().x());
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & Qt::LeftButton) != 0) click_at(event->position().x());
}

}  // namespace twin

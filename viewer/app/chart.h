#pragma once

#include <QColor>
#include <QPolygonF>
#include <QString>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "engine/base/text.h"

namespace twin {

/// What the numbers of an x axis are.
enum class AxisKind { metres, clock, since_start };  ///< clock: seconds since 1970; start: seconds

/// Lines over one x axis: values through time, or ground and water along a way.
struct Chart {
  struct Line {
    QString name;  ///< in the legend; empty: not there
    QColor colour;
    QPolygonF points;  ///< x ascending; y NaN: a gap
    bool dots = false;
  };
  struct Band {  ///< between two values, over the whole width
    double from = 0.0;
    double to = 0.0;
    QColor colour;
  };
  struct Area {
    QPolygonF outline;
    QColor colour;
  };
  AxisKind axis = AxisKind::metres;
  QString x_title;
  QString y_title;        ///< with its unit
  bool from_zero = true;  ///< the y axis begins at 0 where no value is less
  std::vector<Line> lines;
  std::vector<Band> bands;
  std::vector<Area> areas;  ///< beneath the lines
  std::optional<double> cursor;
  QString note;  ///< what is written where no line has a value

  /// Ranges that are drawn; nothing where no line has a value.
  std::optional<QRectF> range() const;
};

/// Shows a chart; a click tells its x.
class ChartView : public QWidget {
 public:
  explicit ChartView(Language language);
  std::function<void(double)> on_clicked;

  void show_chart(Chart chart);
  const Chart& chart() const { return chart_; }
  /// Where an x is drawn, pixels from the left; nothing where nothing is drawn.
  std::optional<double> pixel_of(double x) const;
  QSize sizeHint() const override { return {330, 210}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  void click_at(double pixel);

  Language language_;
  Chart chart_;
};

}  // namespace twin

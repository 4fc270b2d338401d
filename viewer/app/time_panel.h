#pragma once

#include <QElapsedTimer>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <functional>
#include <vector>

#include "viewer/app/view_widget.h"
#include "viewer/model/time_marks.h"

class QComboBox;
class QLabel;

namespace twin {

/// A slider with marks at instants worth going to, each kind of a shape and colour of its own.
class MarkedSlider : public QSlider {
 public:
  MarkedSlider();
  /// A mark that was clicked.
  std::function<void(const TimeMark&)> on_mark;
  /// When a mark is, for its tip.
  std::function<QString(const TimeMark&)> tip_of;
  /// They lie between the slider's values where they lie between the instants of what is shown.
  void set_marks(std::vector<TimeMark> marks, const std::vector<double>& wall_times_s);
  const std::vector<TimeMark>& marks() const { return marks_; }
  /// Where a mark lies among the slider's values: 1.5 is half way from the second to the third.
  double mark_value(std::size_t mark) const { return values_[mark]; }
  /// Its middle, in pixels.
  double mark_x(std::size_t mark) const { return x_of(values_[mark]); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  double x_of(double value) const;
  double mark_y(std::size_t mark) const;
  /// Those that a place may mean, the nearest first.
  std::vector<std::size_t> marks_near(const QPointF& at) const;

  std::vector<TimeMark> marks_;
  std::vector<double> values_;
};

/// Time: a slider over the instants of what is shown, and play at a chosen speed.
class TimePanel : public QWidget {
 public:
  TimePanel(ViewWidget& view, Language language);
  /// Marks besides those of what is shown: the stops of a tour.
  std::function<std::vector<TimeMark>()> more_marks;
  /// Goes to a stop of the tour whose mark was clicked: its camera and layers too.
  std::function<void(std::size_t stop)> on_stop;
  /// Takes the instants of the stage.
  void read_stage();
  void read_marks();
  void play(bool playing);
  /// Goes so many instants on, or back, as far as there are any; what plays stops.
  void step_by(int instants);
  /// Goes to the instant of what is shown that is nearest to a time of the wall clock.
  void go_to_nearest(double wall_s);
  MarkedSlider& slider() { return *slider_; }
  bool playing() const { return timer_.isActive(); }

 private:
  void add_speeds();
  void step();
  void go_to(int index);
  void go_to_mark(const TimeMark& mark);
  QString told(const TimeMark& mark) const;
  void tell_clock();
  QIcon icon(bool playing) const;

  ViewWidget& view_;
  Language language_;
  QToolButton* button_;
  MarkedSlider* slider_;
  QComboBox* speed_;  ///< its data: seconds of the ward a second of ours
  QLabel* label_;
  QTimer timer_;
  QTimer searching_;  ///< looks whether peaks were found
  QElapsedTimer since_played_;
  double played_from_s_ = 0.0;
  std::vector<double> wall_times_s_;
};

}  // namespace twin

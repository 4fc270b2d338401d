#pragma once

#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "viewer/app/view_widget.h"

class QLabel;

namespace twin {

/// Time: a slider over the instants of what is shown, and play.
class TimePanel : public QWidget {
 public:
  TimePanel(ViewWidget& view, Language language);
  /// Takes the instants of the stage.
  void read_stage();
  void play(bool playing);
  /// Goes to the instant of what is shown that is nearest to a time of the wall clock.
  void go_to_nearest(double wall_s);
  QSlider& slider() { return *slider_; }

 private:
  void go_to(int index);
  QIcon icon(bool playing) const;

  ViewWidget& view_;
  Language language_;
  QToolButton* button_;
  QSlider* slider_;
  QLabel* label_;
  QTimer timer_;
  std::vector<double> wall_times_s_;
};

}  // namespace twin

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>

#include "viewer/app/questions.h"
#include "viewer/app/time_panel.h"
#include "viewer/app/view_widget.h"
#include "viewer/model/tour.h"

class QKeyEvent;

namespace twin {

/// Shows a tour stop by stop in a view: flies there, writes the caption in large letters, obeys the
/// keys that remote clickers send (Page Down, Page Up, B or full stop for black, Escape), L for the
/// pointer, the space bar to play and Shift with an arrow for the instant before and after. What is
/// clicked is told in large type until Escape or the next stop.
class Presenter : public QObject {
 public:
  Presenter(ViewWidget& view, TimePanel& time, Questions& questions)
      : QObject(&view), view_(view), time_(time), questions_(questions) {
    connect(&timer_, &QTimer::timeout, [this] { fly(); });
  }

  /// Called when the tour is left.
  std::function<void()> on_end;

  void start(const Tour& tour, std::size_t first);
  void end();
  bool presenting() const { return presenting_; }
  std::size_t stop() const { return stop_; }
  bool flying() const { return timer_.isActive(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void go_to(std::size_t stop);
  void fly();
  bool obey(const QKeyEvent& pressed);
  /// What is on top goes: an answer, or the meeting itself.
  void escape();

  ViewWidget& view_;
  TimePanel& time_;
  Questions& questions_;
  Tour tour_;
  std::size_t stop_ = 0;
  bool presenting_ = false;
  bool black_ = false;
  bool pointer_ = false;
  Camera from_;
  Camera to_;
  QTimer timer_;
  QElapsedTimer since_start_;
};

}  // namespace twin

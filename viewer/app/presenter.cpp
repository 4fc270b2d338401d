#include "viewer/app/presenter.h"

#include <QApplication>
#include <QKeyEvent>
#include <algorithm>

#include "viewer/app/tour_stops.h"
#include "viewer/shapes/flight.h"

namespace twin {
namespace {

constexpr int kTick_ms = 30;
constexpr double kLongest_s = 4.0;  // in a meeting nobody waits longer for a flight

}  // namespace

void Presenter::start(const Tour& tour, std::size_t first) {
  if (tour.stops.empty() || view_.stage() == nullptr) return;
  tour_ = tour;
  presenting_ = true;
  view_.set_big_type(true);
  questions_.set_large(true);
  qApp->installEventFilter(this);
  go_to(std::min(first, tour_.stops.size() - 1));
}

void Presenter::end() {
  if (!presenting_) return;
  presenting_ = false;
  timer_.stop();
  qApp->removeEventFilter(this);
  time_.play(false);
  questions_.set_large(false);
  view_.set_big_type(false);
  view_.set_pointer(pointer_ = false);
  view_.set_black(black_ = false);
  view_.overlay().caption.clear();
  view_.overlay().counter.clear();
  view_.overlay().left_out.clear();
  view_.update();
  if (on_end) on_end();
}

void Presenter::go_to(std::size_t stop) {
  stop_ = stop;
  time_.play(false);
  questions_.put_away();
  const TourStop& there = tour_.stops[stop];
  view_.change([&](Stage& stage) {
    show_stop(there, stage, view_.overlay());
    stage.set_wall_time_s(wall_time_s_of(there, stage));
  });
  time_.read_stage();
  view_.overlay().counter = std::to_string(stop + 1) + " / " + std::to_string(tour_.stops.size());
  from_ = view_.camera();
  to_ = camera_of(there, view_.stage()->session().world());
  since_start_.start();
  timer_.start(kTick_ms);
}

void Presenter::fly() {
  const double travel_s = std::min(kLongest_s, tour_.stops[stop_].travel_s);
  const double since_s = 0.001 * static_cast<double>(since_start_.elapsed());
  const double share = travel_s > 0.0 ? since_s / travel_s : 1.0;
  view_.set_camera(on_flight(from_, to_, share));
  if (share >= 1.0) timer_.stop();
}

void Presenter::escape() {
  if (questions_.told_large())
    questions_.put_away();
  else
    end();
}

bool Presenter::obey(const QKeyEvent& pressed) {
  const bool shift = (pressed.modifiers() & Qt::ShiftModifier) != 0;
  if (shift && (pressed.key() == Qt::Key_Left || pressed.key() == Qt::Key_Right)) {
    time_.step_by(pressed.key() == Qt::Key_Right ? 1 : -1);
    return true;
  }
  switch (pressed.key()) {
    case Qt::Key_Space:
      time_.play(!time_.playing());
      return true;
    case Qt::Key_PageDown:
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_Return:
      if (stop_ + 1 < tour_.stops.size()) go_to(stop_ + 1);
      return true;
    case Qt::Key_PageUp:
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_Backspace:
      if (stop_ > 0) go_to(stop_ - 1);
      return true;
    case Qt::Key_Home:
      go_to(0);
      return true;
    case Qt::Key_End:
      go_to(tour_.stops.size() - 1);
      return true;
    case Qt::Key_B:
    case Qt::Key_Period:
      view_.set_black(black_ = !black_);
      return true;
    case Qt::Key_L:
      view_.set_pointer(pointer_ = !pointer_);
      return true;
    case Qt::Key_Escape:
      escape();
      return true;
    default:
      return false;
  }
}

bool Presenter::eventFilter(QObject* watched, QEvent* event) {
  // A dialog over the picture has its own use for keys.
  const auto* widget = qobject_cast<QWidget*>(watched);
  const bool ours =
      event->type() == QEvent::KeyPress && widget != nullptr && widget->window() == view_.window();
  if (ours && obey(*static_cast<QKeyEvent*>(event))) return true;
  return QObject::eventFilter(watched, event);
}

}  // namespace twin

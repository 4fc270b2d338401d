#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QThread>
#include <cstdlib>
#include <memory>

#include "tests/viewer/opened_ward.h"
#include "viewer/app/main_window.h"

namespace twin {

/// The window itself, on a virtual screen, worked as a hand would.
class OpenedWindow : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    opened_ = std::make_unique<OpenedWard>();
    window_ = std::make_unique<MainWindow>(opened_->session, ShotOrder{});
    window_->show();
    settle();
  }
  static void TearDownTestSuite() {
    keep_picture(::testing::UnitTest::GetInstance()->current_test_suite()->name());
    window_.reset();
    opened_.reset();
  }

  /// WARDTWIN_WINDOW_SHOT=folder keeps pictures of the window there for a person to look at.
  static void keep_picture(const char* name) {
    const char* folder = std::getenv("WARDTWIN_WINDOW_SHOT");
    if (folder != nullptr) window_->grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
  }

  /// Lets the window read and draw what it has to.
  static void settle() {
    window_->view().catch_up(true);
    QElapsedTimer timer;
    timer.start();
    // On a busy machine one picture may take longer than that: what it delayed comes after it.
    constexpr int kRounds = 8;
    for (int round = 0; round < kRounds || timer.elapsed() < 400; ++round) {
      QApplication::processEvents(QEventLoop::AllEvents, 50);
      QThread::msleep(20);
    }
  }

  static void mouse(QEvent::Type type, const QPointF& at, Qt::MouseButtons buttons) {
    ViewWidget& view = window_->view();
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, view.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
  }
  static void click(const QPointF& at) {
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton);
    mouse(QEvent::MouseButtonRelease, at, Qt::NoButton);
    settle();
  }
  static void press(QWidget& widget, int key, const QString& text = {},
                    Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QKeyEvent down(QEvent::KeyPress, key, modifiers, text);
    QApplication::sendEvent(&widget, &down);
  }
  static void type(QWidget& widget, const char* text) {
    for (const QChar letter : QString::fromUtf8(text)) press(widget, 0, letter);
  }
  /// Where a place of the ward appears in the view.
  static QPointF on_view(Point p, double z_m) {
    ViewWidget& view = window_->view();
    const auto at = view.camera().on_picture(
        opened_->session.world().origin.from(p, z_m).cast<double>(), view.width(), view.height());
    return {at->x, at->y};
  }
  static bool facts_hold(const char* text) {
    return !window_->facts().findItems(QString::fromUtf8(text), Qt::MatchContains).isEmpty();
  }

  /// Of the water shown; cells that were not computed are no water.
  static float deepest_m() {
    const auto& values = window_->view().stage()->water_now()->values();
    return values.isNaN().select(0.0F, values).maxCoeff();
  }

  static inline std::unique_ptr<OpenedWard> opened_;
  static inline std::unique_ptr<MainWindow> window_;
};

}  // namespace twin

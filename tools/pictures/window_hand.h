#pragma once

#include <QApplication>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>

#include "viewer/app/view_widget.h"

namespace twin {

/// Lets the window read and draw what it has to.
inline void live(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

/// Clicks into the view as a hand would; what the click asks is answered when this returns.
inline void click(ViewWidget& view, const QPointF& at) {
  for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
    QMouseEvent event(type, at, view.mapToGlobal(at), Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
  }
}

}  // namespace twin

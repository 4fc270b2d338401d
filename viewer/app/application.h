#pragma once

#include <QApplication>
#include <functional>

#include "engine/base/findings.h"

namespace twin {

/// The application around the window: what goes wrong while it works on an event is told, and the
/// window goes on.
class Application : public QApplication {
 public:
  using QApplication::QApplication;

  std::function<void(const Failure&)> on_failure;

  bool notify(QObject* receiver, QEvent* event) override;
};

/// Lets threads that draw and read share what memory is free, or each keeps some of its own: 20 MiB
/// in a window. Before anything else.
void share_free_memory();

}  // namespace twin

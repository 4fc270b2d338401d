#include "viewer/app/application.h"

namespace twin {

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (const Failure& failure) {
    if (!on_failure) throw;
    on_failure(failure);
    return true;
  }
}

}  // namespace twin

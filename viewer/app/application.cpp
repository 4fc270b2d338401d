#include "viewer/app/application.h"

#include <malloc.h>

namespace twin {

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (const Failure& failure) {
    if (!on_failure) throw;
    on_failure(failure);
    return true;
  } catch (const std::exception& error) {
    if (!on_failure) throw;
    on_failure(Failure({.where = "wardtwin-viewer",
                        .found = Text(error.what()),
                        .expected = twin::tr("work without this fault", "chạy không gặp lỗi này"),
                        .outcome = twin::tr("that was not done; the window goes on",
                                            "việc đó chưa làm được; cửa sổ vẫn chạy tiếp"),
                        .hint = twin::tr("please report it", "đề nghị báo lại lỗi này")}));
    return true;
  }
}

void share_free_memory() { mallopt(M_ARENA_MAX, 1); }

}  // namespace twin

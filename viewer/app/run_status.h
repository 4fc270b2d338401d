#pragma once

#include <QLabel>
#include <QProgressBar>
#include <functional>

#include "viewer/app/run_queue.h"

namespace twin {

/// How far the run that goes is, small enough for a status bar; a click on it leads to the runs.
class RunStatus : public QWidget {
 public:
  explicit RunStatus(Language language);

  std::function<void()> on_clicked;
  void read(const RunQueue& queue);

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  Language language_;
  QLabel* words_;
  QProgressBar* bar_;
};

}  // namespace twin

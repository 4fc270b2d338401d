#pragma once

#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <functional>

#include "viewer/app/child_run.h"

namespace twin {

/// A run in the list of runs: how far it is, what it does, how long it still takes, and what can be
/// done with it now.
class RunCard : public QFrame {
 public:
  RunCard(ChildRun& run, Language language);

  std::function<void()> on_resume;
  std::function<void()> on_forget;
  std::function<void()> on_show;  ///< its picture, in the window
  std::function<void()> on_log;
  std::function<void()> on_why;  ///< what went wrong

  ChildRun& run() { return run_; }
  /// Takes what is new of the run.
  void read();

 private:
  Text told() const;
  Text told_of_progress() const;
  Text told_of_what_was_left() const;
  QPushButton* button(const Text& text, const std::function<void()>& press);

  ChildRun& run_;
  Language language_;
  QLabel* title_;
  QLabel* state_;
  QProgressBar* bar_;
  QPushButton* cancel_;
  QPushButton* resume_;
  QPushButton* forget_;
  QPushButton* show_;
  QPushButton* why_;
};

}  // namespace twin

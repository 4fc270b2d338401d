#pragma once

#include <memory>
#include <vector>

#include "viewer/app/child_run.h"

namespace twin {

/// The runs that were asked for, one at a time in that order: each takes all cores anyhow.
class RunQueue : public QObject {
 public:
  /// A run joined, or something of one is new.
  std::function<void(ChildRun&)> on_change;
  std::function<void(ChildRun&)> on_end;
  /// No run goes or waits any longer.
  std::function<void()> on_idle;

  ChildRun& add(const WardtwinProgram& program, RunOrder order);
  /// Lists a run that was left unfinished, unless it is listed already.
  void take_up(const WardtwinProgram& program, RunOrder order);
  /// Lines up a run that had stopped, to go on.
  void resume(ChildRun& run);
  void cancel_all();
  /// Takes a run that has ended off the list, and what is left of it off the disk if it did not
  /// finish; that takes place beside the window.
  void forget(ChildRun& run);

  const std::vector<std::unique_ptr<ChildRun>>& runs() const { return runs_; }
  /// The run that goes; nullptr where none does.
  ChildRun* current() const;
  /// Whether any run goes or waits.
  bool busy() const;

 private:
  ChildRun& join(const WardtwinProgram& program, RunOrder order);
  void go_on();
  void ended(ChildRun& run);

  std::vector<std::unique_ptr<ChildRun>> runs_;
};

}  // namespace twin

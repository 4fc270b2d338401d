#include "viewer/app/run_queue.h"

#include <QThreadPool>
#include <algorithm>

namespace twin {
namespace {

namespace fs = std::filesystem;

bool goes(const ChildRun& run) {
  return run.state() == RunState::running || run.state() == RunState::stopping;
}

void remove_beside_the_window(const fs::path& folder) {
  QThreadPool::globalInstance()->start([folder] {
    std::error_code error;
    fs::remove_all(folder, error);
  });
}

/// What an unfinished run left, and its own scenario file: the name is free again at once.
void remove_leftovers(const RunOrder& order) {
  std::error_code error;
  if (order.owns_file()) fs::remove(order.scenario_file, error);
  const fs::path rest = order.partial().string() + ".removed";
  fs::rename(order.partial(), rest, error);
  if (!error) remove_beside_the_window(rest);
}

}  // namespace

ChildRun& RunQueue::join(const WardtwinProgram& program, RunOrder order) {
  ChildRun& run = *runs_.emplace_back(std::make_unique<ChildRun>(program, std::move(order)));
  run.on_change = [this, &run] {
    if (on_change) on_change(run);
  };
  run.on_end = [this, &run] { ended(run); };
  return run;
}

ChildRun& RunQueue::add(const WardtwinProgram& program, RunOrder order) {
  ChildRun& run = join(program, std::move(order));
  if (on_change) on_change(run);
  go_on();
  return run;
}

void RunQueue::take_up(const WardtwinProgram& program, RunOrder order) {
  const auto same = [&](const auto& run) { return run->order().target == order.target; };
  if (std::ranges::any_of(runs_, same)) return;
  join(program, std::move(order)).lie_unfinished();
}

void RunQueue::resume(ChildRun& run) {
  run.wait_again();
  go_on();
}

void RunQueue::cancel_all() {
  // Those that wait first, or each would start as the one before it stops.
  for (const auto& run : runs_) {
    if (run->state() == RunState::waiting) run->cancel();
  }
  if (ChildRun* run = current()) run->cancel();
}

void RunQueue::forget(ChildRun& run) {
  if (goes(run) || run.state() == RunState::waiting) return;
  if (run.state() != RunState::finished) remove_leftovers(run.order());
  std::erase_if(runs_, [&](const auto& one) { return one.get() == &run; });
}

ChildRun* RunQueue::current() const {
  const auto it = std::ranges::find_if(runs_, [](const auto& run) { return goes(*run); });
  return it == runs_.end() ? nullptr : it->get();
}

bool RunQueue::busy() const {
  return std::ranges::any_of(
      runs_, [](const auto& run) { return goes(*run) || run->state() == RunState::waiting; });
}

void RunQueue::go_on() {
  if (current() != nullptr) return;
  const auto next = std::ranges::find_if(
      runs_, [](const auto& run) { return run->state() == RunState::waiting; });
  if (next == runs_.end()) return;
  std::error_code error;
  (*next)->start(fs::exists((*next)->order().partial(), error));
}

void RunQueue::ended(ChildRun& run) {
  if (run.state() != RunState::finished && !run.has_leftover()) remove_leftovers(run.order());
  if (on_end) on_end(run);
  go_on();
  if (!busy() && on_idle) on_idle();
}

}  // namespace twin

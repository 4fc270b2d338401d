#include "viewer/app/child_run.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "engine/results/bundle_writer.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr int kTick_ms = 500;
constexpr int kPatience_ms = 8000;  // a solver looks for a stop once a step
constexpr int kNicer = 5;           // the window comes first on a small computer
constexpr int kBadInput = 3;        // exit codes of wardtwin
constexpr int kInterrupted = 130;

/// Of a run that was left in `partial`: as it was asked for, or else by a scenario file beside it.
RunOrder order_left(const fs::path& target, const fs::path& partial) {
  if (const auto call = call_of(partial)) {
    return {.title = call->title,
            .scenario_file = call->scenario_file,
            .target = target,
            .folder = call->folder,
            .assignments = call->assignments};
  }
  const fs::path beside = target.string() + ".toml";
  std::error_code error;
  return {.title = target.filename().string(),
          .scenario_file = fs::exists(beside, error) ? beside : fs::path(),
          .target = target};
}

}  // namespace

std::vector<RunOrder> left_unfinished_in(const fs::path& results) {
  std::vector<RunOrder> orders;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(results, error)) {
    if (entry.path().extension() != ".partial" || !is_interrupted_run(entry.path())) continue;
    const fs::path target = fs::path(entry.path()).replace_extension();
    if (!fs::exists(target, error)) orders.push_back(order_left(target, entry.path()));
  }
  std::ranges::sort(orders, {}, &RunOrder::target);
  return orders;
}

ChildRun::ChildRun(WardtwinProgram program, RunOrder order)
    : program_(std::move(program)), order_(std::move(order)) {
  process_.setChildProcessModifier([] {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (nice(kNicer) == -1) return;  // then it runs as it is
  });
  connect(&process_, &QProcess::readyReadStandardError, this, [this] { read(); });
  connect(&process_, &QProcess::finished, this,
          [this](int code, QProcess::ExitStatus status) { ended(code, status); });
  connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    finding_ = not_started(program_, process_.errorString());
    end_as(RunState::failed);
  });
  connect(&ticking_, &QTimer::timeout, this, [this] {
    left_.at(elapsed_s(), talk_.fraction());
    if (on_change) on_change();
  });
  patience_.setInterval(kPatience_ms);
  connect(&patience_, &QTimer::timeout, this, [this] { press(); });
}

ChildRun::~ChildRun() {
  disconnect(&process_, nullptr, this, nullptr);
  process_.kill();  // nothing is lost: what it saved last can be gone on with
}

void ChildRun::lie_unfinished() {
  state_ = RunState::left;
  if (on_change) on_change();
}

void ChildRun::start(bool resume) {
  const auto path = [](const fs::path& of) { return QString::fromStdString(of.string()); };
  const bool vietnamese = program_.language == Language::vietnamese;
  QStringList words{"run",
                    path(order_.scenario_file),
                    "-o",
                    path(order_.target),
                    "--lang",
                    vietnamese ? "vi" : "en",
                    "--errors=json",
                    "--progress=json"};
  for (const std::string& one : order_.assignments) words << "--set" << QString::fromStdString(one);
  if (resume) words << "--resume";
  talk_ = {};
  left_ = {};
  finding_.reset();
  refused_ = false;
  resumed_ = resume;
  pressed_ = 0;
  clock_.start();
  ticking_.start(kTick_ms);
  state_ = RunState::running;
  process_.setWorkingDirectory(path(order_.folder));
  process_.start(path(program_.file), words);
  if (on_change) on_change();
}

void ChildRun::cancel() {
  if (state_ == RunState::waiting) {
    end_as(RunState::cancelled);
  } else if (state_ == RunState::running) {
    state_ = RunState::stopping;
    press();
    patience_.start();
    if (on_change) on_change();
  }
}

void ChildRun::press() {
  const auto id = static_cast<pid_t>(process_.processId());
  if (id <= 0) return;
  constexpr int kSignals[] = {SIGINT, SIGTERM, SIGKILL};
  ::kill(id, kSignals[std::min(pressed_, 2)]);
  ++pressed_;
}

void ChildRun::wait_again() {
  state_ = RunState::waiting;
  finding_.reset();
  if (on_change) on_change();
}

double ChildRun::elapsed_s() const {
  const bool goes = state_ == RunState::running || state_ == RunState::stopping;
  return goes ? static_cast<double>(clock_.elapsed()) / 1000.0 : took_s_;
}

bool ChildRun::can_resume() const {
  std::error_code error;
  return has_leftover() && fs::exists(order_.scenario_file, error);
}

bool ChildRun::has_leftover() const {
  std::error_code error;
  const bool stopped =
      state_ == RunState::cancelled || state_ == RunState::failed || state_ == RunState::left;
  return stopped && !refused_ && fs::exists(order_.partial(), error);
}

void ChildRun::read() {
  talk_.hear(process_.readAllStandardError().toStdString());
  if (on_change) on_change();
}

void ChildRun::ended(int code, QProcess::ExitStatus status) {
  talk_.hear(process_.readAllStandardError().toStdString());
  const bool crashed = status == QProcess::CrashExit;
  if (!crashed && code == 0) {
    end_as(RunState::finished);
  } else if (state_ == RunState::stopping || (!crashed && code == kInterrupted)) {
    end_as(RunState::cancelled);
  } else {
    finding_ = talk_.failure();
    // What an earlier start had saved stays, whatever keeps this one from going on.
    refused_ = !crashed && code == kBadInput && !resumed_;
    if (!finding_) {
      const auto& lines = talk_.lines();
      finding_ = finding_of_end(
          {.crashed = crashed, .code = code, .last_words = lines.empty() ? "" : lines.back()},
          order_.title, order_.partial());
    }
    end_as(RunState::failed);
  }
}

void ChildRun::end_as(RunState state) {
  took_s_ = elapsed_s();
  ticking_.stop();
  patience_.stop();
  state_ = state;
  if (on_change) on_change();
  if (on_end) on_end();
}

}  // namespace twin

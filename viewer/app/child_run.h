#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "viewer/app/wardtwin_call.h"
#include "viewer/model/run_talk.h"

namespace twin {

/// A run that was asked for.
struct RunOrder {
  std::string title;
  std::filesystem::path scenario_file;  ///< empty: not known
  std::filesystem::path target;
  std::filesystem::path folder = {};  ///< in which it was asked for; empty: that of the viewer
  std::vector<std::string> assignments = {};  ///< --set: "key=value"

  std::filesystem::path partial() const { return target.string() + ".partial"; }
  /// The scenario file was written for this run, and goes with it.
  bool owns_file() const { return scenario_file == target.string() + ".toml"; }
};

/// The runs in a folder of which something was computed, that aren't finished, and that no process
/// is at work on: asked for in a window or on the command line.
std::vector<RunOrder> left_unfinished_in(const std::filesystem::path& results);

/// `left`: by an earlier session, or on the command line.
enum class RunState { waiting, running, stopping, finished, failed, cancelled, left };

/// A run as a child process: `wardtwin run` with its progress, the time it still takes, and how it
/// ended. It never outlives the viewer, and what it had done then can be gone on with.
class ChildRun : public QObject {
 public:
  ChildRun(WardtwinProgram program, RunOrder order);
  ~ChildRun() override;

  /// Called whenever something of it is new, its state or its progress.
  std::function<void()> on_change;
  /// Called when it has finished, failed or been cancelled.
  std::function<void()> on_end;

  /// It was left unfinished: it waits until somebody goes on with it.
  void lie_unfinished();
  /// Starts it, or goes on where it stopped.
  void start(bool resume);
  /// Asks it to stop (SIGINT), then more firmly (SIGTERM) and at last by force.
  void cancel();
  /// Puts a run that had stopped back into the line.
  void wait_again();

  const RunOrder& order() const { return order_; }
  RunState state() const { return state_; }
  const RunTalk& talk() const { return talk_; }
  std::optional<double> seconds_left() const { return left_.seconds(); }
  double elapsed_s() const;
  /// Why it failed; set where the state says so.
  const std::optional<Finding>& finding() const { return finding_; }
  /// It has stopped, and something is left of it; not where its input was bad, for with other input
  /// it is another run.
  bool has_leftover() const;
  /// It can go on with that: its scenario file is there.
  bool can_resume() const;
  qint64 process_id() const { return process_.processId(); }

 private:
  void read();
  void ended(int code, QProcess::ExitStatus status);
  void end_as(RunState state);
  void press();

  WardtwinProgram program_;
  RunOrder order_;
  RunState state_ = RunState::waiting;
  QProcess process_;
  RunTalk talk_;
  TimeLeft left_;
  QElapsedTimer clock_;
  double took_s_ = 0.0;
  QTimer ticking_;
  QTimer patience_;
  int pressed_ = 0;
  std::optional<Finding> finding_;
  bool resumed_ = false;
  bool refused_ = false;  ///< for its input, before anything was computed
};

}  // namespace twin

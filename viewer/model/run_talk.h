#pragma once

#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"

namespace twin {

/// What a `wardtwin run --progress=json --errors=json` says on stderr, put together from the
/// pieces in which it comes.
class RunTalk {
 public:
  void hear(std::string_view piece);

  double fraction() const { return fraction_; }
  /// What it does now, in the language it was started with.
  const std::string& doing() const { return doing_; }
  /// Why it failed; nothing while it has not said so.
  const std::optional<Finding>& failure() const { return failure_; }
  /// Its steps and whatever else it said but why it failed; a step that counts on is one line.
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  void hear_line(const std::string& line);
  /// Progress, or why it failed. @returns whether the line is either.
  bool hear_json(const std::string& line);
  void hear_progress(double fraction, const std::string& doing);

  std::string unfinished_;
  double fraction_ = 0.0;
  std::string doing_;
  std::optional<Finding> failure_;
  std::vector<std::string> lines_;
  std::string step_;  ///< of the last line, where that is a step
};

/// How long a run still takes, judged by its speed of late.
class TimeLeft {
 public:
  /// Tells how far it was at a time since its start; times ascend.
  void at(double elapsed_s, double fraction);
  /// Nothing in the first moments, and while it does not move.
  std::optional<double> seconds() const;

 private:
  struct Moment {
    double elapsed_s;
    double fraction;
  };
  std::deque<Moment> moments_;
};

/// "còn khoảng 2 phút", "còn vài giây".
Text time_left_told(double seconds);

/// How a child process ended.
struct ChildEnd {
  bool crashed = false;         ///< by a signal
  int code = 0;                 ///< of its exit, or the signal's number
  std::string last_words = {};  ///< the last line it wrote besides what is understood
};

/// What ended a run that neither finished nor told why, in four parts: the signal or the exit code,
/// and what is left of it in `partial` (which may not exist).
Finding finding_of_end(const ChildEnd& end, const std::string& title,
                       const std::filesystem::path& partial);

}  // namespace twin

#pragma once

#include <functional>
#include <stop_token>
#include <string_view>
#include <utility>

#include "engine/base/text.h"

namespace twin {

/// Thrown by Progress::checkpoint; only the command line and the viewer catch it.
struct Cancelled {};

/// A running computation's line to whoever started it.
class Progress {
 public:
  using Report = std::function<void(double fraction_done, const Text& doing)>;

  explicit Progress(Report report = {}, std::stop_token stop = {})
      : report_(std::move(report)), stop_(std::move(stop)) {}

  /// Reports progress (0 to 1), then throws Cancelled if a stop was asked for.
  /// Solvers call it once per time step or iteration.
  void checkpoint(double fraction_done, const Text& doing) const {
    if (report_) report_(fraction_done, doing);
    if (stop_.stop_requested()) throw Cancelled{};
  }

  /// The share from `begin` to `end` of this progress, for a step that counts 0 to 1 itself.
  Progress part(double begin, double end) const {
    if (!report_) return Progress({}, stop_);
    return Progress([report = report_, begin, end](double done, const Text& doing) {
      report(begin + done * (end - begin), doing);
    }, stop_);
  }

 private:
  Report report_;
  std::stop_token stop_;
};

}  // namespace twin

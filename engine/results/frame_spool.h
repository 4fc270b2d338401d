#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/space/grid.h"

namespace twin {

/// The instants of a grid through time while a run goes on: a small file each in a folder of the
/// partial run, so that a run that was killed keeps those it had.
class FrameSpool {
 public:
  explicit FrameSpool(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Replaces the instant of the same time. A file is there whole or not at all. @throws
  /// OutputError.
  void write(double time_s, const Grid<float>& values) const;
  /// The times there are, increasing.
  std::vector<double> times_s() const;
  /// @throws InputError: no such instant, or a file that is cut off.
  Grid<float> read(double time_s) const;

 private:
  std::filesystem::path file_of(double time_s) const;

  std::filesystem::path folder_;
};

}  // namespace twin

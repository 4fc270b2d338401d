#include "engine/results/frame_spool.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>

#include "engine/base/findings.h"
#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"

namespace twin {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kEnding = ".frame";

/// What stands before the values in a file of the spool.
struct Heading {
  double west_m = 0.0;
  double north_m = 0.0;
  double cell_m = 0.0;
  std::int32_t rows = 0;
  std::int32_t cols = 0;
};

template <typename Data>
std::string_view bytes_of(const Data* data, std::size_t count) {
  return {reinterpret_cast<const char*>(data), count * sizeof(Data)};
}

}  // namespace

fs::path FrameSpool::file_of(double time_s) const {
  return folder_ / (shortest(time_s) + std::string(kEnding));
}

void FrameSpool::write(double time_s, const Grid<float>& values) const {
  std::error_code ignored;  // a folder that cannot be made shows when the file is written
  fs::create_directories(folder_, ignored);
  const fs::path file = file_of(time_s);
  const fs::path unfinished = file.string() + ".new";
  const GridFrame& frame = values.frame();
  const Heading heading{frame.north_west.x_m, frame.north_west.y_m, frame.cell_m, frame.rows,
                        frame.cols};
  std::string bytes(bytes_of(&heading, 1));
  bytes += bytes_of(values.values().data(), static_cast<std::size_t>(values.values().size()));
  write_file(unfinished, bytes);
  std::error_code error;
  fs::rename(unfinished, file, error);
  if (error) {
    throw OutputError({.where = file.string(),
                       .found = error.message(),
                       .expected = tr("a place that can be written to", "nơi ghi được"),
                       .outcome = tr("stopped", "đã dừng")});
  }
}

std::vector<double> FrameSpool::times_s() const {
  std::vector<double> times_s;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, none)) {
    if (entry.path().extension() != kEnding) continue;
    if (const auto time_s = parsed_number(entry.path().stem().string())) times_s.push_back(*time_s);
  }
  std::ranges::sort(times_s);
  return times_s;
}

Grid<float> FrameSpool::read(double time_s) const {
  const fs::path file = file_of(time_s);
  std::ifstream stream(file, std::ios::binary);
  Heading heading;
  stream.read(reinterpret_cast<char*>(&heading), sizeof heading);
  Grid<float> values(
      {{heading.west_m, heading.north_m}, heading.cell_m, heading.rows, heading.cols}, 0.0F);
  stream.read(reinterpret_cast<char*>(values.values().data()),
              static_cast<std::streamsize>(values.values().size()) *
                  static_cast<std::streamsize>(sizeof(float)));
  if (!stream) {
    throw InputError({.where = file.string(),
                      .found = tr("a file that is cut off", "tệp bị cụt"),
                      .expected = tr("a grid kept by this run", "lưới do lần chạy này lưu"),
                      .outcome = tr("start the run afresh, without --resume",
                                    "hãy chạy lại từ đầu, không dùng --resume")});
  }
  return values;
}

}  // namespace twin

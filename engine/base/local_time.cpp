#include "engine/base/local_time.h"

#include <chrono>

namespace twin {
namespace {

/// Takes pieces off the front of a text until one does not fit.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// A number of exactly so many digits.
  int number(std::size_t digits) {
    int value = 0;
    if (rest_.size() < digits) return fail();
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return fail();
      value = 10 * value + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(char wanted) {
    if (!take(wanted)) fail();
  }
  int fail() {
    fits_ = false;
    return 0;
  }
  bool fits_whole() const { return fits_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool fits_ = true;
};

}  // namespace

std::optional<LocalTime> parsed_time(std::string_view text) {
  Reader read(text);
  const int year = read.number(4);
  read.need('-');
  const auto month = static_cast<unsigned>(read.number(2));
  read.need('-');
  const auto day = static_cast<unsigned>(read.number(2));
  if (!read.take(' ')) read.need('T');
  const int hour = read.number(2);
  read.need(':');
  const int minute = read.number(2);
  const int second = read.take(':') ? read.number(2) : 0;
  double offset_s = 0.0;
  if (!read.take('Z')) {
    const bool west = read.take('-');
    if (!west) read.need('+');
    const int hours = read.number(2);
    read.need(':');
    offset_s = (west ? -60.0 : 60.0) * (60 * hours + read.number(2));
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!read.fits_whole() || !date.ok() || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const auto days = static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
  const double of_day_s = 3600.0 * hour + 60.0 * minute + second;
  return LocalTime{.epoch_s = 86400.0 * days + of_day_s - offset_s, .hour = of_day_s / 3600.0};
}

}  // namespace twin

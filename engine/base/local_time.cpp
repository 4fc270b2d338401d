#include "engine/base/local_time.h"

#include <fmt/format.h>

#include <chrono>
#include <regex>

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

/// What a pattern found, as a number; 0 where it found nothing there.
int number_in(const std::csub_match& found) { return found.matched ? std::stoi(found.str()) : 0; }

/// "+07:00" of "Z", "+07", "+0700"; of nothing, Vietnam's.
std::string offset_of(const std::csub_match& sign_and_hours, const std::csub_match& minutes) {
  if (!sign_and_hours.matched) return "+07:00";
  if (sign_and_hours == "Z") return "+00:00";
  return sign_and_hours.str() + ":" + (minutes.matched ? minutes.str() : "00");
}

}  // namespace

std::optional<WrittenTime> written_time(std::string_view text) {
  if (parsed_time(text)) return WrittenTime{std::string(text), true, true};
  // Groups: day, month, year or year, month, day; then hour, minute, second, minute behind an h;
  // then the offset.
  static const std::string day =
      R"((?:(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})[-/](\d{1,2})[-/](\d{1,2})))";
  static const std::string clock = R"((\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|[hH](\d{2})?))";
  static const std::regex day_first(R"(\s*)" + day + R"((?:[T\s,]+)" + clock +
                                    R"((?:\s*(Z|[+-]\d{2})(?::?(\d{2}))?)?)?\s*)");
  static const std::regex clock_first(R"(\s*)" + clock + R"([\s,]+)" + day + R"(\s*)");
  std::cmatch m;
  std::size_t at_day = 1;
  std::size_t at_clock = 7;
  const char* const end = text.data() + text.size();
  if (!std::regex_match(text.data(), end, m, day_first)) {
    if (!std::regex_match(text.data(), end, m, clock_first)) return std::nullopt;
    at_day = 5;
    at_clock = 1;
  }
  const bool year_first = m[at_day + 3].matched;
  const std::string date = fmt::format(
      "{:04}-{:02}-{:02}", number_in(m[at_day + (year_first ? 3 : 2)]),
      number_in(m[at_day + (year_first ? 4 : 1)]), number_in(m[at_day + (year_first ? 5 : 0)]));
  const bool has_clock = m[at_clock].matched;
  const bool has_offset = at_day == 1 && m[11].matched;
  const std::string of_day = fmt::format("T{:02}:{:02}:{:02}", number_in(m[at_clock]),
                                         number_in(m[at_clock + 1]) + number_in(m[at_clock + 3]),
                                         number_in(m[at_clock + 2]));
  const std::string whole = date + of_day + (at_day == 1 ? offset_of(m[11], m[12]) : "+07:00");
  if (!parsed_time(whole)) return std::nullopt;  // the 31st of June, 25 o'clock
  return WrittenTime{has_clock ? whole : date, has_clock, has_offset};
}

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

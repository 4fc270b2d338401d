#include "engine/rain/cf_clock.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string>

namespace twin {
namespace {

struct Unit {
  double seconds;
  std::array<std::string_view, 5> words;
};
constexpr std::array<Unit, 4> kUnits{{{1.0, {"s", "sec", "secs", "second", "seconds"}},
                                      {60.0, {"min", "mins", "minute", "minutes", "minutes"}},
                                      {3600.0, {"h", "hr", "hrs", "hour", "hours"}},
                                      {86400.0, {"d", "day", "days", "day", "days"}}}};

/// Takes pieces off the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  std::string_view word() {
    const std::string_view word = rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(word.size());
    return word;
  }
  std::optional<int> whole(std::size_t most_digits) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < std::min(most_digits, rest_.size()) && is_digit(rest_[digits])) {
      value = 10 * value + (rest_[digits++] - '0');
    }
    rest_.remove_prefix(digits);
    return digits > 0 ? std::optional(value) : std::nullopt;
  }
  /// What follows a decimal point.
  double fraction() {
    double value = 0.0;
    for (double place = 0.1; !rest_.empty() && is_digit(rest_.front()); place /= 10.0) {
      value += place * (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
};

std::optional<double> unit_s(std::string_view word) {
  for (const Unit& unit : kUnits) {
    if (std::ranges::find(unit.words, word) != unit.words.end()) return unit.seconds;
  }
  return std::nullopt;
}

std::optional<double> date_s(Reader& text) {
  const auto year = text.whole(4);
  if (!year || !text.take('-')) return std::nullopt;
  const auto month = text.whole(2);
  if (!month || !text.take('-')) return std::nullopt;
  const auto day = text.whole(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return 86400.0 * static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// "11:30:00.5"; 0 where nothing stands.
std::optional<double> clock_s(Reader& text) {
  const auto hour = text.whole(2);
  if (!hour) return 0.0;
  int minute = 0;
  double second = 0.0;
  if (text.take(':')) {
    minute = text.whole(2).value_or(99);
    if (text.take(':')) second = text.whole(2).value_or(99);
    if (text.take('.')) second += text.fraction();
  }
  if (*hour > 24 || minute > 59 || second >= 61.0) return std::nullopt;
  return 3600.0 * *hour + 60.0 * minute + second;
}

/// East of Greenwich: "+07:00", "7:00", "-0530", "UTC", "Z" or nothing.
std::optional<double> zone_s(Reader& text) {
  if (text.at_end() || text.take("UTC") || text.take("GMT") || text.take('Z')) return 0.0;
  const bool west = text.take('-');
  if (!west) text.take('+');
  const auto digits = text.whole(4);
  if (!digits) return std::nullopt;
  const bool joined = *digits > 99;  // "0530"
  const int hours = joined ? *digits / 100 : *digits;
  int minutes = joined ? *digits % 100 : 0;
  if (text.take(':')) minutes = text.whole(2).value_or(99);
  if (hours > 14 || minutes > 59) return std::nullopt;
  return (west ? -60.0 : 60.0) * (60 * hours + minutes);
}

}  // namespace

std::optional<CfClock> cf_clock(std::string_view units) {
  Reader text(units);
  text.skip_blanks();
  const auto unit = unit_s(text.word());
  if (!unit) return std::nullopt;
  text.skip_blanks();
  if (text.at_end()) return CfClock{.unit_s = *unit, .epoch_s = std::nullopt};
  if (text.word() != "since") return std::nullopt;
  text.skip_blanks();
  const auto date = date_s(text);
  if (!text.take('T')) text.skip_blanks();
  const auto clock = date ? clock_s(text) : std::nullopt;
  text.skip_blanks();
  const auto zone = clock ? zone_s(text) : std::nullopt;
  text.skip_blanks();
  if (!zone || !text.at_end()) return std::nullopt;
  return CfClock{.unit_s = *unit, .epoch_s = *date + *clock - *zone};
}

}  // namespace twin

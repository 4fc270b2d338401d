#include "tools/picture/clock_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "engine/base/local_time.h"
#include "engine/base/numbers.h"

namespace twin {
namespace {

using Seconds = std::chrono::sys_time<std::chrono::seconds>;

/// The local wall clock, as if it had no offset: only its face is shown.
std::optional<Seconds> wall_clock(const std::string& start) {
  constexpr std::size_t kToMinutes = 16;  // "2025-09-30T11:30"
  if (!parsed_time(start)) return std::nullopt;
  const auto face = parsed_time(start.substr(0, kToMinutes) + "Z");
  return Seconds(std::chrono::seconds(std::llround(face->epoch_s)));
}

struct Face {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;

  std::string time() const { return fmt::format("{:02}:{:02}", hour, minute); }
  std::string date() const { return fmt::format("{}/{}/{}", day, month, year); }
};

std::optional<Face> face_of(const std::string& start, double after_s) {
  const auto at = wall_clock(start);
  if (!at) return std::nullopt;
  const auto there = *at + std::chrono::seconds(std::llround(after_s));
  const auto day = std::chrono::floor<std::chrono::days>(there);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{there - day};
  return Face{static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
              static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
              static_cast<int>(clock.minutes().count())};
}

double last_instant_s(const Bundle& run) {
  double last_s = 0.0;
  for (const ManifestField& field : run.manifest().fields) {
    std::vector<double> times_s;
    if (field.kind == FieldKind::frames) times_s = run.frame_times_s(field.name);
    if (field.kind == FieldKind::series) times_s = run.series_times_s(field.table, field.name);
    if (!times_s.empty()) last_s = std::max(last_s, times_s.back());
  }
  return last_s;
}

}  // namespace

Text clock_text(const std::string& start, double after_s) {
  const auto face = face_of(start, after_s);
  if (!face) return {};
  return tr(face->time() + " on " + face->date(), face->time() + " ngày " + face->date());
}

Text instant_text(const std::string& start, double after_s) {
  const Text minute = tr("minute ", "phút ") + shown(std::floor(after_s / 60.0), 0);
  const Text clock = clock_text(start, after_s);
  return clock.empty() ? minute : minute + Text(", ") + clock;
}

Text period_text(const Bundle& run) {
  const std::string start = run.start();
  const double last_s = last_instant_s(run);
  const auto from = face_of(start, 0.0);
  const auto to = face_of(start, last_s);
  if (!from || last_s <= 0.0) return clock_text(start);
  if (from->date() == to->date()) {
    return tr("from " + from->time() + " to " + to->time() + " on " + from->date(),
              "từ " + from->time() + " đến " + to->time() + " ngày " + from->date());
  }
  return tr("from ", "từ ") + clock_text(start) + tr(" to ", " đến ") + clock_text(start, last_s);
}

}  // namespace twin

#include "viewer/model/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "engine/base/numbers.h"
#include "viewer/model/on_demand.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr double kDay_s = 86400.0;

bool is_depth(const ManifestField& field) {
  return field.unit == "m" && field.name.find("depth") != std::string::npos;
}

ShownAs shown_as_rows_of(const std::string& table, const LayerHead& head) {
  if (head.empty || is_on_demand(head)) return ShownAs::nothing;
  if (table == "buildings") return ShownAs::buildings;
  switch (head.geometry) {
    case GeometryKind::line:
      return ShownAs::lines;
    case GeometryKind::polygon:
      return ShownAs::areas;
    case GeometryKind::point:
      return ShownAs::points;
    case GeometryKind::none:
      break;
  }
  return ShownAs::nothing;
}

std::optional<double> hours_minutes_s(const std::string& text) {
  int hours = 0;
  int minutes = 0;
  int seconds = 0;
  int read = 0;
  const int found =
      std::sscanf(text.c_str(), "%2d:%2d%n:%2d%n", &hours, &minutes, &read, &seconds, &read);
  const bool whole = found >= 2 && static_cast<std::size_t>(read) == text.size();
  if (!whole || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  return 3600.0 * hours + 60.0 * minutes + seconds;
}

}  // namespace

double index_among(const std::vector<double>& times_s, double time_s) {
  if (times_s.empty() || time_s <= times_s.front()) return 0.0;
  if (time_s >= times_s.back()) return static_cast<double>(times_s.size() - 1);
  const auto after = std::ranges::upper_bound(times_s, time_s);
  const double before_s = *(after - 1);
  return static_cast<double>(after - times_s.begin() - 1) +
         (time_s - before_s) / (*after - before_s);
}

std::size_t whole_index(const std::vector<double>& times_s, double time_s) {
  constexpr double kSlack = 1e-6;  // instants on the wall clock are rounded sums
  return static_cast<std::size_t>(std::floor(index_among(times_s, time_s) + kSlack));
}

std::optional<std::size_t> instant_at(const std::vector<double>& times_s, double time_s) {
  const bool known = !times_s.empty() && times_s.front() - kInstantSlack_s <= time_s &&
                     time_s <= times_s.back() + kInstantSlack_s;
  return known ? std::optional{whole_index(times_s, time_s)} : std::nullopt;
}

double FeatureValues::index_at(double time_s) const { return index_among(times_s, time_s); }

Run::Run(const fs::path& folder) : bundle_(folder) {
  if (const auto start_s = wall_clock_s(bundle_.start())) {
    start_s_ = *start_s;
    has_clock_ = true;
  }
}

std::string Run::title(Language language) const {
  if (!manifest().title.empty()) return manifest().title;
  if (!manifest().scenario_title.empty()) return manifest().scenario_title.in(language);
  return manifest().scenario;
}

std::optional<GridFrame> Run::grid_frame() const {
  for (const ManifestField& field : manifest().fields) {
    const bool frames = field.kind == FieldKind::frames && !times_s(field).empty();
    if (frames || field.kind == FieldKind::grid) return frame_of(field);
  }
  return std::nullopt;
}

ShownAs Run::shown_as(const ManifestField& field) const {
  switch (field.kind) {
    case FieldKind::grid:
    case FieldKind::frames:
      return is_depth(field) ? ShownAs::water : ShownAs::ground;
    case FieldKind::column:
    case FieldKind::series:
      return shown_as_rows_of(field.table, head_of(field.table));
    case FieldKind::measure:
    case FieldKind::text:
      break;
  }
  return ShownAs::nothing;
}

std::vector<const ManifestField*> Run::drawable() const {
  std::vector<const ManifestField*> fields;
  for (const ManifestField& field : manifest().fields) {
    const bool has_values = field.least && field.most;
    const bool has_place = field.kind != FieldKind::measure && field.kind != FieldKind::text;
    if (has_place && has_values) fields.push_back(&field);
  }
  return fields;
}

FeatureValues Run::values_of(const ManifestField& field) const {
  FeatureValues out;
  if (field.kind == FieldKind::series) {
    out.times_s = bundle_.series_times_s(field.table, field.name);
    for (std::size_t t = 0; t < out.times_s.size(); ++t) {
      const std::vector<float> row = bundle_.series_at(field.table, field.name, t);
      out.rows = row.size();
      out.values.insert(out.values.end(), row.begin(), row.end());
    }
    return out;
  }
  const std::vector<double> column = bundle_.column(field.table, field.name);
  out.times_s = {0.0};
  out.rows = column.size();
  out.values.reserve(column.size());
  for (const double value : column) out.values.push_back(static_cast<float>(value));
  return out;
}

const ManifestField* Run::computed_field(const ManifestField& field) const {
  const auto tells = [&](const ManifestField& other) {
    return other.name == field.never_where && other.table == field.table &&
           other.kind == field.kind;
  };
  const std::vector<ManifestField>& fields = manifest().fields;
  const auto it = std::ranges::find_if(fields, tells);
  return it == fields.end() || field.never_where.empty() ? nullptr : &*it;
}

const std::vector<double>& Run::times_s(const ManifestField& field) const {
  const auto known = times_s_.find(&field);
  if (known != times_s_.end()) return known->second;
  std::vector<double> times_s;
  if (field.kind == FieldKind::frames) times_s = bundle_.frame_times_s(field.name);
  if (field.kind == FieldKind::series) times_s = bundle_.series_times_s(field.table, field.name);
  return times_s_.emplace(&field, std::move(times_s)).first->second;
}

const LayerHead& Run::head_of(const std::string& table) const {
  const auto known = heads_.find(table);
  return known != heads_.end() ? known->second
                               : heads_.emplace(table, bundle_.table_head(table)).first->second;
}

const GridFrame& Run::frame_of(const ManifestField& field) const {
  const auto known = frames_.find(&field);
  if (known != frames_.end()) return known->second;
  const GridFrame frame = field.kind == FieldKind::grid ? bundle_.grid_frame(field.name)
                                                        : bundle_.frames_frame(field.name);
  return frames_.emplace(&field, frame).first->second;
}

std::size_t Run::index_at(const ManifestField& field, double wall_s) const {
  return whole_index(times_s(field), wall_s - start_s_);
}

std::optional<double> wall_clock_s(const std::string& start) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  double second = 0.0;
  const int read = std::sscanf(start.c_str(), "%4d-%2u-%2uT%2d:%2d:%lf", &year, &month, &day, &hour,
                               &minute, &second);
  if (read < 5) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return kDay_s * static_cast<double>(days) + 3600.0 * hour + 60.0 * minute + second;
}

std::string clock_text(double wall_s) {
  const auto minutes = static_cast<std::int64_t>(std::floor(wall_s / 60.0 + 0.5));
  const std::int64_t day_number = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440;
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(day_number)))};
  const std::int64_t of_day = minutes - day_number * 1440;
  return fmt::format("{:02}:{:02} · {:02}/{:02}/{}", of_day / 60, of_day % 60,
                     static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                     static_cast<int>(date.year()));
}

std::string exact_clock_text(double wall_s) {
  constexpr double kMinute_s = 60.0;
  constexpr std::size_t kHoursMinutes = 5;
  const double whole_s = std::floor(wall_s + 0.5);
  const double minute_s = kMinute_s * std::floor(whole_s / kMinute_s);
  std::string text = clock_text(minute_s);
  if (whole_s > minute_s) {
    text.insert(kHoursMinutes, fmt::format(":{:02}", static_cast<int>(whole_s - minute_s)));
  }
  return text;
}

Text elapsed_text(double since_start_s) {
  const long minutes = std::lround(since_start_s / 60.0);
  return tr(fmt::format("{} h {:02} min since the start", minutes / 60, minutes % 60),
            fmt::format("{} giờ {:02} phút từ lúc bắt đầu", minutes / 60, minutes % 60));
}

std::optional<double> instant_s(const std::string& text, double start_s, bool has_clock) {
  if (const auto stamp = wall_clock_s(text)) return *stamp - start_s;
  if (!text.empty() && text.front() == '+') {
    const auto minutes = parsed_number(std::string_view(text).substr(1));
    return minutes ? std::optional{60.0 * *minutes} : std::nullopt;
  }
  if (const auto of_day_s = hours_minutes_s(text)) {
    if (!has_clock) return of_day_s;
    // The first such hour that does not lie before the start.
    const double start_of_day_s = std::fmod(start_s, kDay_s);
    return *of_day_s - start_of_day_s + (*of_day_s < start_of_day_s ? kDay_s : 0.0);
  }
  std::string_view number = text;
  if (number.ends_with('s')) number.remove_suffix(1);
  while (number.ends_with(' ')) number.remove_suffix(1);
  return parsed_number(number);
}

}  // namespace twin

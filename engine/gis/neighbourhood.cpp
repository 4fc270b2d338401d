#include "engine/gis/neighbourhood.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/gis/crs.h"

namespace twin {
namespace {

/// A reference system that offices in Vietnam use.
struct OfficeSystem {
  const char* code;
  const char* en;
  const char* vi;

  Text name() const { return Text(std::string(en), std::string(vi)) + " (" + code + ")"; }
};

/// The likeliest first: what fits equally well is taken in this order.
constexpr OfficeSystem kSystems[] = {
    {"EPSG:5897", "VN-2000 / TM-3, zone of 105°00'", "VN-2000 múi 3°, kinh tuyến trục 105°00'"},
    {"EPSG:4326", "WGS 84, degrees", "WGS 84, độ"},
    {"EPSG:3405", "VN-2000 / UTM zone 48N", "VN-2000 UTM múi 48, 6°"},
    {"EPSG:32648", "WGS 84 / UTM zone 48N", "WGS 84 UTM múi 48"},
    {"EPSG:4756", "VN-2000, degrees", "VN-2000, độ"},
    {"EPSG:9209", "VN-2000 / TM-3, zone of 105°30'", "VN-2000 múi 3°, kinh tuyến trục 105°30'"},
    {"EPSG:9210", "VN-2000 / TM-3, zone of 105°45'", "VN-2000 múi 3°, kinh tuyến trục 105°45'"},
    {"EPSG:9211", "VN-2000 / TM-3, zone of 106°00'", "VN-2000 múi 3°, kinh tuyến trục 106°00'"},
    {"EPSG:9208", "VN-2000 / TM-3, zone of 104°45'", "VN-2000 múi 3°, kinh tuyến trục 104°45'"},
    {"EPSG:9207", "VN-2000 / TM-3, zone of 104°30'", "VN-2000 múi 3°, kinh tuyến trục 104°30'"},
    {"EPSG:9206", "VN-2000 / TM-3, zone of 104°00'", "VN-2000 múi 3°, kinh tuyến trục 104°00'"},
    {"EPSG:9212", "VN-2000 / TM-3, zone of 106°15'", "VN-2000 múi 3°, kinh tuyến trục 106°15'"},
    {"EPSG:9213", "VN-2000 / TM-3, zone of 106°30'", "VN-2000 múi 3°, kinh tuyến trục 106°30'"},
    {"EPSG:9214", "VN-2000 / TM-3, zone of 107°00'", "VN-2000 múi 3°, kinh tuyến trục 107°00'"},
    {"EPSG:3857", "Web Mercator", "Web Mercator"},
};

/// How close a line lies to the street that it is drawn along, and the end of a lane to the street
/// that it leaves. Read in a wrong system, a quarter of the places of Yên Hòa's lanes lie within
/// 10 m of a street and 16 % of their ends within 5 m; rightly, an eighth and a third. So places
/// near streets count only for lines that are drawn along them.
constexpr double kNearStreet_m = 10.0;
constexpr double kAtStreet_m = 5.0;
constexpr double kAlongStreets = 0.6;
/// By how much one fit must be better than another to be no chance, of samples of any size; and
/// where a file states the other.
constexpr double kClearlyBetter = 0.1;
constexpr double kBetterThanStated = 0.4;
constexpr std::size_t kSample = 600;

template <typename Visit>
void for_points(Geometry& geometry, const Visit& visit) {
  if (auto* point = std::get_if<Point>(&geometry)) visit(*point);
  if (auto* line = std::get_if<Polyline>(&geometry)) std::ranges::for_each(*line, visit);
  if (auto* polygon = std::get_if<Polygon>(&geometry)) {
    std::ranges::for_each(polygon->outer, visit);
    for (Polyline& hole : polygon->holes) std::ranges::for_each(hole, visit);
  }
}

std::vector<Point> points_of(const FeatureTable& table) {
  std::vector<Point> points;
  for (const Feature& feature : table) {
    Geometry geometry = feature.geometry();
    for_points(geometry, [&](const Point& p) { points.push_back(p); });
  }
  return points;
}

void swap_axes(std::vector<Point>& points) {
  for (Point& p : points) std::swap(p.x_m, p.y_m);
}

std::vector<Point> sample_of(const std::vector<Point>& points) {
  const std::size_t step = std::max<std::size_t>(1, points.size() / kSample);
  std::vector<Point> sample;
  for (std::size_t i = 0; i < points.size(); i += step) sample.push_back(points[i]);
  return sample;
}

bool mostly_lines(const FeatureTable& table) {
  const auto is_line = [](const Feature& feature) { return !feature.line().empty(); };
  return 2 * std::ranges::count_if(table, is_line) > static_cast<std::ptrdiff_t>(table.size());
}

/// First and last places of the lines.
std::vector<Point> ends_of(const FeatureTable& table) {
  std::vector<Point> ends;
  for (const Feature& feature : table) {
    if (feature.line().empty()) continue;
    ends.push_back(feature.line().front());
    ends.push_back(feature.line().back());
  }
  return ends;
}

/// A way to read the table's coordinates and how well it puts them home. Shares of samples.
struct Reading {
  std::string code;
  Text name;
  bool swapped = false;
  double inside = 0.0;      ///< in the neighbourhood
  double in_outline = 0.0;  ///< in the ward
  double on_street = 0.0;   ///< of lines: close to a known street
  double joined = 0.0;      ///< of the ends of lines: at a known street

  double fit() const {
    return in_outline + joined + (on_street >= kAlongStreets ? on_street : 0.0);
  }
};

/// Tries readings on a sample of one table.
class Trial {
 public:
  Trial(const FeatureTable& table, const std::vector<Point>& points, const Neighbourhood& home)
      : sample_(sample_of(points)), home_(home) {
    if (mostly_lines(table)) ends_ = sample_of(ends_of(table));
  }

  bool can_tell_streets() const { return !ends_.empty() && home_.streets != nullptr; }

  Reading tried(const std::string& code, Text name, bool swapped) const {
    const auto share = [](const std::vector<Point>& places, const auto& is_so) {
      const auto count = static_cast<double>(std::ranges::count_if(places, is_so));
      return count / std::max<double>(1.0, static_cast<double>(places.size()));
    };
    const auto near_street = [&](double reach_m) {
      return [this, reach_m](const Point& p) {
        return home_.box.contains(p) && home_.streets->nearest(p, reach_m).has_value();
      };
    };
    const std::vector<Point> places = read_as(code, swapped, sample_);
    Reading reading{.code = code, .name = std::move(name), .swapped = swapped};
    reading.inside = share(places, [&](const Point& p) { return home_.box.contains(p); });
    if (home_.outline != nullptr) {
      reading.in_outline = share(places, [&](const Point& p) {
        return home_.box.contains(p) && contains(*home_.outline, p);
      });
    }
    if (can_tell_streets()) {
      reading.on_street = share(places, near_street(kNearStreet_m));
      reading.joined = share(read_as(code, swapped, ends_), near_street(kAtStreet_m));
    }
    return reading;
  }

  /// The readings that put most of the table home, none clearly less of it than another, the
  /// likeliest first.
  std::vector<Reading> all() const {
    std::vector<Reading> good;
    double most = 0.0;
    for (const bool swapped : {false, true}) {
      for (const OfficeSystem& system : kSystems) {
        Reading reading = tried(system.code, system.name(), swapped);
        most = std::max(most, reading.inside);
        if (reading.inside > 0.0) good.push_back(std::move(reading));
      }
    }
    std::erase_if(good, [&](const Reading& reading) { return reading.inside < most - 0.02; });
    return good;
  }

  /// A difference between two fits that is hardly chance: of few places it must be large.
  double clear_lead() const {
    const std::size_t places = can_tell_streets() ? ends_.size() : sample_.size();
    return std::max(kClearlyBetter, 1.5 / std::sqrt(static_cast<double>(places)));
  }

  /// The reading that fits best; of those that fit about as well, the likeliest.
  std::optional<Reading> best() const {
    const std::vector<Reading> good = all();
    if (good.empty()) return std::nullopt;
    const double most = std::ranges::max(good, {}, &Reading::fit).fit();
    return *std::ranges::find_if(
        good, [&](const Reading& reading) { return reading.fit() > most - clear_lead(); });
  }

  /// Another reading of lines that fits about as well as the best.
  std::optional<Reading> rival_of(const Reading& best) const {
    if (!can_tell_streets()) return std::nullopt;
    for (const Reading& reading : all()) {
      const bool is_other = reading.code != best.code || reading.swapped != best.swapped;
      if (is_other && std::abs(reading.fit() - best.fit()) < clear_lead()) return reading;
    }
    return std::nullopt;
  }

 private:
  static std::vector<Point> read_as(const std::string& code, bool swapped,
                                    std::vector<Point> places) {
    if (swapped) swap_axes(places);
    CoordinateChange(code, kWardCrs).apply(places);
    return places;
  }

  std::vector<Point> sample_;
  std::vector<Point> ends_;  ///< of lines
  const Neighbourhood& home_;
};

FeatureTable with_points(const FeatureTable& table, const std::vector<Point>& points) {
  FeatureTable out(table.source(), table.layer(), table.columns());
  std::size_t next = 0;
  for (const Feature& feature : table) {
    Geometry geometry = feature.geometry();
    bool whole = true;
    for_points(geometry, [&](Point& p) {
      p = points[next++];
      whole = whole && std::isfinite(p.x_m) && std::isfinite(p.y_m);
    });
    if (!whole) geometry = std::monostate();
    std::vector<Value> values;
    values.reserve(table.columns().size());
    for (const Column& column : table.columns()) values.push_back(feature.value(column.name));
    out.add(feature.fid(), std::move(geometry), std::move(values));
  }
  return out;
}

FeatureTable converted(const FeatureTable& table, std::vector<Point> points,
                       const std::string& code, bool swapped) {
  if (swapped) swap_axes(points);
  if (code != kWardCrs) CoordinateChange(code, kWardCrs).apply(points);
  return with_points(table, points);
}

bool beyond_degrees(const std::vector<Point>& points) {
  return std::ranges::any_of(
      points, [](Point p) { return std::abs(p.x_m) > 360.0 || std::abs(p.y_m) > 360.0; });
}

Text coordinates_around(const std::vector<Point>& points) {
  const Point p = points[points.size() / 2];
  const int decimals = beyond_degrees(points) ? 0 : 4;
  return tr("coordinates around ", "tọa độ quanh ") + shown(p.x_m, decimals) + "; " +
         shown(p.y_m, decimals);
}

Text percent(double share) { return shown(100.0 * share, 0) + " %"; }

Text axes_swapped() {
  return tr("axes swapped (north or latitude first)",
            "đảo trục tọa độ (hướng bắc hoặc vĩ độ đứng trước)");
}

[[noreturn]] void refuse(const FeatureTable& table, Text found, Text expected, Text outcome) {
  throw InputError({.where = table.source(),
                    .found = std::move(found),
                    .expected = std::move(expected),
                    .outcome = std::move(outcome),
                    .layer = table.layer()});
}

Text in_the_neighbourhood() {
  return tr("data in the ward's neighbourhood", "dữ liệu nằm quanh phường");
}

/// A table that states no system: the best guess is taken and said.
Reading guessed(const FeatureTable& table, const std::vector<Point>& points, const Trial& trial,
                Text found, Findings& findings) {
  const std::optional<Reading> best = trial.best();
  if (!best) {
    refuse(table, found + ", " + coordinates_around(points), in_the_neighbourhood(),
           tr("not read: no VN-2000 zone, UTM zone or WGS 84 puts them into the ward (local "
              "coordinates of a drawing?); name the system as `crs` in --map",
              "không đọc: không múi VN-2000, UTM hay WGS 84 nào đưa dữ liệu về phường (tọa độ giả "
              "định của bản vẽ?); hãy ghi hệ tọa độ ở khóa `crs` trong --map"));
  }
  if (const auto rival = trial.rival_of(*best)) {
    refuse(table, std::move(found),
           tr("a reference system (CRS) such as EPSG:5897", "hệ tọa độ (CRS), ví dụ EPSG:5897"),
           tr("not read: it fits the known streets about as well in ",
              "không đọc: dữ liệu khớp đường đã biết gần như nhau theo ") +
               best->name + tr(" as in ", " và theo ") + rival->name +
               tr("; name the right one as `crs` in --map",
                  "; hãy ghi hệ đúng ở khóa `crs` trong --map"));
  }
  Text outcome = tr("taken as ", "được coi là ") + best->name;
  if (best->swapped) outcome += tr(" with ", ", ") + axes_swapped();
  outcome += tr(", which puts ", ", khi đó ") + percent(best->inside) +
             tr(" of it into the ward's neighbourhood", " dữ liệu nằm quanh phường");
  if (trial.can_tell_streets()) {
    outcome += tr(", ", ", ") + percent(best->on_street) +
               tr(" of it on known streets and ", " nằm trên đường đã biết và ") +
               percent(best->joined) + tr(" of its ends at them", " đầu mút chạm các đường này");
  }
  findings.add({.where = table.source(),
                .found = std::move(found),
                .expected = tr("a reference system (CRS) such as EPSG:5897",
                               "hệ tọa độ (CRS), ví dụ EPSG:5897"),
                .outcome = std::move(outcome),
                .layer = table.layer()});
  return *best;
}

/// Says where lines that stay as stated would fit the known streets much better.
void compare_with_streets(const FeatureTable& table, const Reading& stated, const Trial& trial,
                          Findings& findings) {
  if (!trial.can_tell_streets()) return;
  const std::optional<Reading> best = trial.best();
  const double lead = std::max(kBetterThanStated, trial.clear_lead());
  if (!best || best->fit() < stated.fit() + lead) return;
  findings.add(
      {.where = table.source(),
       .found = tr("lines off the known streets in the system it states, ",
                   "các đường lệch khỏi đường đã biết theo hệ tọa độ của tệp, ") +
                stated.name,
       .expected = tr("lines on them, as ", "các đường trùng khớp, như khi đọc là ") + best->name,
       .outcome = tr("kept as stated; if that is wrong, name the system as `crs` in --map",
                     "giữ như tệp ghi; nếu sai, hãy ghi hệ tọa độ ở khóa `crs` trong --map"),
       .layer = table.layer()});
}

/// A stated system that puts the table elsewhere: swapped axes are mended, all else is refused.
Reading diagnosed(const FeatureTable& table, const std::vector<Point>& points,
                  const std::string& stated, const Text& name, const Trial& trial,
                  Findings& findings) {
  Reading swapped = trial.tried(stated, name, true);
  if (swapped.inside > 0.0) {
    findings.add({.where = table.source(),
                  .found = axes_swapped() + tr(" in ", " trong hệ ") + name,
                  .expected = tr("east or longitude first", "hướng đông hoặc kinh độ đứng trước"),
                  .outcome = tr("swapped back", "đã đảo lại"),
                  .layer = table.layer()});
    return swapped;
  }
  const std::optional<Reading> best = trial.best();
  const Text found = coordinates_around(points) +
                     tr(", far from the ward in ", ", xa phường theo hệ ") + name +
                     tr(", the CRS it states", " ghi trong tệp");
  if (!best) {
    refuse(table, found, in_the_neighbourhood(),
           tr("not read: it is of another place, or its reference system is wrong",
              "không đọc: dữ liệu của nơi khác, hoặc hệ tọa độ ghi sai"));
  }
  Text cause =
      tr("not read: they would lie in the ward as ", "không đọc: sẽ nằm đúng phường nếu là ") +
      best->name;
  if (best->swapped) cause += tr(" with ", ", ") + axes_swapped();
  refuse(table, found, in_the_neighbourhood(),
         cause + tr("; correct the file or name that system as `crs` in --map",
                    "; hãy sửa tệp hoặc ghi hệ đó ở khóa `crs` trong --map"));
}

Text name_of_system(const std::string& crs) {
  for (const OfficeSystem& system : kSystems) {
    if (crs == system.code) return system.name();
  }
  const bool is_wkt = crs.find('[') != std::string::npos;
  if (!is_wkt) return crs;
  const std::size_t begin = crs.find('"') + 1;
  return "'" + crs.substr(begin, crs.find('"', begin) - begin) + "'";
}

}  // namespace

FeatureTable brought_home(const FeatureTable& table, const std::string& stated,
                          const Neighbourhood& neighbourhood, Findings& findings) {
  const std::vector<Point> points = points_of(table);
  if (points.empty()) return table;
  const Trial trial(table, points, neighbourhood);
  if (stated.empty()) {
    const Reading reading = guessed(table, points, trial,
                                    tr("no reference system (CRS; no .prj beside it)",
                                       "không có hệ tọa độ (CRS; thiếu tệp .prj)"),
                                    findings);
    return converted(table, points, reading.code, reading.swapped);
  }
  const Text name = name_of_system(stated);
  if (is_geographic(stated) && beyond_degrees(points)) {
    const Reading reading = guessed(table, points, trial,
                                    tr("metres where the CRS ", "tọa độ mét trong khi CRS ") +
                                        name + tr(" has degrees", " dùng độ"),
                                    findings);
    return converted(table, points, reading.code, reading.swapped);
  }
  Reading reading = trial.tried(stated, name, false);
  if (reading.inside > 0.0) {
    compare_with_streets(table, reading, trial, findings);
  } else {
    reading = diagnosed(table, points, stated, name, trial, findings);
  }
  return converted(table, points, reading.code, reading.swapped);
}

}  // namespace twin

#include "scenarios/fire_access/stations.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"

namespace twin::fire {
namespace {

Text where_of(const FireStation& station, const char* column) {
  return tr("layer 'fire_stations', feature '", "lớp 'fire_stations', đối tượng '") + station.id +
         "'" + (*column == '\0' ? Text{} : tr(", column '", ", cột '") + column + "'");
}

Finding about(const FireStation& station, const char* column, Text found, Text expected,
              Text outcome) {
  return {.where = where_of(station, column),
          .found = std::move(found),
          .expected = std::move(expected),
          .outcome = std::move(outcome),
          .layer = "fire_stations",
          .feature = station.id,
          .x_m = station.place.x_m,
          .y_m = station.place.y_m};
}

std::vector<std::size_t> classes_of(const FireStation& station, const FireModel& model,
                                    Findings& findings) {
  std::string listed = station.vehicles;
  if (stationed_vehicles(listed).empty()) {
    listed = model.usual_vehicles;
    findings.add(
        about(station, "vehicles", tr("nothing", "trống"),
              tr("a list such as 'medium:2 pickup:1'", "danh sách như 'medium:2 pickup:1'"),
              tr("taken as '", "lấy theo '") + listed + "'"));
  }
  std::vector<std::string> names;
  for (const VehicleClass& one : model.classes) names.push_back(one.name);
  std::vector<std::size_t> classes;
  for (const Stationed& one : stationed_vehicles(listed)) {
    const auto index = class_named(model.classes, one.name);
    if (!index) {
      findings.add(about(station, "vehicles", "'" + one.name + "'", expected_name(one.name, names),
                         tr("left out", "bỏ qua")));
    } else if (one.number > 0) {
      classes.push_back(*index);
    }
  }
  return classes;
}

bool has_engine(const StationPlace& station, const FireModel& model) {
  return std::ranges::any_of(station.classes, [&](std::size_t v) {
    return model.classes[v].leads && !model.classes[v].by_hand();
  });
}

}  // namespace

std::vector<StationPlace> station_places(const Ward& ward, const WayFinder& finder,
                                         const FireModel& model, Findings* findings) {
  Findings noticed;
  std::vector<StationPlace> places;
  for (const FireStation& station : ward.layers().fire_stations) {
    auto place = finder.nearest_road(station.place, model.station_reach_m);
    if (!place) place = finder.nearest(station.place, model.station_reach_m);
    if (!place) {
      noticed.add(about(
          station, "",
          tr("no street within ", "không có đường trong ") + shown(model.station_reach_m, 0) + " m",
          tr("a station beside a street", "trạm nằm cạnh đường"), tr("left out", "bỏ qua")));
      continue;
    }
    places.push_back({station.id, *place, classes_of(station, model, noticed)});
  }
  if (findings != nullptr) {
    for (const Finding& finding : noticed.all()) findings->add(finding);
  }
  const auto engine = [&](const StationPlace& station) { return has_engine(station, model); };
  if (std::ranges::any_of(places, engine)) return places;
  throw InputError({.where = tr("layer 'fire_stations'", "lớp 'fire_stations'"),
                    .found = tr("no station with a fire engine beside a street",
                                "không có trạm nào có xe chữa cháy nằm cạnh đường"),
                    .expected = tr("at least one", "ít nhất một trạm"),
                    .outcome = tr("add it to the layer; without one nothing can be computed",
                                  "hãy bổ sung vào lớp; thiếu trạm thì không tính được"),
                    .layer = "fire_stations"});
}

}  // namespace twin::fire

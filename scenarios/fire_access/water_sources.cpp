#include "scenarios/fire_access/water_sources.h"

#include <utility>

#include "engine/base/numbers.h"

namespace twin::fire {
namespace {

std::vector<Polyline> lines_of(const Ward& ward, bool lanes_too) {
  std::vector<Polyline> lines;
  for (std::uint32_t way = 0; way < ward.streets().ways().size(); ++way) {
    if (lanes_too || !ward.way(way).is_lane) lines.push_back(ward.streets().ways()[way].line);
  }
  return lines;
}

Finding too_far(const char* layer, const std::string& id, Point place, double reach_m) {
  return {
      .where = tr("layer '", "lớp '") + layer + tr("', feature '", "', đối tượng '") + id + "'",
      .found =
          tr("no street or lane within ", "không có đường, ngõ trong ") + shown(reach_m, 0) + " m",
      .expected = tr("a source that a hose can be laid from", "nguồn nước có thể kéo vòi từ đó"),
      .outcome = tr("it gives no fire water in this run", "không tính là nước chữa cháy"),
      .layer = layer,
      .feature = id,
      .x_m = place.x_m,
      .y_m = place.y_m};
}

}  // namespace

WayFinder::WayFinder(const Ward& ward)
    : streets_(ward.streets()), ways_(lines_of(ward, true)), roads_(lines_of(ward, false)) {}

std::optional<WayFinder::Place> WayFinder::find(const LineIndex& lines, Point p,
                                                double reach_m) const {
  const auto found = lines.nearest(p, reach_m);
  if (!found) return std::nullopt;
  const auto way = static_cast<std::uint32_t>(found->line);
  if (streets_.along(way).empty()) return std::nullopt;
  const std::uint32_t segment = streets_.segment_at(way, found->nearest.along_m);
  return Place{.segment = segment,
               .along_m = found->nearest.along_m - streets_.segments()[segment].begin_m,
               .away_m = found->nearest.away_m};
}

std::vector<WaterSource> water_sources(const Ward& ward, const Renovation& renovation,
                                       const WayFinder& finder, const FireModel& model,
                                       Findings* findings) {
  std::vector<WaterSource> sources;
  const auto add = [&](const char* layer, Point at, WaterSource source) {
    const auto place = finder.nearest(at, model.source_reach_m);
    if (!place) {
      if (findings != nullptr) findings->add(too_far(layer, source.id, at, model.source_reach_m));
      return;
    }
    source.segment = place->segment;
    source.along_m = place->along_m;
    source.away_m = place->away_m;
    sources.push_back(std::move(source));
  };
  const auto add_hydrants = [&](const std::vector<Hydrant>& hydrants) {
    for (const Hydrant& hydrant : hydrants) {
      if (!hydrant.working || !(hydrant.flow_lps > 0.0)) continue;
      add("hydrants", hydrant.place,
          {.kind = WaterKind::hydrant, .id = hydrant.id, .flow_lps = hydrant.flow_lps});
    }
  };
  const auto add_cisterns = [&](const std::vector<Cistern>& cisterns) {
    for (const Cistern& cistern : cisterns) {
      if (!cistern.usable || cistern.volume_m3 < model.rules.least_cistern_m3 ||
          cistern.suction_lift_m > model.rules.suction_lift_m) {
        continue;
      }
      add("cisterns", cistern.place,
          {.kind = WaterKind::cistern, .id = cistern.id, .volume_m3 = cistern.volume_m3});
    }
  };
  add_hydrants(ward.layers().hydrants);
  add_hydrants(renovation.hydrants);
  add_cisterns(ward.layers().cisterns);
  add_cisterns(renovation.cisterns);
  for (const DrawPoint& point : ward.layers().draw_points) {
    if (!point.usable || point.suction_lift_m > model.rules.suction_lift_m) continue;
    add("draw_points", point.place, {.kind = WaterKind::draw_point, .id = point.id});
  }
  return sources;
}

}  // namespace twin::fire

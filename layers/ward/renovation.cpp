#include "layers/ward/renovation.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace twin {
namespace {

Lane& lane_with_id(WardLayers& layers, const std::string& id) {
  const auto it = std::ranges::find(layers.lanes, id, &Lane::id);
  if (it == layers.lanes.end()) throw not_in_ward("lanes", id);
  return *it;
}

void widen(WardLayers& layers, const LaneWidening& widening) {
  Lane& lane = lane_with_id(layers, widening.lane_id);
  if (lane.clear_width_m && *lane.clear_width_m >= widening.clear_width_m) return;
  lane.clear_width_m = widening.clear_width_m;
  mark_renovated(lane.provenance, "clear_width_m");
}

void raise(WardLayers& layers, const LaneRaising& raising) {
  Lane& lane = lane_with_id(layers, raising.lane_id);
  if (lane.clear_height_m && *lane.clear_height_m >= raising.clear_height_m) return;
  lane.clear_height_m = raising.clear_height_m;
  mark_renovated(lane.provenance, "clear_height_m");
}

void clear(WardLayers& layers, const std::string& obstacle) {
  const auto it = std::ranges::find(layers.obstacles, obstacle, &Obstacle::id);
  if (it == layers.obstacles.end()) throw not_in_ward("obstacles", obstacle);
  layers.obstacles.erase(it);
}

template <typename Item>
void append(std::vector<Item>& all, const std::vector<Item>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::vector<std::string> once_each(std::vector<std::string> ids) {
  std::set<std::string> seen;
  std::erase_if(ids, [&](const std::string& id) { return !seen.insert(id).second; });
  return ids;
}

}  // namespace

void mark_renovated(Provenance& provenance, const std::string& column) {
  provenance.method = kRenovationMethod;
  if (!provenance.is_assumed(column)) provenance.assumed.push_back(column);
}

InputError not_in_ward(const char* layer, const std::string& id) {
  return InputError({.where = tr("renovation, layer '", "phương án cải tạo, lớp '") + layer + "'",
                     .found = tr("no '", "không có '") + id + "'",
                     .expected = tr("an id of that layer", "một mã có trong lớp đó"),
                     .outcome = tr("nothing was changed", "không thay đổi gì"),
                     .layer = layer,
                     .feature = id});
}

bool Renovation::empty() const {
  return cleared_obstacles.empty() && widened.empty() && raised.empty() && drained_lanes.empty() &&
         resurfaced_lanes.empty() && cisterns.empty() && hydrants.empty() &&
         blocked_inlets.empty() && relevelled.empty() && permeable_ways.empty() && ponds.empty();
}

WardLayers renovated(WardLayers layers, const Renovation& renovation) {
  for (const std::string& obstacle : renovation.cleared_obstacles) clear(layers, obstacle);
  for (const LaneWidening& widening : renovation.widened) widen(layers, widening);
  for (const LaneRaising& raising : renovation.raised) raise(layers, raising);
  for (const std::string& id : renovation.drained_lanes) {
    Lane& lane = lane_with_id(layers, id);
    lane.drained = true;
    mark_renovated(lane.provenance, "drained");
  }
  for (const std::string& id : renovation.resurfaced_lanes) {
    Lane& lane = lane_with_id(layers, id);
    lane.surface = "concrete";
    mark_renovated(lane.provenance, "surface");
  }
  append(layers.cisterns, renovation.cisterns);
  append(layers.hydrants, renovation.hydrants);
  for (const InletBlocking& blocking : renovation.blocked_inlets) block(layers, blocking);
  for (const Relevelling& relevelling : renovation.relevelled) relevel(layers, relevelling);
  for (const std::string& id : renovation.permeable_ways) pave_permeable(layers, id);
  for (const DetentionPond& pond : renovation.ponds) dig(layers, pond);
  return layers;
}

Renovation combined(const std::vector<Renovation>& renovations) {
  Renovation all;
  std::map<std::string, double> width_m;
  std::map<std::string, double> height_m;
  for (const Renovation& one : renovations) {
    append(all.cleared_obstacles, one.cleared_obstacles);
    append(all.drained_lanes, one.drained_lanes);
    append(all.resurfaced_lanes, one.resurfaced_lanes);
    append(all.cisterns, one.cisterns);
    append(all.hydrants, one.hydrants);
    append(all.blocked_inlets, one.blocked_inlets);
    append(all.relevelled, one.relevelled);
    append(all.permeable_ways, one.permeable_ways);
    append(all.ponds, one.ponds);
    for (const LaneWidening& widening : one.widened) {
      double& widest_m = width_m[widening.lane_id];
      widest_m = std::max(widest_m, widening.clear_width_m);
    }
    for (const LaneRaising& raising : one.raised) {
      double& highest_m = height_m[raising.lane_id];
      highest_m = std::max(highest_m, raising.clear_height_m);
    }
  }
  all.cleared_obstacles = once_each(std::move(all.cleared_obstacles));
  all.drained_lanes = once_each(std::move(all.drained_lanes));
  all.resurfaced_lanes = once_each(std::move(all.resurfaced_lanes));
  all.permeable_ways = once_each(std::move(all.permeable_ways));
  for (const auto& [lane, widest_m] : width_m) all.widened.push_back({lane, widest_m});
  for (const auto& [lane, highest_m] : height_m) all.raised.push_back({lane, highest_m});
  return all;
}

}  // namespace twin

#include "tools/import/osm_layers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr std::array<std::string_view, 14> kDrivable = {
    "motorway",     "motorway_link", "trunk",          "trunk_link", "primary",
    "primary_link", "secondary",     "secondary_link", "tertiary",   "tertiary_link",
    "residential",  "living_street", "unclassified",   "service"};

std::string_view tag(const OsmTags& tags, std::string_view key) {
  const auto it = tags.find(key);
  return it == tags.end() ? std::string_view() : std::string_view(it->second);
}

/// A number with or without its unit: "50", "50 km/h", "2.1 m"; nothing for "default", "VN:urban".
std::optional<double> measured(std::string_view text, std::string_view unit) {
  if (text.ends_with(unit)) {
    text.remove_suffix(unit.size());
    while (text.ends_with(' ')) text.remove_suffix(1);
  }
  const auto number = parsed_number(text);
  return number && *number > 0 ? number : std::nullopt;
}

/// 1 along the line, -1 against it, 0 both ways. Roundabouts and motorways imply it.
int direction(const OsmTags& tags) {
  const std::string_view said = tag(tags, "oneway");
  if (said == "-1" || said == "reverse") return -1;
  if (said == "yes" || said == "1" || said == "true") return 1;
  if (said == "no" || said == "0" || said == "false") return 0;
  const std::string_view junction = tag(tags, "junction");
  if (junction == "roundabout" || junction == "circular") return 1;
  return tag(tags, "highway").starts_with("motorway") ? 1 : 0;
}

bool is_bridge(const OsmTags& tags) {
  const std::string_view bridge = tag(tags, "bridge");
  return !bridge.empty() && bridge != "no";
}

Road road_of(const OsmWay& way) {
  const int runs = direction(way.tags);
  Road road{.id = "w" + std::to_string(way.id),
            .name = std::string(tag(way.tags, "name")),
            .centreline = runs < 0 ? reversed(way.line) : way.line,
            .road_class = std::string(tag(way.tags, "highway")),
            .one_way = runs != 0,
            .speed_limit_kmh = measured(tag(way.tags, "maxspeed"), "km/h"),
            .width_m = measured(tag(way.tags, "width"), "m"),
            .clear_height_m = measured(tag(way.tags, "maxheight"), "m"),
            .bridge = is_bridge(way.tags),
            .surface = std::string(tag(way.tags, "surface")),
            .provenance = {.source = Source::open_data}};
  if (const auto lanes = measured(tag(way.tags, "lanes"), "")) {
    road.lanes = std::clamp(static_cast<int>(*lanes), 1, 16);
  } else {
    road.lanes = road.one_way ? 1 : 2;
    road.provenance.assumed.emplace_back("lanes");
  }
  return road;
}

std::string_view control_of(std::string_view highway) {
  if (highway == "traffic_signals") return "signal";
  if (highway == "crossing") return "crossing";
  if (highway == "stop" || highway == "give_way") return "priority";
  return {};
}

}  // namespace

std::vector<Road> roads_of(const OsmExtract& extract) {
  std::vector<Road> roads;
  for (const OsmWay& way : extract.ways) {
    if (std::ranges::find(kDrivable, tag(way.tags, "highway")) == kDrivable.end()) continue;
    roads.push_back(road_of(way));
  }
  return roads;
}

std::vector<Junction> junctions_of(const OsmExtract& extract) {
  std::vector<Junction> junctions;
  for (const OsmNode& node : extract.nodes) {
    const std::string_view control = control_of(tag(node.tags, "highway"));
    if (control.empty()) continue;
    junctions.push_back({.id = "n" + std::to_string(node.id),
                         .place = node.place,
                         .control = std::string(control),
                         .provenance = {.source = Source::open_data}});
  }
  return junctions;
}

}  // namespace twin

#include "layers/ward/read_renovation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"
#include "layers/ward/ward_ways.h"

namespace twin {
namespace {

constexpr double kInletReach_m = 1e4;  // every inlet belongs to some street
constexpr double kMostRaised_m = 3.0;  // more is a dam, or centimetres taken for metres
constexpr double kDeepest_m = 10.0;    // of a basin
constexpr double kMostOutlet_m3ps = 100.0;
constexpr double kSliver_m2 = 0.01;  // what two drawings of one line may differ by

[[noreturn]] void refuse(const Text& where, Text found, Text expected) {
  throw InputError({.where = where,
                    .found = std::move(found),
                    .expected = std::move(expected),
                    .outcome = tr("nothing was computed", "chưa tính gì")});
}

/// The ways called so in the list `streets`, each once, in the order of the ward.
std::vector<std::size_t> ways_of(const TomlTable& table, const WardLayers& layers) {
  std::set<std::size_t> ways;
  const auto words = table.texts("streets");
  if (!words || words->empty()) {
    refuse(table.where(words ? "streets" : ""),
           tr("no 'streets'", "không có đường nào trong 'streets'"),
           tr("ids or names of streets or lanes", "mã hoặc tên đường, ngõ"));
  }
  for (const std::string& word : *words) {
    const std::vector<std::size_t> called = ways_called(layers, word);
    if (called.empty()) {
      refuse(table.where("streets"), "'" + word + "'", expected_way(layers, word));
    }
    ways.insert(called.begin(), called.end());
  }
  return {ways.begin(), ways.end()};
}

std::vector<std::string> ids_of(const std::vector<std::size_t>& ways, const WardLayers& layers) {
  std::vector<std::string> ids;
  for (const std::size_t way : ways) ids.push_back(way_id(layers, way));
  return ids;
}

/// A polygon that is simple and lies in the ward.
Polygon area_of(const TomlTable& table, const WardLayers& layers) {
  Polygon area;
  const auto rows = table.number_rows("area");
  const Text expected = tr("corners [x, y] in metres of the ward's CRS, three or more",
                           "từ ba góc [x, y] trở lên, mét theo hệ tọa độ của phường");
  if (!rows) refuse(table.where(), tr("no 'area'", "không có 'area'"), expected);
  for (const std::vector<double>& row : *rows) {
    if (row.size() != 2 || !std::isfinite(row[0]) || !std::isfinite(row[1])) {
      refuse(
          table.where("area"),
          tr("a corner of ", "một góc gồm ") + std::to_string(row.size()) + tr(" numbers", " số"),
          expected);
    }
    area.outer.push_back({row[0], row[1]});
  }
  if (area.outer.size() > 1 && area.outer.front() == area.outer.back()) area.outer.pop_back();
  if (area.outer.size() < 3) {
    refuse(table.where("area"), std::to_string(area.outer.size()) + tr(" corners", " góc"),
           expected);
  }
  if (const auto reason = invalid_reason(area)) {
    refuse(table.where("area"),
           tr("a polygon that is not simple: ", "đa giác không hợp lệ: ") + *reason,
           tr("an outline that does not cross itself", "đường bao không tự cắt"));
  }
  double outside_m2 = 0.0;
  for (const Polygon& part : difference(area, {layers.boundary.outline}))
    outside_m2 += area_m2(part);
  if (outside_m2 > kSliver_m2) {
    const Box box = box_of(layers.boundary.outline);
    refuse(table.where("area"),
           shown(outside_m2, 0) + tr(" m² of it outside the ward", " m² nằm ngoài phường"),
           tr("an area inside the ward: x ", "một vùng trong phường: x từ ") +
               shortest(std::floor(box.west_m)) + tr(" to ", " đến ") +
               shortest(std::ceil(box.east_m)) + ", y " + tr("", "từ ") +
               shortest(std::floor(box.south_m)) + tr(" to ", " đến ") +
               shortest(std::ceil(box.north_m)));
  }
  return area;
}

std::vector<Polyline> lines_of_ways(const WardLayers& layers) {
  std::vector<Polyline> lines;
  for (const Road& road : layers.roads) lines.push_back(road.centreline);
  for (const Lane& lane : layers.lanes) lines.push_back(lane.centreline);
  return lines;
}

InletBlocking read_blocking(const TomlTable& table, const WardLayers& layers) {
  table.allow_only({"share", "streets", "area"});
  InletBlocking blocking{.inlet_ids = {}, .share = table.need_number("share", 0.0, 1.0)};
  std::optional<std::set<std::size_t>> ways;
  if (table.has("streets")) {
    const std::vector<std::size_t> named = ways_of(table, layers);
    ways.emplace(named.begin(), named.end());
  }
  std::optional<Polygon> area;
  if (table.has("area")) area = area_of(table, layers);
  const LineIndex index(lines_of_ways(layers));
  for (const DrainInlet& inlet : layers.drain_inlets) {
    if (area && !contains(*area, inlet.place)) continue;
    const auto way = ways ? index.nearest(inlet.place, kInletReach_m) : std::nullopt;
    if (ways && (!way || !ways->contains(way->line))) continue;
    blocking.inlet_ids.push_back(inlet.id);
  }
  if (blocking.inlet_ids.empty()) {
    refuse(table.where(), tr("no inlet of the ward there", "không có hố thu nào của phường ở đó"),
           tr("streets or an area with inlets", "đường hoặc vùng có hố thu"));
  }
  return blocking;
}

/// One of two keys that say the same in two ways. @throws InputError for both or neither.
std::string one_of(const TomlTable& table, const char* one, const char* other) {
  if (table.has(one) != table.has(other)) return table.has(one) ? one : other;
  const std::string both = "'" + std::string(one) + "'" + " / '" + other + "'";
  refuse(table.where(),
         table.has(one) ? tr("both ", "cả hai ") + both : tr("neither ", "không có ") + both,
         tr("one of the two", "một trong hai"));
}

Relevelling read_relevelling(const TomlTable& table, const WardLayers& layers) {
  table.allow_only({"streets", "raise_m", "lower_m"});
  const std::string key = one_of(table, "raise_m", "lower_m");
  const double metres = table.need_number(key, 0.0, kMostRaised_m);
  return {.way_ids = ids_of(ways_of(table, layers), layers),
          .raise_m = key == "raise_m" ? metres : -metres};
}

/// The first thing that stands where the basin is to be dug.
std::optional<Text> in_the_way(const Polygon& area, const WardLayers& layers) {
  const Box box = box_of(area);
  const auto apart = [&](const Box& other) {
    return other.west_m > box.east_m || other.east_m < box.west_m || other.south_m > box.north_m ||
           other.north_m < box.south_m;
  };
  for (const Building& building : layers.buildings) {
    if (apart(box_of(building.footprint))) continue;
    for (const Polygon& common : intersection(area, building.footprint)) {
      if (area_m2(common) > kSliver_m2) return tr("the house '", "nhà '") + building.id + "'";
    }
  }
  const std::vector<Polyline> lines = lines_of_ways(layers);
  for (std::size_t way = 0; way < lines.size(); ++way) {
    if (apart(box_of(lines[way])) || clipped(lines[way], area).empty()) continue;
    return tr("the street or lane '", "đường hoặc ngõ '") + way_id(layers, way) + "'";
  }
  for (const River& river : layers.river) {
    for (const Polygon& water : buffered(river.centreline, river.width_m / 2.0)) {
      if (!intersection(area, water).empty()) return tr("the river '", "sông '") + river.id + "'";
    }
  }
  return std::nullopt;
}

DetentionPond read_pond(const TomlTable& table, const WardLayers& layers) {
  table.allow_only({"name", "area", "depth_m", "volume_m3", "outlet_m3ps"});
  DetentionPond pond{.name = table.need_text("name"),
                     .area = area_of(table, layers),
                     .depth_m = 0.0,
                     .outlet_m3ps = 0.0};
  if (std::ranges::find(layers.greens, pond.name, &Green::id) != layers.greens.end()) {
    refuse(table.where("name"), "'" + pond.name + "'",
           tr("a name that no green space has yet", "một tên chưa có trong lớp cây xanh"));
  }
  if (const auto obstacle = in_the_way(pond.area, layers)) {
    refuse(table.where("area"), *obstacle + tr(" in it", " nằm trong vùng này"),
           tr("open ground", "một khoảng đất trống"));
  }
  const double ground_m2 = ground_area_m2(layers.terrain, pond.area);
  if (ground_m2 <= 0.0) {
    refuse(table.where("area"),
           tr("no cell of the terrain in it", "không có ô địa hình nào trong vùng"),
           tr("a larger area", "một vùng lớn hơn"));
  }
  if (one_of(table, "depth_m", "volume_m3") == "depth_m") {
    pond.depth_m = table.need_number("depth_m", 0.0, kDeepest_m);
  } else {
    pond.depth_m = table.need_number("volume_m3", 0.0, kDeepest_m * ground_m2) / ground_m2;
  }
  if (table.has("outlet_m3ps")) {
    pond.outlet_m3ps = table.need_number("outlet_m3ps", 0.0, kMostOutlet_m3ps);
  }
  return pond;
}

double length_of_m(const std::vector<std::string>& way_ids, const WardLayers& layers) {
  const std::vector<Polyline> lines = lines_of_ways(layers);
  double sum_m = 0.0;
  for (const std::string& id : way_ids) {
    for (const std::size_t way : ways_called(layers, id)) sum_m += length_m(lines[way]);
  }
  return sum_m;
}

}  // namespace

std::span<const std::string> renovation_keys() {
  static const std::array<std::string, 4> keys{"blocked_inlets", "ground_level", "permeable_paving",
                                               "detention_pond"};
  return keys;
}

Renovation read_renovation(const TomlTable& table, const WardLayers& layers) {
  Renovation works;
  for (const TomlTable& one : table.tables("blocked_inlets")) {
    works.blocked_inlets.push_back(read_blocking(one, layers));
  }
  for (const TomlTable& one : table.tables("ground_level")) {
    works.relevelled.push_back(read_relevelling(one, layers));
  }
  for (const TomlTable& one : table.tables("permeable_paving")) {
    one.allow_only({"streets"});
    for (std::string& id : ids_of(ways_of(one, layers), layers)) {
      works.permeable_ways.push_back(std::move(id));
    }
  }
  for (const TomlTable& one : table.tables("detention_pond")) {
    works.ponds.push_back(read_pond(one, layers));
  }
  return works;
}

Text renovation_told(const Renovation& renovation, const WardLayers& layers) {
  Text told;
  const auto tell = [&](const Text& more) {
    if (!told.empty()) told += "; ";
    told += more;
  };
  for (const InletBlocking& one : renovation.blocked_inlets) {
    tell(shown(static_cast<double>(one.inlet_ids.size()), 0) +
         tr(" inlets with ", " hố thu bị bịt ") + shown(100.0 * one.share, 0) +
         tr(" % of their opening blocked", " % miệng"));
  }
  for (const Relevelling& one : renovation.relevelled) {
    tell(shown(length_of_m(one.way_ids, layers), 0) +
         (one.raise_m < 0.0 ? tr(" m of street lowered by ", " m đường hạ ")
                            : tr(" m of street raised by ", " m đường nâng ")) +
         shown(std::fabs(one.raise_m), 2) + " m");
  }
  if (!renovation.permeable_ways.empty()) {
    tell(shown(length_of_m(renovation.permeable_ways, layers), 0) +
         tr(" m of street paved to let rain through", " m đường lát mặt thấm nước"));
  }
  for (const DetentionPond& one : renovation.ponds) {
    const double ground_m2 = ground_area_m2(layers.terrain, one.area);
    tell(tr("a basin of ", "hồ điều hòa ") + shown(ground_m2, 0) + tr(" m² and ", " m², ") +
         shown(ground_m2 * one.depth_m, 0) + " m³");
  }
  return told;
}

}  // namespace twin

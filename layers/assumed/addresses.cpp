#include <algorithm>
#include <map>
#include <set>

#include "layers/assumed/lane_tree.h"
#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

constexpr double kReach_m = 150.0;

/// What has a number along a street or lane: a door, or the mouth of a lane.
struct Numbered {
  double at_m = 0.0;
  bool left = false;
  bool is_lane = false;
  std::size_t item = 0;  ///< building, or first lane of a stem
  std::uint32_t way = 0;
  Point place = {};
};

/// One row of numbers: all ways of one street name, or one stem of lanes.
struct NumberRow {
  std::vector<Numbered> items = {};
  std::string name = {};    ///< "Trung Kính", "Ngõ 34 Trung Kính"
  std::string street = {};  ///< of the street at its root
  std::string path = {};    ///< "34/5" for a ngách; empty for a street
  int depth = 0;
  Point start = {};  ///< of a street, where its numbers begin
  Step axis = {};
};

/// "Ngõ 34 Trung Kính" as it stands within an address: "ngõ 34 Trung Kính".
std::string within_address(std::string name) {
  constexpr std::pair<const char*, const char*> kKinds[] = {{"Ngõ ", "ngõ "},
                                                            {"Ngách ", "ngách "},
                                                            {"Hẻm ", "hẻm "},
                                                            {"Đường ", "đường "},
                                                            {"Phố ", "phố "}};
  for (const auto& [large, small] : kKinds) {
    if (name.starts_with(large))
      return name.replace(0, std::char_traits<char>::length(large), small);
  }
  return name;
}

/// Numbers doors and lane mouths together, odd on the left and even on the right of the direction
/// in which they rise, first along the streets, then along what leaves them.
class HouseNumbers {
 public:
  explicit HouseNumbers(Making& making)
      : making_(making), ward_(streets_only(making.layers)), places_(lane_places(ward_)) {
    make_street_rows();
    make_lane_rows();
  }

  void number() {
    add_doors();
    add_mouths();
    for (std::size_t r = 0; r < rows_.size(); ++r) order_.push_back(r);
    std::ranges::stable_sort(order_, {}, [&](std::size_t r) { return rows_[r].depth; });
    for (const std::size_t r : order_) number_row(r);
    name_lanes();
  }

 private:
  void make_street_rows() {
    const std::vector<Road>& roads = making_.layers.roads;
    std::map<std::string, std::size_t> row_of_name;
    for (const Road& road : roads) {
      const bool named = !road.name.empty();
      const std::string key = named ? road.name : "\n" + road.id;
      const auto [it, is_new] = row_of_name.try_emplace(key, rows_.size());
      if (is_new) {
        const std::string name = named ? road.name : "đường nội bộ " + road.id;
        rows_.push_back({.items = {}, .name = name, .street = name, .path = {}});
      }
      row_of_way_.push_back(it->second);
    }
    std::vector<Polyline> points(rows_.size());
    for (std::size_t i = 0; i < roads.size(); ++i) {
      Polyline& all = points[row_of_way_[i]];
      all.insert(all.end(), roads[i].centreline.begin(), roads[i].centreline.end());
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) lay_axis(rows_[r], points[r]);
  }

  /// From one end of the street to the other, the western end first.
  static void lay_axis(NumberRow& row, const Polyline& points) {
    if (points.empty()) return;
    const auto farthest = [&](Point from) {
      return *std::ranges::max_element(points, {}, [&](Point p) { return distance_m(from, p); });
    };
    Point a = farthest(points.front());
    Point b = farthest(a);
    if (b.x_m < a.x_m) std::swap(a, b);
    row.start = a;
    row.axis = direction(a, b);
  }

  void make_lane_rows() {
    row_of_stem_.assign(places_.size(), 0);
    for (std::size_t lane = 0; lane < places_.size(); ++lane) {
      if (places_[lane].stem != lane) continue;
      row_of_stem_[lane] = rows_.size();
      rows_.push_back({.items = {}, .name = making_.layers.lanes[lane].name});
      rows_.back().depth = std::max(1, places_[lane].depth);
    }
    for (const LanePlace& place : places_) row_of_way_.push_back(row_of_stem_[place.stem]);
  }

  Numbered placed(std::uint32_t way, Point at) const {
    const WayRef ref = ward_.way(way);
    const Polyline& line = ref.is_lane ? making_.layers.lanes[ref.index].centreline
                                       : making_.layers.roads[ref.index].centreline;
    const Nearest nearest = nearest_on(line, at);
    Numbered item{.way = way, .place = at};
    item.left = is_left_of(line, at);
    if (ref.is_lane) {
      const LanePlace& place = places_[ref.index];
      const double in_m = place.from_start ? nearest.along_m : length_m(line) - nearest.along_m;
      item.at_m = place.stem_begin_m + in_m;
      if (!place.from_start) item.left = !item.left;
    } else {
      const NumberRow& row = rows_[row_of_way_[way]];
      item.at_m = dot(from_to(row.start, nearest.at), row.axis);
      if (dot(direction_along(line, nearest.along_m), row.axis) < 0.0) item.left = !item.left;
    }
    return item;
  }

  void add_doors() {
    std::vector<Polyline> lines;
    for (const StreetWay& way : ward_.streets().ways()) lines.push_back(way.line);
    const LineIndex index(lines);
    std::set<std::string> addressed;
    for (const Address& address : making_.layers.addresses) addressed.insert(address.building_id);
    for (std::size_t b = 0; b < making_.layers.buildings.size(); ++b) {
      const Building& building = making_.layers.buildings[b];
      if (addressed.contains(building.id)) continue;
      Front front = making_.fronts[b];
      if (front.form == Form::given) {
        const auto found = index.nearest(centroid(building.footprint), kReach_m);
        if (!found) continue;
        Polyline facade = building.footprint.outer;
        facade.push_back(facade.front());
        front.way = static_cast<std::uint32_t>(found->line);
        front.door = nearest_on(facade, found->nearest.at).at;
      }
      Numbered item = placed(front.way, front.door);
      item.item = b;
      rows_[row_of_way_[front.way]].items.push_back(item);
    }
  }

  void add_mouths() {
    for (std::size_t lane = 0; lane < places_.size(); ++lane) {
      const LanePlace& place = places_[lane];
      if (place.stem != lane || place.parent == LanePlace::kNone) continue;
      const Polyline& line = making_.layers.lanes[lane].centreline;
      const double step_m = std::min(5.0, 0.5 * length_m(line));
      const Point inside = point_along(line, place.from_start ? step_m : length_m(line) - step_m);
      Numbered item = placed(place.parent, inside);
      item.is_lane = true;
      item.item = lane;
      rows_[row_of_way_[place.parent]].items.push_back(item);
    }
  }

  void number_row(std::size_t r) {
    std::ranges::stable_sort(rows_[r].items, {}, &Numbered::at_m);
    int odd = 1;
    int even = 2;
    for (const Numbered& item : rows_[r].items) {
      int& next = item.left ? odd : even;
      const std::string number = std::to_string(next);
      next += 2;
      if (item.is_lane) {
        number_stem(rows_[r], item.item, number);
      } else {
        add_address(rows_[r], item, number);
      }
    }
  }

  void number_stem(const NumberRow& parent, std::size_t lane, const std::string& number) {
    NumberRow& row = rows_[row_of_stem_[lane]];
    row.street = parent.street;
    row.path = parent.path.empty() ? number : parent.path + "/" + number;
    if (!row.name.empty()) return;
    const char* kind = row.depth <= 1 ? "Ngõ " : row.depth == 2 ? "Ngách " : "Hẻm ";
    row.name = kind + row.path + " " + within_address(row.street);
  }

  void add_address(const NumberRow& row, const Numbered& item, const std::string& number) {
    const Building& building = making_.layers.buildings[item.item];
    const std::string of_row = row.name.empty() ? "lối đi nội bộ" : row.name;
    making_.layers.addresses.push_back(
        {.id = numbered("A", making_.layers.addresses.size() + 1),
         .building_id = building.id,
         .way_id = ward_.way_id(item.way),
         .house_number = row.path.empty() ? number : row.path + "/" + number,
         .text = "Số " + number + " " + within_address(of_row),
         .door = item.place,
         .provenance = making_.assumed("numbers along each street and lane, odd on the left")});
  }

  void name_lanes() {
    for (std::size_t lane = 0; lane < places_.size(); ++lane) {
      Lane& named = making_.layers.lanes[lane];
      if (!named.name.empty()) continue;
      named.name = rows_[row_of_way_[ward_.way_of_lane(lane)]].name;
      if (!named.name.empty()) making_.mark(named.provenance, "name");
    }
  }

  Making& making_;
  Ward ward_;
  std::vector<LanePlace> places_;
  std::vector<NumberRow> rows_;
  std::vector<std::size_t> row_of_way_;
  std::vector<std::size_t> row_of_stem_;
  std::vector<std::size_t> order_;
};

}  // namespace

void make_addresses(Making& making) {
  const bool had_none = making.layers.addresses.empty();
  HouseNumbers(making).number();
  if (had_none) making.tell("addresses", making.layers.addresses.size());
}

}  // namespace twin

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layers/assumed/ground.h"

namespace twin {
namespace {

/// The order 0 … count − 1 shuffled (Fisher and Yates).
std::vector<std::size_t> shuffled(std::size_t count, Random& random) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.index(i)]);
  return order;
}

Green green_on(const Making& making, const Block& block, Random& random) {
  const std::vector<Polygon> inner =
      buffered(block.area, -making.table.number("places.green_margin_m"));
  Green green;
  if (inner.empty()) return green;
  green.area = *std::ranges::max_element(inner, {}, [](const Polygon& p) { return area_m2(p); });
  const double m2 = area_m2(green.area);
  const bool large = m2 > 1e4 * making.table.number("places.park_from_ha");
  green.kind = large ? (random.chance(0.3) ? "pond" : "park")
                     : (random.chance(0.5) ? "garden" : "playground");
  const bool used = green.kind == "park" || green.kind == "playground";
  green.equipment = used ? static_cast<int>(m2 / making.table.number("places.m2_a_equipment")) : 0;
  return green;
}

std::string name_of(const Green& green, std::size_t number) {
  const std::string n = std::to_string(number);
  if (green.kind == "park") return "Công viên số " + n;
  if (green.kind == "pond") return "Hồ điều hòa số " + n;
  if (green.kind == "playground") return "Sân chơi số " + n;
  return "Vườn hoa số " + n;
}

}  // namespace

void make_greens(Making& making, Ground& ground) {
  std::vector<Green>& greens = making.layers.greens;
  if (!greens.empty()) return;
  Random random = making.random("greens");
  const Range ha = making.table.range("places.green_block_ha");
  double wanted_m2 =
      making.table.number("places.green_share") * area_m2(making.layers.boundary.outline);
  for (const std::size_t b : shuffled(ground.blocks.size(), random)) {
    Block& block = ground.blocks[b];
    const bool fits = block.m2 >= 1e4 * ha.least && block.m2 <= std::min(1e4 * ha.most, wanted_m2);
    if (block.old_village || !fits || block.thick_m < 30.0) continue;
    Green green = green_on(making, block, random);
    if (green.area.outer.empty()) continue;
    green.id = numbered("G", greens.size() + 1, 3);
    green.name = name_of(green, greens.size() + 1);
    green.provenance = making.assumed("new-town blocks left green");
    block.kind = Block::Kind::green;
    ground.taken.add_area(green.area.outer);
    wanted_m2 -= area_m2(green.area);
    greens.push_back(std::move(green));
  }
  making.tell("greens", greens.size());
}

void make_parking(Making& making, Ground& ground) {
  std::vector<Parking>& parking = making.layers.parking;
  if (!parking.empty()) return;
  const Range spacing_m = making.table.range("places.parking_spacing_m");
  const Range length_of_m = making.table.range("places.parking_length_m");
  const Range depth_of_m = making.table.range("places.parking_depth_m");
  for (std::size_t w = 0; w < ground.ways.size(); ++w) {
    const FrontWay& way = ground.ways[w];
    if (way.is_lane || !way.fronted || way.rank < 4) continue;
    Random random(making.seed, "parking", w);
    constexpr double kStep_m = 15.0;
    double apart_m = spacing_m.drawn(random);
    for (double at_m = kStep_m; at_m < length_m(*way.line); at_m += kStep_m) {
      const double side = random.chance(0.5) ? 1.0 : -1.0;
      const Step ahead = direction_along(*way.line, at_m) * side;
      const Point front = point_along(*way.line, at_m) + left_of(ahead) * (way.edge_m + 0.5);
      const bool crowded = std::ranges::any_of(parking, [&](const Parking& p) {
        return distance_m(p.area.outer.front(), front) < apart_m;
      });
      if (crowded) continue;
      const Polyline area =
          rectangle(front, ahead, length_of_m.drawn(random), depth_of_m.drawn(random));
      const Block* block = ground.block_at(centroid({.outer = area, .holes = {}}));
      if (block == nullptr || block->old_village || block->kind == Block::Kind::green) continue;
      if (!ground.taken.is_free(area) || !ground.in_ward(area)) continue;
      ground.taken.add_area(area);
      apart_m = spacing_m.drawn(random);
      Parking added;
      added.id = numbered("BX", parking.size() + 1, 3);
      added.name = "Bãi đỗ xe số " + std::to_string(parking.size() + 1);
      added.area.outer = area;
      added.places = std::floor(area_m2(area) / making.table.number("places.m2_a_car"));
      added.provenance = making.assumed("open plots along new-town streets");
      parking.push_back(std::move(added));
    }
  }
  making.tell("parking", parking.size());
}

namespace {

/// A kind of facility: how many residents share one, and the building's use.
struct Service {
  const char* kind;
  const char* entry;
  const char* name;
  const char* use;
  int most_floors;
};
constexpr Service kServices[] = {
    {"office", "places.residents_a_ward_office", "Trụ sở UBND phường", "public", 4},
    {"hospital", "places.residents_a_hospital", "Bệnh viện", "clinic", 9},
    {"school", "places.residents_a_school", "Trường học", "school", 4},
    {"kindergarten", "places.residents_a_kindergarten", "Trường mầm non", "school", 3},
    {"clinic", "places.residents_a_clinic", "Trạm y tế", "clinic", 3},
    {"market", "places.residents_a_market", "Chợ", "shop", 2},
};

/// Facilities take the largest low buildings, far from others of their kind.
class FacilityMaker {
 public:
  explicit FacilityMaker(Making& making) : making_(making), random_(making.random("facilities")) {
    for (std::size_t b = 0; b < making.layers.buildings.size(); ++b) {
      const Form form = making.fronts[b].form;
      if (form == Form::hall || form == Form::slab) free_.push_back(b);
    }
  }

  void add(const Service& service) {
    const double residents = making_.layers.boundary.residents;
    const auto wanted =
        static_cast<std::size_t>(std::ceil(residents / making_.table.number(service.entry) - 1e-9));
    for (std::size_t n = 1; n <= wanted && !free_.empty(); ++n) {
      const std::size_t at = best(service.kind);
      const std::size_t b = free_[at];
      free_.erase(free_.begin() + static_cast<std::ptrdiff_t>(at));
      Building& building = making_.layers.buildings[b];
      building.use = service.use;
      if (building.floors > service.most_floors) {
        building.floors = service.most_floors;
        building.height_m =
            std::round(10.0 *
                       (service.most_floors * making_.table.number("buildings.floor_m") + 1.0)) /
            10.0;
      }
      Facility facility;
      facility.id = numbered("F", making_.layers.facilities.size() + 1, 3);
      facility.kind = service.kind;
      facility.name = std::string(service.name) + (wanted > 1 ? " số " + std::to_string(n) : "");
      facility.place = making_.fronts[b].door;
      facility.provenance = making_.assumed("large buildings far from others of their kind");
      making_.layers.facilities.push_back(std::move(facility));
    }
  }

 private:
  /// Of some candidates drawn, the one farthest from the same kind; the first by any measure else.
  std::size_t best(const std::string& kind) {
    std::size_t best = 0;
    double best_m = -1.0;
    for (int tries = 0; tries < 12; ++tries) {
      const std::size_t at = random_.index(free_.size());
      double nearest_m = 1e9 - static_cast<double>(tries);
      for (const Facility& facility : making_.layers.facilities) {
        if (facility.kind != kind) continue;
        nearest_m = std::min(nearest_m, distance_m(facility.place, making_.fronts[free_[at]].door));
      }
      if (nearest_m <= best_m) continue;
      best_m = nearest_m;
      best = at;
    }
    return best;
  }

  Making& making_;
  Random random_;
  std::vector<std::size_t> free_;
};

/// Where facilities were given, the made-up building nearest to each takes its use.
void use_buildings_for_facilities(Making& making) {
  constexpr double kReach_m = 60.0;
  std::vector<Box> boxes;
  for (const Building& building : making.layers.buildings)
    boxes.push_back(box_of(building.footprint));
  const BoxIndex index(std::move(boxes));
  for (const Facility& facility : making.layers.facilities) {
    const Point p = facility.place;
    std::optional<std::size_t> best;
    double best_m2 = 0.0;
    for (const std::size_t b : index.meeting(Box{p.x_m, p.y_m, p.x_m, p.y_m}.grown_by(kReach_m))) {
      const double m2 = area_m2(making.layers.buildings[b].footprint);
      if (making.fronts[b].form == Form::given || m2 <= best_m2) continue;
      best = b;
      best_m2 = m2;
    }
    if (!best) continue;
    for (const Service& service : kServices) {
      if (facility.kind == service.kind) making.layers.buildings[*best].use = service.use;
    }
  }
}

}  // namespace

void make_facilities(Making& making) {
  if (!making.layers.facilities.empty()) return use_buildings_for_facilities(making);
  FacilityMaker maker(making);
  for (const Service& service : kServices) maker.add(service);
  making.tell("facilities", making.layers.facilities.size());
}

}  // namespace twin

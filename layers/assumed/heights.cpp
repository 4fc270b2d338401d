#include <algorithm>
#include <cmath>
#include <numeric>

#include "layers/assumed/ground.h"

namespace twin {
namespace {

/// The value of a distribution given by points (share, value), linear between them.
double quantile(const std::vector<double>& shares, const std::vector<double>& values,
                double share) {
  const auto above = std::ranges::upper_bound(shares, share);
  if (above == shares.begin()) return values.front();
  if (above == shares.end()) return values.back();
  const auto i = static_cast<std::size_t>(above - shares.begin());
  const double part = (share - shares[i - 1]) / (shares[i] - shares[i - 1]);
  return std::lerp(values[i - 1], values[i], part);
}

/// Index drawn with the given weights.
std::size_t weighted(const std::vector<double>& weights, Random& random) {
  double left = random.share() * std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    left -= weights[i];
    if (left < 0.0) return i;
  }
  return weights.size() - 1;
}

double narrow_side_m(const Building& building) {
  const Polyline& ring = building.footprint.outer;
  double least_m = 1e9;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    least_m = std::min(least_m, distance_m(ring[i], ring[(i + 1) % ring.size()]));
  }
  return least_m;
}

class Heights {
 public:
  Heights(Making& making, const Ground& ground)
      : making_(making), ground_(ground), floor_m_(making.table.number("buildings.floor_m")) {}

  void give() {
    std::vector<std::pair<double, std::size_t>> new_town;
    for (std::size_t b = 0; b < making_.layers.buildings.size(); ++b) {
      Random random(making_.seed, "height", b);
      if (making_.fronts[b].old_village) {
        of_village(b, random);
      } else {
        new_town.emplace_back(tallness(making_.fronts[b].form, random), b);
      }
    }
    of_new_town(new_town);
    for (std::size_t b = 0; b < making_.layers.buildings.size(); ++b) use(b);
  }

 private:
  void of_village(std::size_t b, Random& random) {
    Building& building = making_.layers.buildings[b];
    const std::vector<double>& weights = making_.table.numbers("buildings.village_floor_weights");
    const bool hall = making_.fronts[b].form == Form::hall;
    building.floors = hall ? 1 + static_cast<int>(random.index(3))
                           : 1 + static_cast<int>(weighted(weights, random));
    set_height(building, building.floors * floor_m_ + random.between(0.5, 2.0));
  }

  /// Towers and slabs above houses, at random among their like.
  static double tallness(Form form, Random& random) {
    const double share = random.share();
    switch (form) {
      case Form::tower:
        return 1.5 + share;
      case Form::slab:
        return 1.0 + share;
      case Form::villa:
        return 0.6 * share;
      case Form::hall:
        return 0.7 * share;
      default:
        return share;
    }
  }

  void of_new_town(std::vector<std::pair<double, std::size_t>>& by_tallness) {
    std::ranges::sort(by_tallness);
    const std::vector<double>& shares = making_.table.numbers("buildings.new_town_height_shares");
    const std::vector<double>& heights_m = making_.table.numbers("buildings.new_town_heights_m");
    const double slender = making_.table.number("buildings.slenderness");
    for (std::size_t i = 0; i < by_tallness.size(); ++i) {
      Building& building = making_.layers.buildings[by_tallness[i].second];
      const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(by_tallness.size());
      const double height_m =
          std::min(quantile(shares, heights_m, share), slender * narrow_side_m(building));
      building.floors = std::max(1, static_cast<int>(std::floor(height_m / floor_m_)));
      set_height(building, height_m);
    }
  }

  static void set_height(Building& building, double height_m) {
    building.height_m = std::round(10.0 * height_m) / 10.0;
  }

  void use(std::size_t b) {
    Building& building = making_.layers.buildings[b];
    const Front& front = making_.fronts[b];
    const FrontWay& way = ground_.ways[front.way];
    Random random(making_.seed, "use", b);
    const std::vector<double>& shops = making_.table.numbers("buildings.shop_share_by_rank");
    const double shop =
        shops[std::min<std::size_t>(static_cast<std::size_t>(way.rank), shops.size() - 1)];
    if (front.form == Form::tower || front.form == Form::slab) {
      const double offices = making_.table.number("buildings.office_share_of_slabs");
      building.use = random.chance(offices) ? "office" : "apartment";
    } else if (front.form == Form::hall) {
      const char* const uses[] = {"industrial", "public", "office", "other"};
      building.use = uses[random.index(4)];
    } else {
      building.use = random.chance(shop) ? "shop" : "house";
      const bool office = !front.old_village && way.rank <= 4 &&
                          random.chance(making_.table.number("buildings.office_share_of_houses"));
      if (office) building.use = "office";
    }
  }

  Making& making_;
  const Ground& ground_;
  double floor_m_;
};

}  // namespace

void give_heights_and_uses(Making& making, const Ground& ground) { Heights(making, ground).give(); }

}  // namespace twin

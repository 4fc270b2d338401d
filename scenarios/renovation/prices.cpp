#include "scenarios/renovation/prices.h"

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

Price price_of(const TomlTable& row) {
  row.allow_only({"unit", "low", "usual", "high", "source"});
  const Price price{row.need_number("low"), row.need_number("usual"), row.need_number("high")};
  if (price.low < 0.0 || price.low > price.usual || price.usual > price.high) {
    throw InputError(
        {.where = row.where("usual"),
         .found = shortest(price.low) + ", " + shortest(price.usual) + ", " + shortest(price.high),
         .expected = tr("0 ≤ low ≤ usual ≤ high", "0 ≤ low ≤ usual ≤ high"),
         .outcome = tr("correct the prices", "hãy sửa đơn giá")});
  }
  (void)row.need_text("source");
  return price;
}

Price needed_price(const TomlTable& table, const char* key) {
  if (const auto row = table.table(key)) return price_of(*row);
  throw InputError(
      {.where = table.where(),
       .found = tr("no price '", "không có đơn giá '") + key + "'",
       .expected = tr("low, usual, high and source of it", "low, usual, high và source"),
       .outcome = tr("add it there", "hãy thêm vào đó")});
}

const Lane& lane_with_id(const WardLayers& layers, const std::string& id) {
  return *std::ranges::find(layers.lanes, id, &Lane::id);
}

double taken_m2(const LaneWidening& widening, const Lane& lane) {
  const double now_m = lane.clear_width_m.value_or(0.0);
  return std::max(0.0, widening.clear_width_m - now_m) * length_m(lane.centreline);
}

}  // namespace

Price& Price::operator+=(const Price& more) {
  low += more.low;
  usual += more.usual;
  high += more.high;
  return *this;
}

PriceTable load_prices(const std::filesystem::path& file) {
  const TomlTable table = TomlTable::read(file);
  table.allow_only(
      {"resurfacing", "draining", "compensation", "raising", "cistern", "hydrant", "clearing"});
  PriceTable prices{.resurfacing = needed_price(table, "resurfacing"),
                    .draining = needed_price(table, "draining"),
                    .compensation = needed_price(table, "compensation"),
                    .raising = needed_price(table, "raising"),
                    .cistern = needed_price(table, "cistern"),
                    .hydrant = needed_price(table, "hydrant"),
                    .clearing = {}};
  if (const auto clearing = table.table("clearing")) {
    for (const std::string& kind : clearing->keys()) {
      prices.clearing[kind] = needed_price(*clearing, kind.c_str());
    }
  }
  if (!prices.clearing.contains("pinch")) {
    throw InputError({.where = table.where("clearing"),
                      .found = tr("no price 'pinch'", "không có đơn giá 'pinch'"),
                      .expected = tr("one: other kinds fall back to it",
                                     "phải có, để các loại khác dùng khi thiếu"),
                      .outcome = tr("add it there", "hãy thêm vào đó")});
  }
  return prices;
}

Price cost_of(const Renovation& renovation, const WardLayers& layers, const PriceTable& prices) {
  Price cost;
  for (const std::string& id : renovation.cleared_obstacles) {
    const Obstacle& obstacle = *std::ranges::find(layers.obstacles, id, &Obstacle::id);
    const auto it = prices.clearing.find(obstacle.kind);
    cost += it == prices.clearing.end() ? prices.clearing.at("pinch") : it->second;
  }
  for (const LaneWidening& widening : renovation.widened) {
    cost += prices.compensation.times(taken_m2(widening, lane_with_id(layers, widening.lane_id)));
  }
  for (const LaneRaising& raising : renovation.raised) {
    cost += prices.raising.times(length_m(lane_with_id(layers, raising.lane_id).centreline));
  }
  for (const std::string& id : renovation.drained_lanes) {
    cost += prices.draining.times(length_m(lane_with_id(layers, id).centreline));
  }
  for (const std::string& id : renovation.resurfaced_lanes) {
    cost += prices.resurfacing.times(length_m(lane_with_id(layers, id).centreline));
  }
  for (const Cistern& cistern : renovation.cisterns) {
    cost += prices.cistern.times(cistern.volume_m3);
  }
  cost += prices.hydrant.times(static_cast<double>(renovation.hydrants.size()));
  return cost;
}

}  // namespace twin

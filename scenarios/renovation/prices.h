#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "layers/ward/renovation.h"

namespace twin {

/// A price and the range in which the board may find it, million VND a unit.
struct Price {
  double low = 0.0;
  double usual = 0.0;
  double high = 0.0;

  Price& operator+=(const Price& more);
  Price times(double quantity) const { return {low * quantity, usual * quantity, high * quantity}; }
};

/// The editable price table; every number in it is assumed until the board supplies its own.
struct PriceTable {
  Price resurfacing;                      ///< per metre of lane
  Price draining;                         ///< per metre of lane
  Price compensation;                     ///< per square metre taken to widen
  Price raising;                          ///< per metre of lane
  Price cistern;                          ///< per cubic metre
  Price hydrant;                          ///< each
  std::map<std::string, Price> clearing;  ///< each obstacle, by its kind
};

/// @throws InputError: misspelt key, missing price, or low ≤ usual ≤ high broken (file and line).
PriceTable load_prices(const std::filesystem::path& file);

/// What a renovation of a ward costs, million VND. Obstacles of a kind without a price cost as a
/// pinch does.
Price cost_of(const Renovation& renovation, const WardLayers& layers, const PriceTable& prices);

}  // namespace twin

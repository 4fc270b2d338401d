#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/street_network.h"

namespace twin::test {

/// A street network drawn in text, for tests that a reader can check by eye.
///
/// Capital letters are junctions; '-' and '|' are streets, 10 m a character, open both ways.
/// A street is named by its two ends, west or north end first: "AB". North is up.
class StreetSketch {
 public:
  explicit StreetSketch(std::string_view drawing);

  std::vector<StreetWay>& ways() { return ways_; }
  /// The index of the street between two letters.
  std::uint32_t way(std::string_view name) const { return way_of_.at(std::string(name)); }
  Point place(char letter) const { return place_.at(letter); }
  /// Narrows a street to `clear_width_m` at `at_m` from its first letter.
  void pinch(std::string_view name, double at_m, double clear_width_m);

  StreetNetwork network() const { return StreetNetwork(ways_); }
  /// The junction drawn as `letter` in a network made from this sketch.
  std::uint32_t at(char letter, const StreetNetwork& network) const;

 private:
  std::map<char, Point> place_;
  std::map<std::string, std::uint32_t> way_of_;
  std::vector<StreetWay> ways_;
};

/// The segment from one letter to another of a sketch. @throws std::out_of_range: no such street.
std::uint32_t from_to(const StreetSketch& sketch, const StreetNetwork& streets, char a, char b);

}  // namespace twin::test

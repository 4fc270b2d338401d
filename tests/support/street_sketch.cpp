#include "tests/support/street_sketch.h"

#include <cctype>
#include <sstream>
#include <stdexcept>

#include "engine/space/geometry.h"

namespace twin::test {
namespace {

constexpr double kCharacter_m = 10.0;

bool is_junction(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

}  // namespace

StreetSketch::StreetSketch(std::string_view drawing) {
  std::vector<std::string> rows;
  std::istringstream text{std::string{drawing}};
  for (std::string row; std::getline(text, row);) rows.push_back(row);
  const auto character = [&](std::size_t r, std::size_t c) {
    return r < rows.size() && c < rows[r].size() ? rows[r][c] : ' ';
  };
  const auto follow = [&](std::size_t r, std::size_t c, std::size_t down, std::size_t right,
                          char stroke) {
    std::size_t steps = 1;
    while (character(r + steps * down, c + steps * right) == stroke) ++steps;
    const char end = character(r + steps * down, c + steps * right);
    if (steps == 1 || !is_junction(end)) return;
    way_of_[std::string{rows[r][c], end}] = static_cast<std::uint32_t>(ways_.size());
    ways_.push_back({.line = {place_.at(rows[r][c]), place_.at(end)},
                     .one_way = false,
                     .bridge = false,
                     .narrow_points = {}});
  };
  const auto for_junctions = [&](const auto& visit) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        if (is_junction(rows[r][c])) visit(r, c);
      }
    }
  };
  for_junctions([&](std::size_t r, std::size_t c) {
    place_[rows[r][c]] = {static_cast<double>(c) * kCharacter_m,
                          -static_cast<double>(r) * kCharacter_m};
  });
  for_junctions([&](std::size_t r, std::size_t c) {
    follow(r, c, 0, 1, '-');
    follow(r, c, 1, 0, '|');
  });
}

void StreetSketch::pinch(std::string_view name, double at_m, double clear_width_m) {
  ways_[way(name)].narrow_points.push_back({.at_m = at_m,
                                            .length_m = 1.0,
                                            .clear_width_m = clear_width_m,
                                            .clear_height_m = std::nullopt});
}

std::uint32_t StreetSketch::at(char letter, const StreetNetwork& network) const {
  for (std::uint32_t j = 0; j < network.junctions().size(); ++j) {
    if (distance_m(network.junctions()[j], place(letter)) < 0.5) return j;
  }
  throw std::out_of_range(std::string("no junction ") + letter);
}

std::uint32_t from_to(const StreetSketch& sketch, const StreetNetwork& streets, char a, char b) {
  for (std::uint32_t s = 0; s < streets.segments().size(); ++s) {
    const Segment& segment = streets.segments()[s];
    if (segment.from == sketch.at(a, streets) && segment.to == sketch.at(b, streets)) return s;
  }
  throw std::out_of_range("no such street");
}

}  // namespace twin::test

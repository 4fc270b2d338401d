#include "engine/network/parts.h"

#include <gtest/gtest.h>

#include "tests/support/street_sketch.h"

namespace twin {
namespace {

using test::StreetSketch;

TEST(PartsOf, TheLargestPartComesFirstAndIslandsAfterIt) {
  const StreetSketch sketch(R"(
X--Y   A--B--C
          |
          |
          D
)");
  const StreetNetwork network = sketch.network();
  const std::vector<std::uint32_t> parts = parts_of(network);
  for (const char letter : {'A', 'B', 'C', 'D'}) EXPECT_EQ(parts[sketch.at(letter, network)], 0U);
  for (const char letter : {'X', 'Y'}) EXPECT_EQ(parts[sketch.at(letter, network)], 1U);
}

TEST(PartsOf, AOneWayStreetCutsNobodyOffOnFoot) {
  StreetSketch sketch("A--B");
  sketch.ways()[0].one_way = true;
  const std::vector<std::uint32_t> parts = parts_of(sketch.network());
  EXPECT_EQ(parts, (std::vector<std::uint32_t>{0, 0}));
}

}  // namespace
}  // namespace twin

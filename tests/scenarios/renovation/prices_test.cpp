#include "scenarios/renovation/prices.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(LoadPrices, TheTableThatComesWithTheProgramIsWhole) {
  const PriceTable prices = load_prices(data_folder() / "renovation" / "prices.toml");
  EXPECT_GT(prices.compensation.usual, 0.0);
  EXPECT_TRUE(prices.clearing.contains("gate"));
}

TEST(LoadPrices, ALowPriceAboveTheUsualOneIsRefusedWithItsLine) {
  const Scratch scratch;
  const auto file = scratch.write(
      "prices.toml", "[resurfacing]\nlow = 5.0\nusual = 2.0\nhigh = 6.0\nsource = 'x'\n");
  try {
    load_prices(file);
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("prices.toml:3"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace twin

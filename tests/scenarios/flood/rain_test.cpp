#include "scenarios/flood/rain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "engine/base/data_folder.h"

namespace twin {
namespace {

StormFormula hanoi() { return read_storm_formula(data_folder() / "flood/design_storm.toml"); }

// Worked out from 5890 (1 + 0.65 lg P) / (t + 20)^0.84 · 0.36.
TEST(Rain, TheFormulaGivesItsKnownIntensities) {
  EXPECT_NEAR(intensity_mm_per_h(hanoi(), 1, 20), 95.6, 0.06);
  EXPECT_NEAR(intensity_mm_per_h(hanoi(), 2, 60), 63.9, 0.06);
  EXPECT_NEAR(intensity_mm_per_h(hanoi(), 5, 60), 77.7, 0.06);
  EXPECT_NEAR(intensity_mm_per_h(hanoi(), 10, 60), 88.2, 0.06);
  EXPECT_NEAR(intensity_mm_per_h(hanoi(), 10, 120), 55.1, 0.06);
  EXPECT_NEAR(intensity_mm_per_h(hanoi(), 100, 60), 122.9, 0.06);
}

TEST(Rain, EveryRunOfBlocksOfADesignStormHasTheFormulasDepth) {
  const Series storm = design_storm(hanoi(), 10, 120);
  ASSERT_EQ(storm.value.size(), 25U);  // 24 blocks of 5 minutes, and the end
  std::vector<double> rates(storm.value.begin(), storm.value.end() - 1);
  EXPECT_EQ(std::ranges::max_element(rates) - rates.begin(), 11);  // in the middle
  std::ranges::sort(rates, std::greater{});
  double depth_mm = 0.0;
  for (std::size_t k = 0; k < rates.size(); ++k) {
    depth_mm += rates[k] * 5.0 / 60.0;
    const double minutes = 5.0 * static_cast<double>(k + 1);
    EXPECT_NEAR(depth_mm, intensity_mm_per_h(hanoi(), 10, minutes) * minutes / 60.0, 1e-9);
  }
  EXPECT_NEAR(rain_depth_mm(storm, 7200), depth_mm, 1e-9);
}

TEST(Rain, TheShippedRainsHaveTheirSums) {
  Findings findings;
  const auto folder = data_folder() / "flood/rain";
  const Series bualoi = read_rain(folder / "2025-09-30_reconstructed.csv", findings);
  EXPECT_NEAR(rain_depth_mm(bualoi, 3.0 * 3600), 176.0, 0.01);   // 14:30
  EXPECT_NEAR(rain_depth_mm(bualoi, 4.5 * 3600), 185.0, 0.01);   // 16:00
  EXPECT_NEAR(rain_depth_mm(bualoi, 18.5 * 3600), 255.0, 0.01);  // 06:00
  const Series press = read_rain(folder / "300mm_6h.csv", findings);
  EXPECT_NEAR(rain_depth_mm(press, 6.0 * 3600), 300.0, 0.01);
  const Series day = read_rain(folder / "182.6mm_24h.csv", findings);
  EXPECT_NEAR(rain_depth_mm(day, 24.0 * 3600), 182.6, 0.01);
  ASSERT_EQ(findings.all().size(), 3U);
  EXPECT_EQ(findings.all()[0].found.en, "'reconstructed'");
}

}  // namespace
}  // namespace twin

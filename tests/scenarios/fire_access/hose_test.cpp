#include "scenarios/fire_access/hose.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"

namespace twin::fire {
namespace {

HoseTable table() { return HoseTable::load(data_folder() / "vehicles/hoses.csv"); }

struct TableRow {
  const char* hose;
  const char* nozzle;
  double flow_lps;
  std::array<double, 3> head_mpa;  ///< with 10, 15 and 20 m of hose
};

/// QCVN 10:2025/BCA, table H.7 (half of it).
constexpr TableRow kTable[] = {
    {"DN50 unlined", "13 mm", 2.6, {.202, .206, .210}},
    {"DN50 unlined", "13 mm", 2.8, {.236, .241, .245}},
    {"DN50 unlined", "13 mm", 3.2, {.316, .322, .328}},
    {"DN50 unlined", "13 mm", 3.6, {.390, .398, .406}},
    {"DN50 unlined", "19 mm", 3.4, {.088, .096, .104}},
    {"DN50 unlined", "19 mm", 4.1, {.129, .138, .148}},
    {"DN50 unlined", "19 mm", 4.6, {.160, .173, .185}},
    {"DN50 unlined", "19 mm", 5.2, {.206, .223, .240}},
    {"DN65 unlined", "13 mm", 2.6, {.198, .199, .201}},
    {"DN65 unlined", "13 mm", 2.8, {.230, .231, .233}},
    {"DN65 unlined", "13 mm", 3.2, {.310, .313, .315}},
    {"DN65 unlined", "13 mm", 3.6, {.380, .383, .385}},
    {"DN65 unlined", "13 mm", 4.0, {.464, .467, .470}},
    {"DN65 unlined", "19 mm", 3.4, {.078, .080, .083}},
    {"DN65 unlined", "19 mm", 4.1, {.114, .117, .121}},
    {"DN65 unlined", "19 mm", 4.6, {.143, .147, .151}},
    {"DN65 unlined", "19 mm", 5.2, {.182, .190, .199}},
    {"DN65 unlined", "19 mm", 5.7, {.218, .224, .230}},
    {"DN65 unlined", "19 mm", 6.3, {.266, .273, .280}},
    {"DN65 unlined", "19 mm", 7.0, {.329, .338, .348}},
    {"DN65 unlined", "19 mm", 7.5, {.372, .385, .397}},
};

TEST(Hose, GivesTheHeadsOfTheRulesTable) {
  constexpr double kWaterPerMpa_m = 101.9;
  double worst = 0.0;
  for (const TableRow& row : kTable) {
    for (int i = 0; i < 3; ++i) {
      const double hose_m = 10.0 + 5.0 * i;
      const double head_m =
          head_at_pump_m(table().hose(row.hose), table().nozzle(row.nozzle), row.flow_lps, hose_m);
      const double given_m = row.head_mpa[static_cast<std::size_t>(i)] * kWaterPerMpa_m;
      const double error = std::abs(head_m - given_m) / given_m;
      EXPECT_LE(error, 0.0365) << row.hose << " " << row.nozzle << " " << row.flow_lps;
      worst = std::max(worst, error);
    }
  }
  RecordProperty("worst_error", std::to_string(worst));
}

TEST(Hose, OneTrunkGivesNoTenLitresDeepInALane) {
  // 80 m pump head, 12 m rise, two 13 mm nozzles: Q = √(68/(n·S + 2.96/4)), n = ⌈1.2·L/20⌉.
  const auto flow_lps = [](double loss, double path_m) {
    return flow_at_nozzles_lps({.hose_loss = loss, .nozzle_loss = 2.96}, 80.0, 40.0, 12.0,
                               hoses_for(path_m, 20.0, 1.2));
  };
  EXPECT_NEAR(flow_lps(0.034, 100.0), 8.5, 0.05);
  EXPECT_NEAR(flow_lps(0.034, 200.0), 7.7, 0.05);
  EXPECT_NEAR(flow_lps(0.034, 300.0), 7.1, 0.05);
  EXPECT_NEAR(flow_lps(0.083, 100.0), 7.4, 0.05);
  EXPECT_NEAR(flow_lps(0.083, 200.0), 6.3, 0.05);
  EXPECT_NEAR(flow_lps(0.083, 300.0), 5.5, 0.05);
}

TEST(Hose, CountsHosesWithSlack) {
  EXPECT_EQ(hoses_for(0.0, 20.0, 1.2), 1);
  EXPECT_EQ(hoses_for(100.0, 20.0, 1.2), 6);
  EXPECT_EQ(hoses_for(100.1, 20.0, 1.2), 7);
}

TEST(Hose, AHouseAboveThePumpGetsNothing) {
  EXPECT_EQ(flow_at_nozzles_lps({}, 30.0, 40.0, 31.0, 5), 0.0);
}

TEST(Hose, AnUnknownHoseIsRefusedWithThoseThereAre) {
  try {
    table().hose("DN65 line");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().expected.en.find("DN65 lined"), std::string::npos);
  }
}

}  // namespace
}  // namespace twin::fire

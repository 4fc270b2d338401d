#include <gtest/gtest.h>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"
#include "scenarios/fire_access/model.h"
#include "scenarios/fire_access/rules.h"
#include "scenarios/fire_access/vehicles.h"

namespace twin::fire {
namespace {

TEST(FireTables, TheShippedOnesCanBeRead) {
  const FireModel model = fire_model(Settings(fire_settings()), 20.0);
  EXPECT_EQ(model.classes.size(), 6U);
  EXPECT_DOUBLE_EQ(model.rules.dead_end_m, 46.0);
  EXPECT_DOUBLE_EQ(model.line.hose_loss, 0.034);
  EXPECT_DOUBLE_EQ(model.travel.hour, 20.0);
  const auto small = class_named(model.classes, "small");
  ASSERT_TRUE(small);
  EXPECT_DOUBLE_EQ(model.classes[*small].needs_width_m(), 2.3);
}

TEST(FireTables, DemandFollowsFloorsAndVolume) {
  const FireDemand demand = FireDemand::load(data_folder() / "rules/fire_demand_vn.csv");
  EXPECT_DOUBLE_EQ(demand.flow_lps(2, 500.0), 10.0);
  EXPECT_DOUBLE_EQ(demand.flow_lps(5, 900.0), 10.0);
  EXPECT_DOUBLE_EQ(demand.flow_lps(5, 1200.0), 15.0);
  EXPECT_DOUBLE_EQ(demand.flow_lps(9, 30000.0), 20.0);
  EXPECT_DOUBLE_EQ(demand.flow_lps(25, 60000.0), 25.0);
}

TEST(FireTables, AStationsListIsRead) {
  EXPECT_EQ(stationed_vehicles("medium:2 pickup"),
            (std::vector<Stationed>{{"medium", 2}, {"pickup", 1}}));
  EXPECT_TRUE(stationed_vehicles(" ").empty());
}

TEST(FireTables, SpeedsForFewerClassesAreRefused) {
  Settings settings(fire_settings());
  settings.put("road_kmh", std::vector<double>{50, 40});
  EXPECT_THROW(fire_model(settings, 12.0), InputError);
}

}  // namespace
}  // namespace twin::fire

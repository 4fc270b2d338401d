#include "scenarios/traffic/tables.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"
#include "engine/base/read_file.h"
#include "tests/support/scratch.h"

namespace twin::traffic {
namespace {

namespace fs = std::filesystem;

TEST(TrafficTables, ReadThoseOfTheProgram) {
  const auto vehicles = load_vehicles(data_folder() / "traffic/vehicles.toml");
  ASSERT_EQ(vehicles.size(), 3U);
  EXPECT_EQ(vehicles[0].name, "motorbike");
  EXPECT_EQ(vehicles[0].pcu, 0.29);  // Cao & Sano 2012
  const StreetTable streets = load_street_table(data_folder() / "traffic/streets.toml");
  EXPECT_EQ(streets.road("primary_link").free_kmh, streets.road("primary").free_kmh);
  EXPECT_EQ(streets.road("track").free_kmh, streets.road("residential").free_kmh);
  const DemandTable demand = load_demand_table(data_folder() / "traffic/demand.toml");
  // 100 m² of school: 0.8 jobs of which 40 % arrive, 10 pupils of which 60 %.
  EXPECT_NEAR(100.0 * demand.arrivals_per_m2("school"), 0.32 + 6.0, 1e-12);
  EXPECT_EQ(demand.arrivals_per_m2("castle"), 0.0);
}

void expect_refused(const std::string& from, const std::string& to, int line) {
  std::string text = read_file(data_folder() / "traffic/vehicles.toml", {});
  text.replace(text.find(from), from.size(), to);
  const Scratch scratch;
  const fs::path file = scratch.write("vehicles.toml", text);
  try {
    load_vehicles(file);
    ADD_FAILURE() << "accepted: " << to;
  } catch (const InputError& error) {
    const std::string place = "vehicles.toml:" + std::to_string(line);
    EXPECT_NE(error.finding().where.en.find(place), std::string::npos) << error.what();
  }
}

TEST(TrafficTables, RefuseWhatCannotBe) {
  expect_refused("pcu = 0.29", "pcu = -1", 18);
  expect_refused("pcu = 0.29", "pcs = 0.29", 18);
  expect_refused("person_share = 0.70", "person_share = 0.99", 1);
}

}  // namespace
}  // namespace twin::traffic

#include "scenarios/traffic/traffic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "engine/base/data_folder.h"
#include "engine/results/collected.h"
#include "layers/ward/renovation.h"
#include "scenarios/traffic/outcome.h"
#include "scenarios/traffic/street_table.h"
#include "tests/scenarios/traffic/ladder_ward.h"

namespace twin {
namespace {

const std::vector<ResultField> kWater = {
    {.name = "max_depth_m", .unit = "m", .kind = FieldKind::grid},
    {.name = "depth_m", .unit = "m", .kind = FieldKind::frames}};

struct Ladder;

/// What the scenario answers.
struct Answer : Collected {
  explicit Answer(const Ladder& ladder);
};

/// The ladder with some settings and needs of its own.
struct Ladder {
  Ward ward{test::ladder_layers()};
  Settings settings{traffic::settings()};
  Needs needs;
  std::string start;
  int threads = 1;

  Ladder() {
    settings.put("zones", 12.0);
    settings.put("gap", 1e-6);
  }
  Answer results() const { return Answer(*this); }
  /// Water of one depth over Phố Tây (R3), and for an hour from 01:00 on only over Phố Đông (R4).
  void flood(float depth_m) {
    const GridFrame frame{.north_west = {0, 390}, .cell_m = 2.0, .rows = 190, .cols = 500};
    auto water = std::make_shared<Collected>(kWater, "flood", "2025-09-30T11:00:00+07:00");
    Grid<float> west(frame, 0.0F);
    Grid<float> east(frame, 0.0F);
    for (int row = 0; row < frame.rows; ++row) {
      for (int col = 95; col < 105; ++col) west({row, col}) = depth_m;
      for (int col = 395; col < 405; ++col) east({row, col}) = depth_m;
    }
    water->grid("max_depth_m", west);
    water->frame("depth_m", 0.0, west);
    water->frame("depth_m", 3600.0, east);
    water->frame("depth_m", 7200.0, east);
    needs["flood"] = water;
  }
};

Answer::Answer(const Ladder& ladder) : Collected(kTraffic.results, "traffic") {
  const Request request{.ward = ladder.ward,
                        .settings = ladder.settings,
                        .needs = ladder.needs,
                        .start = ladder.start,
                        .threads = ladder.threads};
  kTraffic.run(request, *this, Progress{});
}

/// The sum of a column over the stretches of one way.
double of_way(const Collected& out, const std::string& column, const std::string& way) {
  const FeatureTable& rows = out.table("streets");
  const std::vector<double> values = out.column("streets", column);
  double sum = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].text("way_id") == way) sum += values[i];
  }
  return sum;
}

std::string open_to(const Collected& out, const std::string& way) {
  for (const Feature& row : out.table("streets")) {
    if (row.text("way_id") == way) return row.text("open_to").value_or("");
  }
  return "no such way";
}

void expect_same_numbers(const Collected& a, const Collected& b) {
  for (const ResultField& field : kTraffic.results) {
    if (field.kind == FieldKind::measure) {
      EXPECT_EQ(a.measure(field.name), b.measure(field.name)) << field.name;
    } else if (field.kind == FieldKind::column) {
      const auto x = a.column(field.table, field.name);
      const auto y = b.column(field.table, field.name);
      ASSERT_EQ(x.size(), y.size());
      for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_TRUE(x[i] == y[i] || (std::isnan(x[i]) && std::isnan(y[i]))) << field.name;
      }
    }
  }
}

TEST(Traffic, PutsEveryTripOnTheWay) {
  const Answer out = Ladder().results();
  EXPECT_GT(out.measure("trips"), 1000.0);
  EXPECT_EQ(out.measure("trips_unserved"), 0.0);
  EXPECT_LE(out.measure("ledger_error_trips"), 1e-9 * out.measure("trips"));
  EXPECT_LE(out.measure("gap"), 1e-6);
  EXPECT_EQ(out.measure("gates"), 4.0);
  EXPECT_EQ(out.measure("lost_to_closures_person_min"), 0.0);
  EXPECT_GT(out.measure("lost_to_traffic_person_min"), 0.0);
  EXPECT_LT(out.measure("travel_person_min_error"), 1e-3 * out.measure("travel_person_min"));
}

TEST(Traffic, LetsNoCarIntoANarrowLane) {
  Ladder ladder;
  const Answer narrow = ladder.results();
  EXPECT_GT(of_way(narrow, "motorbike_per_h", "L1"), 1.0);
  EXPECT_EQ(of_way(narrow, "car_per_h", "L1"), 0.0);
  EXPECT_EQ(open_to(narrow, "L1"),
            "xe máy; ô tô con không: chỗ hẹp 1,8 m, cần 2,5 m; xe buýt không: không vào ngõ");
  const Renovation widened{.widened = {{.lane_id = "L1", .clear_width_m = 4.0}}};
  ladder.ward = Ward(renovated(test::ladder_layers(), widened));
  const Answer wide = ladder.results();
  EXPECT_GT(of_way(wide, "car_per_h", "L1"), 0.0);
}

TEST(Traffic, SendsTheFlowOfAClosedStreetElsewhere) {
  Ladder ladder;
  const Answer open = ladder.results();
  ladder.settings.put("closed", std::vector<std::string>{"Phố Đông"});
  const Answer closed = ladder.results();
  EXPECT_GT(of_way(open, "flow_pcu_per_h", "R4"), 0.0);
  EXPECT_EQ(of_way(closed, "flow_pcu_per_h", "R4"), 0.0);
  EXPECT_EQ(open_to(closed, "R4").find("không xe nào; xe máy không: đường đóng"), 0U);
  EXPECT_NEAR(closed.measure("shut_m"), 400.0, 1e-9);
  EXPECT_GT(closed.measure("travel_person_min"), open.measure("travel_person_min"));
  EXPECT_GT(closed.measure("lost_to_closures_person_min"), 0.0);
  EXPECT_EQ(closed.measure("trips"), open.measure("trips"));
  EXPECT_LE(closed.measure("ledger_error_trips"), 1e-9 * closed.measure("trips"));
}

TEST(Traffic, CountsThoseWhomAClosureCutsOff) {
  Ladder ladder;
  ladder.settings.put("closed", std::vector<std::string>{"R1", "R2"});
  const Answer out = ladder.results();
  EXPECT_GT(out.measure("trips_unserved"), 0.0);
  EXPECT_LE(out.measure("ledger_error_trips"), 1e-9 * out.measure("trips"));
  double unserved = 0.0;
  for (const double persons : out.column("zones", "unserved_persons")) unserved += persons;
  EXPECT_NEAR(unserved, out.measure("persons_unserved"), 1e-9 * unserved);
}

TEST(Traffic, KnowsNoStreetOfAnotherName) {
  Ladder ladder;
  ladder.settings.put("closed", std::vector<std::string>{"Phố Đôn"});
  try {
    ladder.results();
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().expected.vi.find("Phố Đông"), std::string::npos);
  }
}

TEST(Traffic, SlowsAndShutsStreetsByTheirWater) {
  Ladder ladder;
  const Answer dry = ladder.results();
  ladder.settings.put("water", std::string("worst"));
  ladder.flood(0.15F);
  const Answer wet = ladder.results();
  // 0.15 m lets all drive at no more than 24.3 km/h; Phố Tây is driven at 25 when dry.
  EXPECT_EQ(open_to(wet, "R3").substr(0, 8), "xe máy,");
  EXPECT_GT(of_way(wet, "depth_m", "R3"), 0.1);
  EXPECT_GT(wet.measure("travel_person_min"), dry.measure("travel_person_min"));
  ladder.flood(0.25F);
  const Answer deep = ladder.results();
  EXPECT_EQ(of_way(deep, "motorbike_per_h", "R3"), 0.0);
  EXPECT_NE(open_to(deep, "R3").find("xe máy không: ngập 0,25 m"), std::string::npos);
  ladder.flood(0.5F);
  EXPECT_EQ(of_way(ladder.results(), "flow_pcu_per_h", "R3"), 0.0);
}

TEST(Traffic, IsThatOfADryDayWhereTheFloodIsNothing) {
  Ladder ladder;
  const Answer dry = ladder.results();
  ladder.settings.put("water", std::string("worst"));
  ladder.flood(0.0F);
  expect_same_numbers(dry, ladder.results());
}

TEST(Traffic, TakesTheWaterOfItsOwnHour) {
  Ladder ladder;
  ladder.flood(0.5F);
  ladder.start = "2025-09-30T12:10:00+07:00";  // 4,200 s into the flood: water stands over Phố Đông
  const Answer out = ladder.results();
  EXPECT_GT(of_way(out, "flow_pcu_per_h", "R3"), 0.0);
  EXPECT_EQ(of_way(out, "flow_pcu_per_h", "R4"), 0.0);
  ladder.start = "2025-10-01T12:10:00+07:00";
  EXPECT_THROW(ladder.results(), InputError);
  ladder.start = "";
  EXPECT_THROW(ladder.results(), InputError);
}

TEST(Traffic, IsTheSameOnAnyNumberOfThreads) {
  Ladder ladder;
  const Answer one = ladder.results();
  ladder.threads = 3;
  expect_same_numbers(one, ladder.results());
}

TEST(Traffic, StaysWithinAWardWithoutGates) {
  WardLayers layers = test::ladder_layers();
  layers.roads[0].centreline = {{200, 400}, {800, 400}};
  layers.roads[1].centreline = {{200, 0}, {800, 0}};
  Ladder ladder;
  ladder.ward = Ward(layers);
  const Answer out = ladder.results();
  EXPECT_EQ(out.measure("gates"), 0.0);
  EXPECT_EQ(out.findings().all().size(), 1U);
  EXPECT_LE(out.measure("ledger_error_trips"), 1e-9 * out.measure("trips"));
}

TEST(TrafficModel, AnswersForARenovatedWardFromAWarmStart) {
  const Ward ward(test::ladder_layers());
  const traffic::Tables tables{
      .vehicles = traffic::load_vehicles(data_folder() / "traffic/vehicles.toml"),
      .streets = traffic::load_street_table(data_folder() / "traffic/streets.toml"),
      .demand = traffic::load_demand_table(data_folder() / "traffic/demand.toml")};
  const traffic::Model model(ward, tables, 7.5, 12, 1.0, 1);
  const traffic::Conditions dry{.hour = 7.5, .closed = {}, .water = {}};
  const traffic::Outcome before = solved(model, ward, dry, {.gap = 1e-7}, Progress{});
  const Ward wide(
      renovated(test::ladder_layers(), {.widened = {{.lane_id = "L1", .clear_width_m = 4.0}}}));
  const traffic::Outcome cold = solved(model, wide, dry, {.gap = 1e-7}, Progress{});
  const traffic::Outcome warm =
      solved(model, wide, dry, {.gap = 1e-7, .start = &before.assignment.origins}, Progress{});
  EXPECT_TRUE(warm.assignment.started_warm);
  const auto of_cold = travel_time(model, cold);
  const auto of_warm = travel_time(model, warm);
  EXPECT_NEAR(of_warm.person_min, of_cold.person_min,
              of_warm.error_person_min + of_cold.error_person_min);
  EXPECT_LT(of_warm.error_person_min, 1e-3 * of_cold.person_min);
  EXPECT_NEAR(warm.assignment.beckmann, cold.assignment.beckmann,
              1e-7 * cold.assignment.total_cost);
  // Cars of the lane need not be parked on the avenues any more.
  EXPECT_LT(of_warm.person_min, travel_time(model, before).person_min);
}

TEST(LevelOfService, IsTheManuals) {
  EXPECT_EQ(traffic::level_of_service(9.0, true), 1);
  EXPECT_EQ(traffic::level_of_service(36.0, true), 4);
  EXPECT_EQ(traffic::level_of_service(36.0, false), 5);
  EXPECT_EQ(traffic::level_of_service(81.0, true), 6);
}

}  // namespace
}  // namespace twin

#include "engine/traffic/tntp.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

const std::string kNetwork =
    "<NUMBER OF ZONES> 2\t\n"
    "<NUMBER OF NODES> 3\n"
    "<FIRST THRU NODE> 3\n"
    "<NUMBER OF LINKS> 2\n"
    "<ORIGINAL HEADER>~ from to\n"
    "<END OF METADATA>\n\n"
    "~ \tfrom\tto\tcapacity\tlength\tfft\tb\tpower\tspeed\ttoll\ttype\t;\n"
    "\t1\t3\t900\t2.5\t6\t0.15\t4\t0\t7\t1\t;\n"
    "3 2 900.5 1 2 .5 1.5 0 0 1;\r\n";

std::string swapped(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(Tntp, ReadsANetwork) {
  const TntpNetwork network = parse_tntp_network(kNetwork, "net.tntp");
  EXPECT_EQ(network.zones, 2U);
  EXPECT_EQ(network.nodes, 3U);
  EXPECT_EQ(network.first_through_node, 3U);
  ASSERT_EQ(network.links.size(), 2U);
  EXPECT_EQ(network.links[0].to, 3U);
  EXPECT_EQ(network.links[0].toll, 7.0);
  EXPECT_EQ(network.links[1].capacity, 900.5);
  EXPECT_EQ(network.links[1].b, 0.5);
  EXPECT_EQ(network.links[1].power, 1.5);
}

TEST(Tntp, ReadsTripsAndLeavesOutThoseWithinAZone) {
  const auto trips = parse_tntp_trips(
      "<NUMBER OF ZONES> 3\n<END OF METADATA>\nOrigin \t1 \n 1 : 9.0;  2 : 5.0;\n3:2.5;\n"
      "Origin 3 2 : 1e1; 2 : 1;\nOrigin 2\n",
      "trips.tntp", 3);
  ASSERT_EQ(trips.size(), 2U);
  EXPECT_EQ(trips[0].origin, 0U);
  ASSERT_EQ(trips[0].to.size(), 2U);
  EXPECT_EQ(trips[0].to[1].node, 2U);
  EXPECT_EQ(trips[0].to[1].vehicles, 2.5);
  EXPECT_EQ(trips[1].origin, 2U);
  EXPECT_EQ(trips[1].to[0].vehicles, 11.0);
}

TEST(Tntp, CostsTollAndDistanceByTheirFactors) {
  const AssignmentProblem problem =
      tntp_problem(parse_tntp_network(kNetwork, "net.tntp"), {}, 0.5, 2.0);
  EXPECT_EQ(problem.classes[0].fixed_cost, (std::vector<double>{0.5 * 7 + 2.0 * 2.5, 2.0}));
  EXPECT_EQ(problem.graph.first_through(), 2U);
}

void expect_refused(const std::string& text, const std::string& where) {
  try {
    parse_tntp_network(text, "net.tntp");
    ADD_FAILURE() << "accepted: " << text;
  } catch (const InputError& error) {
    EXPECT_EQ(error.finding().where.en, where) << error.what();
  }
}

TEST(Tntp, RefusesANetworkThatMakesNoSense) {
  expect_refused("", "net.tntp:1");
  expect_refused(swapped(kNetwork, "<NUMBER OF LINKS> 2", "<NUMBER OF LINKS> 4"), "net.tntp:1");
  expect_refused(swapped(kNetwork, "<NUMBER OF ZONES> 2", "<NUMBER OF ZONES> 5"), "net.tntp:1");
  expect_refused(swapped(kNetwork, "<NUMBER OF NODES> 3", "<NUMBER OF NODES> x"), "net.tntp:2");
  expect_refused(swapped(kNetwork, "\t900\t", "\t-900\t"), "net.tntp:9");
  expect_refused(swapped(kNetwork, "\t900\t", "\t0\t"), "net.tntp:9");
  expect_refused(swapped(kNetwork, "\t900\t", "\tnan\t"), "net.tntp:9");
  expect_refused(swapped(kNetwork, "3 2 900.5", "4 2 900.5"), "net.tntp:10");
  expect_refused(swapped(kNetwork, " 0 0 1;", ";"), "net.tntp:10");
}

TEST(Tntp, RefusesTripsThatMakeNoSense) {
  for (const char* text : {"1 : 5;", "Origin 9\n1 : 5;", "Origin 1\n4 : 5;", "Origin 1\n2 : -5;",
                           "Origin 1\n2 : x;", "Origin 1\n2 :"}) {
    EXPECT_THROW(parse_tntp_trips(text, "trips.tntp", 3), InputError) << text;
  }
}

}  // namespace
}  // namespace twin

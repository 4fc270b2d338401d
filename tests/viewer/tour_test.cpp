#include "viewer/model/tour.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/findings.h"
#include "tests/support/expect_has.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

Tour two_stops() {
  TourStop first;
  first.caption = "Toàn phường lúc ngập cao nhất";
  first.eye = {582497.375, 2324874.5};
  first.eye_level_m = 412.25;
  first.target = {582500.0, 2325300.0};
  first.target_level_m = 6.0;
  first.time = "5400 s";
  first.fields = {{.run_hash = "0123abcd", .folder = "flood", .table = {}, .field = "depth_m"},
                  {.run_hash = "99", .folder = "traffic", .table = "roads", .field = "speed_kmh"}};
  first.hidden = {"names"};
  first.added = {"drains"};
  first.height_scale = 0.25;
  first.widened = true;
  first.palette = "cividis";
  TourStop second = first;
  second.caption.clear();
  second.comparison = {.run_hash = "77", .folder = "after", .how = "beside", .at = 0.4};
  second.travel_s = 0.0;
  second.stay_s = 2.5;
  return {.title = "Họp giao ban", .stops = {first, second}};
}

std::string refusal_of(const std::filesystem::path& file) {
  try {
    read_tour(file);
  } catch (const InputError& error) {
    return error.finding().text(Language::english);
  }
  return "read";
}

TEST(Tour, IsReadAsItWasWritten) {
  const Scratch scratch;
  const Tour tour = two_stops();
  write_tour(scratch / "tour.json", tour);
  EXPECT_EQ(read_tour(scratch / "tour.json"), tour);
  EXPECT_FALSE(std::filesystem::exists(scratch / "tour.json.partial"));
}

TEST(Tour, OfAnEarlierProgramHasNoColoursOfItsOwn) {
  const Scratch scratch;
  std::ofstream(scratch / "tour.json")
      << R"({"format_version": 1, "stops": [{"camera": {"eye": [1, 2, 3], "target": [1, 2, 0]}}]})";
  const Tour tour = read_tour(scratch / "tour.json");
  EXPECT_TRUE(tour.stops.front().palette.empty());
  write_tour(scratch / "again.json", tour);
  EXPECT_EQ(read_tour(scratch / "again.json"), tour);
}

TEST(Tour, WhatIsWrongIsNamedByItsKey) {
  const Scratch scratch;
  const auto write = [&](const std::string& text) {
    std::ofstream(scratch / "tour.json") << text;
    return refusal_of(scratch / "tour.json");
  };
  expect_has(write(R"({"format_version": 2, "stops": []})"), "key 'format_version'");
  expect_has(write(R"({"format_version": 1, "stops": []})"), "at least one stop");
  expect_has(write(R"({"format_version": 1, "stops": [{"caption": "a"}]})"),
             "key 'stops[0].camera'");
  expect_has(write(R"({"format_version": 1, "stops": [{"camera": {"eye": [1, 2], "target":
                       [1, 2, 3]}}]})"),
             "key 'stops[0].camera.eye'");
  expect_has(write(R"({"format_version": 1, "stops": [{"camera": {"eye": [1, 2, 3], "target":
                       [1, 2, 3]}}]})"),
             "key 'stops[0].camera.target'");
  const auto with = [&](const std::string& rest) {
    return write(R"({"format_version": 1, "stops": [{"camera": {"eye": [1, 2, 3], "target":
                       [1, 2, 0]}, )" +
                 rest + "}]}");
  };
  expect_has(with(R"("stay_s": -1)"), "key 'stops[0].stay_s'");
  expect_has(with(R"("travel_s": 1e12)"), "key 'stops[0].travel_s'");
  expect_has(with(R"("height_scale": 50)"), "expected a number from 0 to 1");
  expect_has(with(R"("palette": "pink")"), "expected declared, viridis, cividis, greys");
  expect_has(write("{\n\"format_version\": oops"), "tour.json:2");
  expect_has(refusal_of(scratch / "missing.json"), "missing.json");
}

}  // namespace
}  // namespace twin

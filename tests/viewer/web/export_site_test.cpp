#include "viewer/web_export/export_site.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "engine/base/findings.h"
#include "engine/results/bundle.h"
#include "tests/support/scratch.h"
#include "tests/support/tiny_ward.h"
#include "tests/viewer/web/read_glb.h"
#include "tests/viewer/web/unpacked.h"

namespace twin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The tiny ward and a run over it, exported once for all tests here.
class TinySite : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<Scratch>();
    write_tiny_ward(*scratch_ / "ward");
    write_tiny_run(*scratch_ / "run", *scratch_ / "ward", 5.9);
    export_to("site");
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static void export_to(const std::string& name) {
    const std::vector<fs::path> folders = {*scratch_ / "ward", *scratch_ / "run"};
    export_site(folders, *scratch_ / name, {.program_version = "9.9.9"}, Progress{});
  }
  static std::string bytes(const std::string& path) { return bytes_of(*scratch_ / "site" / path); }
  static json site() { return json::parse(bytes("site.json")); }
  static json field(const std::string& name) {
    const json told = site();
    for (const json& one : told["runs"][0]["fields"]) {
      if (one["name"] == name) return one;
    }
    return {};
  }
  static std::map<std::string, std::string> files_of(const std::string& name) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(*scratch_ / name)) {
      if (!entry.is_regular_file()) continue;
      files[fs::relative(entry.path(), *scratch_ / name)] = bytes_of(entry.path());
    }
    return files;
  }

  static inline std::unique_ptr<Scratch> scratch_;
};

TEST_F(TinySite, EveryFileThatTheSiteNamesIsThere) {
  std::set<std::string> named;
  const std::function<void(const json&)> look = [&](const json& part) {
    for (const auto& [key, value] : part.items()) {
      const bool path =
          value.is_string() && value.get<std::string>().find('/') != std::string::npos;
      const bool pattern = path && value.get<std::string>().find('{') != std::string::npos;
      if (path && !pattern && (key == "file" || key == "model" || key == "names")) {
        named.insert(value);
      }
      if (value.is_structured()) look(value);
    }
  };
  look(site());
  EXPECT_GT(named.size(), 20U);
  for (const std::string& path : named) EXPECT_TRUE(fs::exists(*scratch_ / "site" / path)) << path;
  for (const char* path : {"index.html", "snapshot.html", "assets/wardtwin.js"}) {
    EXPECT_FALSE(bytes(path).empty()) << path;
  }
}

TEST_F(TinySite, FeatureIdsAreTheRowsOfTheBuildings) {
  std::set<float> rows;
  const json told = site();
  for (const json& part : told["ward"]["model"]) {
    if (part["part"] != "buildings") continue;
    const ReadGlb glb(bytes(part["file"]));
    for (const json& mesh : glb.json["meshes"]) {
      const json& attributes = mesh["primitives"][0]["attributes"];
      for (const float id : glb.numbers<float>(attributes["_FEATURE_ID_0"], 1)) rows.insert(id);
    }
  }
  EXPECT_EQ(rows.size(), 73U);  // 4 rows of 18 houses and a tower
  EXPECT_EQ(*rows.begin(), 0.0F);
  EXPECT_EQ(*rows.rbegin(), 72.0F);
  const json table = json::parse(bytes("data/tables/buildings.json"));
  EXPECT_EQ(table["rows"], 73);
  EXPECT_EQ(table["columns"][1]["name"], "id");
  EXPECT_EQ(table["columns"][1]["words"][0], "B1");
  EXPECT_EQ(table["columns"][0]["words"][0], "Số 2 ngõ 34 Trung Kính");
}

TEST_F(TinySite, AStreetThroughTimeHasTheValuesOfTheRun) {
  const json speed = field("speed_kmh");
  EXPECT_EQ(speed["times_s"], (json{0.0, 900.0, 1800.0, 2700.0, 3600.0}));
  EXPECT_EQ(unpacked_numbers<float>(bytes(speed["file"])),
            (std::vector<float>{32.0F, 18.0F, 6.0F, 12.0F, 25.0F}));
  EXPECT_EQ(speed["peak"], 0);
  EXPECT_EQ(site()["runs"][0]["tables"][1]["layer"], "roads");  // drawn on the ward's own ribbons
}

TEST_F(TinySite, AHouseHasTheValueOfTheRunToTheBit) {
  const Bundle run(*scratch_ / "run");
  EXPECT_EQ(unpacked_numbers<double>(bytes(field("door_depth_m")["file"])),
            run.column("buildings", "door_depth_m"));
}

TEST_F(TinySite, APlaceThroughTimeHasTheDepthsOfTheRunToTheMillimetre) {
  const json depth = field("depth_m");
  const json values = depth["values"];
  ASSERT_EQ(values["rows"], 80);
  ASSERT_EQ(values["tile"], 128);
  // Row 21, column 30 is the middle of the bowl; the one tile holds 5 instants of 80 × 120 cells.
  const std::vector<int> codes = unpacked_codes(bytes("data/run0_depth_m.at_0_0.bin"), 120);
  ASSERT_EQ(codes.size(), 5U * 80 * 120);
  const Bundle run(*scratch_ / "run");
  for (std::size_t i = 0; i < 5; ++i) {
    const int code = codes[i * 80 * 120 + 21 * 120 + 30];
    const double told_m =
        values["offset"].get<double>() + (code - 2) * values["step"].get<double>();
    EXPECT_NEAR(told_m, run.frame("depth_m", i)({21, 30}), 0.0005001);
  }
  EXPECT_EQ(depth["peak"], 2);
}

TEST_F(TinySite, WhatWasNotComputedIsNoDepth) {
  const json ground = site()["ward"]["ground"];
  const std::size_t cols = ground["cols"];
  const std::vector<int> picture = unpacked_codes(bytes("data/run0_depth_m.2.bin"), cols);
  EXPECT_EQ(picture.size(), cols * ground["rows"].get<std::size_t>());
  // The run covers the ward; the terrain, 30 m more on every side.
  EXPECT_EQ(picture.front(), 0);
  EXPECT_EQ(picture.back(), 0);
  const std::size_t middle = (15 + 21) * cols + 15 + 30;  // the bowl, 30 m = 15 cells in
  EXPECT_GT(picture[middle], 2 + 1000 + 50);              // deeper than 5 cm above the ground
}

TEST_F(TinySite, AFieldBringsItsLegendUnitAndMeaning) {
  const json depth = field("depth_m");
  EXPECT_EQ(depth["as"], "water");
  EXPECT_EQ(depth["unit"], "m");
  EXPECT_EQ(depth["meaning"]["vi"], "độ sâu ngập");
  EXPECT_EQ(depth["wet_from_m"], 0.05);
  ASSERT_EQ(depth["legend"].size(), 4U);
  EXPECT_EQ(depth["legend"][2]["colour"], "#2f74c4");
  EXPECT_EQ(depth["legend"][2]["label"]["vi"], "0,30–0,60: xe máy chết máy");
}

TEST_F(TinySite, ThePageOpensAtThePeakAndSaysThatTheWardIsMadeUp) {
  const json told = site();
  EXPECT_EQ(told["language"], "vi");
  EXPECT_TRUE(told["made_up"]);
  EXPECT_EQ(told["runs"][0]["run_hash"], "0123456789abcdef");
  EXPECT_EQ(told["wall_s"].get<double>() - told["runs"][0]["start_s"].get<double>(), 1800.0);
  EXPECT_EQ(told["shown"], (json{{{"run", 0}, {"field", 0}}}));
}

TEST_F(TinySite, TheSnapshotHoldsAllItNeedsAndAsksForNothing) {
  const std::string page = bytes("snapshot.html");
  EXPECT_NE(page.find("data-file=\"site.json\""), std::string::npos);
  EXPECT_NE(page.find("data-file=\"data/run0_depth_m.0.bin\""), std::string::npos);
  EXPECT_EQ(page.find("data-file=\"data/run0_depth_m.1.bin\""), std::string::npos);
  for (const char* outside : {"src=\"http", "href=\"http", "url(http"}) {
    EXPECT_EQ(page.find(outside), std::string::npos);
  }
}

TEST_F(TinySite, EqualRunsGiveEqualBytes) {
  export_to("again");
  EXPECT_EQ(files_of("site"), files_of("again"));
}

TEST_F(TinySite, AnExistingFolderIsRefusedUntouched) {
  fs::create_directories(*scratch_ / "mine");
  EXPECT_EQ(failure_of<InputError>([] { export_to("mine"); }),
            (*scratch_ / "mine").string() +
                ": found something that exists already, expected a new name; it was not touched; "
                "choose another name or move it away.");
  EXPECT_TRUE(fs::is_empty(*scratch_ / "mine"));
}

TEST_F(TinySite, AFolderWithoutARunIsRefusedAndLeavesNothing) {
  const std::vector<fs::path> folders = {*scratch_ / "nowhere"};
  EXPECT_THROW(export_site(folders, *scratch_ / "none", {}, Progress{}), InputError);
  EXPECT_FALSE(fs::exists(*scratch_ / "none"));
  EXPECT_FALSE(fs::exists(*scratch_ / "none.partial"));
}

}  // namespace
}  // namespace twin

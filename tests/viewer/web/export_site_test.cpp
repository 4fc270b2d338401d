#include "viewer/web_export/export_site.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "engine/base/findings.h"
#include "engine/results/bundle.h"
#include "tests/support/scratch.h"
#include "tests/support/tiny_times.h"
#include "tests/support/tiny_ward.h"
#include "tests/viewer/measured_run.h"
#include "tests/viewer/web/read_glb.h"
#include "tests/viewer/web/unpacked.h"
#include "viewer/shapes/drawn_grid.h"

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

  static std::vector<ToldTable> export_to(const std::string& name,
                                          const ColumnChoice& columns = {}) {
    const std::vector<fs::path> folders = {*scratch_ / "ward", *scratch_ / "run"};
    return export_site(folders, *scratch_ / name, {.program_version = "9.9.9", .columns = columns},
                       Progress{});
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

/// The tiny ward and a run of which not all is known (see write_tiny_times).
class TimesSite : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<Scratch>();
    write_tiny_ward(*scratch_ / "ward");
    write_tiny_times(*scratch_ / "noon", *scratch_ / "ward", {});
    const std::vector<fs::path> folders = {*scratch_ / "ward", *scratch_ / "noon"};
    export_site(folders, *scratch_ / "site", {}, Progress{});
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static std::string bytes(const std::string& path) { return bytes_of(*scratch_ / "site" / path); }
  static json site() { return json::parse(bytes("site.json")); }
  static json field(const std::string& name, const std::string& table = {}) {
    const json told = site();
    for (const json& one : told["runs"][0]["fields"]) {
      if (one["name"] == name && one["table"] == table) return one;
    }
    return {};
  }
  /// Code of a picture at a place, in metres from the ward's south-west.
  static int drawn_at(const std::string& name, std::size_t instant, double x_m, double y_m) {
    const json ground = site()["ward"]["ground"];
    const json origin = site()["ward"]["origin"];
    const auto cell = [&](double away_m) {
      return static_cast<std::size_t>(away_m / ground["cell_m"].get<double>());
    };
    const std::size_t col =
        cell(kTinyWest_m + x_m - origin["x_m"].get<double>() - ground["west_m"].get<double>());
    const std::size_t row =
        cell(ground["north_m"].get<double>() - (kTinySouth_m + y_m - origin["y_m"].get<double>()));
    const std::size_t cols = ground["cols"];
    const std::string path = "data/run0_" + name + "." + std::to_string(instant) + ".bin";
    return unpacked_codes(bytes(path), cols)[row * cols + col];
  }

  static inline std::unique_ptr<Scratch> scratch_;
};

TEST(MeasuredSite, TellsWhatAScenarioAmountsToAndWhatItChanges) {
  const Scratch scratch;
  write_tiny_ward(scratch / "ward");
  write_measured_run(scratch / "run", scratch / "ward", "Ít người", 120.0);
  const std::vector<fs::path> folders = {scratch / "ward", scratch / "run"};
  export_site(folders, scratch / "site", {}, Progress{});
  const json run = json::parse(bytes_of(scratch / "site" / "site.json"))["runs"][0];
  ASSERT_EQ(run["measures"].size(), 4U);
  EXPECT_EQ(run["measures"][0]["judged"], false);  // rain is no choice
  EXPECT_EQ(run["measures"][1]["meaning"]["vi"], "số người bị ngập");
  EXPECT_EQ(run["measures"][1]["judged"], true);
  EXPECT_EQ(run["measures"][2]["judged"], false);  // of the same unit as the one before
  EXPECT_EQ(run["measures"][3]["value"], "240\u00a0m");
  EXPECT_EQ(run["changes"][0]["title"]["vi"], "Nạo vét cửa thu");
  EXPECT_EQ(run["changes"][0]["effect"]["vi"], "412 cửa thu thông");
}

TEST_F(TimesSite, TheRiverIsNoFloodAndMakesNoPeak) {
  EXPECT_EQ(field("depth_m")["peak"], 2);               // 3.0 m of river at first
  EXPECT_EQ(drawn_at("depth_m", 2, 20, 20), 2 + 1300);  // 0.3 m, from −1 m on by millimetres
  EXPECT_EQ(drawn_at("depth_m", 2, 20, 140), 0);        // not computed
  for (const double y_m : {60.0, 140.0}) {              // computed or not, nothing is missing
    EXPECT_GE(drawn_at("depth_m", 2, 224, y_m), 2);
    EXPECT_LE(drawn_at("depth_m", 2, 224, y_m), 2 + 1000);  // and dry
  }
}

TEST_F(TimesSite, WhatNeverHappenedIsToldApartFromWhatWasNotComputed) {
  const json arrival = field("arrival_s");
  EXPECT_EQ(arrival["never"], true);
  EXPECT_EQ(arrival["missing"], true);
  EXPECT_GE(drawn_at("arrival_s", 0, 20, 20), 2);
  EXPECT_EQ(drawn_at("arrival_s", 0, 180, 80), 1);   // it stayed dry
  EXPECT_EQ(drawn_at("arrival_s", 0, 180, 140), 0);  // not computed
  const std::vector<int> codes = unpacked_codes(bytes("data/run0_arrival_s.at_0_0.bin"), 120);
  EXPECT_EQ(codes[40 * 120 + 90], 1);  // x 181 m, y 79 m
  EXPECT_EQ(codes[10 * 120 + 90], 0);  // y 139 m
  EXPECT_EQ(field("duration_s")["never"], false);
}

TEST_F(TimesSite, RowsTellItToo) {
  const json lanes = field("arrival_s", "lanes");
  EXPECT_EQ(unpacked_numbers<double>(bytes(lanes["file"])), (std::vector<double>{600.0, kNothing}));
  EXPECT_EQ(lanes["never"], true);
  EXPECT_EQ(lanes["missing"], false);
  const json houses = field("arrival_s", "buildings");
  const std::vector<double> of_houses = unpacked_numbers<double>(bytes(houses["file"]));
  EXPECT_TRUE(std::isnan(of_houses[0]));  // not computed
  EXPECT_EQ(of_houses[1], kNothing);      // dry
  EXPECT_EQ(of_houses[2], 600.0);
  EXPECT_TRUE(std::isnan(of_houses[3]));  // the run has no such house
  EXPECT_EQ(houses["never"], true);
  EXPECT_EQ(houses["missing"], true);
}

TEST_F(TimesSite, TheDepthOfTheRiverIsStillTold) {
  const json values = field("depth_m")["values"];
  const std::vector<int> codes = unpacked_codes(bytes("data/run0_depth_m.at_0_0.bin"), 120);
  const int code = codes[2 * 80 * 120 + 50 * 120 + 112];  // y 59 m, x 225 m, at 1200 s
  EXPECT_NEAR(values["offset"].get<double>() + (code - 2) * values["step"].get<double>(), 2.0,
              0.01);
  const std::size_t cells = site()["ward"]["ground"]["rows"].get<std::size_t>() *
                            site()["ward"]["ground"]["cols"].get<std::size_t>();
  EXPECT_LT(bytes("data/always_wet.bin").size(), cells / 40);
}

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
  EXPECT_EQ(speed["span_s"], (json{0.0, 3600.0}));  // beyond it nothing is known
  EXPECT_EQ(speed["peak"], 0);
  EXPECT_EQ(site()["runs"][0]["tables"][1]["layer"], "roads");  // drawn on the ward's own ribbons
}

TEST_F(TinySite, AHouseHasTheValueOfTheRunToTheBit) {
  const Bundle run(*scratch_ / "run");
  EXPECT_EQ(unpacked_numbers<double>(bytes(field("door_depth_m")["file"])),
            run.column("buildings", "door_depth_m"));
  EXPECT_TRUE(field("door_depth_m")["span_s"].is_null());  // it has no time
}

TEST_F(TinySite, OfAHouseGridsAreReadAtItsWalls) {
  const json told = site();
  const auto places = unpacked_numbers<float>(bytes(told["ward"]["building_walls"]));
  ASSERT_EQ(places.size(), 2U * 73);
  // B1 stands between x 44 and 58 m and y 54 and 58.8 m; the ground falls towards the lane east of
  // it and, along that, to the north.
  EXPECT_NEAR(places[0] + told["ward"]["origin"]["x_m"].get<double>() - kTinyWest_m, 59.0, 0.01);
  EXPECT_NEAR(places[1] + told["ward"]["origin"]["y_m"].get<double>() - kTinySouth_m, 59.0, 0.01);
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
  EXPECT_EQ(depth["legend"][2]["colours"]["declared"], "#2f74c4");
  EXPECT_EQ(depth["legend"][2]["label"]["vi"], "0,30–0,60: xe máy chết máy");
}

TEST_F(TinySite, ALegendHasItsColoursInEveryPalette) {
  const json depth = field("depth_m");
  const json site_palettes = site()["palettes"];
  ASSERT_EQ(site_palettes.size(), 4U);
  EXPECT_EQ(site_palettes[2]["name"], "cividis");
  EXPECT_EQ(site_palettes[2]["title"]["vi"], "cividis (phù hợp người mù màu)");
  // Four classes at 0, 1/3, 2/3 and 1 of the greys 225, 178, 130, 82, 30, which lie a quarter
  // apart: a third is a third of the way from 178 to 130, two thirds two thirds of that from 130
  // to 82.
  for (const auto& [number, grey] :
       {std::pair{0U, "#e1e1e1"}, {1U, "#a2a2a2"}, {2U, "#626262"}, {3U, "#1e1e1e"}}) {
    EXPECT_EQ(depth["legend"][number]["colours"]["greys"], grey);
  }
}

TEST_F(TinySite, AStripTellsWhereEachClassBegins) {
  const json strip = field("depth_m")["strip"];
  const double most = strip["most"];
  const double least = strip["least"];
  ASSERT_EQ(strip["runs"].size(), 5U);  // nothing below 0.05 m, then the four classes
  const std::vector<double> bounds = {least, 0.05, 0.15, 0.30, 0.60};
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    EXPECT_EQ(strip["runs"][i][1], static_cast<int>(i) - 1);
    const double from = least + (most - least) * strip["runs"][i][0].get<double>() / 1023.0;
    EXPECT_NEAR(from, bounds[i], (most - least) / 1023.0);
  }
}

TEST_F(TinySite, SquaresOfAStillGridAreAsSmallAsThoseThroughTime) {
  EXPECT_EQ(field("max_depth_m")["values"]["tile"], 128);
}

TEST_F(TinySite, WhatWasMadeUpIsKnownByItsSource) {
  const json table = json::parse(bytes("data/tables/buildings.json"));
  const json source = table["columns"].back();
  ASSERT_EQ(source["name"], "source");
  EXPECT_EQ(source["words"][0]["vi"], "GIẢ ĐỊNH");
  EXPECT_EQ(source["assumed"], json{0});
  EXPECT_TRUE(site()["runs"][0]["assumed"]);  // the ward is a sample
}

TEST_F(TinySite, AColumnThatIsLeftOutIsNowhereInTheSite) {
  const auto told =
      export_to("quiet", {.publish = {}, .leave_out = {"buildings.residents", "lanes.name"}});
  const fs::path folder = *scratch_ / "quiet";
  const json houses = json::parse(bytes_of(folder / "data/tables/buildings.json"));
  for (const json& column : houses["columns"]) EXPECT_NE(column["name"], "residents");
  for (const auto& [path, text] : files_of("quiet")) {
    EXPECT_EQ(text.find("Ngõ 34"), std::string::npos) << path;  // nor on the map
  }
  EXPECT_NE(bytes("data/names.json").find("Ngõ 34"), std::string::npos);  // as it is otherwise
  ASSERT_EQ(told[1].name, "buildings");
  EXPECT_EQ(told[1].told,
            (std::vector<std::string>{"address", "id", "use", "floors", "height_m", "source"}));
  EXPECT_EQ(told[1].left_out, (std::vector<std::string>{"residents"}));
}

TEST_F(TinySite, WhatNotAnybodyMayReadIsLeftOutUnlessItIsAskedFor) {
  const auto is_public = [](std::string_view, std::string_view column) {
    return column != "residents" && column != "floors";
  };
  const auto told = export_to(
      "public", {.is_public = is_public, .publish = {"buildings.floors"}, .leave_out = {}});
  EXPECT_EQ(told[1].told,
            (std::vector<std::string>{"address", "id", "use", "floors", "height_m", "source"}));
  EXPECT_EQ(told[1].left_out, (std::vector<std::string>{"residents"}));
}

TEST_F(TinySite, AFieldOfARunCanBeLeftOutToo) {
  export_to("no_doors", {.publish = {}, .leave_out = {"buildings.door_depth_m"}});
  const json told = json::parse(bytes_of(*scratch_ / "no_doors" / "site.json"));
  for (const json& one : told["runs"][0]["fields"]) EXPECT_NE(one["name"], "door_depth_m");
  EXPECT_FALSE(fs::exists(*scratch_ / "no_doors/data/run0_buildings.door_depth_m.bin"));
  EXPECT_EQ(told["shown"], (json{{{"run", 0}, {"field", 0}}}));
}

TEST_F(TinySite, AColumnThatIsNotThereOrCannotBeMissedIsRefused) {
  const auto refused = [](const std::string& name) {
    return failure_of<InputError>(
        [&] { export_to("refused", {.publish = {}, .leave_out = {name}}); });
  };
  EXPECT_EQ(refused("lanes.owner").substr(0, 52),
            "--leave-out: found lanes.owner, expected one of lane");
  EXPECT_EQ(refused("owners.name"),
            "--leave-out: found owners.name, expected a layer and one of its columns, as "
            "buildings.floors; nothing was written.");
  EXPECT_EQ(refused("buildings.source"),
            "--leave-out: found buildings.source, expected a column other than id, source and "
            "assumed, by which features, and what of them was assumed, are known; nothing was "
            "written.");
  EXPECT_FALSE(fs::exists(*scratch_ / "refused"));
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

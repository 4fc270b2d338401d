#include "viewer/model/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/viewer/opened_ward.h"
#include "viewer/look/words.h"
#include "viewer/model/bookmarks.h"
#include "viewer/model/click.h"
#include "viewer/model/labels.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// A ward and a flood run over it, written once for all tests here.
class TinySession : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { opened_ = std::make_unique<OpenedWard>(); }
  static void TearDownTestSuite() { opened_.reset(); }
  static Grid<float> depth_at(std::size_t index) {
    return values_onto(opened_->session.world().ground.frame(),
                       opened_->session.runs().front()->bundle().frame("depth_m", index));
  }

  static inline std::unique_ptr<OpenedWard> opened_;
};

TEST_F(TinySession, EverythingTheManifestDeclaresCanBeShown) {
  std::vector<std::pair<std::string, ShownAs>> found;
  for (const Choice& choice : opened_->session.choices())
    found.emplace_back(choice.field->name, choice.as);
  const std::vector<std::pair<std::string, ShownAs>> expected = {
      {"depth_m", ShownAs::water},
      {"max_depth_m", ShownAs::water},
      {"door_depth_m", ShownAs::buildings},
      {"speed_kmh", ShownAs::lines}};
  EXPECT_EQ(found, expected);
  EXPECT_TRUE(opened_->session.choice_named("roads.speed_kmh"));
  EXPECT_TRUE(opened_->session.choice_named("flood/depth_m"));
  EXPECT_FALSE(opened_->session.choice_named("depth"));
}

TEST_F(TinySession, TheFloodIsHighestHalfAnHourAfterItsStart) {
  const Choice water = opened_->session.first_choices().front();
  EXPECT_EQ(water.field->name, "depth_m");
  EXPECT_EQ(clock_text(opened_->session.wall_peak_s(water)), "12:00 · 30/09/2025");
}

TEST_F(TinySession, TheDeepestLaneIsTheOneInTheBowl) {
  const Grid<float> deep_m = depth_at(2);
  const Grid<float> dry_m = depth_at(0);
  const auto camera = bookmark("flooded_lane", opened_->session, &deep_m);
  ASSERT_TRUE(camera);
  const Point eye = opened_->session.world().origin.back(camera->eye);
  EXPECT_NEAR(eye.x_m, kTinyWest_m + 60.0, 0.5);  // in the western lane
  EXPECT_NEAR(camera->eye.z() - opened_->session.world().ground.height_at(eye), kEye_m, 0.05);
  EXPECT_FALSE(bookmark("flooded_lane", opened_->session, &dry_m));  // nothing is wet yet
  EXPECT_FALSE(bookmark("flodded", opened_->session, nullptr));
}

TEST_F(TinySession, TheOverviewSeesTheWholeWard) {
  const Camera camera = *bookmark("overview", opened_->session, nullptr);
  const World& world = opened_->session.world();
  for (const double x : {world.box.west_m, world.box.east_m}) {
    for (const double y : {world.box.south_m, world.box.north_m}) {
      const auto at = camera.on_picture(world.origin.from({x, y}, 6.0).cast<double>(), 1600, 900);
      ASSERT_TRUE(at);
      EXPECT_TRUE(at->x > 0 && at->x < 1600 && at->y > 0 && at->y < 900);
    }
  }
}

TEST_F(TinySession, AClickOnAHouseTellsItsAttributesAndResultsWithUnits) {
  const Box house = box_of(opened_->session.world().blocks.front().footprint);
  const Point roof{0.5 * (house.west_m + house.east_m), 0.5 * (house.south_m + house.north_m)};
  const Ray down{.from = opened_->session.world().origin.from(roof, 300.0).cast<double>(),
                 .along = {0, 0, -1}};
  const auto picked = opened_->session.picker().first_on(down, {});
  ASSERT_TRUE(picked && picked->building);
  const Target house_there = target_at(opened_->session, *picked, 0.0, {});
  const Inspected found = inspected(opened_->session, house_there, all_runs(opened_->session, 0.0));
  ASSERT_EQ(found.sections.size(), 2U);  // the survey, the flood
  const auto value_of = [&](const FactSection& section, const std::string& what) {
    const auto it =
        std::ranges::find_if(section.facts, [&](const Fact& f) { return f.what.vi == what; });
    return it == section.facts.end() ? std::string() : it->value.vi;
  };
  EXPECT_EQ(value_of(found.sections[0], "mã"), "B1");
  EXPECT_EQ(value_of(found.sections[0], "địa chỉ"), "Số 2 ngõ 34 Trung Kính");
  EXPECT_EQ(value_of(found.sections[0], "nguồn"), "GIẢ ĐỊNH");
  EXPECT_EQ(value_of(found.sections[0], "chiều cao"), "6,80 m");
  EXPECT_NE(value_of(found.sections[1], "độ sâu ngập lớn nhất tại nhà").find("m"),
            std::string::npos);
  // No water stands in it: what stands at its walls is told. No run goes on in 1970.
  const std::string depth = "độ sâu ngập, sát tường (lúc đang xem)";
  EXPECT_EQ(value_of(found.sections[1], depth), "kết quả này không có vào lúc đó");
  const double peak_s = opened_->session.wall_peak_s(opened_->session.first_choices().front());
  const Inspected then =
      inspected(opened_->session, house_there, all_runs(opened_->session, peak_s));
  EXPECT_TRUE(value_of(then.sections[1], depth).starts_with("0,"));
}

TEST_F(TinySession, AClickInTheLaneTellsTheDepthThereNow) {
  const Picked lane{.at = {kTinyWest_m + 60.2, kTinySouth_m + 110.0}, .z_m = 5.2, .building = {}};
  const double peak_s = opened_->session.wall_peak_s(opened_->session.first_choices().front());
  const Inspected found = inspected(opened_->session, target_at(opened_->session, lane, 0.0, {}),
                                    all_runs(opened_->session, peak_s));
  EXPECT_EQ(found.line.size(), 2U);
  EXPECT_DOUBLE_EQ(found.width_m, 3.0);
  const FactSection& flood = found.sections.back();
  EXPECT_TRUE(std::ranges::any_of(flood.facts, [](const Fact& fact) {
    return fact.what.vi == "độ sâu ngập (lúc đang xem)" && fact.value.vi.starts_with("0,");
  }));
}

TEST_F(TinySession, NamesOfStreetsAndSymbolsAreFound) {
  const auto streets = street_labels(opened_->session.ward());
  ASSERT_EQ(streets.size(), 3U);
  EXPECT_EQ(streets.front().text, "Đường Trung Kính");  // the widest first
  const auto marks = place_marks(opened_->session.ward());
  EXPECT_EQ(std::ranges::count(marks, "hydrants", &PlaceMark::layer), 2);
  EXPECT_EQ(marks.front().text, "Đội Chữa cháy khu vực");
}

TEST_F(TinySession, WhatIsNeitherWardNorRunIsRefused) {
  const std::vector<fs::path> nowhere = {opened_->file("nothing")};
  EXPECT_THROW(Session{nowhere}, InputError);
}

TEST(OpenedSession, ARunJoinsItsWardOnceAndAnotherWardsRunIsRefused) {
  OpenedWard opened;
  write_tiny_run(opened.file("more"), opened.file("ward"), 5.6);
  const std::size_t fields = opened.session.choices().size();
  EXPECT_EQ(opened.session.open(opened.file("more")), 1U);
  EXPECT_EQ(opened.session.open(opened.file("more")), 1U);
  EXPECT_EQ(opened.session.runs().size(), 2U);
  EXPECT_EQ(opened.session.choices().size(), 2 * fields);
  EXPECT_EQ(opened.session.choices().back().run, 1U);

  const fs::path manifest = opened.file("more") / "manifest.json";
  std::stringstream text;
  text << std::ifstream(manifest).rdbuf();
  std::string other = text.str();
  const std::string name = opened.session.ward().name;
  other.replace(other.find(name), name.size(), "Phường khác");
  fs::create_directory(opened.file("other"));
  std::ofstream(opened.file("other") / "manifest.json") << other;
  EXPECT_THROW(opened.session.open(opened.file("other")), InputError);
  EXPECT_EQ(opened.session.runs().size(), 2U);
}

TEST(OpenedSession, WhatCantBeReadIsToldAndTheRestIsShown) {
  const Scratch scratch;
  write_tiny_ward(scratch / "ward");
  for (const char* run : {"cut", "newer", "good"}) {
    write_tiny_run(scratch / run, scratch / "ward", 5.9);
  }
  fs::remove(scratch / "cut" / "tables.gpkg");
  std::string manifest = bytes_of(scratch / "newer" / "manifest.json");
  const std::string version = R"("format_version": 1)";
  manifest.replace(manifest.find(version), version.size(), R"("format_version": 2)");
  std::ofstream(scratch / "newer" / "manifest.json") << manifest;

  const std::vector<fs::path> folders = {scratch / "ward", scratch / "nothing", scratch / "cut",
                                         scratch / "newer", scratch / "good"};
  std::vector<std::string> told;
  const Session session(folders, [&](const InputError& e) { told.push_back(e.finding().text()); });
  ASSERT_EQ(session.runs().size(), 1U);
  EXPECT_EQ(session.runs().front()->bundle().folder(), scratch / "good");
  EXPECT_EQ(session.choices().front().run, 0U);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_NE(told[0].find("nothing: found neither a ward nor a finished run"), std::string::npos);
  EXPECT_NE(told[1].find("'format_version': found the number 2"), std::string::npos) << told[1];
  EXPECT_NE(told[2].find("tables.gpkg: found no such file"), std::string::npos) << told[2];
  EXPECT_THROW(Session{folders}, InputError);
}

TEST(DepthSpots, LieApartAndNeverUnderARoof) {
  const GridFrame frame{.north_west = {0, 100}, .cell_m = 1.0, .rows = 100, .cols = 100};
  Grid<float> depth(frame, 0.0F);
  Grid<float> roof(frame, 0.0F);
  depth({10, 10}) = 0.9F;
  depth({10, 30}) = 0.8F;  // 20 m from the deepest
  depth({80, 80}) = 0.5F;
  depth({50, 50}) = 2.0F;
  roof({50, 50}) = 9.0F;
  Grid<std::uint8_t> river(frame, std::uint8_t{0});
  depth({90, 20}) = 3.0F;
  river({90, 20}) = 1;
  const auto spots = deepest_spots(depth, roof, river, 0.15F, 40.0, 5);
  ASSERT_EQ(spots.size(), 2U);
  EXPECT_FLOAT_EQ(spots[0].depth_m, 0.9F);
  EXPECT_EQ(spots[1].at, (Point{80.5, 19.5}));
}

TEST(Times, AreReadAsPeopleWriteThem) {
  const double start_s = *wall_clock_s("2025-09-30T11:30:00+07:00");
  EXPECT_EQ(clock_text(start_s), "11:30 · 30/09/2025");
  EXPECT_DOUBLE_EQ(*instant_s("12:45", start_s, true), 4500.0);
  EXPECT_DOUBLE_EQ(*instant_s("01:30", start_s, true), 14.0 * 3600);  // after midnight
  EXPECT_DOUBLE_EQ(*instant_s("+90", start_s, true), 5400.0);
  EXPECT_DOUBLE_EQ(*instant_s("5400 s", start_s, true), 5400.0);
  EXPECT_DOUBLE_EQ(*instant_s("2025-09-30T12:00:00", start_s, true), 1800.0);
  EXPECT_FALSE(instant_s("noon", start_s, true));
  EXPECT_DOUBLE_EQ(index_among({0.0, 10.0, 30.0}, 20.0), 1.5);
}

TEST(Words, UnitsComeFromTheNameOfAColumn) {
  EXPECT_EQ(unit_of_column("clear_width_m").en, "m");
  EXPECT_EQ(unit_of_column("capacity_m3ps").en, "m³/s");
  EXPECT_TRUE(unit_of_column("name").empty());
}

}  // namespace
}  // namespace twin

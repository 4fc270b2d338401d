#include "engine/results/bundle.h"

#include "engine/results/bundle_writer.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class BundleTest : public FolderTest {
 protected:
  Bundle written(const fs::path& folder, Manifest heading = small_heading()) {
    BundleWriter out(folder, std::move(heading), kSmallFields, PartialFolder::Start::afresh);
    write_small_run(out);
    out.write(Progress{});
    out.finish();
    return Bundle(folder);
  }
};

TEST_F(BundleTest, TablesStandInTheOrderOfTheFields) {
  EXPECT_EQ(written(place_ / "run").tables(), (std::vector<std::string>{"buildings", "lanes"}));
}

TEST_F(BundleTest, HasWhatItsManifestDeclaresAndNothingElse) {
  const Bundle run = written(place_ / "run");
  EXPECT_TRUE(run.has("door_depth_m"));
  EXPECT_TRUE(run.has("lanes"));
  EXPECT_FALSE(run.has("door_depth"));
}

TEST_F(BundleTest, AskingForWhatItHasNotNamesTheNearest) {
  const Bundle run = written(place_ / "run");
  const auto told = [](auto ask) { return failure_of<InputError>(ask); };
  EXPECT_NE(told([&] { (void)run.measure("afected"); }).find("'affected'"), std::string::npos);
  EXPECT_NE(told([&] { (void)run.table("building"); }).find("'buildings'"), std::string::npos);
  EXPECT_NE(told([&] { (void)run.grid("max_depth"); }).find("'max_depth_m'"), std::string::npos);
  EXPECT_NE(told([&] { (void)run.series_times_s("lanes", "depth"); }).find("'depth_m'"),
            std::string::npos);
  EXPECT_THROW((void)run.column("buildings", "width_m"), InputError);
  EXPECT_THROW((void)run.frame("depth_m", 3), InputError);  // it has three: 0, 1, 2
}

TEST_F(BundleTest, OnePlaceIsReadWithoutWhatLiesAround) {
  const Bundle run = written(place_ / "run");
  EXPECT_EQ(run.grid_frame("max_depth_m"), kSmallFrame);
  EXPECT_EQ(run.frames_frame("depth_m"), kSmallFrame);
  EXPECT_EQ(run.grid_at("max_depth_m", {0, 1}), 0.2F);  // as after the last of the three instants
  EXPECT_TRUE(std::isnan(run.grid_at("max_depth_m", {1, 2})));
  EXPECT_EQ(run.frames_at("depth_m", {0, 1}, 0, 3), (std::vector{0.0F, 0.1F, 0.2F}));
  EXPECT_EQ(run.frames_at("depth_m", {0, 1}, 1, 1), std::vector{0.1F});
  EXPECT_EQ(run.series_of_row("lanes", "depth_m", 1, 0, 2), (std::vector{0.1F, 0.3F}));
  EXPECT_THROW((void)run.grid_at("max_depth_m", {2, 0}), InputError);  // rows 0 and 1
  EXPECT_THROW((void)run.frames_at("depth_m", {0, 3}, 0, 3), InputError);
  EXPECT_THROW((void)run.frames_at("depth_m", {0, 1}, 1, 3), InputError);
}

TEST_F(BundleTest, AFolderMayBeNamedWithASlashBehindIt) {
  written(place_ / "run");
  EXPECT_EQ(Bundle(place_ / "run" / "").folder(), place_ / "run");
}

TEST_F(BundleTest, ItsWardIsFoundFromWhereScenarioFilesUsuallyLie) {
  Manifest heading = small_heading();
  heading.ward.path = "../wards/thu/ward.toml";
  const Bundle run = written(place_ / "results" / "run", heading);
  EXPECT_EQ(run.ward_toml(), std::nullopt);
  fs::create_directories(place_ / "scenarios");
  fs::create_directories(place_ / "wards" / "thu");
  write_file(place_ / "wards" / "thu" / "ward.toml", "");
  EXPECT_EQ(run.ward_toml(), place_ / "wards" / "thu" / "ward.toml");
}

TEST_F(BundleTest, WhereRunLogSaysTheWardIsHasPrecedence) {
  const Bundle run = written(place_ / "run");
  write_file(place_ / "moved.toml", "");
  write_file(place_ / "run" / "run.log", std::string(kWardFromHere) + " = \"../moved.toml\"\n");
  EXPECT_EQ(run.ward_toml(), place_ / "moved.toml");
  write_file(place_ / "run" / "run.log", "not = = toml");  // no part of the results
  EXPECT_EQ(run.ward_toml(), std::nullopt);
}

TEST_F(BundleTest, ATableThatIsGoneIsToldByItsFile) {
  const Bundle run = written(place_ / "run");
  fs::remove(place_ / "run" / "tables.gpkg");
  const std::string told = failure_of<InputError>([&] { (void)run.table("lanes"); });
  EXPECT_NE(told.find("tables.gpkg: found no such file"), std::string::npos) << told;
}

}  // namespace
}  // namespace twin

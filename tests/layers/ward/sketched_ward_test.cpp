#include "layers/ward/sketched_ward.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/findings.h"
#include "engine/base/partial_folder.h"
#include "engine/base/sha256.h"
#include "tests/support/folder_test.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kToml = R"(name = "Phường thử"
crs = "EPSG:5897"
made_up = true
seed = 3
sketch = "sketch.toml"
)";
constexpr const char* kSketch = R"(name = "Phường thử"
residents = 120
origin = [582000.0, 2324000.0]
outline = [[0, 0], [150, 0], [150, 100], [0, 100]]
[[street]]
name = "Hoa Sữa"
line = [[-20, 20], [170, 20]]
[[lane]]
line = [[75, 20], [75, 90]]
)";

/// A folder with a ward.toml and its sketch, removed in the end.
class SketchedWard : public FolderTest {
 protected:
  void SetUp() override {
    write_file(place_ / "ward.toml", kToml);
    write_file(place_ / "sketch.toml", kSketch);
  }

  LoadedWard load() const {
    Findings findings;
    LoadedWard ward = load_ward(place_, findings);
    EXPECT_TRUE(findings.empty());
    return ward;
  }
};

TEST_F(SketchedWard, IsAWholeWardFromTwoSmallTexts) {
  const LoadedWard ward = load();
  EXPECT_EQ(ward.layers.boundary.residents, 120.0);
  EXPECT_GE(ward.layers.buildings.size(), 20U);
  EXPECT_FALSE(ward.layers.drain_pipes.empty());
  EXPECT_GT(ward.layers.terrain.ground_m.frame().rows, 0);
  EXPECT_EQ(ward.files.size(), 3U);  // ward.toml, ward.gpkg, dem.tif
  EXPECT_TRUE(fs::exists(place_ / "ward.gpkg"));
}

TEST_F(SketchedWard, IsMadeOnceAndAgainWhenTheSketchChanges) {
  load();
  const auto made_at = fs::last_write_time(place_ / "ward.gpkg");
  load();
  EXPECT_EQ(fs::last_write_time(place_ / "ward.gpkg"), made_at);
  std::ofstream(place_ / "sketch.toml", std::ios::app) << "[[lane]]\nline = [[40, 20], [40, 80]]\n";
  EXPECT_EQ(load().layers.lanes.size(), 2U);
}

TEST_F(SketchedWard, GivesEqualBytesEachTime) {
  load();
  const std::string package = sha256_of_file(place_ / "ward.gpkg");
  const std::string terrain = sha256_of_file(place_ / "dem.tif");
  fs::remove(place_ / "made_from.sha256");
  load();
  EXPECT_EQ(sha256_of_file(place_ / "ward.gpkg"), package);
  EXPECT_EQ(sha256_of_file(place_ / "dem.tif"), terrain);
}

TEST_F(SketchedWard, LeavesNothingHalfWritten) {
  load();
  for (const auto& item : fs::directory_iterator(place_)) {
    EXPECT_NE(item.path().extension(), ".partial") << item.path();
  }
}

TEST_F(SketchedWard, NamesAMissingSketch) {
  fs::remove(place_ / "sketch.toml");
  EXPECT_THROW(load(), InputError);
}

}  // namespace
}  // namespace twin

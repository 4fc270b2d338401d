#include "layers/ward/land_cover.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"

namespace twin {
namespace {

std::string shipped() {
  std::ifstream in(data_folder() / "flood/land_cover.toml");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::filesystem::path written(const std::string& text) {
  const auto file = std::filesystem::path(testing::TempDir()) / "land_cover_test.toml";
  std::ofstream(file) << text;
  return file;
}

TEST(LandCover, TheShippedTableSaysWhereEachNumberComesFrom) {
  const LandCoverTable table = read_land_cover(data_folder() / "flood/land_cover.toml");
  for (const CoverClass& cover : table.classes) EXPECT_FALSE(cover.source.empty());
  EXPECT_LT(table[LandCover::road].manning, table[LandCover::green].manning);
  EXPECT_EQ(table[LandCover::road].constant_mm_per_h, 0.0);
  EXPECT_EQ(table.rules.blocked_share, 0.5);
}

TEST(LandCover, AMissingClassIsNamed) {
  std::string text = shipped();
  text.replace(text.find("name = \"lane\""), 13, "name = \"lain\"");
  try {
    read_land_cover(written(text));
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.finding().found.en, "'lain'");
    EXPECT_EQ(error.finding().expected.en, "perhaps 'lane'");
  }
}

TEST(LandCover, ARoughnessBelowZeroIsRefused) {
  std::string text = shipped();
  text.replace(text.find("manning = 0.020"), 15, "manning = -0.02");
  EXPECT_THROW(read_land_cover(written(text)), InputError);
}

}  // namespace
}  // namespace twin

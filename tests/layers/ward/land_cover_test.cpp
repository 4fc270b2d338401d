#include "layers/ward/land_cover.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

std::string shipped() { return bytes_of(data_folder() / "flood/land_cover.toml"); }

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
    const Scratch scratch;
    read_land_cover(scratch.write("land_cover.toml", text));
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.finding().found.en, "'lain'");
    EXPECT_EQ(error.finding().expected.en, "perhaps 'lane'");
  }
}

TEST(LandCover, ARoughnessBelowZeroIsRefused) {
  std::string text = shipped();
  text.replace(text.find("manning = 0.020"), 15, "manning = -0.02");
  const Scratch scratch;
  EXPECT_THROW(read_land_cover(scratch.write("land_cover.toml", text)), InputError);
}

// Soil takes less and less as it fills: Horton's rate falls from the first to the last.
TEST(LandCover, ASoilThatTakesMoreAndMoreIsRefused) {
  std::string text = shipped();
  const auto at = text.find("horton_first_mm_per_h = ") + 24;
  text.replace(at, text.find('\n', at) - at, "0.0");
  const auto last = text.find("horton_last_mm_per_h = ") + 23;
  text.replace(last, text.find('\n', last) - last, "7.0");
  const Scratch scratch;
  const std::string told =
      failure_of<InputError>([&] { read_land_cover(scratch.write("land_cover.toml", text)); });
  EXPECT_NE(told.find("found 0 below horton_last_mm_per_h, 7"), std::string::npos) << told;
}

}  // namespace
}  // namespace twin

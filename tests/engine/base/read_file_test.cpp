#include "engine/base/read_file.h"

#include <gtest/gtest.h>

#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(ReadFile, GivesEveryByteAsItStands) {
  const Scratch scratch;
  const std::string bytes("ngõ\r\n\0\x1a end", 13);
  EXPECT_EQ(read_file(scratch.write("a.bin", bytes), "bytes"), bytes);
  EXPECT_EQ(read_file(scratch.write("empty", ""), "bytes"), "");
}

TEST(ReadFile, AMissingFileIsToldWithWhatItShouldHaveBeen) {
  const Scratch scratch;
  const std::string told =
      failure_of<InputError>([&] { read_file(scratch / "trips.tntp", "a table of trips"); });
  EXPECT_NE(told.find("trips.tntp: found no readable file, expected a table of trips"),
            std::string::npos)
      << told;
}

TEST(ReadFile, AFolderIsNoFile) {
  const Scratch scratch;
  EXPECT_THROW(read_file(scratch.path(), "a table of trips"), InputError);
}

}  // namespace
}  // namespace twin

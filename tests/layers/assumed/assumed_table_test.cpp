#include "layers/assumed/assumed_table.h"

#include <gtest/gtest.h>

#include "engine/base/findings.h"

namespace twin {
namespace {

AssumedTable table_of(const char* text) {
  AssumedTable table;
  table.add(TomlTable::parse(text, "test.toml"));
  return table;
}

TEST(AssumedTable, TellsNumbersRangesAndTexts) {
  const AssumedTable table = table_of(R"(
    [lanes]
    width_m = { value = [1.5, 2.5], unit = "m", source = "a guess" }
    apart_m = { value = 24, unit = "m", source = "a guess" }
    name = { texts = ["Tô Lịch"], unit = "text", source = "a map" }
  )");
  EXPECT_EQ(table.number("lanes.apart_m"), 24.0);
  EXPECT_EQ(table.range("lanes.width_m").most, 2.5);
  EXPECT_EQ(table.texts("lanes.name").front(), "Tô Lịch");
  EXPECT_EQ(table.entries().at("lanes.apart_m").source, "a guess");
}

TEST(AssumedTable, RefusesANumberWithoutItsSource) {
  EXPECT_THROW(table_of("[a]\nb = { value = 1, unit = \"m\" }"), InputError);
}

TEST(AssumedTable, RefusesARangeFromMoreToLess) {
  const AssumedTable table = table_of("[a]\nb = { value = [3, 2], unit = \"m\", source = \"x\" }");
  EXPECT_THROW(static_cast<void>(table.range("a.b")), InputError);
}

TEST(AssumedTable, NamesTheNearestEntryWhereOneIsMissing) {
  const AssumedTable table = table_of("[a]\nwidth_m = { value = 3, unit = \"m\", source = \"x\" }");
  try {
    static_cast<void>(table.number("a.widht_m"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("'a.width_m'"), std::string::npos) << error.what();
  }
}

TEST(Random, IsTheSameOnEveryMachine) {
  Random random(1, "lanes");
  // SplitMix64 from the state mixed(1 ^ FNV-1a("lanes")), worked out by an independent script
  EXPECT_EQ(random.next(), 0x704f7f2a0f7b6e3ULL);
}

TEST(Random, StreamsDifferByNameAndNumber) {
  EXPECT_NE(Random(1, "a").next(), Random(1, "b").next());
  EXPECT_NE(Random(1, "a", 1).next(), Random(1, "a", 2).next());
  EXPECT_NE(Random(1, "a").next(), Random(2, "a").next());
}

}  // namespace
}  // namespace twin

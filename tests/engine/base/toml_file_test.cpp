#include "engine/base/toml_file.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(TomlTable, RefusesAMisspeltKeyWithItsLineAndTheNearestValidOne) {
  const TomlTable table = TomlTable::parse("end_s = 1\nmaning = 0.03\n", "case.toml");
  try {
    table.allow_only({"end_s", "manning"});
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "case.toml:2: found the key 'maning', expected perhaps 'manning'; correct or "
                 "remove it.");
  }
}

TEST(TomlTable, AValueOfAnotherTypeIsNamedWithItsLine) {
  const TomlTable table = TomlTable::parse("\nend_s = \"long\"\n", "case.toml");
  try {
    (void)table.number("end_s");
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "case.toml:2, key 'end_s': found a text \"long\", expected a number; mend it "
                 "there.");
  }
}

TEST(TomlTable, ANumberMayBeAskedToLieBetweenTwoOthers) {
  const TomlTable table = TomlTable::parse("share = 0.5\nwide = 1.5\nnone = nan\n", "case.toml");
  EXPECT_EQ(table.need_number("share", 0.5, 1.0), 0.5);  // the ends belong to it
  EXPECT_THROW(table.need_number("none", 0.0, 1.0), InputError);
  EXPECT_THROW(table.need_number("absent", 0.0, 1.0), InputError);
  try {
    (void)table.need_number("wide", 0.0, 1.0);
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "case.toml:2, key 'wide': found 1.5, expected a number from 0 to 1; mend it "
                 "there.");
  }
}

TEST(TomlTable, BrokenSyntaxIsAnInputErrorWithItsLine) {
  try {
    TomlTable::parse("a = 1\nb = \n", "case.toml");
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()).find("case.toml:2"), 0U) << error.what();
  }
}

TEST(TomlTable, ADecimalCommaIsCalledByItsName) {
  try {
    TomlTable::parse("a = 1\ncell_m = 0,5  # metres\n", "case.toml");
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "case.toml:2: found a number with a decimal comma, expected a decimal point: 0.5; "
                 "mend it there.");
  }
  EXPECT_EQ(TomlTable::parse("a = [0,5]\n", "case.toml").numbers("a")->size(),
            2U);  // a list is none
}

TEST(TomlTable, PathsAreTakenFromTheFolderOfTheFile) {
  const TomlTable table = TomlTable::parse("dem = \"../dem.tif\"\n", "cases/one/case.toml");
  EXPECT_EQ(table.path("dem"), std::filesystem::path("cases/dem.tif"));
}

TEST(TomlTable, ReadsNestedTables) {
  const TomlTable table =
      TomlTable::parse("[[gauge]]\nname = \"p1\"\nat = [5, 6.5]\n[solver]\ncfl = 0.9\n", "c.toml");
  ASSERT_EQ(table.tables("gauge").size(), 1U);
  EXPECT_EQ(table.tables("gauge")[0].numbers("at"), (std::vector<double>{5.0, 6.5}));
  EXPECT_EQ(table.table("solver")->number("cfl"), 0.9);
}

TEST(TomlTable, IsWrittenInOneWayWhateverItsOrderAndComments) {
  const TomlTable one = TomlTable::parse("a = 1 # one\n[s]\nb = [1,2]\nc = 'x'\n", "one.toml");
  const TomlTable other = TomlTable::parse("a   = 1\n\n[s]\nc = \"x\"\nb = [1, 2]\n", "other.toml");
  EXPECT_EQ(one.canonical(), other.canonical());
  EXPECT_NE(one.canonical(), TomlTable::parse("a = 2\n[s]\nb = [1,2]\nc = 'x'\n", "x").canonical());
  EXPECT_EQ(one.table("s")->line("c"), 4);
  EXPECT_EQ(one.table("s")->line(), 2);
}

}  // namespace
}  // namespace twin

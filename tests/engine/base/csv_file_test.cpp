#include "engine/base/csv_file.h"

#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(CsvFile, KnowsTheLineOfEachRow) {
  const CsvFile csv = CsvFile::parse("time_s,name\n\n0,\"a, b\"\n", "rain.csv");
  ASSERT_EQ(csv.rows(), 1U);
  EXPECT_EQ(csv.text(0, 1), "a, b");
  EXPECT_EQ(csv.where(0, 1).en, "rain.csv:3, column 'name'");
  EXPECT_THROW(csv.number(0, 1), InputError);
}

TEST(CsvFile, BytesOfAnotherKindOfFileAreRefusedAndNotQuoted) {
  const std::string tiff("II*\0\x08\0\0\0,x\n", 11);
  const std::string told = failure_of<InputError>([&] { CsvFile::parse(tiff, "rain.tif"); });
  EXPECT_NE(told.find("rain.tif:1"), std::string::npos) << told;
  EXPECT_NE(told.find("a CSV file in UTF-8"), std::string::npos) << told;
  EXPECT_EQ(told.find("II"), std::string::npos) << told;
  const std::string late("time_s,mm_per_h\n0,\x1b[31m5\n");  // would paint a terminal red
  EXPECT_NE(failure_of<InputError>([&] { CsvFile::parse(late, "r.csv"); }).find("r.csv:2"),
            std::string::npos);
  EXPECT_EQ(CsvFile::parse("a,b\r\n1,\t2\r\n", "w.csv").text(0, 1), "2");  // Windows, tabs
}

TEST(Series, IsLinearBetweenRowsAndConstantBeyond) {
  const Series series{.time_s = {0, 10, 20}, .value = {1, 3, 2}};
  EXPECT_DOUBLE_EQ(series.linear_at(-5), 1);
  EXPECT_DOUBLE_EQ(series.linear_at(5), 2);
  EXPECT_DOUBLE_EQ(series.linear_at(99), 2);
  EXPECT_DOUBLE_EQ(series.step_at(9.9), 1);
  EXPECT_DOUBLE_EQ(series.step_at(10), 3);
}

TEST(CsvFile, WhatIsNoNumberOrEndlessIsRefusedByItsPlace) {
  for (const char* cell : {"nan", "inf", "-inf", "x"}) {
    const CsvFile csv = CsvFile::parse("time_s\n" + std::string(cell) + "\n", "rain.csv");
    try {
      csv.number(0, 0);
      FAIL() << cell;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("rain.csv:2, column 'time_s'"), std::string::npos)
          << error.what();
    }
  }
}

TEST(ReadSeries, RefusesTimesThatGoBackAndNamesTheLine) {
  const Scratch scratch;
  const auto file = scratch.write("back.csv", "time_s,mm_per_h\n0,10\n600,20\n300,5\n");
  try {
    read_series(file, "mm_per_h");
    FAIL() << "expected an InputError";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("back.csv:4"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace twin

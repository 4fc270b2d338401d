#include "layers/ward/ward_header.h"

#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(WardHeader, ReadsBackAsItWasWritten) {
  const Replacement replaced{.layer = "lanes",
                             .by = "survey \"2026\".gpkg, layer 'edges'",
                             .sha256 = "ab12",
                             .features = 12,
                             .was_features = 1090,
                             .was_source = "assumed, open data",
                             .was_method = "grown",
                             .was_seeds = "7",
                             .was_said = "assumed: seed 7"};
  const WardHeader header{.name = "Yên Hòa",
                          .seed = 7,
                          .store = "PG:host=db dbname=ward schema=yenhoa",
                          .sources = {{"lanes", "surveyed: survey.gpkg"}},
                          .replaced = {replaced}};
  const WardHeader back = header_of(TomlTable::parse(toml_of(header), "ward.toml"));
  EXPECT_EQ(toml_of(back), toml_of(header));
  EXPECT_EQ(back.store, header.store);
  EXPECT_EQ(back.replaced, header.replaced);
}

TEST(WardHeader, TextsOfSeveralLinesReadBack) {
  std::string controls;
  for (char c = 1; c < 0x20; ++c) controls += c;
  const Replacement replaced{.layer = "lanes",
                             .by = "a\tb",
                             .sha256 = "ab12",
                             .features = 1,
                             .was_features = 1,
                             .was_source = "assumed",
                             .was_method = "đo tay\r\nrồi vẽ lại",
                             .was_seeds = ""};
  const WardHeader header{.name = "Phường\nLàng Thượng",
                          .sources = {{"lanes", controls + "\x7f\\\""}},
                          .replaced = {replaced}};
  const WardHeader back = header_of(TomlTable::parse(toml_of(header), "ward.toml"));
  EXPECT_EQ(back.name, header.name);
  EXPECT_EQ(back.sources, header.sources);
  EXPECT_EQ(back.replaced, header.replaced);
}

TEST(WardHeader, APasswordInItIsRefusedAndNotRepeated) {
  const std::string told = failure_of<InputError>([] {
    header_of(
        TomlTable::parse("name = 'a'\ncrs = 'EPSG:5897'\n"
                         "store = 'PG:host=db password=hoasen'\n",
                         "ward.toml"));
  });
  EXPECT_NE(told.find("ward.toml:3"), std::string::npos) << told;
  EXPECT_NE(told.find("PGPASSWORD"), std::string::npos) << told;
  EXPECT_EQ(told.find("hoasen"), std::string::npos) << told;
}

}  // namespace
}  // namespace twin

#include "tools/import/import_map.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"
#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(ImportMap, SaysHowALayerIsRead) {
  const Scratch scratch;
  const ImportMap map = read_import_map(scratch.write("map.toml", R"(
[lanes]
where    = "kind = 'lane'"
columns  = { clear_width_m = "be_rong" }
values.surface = { "bê tông" = "concrete" }
encoding = "TCVN3"
crs      = "EPSG:9210"
source   = "open data"
assumed  = ["clear_width_m"]
)"));
  const LayerMap& lanes = map.at("lanes");
  EXPECT_EQ(lanes.where, "kind = 'lane'");
  EXPECT_EQ(lanes.columns.at("clear_width_m"), "be_rong");
  EXPECT_EQ(lanes.values.at("surface").at("bê tông"), "concrete");
  EXPECT_EQ(lanes.encoding, "TCVN3");
  EXPECT_EQ(lanes.crs, "EPSG:9210");
  EXPECT_EQ(lanes.source, "open data");
  EXPECT_EQ(lanes.assumed, std::vector<std::string>{"clear_width_m"});
}

TEST(ImportMap, MisspeltNamesAreRefusedWithLineAndNearest) {
  const Scratch scratch;
  const auto told = [&](const std::string& text) {
    const auto file = scratch.write("map.toml", text);
    return failure_of<InputError>([&] { read_import_map(file); });
  };
  EXPECT_NE(told("[lnaes]\n").find("'lanes'"), std::string::npos);
  EXPECT_NE(told("[lanes]\nwehre = \"\"\n").find("map.toml:2"), std::string::npos);
  EXPECT_NE(told("[lanes]\ncolumns = { clear_widht_m = \"b\" }\n").find("'clear_width_m'"),
            std::string::npos);
  EXPECT_NE(told("[lanes]\nsource = \"survey\"\n").find("'surveyed'"), std::string::npos);
  EXPECT_NE(told("[lanes]\nassumed = [\"widht\"]\n").find("widht"), std::string::npos);
}

TEST(ImportMap, TheMapThatComesWithTheProgramIsSound) {
  EXPECT_EQ(read_import_map(data_folder() / "import" / "network_lanes.toml").at("lanes").source,
            "open data");
}

}  // namespace
}  // namespace twin

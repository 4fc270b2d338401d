#include "tools/wardtwin/describe_layer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/base/read_file.h"
#include "layers/ward/load_ward.h"

namespace twin {
namespace {

const LayerSpec& pipes() {
  static const LayerSpec spec{
      .name = "pipes",
      .geometry = GeometryKind::line,
      .en = "pipes",
      .vi = "ống",
      .manager_vi = "Phường",
      .columns = {
          {.name = "id", .kind = ColumnKind::text, .en = "number", .vi = "mã", .required = true},
          {.name = "height_m", .unit = "m", .en = "height", .vi = "cao", .least = 0.5, .most = 2},
          {.name = "shape",
           .kind = ColumnKind::text,
           .en = "shape",
           .vi = "dạng",
           .allowed = "box round"}}};
  return spec;
}

TEST(DescribeLayer, TellsEachColumnInTheLanguageAsked) {
  const std::string text = described(pipes(), Language::vietnamese);
  EXPECT_NE(text.find("pipes: ống (đường)"), std::string::npos);
  EXPECT_NE(text.find("Quản lý: Phường"), std::string::npos);
  EXPECT_NE(text.find("mã (bắt buộc)"), std::string::npos);
  EXPECT_NE(text.find("0.5 … 2 m"), std::string::npos);
  EXPECT_NE(text.find("box | round"), std::string::npos);
  EXPECT_NE(described(pipes(), Language::english).find("number (required)"), std::string::npos);
}

TEST(DescribeLayer, GivesProgramsTheBounds) {
  const auto json = nlohmann::json::parse(described_json(pipes()));
  EXPECT_EQ(json["geometry"], "line");
  EXPECT_EQ(json["columns"][1]["least"], 0.5);
  EXPECT_EQ(json["columns"][1]["unit"], "m");
  EXPECT_FALSE(json["columns"][0].contains("least"));
  EXPECT_EQ(json["columns"][2]["allowed"], "box round");
  EXPECT_EQ(json["columns"][0]["meaning"]["vi"], "mã");
}

TEST(DescribeLayer, KeepsTheColumnsOfATableApart) {
  EXPECT_NE(
      described_markdown(pipes()).find("| `shape` | text |  | box \\| round | shape | dạng |"),
      std::string::npos);
}

// Run tools/layer_pages where this fails.
TEST(DescribeLayer, ThePagesOfTheDocumentsAreThoseOfTheDeclarations) {
  for (const LayerSpec* layer : layer_specs()) {
    const auto page =
        std::filesystem::path(WARDTWIN_LAYER_PAGES) / (std::string(layer->name) + ".md");
    EXPECT_EQ(read_file(page, {}), described_markdown(*layer)) << page;
  }
}

}  // namespace
}  // namespace twin

#include "engine/results/manifest.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/scratch.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

Manifest read_back(const Manifest& manifest) {
  const Scratch scratch;
  return Manifest::read(scratch.write("manifest.json", manifest.json()));
}

const Ramp kLevels{.name = "level",
                   .classes = {{1, "#1a9850", "A", "A"}, {2, "#d73027", "F", "F"}},
                   .in_words = true,
                   .source_en = "a handbook",
                   .source_vi = "sổ tay"};

TEST(Manifest, ARampReadsBackWithItsSourceInBothLanguages) {
  Manifest manifest = small_heading();
  manifest.fields.push_back(manifest_field({.name = "level", .unit = "1", .ramp = &kLevels}));
  const Manifest back = read_back(manifest);
  ASSERT_EQ(back.fields.size(), 1U);
  ASSERT_TRUE(back.fields[0].ramp);
  EXPECT_TRUE(back.fields[0].ramp->in_words);
  EXPECT_EQ(back.fields[0].ramp->source.en, "a handbook");
  EXPECT_EQ(back.fields[0].ramp->source.vi, "sổ tay");
  EXPECT_EQ(back.fields[0].ramp->classes[1].from, 2.0);
}

TEST(Manifest, EverySettingKeepsItsType) {
  Manifest manifest = small_heading();
  manifest.settings = {{.name = "a", .value = true},
                       {.name = "b", .value = 0.1},
                       {.name = "c", .value = std::string("none")},
                       {.name = "d", .value = std::vector<std::string>{"R1"}},
                       {.name = "e", .value = std::vector<double>{1.0, 2.5}}};
  const Manifest back = read_back(manifest);
  ASSERT_EQ(back.settings.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(back.settings[i].value, manifest.settings[i].value) << i;
  }
}

TEST(Manifest, AMeasureThatARunHasNotIsNullAndReadsAsNoNumber) {
  Manifest manifest = small_heading();
  manifest.measures["median_s"] = std::nan("");
  EXPECT_NE(manifest.json().find("\"median_s\": null"), std::string::npos);
  EXPECT_TRUE(std::isnan(read_back(manifest).measures.at("median_s")));
}

TEST(Manifest, TheMainFieldIsTheFirstMarkedOneThatHasValues) {
  Manifest manifest;
  manifest.fields = {manifest_field(kSmallFields[3]), manifest_field(kSmallFields[1])};
  EXPECT_EQ(manifest.main_field(), nullptr);  // neither has a value
  manifest.fields[0].least = 0.0;
  EXPECT_EQ(manifest.main_field()->name, "door_depth_m");  // has a ramp
  manifest.fields[1].least = 0.0;
  EXPECT_EQ(manifest.main_field()->name, "max_depth_m");  // is marked `picture`
}

TEST(Manifest, ARunIsBuiltOnAssumedDataAsSoonAsOneColumnIs) {
  Manifest manifest;
  manifest.ward.layers.push_back({.layer = "lanes", .features = 9, .surveyed = 9});
  EXPECT_FALSE(manifest.built_on_assumed_data());
  manifest.ward.layers[0].assumed_columns["clear_width_m"] = 1;
  EXPECT_TRUE(manifest.built_on_assumed_data());
}

TEST(Manifest, WhatIsNoManifestIsRefusedByItsPlace) {
  const Scratch scratch;
  const auto refused = [&](const std::string& text) {
    const auto file = scratch.write("manifest.json", text);
    return failure_of<InputError>([&] { Manifest::read(file); });
  };
  EXPECT_NE(refused("{").find("no JSON of a manifest"), std::string::npos);
  EXPECT_NE(refused("{\"format_version\": 1}").find("no JSON of a manifest"), std::string::npos);
  EXPECT_NE(refused("{\"format_version\": 7}").find("format version 7"), std::string::npos);
  EXPECT_THROW(Manifest::read(scratch / "none.json"), InputError);
}

}  // namespace
}  // namespace twin

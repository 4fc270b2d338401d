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

/// The error of reading the manifest with `old` replaced by `altered`, without the file's folder.
Finding refusal(const Manifest& manifest, const std::string& old, const std::string& altered) {
  std::string text = manifest.json();
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  text.replace(at, old.size(), altered);
  const Scratch scratch;
  try {
    Manifest::read(scratch.write("manifest.json", text));
  } catch (const InputError& error) {
    Finding finding = error.finding();
    const std::size_t folder = scratch.path().string().size() + 1;
    finding.where = tr(finding.where.en.substr(folder), finding.where.vi.substr(folder));
    return finding;
  }
  ADD_FAILURE() << "was read: " << altered;
  return {};
}

TEST(Manifest, AMissingKeyIsNamed) {
  const Finding finding = refusal(small_heading(), "\"run_hash\"", "\"hash\"");
  EXPECT_EQ(finding.where.en, "manifest.json, key 'run_hash'");
  EXPECT_EQ(finding.where.vi, "manifest.json, khóa 'run_hash'");
  EXPECT_EQ(finding.found, tr("no such key", "không có khóa này"));
  EXPECT_FALSE(finding.expected.empty());
  EXPECT_FALSE(finding.outcome.empty());
}

TEST(Manifest, AMissingKeyWithinAFieldsRampIsNamedWithTheWayToIt) {
  Manifest manifest = small_heading();
  manifest.fields.push_back(manifest_field({.name = "plain", .unit = "1"}));
  manifest.fields.push_back(manifest_field({.name = "level", .unit = "1", .ramp = &kLevels}));
  EXPECT_EQ(refusal(manifest, "\"in_words\"", "\"words\"").where.en,
            "manifest.json, key 'fields[1].ramp.in_words'");
  const std::string second = "\"colour\": \"#d73027\"";
  EXPECT_EQ(refusal(manifest, second, "\"color\": \"#d73027\"").where.en,
            "manifest.json, key 'fields[1].ramp.classes[1].colour'");
}

TEST(Manifest, AValueOfTheWrongTypeIsNamedAndShown) {
  Manifest manifest = small_heading();
  manifest.measures["affected"] = 12.0;
  manifest.fields.push_back(manifest_field({.name = "level", .unit = "1", .ramp = &kLevels}));
  struct Case {
    const char* old;
    const char* altered;
    const char* key;
    const char* found;
    const char* expected;
  };
  for (const Case& one : {
           Case{"\"seed\": 0", "\"seed\": 0.5", "seed", "the number 0.5", "a whole number"},
           Case{"\"affected\": 12.0", "\"affected\": \"12\"", "measures.affected",
                "the text \"12\"", "a number or null"},
           Case{"\"made_up\": false", "\"made_up\": null", "ward.made_up", "null", "true or false"},
           Case{"\"value\": 100.0", "\"value\": [1, \"a\"]", "settings[0].value[1]",
                "the text \"a\"", "a number"},
           Case{"\"value\": 100.0", "\"value\": {}", "settings[0].value", "an object", "a number"},
           Case{"\"findings\": []", "\"findings\": {}", "findings", "an object", "a list"},
           Case{"\"kind\": \"measure\"", "\"kind\": \"colour\"", "fields[0].kind",
                "the text \"colour\"", "measure, column, text, grid, frames, series"},
           Case{"\"better\": \"neither\"", "\"better\": \"both\"", "fields[0].better",
                "the text \"both\"", "neither, less, more"},
           Case{"\"decimals\": 1", "\"decimals\": 99999999999", "fields[0].decimals",
                "the number 99999999999", "a whole number"},
           Case{"\"from\": 2.0", "\"from\": \"2\"", "fields[0].ramp.classes[1].from",
                "the text \"2\"", "a number or null"},
       }) {
    const Finding finding = refusal(manifest, one.old, one.altered);
    EXPECT_EQ(finding.where.en, std::string("manifest.json, key '") + one.key + "'");
    EXPECT_EQ(finding.found.en, one.found) << one.key;
    EXPECT_EQ(finding.expected.en, one.expected) << one.key;
  }
}

TEST(Manifest, AnotherFormatVersionIsToldAsSuch) {
  const Finding finding =
      refusal(small_heading(), "\"format_version\": 1", "\"format_version\": 7");
  EXPECT_EQ(finding.where.en, "manifest.json, key 'format_version'");
  EXPECT_EQ(finding.found.en, "the number 7");
  EXPECT_EQ(finding.expected, tr("format version 1", "phiên bản định dạng 1"));
  EXPECT_EQ(refusal(small_heading(), "\"format_version\"", "\"version\"").where.vi,
            "manifest.json, khóa 'format_version'");
}

TEST(Manifest, WhatIsNoJsonIsRefusedByItsLine) {
  const Scratch scratch;
  const auto refused = [&](const std::string& text) {
    const auto file = scratch.write("manifest.json", text);
    return failure_of<InputError>([&] { Manifest::read(file); });
  };
  EXPECT_NE(refused("").find("manifest.json:1: found no JSON"), std::string::npos);
  EXPECT_NE(refused("{\n\"title\": \"a\",\n").find("manifest.json:3: found no JSON"),
            std::string::npos);
  EXPECT_NE(refused("{\"seed\": 1e999}").find("a number too large"), std::string::npos);
  EXPECT_NE(refused("[]").find("manifest.json: found a list, expected an object"),
            std::string::npos);
  EXPECT_NE(failure_of<InputError>([&] {
              Manifest::read(scratch / "none.json");
            }).find("no readable file"),
            std::string::npos);
}

}  // namespace
}  // namespace twin

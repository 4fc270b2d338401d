#include "engine/base/json_file.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>

#include "tests/support/expect_has.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

/// A file of a few keys, read as a reader of ours would.
class JsonKeys : public ::testing::Test {
 protected:
  JsonFile file(const std::string& text) const {
    std::ofstream(scratch_ / "tour.json") << text;
    return JsonFile(scratch_ / "tour.json",
                    {.what = "a tour", .expected = "a tour as JSON", .outcome = "make it anew"});
  }
  template <typename Read>
  static std::string refusal(Read read) {
    try {
      read();
    } catch (const InputError& error) {
      return error.finding().text(Language::english);
    }
    return "read";
  }

  const Scratch scratch_;
};

TEST_F(JsonKeys, AreReadByTheirKinds) {
  const JsonFile json = file(R"({"a": {"list": [1, 2.5]}, "name": "ngõ", "on": true, "no": null})");
  const JsonPlace root = json.root();
  const auto numbers =
      list_of<double>(root.at("a").at("list"), [](const JsonPlace& item) { return item.number(); });
  EXPECT_EQ(numbers, (std::vector<double>{1.0, 2.5}));
  EXPECT_EQ(root.at("a").at("list").list()[0].whole<int>(), 1);
  EXPECT_EQ(root.at("name").text(), "ngõ");
  EXPECT_TRUE(root.at("on").flag());
  EXPECT_FALSE(root.at("no").number_or_null());
  EXPECT_EQ(root.entries().size(), 4U);
}

TEST_F(JsonKeys, ThatAreMissingHaveTheirUsualValue) {
  const JsonFile json = file("{}");
  EXPECT_EQ(text_or_none(json.root(), "name"), "");
  EXPECT_FALSE(flag_or_no(json.root(), "on"));
  EXPECT_EQ(number_or(json.root(), "stay_s", 4.0), 4.0);
  EXPECT_FALSE(json.root().find("name"));
}

TEST_F(JsonKeys, ThatAreWrongAreNamedWithTheWayToThem) {
  const JsonFile json = file(R"({"stops": [{"stay_s": 1}, {"stay_s": "long", "count": -1}]})");
  const JsonPlace stop = json.root().at("stops").list()[1];
  const std::string told = refusal([&] { stop.at("stay_s").number(); });
  expect_has(told, "tour.json, key 'stops[1].stay_s'");
  expect_has(told, "the text \"long\"");
  expect_has(told, "a number");
  expect_has(told, "make it anew");
  expect_has(refusal([&] { stop.at("caption"); }), "key 'stops[1].caption'");
  expect_has(refusal([&] { stop.at("count").whole<std::uint32_t>(); }), "key 'stops[1].count'");
  expect_has(refusal([&] { json.root().list(); }), "an object");
}

TEST_F(JsonKeys, OfWhatAProgramToldNameTheProgram) {
  const JsonFile told(
      R"({"title": {"en": "lane", "vi": "ngõ"}, "kind": "flood", "of": ["a", "b"]})",
      "wardtwin list --json", {.outcome = "update it"});
  const JsonPlace root = told.root();
  EXPECT_EQ(text_for_people(root.at("title")), tr("lane", "ngõ"));
  EXPECT_EQ(text_for_people(root.at("kind")), Text("flood"));
  EXPECT_EQ(texts_in(root.at("of")), (std::vector<std::string>{"a", "b"}));
  expect_has(refusal([&] { root.at("of").text(); }), "wardtwin list --json, key 'of'");
  expect_has(refusal([] { JsonFile("{\n{", "wardtwin list --json", {}); }),
             "wardtwin list --json:2: found no JSON");
}

TEST_F(JsonKeys, OfWhatIsNoJsonTheLineIsTold) {
  expect_has(refusal([&] { file("{\n\"a\": 1,\n oops"); }), "tour.json:3");
  expect_has(refusal([&] { JsonFile(scratch_ / "missing.json", {}); }), "missing.json");
}

}  // namespace
}  // namespace twin

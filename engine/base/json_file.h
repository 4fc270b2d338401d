#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/findings.h"

namespace twin {

/// What a JSON file should be, and what to do where it is not: for its errors.
struct JsonWanted {
  Text what;      ///< "the manifest of a finished run"
  Text expected;  ///< "the manifest of a finished run as JSON"
  Text outcome;   ///< "run the scenario again, or correct it there"
};

/// A value of a JSON file together with the way to it, so that an error names its key:
/// `fields[2].ramp` (lists count from 0). Every reader throws an InputError of that place where the
/// value is of another kind. Lives no longer than its JsonFile.
class JsonPlace {
 public:
  JsonPlace at(const std::string& key) const;
  std::optional<JsonPlace> find(const std::string& key) const;
  /// The values of an object by their keys.
  std::vector<std::pair<std::string, JsonPlace>> entries() const;
  std::vector<JsonPlace> list() const;
  std::string text() const;
  double number() const;
  /// Nothing where the file says null, as it does for what is not finite.
  std::optional<double> number_or_null() const;
  bool flag() const;

  template <typename Whole>
  Whole whole() const {
    const bool fits =
        json_->is_number_unsigned()
            ? std::in_range<Whole>(json_->get<std::uint64_t>())
            : json_->is_number_integer() && std::in_range<Whole>(json_->get<std::int64_t>());
    need(fits, std::is_signed_v<Whole>
                   ? tr("a whole number", "một số nguyên")
                   : tr("a whole number from 0 on", "một số nguyên từ 0 trở lên"));
    return json_->get<Whole>();
  }

  nlohmann::json::value_t type() const { return json_->type(); }
  /// @throws InputError of this place unless the value is as expected.
  void need(bool as_expected, const Text& expected) const;

 private:
  friend class JsonFile;
  struct Origin {
    std::string file;
    JsonWanted wanted;
  };
  JsonPlace(const nlohmann::json& json, const Origin& origin, std::string path)
      : json_(&json), origin_(&origin), path_(std::move(path)) {}

  std::string path_to(const std::string& key) const {
    return path_.empty() ? key : path_ + "." + key;
  }
  InputError unusable(const std::string& path, Text found, Text expected) const;

  const nlohmann::json* json_;
  const Origin* origin_;
  std::string path_;  ///< "fields[2].ramp"; empty for the whole file
};

/// A JSON file, or what a program told in JSON, that was read whole.
class JsonFile {
 public:
  /// @throws InputError: no such file, or no JSON (the line is told).
  JsonFile(const std::filesystem::path& file, JsonWanted wanted);
  /// Of a text; errors name its `source` as they do a file. @throws InputError: no JSON.
  JsonFile(std::string_view text, std::string source, JsonWanted wanted);
  JsonFile(const JsonFile&) = delete;
  JsonFile& operator=(const JsonFile&) = delete;

  JsonPlace root() const { return {json_, origin_, {}}; }

 private:
  JsonPlace::Origin origin_;
  nlohmann::json json_;
};

template <typename Item, typename ReadItem>
std::vector<Item> list_of(const JsonPlace& place, ReadItem read_item) {
  std::vector<Item> items;
  for (const JsonPlace& one : place.list()) items.push_back(read_item(one));
  return items;
}

/// A text for people: {"en": …, "vi": …}, or one for both languages.
Text text_for_people(const JsonPlace& place);
/// A list of texts.
std::vector<std::string> texts_in(const JsonPlace& place);
/// The text of a key; empty where there is no such key.
std::string text_or_none(const JsonPlace& place, const std::string& key);
/// Whether a key says true; no where there is no such key.
bool flag_or_no(const JsonPlace& place, const std::string& key);
/// The number of a key, or `usual` where there is no such key.
double number_or(const JsonPlace& place, const std::string& key, double usual);

}  // namespace twin

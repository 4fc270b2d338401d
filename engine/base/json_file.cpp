#include "engine/base/json_file.h"

#include <algorithm>

#include "engine/base/read_file.h"

namespace twin {
namespace {

using Json = nlohmann::json;

Text shown(const Json& json) {
  if (json.is_object()) return tr("an object", "một đối tượng");
  if (json.is_array()) return tr("a list", "một danh sách");
  if (json.is_string()) return tr("the text ", "chuỗi ") + json.dump();
  if (json.is_number()) return tr("the number ", "số ") + json.dump();
  return json.dump();  // true, false, null
}

std::size_t line_of(std::string_view text, std::size_t byte) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, byte), '\n'));
}

}  // namespace

JsonPlace JsonPlace::at(const std::string& key) const {
  if (auto place = find(key)) return *std::move(place);
  throw unusable(path_to(key), tr("no such key", "không có khóa này"),
                 tr("a value for it", "một giá trị cho khóa này"));
}

std::optional<JsonPlace> JsonPlace::find(const std::string& key) const {
  need(json_->is_object(), tr("an object", "một đối tượng"));
  const auto it = json_->find(key);
  if (it == json_->end()) return std::nullopt;
  return JsonPlace(*it, *origin_, path_to(key));
}

std::vector<std::pair<std::string, JsonPlace>> JsonPlace::entries() const {
  need(json_->is_object(), tr("an object", "một đối tượng"));
  std::vector<std::pair<std::string, JsonPlace>> all;
  for (const auto& [key, value] : json_->items()) {
    all.emplace_back(key, JsonPlace(value, *origin_, path_to(key)));
  }
  return all;
}

std::vector<JsonPlace> JsonPlace::list() const {
  need(json_->is_array(), tr("a list", "một danh sách"));
  std::vector<JsonPlace> items;
  for (const Json& item : *json_) {
    items.push_back(JsonPlace(item, *origin_, path_ + "[" + std::to_string(items.size()) + "]"));
  }
  return items;
}

std::string JsonPlace::text() const {
  need(json_->is_string(), tr("a text", "một chuỗi"));
  return json_->get<std::string>();
}

double JsonPlace::number() const {
  need(json_->is_number(), tr("a number", "một số"));
  return json_->get<double>();
}

std::optional<double> JsonPlace::number_or_null() const {
  if (json_->is_null()) return std::nullopt;
  need(json_->is_number(), tr("a number or null", "một số hoặc null"));
  return json_->get<double>();
}

bool JsonPlace::flag() const {
  need(json_->is_boolean(), tr("true or false", "true hoặc false"));
  return json_->get<bool>();
}

void JsonPlace::need(bool as_expected, const Text& expected) const {
  if (!as_expected) throw unusable(path_, shown(*json_), expected);
}

InputError JsonPlace::unusable(const std::string& path, Text found, Text expected) const {
  Text where = origin_->file;
  if (!path.empty()) where += tr(", key '", ", khóa '") + path + "'";
  return InputError({.where = std::move(where),
                     .found = std::move(found),
                     .expected = std::move(expected),
                     .outcome = origin_->wanted.outcome});
}

JsonFile::JsonFile(const std::filesystem::path& file, JsonWanted wanted)
    : JsonFile(read_file(file, wanted.what), file.string(), wanted) {}

JsonFile::JsonFile(std::string_view text, std::string source, JsonWanted wanted)
    : origin_{.file = std::move(source), .wanted = std::move(wanted)} {
  const auto unusable = [&](const std::string& where, const Text& found) {
    return InputError({.where = where,
                       .found = found,
                       .expected = origin_.wanted.expected,
                       .outcome = origin_.wanted.outcome});
  };
  try {
    json_ = Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw unusable(origin_.file + ":" + std::to_string(line_of(text, error.byte)),
                   tr("no JSON", "nội dung không phải JSON"));
  } catch (const Json::out_of_range&) {
    throw unusable(origin_.file, tr("a number too large to hold", "một số quá lớn"));
  }
}

Text text_for_people(const JsonPlace& place) {
  if (place.type() == Json::value_t::string) return place.text();
  return tr(place.at("en").text(), place.at("vi").text());
}

std::vector<std::string> texts_in(const JsonPlace& place) {
  return list_of<std::string>(place, [](const JsonPlace& item) { return item.text(); });
}

std::string text_or_none(const JsonPlace& place, const std::string& key) {
  const auto found = place.find(key);
  return found ? found->text() : std::string();
}

bool flag_or_no(const JsonPlace& place, const std::string& key) {
  const auto found = place.find(key);
  return found && found->flag();
}

double number_or(const JsonPlace& place, const std::string& key, double usual) {
  const auto found = place.find(key);
  return found ? found->number() : usual;
}

}  // namespace twin

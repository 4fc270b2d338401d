#include "engine/base/toml_file.h"

#include <algorithm>
#include <cstdint>
#include <regex>
#include <sstream>

#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/base/read_file.h"

namespace twin {

struct TomlTable::Node {
  std::shared_ptr<const toml::table> root;  ///< keeps `table` alive
  const toml::table* table = nullptr;
  std::filesystem::path file;
};

namespace {

Text kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return tr("a text", "một chuỗi");
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return tr("a number", "một số");
    case toml::node_type::boolean:
      return tr("a yes or no", "đúng/sai");
    case toml::node_type::array:
      return tr("a list", "một danh sách");
    case toml::node_type::table:
      return tr("a table", "một bảng");
    default:
      return tr("a date or time", "ngày giờ");
  }
}

Text shown_value(const toml::node& node) {
  if (const auto* text = node.as_string()) return kind_of(node) + " \"" + text->get() + "\"";
  if (const auto value = node.value<double>()) return kind_of(node) + " " + shortest(*value);
  return kind_of(node);
}

std::string at_line(const std::filesystem::path& file, const toml::source_region& source) {
  return file.string() + ":" + std::to_string(source.begin.line);
}

/// "cell_m = 0,5": Vietnamese hands write decimals so, and TOML's own words for it help nobody.
bool has_decimal_comma(std::string_view text, std::uint32_t line) {
  std::istringstream lines{std::string(text)};
  std::string at;
  for (std::uint32_t i = 0; i < line; ++i) std::getline(lines, at);
  static const std::regex comma(R"(=\s*[-+]?\d+,\d+\s*(#.*)?$)");
  return std::regex_search(at, comma);
}

Text mend() { return tr("mend it there", "hãy sửa ở đó"); }

}  // namespace

TomlTable TomlTable::parse(std::string_view text, const std::string& name) {
  try {
    auto root = std::make_shared<const toml::table>(toml::parse(text, name));
    const toml::table* table = root.get();
    return TomlTable(std::make_shared<const Node>(Node{std::move(root), table, name}));
  } catch (const toml::parse_error& error) {
    if (has_decimal_comma(text, error.source().begin.line)) {
      throw InputError({.where = at_line(name, error.source()),
                        .found = tr("a number with a decimal comma", "số thập phân viết dấu phẩy"),
                        .expected = tr("a decimal point: 0.5", "dấu chấm thập phân: 0.5"),
                        .outcome = mend()});
    }
    throw InputError({.where = at_line(name, error.source()),
                      .found = std::string(error.description()),
                      .expected = tr("a value or table as TOML writes it", "cú pháp TOML đúng"),
                      .outcome = mend()});
  }
}

TomlTable TomlTable::read(const std::filesystem::path& file) {
  return parse(read_file(file, tr("a TOML file", "một tệp TOML")), file.string());
}

const std::filesystem::path& TomlTable::file() const { return node_->file; }

int TomlTable::line(std::string_view key) const {
  const toml::node* at = key.empty() ? nullptr : node_->table->get(key);
  const toml::source_region& source = at != nullptr ? at->source() : node_->table->source();
  return static_cast<int>(source.begin.line);
}

std::string TomlTable::canonical() const {
  std::ostringstream written;
  written << toml::toml_formatter(*node_->table);
  return written.str();
}

Text TomlTable::where(std::string_view key) const {
  const std::string line = node_->file.string() + ":" + std::to_string(this->line(key));
  if (key.empty()) return line;
  return tr(line + ", key '", line + ", khóa '") + std::string(key) + "'";
}

bool TomlTable::has(std::string_view key) const { return node_->table->contains(key); }

std::vector<std::string> TomlTable::keys() const {
  std::vector<std::string> names;
  for (const auto& [key, value] : *node_->table) names.emplace_back(key.str());
  return names;
}

void TomlTable::allow_only(std::span<const std::string> valid) const {
  const toml::key* first = nullptr;
  for (const auto& [key, value] : *node_->table) {
    if (std::ranges::find(valid, key.str()) != valid.end()) continue;
    if (first == nullptr || key.source().begin.line < first->source().begin.line) first = &key;
  }
  if (first == nullptr) return;
  const std::string name(first->str());
  throw InputError({.where = at_line(node_->file, first->source()),
                    .found = tr("the key '", "khóa '") + name + "'",
                    .expected = expected_name(name, valid),
                    .outcome = tr("correct or remove it", "hãy sửa hoặc bỏ khóa này")});
}

void TomlTable::allow_only(std::initializer_list<const char*> valid) const {
  const std::vector<std::string> names(valid.begin(), valid.end());
  allow_only(names);
}

namespace {

InputError wrong_type(const TomlTable& table, std::string_view key, const toml::node& node,
                      const Text& expected) {
  return InputError({.where = table.where(key),
                     .found = shown_value(node),
                     .expected = expected,
                     .outcome = mend()});
}

}  // namespace

std::optional<double> TomlTable::number(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_number()) throw wrong_type(*this, key, *node, tr("a number", "một số"));
  return node->value<double>();
}

std::optional<bool> TomlTable::flag(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_boolean())
    throw wrong_type(*this, key, *node, tr("true or false", "true hoặc false"));
  return node->value<bool>();
}

std::optional<std::string> TomlTable::text(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  if (node->is_string()) return node->value<std::string>();
  if (node->is_date_time() || node->is_date() || node->is_time()) {
    std::ostringstream written;  // TOML knows times of its own; scenario files take them as texts
    written << toml::node_view<const toml::node>(node);
    return written.str();
  }
  throw wrong_type(*this, key, *node, tr("a text in quotes", "một chuỗi trong dấu nháy"));
}

std::optional<std::vector<double>> TomlTable::numbers(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  const toml::array* array = node->as_array();
  const Text expected = tr("a list of numbers", "một danh sách số");
  if (array == nullptr) throw wrong_type(*this, key, *node, expected);
  std::vector<double> values;
  for (const toml::node& item : *array) {
    if (!item.is_number()) throw wrong_type(*this, key, item, expected);
    values.push_back(*item.value<double>());
  }
  return values;
}

std::optional<std::vector<std::string>> TomlTable::texts(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  const toml::array* array = node->as_array();
  const Text expected = tr("a list of texts", "một danh sách chuỗi");
  if (array == nullptr) throw wrong_type(*this, key, *node, expected);
  std::vector<std::string> values;
  for (const toml::node& item : *array) {
    if (!item.is_string()) throw wrong_type(*this, key, item, expected);
    values.push_back(*item.value<std::string>());
  }
  return values;
}

std::optional<std::vector<std::vector<double>>> TomlTable::number_rows(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  const Text expected = tr("a list of lists of numbers, as [[0, 0], [10, 0]]",
                           "danh sách của các danh sách số, như [[0, 0], [10, 0]]");
  const toml::array* array = node->as_array();
  if (array == nullptr) throw wrong_type(*this, key, *node, expected);
  std::vector<std::vector<double>> rows;
  for (const toml::node& item : *array) {
    const toml::array* row = item.as_array();
    if (row == nullptr) throw wrong_type(*this, key, item, expected);
    rows.emplace_back();
    for (const toml::node& cell : *row) {
      if (!cell.is_number()) throw wrong_type(*this, key, cell, expected);
      rows.back().push_back(*cell.value<double>());
    }
  }
  return rows;
}

std::optional<TomlTable> TomlTable::table(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return std::nullopt;
  const toml::table* table = node->as_table();
  const std::string name(key);
  if (table == nullptr) {
    throw wrong_type(*this, key, *node, tr("a table [", "một bảng [") + name + "]");
  }
  return TomlTable(std::make_shared<const Node>(Node{node_->root, table, node_->file}));
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const {
  std::vector<TomlTable> tables;
  const toml::node* node = node_->table->get(key);
  if (node == nullptr) return tables;
  const Text expected = tr("tables [[", "các bảng [[") + std::string(key) + "]]";
  const toml::array* array = node->as_array();
  if (array == nullptr) throw wrong_type(*this, key, *node, expected);
  for (const toml::node& item : *array) {
    const toml::table* table = item.as_table();
    if (table == nullptr) throw wrong_type(*this, key, item, expected);
    tables.push_back(
        TomlTable(std::make_shared<const Node>(Node{node_->root, table, node_->file})));
  }
  return tables;
}

bool TomlTable::is_number(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  return node != nullptr && node->is_number();
}

bool TomlTable::is_text(std::string_view key) const {
  const toml::node* node = node_->table->get(key);
  return node != nullptr && node->is_string();
}

namespace {

template <typename Value>
Value needed(const TomlTable& table, std::string_view key, std::optional<Value> value) {
  if (value) return std::move(*value);
  throw InputError({.where = table.where(),
                    .found = tr("no key '", "không có khóa '") + std::string(key) + "'",
                    .expected = tr("a value for it", "một giá trị cho khóa này"),
                    .outcome = tr("add it there", "hãy thêm vào đó")});
}

}  // namespace

double TomlTable::need_number(std::string_view key) const {
  return needed(*this, key, number(key));
}

double TomlTable::need_number(std::string_view key, double least, double most) const {
  const double value = need_number(key);
  if (value >= least && value <= most) return value;
  throw InputError({.where = where(key),
                    .found = shortest(value),
                    .expected = tr("a number from ", "một số từ ") + shortest(least) +
                                tr(" to ", " đến ") + shortest(most),
                    .outcome = tr("mend it there", "hãy sửa ở đó")});
}

std::string TomlTable::need_text(std::string_view key) const {
  return needed(*this, key, text(key));
}

std::filesystem::path TomlTable::resolved(const std::string& written) const {
  const std::filesystem::path path(written);
  return path.is_absolute() ? path : (node_->file.parent_path() / path).lexically_normal();
}

std::optional<std::filesystem::path> TomlTable::path(std::string_view key) const {
  const auto written = text(key);
  return written ? std::optional{resolved(*written)} : std::nullopt;
}

}  // namespace twin

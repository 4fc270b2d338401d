#include "tools/import/mapped_table.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "engine/base/local_time.h"
#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/gis/office_file.h"
#include "engine/gis/provenance.h"

namespace twin {
namespace {

/// Names under which offices and open data keep what we call otherwise; in small letters.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"name", "fullname"},
    {"name", "ten"},
    {"name", "tên"},
    {"name", "ten_duong"},
    {"name", "tenduong"},
    {"id", "code"},
    {"id", "ma"},
    {"id", "mã"},
    {"residents", "population"},
    {"residents", "dan_so"},
    {"residents", "population_2025_07_01"},
    {"road_class", "highway"},
    {"floors", "so_tang"},
    {"height_m", "chieu_cao"},
    {"clear_width_m", "be_rong"},
    {"clear_width_m", "width_m"}};

std::string in_small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : ", ") + word;
  return line;
}

/// The file's column of that name in whatever case; nothing where there is none.
std::optional<std::string> column_called(const FeatureTable& table, std::string_view name) {
  for (const Column& column : table.columns()) {
    if (in_small_letters(column.name) == name) return column.name;
  }
  return std::nullopt;
}

[[noreturn]] void no_such_column(const FeatureTable& table, const LayerMap& map,
                                 const std::string& column) {
  std::vector<std::string> names;
  for (const Column& there : table.columns()) names.push_back(there.name);
  throw InputError({.where = map.where_written,
                    .found = tr("the column '", "cột '") + column + "'",
                    .expected = expected_name(column, names) + tr(" of ", " của ") + table.source(),
                    .outcome = tr("correct the map", "hãy sửa bảng ánh xạ"),
                    .layer = table.layer()});
}

/// Which of the file's columns gives a column of ours.
std::optional<std::string> source_column(const FeatureTable& table, const LayerMap& map,
                                         std::string_view ours) {
  if (const auto it = map.columns.find(std::string(ours)); it != map.columns.end()) {
    if (!table.has_column(it->second)) no_such_column(table, map, it->second);
    return it->second;
  }
  for (const auto& [name, alias] : kAliases) {
    // A full name is a better one than the short one beside it.
    if (name == ours && alias == "fullname") {
      if (auto full = column_called(table, alias)) return full;
    }
  }
  if (auto same = column_called(table, ours)) return same;
  for (const auto& [name, alias] : kAliases) {
    if (name != ours) continue;
    if (auto found = column_called(table, alias)) return found;
  }
  return std::nullopt;
}

/// "yes", "có", "1": how offices write a flag.
std::optional<double> flag_in(const std::string& text) {
  const std::string word = in_small_letters(text);
  const auto is_one_of = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
  };
  if (is_one_of({"yes", "true", "co", "có", "x", "1", "-1"})) return 1.0;
  if (is_one_of({"no", "false", "khong", "không", "0"})) return 0.0;
  return std::nullopt;
}

/// Carries values over into columns of the ward's layer.
class Carrier {
 public:
  Carrier(const FeatureTable& table, const LayerSpec& spec, const LayerMap& map)
      : table_(table), spec_(spec), map_(map) {
    for (const ColumnSpec& column : spec.columns) {
      from_.push_back(source_column(table, map, column.name));
    }
  }

  std::vector<Value> row(const Feature& feature) const {
    std::vector<Value> values;
    values.reserve(from_.size());
    for (std::size_t i = 0; i < from_.size(); ++i) {
      const ColumnSpec& column = spec_.columns[i];
      Value value = from_[i] ? feature.value(*from_[i]) : Value{};
      values.push_back(said_by_map(column.name, in_kind(column, translated(column, value))));
    }
    return values;
  }

  std::vector<std::string> unused() const {
    std::vector<std::string> names;
    for (const Column& column : table_.columns()) {
      if (std::ranges::find(from_, std::optional(column.name)) == from_.end()) {
        names.push_back(column.name);
      }
    }
    return names;
  }

 private:
  Value translated(const ColumnSpec& column, Value value) const {
    const auto words = map_.values.find(std::string(column.name));
    const auto* text = text_in(value);
    if (words == map_.values.end() || text == nullptr) return value;
    const auto word = words->second.find(*text);
    return word == words->second.end() ? value : Value{word->second};
  }

  static Value in_kind(const ColumnSpec& column, Value value) {
    const auto* text = text_in(value);
    if (text == nullptr || column.kind == ColumnKind::text) return value;
    const auto number = column.kind == ColumnKind::flag ? flag_in(*text) : office_number(*text);
    return number ? Value{*number} : value;
  }

  Value said_by_map(std::string_view column, Value value) const {
    if (column == "source" && !map_.source.empty()) return map_.source;
    // An office's survey rarely has our column `source`.
    if (column == "source" && (value == Value{} || value == Value{std::string()})) {
      return std::string(word_of(Source::surveyed));
    }
    if (column == "method" && !map_.method.empty()) return map_.method;
    if (column == "assumed" && !map_.assumed.empty()) {
      std::string words;
      for (const std::string& word : map_.assumed) words += (words.empty() ? "" : " ") + word;
      return words;
    }
    return value;
  }

  const FeatureTable& table_;
  const LayerSpec& spec_;
  const LayerMap& map_;
  std::vector<std::optional<std::string>> from_;
};

/// Says once of a column how many of its times name no offset.
void tell_taken_clocks(const FeatureTable& table, const std::string& column, Findings& findings) {
  std::vector<std::string> bare;
  for (const Feature& feature : table) {
    const auto said = feature.text(column);
    const auto time = said ? written_time(*said) : std::nullopt;
    if (time && time->has_clock && !time->has_offset) bare.push_back(*said);
  }
  if (bare.empty()) return;
  findings.add(
      {.where = table.source() + tr(", column '", ", cột '") + column + "'",
       .found = shown(static_cast<double>(bare.size()), 0) +
                tr(" times without an offset, such as '", " thời điểm không ghi múi giờ, như '") +
                bare.front() + "'",
       .expected = tr("times with an offset, such as 2025-09-30T16:40:00+07:00",
                      "thời điểm kèm múi giờ, như 2025-09-30T16:40:00+07:00"),
       .outcome = tr("taken as Vietnam's clock, +07:00", "được coi là giờ Việt Nam, +07:00"),
       .layer = table.layer()});
}

}  // namespace

FeatureTable mapped_table(const FeatureTable& table, const LayerSpec& spec, const LayerMap& map,
                          Findings& findings) {
  const Carrier carrier(table, spec, map);
  FeatureTable out(table.source(), std::string(spec.name), spec.table_columns());
  for (const Feature& feature : table) {
    out.add(feature.fid(), feature.geometry(), carrier.row(feature));
  }
  for (const ColumnSpec& column : spec.columns) {
    if (column.unit == kTimeUnit) tell_taken_clocks(out, std::string(column.name), findings);
  }
  const std::vector<std::string> unused = carrier.unused();
  if (!unused.empty() && !table.empty()) {
    std::vector<std::string> ours;
    for (const ColumnSpec& column : spec.columns) ours.emplace_back(column.name);
    findings.add({.where = table.source(),
                  .found = tr("the columns ", "các cột ") + joined(unused),
                  .expected = tr("some of ", "một số trong ") + joined(ours),
                  .outcome = tr("not taken up; map those that you need with --map",
                                "không dùng; hãy ánh xạ cột cần dùng bằng --map"),
                  .layer = std::string(spec.name)});
  }
  return out;
}

}  // namespace twin

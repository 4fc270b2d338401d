#include "layers/assumed/assumed_table.h"

#include <algorithm>

#include "engine/base/findings.h"
#include "engine/base/nearest.h"
#include "engine/base/numbers.h"

namespace twin {
namespace {

AssumedTable::Entry entry_of(const TomlTable& group, const std::string& name) {
  const TomlTable row = *group.table(name);
  row.allow_only({"value", "texts", "unit", "source"});
  AssumedTable::Entry entry{.unit = row.need_text("unit"),
                            .source = row.need_text("source"),
                            .where = row.where("value")};
  if (row.has("texts")) {
    entry.texts = *row.texts("texts");
  } else if (row.has("value") && !row.is_number("value")) {
    entry.numbers = *row.numbers("value");
  } else {
    entry.numbers = {row.need_number("value")};
  }
  return entry;
}

[[noreturn]] void refuse(const AssumedTable::Entry& entry, Text expected) {
  throw InputError(
      {.where = entry.where,
       .found = tr("another kind of value", "giá trị kiểu khác"),
       .expected = std::move(expected),
       .outcome = tr("correct the table of assumed numbers", "hãy sửa bảng số liệu giả định")});
}

}  // namespace

void AssumedTable::add(const TomlTable& file) {
  for (const std::string& group_name : file.keys()) {
    const auto group = file.table(group_name);
    if (!group) continue;
    for (const std::string& name : group->keys()) {
      const auto [it, is_new] = entries_.emplace(group_name + "." + name, entry_of(*group, name));
      if (is_new) continue;
      throw InputError(
          {.where = group->where(name),
           .found = tr("an entry that another file gave too", "mục đã có trong tệp khác"),
           .expected = tr("each assumed number once", "mỗi số giả định một lần"),
           .outcome = tr("remove one of the two", "hãy bỏ bớt một mục")});
    }
  }
}

const AssumedTable::Entry& AssumedTable::entry(std::string_view name) const {
  const auto it = entries_.find(name);
  if (it != entries_.end()) return it->second;
  std::vector<std::string> names;
  for (const auto& [key, unused] : entries_) names.push_back(key);
  throw InputError(
      {.where = tr("the table of assumed numbers", "bảng số liệu giả định"),
       .found = tr("no entry '", "không có mục '") + std::string(name) + "'",
       .expected = tr("that entry; ", "mục đó; ") + expected_name(name, names),
       .outcome = tr("restore it in data/assumed", "hãy khôi phục mục này trong data/assumed")});
}

void AssumedTable::replace(std::string_view name, std::vector<double> numbers) {
  static_cast<void>(entry(name));  // throws where there is none
  entries_.find(name)->second.numbers = std::move(numbers);
}

double AssumedTable::number(std::string_view name) const {
  const Entry& found = entry(name);
  if (found.numbers.size() != 1) refuse(found, tr("one number", "một số"));
  return found.numbers.front();
}

Range AssumedTable::range(std::string_view name) const {
  const Entry& found = entry(name);
  const bool usable = found.numbers.size() == 2 && found.numbers[0] <= found.numbers[1];
  if (!usable) refuse(found, tr("two numbers, the least first", "hai số, số nhỏ trước"));
  return {found.numbers[0], found.numbers[1]};
}

const std::vector<double>& AssumedTable::numbers(std::string_view name) const {
  const Entry& found = entry(name);
  if (found.numbers.empty()) refuse(found, tr("a list of numbers", "danh sách số"));
  return found.numbers;
}

const std::vector<std::string>& AssumedTable::texts(std::string_view name) const {
  const Entry& found = entry(name);
  if (found.texts.empty()) refuse(found, tr("a list of texts", "danh sách văn bản"));
  return found.texts;
}

AssumedTable load_assumed_table(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& item : std::filesystem::directory_iterator(folder, failed)) {
    if (item.path().extension() == ".toml") files.push_back(item.path());
  }
  if (failed || files.empty()) {
    throw InputError({.where = folder.string(),
                      .found = tr("no tables of assumed numbers", "không có bảng số liệu giả định"),
                      .expected = tr("a folder with *.toml files, such as data/assumed",
                                     "thư mục có các tệp *.toml, như data/assumed"),
                      .outcome = tr("set WARDTWIN_DATA to the project's data folder",
                                    "hãy đặt WARDTWIN_DATA là thư mục data của dự án")});
  }
  std::ranges::sort(files);
  AssumedTable table;
  for (const auto& file : files) table.add(TomlTable::read(file));
  return table;
}

}  // namespace twin

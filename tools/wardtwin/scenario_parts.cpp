#include "tools/wardtwin/scenario_parts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/sha256.h"
#include "layers/ward/read_renovation.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr std::array kFileKeys{"base",     "scenario", "title",  "ward", "start",
                               "settings", "changes",  "change", "needs"};
constexpr std::array kChangeKeys{"name", "title", "title_en", "start", "settings", "needs"};

template <std::size_t Count>
std::vector<std::string> listed(const std::array<const char*, Count>& keys) {
  return {keys.begin(), keys.end()};
}

std::vector<std::string> change_keys() {
  std::vector<std::string> keys = listed(kChangeKeys);
  keys.insert(keys.end(), renovation_keys().begin(), renovation_keys().end());
  return keys;
}

bool is_usable_name(std::string_view name) {
  const auto usable = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, usable) &&
         name.find("__") == std::string_view::npos;
}

ScenarioChange change_of(const TomlTable& table, const std::string& usual_name, bool own_file) {
  table.allow_only(change_keys());
  const std::string name = read_name(table, usual_name);
  return {.name = name, .title = read_title(table, name), .table = table, .own_file = own_file};
}

fs::path whole(const fs::path& file) { return fs::absolute(file).lexically_normal(); }

/// The file and its bases, the file first.
std::vector<TomlTable> chain_from(const fs::path& file) {
  std::vector<TomlTable> chain;
  std::vector<fs::path> seen{whole(file)};
  chain.push_back(TomlTable::read(file));
  while (const auto base = chain.back().path("base")) {
    const bool again = std::ranges::find(seen, whole(*base)) != seen.end();
    seen.push_back(whole(*base));
    if (again) {
      std::string way;
      for (const fs::path& one : seen) way += (way.empty() ? "" : " → ") + one.filename().string();
      throw InputError({.where = chain.back().where("base"),
                        .found = tr("bases that lead back: ", "các tệp nền quay vòng: ") + way,
                        .expected = tr("a chain that ends in a file without 'base'",
                                       "một chuỗi kết thúc ở tệp không có 'base'"),
                        .outcome = tr("correct it there", "hãy sửa ở đó")});
    }
    chain.push_back(TomlTable::read(*base));
  }
  return chain;
}

}  // namespace

bool ScenarioChange::has_works() const {
  return std::ranges::any_of(renovation_keys(),
                             [&](const std::string& key) { return table.has(key); });
}

std::string ScenarioChange::sha256() const {
  return own_file ? sha256_of_file(file()) : sha256_of_text(table.canonical());
}

std::string read_name(const TomlTable& table, const std::string& otherwise) {
  const std::string name = table.text("name").value_or(otherwise);
  if (is_usable_name(name)) return name;
  throw InputError(
      {.where = table.where(table.has("name") ? "name" : ""),
       .found = name.empty() ? tr("no name", "không có 'name'") : Text("'" + name + "'"),
       .expected = tr("a name of letters without accents, digits, '_', '-' and '.', such as "
                      "'blocked_inlets_50' (no '__')",
                      "tên gồm chữ không dấu, chữ số, '_', '-' và '.', ví dụ "
                      "'blocked_inlets_50' (không có '__')"),
       .outcome = tr("correct it there; 'title' is for people",
                     "hãy sửa ở đó; 'title' là tên cho người đọc")});
}

Text read_title(const TomlTable& table, const Text& otherwise) {
  const auto vi = table.text("title");
  const auto en = table.text("title_en");
  if (!vi && !en) return otherwise;
  return tr(en.value_or(vi.value_or("")), vi.value_or(en.value_or("")));
}

ScenarioChange read_change_file(const fs::path& file) {
  return change_of(TomlTable::read(file), file.stem().string(), true);
}

std::vector<ScenarioChange> read_changes(const TomlTable& table) {
  std::vector<ScenarioChange> changes;
  for (const std::string& written : table.texts("changes").value_or(std::vector<std::string>{})) {
    changes.push_back(read_change_file(table.resolved(written)));
  }
  for (const TomlTable& inline_change : table.tables("change")) {
    changes.push_back(change_of(inline_change, {}, false));
  }
  return changes;
}

void add_changes(ScenarioParts& scenario, const std::vector<ScenarioChange>& changes) {
  for (const ScenarioChange& change : changes) {
    for (const ScenarioPart& part : scenario.parts) {
      if (!part.change || part.change->name != change.name) continue;
      throw InputError({.where = change.table.where(),
                        .found = tr("the change '", "thay đổi '") + change.name +
                                 tr("' a second time, after ", "' lần thứ hai, sau ") +
                                 part.table.where(),
                        .expected = tr("each change once", "mỗi thay đổi một lần"),
                        .outcome = tr("leave one out, or name it otherwise",
                                      "hãy bỏ một trong hai hoặc đặt tên khác")});
    }
    scenario.parts.push_back({.table = change.table, .change = change});
  }
}

ScenarioParts read_parts(const fs::path& file) {
  std::vector<TomlTable> chain = chain_from(file);
  ScenarioParts scenario{.file = file, .parts = {}};
  for (auto table = chain.rbegin(); table != chain.rend(); ++table) {
    table->allow_only(listed(kFileKeys));
    scenario.parts.push_back({.table = *table, .change = {}});
    add_changes(scenario, read_changes(*table));
  }
  return scenario;
}

}  // namespace twin

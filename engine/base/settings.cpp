#include "engine/base/settings.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/base/data_folder.h"
#include "engine/base/nearest.h"
#include "engine/base/numbers.h"

namespace twin {
namespace {

std::vector<std::string> names_of(std::span<const Setting> declared) {
  std::vector<std::string> names;
  for (const Setting& setting : declared) names.emplace_back(setting.name);
  return names;
}

const Setting* find(std::span<const Setting> declared, std::string_view name) {
  const auto it = std::ranges::find(declared, name, &Setting::name);
  return it == declared.end() ? nullptr : &*it;
}

Text expected_range(const Setting& setting) {
  const std::string unit = setting.unit == "1" ? "" : " " + std::string(setting.unit);
  if (setting.most >= 1e300) {
    return tr("a number of at least ", "một số ít nhất ") + shortest(setting.least) + unit;
  }
  if (setting.least <= -1e300) {
    return tr("a number of at most ", "một số nhiều nhất ") + shortest(setting.most) + unit;
  }
  return tr("a number from ", "một số từ ") + shortest(setting.least) + tr(" to ", " đến ") +
         shortest(setting.most) + unit;
}

void check_number(const Setting& setting, double value, const Text& where) {
  if (std::isfinite(value) && value >= setting.least && value <= setting.most) return;
  throw InputError({.where = where,
                    .found = shortest(value),
                    .expected = expected_range(setting),
                    .outcome = tr("correct it there", "hãy sửa ở đó")});
}

void check_text(const Setting& setting, const std::string& value, const Text& where) {
  if (setting.choices.empty() ||
      std::ranges::find(setting.choices, value) != setting.choices.end()) {
    return;
  }
  throw InputError({.where = where,
                    .found = "'" + value + "'",
                    .expected = expected_name(value, setting.choices),
                    .outcome = tr("correct it there", "hãy sửa ở đó")});
}

void check(const Setting& setting, const SettingValue& value, const Text& where) {
  if (const auto* number = std::get_if<double>(&value)) check_number(setting, *number, where);
  if (const auto* text = std::get_if<std::string>(&value)) check_text(setting, *text, where);
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
    for (const double number : *numbers) check_number(setting, number, where);
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& text : *texts) check_text(setting, text, where);
  }
}

SettingValue read(const Setting& setting, const TomlTable& table) {
  const std::string_view key = setting.name;
  switch (setting.kind) {
    case SettingKind::number:
      return *table.number(key);
    case SettingKind::flag:
      return *table.flag(key);
    case SettingKind::text:
      return *table.text(key);
    case SettingKind::file: {
      const std::string written = *table.text(key);
      return written.empty() ? written : table.resolved(written).string();
    }
    case SettingKind::numbers:
      return *table.numbers(key);
    case SettingKind::texts:
      break;
  }
  return *table.texts(key);
}

SettingValue usual_value(const Setting& setting) {
  if (setting.kind != SettingKind::file) return setting.usual;
  const auto& name = std::get<std::string>(setting.usual);
  return name.empty() ? name : (data_folder() / name).string();
}

}  // namespace

Settings::Settings(std::span<const Setting> declared) : declared_(declared) {
  for (const Setting& setting : declared) values_.emplace(setting.name, usual_value(setting));
}

Settings::Settings(std::span<const Setting> declared, const TomlTable& table) : Settings(declared) {
  take(table);
}

void Settings::take(const TomlTable& table) {
  table.allow_only(names_of(declared_));
  for (const Setting& setting : declared_) {
    if (!table.has(setting.name)) continue;
    SettingValue value = read(setting, table);
    check(setting, value, table.where(setting.name));
    values_.insert_or_assign(std::string(setting.name), std::move(value));
    origins_[std::string(setting.name)] = {.file = table.file(), .line = table.line(setting.name)};
  }
}

void Settings::set(const std::string& assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string name = assignment.substr(0, equals);
  const Setting* setting = find(declared_, name);
  const Text where = "--set " + assignment;
  if (setting == nullptr) {
    throw InputError({.where = where,
                      .found = tr("the setting '", "thiết lập '") + name + "'",
                      .expected = expected_name(name, names_of(declared_)),
                      .outcome = tr("correct the name", "hãy sửa tên")});
  }
  if (equals == std::string::npos) {
    throw InputError({.where = where,
                      .found = tr("no value", "không có giá trị"),
                      .expected = tr("key=value", "khóa=giá trị"),
                      .outcome = tr("add the value", "hãy thêm giá trị")});
  }
  const std::string written = assignment.substr(equals + 1);
  const bool quoted = setting->kind == SettingKind::text || setting->kind == SettingKind::file;
  const bool has_quotes = written.starts_with('"') || written.starts_with('\'');
  const std::string toml = name + " = " + (quoted && !has_quotes ? "'" + written + "'" : written);
  SettingValue value = read(*setting, TomlTable::parse(toml, "--set"));
  check(*setting, value, where);
  values_.insert_or_assign(name, std::move(value));
  origins_[name] = {.file = "--set"};
}

void Settings::put(std::string_view name, SettingValue value) {
  const Setting* setting = find(declared_, name);
  assert(setting != nullptr && setting->usual.index() == value.index());
  check(*setting, value, std::string(name));
  values_.insert_or_assign(std::string(name), std::move(value));
}

const SettingValue& Settings::value(std::string_view name) const {
  const auto it = values_.find(name);
  assert(it != values_.end());
  return it->second;
}

bool Settings::in_use(const Setting& setting) const {
  const UsedIf& rule = setting.used_if;
  return rule.setting.empty() ||
         std::ranges::find(rule.values, text(rule.setting)) != rule.values.end();
}

ValueOrigin Settings::origin(std::string_view name) const {
  const auto it = origins_.find(name);
  return it == origins_.end() ? ValueOrigin{} : it->second;
}

double Settings::number(std::string_view name) const { return std::get<double>(value(name)); }

int Settings::integer(std::string_view name) const {
  return static_cast<int>(std::lround(number(name)));
}

bool Settings::flag(std::string_view name) const { return std::get<bool>(value(name)); }

const std::string& Settings::text(std::string_view name) const {
  return std::get<std::string>(value(name));
}

std::optional<std::filesystem::path> Settings::file(std::string_view name) const {
  const std::string& written = text(name);
  return written.empty() ? std::nullopt : std::optional<std::filesystem::path>(written);
}

const std::vector<double>& Settings::numbers(std::string_view name) const {
  return std::get<std::vector<double>>(value(name));
}

const std::vector<std::string>& Settings::texts(std::string_view name) const {
  return std::get<std::vector<std::string>>(value(name));
}

}  // namespace twin

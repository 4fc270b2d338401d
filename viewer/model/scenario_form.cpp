#include "viewer/model/scenario_form.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/local_time.h"
#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "viewer/model/told.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// A text in the quotes and escapes that TOML and JSON share.
std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <typename Value, typename Write>
std::string bracketed(const std::vector<Value>& values, Write write) {
  std::string list;
  for (const Value& value : values) list += (list.empty() ? "" : ", ") + write(value);
  return "[" + list + "]";
}

std::string told_path(const fs::path& path, const fs::path& place) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  const fs::path folder = fs::absolute(place).lexically_normal().parent_path();
  const fs::path relative = whole.lexically_relative(folder);
  return (relative.empty() ? whole : relative).generic_string();
}

struct TomlValue {
  const Setting& setting;
  const fs::path& place;

  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(const std::string& text) const {
    const bool path = setting.kind == SettingKind::file && !text.empty();
    return quoted(path ? told_path(text, place) : text);
  }
  std::string operator()(const std::vector<double>& numbers) const {
    return bracketed(numbers, shortest);
  }
  std::string operator()(const std::vector<std::string>& texts) const {
    return bracketed(texts, quoted);
  }
};

bool is_finished_run(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "manifest.json", error);
}

Text in_the_form() { return tr("set it in the form", "hãy đặt lại trong biểu mẫu"); }

Finding no_title() {
  return {.where = tr("the title", "tên lần chạy"),
          .found = tr("nothing", "để trống"),
          .expected = tr("a title that tells this run from others",
                         "một tên để phân biệt với các lần chạy khác"),
          .outcome = in_the_form()};
}

Finding no_time(const std::string& start) {
  return {.where = tr("the start", "thời điểm bắt đầu"),
          .found = "'" + start + "'",
          .expected = tr("a local time with offset", "giờ địa phương kèm múi giờ"),
          .outcome = in_the_form()};
}

Text a_run_of(const DescribedNeed& need) {
  return tr("the finished results of '", "kết quả đã chạy xong của '") + need.scenario + "'";
}

Finding no_run(const DescribedNeed& need, const fs::path& folder) {
  return {.where = tr("what it builds on: ", "kết quả cần có: ") + need.meaning,
          .found = folder.empty() ? tr("none chosen", "chưa chọn")
                                  : tr("no finished run in ", "chưa có kết quả ở ") +
                                        folder.lexically_normal().string(),
          .expected = a_run_of(need),
          .outcome = tr("run that first, or choose another folder",
                        "hãy chạy kịch bản đó trước hoặc chọn thư mục khác")};
}

Finding no_file(const Setting& setting, const std::string& path) {
  return {.where = setting.meaning() + " (" + std::string(setting.name) + ")",
          .found = path.empty() ? tr("no file", "chưa chọn tệp")
                                : tr("no file ", "không có tệp ") + path,
          .expected = tr("a file that can be read", "một tệp đọc được"),
          .outcome = in_the_form()};
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

Text counted(long count, const char* one, const char* many, const char* vi) {
  return tr(std::to_string(count) + " " + (count == 1 ? one : many),
            std::to_string(count) + " " + vi);
}

}  // namespace

std::vector<ScenarioEntry> told_entries(std::string_view json) {
  std::vector<ScenarioEntry> all;
  read_told(json, "wardtwin list --json", [&](const JsonPlace& told) {
    for (const JsonPlace& one : told.at("scenarios").list()) {
      all.push_back({.scenario = one.at("name").text(),
                     .title = text_for_people(one.at("title")),
                     .question = text_for_people(one.at("question")),
                     .file = {},
                     .finding = {}});
    }
    const std::vector<ScenarioEntry> bare = all;
    for (const JsonPlace& one : told.at("files").list()) {
      ScenarioEntry entry{.scenario = text_or_none(one, "scenario"),
                          .title = text_or_none(one, "title"),
                          .question = {},
                          .file = one.at("file").text(),
                          .finding = {}};
      if (const auto finding = one.find("finding")) entry.finding = told_finding(*finding);
      const auto asks = std::ranges::find(bare, entry.scenario, &ScenarioEntry::scenario);
      if (asks != bare.end()) entry.question = asks->question;
      all.push_back(std::move(entry));
    }
  });
  return all;
}

ScenarioForm::ScenarioForm(std::shared_ptr<const DescribedScenario> described)
    : described_(std::move(described)),
      usual_(described_->settings()),
      began_(usual_),
      now_(usual_) {}

ScenarioForm::ScenarioForm(std::shared_ptr<const DescribedScenario> described, fs::path file,
                           std::string_view told)
    : ScenarioForm(std::move(described)) {
  file_ = std::move(file);
  read_told(told, "wardtwin run --show-settings --json", [&](const JsonPlace& run) {
    title = run.at("title").text();
    start = run.at("start").text();
    ward = run.at("ward").text();
    for (const JsonPlace& one : run.at("settings").list()) {
      const Setting* setting = described_->setting(one.at("name").text());
      if (setting != nullptr) {
        began_.put(setting->name, told_value(one.at("value"), setting->kind));
      }
    }
    for (const JsonPlace& one : run.at("needs").list()) {
      needs_began_[one.at("name").text()] = one.at("folder").text();
    }
    for (const JsonPlace& one : run.at("changes").list()) {
      changes_.push_back(text_for_people(one.at("title")));
    }
  });
  now_ = began_;
  needs_ = needs_began_;
}

void ScenarioForm::set(std::string_view name, SettingValue value) {
  now_.put(name, std::move(value));
}

std::optional<fs::path> ScenarioForm::need(const std::string& name) const {
  const auto it = needs_.find(name);
  return it == needs_.end() ? std::nullopt : std::optional(it->second);
}

void ScenarioForm::set_need(const std::string& name, std::optional<fs::path> folder) {
  if (folder)
    needs_[name] = *folder;
  else
    needs_.erase(name);
}

bool ScenarioForm::may_leave_out(const DescribedNeed& need) const {
  return !need.required && !needs_began_.contains(need.name);
}

std::optional<Finding> ScenarioForm::flaw() const {
  if (trimmed(title).empty()) return no_title();
  if (!start.empty() && !parsed_time(start)) return no_time(start);
  for (const DescribedNeed& one : described_->needs()) {
    const auto folder = need(one.name);
    if (!folder && !may_leave_out(one)) return no_run(one, {});
    if (folder && !is_finished_run(*folder)) return no_run(one, *folder);
  }
  for (const Setting& setting : described_->settings()) {
    if (setting.kind != SettingKind::file || !in_use(setting)) continue;
    const auto& path = std::get<std::string>(value(setting.name));
    std::error_code error;
    // A setting that reads a file only with this value of another has nothing to fall back on.
    const bool must_be = !setting.used_if.setting.empty();
    if (path.empty() ? must_be : !fs::exists(path, error)) return no_file(setting, path);
  }
  return std::nullopt;
}

std::string ScenarioForm::scenario_file(const fs::path& place) const {
  const auto path = [&](const fs::path& of) { return quoted(told_path(of, place)); };
  std::string toml = file_ ? "base     = " + path(*file_) + "\n" : "";
  toml += "scenario = " + quoted(described_->name()) + "\n";
  toml += "title    = " + quoted(trimmed(title)) + "\n";
  toml += "ward     = " + path(ward) + "\n";
  toml += "start    = " + quoted(start) + "\n";
  std::string settings;
  for (const Setting& setting : described_->settings()) {
    if (value(setting.name) == began_with(setting.name)) continue;
    settings += std::string(setting.name) + " = " +
                std::visit(TomlValue{setting, place}, value(setting.name)) + "\n";
  }
  if (!settings.empty()) toml += "\n[settings]\n" + settings;
  std::string needs;
  for (const auto& [name, folder] : needs_) needs += name + " = " + path(folder) + "\n";
  return needs.empty() ? toml : toml + "\n[needs]\n" + needs;
}

std::string written_list(const std::vector<double>& numbers, Language language) {
  std::string list;
  for (const double number : numbers) {
    list += (list.empty() ? "" : "; ") + shown_shortest(number).in(language);
  }
  return list;
}

std::string written_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : "; ") + text;
  return list;
}

std::optional<std::vector<double>> listed_numbers(std::string_view text) {
  std::vector<double> numbers;
  for (std::string item : listed_texts(text)) {
    std::ranges::replace(item, ',', '.');
    const auto number = parsed_number(item);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

std::vector<std::string> listed_texts(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    if (std::string item = trimmed(text.substr(0, end)); !item.empty()) {
      items.push_back(std::move(item));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

Text range_told(const Setting& setting) {
  const bool number = setting.kind == SettingKind::number || setting.kind == SettingKind::numbers;
  constexpr double kNoBound = 1e299;
  const bool from = setting.least > -kNoBound;
  const bool to = setting.most < kNoBound;
  if (!number || (!from && !to)) return {};
  Text unit = unit_for_people(std::string(setting.unit));
  if (!unit.empty()) unit = Text("\u00a0") + unit;
  if (!from) return tr("up to ", "đến ") + shown_shortest(setting.most) + unit;
  if (!to) return tr("from ", "từ ") + shown_shortest(setting.least) + unit;
  return shown_shortest(setting.least) + tr(" to ", " đến ") + shown_shortest(setting.most) + unit;
}

Text value_told(const Setting& setting, const SettingValue& value) {
  Text unit = unit_for_people(std::string(setting.unit));
  if (!unit.empty()) unit = Text("\u00a0") + unit;
  Text none = tr("none", "không có");
  if (const auto* number = std::get_if<double>(&value)) {
    const Text clock = clock_words(setting, *number);
    return clock.empty() ? shown_shortest(*number) + unit : clock;
  }
  if (const auto* flag = std::get_if<bool>(&value))
    return *flag ? tr("yes", "có") : tr("no", "không");
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
    if (numbers->empty()) return none;
    return tr(written_list(*numbers, Language::english),
              written_list(*numbers, Language::vietnamese)) +
           unit;
  }
  const auto word = [&](const std::string& text) {
    const auto at = std::ranges::find(setting.choices, text) - setting.choices.begin();
    const auto index = static_cast<std::size_t>(at);
    return index < setting.choices_told.size() ? setting.choices_told[index] : Text(text);
  };
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (text->empty()) return none;
    return setting.kind == SettingKind::file ? Text(fs::path(*text).filename().string())
                                             : word(*text);
  }
  Text list;
  for (const std::string& text : std::get<std::vector<std::string>>(value)) {
    list += (list.empty() ? Text() : Text("; ")) + word(text);
  }
  return list.empty() ? none : list;
}

Text clock_words(const Setting& setting, double value) {
  const double minutes = setting.unit == "s" ? value / 60.0 : setting.unit == "min" ? value : 0.0;
  if (minutes < 2.0 || minutes != std::floor(minutes)) return {};
  const long whole = std::lround(minutes);
  if (setting.unit == "min" && whole < 60) return {};
  Text rest =
      whole % 60 == 0 && whole >= 60 ? Text() : counted(whole % 60, "minute", "minutes", "phút");
  if (whole < 60) return rest;
  const Text hours = counted(whole / 60, "hour", "hours", "giờ");
  return rest.empty() ? hours : hours + " " + rest;
}

}  // namespace twin

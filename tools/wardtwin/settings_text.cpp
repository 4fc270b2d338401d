#include "tools/wardtwin/settings_text.h"

#include <algorithm>

#include "layers/ward/load_ward.h"
#include "tools/picture/report_content.h"
#include "tools/wardtwin/run_command.h"
#include "tools/wardtwin/run_heading.h"

namespace twin {
namespace {

struct Line {
  std::string key;
  std::string value;
  std::string from;
};

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width > width_of(text) ? width - width_of(text) : 0, ' ');
}

std::string text_of(const std::vector<Line>& lines) {
  std::size_t key = 0;
  std::size_t value = 0;
  for (const Line& line : lines) {
    key = std::max(key, width_of(line.key));
    value = std::max(value, width_of(line.value));
  }
  std::string out;
  for (const Line& line : lines) {
    out += "  " + padded(line.key, key + 2) + padded(line.value, value + 2) + line.from + "\n";
  }
  return out;
}

/// By change, what it does to the ward.
std::vector<Text> works_told(const ScenarioFile& file) {
  if (std::ranges::none_of(file.changes, &ScenarioChange::has_works)) {
    return std::vector<Text>(file.changes.size());
  }
  Findings ignored;  // of the ward's data: told by check, and when it is run
  LoadedWard ward = load_ward(file.ward, ignored);
  return make_changes(file, ward.layers);
}

}  // namespace

std::string settings_text(const ScenarioFile& file, Language language) {
  const auto origin_of = [&](const std::string& key) {
    const auto it = file.origins.find(key);
    return it == file.origins.end() ? std::string() : told_origin(it->second, file.folder());
  };
  std::vector<Line> heading{{"scenario", std::string(file.scenario->name), origin_of("scenario")},
                            {"title", file.title, origin_of("title")},
                            {"ward", file.ward.lexically_normal().string(), origin_of("ward")},
                            {"start", file.start, origin_of("start")}};
  for (const auto& [name, folder] : file.needs) {
    heading.push_back({"needs." + name, folder.string(), origin_of("needs." + name)});
  }
  const std::string usual = tr("usual value", "giá trị thường dùng").in(language);
  const auto lines_of = [&](const std::vector<UsedSetting>& settings) {
    std::vector<Line> lines;
    for (const UsedSetting& setting : settings) {
      lines.push_back({setting.name, shown_setting(setting, language),
                       setting.from.empty() ? usual : setting.from});
    }
    return lines;
  };
  std::string out = text_of(heading) + "\n[settings]\n" + text_of(lines_of(used_settings(file)));
  if (const auto idle = idle_settings(file); !idle.empty()) {
    out +=
        "\n" +
        tr("not read with these settings", "không dùng đến với các thiết lập trên").in(language) +
        "\n" + text_of(lines_of(idle));
  }
  if (file.changes.empty()) return out;
  const std::vector<Text> works = works_told(file);
  std::vector<Line> changes;
  for (std::size_t i = 0; i < file.changes.size(); ++i) {
    const ScenarioChange& change = file.changes[i];
    const std::string from =
        told_origin({.file = change.file(), .line = change.table.line()}, file.folder());
    const std::string done = works[i].empty() ? "" : "  → " + works[i].in(language);
    changes.push_back({change.name, change.title.in(language), from + done});
  }
  return out + "\n" + tr("changes, in this order", "các thay đổi, theo thứ tự").in(language) +
         "\n" + text_of(changes);
}

}  // namespace twin

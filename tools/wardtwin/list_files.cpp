#include "tools/wardtwin/list_files.h"

#include <algorithm>

#include "tools/wardtwin/run_scenario_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

bool is_run(const fs::path& folder) {
  std::error_code error;
  return folder.extension() == ".partial" || fs::exists(folder / "manifest.json", error);
}

constexpr int kDeepest = 2;

/// Every TOML file of a folder and the folders in it but those of runs.
void add_toml_files(const fs::path& folder, int deep, std::vector<fs::path>& files) {
  std::error_code error;
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_directory(error) && !is_run(entry.path())) folders.push_back(entry.path());
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::ranges::sort(folders);
  if (deep == kDeepest) return;
  for (const fs::path& inner : folders) add_toml_files(inner, deep + 1, files);
}

/// Changes name no scenario and no base; batches lay storms and measures on theirs.
bool is_scenario_file(const TomlTable& table) {
  return (table.has("scenario") || table.has("base")) && !table.has("storms") &&
         !table.has("measures") && !table.has("measure");
}

std::optional<ListedFile> listed(const fs::path& file, std::span<const Scenario* const> catalogue) {
  try {
    if (!is_scenario_file(TomlTable::read(file))) return std::nullopt;
    const ScenarioFile scenario = read_scenario_file(file, {}, catalogue);
    return ListedFile{
        .file = file,
        .scenario = std::string(scenario.scenario->name),
        .title = scenario.title.empty() ? std::string(scenario.scenario->title_vi) : scenario.title,
        .finding = {}};
  } catch (const InputError& error) {
    return ListedFile{.file = file, .scenario = {}, .title = {}, .finding = error.finding()};
  }
}

InputError no_folder(const fs::path& folder) {
  return InputError({.where = folder.string(),
                     .found = tr("no such folder", "không có thư mục này"),
                     .expected = tr("a folder of scenario files", "thư mục chứa tệp kịch bản"),
                     .outcome = tr("check the path", "hãy kiểm tra đường dẫn")});
}

}  // namespace

std::vector<ListedFile> list_files(std::span<const fs::path> folders,
                                   std::span<const Scenario* const> catalogue) {
  std::vector<ListedFile> all;
  for (const fs::path& folder : folders) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) throw no_folder(folder);
    std::vector<fs::path> files;
    add_toml_files(folder, 0, files);
    std::ranges::stable_sort(files, {}, [](const fs::path& file) {
      return std::pair(file.parent_path(), file.filename());
    });
    for (const fs::path& file : files) {
      if (auto one = listed(fs::absolute(file).lexically_normal(), catalogue)) {
        all.push_back(std::move(*one));
      }
    }
  }
  return all;
}

}  // namespace twin

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "layers/ward/load_ward.h"
#include "scenarios/scenario.h"
#include "tools/wardtwin/command.h"
#include "tools/wardtwin/list_files.h"
#include "tools/wardtwin/told_json.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

void tell_layers(bool vi) {
  for (const LayerSpec* layer : layer_specs()) {
    fmt::print("{:<20} {}\n", layer->name, vi ? layer->vi : layer->en);
  }
}

void tell_scenarios(bool vi) {
  for (const Scenario* scenario : scenarios()) {
    fmt::print("{:<14} {}: {}\n", scenario->name, vi ? scenario->title_vi : scenario->title_en,
               vi ? scenario->question_vi : scenario->question_en);
  }
}

void tell_files(const std::vector<ListedFile>& files, Language language) {
  for (const ListedFile& file : files) {
    if (file.finding) {
      fmt::print("{}\n", file.finding->text(language));
    } else {
      fmt::print("{}  {}: {}\n", file.file.string(), file.scenario, file.title);
    }
  }
}

}  // namespace

Run add_list(CLI::App& app) {
  struct Arguments {
    bool layers = false;
    bool json = false;
    std::vector<fs::path> folders;
  };
  auto arguments = std::make_shared<Arguments>();
  auto* layers =
      app.add_flag("--layers", arguments->layers, "the layers of a ward instead of the scenarios");
  app.add_option("--files", arguments->folders, "the scenario files in these folders instead")
      ->type_name("DIR")
      ->excludes(layers);
  app.add_flag("--json", arguments->json, "for programs: scenarios and files, in both languages")
      ->excludes(layers);
  return [arguments](const Terminal& terminal) {
    const Language language = terminal.options().message_language();
    const std::vector<ListedFile> files = list_files(arguments->folders, scenarios());
    if (arguments->layers) {
      tell_layers(language == Language::vietnamese);
    } else if (arguments->json) {
      fmt::print("{}", list_json(scenarios(), files, language));
    } else if (!arguments->folders.empty()) {
      tell_files(files, language);
    } else {
      tell_scenarios(language == Language::vietnamese);
    }
    return 0;
  };
}

}  // namespace twin

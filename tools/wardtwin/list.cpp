#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "layers/ward/load_ward.h"
#include "scenarios/scenario.h"
#include "tools/wardtwin/command.h"

namespace twin {

Run add_list(CLI::App& app) {
  auto layers = std::make_shared<bool>(false);
  app.add_flag("--layers", *layers, "the layers of a ward instead of the scenarios");
  return [layers](const Terminal& terminal) {
    const bool vi = terminal.options().message_language() == Language::vietnamese;
    if (*layers) {
      for (const LayerSpec* layer : layer_specs()) {
        fmt::print("{:<20} {}\n", layer->name, vi ? layer->vi : layer->en);
      }
      return 0;
    }
    for (const Scenario* scenario : scenarios()) {
      fmt::print("{:<14} {}: {}\n", scenario->name, vi ? scenario->title_vi : scenario->title_en,
                 vi ? scenario->question_vi : scenario->question_en);
    }
    return 0;
  };
}

}  // namespace twin

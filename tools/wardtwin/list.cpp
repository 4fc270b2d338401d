#include <fmt/format.h>

#include <cstdio>

#include "scenarios/scenario.h"
#include "tools/wardtwin/command.h"

namespace twin {

Run add_list(CLI::App& /*app*/) {
  return [](const Terminal& terminal) {
    const bool vi = terminal.options().message_language() == Language::vietnamese;
    for (const Scenario* scenario : scenarios()) {
      fmt::print("{:<14} {}: {}\n", scenario->name, vi ? scenario->title_vi : scenario->title_en,
                 vi ? scenario->question_vi : scenario->question_en);
    }
    return 0;
  };
}

}  // namespace twin

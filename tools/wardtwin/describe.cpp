#include <cstdio>
#include <memory>

#include "tools/wardtwin/command.h"
#include "tools/wardtwin/describe_scenario.h"
#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

Run add_describe(CLI::App& app) {
  struct Arguments {
    std::string scenario;
    bool json = false;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("SCENARIO", arguments->scenario, "its name, as wardtwin list gives it")
      ->required();
  app.add_flag("--json", arguments->json, "for programs, in both languages");
  return [arguments](const Terminal& terminal) {
    const Scenario& scenario =
        scenario_named(arguments->scenario, scenarios(), tr("command line", "dòng lệnh"));
    const std::string text = arguments->json
                                 ? described_json(scenario)
                                 : described(scenario, terminal.options().message_language());
    std::fputs(text.c_str(), stdout);
    return 0;
  };
}

}  // namespace twin

#include <fmt/format.h>

#include <memory>

#include "tools/wardtwin/command.h"
#include "tools/wardtwin/run_command.h"
#include "tools/wardtwin/settings_text.h"
#include "tools/wardtwin/told_json.h"

namespace twin {
namespace {

/// @throws UsageError: options that only mean something for a run.
void refuse_beside_show_settings(const std::string& option) {
  throw UsageError(
      {.where = tr("command line", "dòng lệnh"),
       .found = "'" + option + tr("' beside '--show-settings'", "' cùng với '--show-settings'"),
       .expected = tr("one of the two", "một trong hai"),
       .outcome = tr("nothing was done", "chưa làm gì")});
}

}  // namespace

Run add_run(CLI::App& app) {
  struct Arguments {
    std::string file;
    std::string target;
    std::vector<std::string> assignments;
    bool resume = false;
    bool show_settings = false;
    bool json = false;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("SCENARIO", arguments->file, "the scenario file (TOML)")->required();
  app.add_option("-o,--output", arguments->target,
                 "new folder for the results (default: ../results/STEM beside the file)")
      ->type_name("DIR");
  app.add_option("--set", arguments->assignments, "a setting of this run: key=value")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  app.add_flag("--resume", arguments->resume, "go on in DIR.partial where a run stopped");
  auto* show =
      app.add_flag("--show-settings", arguments->show_settings,
                   "only tell each value and the file and line it comes from; nothing is run");
  app.add_flag("--json", arguments->json, "tell them for programs")->needs(show);
  return [arguments](const Terminal& terminal) {
    if (arguments->show_settings) {
      if (!arguments->target.empty()) refuse_beside_show_settings("-o");
      if (arguments->resume) refuse_beside_show_settings("--resume");
      const ScenarioFile file =
          read_scenario_file(arguments->file, arguments->assignments, scenarios());
      fmt::print("{}", arguments->json
                           ? settings_json(file)
                           : settings_text(file, terminal.options().message_language()));
      return 0;
    }
    RunRequest request{.scenario_file = arguments->file,
                       .target = {},
                       .assignments = arguments->assignments,
                       .resume = arguments->resume,
                       .threads = terminal.threads(),
                       .page_language = terminal.options().page_language()};
    if (!arguments->target.empty()) request.target = arguments->target;
    const auto folder = run_scenario_file(request, scenarios(), terminal.progress(),
                                          [&](const Text& line) { terminal.tell(line); });
    fmt::print("{}\n", folder.string());
    return 0;
  };
}

}  // namespace twin

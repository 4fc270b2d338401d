#include <fmt/format.h>

#include <memory>

#include "tools/wardtwin/command.h"
#include "tools/wardtwin/run_batch.h"

namespace twin {

Run add_batch(CLI::App& app) {
  struct Arguments {
    std::string file;
    std::string target;
    std::vector<std::string> assignments;
    bool resume = false;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("BATCH", arguments->file, "the file of storms and measures (TOML)")->required();
  app.add_option("-o,--output", arguments->target,
                 "new folder for the runs and the comparison (default: ../results/STEM beside the "
                 "file)")
      ->type_name("DIR");
  app.add_option("--set", arguments->assignments, "a setting of every run: key=value")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  app.add_flag("--resume", arguments->resume,
               "keep the runs that are finished in DIR or DIR.partial, and go on");
  return [arguments](const Terminal& terminal) {
    BatchRequest request{.batch_file = arguments->file,
                         .target = {},
                         .assignments = arguments->assignments,
                         .resume = arguments->resume,
                         .threads = terminal.threads(),
                         .page_language = terminal.options().page_language()};
    if (!arguments->target.empty()) request.target = arguments->target;
    const BatchOutcome outcome = run_batch(request, scenarios(), terminal.progress(),
                                           [&](const Text& line) { terminal.tell(line); });
    fmt::print("{}\n{}\n", batch_text(outcome.table, terminal.options().message_language()),
               outcome.folder.string());
    if (outcome.first_failure) std::rethrow_exception(outcome.first_failure);
    return 0;
  };
}

}  // namespace twin

#include <cstdio>
#include <memory>

#include "tools/wardtwin/command.h"
#include "tools/wardtwin/compare_runs.h"

namespace twin {

Run add_compare(CLI::App& app) {
  struct Arguments {
    std::string first;
    std::string second;
    std::string target;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("DIR_A", arguments->first, "a finished run")->required();
  app.add_option("DIR_B", arguments->second, "another one: differences are B − A")->required();
  app.add_option("-o,--output", arguments->target,
                 "new folder for the differences, to draw and open")
      ->type_name("DIR");
  return [arguments](const Terminal& terminal) {
    const Bundle first(arguments->first);
    const Bundle second(arguments->second);
    const Comparison comparison = compare(first, second);
    std::fputs(
        comparison_text(first, second, comparison, terminal.options().message_language()).c_str(),
        stdout);
    terminal.tell(comparison.findings);
    if (!arguments->target.empty()) {
      write_comparison(first, second, comparison, arguments->target,
                       terminal.options().page_language());
    }
    return 0;
  };
}

}  // namespace twin

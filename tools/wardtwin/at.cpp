#include <cstdio>
#include <memory>

#include "tools/wardtwin/at_place.h"
#include "tools/wardtwin/command.h"

namespace twin {

Run add_at(CLI::App& app) {
  struct Arguments {
    std::string folder;
    std::string place;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("DIR", arguments->folder, "a finished run")->required();
  app.add_option("PLACE", arguments->place, "an address, the id of a feature, or \"x,y\"")
      ->required();
  return [arguments](const Terminal& terminal) {
    const Bundle run(arguments->folder);
    const PlaceInRun place = find_place(run, arguments->place);
    std::fputs(told_at(run, place, terminal.options().message_language()).c_str(), stdout);
    return 0;
  };
}

}  // namespace twin

#include "tools/wardtwin/command.h"

namespace twin {

Run add_surface(CLI::App& app) {
  auto file = std::make_shared<std::string>();
  app.add_option("CASE", *file)->required();
  return [file](const Terminal&) { return 0; };
}

}  // namespace twin

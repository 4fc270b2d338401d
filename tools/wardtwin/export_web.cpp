#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tools/wardtwin/command.h"
#include "viewer/web_export/export_site.h"

namespace twin {

Run add_export_web(CLI::App& app) {
  struct Arguments {
    std::vector<std::string> folders;
    std::string site;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("DIR", arguments->folders, "finished runs, or a ward folder")->required();
  app.add_option("-o,--output", arguments->site, "the folder of the site, new")
      ->type_name("SITE")
      ->required();
  return [arguments](const Terminal& terminal) {
    const std::vector<std::filesystem::path> folders(arguments->folders.begin(),
                                                     arguments->folders.end());
    export_site(folders, arguments->site,
                {.first = terminal.options().page_language(), .program_version = WARDTWIN_VERSION},
                terminal.progress());
    return 0;
  };
}

}  // namespace twin

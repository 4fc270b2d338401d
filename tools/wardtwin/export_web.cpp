#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tools/wardtwin/command.h"
#include "tools/wardtwin/public_columns.h"
#include "viewer/web_export/export_site.h"

namespace twin {
namespace {

/// A line a layer of what the site tells of it, and of the results only what was left out of them.
void print(const std::vector<ToldTable>& tables, Language language) {
  const auto say = [&](const Text& text) { return text.in(language); };
  fmt::print("{}\n", say(tr("What the site tells:", "Trang cho biết:")));
  for (const ToldTable& table : tables) {
    std::string line = table.of_run ? say(tr("results of ", "kết quả của ")) : std::string();
    line += table.name + ": ";
    line += table.of_run ? say(tr("all fields", "mọi trường"))
                         : fmt::format("{}", fmt::join(table.told, ", "));
    if (!table.left_out.empty()) {
      line += say(tr("; left out: ", "; không đưa lên trang: "));
      line += fmt::format("{}", fmt::join(table.left_out, ", "));
    }
    fmt::print("{}\n", line);
  }
}

}  // namespace

Run add_export_web(CLI::App& app) {
  struct Arguments {
    std::vector<std::string> folders;
    std::string site;
    ColumnChoice columns{.is_public = is_public_column, .publish = {}, .leave_out = {}};
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("DIR", arguments->folders, "finished runs, or a ward folder")->required();
  app.add_option("-o,--output", arguments->site, "the folder of the site, new")
      ->type_name("SITE")
      ->required();
  app.add_option(
         "--leave-out", arguments->columns.leave_out,
         "a column that the site must not tell, of a layer of the ward or of a table of the "
         "runs: lanes.surface; repeatable")
      ->type_name("LAYER.COLUMN")
      ->allow_extra_args(false);
  app.add_option(
         "--publish", arguments->columns.publish,
         "a column of the ward that the site usually leaves out: buildings.residents, which "
         "tells of the people in one house, and columns that no layer declares; repeatable")
      ->type_name("LAYER.COLUMN")
      ->allow_extra_args(false);
  return [arguments](const Terminal& terminal) {
    const std::vector<std::filesystem::path> folders(arguments->folders.begin(),
                                                     arguments->folders.end());
    const auto told = export_site(folders, arguments->site,
                                  {.first = terminal.options().page_language(),
                                   .program_version = WARDTWIN_VERSION,
                                   .columns = arguments->columns},
                                  terminal.progress());
    print(told, terminal.options().message_language());
    return 0;
  };
}

}  // namespace twin

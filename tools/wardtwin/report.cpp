#include <filesystem>
#include <memory>
#include <vector>

#include "engine/base/partial_folder.h"
#include "tools/picture/report_pdf.h"
#include "tools/picture/report_xlsx.h"
#include "tools/picture/summary_page.h"
#include "tools/wardtwin/command.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

void write_report(const fs::path& file, std::span<const Bundle* const> runs, Language language) {
  const std::string ending = file.extension().string();
  if (ending == ".html") {
    write_file(file, summary_page(runs, language));
  } else if (ending == ".xlsx") {
    write_xlsx(file, runs, language);
  } else if (ending == ".pdf") {
    write_pdf(file, runs, language);
  } else {
    throw UsageError({.where = "-o " + file.string(),
                      .found = tr("the ending '", "đuôi '") + ending + "'",
                      .expected = ".html, .xlsx, .pdf",
                      .outcome = tr("nothing was written", "chưa ghi gì")});
  }
}

}  // namespace

Run add_report(CLI::App& app) {
  struct Arguments {
    std::vector<std::string> folders;
    std::string file;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("DIR", arguments->folders, "finished runs")->required();
  app.add_option("-o,--output", arguments->file, "the report: .html, .xlsx or .pdf")
      ->type_name("FILE")
      ->required();
  return [arguments](const Terminal& terminal) {
    refuse_existing(arguments->file);
    std::vector<std::unique_ptr<Bundle>> runs;
    std::vector<const Bundle*> seen;
    for (const std::string& folder : arguments->folders) {
      runs.push_back(std::make_unique<Bundle>(folder));
      seen.push_back(runs.back().get());
    }
    write_report(arguments->file, seen, terminal.options().page_language());
    return 0;
  };
}

}  // namespace twin

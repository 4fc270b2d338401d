#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/nearest.h"
#include "tools/wardtwin/command.h"
#include "tools/wardtwin/told_json.h"

namespace twin {
namespace {

enum Exit {
  kOk = 0,
  kOurFault = 1,
  kUsage = 2,
  kBadInput = 3,
  kNumerical = 4,
  kOutput = 5,
  kInterrupted = 130
};

struct Entry {
  const char* name;
  const char* purpose;
  AddCommand add;
};

/// Every command, in the order of the help.
constexpr Entry kCommands[] = {
    {"import", "makes a ward folder from OpenStreetMap, a boundary and surveys", add_import},
    {"publish", "puts a ward folder into an office's PostGIS database for all to read",
     add_publish},
    {"check", "lists what is wrong or assumed in a ward folder", add_check},
    {"list", "names the scenarios", add_list},
    {"describe", "tells the settings and results of a scenario, with units and ranges",
     add_describe},
    {"run", "runs a scenario file", add_run},
    {"batch", "runs storms with measures and compares them all", add_batch},
    {"compare", "tells what changes from one run to another", add_compare},
    {"at", "tells what a run says of an address, a feature or a point", add_at},
    {"report", "writes runs as a page, a workbook or a PDF", add_report},
#ifdef WARDTWIN_WEB
    {"export-web", "writes a folder that shows a ward and its runs in a browser", add_export_web},
#endif
    {"assign", "assigns trips to a network in TNTP format (user equilibrium)", add_assign},
    {"surface", "runs a shallow-water case given as CASE.toml", add_surface},
};

int fail(int code, const Finding& finding, const CommonOptions& options) {
  const Language language = options.message_language();
  const std::string told =
      options.errors == "json" ? finding_json(finding, language) : finding.text(language);
  std::fprintf(stderr, "%s\n", told.c_str());
  return code;
}

/// Runs a parsed command; the one place where errors become exit codes.
int guarded(const Run& run, const CommonOptions& options) {
  try {
    return run(Terminal(options));
  } catch (const Cancelled&) {
    return kInterrupted;
  } catch (const UsageError& error) {
    return fail(kUsage, error.finding(), options);
  } catch (const InputError& error) {
    return fail(kBadInput, error.finding(), options);
  } catch (const NumericalError& error) {
    return fail(kNumerical, error.finding(), options);
  } catch (const OutputError& error) {
    return fail(kOutput, error.finding(), options);
  } catch (const std::bad_alloc&) {
    return fail(kOurFault,
                {.where = "wardtwin",
                 .found = tr("too little memory", "không đủ bộ nhớ"),
                 .expected = tr("more memory, or a smaller task", "thêm bộ nhớ hoặc việc nhỏ hơn"),
                 .outcome = tr("stopped", "đã dừng")},
                options);
  } catch (const std::exception& error) {
    return fail(kOurFault,
                {.where = "wardtwin",
                 .found = std::string(error.what()),
                 .expected = tr("no such error: please report it", "không có lỗi này: xin báo lại"),
                 .outcome = tr("stopped", "đã dừng")},
                options);
  }
}

void add_common(CLI::App& command, CommonOptions& options) {
  command.add_option("--threads", options.threads, "worker threads (default: all cores)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command.add_option("--progress", options.progress, "progress on stderr: auto, json or none")
      ->check(CLI::IsMember({"auto", "json", "none"}));
  command
      .add_option("--errors", options.errors,
                  "how a failure is told on stderr: text, or json for programs")
      ->check(CLI::IsMember({"text", "json"}));
  command
      .add_option(
          "--lang", options.lang,
          "vi or en: the language of messages (default en) and of pages and maps (default vi)")
      ->check(CLI::IsMember({"vi", "en"}));
}

int usage_error(const CLI::Error& error, const CommonOptions& options) {
  return fail(kUsage,
              {.where = tr("command line", "dòng lệnh"),
               .found = std::string(error.what()),
               .expected = tr("a call as in wardtwin --help", "cách gọi như trong wardtwin --help"),
               .outcome = tr("nothing was done", "chưa làm gì")},
              options);
}

/// The first word of a call where it should be a command and is none.
std::optional<std::string> unknown_command(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return std::nullopt;
  const std::string word = argv[1];
  const auto named = [&](const Entry& entry) { return word == entry.name; };
  if (std::ranges::any_of(kCommands, named)) return std::nullopt;
  return word;
}

int unknown_command_error(const std::string& word, const CommonOptions& options) {
  std::vector<std::string> names;
  for (const Entry& entry : kCommands) names.emplace_back(entry.name);
  return fail(kUsage,
              {.where = tr("command line", "dòng lệnh"),
               .found = tr("the command '", "lệnh '") + word + "'",
               .expected = expected_name(word, names),
               .outcome = tr("nothing was done", "chưa làm gì")},
              options);
}

int run_main(int argc, char** argv) {
  CLI::App app("WardTwin: an open digital twin of a city ward", "wardtwin");
  app.require_subcommand(1);
  CommonOptions options;
  std::vector<std::pair<CLI::App*, Run>> commands;
  for (const Entry& entry : kCommands) {
    CLI::App* command = app.add_subcommand(entry.name, entry.purpose);
    add_common(*command, options);
    commands.emplace_back(command, entry.add(*command));
  }
  if (const auto word = unknown_command(argc, argv)) return unknown_command_error(*word, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return usage_error(error, options);
  }
  if (options.threads == 0) {
    options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }
  for (const auto& [command, run] : commands) {
    if (command->parsed()) return guarded(run, options);
  }
  return kUsage;
}

}  // namespace
}  // namespace twin

int main(int argc, char** argv) { return twin::run_main(argc, argv); }

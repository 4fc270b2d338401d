#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "engine/base/findings.h"
#include "engine/base/progress.h"

namespace twin {

/// What every command is told besides its own arguments.
struct CommonOptions {
  int threads = 0;  ///< 0 until read: then all cores
  std::string progress = "auto";
  std::string errors = "text";
  std::string lang;  ///< "vi", "en" or empty: then English here and Vietnamese on pages and maps

  /// The language of messages on the terminal.
  Language message_language() const {
    return lang == "vi" ? Language::vietnamese : Language::english;
  }
  /// The language of pages, maps and reports.
  Language page_language() const { return lang == "en" ? Language::english : Language::vietnamese; }
};

/// The terminal seen from a command: where it reports and how it learns that it should stop.
class Terminal {
 public:
  explicit Terminal(const CommonOptions& options) : options_(options) {}

  const CommonOptions& options() const { return options_; }
  int threads() const { return options_.threads; }
  /// Progress on stderr as --progress asks, cancelled by SIGINT and SIGTERM.
  Progress progress() const;
  /// Prints findings to stderr, one a line, unless --progress=json or none asks for silence there.
  void tell(const Findings& findings) const;
  void tell(const Text& line) const;

 private:
  const CommonOptions& options_;
};

/// A command of the program: its arguments on `app`, and what it does with them.
/// The returned function runs after parsing and gives the exit code.
using Run = std::function<int(const Terminal&)>;
using AddCommand = Run (*)(CLI::App& app);

Run add_assign(CLI::App& app);
Run add_at(CLI::App& app);
Run add_batch(CLI::App& app);
Run add_check(CLI::App& app);
Run add_compare(CLI::App& app);
Run add_describe(CLI::App& app);
Run add_export_web(CLI::App& app);  // where the viewer and its page are built
Run add_import(CLI::App& app);
Run add_list(CLI::App& app);
Run add_publish(CLI::App& app);
Run add_report(CLI::App& app);
Run add_run(CLI::App& app);
Run add_surface(CLI::App& app);

}  // namespace twin

#pragma once

#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "tools/picture/batch_table.h"
#include "tools/wardtwin/run_command.h"

namespace twin {

/// A call of `wardtwin batch`.
struct BatchRequest {
  std::filesystem::path batch_file;
  std::optional<std::filesystem::path> target;  ///< -o; nothing: ../results/STEM beside the file
  std::vector<std::string> assignments;         ///< --set key=value, in every run
  bool resume = false;
  int threads = 1;
  Language page_language = Language::vietnamese;
};

struct BatchOutcome {
  std::filesystem::path folder;
  BatchTable table;
  std::exception_ptr first_failure;  ///< of the first run that failed; null where all finished
};

/// Runs every storm with every measure, and with none, each to a folder of results STORM__MEASURE
/// in the target, then writes comparison.csv, .xlsx and .html and, in difference/, what each
/// measure changes. A run that fails stands in the table and stops no other, but where a run cannot
/// be written the batch ends.
///
/// The whole is written as TARGET.partial. Resumed, it goes on there, or in TARGET itself where
/// that is there already (a storm was added, a failure mended): a finished run is kept where its
/// run_hash is what it would be now, an unfinished one goes on from its checkpoint.
/// What can be checked is checked before TARGET.partial is made; there each failure is told once.
/// @throws InputError: the batch file cannot be used, no run of it can be begun, or TARGET exists
/// and nothing is to be resumed; Cancelled; OutputError (a full disk), which leaves TARGET.partial
/// to be resumed.
BatchOutcome run_batch(const BatchRequest& request, std::span<const Scenario* const> catalogue,
                       const Progress& progress, const Tell& tell);

}  // namespace twin

#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/results/output.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/reasons.h"

namespace twin::fire {

/// A finished run, to be written.
struct FireOutcome {
  const FireAccess& access;
  const FireRun& run;
  const FireAnswers& answers;
  const FireRun* dry = nullptr;  ///< the same without its flood; null: no flood
  const FireAnswers* dry_answers = nullptr;
};

void write_measures(const FireOutcome& outcome, Output& out);
/// Buildings, lanes, roads and residential groups, with the reasons of each.
void write_tables(const FireOutcome& outcome, Output& out, const Progress& progress);

}  // namespace twin::fire

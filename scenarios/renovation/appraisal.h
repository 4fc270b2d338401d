#pragma once

#include <memory>

#include "engine/base/progress.h"
#include "layers/ward/renovation.h"
#include "scenarios/renovation/benefits.h"
#include "scenarios/scenario.h"

namespace twin {

/// A ward as it is, made ready to be asked what works would change. It answers with the measures of
/// the scenarios fire_access and traffic, as if these were run on the ward with the works built
/// (fire access: to the bit; traffic: within the errors told), but prepares once what stays.
///
///     const Appraisal appraisal(request, progress);
///     const Measured then = appraisal.after({.cleared_obstacles = {"O17"}}, progress);
class Appraisal {
 public:
  /// `request` is of the scenario renovation: its lists of settings `fire_access` and `traffic` are
  /// handed through. Its ward and needs must outlive this.
  /// @throws InputError: a setting that those scenarios do not have, tables that cannot be read.
  Appraisal(const Request& request, const Progress& progress);
  ~Appraisal();
  Appraisal(const Appraisal&) = delete;
  Appraisal& operator=(const Appraisal&) = delete;

  const Measured& before() const;
  /// With the works built, in one thread. May be called from several threads at once.
  Measured after(const Renovation& works, const Progress& progress) const;

 private:
  struct Asked;
  std::unique_ptr<const Asked> asked_;
};

/// Whether works may change how vehicles other than fire engines go: they widen or clear something.
bool changes_streets(const Renovation& works);

}  // namespace twin

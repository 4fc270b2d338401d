#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace twin {

/// One thing wrong with the data, told in the four parts a data owner needs.
struct Finding {
  Text where;      ///< file, layer, feature, column: "lanes.gpkg, layer 'lanes', feature 214,
                   ///< column 'width_m'"
  Text found;      ///< what stands there: "-1"
  Text expected;   ///< what would do: "a clear width of 0 to 12 m"
  Text outcome;    ///< what was done, or what to do: "kept without a width"
  Text hint = {};  ///< how to mend it at its source; empty where the outcome says it

  std::string layer = {};          ///< the layer it is about, where there is one: "lanes"
  std::string feature = {};        ///< the id or number of the feature there
  std::optional<double> x_m = {};  ///< where on the map, in the ward's CRS
  std::optional<double> y_m = {};

  /// All four parts in one sentence: "where: found …, expected …; outcome." A hint stands behind.
  std::string text(Language language = Language::english) const;

  bool operator==(const Finding&) const = default;
};

/// What loading noticed and survived. The caller shows it; nothing is printed here.
class Findings {
 public:
  void add(Finding finding) { all_.push_back(std::move(finding)); }
  const std::vector<Finding>& all() const { return all_; }
  bool empty() const { return all_.empty(); }

 private:
  std::vector<Finding> all_;
};

/// What ends a command. `what()` is the English sentence; the command line prints `finding`.
class Failure : public std::runtime_error {
 public:
  explicit Failure(Finding finding)
      : std::runtime_error(finding.text()), finding_(std::move(finding)) {}
  const Finding& finding() const { return finding_; }

 private:
  Finding finding_;
};

/// Input that cannot be used at all: everything a user can mend (exit 3).
class InputError : public Failure {
 public:
  using Failure::Failure;
};

/// A call that the command line does not know (exit 2).
class UsageError : public Failure {
 public:
  using Failure::Failure;
};

/// A result that cannot be written: no permission, no space (exit 5).
class OutputError : public Failure {
 public:
  using Failure::Failure;
};

/// A computation that left the domain in which its numbers mean something (exit 4).
class NumericalError : public Failure {
 public:
  using Failure::Failure;
};

}  // namespace twin

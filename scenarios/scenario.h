#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/settings.h"
#include "engine/results/field.h"
#include "engine/results/output.h"

namespace twin {

class Ward;  // layers/ward/ward.h

/// Another run that this one builds on, named in `[needs]`.
struct Need {
  std::string_view name;      ///< the key there: "flood"
  std::string_view scenario;  ///< the scenario that must have made it
  bool required = false;
  std::string_view en;  ///< what it is used for
  std::string_view vi;
};

/// The finished runs that `[needs]` names, by key; absent where the file names none.
using Needs = std::map<std::string, std::shared_ptr<const Results>, std::less<>>;

/// All that a run is given.
struct Request {
  const Ward& ward;
  const Settings& settings;
  const Needs& needs;
  std::string start = {};  ///< local time with offset of second 0; may be empty
  std::string crs = {};    ///< of the ward, "EPSG:5897"; empty: local metres
  int threads = 1;
  Checkpoints* checkpoints = nullptr;  ///< for runs that can be resumed; may be null

  /// The need, or nullptr where none was given.
  const Results* need(std::string_view name) const {
    const auto it = needs.find(name);
    return it == needs.end() ? nullptr : it->second.get();
  }
};

/// A question that can be asked of a ward. The same ward and settings give the same results, bit
/// for bit, whatever ran before and on however many threads.
struct Scenario {
  std::string_view name;  ///< "fire_access"
  std::string_view title_en;
  std::string_view title_vi;
  std::string_view question_en;  ///< "How long does a fire engine take to each house?"
  std::string_view question_vi;
  std::span<const Setting> settings;
  std::span<const Need> needs;
  std::span<const ResultField> results;
  void (*run)(const Request& request, Output& out, const Progress& progress);
};

/// Every scenario there is, in the order they are listed to users.
std::span<const Scenario* const> scenarios();

}  // namespace twin

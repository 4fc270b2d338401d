#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/settings.h"

namespace twin {

/// Another run that a scenario builds on.
struct DescribedNeed {
  std::string name;      ///< the key in `[needs]`: "flood"
  std::string scenario;  ///< the scenario that must have made it
  bool required = false;
  Text meaning;
};

/// A scenario as `wardtwin describe NAME --json` tells it: the viewer knows none by itself.
class DescribedScenario {
 public:
  /// @throws InputError: the text is not what describe writes.
  static std::shared_ptr<const DescribedScenario> read(std::string_view json);

  const std::string& name() const { return name_; }
  const Text& title() const { return title_; }
  const Text& question() const { return question_; }
  /// They live as long as this object.
  std::span<const Setting> settings() const { return settings_; }
  const std::vector<DescribedNeed>& needs() const { return needs_; }
  /// nullptr where it has no such setting.
  const Setting* setting(std::string_view name) const;

 private:
  struct Reader;
  std::string name_;
  Text title_;
  Text question_;
  std::deque<std::string> words_;  ///< what the settings' views look at
  std::vector<Setting> settings_;
  std::vector<DescribedNeed> needs_;
};

}  // namespace twin

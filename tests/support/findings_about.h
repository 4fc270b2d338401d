#pragma once

#include <string>

#include "engine/base/findings.h"

namespace twin {

/// Findings about one feature, as text.
inline std::string findings_about(const std::string& feature, const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings.all()) {
    if (finding.feature == feature) text += finding.text() + "\n";
  }
  return text;
}

}  // namespace twin

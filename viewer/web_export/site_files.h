#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/base/text.h"

namespace twin {

using Json = nlohmann::ordered_json;

/// Takes a file of a site: its path in it, as "data/ground.bin", and its bytes.
using AddFile = std::function<void(const std::string& path, const std::string& bytes)>;

/// Both languages, or one string where they are equal.
inline Json json_of(const Text& text) {
  if (text.en == text.vi) return text.vi;
  return {{"vi", text.vi}, {"en", text.en}};
}

}  // namespace twin

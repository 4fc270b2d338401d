#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/findings.h"
#include "engine/base/settings.h"

namespace twin {

// Reading what the commands of `wardtwin` tell in JSON.

/// Hands a parsed text to `read`. @throws InputError, naming `command`, where the text is no JSON
/// or lacks what `read` looks for: the program beside the viewer is of another version.
void read_told(std::string_view text, const std::string& command,
               const std::function<void(const nlohmann::json&)>& read);

/// {"vi": …, "en": …}.
Text told_text(const nlohmann::json& json);
/// A value of that kind.
SettingValue told_value(const nlohmann::json& json, SettingKind kind);
/// {"where", "found", "expected", "outcome", "hint"}, in one language; nothing for other JSON.
std::optional<Finding> told_finding(const nlohmann::json& json);

}  // namespace twin

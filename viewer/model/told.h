#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/json_file.h"
#include "engine/base/settings.h"

namespace twin {

// Reading what the commands of `wardtwin` tell in JSON.

/// Hands a parsed text to `read`. @throws InputError, naming `command`, where the text is no JSON
/// or lacks what `read` looks for: the program beside the viewer is of another version.
void read_told(std::string_view text, const std::string& command,
               const std::function<void(const JsonPlace&)>& read);

/// A value of that kind.
SettingValue told_value(const JsonPlace& place, SettingKind kind);
/// {"where", "found", "expected", "outcome", "hint"}, in one language; nothing for other JSON.
std::optional<Finding> told_finding(const JsonPlace& place);

}  // namespace twin

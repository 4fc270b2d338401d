#include "viewer/model/told.h"

namespace twin {

void read_told(std::string_view text, const std::string& command,
               const std::function<void(const nlohmann::json&)>& read) {
  try {
    read(nlohmann::json::parse(text));
  } catch (const nlohmann::json::exception& error) {
    throw InputError({.where = command,
                      .found = std::string(error.what()),
                      .expected = tr("what the wardtwin of this viewer's version writes",
                                     "nội dung do wardtwin cùng phiên bản với chương trình xem này "
                                     "viết ra"),
                      .outcome = tr("put both programs of one version beside each other",
                                    "hãy đặt hai chương trình cùng phiên bản cạnh nhau")});
  }
}

Text told_text(const nlohmann::json& json) { return tr(json.at("en"), json.at("vi")); }

SettingValue told_value(const nlohmann::json& json, SettingKind kind) {
  switch (kind) {
    case SettingKind::number:
      return json.get<double>();
    case SettingKind::flag:
      return json.get<bool>();
    case SettingKind::text:
    case SettingKind::file:
      return json.get<std::string>();
    case SettingKind::numbers:
      return json.get<std::vector<double>>();
    case SettingKind::texts:
      break;
  }
  return json.get<std::vector<std::string>>();
}

std::optional<Finding> told_finding(const nlohmann::json& json) {
  for (const char* part : {"where", "found", "expected", "outcome"}) {
    if (!json.is_object() || !json.contains(part)) return std::nullopt;
  }
  const auto part = [&](const char* name) { return json.value(name, std::string()); };
  return Finding{.where = part("where"),
                 .found = part("found"),
                 .expected = part("expected"),
                 .outcome = part("outcome"),
                 .hint = part("hint")};
}

}  // namespace twin

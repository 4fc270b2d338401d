#include "viewer/model/told.h"

namespace twin {

void read_told(std::string_view text, const std::string& command,
               const std::function<void(const JsonPlace&)>& read) {
  const JsonFile file(
      text, command,
      {.what = command,
       .expected = tr("what the wardtwin of this viewer's version writes",
                      "nội dung do wardtwin cùng phiên bản với chương trình xem này viết ra"),
       .outcome = tr("put both programs of one version beside each other",
                     "hãy đặt hai chương trình cùng phiên bản cạnh nhau")});
  read(file.root());
}

SettingValue told_value(const JsonPlace& place, SettingKind kind) {
  switch (kind) {
    case SettingKind::number:
      return place.number();
    case SettingKind::flag:
      return place.flag();
    case SettingKind::text:
    case SettingKind::file:
      return place.text();
    case SettingKind::numbers:
      return list_of<double>(place, [](const JsonPlace& one) { return one.number(); });
    case SettingKind::texts:
      break;
  }
  return texts_in(place);
}

std::optional<Finding> told_finding(const JsonPlace& place) {
  if (place.type() != nlohmann::json::value_t::object) return std::nullopt;
  for (const char* part : {"where", "found", "expected", "outcome"}) {
    if (!place.find(part)) return std::nullopt;
  }
  const auto part = [&](const char* name) { return text_or_none(place, name); };
  return Finding{.where = part("where"),
                 .found = part("found"),
                 .expected = part("expected"),
                 .outcome = part("outcome"),
                 .hint = part("hint")};
}

}  // namespace twin

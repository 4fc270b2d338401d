#include "layers/ward/ward_header.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/gis/data_place.h"

namespace twin {
namespace {

/// A TOML string on one line: control characters, which may not stand in one, by their number.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || code == 0x7F) {
      out += fmt::format("\\u{:04X}", code);
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string toml_of(const Replacement& replaced) {
  std::string text = "\n[[replaced]]\n";
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) text += std::string(key) + " = " + quoted(value) + "\n";
  };
  add("layer       ", replaced.layer);
  add("by          ", replaced.by);
  add("sha256      ", replaced.sha256);
  text += "features     = " + std::to_string(replaced.features) + "\n";
  text += "was_features = " + std::to_string(replaced.was_features) + "\n";
  add("was_source  ", replaced.was_source);
  add("was_method  ", replaced.was_method);
  add("was_seeds   ", replaced.was_seeds);
  add("was_said    ", replaced.was_said);
  return text;
}

Replacement replacement_of(const TomlTable& toml) {
  toml.allow_only({"layer", "by", "sha256", "features", "was_features", "was_source", "was_method",
                   "was_seeds", "was_said"});
  constexpr double kMost = 2e9;
  return {.layer = toml.need_text("layer"),
          .by = toml.need_text("by"),
          .sha256 = toml.need_text("sha256"),
          .features = static_cast<int>(toml.need_number("features", 0.0, kMost)),
          .was_features = static_cast<int>(toml.need_number("was_features", 0.0, kMost)),
          .was_source = toml.text("was_source").value_or(""),
          .was_method = toml.text("was_method").value_or(""),
          .was_seeds = toml.text("was_seeds").value_or(""),
          .was_said = toml.text("was_said").value_or("")};
}

/// A ward folder is copied and sent about: a password in it would be everybody's.
std::string store_of(const TomlTable& toml) {
  const std::string store = toml.text("store").value_or("");
  if (store.empty()) return store;
  for (const auto& [keyword, value] : parsed_postgis_place(store).connection) {
    if (keyword != "password") continue;
    throw InputError(
        {.where = toml.where("store"),
         .found = tr("a password", "có mật khẩu"),
         .expected = tr("the connection without it; the password in PGPASSWORD, ~/.pgpass or a "
                        "service file",
                        "kết nối không kèm mật khẩu; đặt mật khẩu trong PGPASSWORD, ~/.pgpass hoặc "
                        "tệp service"),
         .outcome = tr("the ward was not read", "chưa đọc phường")});
  }
  return store;
}

}  // namespace

WardHeader header_of(const TomlTable& toml) {
  toml.allow_only(
      {"name", "crs", "heights", "made_up", "seed", "sketch", "store", "sources", "replaced"});
  WardHeader header;
  header.name = toml.need_text("name");
  header.crs = toml.need_text("crs");
  header.heights = toml.text("heights").value_or(header.heights);
  header.made_up = toml.flag("made_up").value_or(false);
  header.seed = static_cast<std::int64_t>(toml.number("seed").value_or(0.0));
  header.sketch = toml.text("sketch").value_or("");
  header.store = store_of(toml);
  if (const auto sources = toml.table("sources")) {
    for (const std::string& layer : sources->keys()) {
      header.sources[layer] = *sources->text(layer);
    }
  }
  for (const TomlTable& replaced : toml.tables("replaced")) {
    header.replaced.push_back(replacement_of(replaced));
  }
  return header;
}

std::string toml_of(const WardHeader& header) {
  std::string text;
  text += "name    = " + quoted(header.name) + "\n";
  text += "crs     = " + quoted(header.crs) + "\n";
  text += "heights = " + quoted(header.heights) + "  # metres above Hòn Dấu\n";
  text += std::string("made_up = ") + (header.made_up ? "true" : "false") + "\n";
  text += "seed    = " + std::to_string(header.seed) + "\n";
  if (!header.store.empty()) text += "store   = " + quoted(header.store) + "\n";
  text += "\n# where each layer came from; within a layer every feature has its own `source`\n";
  text += "[sources]\n";
  for (const auto& [layer, source] : header.sources) text += layer + " = " + quoted(source) + "\n";
  if (!header.replaced.empty()) text += "\n# what replaced what, the latest last\n";
  for (const Replacement& replaced : header.replaced) text += toml_of(replaced);
  return text;
}

}  // namespace twin

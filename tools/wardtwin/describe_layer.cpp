#include "tools/wardtwin/describe_layer.h"

#include <fmt/format.h>

#include <boost/algorithm/string/replace.hpp>
#include <nlohmann/json.hpp>

#include "tools/wardtwin/describe_words.h"

namespace twin {
namespace {

using Json = nlohmann::ordered_json;

Text word_of(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none:
      return tr("no geometry", "không có hình học");
    case GeometryKind::point:
      return tr("point", "điểm");
    case GeometryKind::line:
      return tr("line", "đường");
    case GeometryKind::polygon:
      return tr("polygon", "vùng");
  }
  return {};
}

Text word_of(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::number:
      return tr("number", "số");
    case ColumnKind::integer:
      return tr("whole number", "số nguyên");
    case ColumnKind::flag:
      return tr("yes or no", "có hoặc không");
    case ColumnKind::text:
      return tr("text", "chữ");
  }
  return {};
}

bool is_numeric(const ColumnSpec& column) {
  return column.kind == ColumnKind::number || column.kind == ColumnKind::integer;
}

/// The words or the range that a column allows; empty where anything goes.
std::string allowed_of(const ColumnSpec& column) {
  if (is_numeric(column)) return range_words(column.least, column.most);
  return boost::algorithm::replace_all_copy(std::string(column.allowed), " ", " | ");
}

Text need_of(const ColumnSpec& column) {
  return column.required ? tr("required", "bắt buộc") : Text();
}

std::string columns_text(const LayerSpec& layer, Language language) {
  std::string out;
  for (const ColumnSpec& column : layer.columns) {
    const std::string need = need_of(column).in(language);
    out += "  " + padded(std::string(column.name), 24) + " " +
           padded(word_of(column.kind).in(language), 14) + " " +
           padded(with_unit(allowed_of(column), column.unit), 32) + " " +
           column.meaning().in(language) + (need.empty() ? "" : " (" + need + ")") + "\n";
  }
  return out;
}

/// A cell of a Markdown table.
std::string cell(const std::string& text) {
  return boost::algorithm::replace_all_copy(text, "|", "\\|");
}

}  // namespace

std::string described(const LayerSpec& layer, Language language) {
  const bool vi = language == Language::vietnamese;
  return fmt::format("{}: {} ({})\n{}: {}\n\n{}\n{}", layer.name, vi ? layer.vi : layer.en,
                     word_of(layer.geometry).in(language), vi ? "Quản lý" : "Managed by",
                     layer.manager_vi,
                     vi ? "Cột (tên, loại, giá trị cho phép, ý nghĩa):"
                        : "Columns (name, kind, allowed values, meaning):",
                     columns_text(layer, language));
}

std::string described_json(const LayerSpec& layer) {
  const auto both = [](const Text& text) { return Json{{"vi", text.vi}, {"en", text.en}}; };
  Json columns = Json::array();
  for (const ColumnSpec& column : layer.columns) {
    Json one = {{"name", column.name},
                {"kind", word_of(column.kind).en},
                {"unit", column.unit},
                {"required", column.required},
                {"meaning", both(column.meaning())}};
    if (is_numeric(column) && column.least > -kNoBound) one["least"] = column.least;
    if (is_numeric(column) && column.most < kNoBound) one["most"] = column.most;
    if (!column.allowed.empty()) one["allowed"] = column.allowed;
    columns.push_back(std::move(one));
  }
  const Json json = {{"name", layer.name},
                     {"title", both({std::string(layer.en), std::string(layer.vi)})},
                     {"geometry", word_of(layer.geometry).en},
                     {"managed_by", layer.manager_vi},
                     {"columns", columns}};
  return json.dump(1) + "\n";
}

std::string described_markdown(const LayerSpec& layer) {
  std::string out = fmt::format(
      "# `{}`: {} / {}\n\n<!-- Written by `tools/layer_pages` from the layer's declaration. -->\n\n"
      "Geometry / hình học: {} / {}. Managed by / quản lý: {}.\n\n"
      "| column / cột | kind / loại | unit / đơn vị | allowed / cho phép | meaning | ý nghĩa |\n"
      "|---|---|---|---|---|---|\n",
      layer.name, layer.en, layer.vi, word_of(layer.geometry).en, word_of(layer.geometry).vi,
      layer.manager_vi);
  for (const ColumnSpec& column : layer.columns) {
    out += fmt::format("| `{}`{} | {} | {} | {} | {} | {} |\n", column.name,
                       column.required ? " *" : "", word_of(column.kind).en,
                       column.unit == "1" ? "" : column.unit, cell(allowed_of(column)), column.en,
                       column.vi);
  }
  return out + "\n\\* A row without it cannot be used / thiếu thì không dùng được dòng đó.\n";
}

}  // namespace twin

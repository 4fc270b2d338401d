#include "tools/picture/report_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "engine/results/list_file.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

constexpr std::size_t kMostColumns = 7;  // of results; more than this nobody reads on a page

std::string percent(std::size_t part, std::size_t whole, Language language) {
  if (whole == 0) return "–";
  return shown(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0).in(language) +
         " %";
}

std::string count(std::size_t number, Language language) {
  return shown(static_cast<double>(number), 0).in(language);
}

/// The column that tells which rows matter most.
const ManifestField* main_column(const Manifest& manifest, const std::string& table) {
  const ManifestField* found = nullptr;
  const auto worth = [](const ManifestField& field) {
    return field.name == "rank" ? 3 : field.picture ? 2 : field.ramp ? 1 : 0;
  };
  for (const ManifestField& field : manifest.fields) {
    if (field.kind != FieldKind::column || field.table != table || !field.least) continue;
    if (found == nullptr || worth(field) > worth(*found)) found = &field;
  }
  return found;
}

std::vector<std::size_t> rows_by_importance(const Bundle& run, const std::string& table,
                                            const ManifestField& by) {
  const std::vector<double> values = run.column(table, by.name);
  std::vector<std::size_t> rows(values.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::erase_if(rows, [&](std::size_t row) { return std::isnan(values[row]); });
  std::ranges::stable_sort(rows, [&](std::size_t a, std::size_t b) {
    return by.name == "rank" ? values[a] < values[b] : values[a] > values[b];
  });
  return rows;
}

std::string head_of(const ManifestField& field, Language language) {
  const Text unit = field.instant ? Text() : unit_for_people(field.unit);
  return capitalised(field.meaning.in(language)) +
         (unit.empty() ? "" : " (" + unit.in(language) + ")");
}

/// Codes, whose numbers tell a reader nothing.
bool is_in_words(const ManifestField& field) {
  return field.ramp && field.ramp->in_words && field.name != "rank";
}

/// Instants are told by the clock, codes in words.
std::string cell_of(const Manifest& manifest, const Feature& row, const ManifestField& field,
                    Language language) {
  if (field.kind == FieldKind::text) return row.text(field.name).value_or("");
  const double value = row.number(field.name).value_or(std::nan(""));
  if (field.instant && !std::isnan(value)) return instant_text(manifest.start, value).in(language);
  const std::vector<LegendClass> legend =
      is_in_words(field) ? legend_of(field) : std::vector<LegendClass>{};
  const LegendClass* one = class_of(legend, value);
  return one != nullptr ? one->meaning.in(language) : shown(value, field.decimals).in(language);
}

/// What names a row to people: its id and, where it has them, its name, address and kind.
std::vector<std::pair<std::string, Text>> naming_columns(const FeatureTable& table,
                                                         Language language) {
  std::vector<std::pair<std::string, Text>> columns;
  for (const char* name : {"id", "name", "address", "kind", "kind_vi", "kind_en"}) {
    if (!table.has_column(name) || !is_told_in(language, table, name)) continue;
    columns.emplace_back(name, naming_title(name));
  }
  return columns;
}

ReportTable top_table(const Bundle& run, const std::string& name, const ManifestField& by,
                      std::size_t most, Language language) {
  const Manifest& manifest = run.manifest();
  const FeatureTable& table = run.table(name);
  ReportTable out{.title = capitalised(table_title(manifest, name).in(language)),
                  .note = {},
                  .heads = {},
                  .numbers = {},
                  .rows = {}};
  const auto naming = naming_columns(table, language);
  for (const auto& [column, title] : naming) {
    out.heads.push_back(capitalised(title.in(language)));
    out.numbers.push_back(false);
  }
  std::vector<const ManifestField*> fields{&by};
  for (const ManifestField& field : manifest.fields) {
    const bool cell = field.kind == FieldKind::column || field.kind == FieldKind::text;
    const bool other = cell && field.table == name && &field != &by &&
                       naming_title(field.name).empty() && is_told_in(language, table, field.name);
    if (other && fields.size() < kMostColumns) fields.push_back(&field);
  }
  for (const ManifestField* field : fields) {
    out.heads.push_back(head_of(*field, language));
    out.numbers.push_back(field->kind == FieldKind::column && !field->instant &&
                          !is_in_words(*field));
  }
  const std::vector<std::size_t> rows = rows_by_importance(run, name, by);
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i) {
    const Feature& row = table[rows[i]];
    std::vector<std::string> cells;
    for (const auto& [column, title] : naming) cells.push_back(row.text(column).value_or(""));
    for (const ManifestField* field : fields) {
      cells.push_back(cell_of(manifest, row, *field, language));
    }
    out.rows.push_back(std::move(cells));
  }
  const std::string shown_rows = count(out.rows.size(), language);
  const std::string all = count(rows.size(), language);
  out.note =
      language == Language::vietnamese
          ? fmt::format("{} dòng đầu trong {} dòng có giá trị, xếp theo: {}", shown_rows, all,
                        by.meaning.vi)
          : fmt::format("first {} of {} rows with a value, by: {}", shown_rows, all, by.meaning.en);
  return out;
}

}  // namespace

std::string report_title(const Manifest& manifest) {
  return manifest.title.empty() ? manifest.scenario_title.vi : manifest.title;
}

ReportTable measures_table(const Manifest& manifest, Language language) {
  const bool vi = language == Language::vietnamese;
  ReportTable out{.title = vi ? "Kết quả chính" : "Measures",
                  .note = {},
                  .heads = {vi ? "Chỉ tiêu" : "Measure", vi ? "Giá trị" : "Value"},
                  .numbers = {false, true},
                  .rows = {}};
  for (const ManifestField& field : manifest.fields) {
    const auto value = manifest.measures.find(field.name);
    if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
    out.rows.push_back({capitalised(field.meaning.in(language)),
                        shown_result(manifest, field, value->second).in(language)});
  }
  return out;
}

ReportTable assumed_table(const Manifest& manifest, Language language) {
  const bool vi = language == Language::vietnamese;
  ReportTable out{.title = vi ? "Số liệu từ đâu" : "Where the data comes from",
                  .note = {},
                  .heads = vi ? std::vector<std::string>{"Lớp", "Số đối tượng", "Khảo sát",
                                                         "Dữ liệu mở", "Giả định", "Cột giả định"}
                              : std::vector<std::string>{"Layer", "Features", "Surveyed",
                                                         "Open data", "Assumed", "Assumed columns"},
                  .numbers = {false, true, true, true, true, false},
                  .rows = {}};
  for (const LayerProvenance& layer : manifest.ward.layers) {
    std::string columns;
    for (const auto& [column, features] : layer.assumed_columns) {
      columns += (columns.empty() ? "" : ", ") + column + " (" +
                 percent(features, layer.features, language) + ")";
    }
    out.rows.push_back({capitalised(layer.title.in(language)), count(layer.features, language),
                        percent(layer.surveyed, layer.features, language),
                        percent(layer.open_data, layer.features, language),
                        percent(layer.assumed, layer.features, language), columns});
  }
  return out;
}

std::string shown_setting(const UsedSetting& setting, Language language) {
  struct Shower {
    Language language;
    std::string operator()(double number) const { return written(number); }
    std::string operator()(bool flag) const {
      return flag ? tr("yes", "có").in(language) : tr("no", "không").in(language);
    }
    std::string operator()(const std::string& text) const { return or_none(text); }
    std::string operator()(const std::vector<double>& numbers) const {
      std::string list;
      for (const double number : numbers) list += (list.empty() ? "" : "; ") + written(number);
      return or_none(list);
    }
    std::string operator()(const std::vector<std::string>& texts) const {
      std::string list;
      for (const std::string& text : texts) list += (list.empty() ? "" : "; ") + text;
      return or_none(list);
    }
    std::string written(double number) const { return shown_shortest(number).in(language); }
    std::string or_none(const std::string& text) const {
      return text.empty() ? tr("none", "không có").in(language) : text;
    }
  };
  const std::string value = std::visit(Shower{language}, setting.value);
  const Text unit = unit_for_people(setting.unit);
  const auto* numbers = std::get_if<std::vector<double>>(&setting.value);
  const bool bare = unit.empty() || (numbers != nullptr && numbers->empty());
  return bare ? value : value + "\u00a0" + unit.in(language);
}

ReportTable settings_table(const Manifest& manifest, Language language) {
  const bool vi = language == Language::vietnamese;
  ReportTable out{.title = vi ? "Thiết lập đã dùng" : "Settings used",
                  .note = {},
                  .heads = {vi ? "Thiết lập" : "Setting", vi ? "Giá trị" : "Value",
                            vi ? "Tên trong tệp" : "Key", vi ? "Ghi ở" : "Written in"},
                  .numbers = {false, false, false, false},
                  .rows = {}};
  for (const UsedSetting& setting : manifest.settings) {
    out.rows.push_back({capitalised(setting.meaning.in(language)), shown_setting(setting, language),
                        setting.name, setting.from});
  }
  return out;
}

ReportTable changes_table(const Manifest& manifest, Language language) {
  const bool vi = language == Language::vietnamese;
  ReportTable out{
      .title = vi ? "Thay đổi so với kịch bản nền" : "Changes to the base",
      .note = {},
      .heads = {vi ? "Thay đổi" : "Change", vi ? "Làm gì, đặt gì" : "What it does and sets",
                vi ? "Tên" : "Name", vi ? "Tệp" : "File"},
      .numbers = {false, false, false, false},
      .rows = {}};
  for (const UsedChange& change : manifest.changes) {
    // an effect may begin with the key of a setting, which is written small
    out.rows.push_back({capitalised(change.title.in(language)), change.effect.in(language),
                        change.name, change.path});
  }
  return out;
}

ReportTable inputs_table(const Manifest& manifest, Language language) {
  const bool vi = language == Language::vietnamese;
  ReportTable out{.title = vi ? "Tệp đầu vào" : "Inputs",
                  .note = {},
                  .heads = {vi ? "Tệp" : "File", "SHA-256"},
                  .numbers = {false, false},
                  .rows = {}};
  for (const InputFile& input : manifest.inputs) out.rows.push_back({input.path, input.sha256});
  return out;
}

ReportTable findings_table(const Manifest& manifest, std::size_t most, Language language) {
  const bool vi = language == Language::vietnamese;
  ReportTable out{.title = vi ? "Phát hiện trong số liệu" : "Findings in the data",
                  .note = {},
                  .heads = {vi ? "Phát hiện" : "Finding"},
                  .numbers = {false},
                  .rows = {}};
  for (std::size_t i = 0; i < std::min(most, manifest.findings.size()); ++i) {
    out.rows.push_back({manifest.findings[i].text(language)});
  }
  if (manifest.findings.size() > most) {
    out.note = vi ? fmt::format("{} phát hiện đầu trong {}; đủ trong manifest.json", most,
                                manifest.findings.size())
                  : fmt::format("first {} of {}; all are in manifest.json", most,
                                manifest.findings.size());
  }
  return out;
}

std::vector<ReportTable> top_tables(const Bundle& run, std::size_t most, Language language) {
  std::vector<ReportTable> out;
  for (const std::string& table : run.tables()) {
    const ManifestField* by = main_column(run.manifest(), table);
    if (by == nullptr) continue;
    ReportTable top = top_table(run, table, *by, most, language);
    if (!top.rows.empty()) out.push_back(std::move(top));
  }
  return out;
}

Text shown_result(const Manifest& manifest, const ManifestField& field, double value) {
  return is_comparison(manifest) ? shown_change_with_unit(value, field)
                                 : shown_with_unit(value, field);
}

bool is_comparison(const Manifest& manifest) { return manifest.scenario == kComparison; }

std::string computed_by(const Manifest& manifest, Language language) {
  if (!is_comparison(manifest)) {
    return fmt::format("{} {} · {} {}", tr("scenario", "kịch bản").in(language), manifest.scenario,
                       tr("run", "lần chạy").in(language), manifest.run_hash);
  }
  std::string runs;
  for (const UsedRun& run : manifest.needs) {
    runs += (runs.empty() ? " " : " → ") + run.path + " (" + run.run_hash + ")";
  }
  return tr("comparison", "so sánh").in(language) + runs;
}

std::string provenance_line(const Manifest& manifest, Language language) {
  std::string line =
      fmt::format("{} · wardtwin {} · {}, {}", computed_by(manifest, language),
                  manifest.program_version, manifest.ward.crs, manifest.ward.heights);
  if (is_comparison(manifest)) return line;
  return line +
         fmt::format(" · {} {}", tr("seed", "hạt giống ngẫu nhiên").in(language), manifest.seed);
}

Text table_title(const Manifest& manifest, const std::string& table) {
  static const std::map<std::string, Text> known{{"streets", tr("Streets", "Đường phố")},
                                                 {"segments", tr("Street segments", "Đoạn đường")}};
  for (const LayerProvenance& layer : manifest.ward.layers) {
    if (layer.layer == table) return layer.title;
  }
  const auto it = known.find(table);
  return it == known.end() ? Text(table) : it->second;
}

}  // namespace twin

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

#include "engine/base/sha256.h"
#include "engine/results/bundle_writer.h"
#include "engine/results/legend.h"
#include "layers/ward/load_ward.h"
#include "tools/picture/map_picture.h"
#include "tools/picture/report_content.h"
#include "tools/picture/summary_page.h"
#include "tools/wardtwin/compare_runs.h"
#include "tools/wardtwin/run_heading.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// The fields of a comparison, made at run time: declarations keep views, so the texts live here.
class DifferenceFields {
 public:
  std::vector<ResultField> fields;

  /// The difference of a field; its name gets "_change" behind it.
  const ResultField& add(const ManifestField& of, const DifferenceCount& count) {
    ResultField field;
    field.name = keep(of.name + "_change");
    field.unit = keep(of.unit);
    field.kind = of.kind;
    field.table = keep(of.table);
    field.en = keep("change of: " + of.meaning.en);
    field.vi = keep("thay đổi của: " + of.meaning.vi);
    field.better = of.better;
    field.decimals = of.decimals;
    field.picture = of.picture;
    if (of.kind != FieldKind::measure) field.ramp = ramp_for(of, count);
    fields.push_back(field);
    return fields.back();
  }

 private:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  /// Depths always in the same classes, so that maps of several comparisons can be laid side by
  /// side. Under 2 cm is no change that anybody could act on [assumed].
  static const Ramp& depth_ramp() {
    static const Ramp ramp{
        .name = "depth_change",
        .classes = {{-1e300, "#08519c", "30 cm shallower and more", "nông hơn từ 30 cm"},
                    {-0.30, "#4292c6", "10 to 30 cm shallower", "nông hơn 10–30 cm"},
                    {-0.10, "#9ecae1", "2 to 10 cm shallower", "nông hơn 2–10 cm"},
                    {-0.02, "#ffffff", "about the same", "gần như không đổi"},
                    {0.02, "#fdae6b", "2 to 10 cm deeper", "sâu hơn 2–10 cm"},
                    {0.10, "#f16913", "10 to 30 cm deeper", "sâu hơn 10–30 cm"},
                    {0.30, "#a63603", "30 cm deeper and more", "sâu hơn từ 30 cm"}},
        .in_words = true,
        .source_en = "assumed: of what use a difference is",
        .source_vi = "giả định theo mức có ý nghĩa khi quyết định"};
    return ramp;
  }

  /// Five classes about no change, scaled to the greatest: what is better in blue, what is worse in
  /// red. However small that is, a step of the field's last decimal is no change, and only ten of
  /// them are "much".
  const Ramp* ramp_for(const ManifestField& of, const DifferenceCount& count) {
    if (of.ramp && of.ramp->name == "depth") return &depth_ramp();
    const double most = std::max(std::abs(count.least), std::abs(count.most));
    const double scale =
        std::isfinite(most) && most > 0 ? std::pow(10.0, std::floor(std::log10(most))) : 1.0;
    const double step = std::pow(10.0, -of.decimals);
    const double scaled = most >= 5 * scale ? 2 * scale : most >= 2 * scale ? scale : scale / 2;
    const double much = std::max(scaled, 10 * step);
    const double little = much / 10;
    std::array<const char*, 5> colours{"#2166ac", "#92c5de", "#ffffff", "#f4a582", "#b2182b"};
    if (of.better == Better::more) std::ranges::reverse(colours);
    return &ramps_.emplace_back(
        Ramp{.name = "change",
             .classes = {{-1e300, colours[0], "much less", "giảm nhiều"},
                         {-much, colours[1], "less", "giảm"},
                         {-little, colours[2], "about the same", "gần như không đổi"},
                         {little, colours[3], "more", "tăng"},
                         {much, colours[4], "much more", "tăng nhiều"}}});
  }

  std::deque<std::string> texts_;
  std::deque<Ramp> ramps_;
};

std::string shown_of(const Manifest& manifest, const std::string& name, Language language) {
  const auto it = std::ranges::find(manifest.settings, name, &UsedSetting::name);
  return it == manifest.settings.end() ? "–" : shown_setting(*it, language);
}

/// Both titles; of runs that are called alike the settings that differ, or else their folders.
std::string title_of(const Bundle& first, const Bundle& second, Language language) {
  constexpr std::size_t kMostSettings = 3;
  const Manifest& a = first.manifest();
  const Manifest& b = second.manifest();
  if (a.title != b.title) return a.title + " → " + b.title;
  std::vector<std::string> differ;
  for (const UsedSetting& setting : a.settings) {
    const std::string before = shown_setting(setting, language);
    const std::string after = shown_of(b, setting.name, language);
    if (before != after) differ.push_back(setting.name + " " + before + " → " + after);
  }
  std::string what =
      first.folder().filename().string() + " → " + second.folder().filename().string();
  if (!differ.empty() && differ.size() <= kMostSettings) {
    what.clear();
    for (const std::string& one : differ) what += (what.empty() ? "" : "; ") + one;
  }
  return a.title.empty() ? what : a.title + ": " + what;
}

Manifest heading_of_comparison(const Bundle& first, const Bundle& second,
                               const std::string& title) {
  Manifest heading;
  heading.program_version = program_version();
  heading.scenario = kComparison;
  heading.scenario_title = tr("Comparison", "So sánh");
  heading.question = tr("What changes from the first run to the second?",
                        "Từ lần chạy đầu sang lần chạy sau có gì thay đổi?");
  heading.title = title;
  heading.start = first.start();
  heading.ward = first.manifest().ward;
  for (const Bundle* run : {&first, &second}) {
    const fs::path manifest = run->folder() / "manifest.json";
    heading.inputs.push_back({.path = (run->folder().filename() / "manifest.json").generic_string(),
                              .sha256 = sha256_of_file(manifest)});
  }
  for (const auto& [name, run] : {std::pair{"first", &first}, std::pair{"second", &second}}) {
    heading.needs.push_back({.name = name,
                             .path = run->folder().filename().generic_string(),
                             .scenario = run->scenario(),
                             .run_hash = run->run_hash()});
  }
  heading.run_hash = run_hash_of(heading);
  return heading;
}

/// What is known of the rows before the results: the columns that are no results.
FeatureTable bare_rows(const Bundle& run, const std::string& name) {
  const FeatureTable& table = run.table(name);
  std::vector<Column> columns;
  for (const Column& column : table.columns()) {
    if (run.manifest().field(column.name, name) == nullptr) columns.push_back(column);
  }
  FeatureTable out(table.source(), name, columns);
  for (const Feature& row : table) {
    std::vector<Value> cells;
    for (const Column& column : columns) cells.push_back(row.value(column.name));
    out.add(row.fid(), row.geometry(), std::move(cells));
  }
  return out;
}

void draw(const Bundle& first, const fs::path& folder, Language language) {
  const Bundle written(folder);
  if (const auto ward_toml = first.ward_toml()) {
    Findings ignored;  // told when the runs themselves were made
    write_map(folder / "map.png", written, load_ward(*ward_toml, ignored).layers, language);
  }
  write_file(folder / "summary.html", summary_page(written, language));
}

}  // namespace

void write_comparison(const Bundle& first, const Bundle& second, const Comparison& comparison,
                      const fs::path& target, Language page_language, const std::string& title) {
  DifferenceFields declared;
  for (const MeasureDifference& one : comparison.measures) declared.add(*one.field, {});
  for (const ColumnDifference& one : comparison.columns) declared.add(*one.field, one.count);
  for (const GridDifference& one : comparison.grids) declared.add(*one.field, one.count);
  BundleWriter out(
      target,
      heading_of_comparison(first, second,
                            title.empty() ? title_of(first, second, page_language) : title),
      declared.fields, PartialFolder::Start::afresh);
  auto field = declared.fields.begin();
  for (const MeasureDifference& one : comparison.measures) {
    out.measure(field++->name, one.first == one.second ? 0.0 : one.second - one.first);
  }
  std::string table;
  for (const ColumnDifference& one : comparison.columns) {
    if (one.field->table != table) {
      table = one.field->table;
      out.table(bare_rows(first, table));
    }
    out.column(table, field++->name, one.difference);
  }
  for (const GridDifference& one : comparison.grids) out.grid(field++->name, one.difference);
  for (const Finding& finding : comparison.findings.all()) out.finding(finding);
  out.write(Progress{});
  draw(first, out.folder(), page_language);
  out.finish();
}

}  // namespace twin

#include <algorithm>
#include <deque>

#include "engine/base/sha256.h"
#include "engine/results/bundle_writer.h"
#include "engine/results/change.h"
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

  const ResultField& add(const ManifestField& of, const DifferenceCount& count) {
    const ManifestField& change = changes_.emplace_back(change_of(of, count.least, count.most));
    ResultField field;
    field.name = change.name;
    field.unit = change.unit;
    field.kind = change.kind;
    field.table = change.table;
    field.en = change.meaning.en;
    field.vi = change.meaning.vi;
    field.better = change.better;
    field.decimals = change.decimals;
    field.picture = change.picture;
    if (change.ramp) field.ramp = &ramps_.emplace_back(change_ramp(of, count.least, count.most));
    fields.push_back(field);
    return fields.back();
  }

 private:
  std::deque<ManifestField> changes_;
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

#pragma once

#include <string>
#include <vector>

#include "engine/results/bundle.h"

namespace twin {

/// A table of a report: headings and cells as people read them.
struct ReportTable {
  std::string title;
  std::string note;  ///< "10 dòng đầu trong 1.234, xếp theo …"; may be empty
  std::vector<std::string> heads;
  std::vector<bool> numbers;  ///< by column: set to the right
  std::vector<std::vector<std::string>> rows;
};

/// What every report of a run says, whatever its format.
std::string report_title(const Manifest& manifest);
ReportTable measures_table(const Manifest& manifest, Language language);
/// By layer, how many features are surveyed, open data or assumed, and the columns made up.
ReportTable assumed_table(const Manifest& manifest, Language language);
ReportTable settings_table(const Manifest& manifest, Language language);
/// The named changes in their order, with what each did; no rows where there were none.
ReportTable changes_table(const Manifest& manifest, Language language);
ReportTable inputs_table(const Manifest& manifest, Language language);
/// The first `most` findings, a sentence each; the note tells how many there are.
ReportTable findings_table(const Manifest& manifest, std::size_t most, Language language);
/// For each table of the run the `most` rows that matter most: by its rank where it has one, or
/// else the greatest values of its main column first.
std::vector<ReportTable> top_tables(const Bundle& run, std::size_t most, Language language);
/// A result for people; with a sign where the manifest is of a comparison.
Text shown_result(const Manifest& manifest, const ManifestField& field, double value);
/// The scenario's name of a folder that `compare` wrote: its results are differences.
inline constexpr const char* kComparison = "compare";
bool is_comparison(const Manifest& manifest);
/// "kịch bản flood · lần chạy 1234…", "so sánh A (1234…) → B (5678…)"
std::string computed_by(const Manifest& manifest, Language language);
/// "Kịch bản flood, lần chạy 1234…, wardtwin 0.1.0, EPSG:5897…"
std::string provenance_line(const Manifest& manifest, Language language);

/// A setting's value for people.
std::string shown_setting(const UsedSetting& setting, Language language);
/// A table's name for people: "nhà" for "buildings".
Text table_title(const Manifest& manifest, const std::string& table);

}  // namespace twin

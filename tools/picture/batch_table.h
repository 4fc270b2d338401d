#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/results/manifest.h"

namespace twin {

/// One run of a batch: a storm on the ward as it is, or with a measure.
struct BatchRow {
  std::string storm;    ///< name
  std::string measure;  ///< name; kAsIs without any
  Text storm_title;
  Text measure_title;
  std::string folder;  ///< of its results, beside the table: "t10__pond"
  std::string run_hash = {};
  std::map<std::string, double> measures = {};
  std::optional<Finding> failure = {};  ///< why it has no results
  std::string map = {};  ///< of the difference to as it is; empty where there is none

  bool is_as_is() const { return measure == kAsIs; }
  static constexpr const char* kAsIs = "as_is";
};

/// Storms × measures, as a leader compares them: the rows of one storm stand together, as it is
/// first.
struct BatchTable {
  std::string title;
  std::vector<ManifestField> fields;  ///< the measures of the scenario
  std::vector<BatchRow> rows;
  std::vector<UsedChange>
      changes;  ///< all that were made somewhere, each once, whatever they are called
  std::optional<Manifest> sample;  ///< of a finished run: ward, scenario, what was assumed
  std::size_t finished() const;
};

/// What a measure changes in a field under the same storm; nothing where one of the two has no
/// result, and for the rows as it is.
std::optional<double> change_of(const BatchTable& table, const BatchRow& row,
                                const ManifestField& field);

/// A failure and the folders of the runs that met it: "heavy__pond, light__pond".
struct SharedFailure {
  Finding finding;
  std::string folders;
};
/// Each failure once, in the order of the rows.
std::vector<SharedFailure> shared_failures(const std::vector<BatchRow>& rows);

/// What people judge by: fields of which less or more is better and some run has a value. The
/// others are the water's ledger and what the computation was like.
std::vector<const ManifestField*> judged_fields(const BatchTable& table);
std::vector<const ManifestField*> other_fields(const BatchTable& table);

/// For a terminal: a block a storm, a line a field, a column a measure.
std::string batch_text(const BatchTable& table, Language language);
/// A row a run: names, folder, run_hash, error, then each field and FIELD_change. Numbers in the
/// shortest form that reads back, UTF-8 with a byte order mark.
std::string batch_csv(const BatchTable& table, Language language);
/// The page for leaders; its maps lie beside it, as the rows name them.
std::string batch_page(const BatchTable& table, Language language);
/// @throws OutputError.
void write_batch_xlsx(const std::filesystem::path& file, const BatchTable& table,
                      Language language);

}  // namespace twin

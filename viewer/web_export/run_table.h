#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"
#include "viewer/model/ward_shapes.h"
#include "viewer/web_export/site_files.h"
#include "viewer/web_export/told_columns.h"

namespace twin {

/// A table of a run as a site keeps it. Where its rows are those of a layer of the ward, its values
/// stand on the layer's rows, so that shapes, attributes and results of a thing share one number.
struct RunTable {
  std::string name;
  std::optional<std::string> layer;  ///< of the ward whose rows it has
  /// By row of the site's table, the row of the run's; nothing where the run has none.
  std::vector<std::optional<std::size_t>> run_row;

  bool lacks_rows() const {
    return std::ranges::any_of(run_row, [](const auto& row) { return !row; });
  }
};

/// Rows of buildings always go by the layer; those of roads and lanes where the run's table has no
/// row that the layer lacks and its lines are the layer's.
RunTable run_table_of(const Session& session, const Run& run, const std::string& name);

/// Values of the rows of the run's table on those of the site's table, time by time. A row that the
/// run lacks has no value: NaN of buildings, which are drawn all the same; of streets, of which
/// only those of the run are, nothing to show (kNothing, viewer/shapes/drawn_grid.h).
template <typename Number>
std::vector<Number> on_site_rows(const RunTable& table, const std::vector<Number>& values,
                                 std::size_t run_rows);

/// Writes the table's ids, the texts that are `told` and, where it is no layer of the ward, its
/// shapes.
Json write_run_table(const Session& session, const ToldColumns& told, std::size_t run,
                     const RunTable& table, const std::string& generator, const AddFile& add);

}  // namespace twin

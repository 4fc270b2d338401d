#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/results/bundle.h"

namespace twin {

/// The numbers of two runs that could be compared: how many, how many changed, by how much.
struct DifferenceCount {
  std::size_t compared = 0;    ///< with a value in both runs
  std::size_t changed = 0;     ///< of these, with another value
  std::size_t only_first = 0;  ///< with a value in the first run only
  std::size_t only_second = 0;
  double mean = 0.0;  ///< of second − first, over all that were compared
  double least = 0.0;
  double most = 0.0;
};

struct MeasureDifference {
  const ManifestField* field = nullptr;  ///< of the first run
  double first = 0.0;
  double second = 0.0;
};

struct ColumnDifference {
  const ManifestField* field = nullptr;
  std::vector<double> difference;  ///< by row of the first run's table; NaN without a pair
  DifferenceCount count;
  std::string least_id;  ///< the row that went down most
  std::string most_id;
};

struct GridDifference {
  const ManifestField* field = nullptr;
  Grid<float> difference;
  DifferenceCount count;
};

/// Second run minus first run, of every measure, column and grid that both have. Rows are matched
/// by their id, grids by place. Pointers are into the first run, which must outlive this.
struct Comparison {
  std::vector<MeasureDifference> measures;
  std::vector<ColumnDifference> columns;
  std::vector<GridDifference> grids;
  Findings findings;  ///< what could not be compared
};

/// @throws InputError when the two have nothing in common.
Comparison compare(const Bundle& first, const Bundle& second);

/// The comparison as tables on a terminal.
std::string comparison_text(const Bundle& first, const Bundle& second, const Comparison& comparison,
                            Language language);

/// Writes it as a folder of results: tables.gpkg, a GeoTIFF a grid, manifest, and, where the ward
/// is still there, map and page. Where no title is given it is made of both runs': what differs, where they
/// are called alike.
/// @throws InputError when `target` exists; OutputError.
void write_comparison(const Bundle& first, const Bundle& second, const Comparison& comparison,
                      const std::filesystem::path& target, Language page_language,
                      const std::string& title = {});

}  // namespace twin

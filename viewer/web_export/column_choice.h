#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// Which columns a site is to tell, each named with its layer or table: "buildings.owner".
struct ColumnChoice {
  /// Whether anybody may read a column of a layer of the ward; the others stay out of the site.
  std::function<bool(std::string_view layer, std::string_view column)> is_public =
      [](std::string_view, std::string_view) { return true; };
  std::vector<std::string> publish;    ///< of the ward, though `is_public` says no
  std::vector<std::string> leave_out;  ///< of the ward, or fields of the runs' tables
};

/// What a site tells of the rows of a layer of the ward, or of a table of a run.
struct ToldTable {
  std::string name;
  bool of_run = false;
  std::vector<std::string> told;
  std::vector<std::string> left_out;
};

}  // namespace twin

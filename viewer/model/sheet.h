#pragma once

#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/gis/feature_table.h"

namespace twin {

/// A table on its way into a spreadsheet.
struct Sheet {
  struct Column {
    std::string title;  ///< with its unit
    int decimals = 0;   ///< of its numbers
  };
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;  ///< NaN is an empty cell
};

/// For the clipboard: cells apart by tabs, lines by line breaks, numbers ungrouped and with the
/// decimal comma of a Vietnamese spreadsheet or the point of an English one. Tabs and breaks inside
/// a cell become blanks.
std::string tab_separated(const Sheet& sheet, Language language);

/// The same as an HTML table for Excel: its texts are marked as such, so that house number 12/3
/// stays one, and its numbers are told as they are beside the way they read.
std::string html_table(const Sheet& sheet, Language language);

/// For a file: as the lists of a run, UTF-8 with a byte order mark, commas, decimal points.
std::string comma_separated(const Sheet& sheet);

}  // namespace twin

#include <xlsxwriter.h>

#include <cmath>

#include "engine/results/legend.h"
#include "tools/picture/batch_table.h"
#include "tools/picture/map_furniture.h"
#include "tools/picture/report_content.h"
#include "tools/picture/words.h"
#include "tools/picture/xlsx_book.h"

namespace twin {
namespace {

constexpr lxw_col_t kNames = 4;  // columns before the numbers: storm, measure, folder, error

std::vector<std::string> heads_of(const BatchTable& table, Language language) {
  std::vector<std::string> heads{
      tr("Storm", "Trận mưa").in(language), tr("Measure", "Phương án").in(language),
      tr("Folder", "Thư mục").in(language), tr("Error", "Lỗi").in(language)};
  for (const ManifestField& field : table.fields) {
    const Text unit = unit_for_people(field.unit);
    const std::string behind = unit.empty() ? "" : " (" + unit.in(language) + ")";
    heads.push_back(capitalised(field.meaning.in(language)) + behind);
    heads.push_back(tr("Difference to as it is", "Chênh lệch so với hiện trạng").in(language) +
                    behind);
  }
  return heads;
}

void write_run(lxw_worksheet* on, lxw_row_t at, const BatchTable& table, const BatchRow& row,
               XlsxBook& book, Language language) {
  worksheet_write_string(on, at, 0, row.storm_title.in(language).c_str(), book.wrap());
  worksheet_write_string(on, at, 1, row.measure_title.in(language).c_str(), book.wrap());
  worksheet_write_string(on, at, 2, row.folder.c_str(), nullptr);
  if (row.failure) {
    worksheet_write_string(on, at, 3, row.failure->text(language).c_str(), book.wrap());
  }
  lxw_col_t col = kNames;
  for (const ManifestField& field : table.fields) {
    const auto value = row.measures.find(field.name);
    if (value != row.measures.end() && std::isfinite(value->second)) {
      worksheet_write_number(on, at, col, value->second, book.number(field.decimals));
    }
    if (const auto change = change_of(table, row, field); change && std::isfinite(*change)) {
      worksheet_write_number(on, at, static_cast<lxw_col_t>(col + 1), *change,
                             book.number(field.decimals, true));
    }
    col = static_cast<lxw_col_t>(col + 2);
  }
}

void add_comparison(XlsxBook& book, const BatchTable& table, Language language) {
  lxw_worksheet* on = book.sheet(tr("Comparison", "So sánh").in(language));
  const std::vector<std::string> heads = heads_of(table, language);
  lxw_row_t row = 0;
  worksheet_write_string(on, row++, 0, table.title.c_str(), book.title());
  if (table.sample && table.sample->built_on_assumed_data()) {
    const std::string alarm = assumed_heading(*table.sample).in(language) + ": " +
                              assumed_reason(*table.sample).in(language);
    worksheet_write_string(on, row, 0, alarm.c_str(), book.alarm());
  }
  ++row;
  worksheet_set_column(on, 0, 1, 34, nullptr);
  worksheet_set_column(on, 2, static_cast<lxw_col_t>(heads.size() - 1), 16, nullptr);
  const lxw_row_t head_row = row;
  book.write_heads(on, row++, heads);
  for (const BatchRow& one : table.rows) write_run(on, row++, table, one, book, language);
  worksheet_freeze_panes(on, head_row + 1, 2);
  worksheet_autofilter(on, head_row, 0, row - 1, static_cast<lxw_col_t>(heads.size() - 1));
}

void add_changes(XlsxBook& book, const BatchTable& table, Language language) {
  lxw_worksheet* on = book.sheet(tr("Changes", "Thay đổi").in(language));
  Manifest changes;
  changes.changes = table.changes;
  const ReportTable made = changes_table(changes, language);
  worksheet_set_column(on, 0, 3, 44, nullptr);
  book.write_heads(on, 0, made.heads);
  for (std::size_t r = 0; r < made.rows.size(); ++r) {
    for (std::size_t c = 0; c < made.rows[r].size(); ++c) {
      worksheet_write_string(on, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c),
                             made.rows[r][c].c_str(), book.wrap());
    }
  }
}

}  // namespace

void write_batch_xlsx(const std::filesystem::path& file, const BatchTable& table,
                      Language language) {
  XlsxBook book(file);
  add_comparison(book, table, language);
  add_changes(book, table, language);
  book.close();
}

}  // namespace twin

#include "tools/picture/report_xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "engine/results/legend.h"
#include "engine/results/list_file.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/map_furniture.h"
#include "tools/picture/report_content.h"
#include "tools/picture/xlsx_book.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFindings = 1000;

class Workbook {
 public:
  explicit Workbook(const fs::path& file) : book_(file) {}

  void add_run(const Bundle& run, const std::string& prefix, Language language) {
    add_summary(run, prefix, language);
    add_record(run.manifest(), prefix, language);
    for (const std::string& table : run.tables()) add_table(run, table, prefix, language);
  }

  void close() { book_.close(); }

 private:
  lxw_row_t write_texts(lxw_worksheet* on, lxw_row_t row, const ReportTable& table) {
    worksheet_write_string(on, row++, 0, table.title.c_str(), book_.head());
    book_.write_heads(on, row++, table.heads);
    for (const std::vector<std::string>& cells : table.rows) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        worksheet_write_string(on, row, static_cast<lxw_col_t>(i), cells[i].c_str(), book_.wrap());
      }
      ++row;
    }
    return row + 1;
  }

  void add_summary(const Bundle& run, const std::string& prefix, Language language) {
    const Manifest& manifest = run.manifest();
    lxw_worksheet* on = book_.sheet(prefix + tr("Summary", "Tóm tắt").in(language));
    worksheet_set_column(on, 0, 0, 60, nullptr);
    worksheet_set_column(on, 1, 5, 18, nullptr);
    lxw_row_t row = 0;
    const auto line = [&](const std::string& text, lxw_format* as = nullptr) {
      if (!text.empty()) worksheet_write_string(on, row++, 0, text.c_str(), as);
    };
    line(report_title(manifest), book_.title());
    line(manifest.scenario_title.in(language) + " · " + manifest.ward.name);
    line(period_text(run).in(language));
    if (manifest.built_on_assumed_data()) {
      line(assumed_heading(manifest).in(language) + ": " + assumed_reason(manifest).in(language),
           book_.alarm());
    }
    line(provenance_line(manifest, language));
    ++row;
    book_.write_heads(on, row++,
                      {tr("Measure", "Chỉ tiêu").in(language), tr("Value", "Giá trị").in(language),
                       tr("Unit", "Đơn vị").in(language), tr("Key", "Tên").in(language)});
    for (const ManifestField& field : manifest.fields) {
      const auto value = manifest.measures.find(field.name);
      if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
      worksheet_write_string(on, row, 0, field.meaning.in(language).c_str(), book_.wrap());
      if (std::isfinite(value->second)) {
        worksheet_write_number(on, row, 1, value->second, book_.number(field.decimals));
      }
      worksheet_write_string(on, row, 2, unit_for_people(field.unit).in(language).c_str(), nullptr);
      worksheet_write_string(on, row++, 3, field.name.c_str(), nullptr);
    }
    write_texts(on, row + 1, assumed_table(manifest, language));
  }

  void add_record(const Manifest& manifest, const std::string& prefix, Language language) {
    lxw_worksheet* on =
        book_.sheet(prefix + tr("Settings and inputs", "Thiết lập và đầu vào").in(language));
    worksheet_set_column(on, 0, 0, 60, nullptr);
    worksheet_set_column(on, 1, 2, 40, nullptr);
    lxw_row_t row = write_texts(on, 0, settings_table(manifest, language));
    if (!manifest.changes.empty()) row = write_texts(on, row, changes_table(manifest, language));
    row = write_texts(on, row, inputs_table(manifest, language));
    write_texts(on, row, findings_table(manifest, kMostFindings, language));
  }

  void add_table(const Bundle& run, const std::string& name, const std::string& prefix,
                 Language language) {
    const Manifest& manifest = run.manifest();
    const FeatureTable& table = run.table(name);
    lxw_worksheet* on = book_.sheet(prefix + table_title(manifest, name).in(language));
    std::vector<Column> columns;
    std::vector<std::string> heads;
    std::vector<lxw_format*> formats;
    for (const Column& column : table.columns()) {
      if (!is_told_in(language, table, column.name)) continue;
      columns.push_back(column);
      const ManifestField* field = manifest.field(column.name, name);
      const Text unit = field != nullptr ? unit_for_people(field->unit) : Text();
      heads.push_back(field == nullptr ? column.name
                                       : field->meaning.in(language) +
                                             (unit.empty() ? "" : " (" + unit.in(language) + ")"));
      formats.push_back(field != nullptr ? book_.number(field->decimals) : nullptr);
    }
    book_.write_heads(on, 0, heads);
    worksheet_set_column(on, 0, static_cast<lxw_col_t>(std::max<std::size_t>(1, heads.size()) - 1),
                         18, nullptr);
    worksheet_freeze_panes(on, 1, 1);
    for (std::size_t r = 0; r < table.size(); ++r) {
      write_row(on, static_cast<lxw_row_t>(r + 1), table[r], columns, formats);
    }
    if (!heads.empty() && !table.empty()) {
      worksheet_autofilter(on, 0, 0, static_cast<lxw_row_t>(table.size()),
                           static_cast<lxw_col_t>(heads.size() - 1));
    }
  }

  static void write_row(lxw_worksheet* on, lxw_row_t at, const Feature& row,
                        const std::vector<Column>& columns,
                        const std::vector<lxw_format*>& formats) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto col = static_cast<lxw_col_t>(i);
      const Value& value = row.value(columns[i].name);
      if (const auto* number = std::get_if<double>(&value)) {
        if (std::isfinite(*number)) worksheet_write_number(on, at, col, *number, formats[i]);
      } else if (const auto* text = text_in(value)) {
        worksheet_write_string(on, at, col, text->c_str(), nullptr);
      }
    }
  }

  XlsxBook book_;
};

}  // namespace

void write_xlsx(const fs::path& file, std::span<const Bundle* const> runs, Language language) {
  Workbook book(file);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    book.add_run(*runs[i], runs.size() == 1 ? "" : std::to_string(i + 1) + " ", language);
  }
  book.close();
}

}  // namespace twin

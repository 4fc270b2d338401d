#include "tools/picture/report_xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/results/legend.h"
#include "engine/results/list_file.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/map_furniture.h"
#include "tools/picture/report_content.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestSheetName = 31;  // characters, by the format
constexpr std::size_t kMostFindings = 1000;

/// Names of sheets: no two alike, none too long, no character that spreadsheets refuse.
class SheetNames {
 public:
  std::string unique(const std::string& wanted) {
    std::string name = cut(wanted, kLongestSheetName);
    for (int i = 2; !taken_.insert(name).second; ++i) {
      const std::string ending = " " + std::to_string(i);
      name = cut(wanted, kLongestSheetName - ending.size()) + ending;
    }
    return name;
  }

 private:
  static std::string cut(const std::string& text, std::size_t characters) {
    std::string out;
    std::size_t count = 0;
    for (const char c : text) {
      const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (begins && ++count > characters) break;
      out += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : ' ';
    }
    return out;
  }
  std::set<std::string> taken_;
};

class Workbook {
 public:
  explicit Workbook(const fs::path& file) : book_(workbook_new(file.c_str())) {
    lxw_doc_properties properties{};
    properties.created = 1;  // a fixed instant: equal runs, equal bytes
    std::string company = "WardTwin";
    properties.company = company.data();
    workbook_set_properties(book_, &properties);
    title_ = format();
    format_set_bold(title_);
    format_set_font_size(title_, 16);
    alarm_ = format();
    format_set_bold(alarm_);
    format_set_font_size(alarm_, 14);
    format_set_font_color(alarm_, 0xB3261E);
    head_ = format();
    format_set_bold(head_);
    format_set_bg_color(head_, 0xF0ECE4);
    format_set_text_wrap(head_);
    format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
    wrap_ = format();
    format_set_text_wrap(wrap_);
    format_set_align(wrap_, LXW_ALIGN_VERTICAL_TOP);
  }

  void add_run(const Bundle& run, const std::string& prefix, Language language) {
    add_summary(run, prefix, language);
    add_record(run.manifest(), prefix, language);
    for (const std::string& table : run.tables()) add_table(run, table, prefix, language);
  }

  lxw_error close() { return workbook_close(book_); }

 private:
  lxw_format* format() { return workbook_add_format(book_); }

  lxw_worksheet* sheet(const std::string& name) {
    return workbook_add_worksheet(book_, names_.unique(name).c_str());
  }

  lxw_format* number_format_of(int decimals) {
    const auto index = static_cast<std::size_t>(std::clamp(decimals, 0, 6));
    if (numbers_.size() <= index) numbers_.resize(index + 1, nullptr);
    if (numbers_[index] == nullptr) {
      numbers_[index] = format();
      const std::string code = index == 0 ? "#,##0" : "#,##0." + std::string(index, '0');
      format_set_num_format(numbers_[index], code.c_str());
    }
    return numbers_[index];
  }

  void write_heads(lxw_worksheet* on, lxw_row_t row, const std::vector<std::string>& heads) {
    for (std::size_t i = 0; i < heads.size(); ++i) {
      worksheet_write_string(on, row, static_cast<lxw_col_t>(i), heads[i].c_str(), head_);
    }
  }

  lxw_row_t write_texts(lxw_worksheet* on, lxw_row_t row, const ReportTable& table) {
    worksheet_write_string(on, row++, 0, table.title.c_str(), head_);
    write_heads(on, row++, table.heads);
    for (const std::vector<std::string>& cells : table.rows) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        worksheet_write_string(on, row, static_cast<lxw_col_t>(i), cells[i].c_str(), wrap_);
      }
      ++row;
    }
    return row + 1;
  }

  void add_summary(const Bundle& run, const std::string& prefix, Language language) {
    const Manifest& manifest = run.manifest();
    lxw_worksheet* on = sheet(prefix + tr("Summary", "Tóm tắt").in(language));
    worksheet_set_column(on, 0, 0, 60, nullptr);
    worksheet_set_column(on, 1, 5, 18, nullptr);
    lxw_row_t row = 0;
    const auto line = [&](const std::string& text, lxw_format* as = nullptr) {
      if (!text.empty()) worksheet_write_string(on, row++, 0, text.c_str(), as);
    };
    line(report_title(manifest), title_);
    line(manifest.scenario_title.in(language) + " · " + manifest.ward.name);
    line(period_text(run).in(language));
    if (manifest.built_on_assumed_data()) {
      line(assumed_heading(manifest).in(language) + ": " + assumed_reason(manifest).in(language),
           alarm_);
    }
    line(provenance_line(manifest, language));
    ++row;
    write_heads(on, row++,
                {tr("Measure", "Chỉ tiêu").in(language), tr("Value", "Giá trị").in(language),
                 tr("Unit", "Đơn vị").in(language), tr("Key", "Tên").in(language)});
    for (const ManifestField& field : manifest.fields) {
      const auto value = manifest.measures.find(field.name);
      if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
      worksheet_write_string(on, row, 0, field.meaning.in(language).c_str(), wrap_);
      if (std::isfinite(value->second)) {
        worksheet_write_number(on, row, 1, value->second, number_format_of(field.decimals));
      }
      worksheet_write_string(on, row, 2, unit_for_people(field.unit).in(language).c_str(), nullptr);
      worksheet_write_string(on, row++, 3, field.name.c_str(), nullptr);
    }
    write_texts(on, row + 1, assumed_table(manifest, language));
  }

  void add_record(const Manifest& manifest, const std::string& prefix, Language language) {
    lxw_worksheet* on =
        sheet(prefix + tr("Settings and inputs", "Thiết lập và đầu vào").in(language));
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
    lxw_worksheet* on = sheet(prefix + table_title(manifest, name).in(language));
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
      formats.push_back(field != nullptr ? number_format_of(field->decimals) : nullptr);
    }
    write_heads(on, 0, heads);
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
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        worksheet_write_string(on, at, col, text->c_str(), nullptr);
      }
    }
  }

  lxw_workbook* book_;
  SheetNames names_;
  lxw_format* title_ = nullptr;
  lxw_format* alarm_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* wrap_ = nullptr;
  std::vector<lxw_format*> numbers_;
};

}  // namespace

void write_xlsx(const fs::path& file, std::span<const Bundle* const> runs, Language language) {
  Workbook book(file);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    book.add_run(*runs[i], runs.size() == 1 ? "" : std::to_string(i + 1) + " ", language);
  }
  if (const lxw_error error = book.close(); error != LXW_NO_ERROR) {
    throw OutputError({.where = file.string(),
                       .found = std::string(lxw_strerror(error)),
                       .expected = tr("a place that can be written to, with enough space",
                                      "nơi ghi được và đủ chỗ trống"),
                       .outcome = tr("no report was written", "chưa ghi được báo cáo")});
  }
}

}  // namespace twin

#include "tools/picture/xlsx_book.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <string_view>

#include "engine/base/findings.h"

namespace twin {
namespace {

constexpr std::size_t kLongestSheetName = 31;  // characters, by the format
constexpr int kMostDecimals = 6;

/// So many characters of a text, those replaced that spreadsheets refuse in a name.
std::string cut(const std::string& text, std::size_t characters) {
  std::string out;
  std::size_t count = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++count > characters) break;
    out += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : ' ';
  }
  return out;
}

}  // namespace

XlsxBook::XlsxBook(const std::filesystem::path& file)
    : file_(file),
      book_(workbook_new(file.c_str())),
      title_(format()),
      alarm_(format()),
      head_(format()),
      wrap_(format()) {
  lxw_doc_properties properties{};
  properties.created = 1;  // a fixed instant: equal runs, equal bytes
  std::string company = "WardTwin";
  properties.company = company.data();
  workbook_set_properties(book_, &properties);
  format_set_bold(title_);
  format_set_font_size(title_, 16);
  format_set_bold(alarm_);
  format_set_font_size(alarm_, 14);
  format_set_font_color(alarm_, 0xB3261E);
  format_set_bold(head_);
  format_set_bg_color(head_, 0xF0ECE4);
  format_set_text_wrap(head_);
  format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
  format_set_text_wrap(wrap_);
  format_set_align(wrap_, LXW_ALIGN_VERTICAL_TOP);
}

XlsxBook::~XlsxBook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

lxw_format* XlsxBook::format() { return workbook_add_format(book_); }

lxw_worksheet* XlsxBook::sheet(const std::string& wanted) {
  std::string name = cut(wanted, kLongestSheetName);
  for (int i = 2; !names_.insert(name).second; ++i) {
    const std::string ending = " " + std::to_string(i);
    name = cut(wanted, kLongestSheetName - ending.size()) + ending;
  }
  return workbook_add_worksheet(book_, name.c_str());
}

void XlsxBook::write_heads(lxw_worksheet* on, unsigned row,
                           const std::vector<std::string>& heads) const {
  for (std::size_t i = 0; i < heads.size(); ++i) {
    worksheet_write_string(on, row, static_cast<lxw_col_t>(i), heads[i].c_str(), head_);
  }
}

lxw_format* XlsxBook::number(int decimals, bool signs) {
  const int shown = std::clamp(decimals, 0, kMostDecimals);
  const auto index = static_cast<std::size_t>(2 * shown + (signs ? 1 : 0));
  if (numbers_.size() <= index) numbers_.resize(index + 1, nullptr);
  if (numbers_[index] == nullptr) {
    const std::string code =
        shown == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(shown), '0');
    numbers_[index] = format();
    const std::string whole = signs ? "+" + code + ";-" + code + ";0" : code;
    format_set_num_format(numbers_[index], whole.c_str());
  }
  return numbers_[index];
}

void XlsxBook::close() {
  lxw_workbook* book = book_;
  book_ = nullptr;
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    throw OutputError({.where = file_.string(),
                       .found = std::string(lxw_strerror(error)),
                       .expected = tr("a place that can be written to, with enough space",
                                      "nơi ghi được và đủ chỗ trống"),
                       .outcome = tr("no report was written", "chưa ghi được báo cáo")});
  }
}

}  // namespace twin

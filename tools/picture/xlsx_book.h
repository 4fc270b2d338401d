#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace twin {

/// A workbook in the looks of all of ours. Equal calls give equal bytes: it carries a fixed date.
class XlsxBook {
 public:
  explicit XlsxBook(const std::filesystem::path& file);
  XlsxBook(const XlsxBook&) = delete;
  XlsxBook& operator=(const XlsxBook&) = delete;
  ~XlsxBook();  ///< without close(), no file is left

  /// A sheet with that name, cut and counted until it is one that spreadsheets take.
  lxw_worksheet* sheet(const std::string& name);
  void write_heads(lxw_worksheet* on, unsigned row, const std::vector<std::string>& heads) const;

  lxw_format* title() const { return title_; }
  lxw_format* alarm() const { return alarm_; }
  lxw_format* head() const { return head_; }
  lxw_format* wrap() const { return wrap_; }
  /// Numbers with so many decimals, 0 to 6; `signs`: with + before those above 0.
  lxw_format* number(int decimals, bool signs = false);

  /// Writes the file. @throws OutputError.
  void close();

 private:
  lxw_format* format();

  std::filesystem::path file_;
  lxw_workbook* book_;
  std::set<std::string> names_;
  lxw_format* title_;
  lxw_format* alarm_;
  lxw_format* head_;
  lxw_format* wrap_;
  std::vector<lxw_format*> numbers_;
};

}  // namespace twin

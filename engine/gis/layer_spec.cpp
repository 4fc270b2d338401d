#include "engine/gis/layer_spec.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/base/local_time.h"
#include "engine/base/numbers.h"

namespace twin {
namespace {

constexpr const char* kTimeForms =
    "30/09/2025 16:40, 16h40 30/9/2025, 30/09/2025, 2025-09-30T16:40:00+07:00";

Text expected_range(const ColumnSpec& column) {
  const std::string unit = column.unit == "1" ? "" : " " + std::string(column.unit);
  const bool open = column.most >= 1e300;
  if (open && column.least <= -1e300) return tr("a number", "một số");
  if (open)
    return tr("a number of at least ", "một số ít nhất ") + shown_shortest(column.least) + unit;
  return tr("a number from ", "một số từ ") + shown_shortest(column.least) + tr(" to ", " đến ") +
         shown_shortest(column.most) + unit;
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

Text taken_as_unknown() {
  return tr("the feature stays, this value unknown",
            "đối tượng được giữ, giá trị này coi như chưa biết");
}

}  // namespace

const ColumnSpec& LayerSpec::column(std::string_view wanted) const {
  const auto it = std::ranges::find(columns, wanted, &ColumnSpec::name);
  assert(it != columns.end());
  return *it;
}

std::vector<Column> LayerSpec::table_columns() const {
  std::vector<Column> out;
  for (const ColumnSpec& spec : columns) out.push_back({std::string(spec.name), spec.kind});
  return out;
}

std::optional<double> SpecRow::number(std::string_view column) const {
  const ColumnSpec& spec = spec_.column(column);
  const Value& value = feature_.value(column);
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  const auto number = feature_.number(column);
  if (number && std::isfinite(*number) && *number >= spec.least && *number <= spec.most)
    return number;
  const Text found = number ? Text(shortest(*number)) : Text("'" + *feature_.text(column) + "'");
  findings_.add(feature_.finding(
      column, found, expected_range(spec), taken_as_unknown(),
      tr("correct the value in the layer's table, clear it where nobody knows it, or convert the "
         "column where its unit is another",
         "sửa giá trị trong bảng thuộc tính, xóa trống nếu chưa biết, hoặc đổi cả cột nếu ghi theo "
         "đơn vị khác")));
  return std::nullopt;
}

double SpecRow::number_or(std::string_view column, double otherwise) const {
  return number(column).value_or(otherwise);
}

int SpecRow::integer_or(std::string_view column, int otherwise) const {
  const auto value = number(column);
  return value ? static_cast<int>(std::lround(*value)) : otherwise;
}

bool SpecRow::flag_or(std::string_view column, bool otherwise) const {
  const auto value = feature_.number(column);
  return value ? *value != 0.0 : otherwise;
}

std::optional<std::string> SpecRow::text(std::string_view column) const {
  const ColumnSpec& spec = spec_.column(column);
  auto value = feature_.text(column);
  if (value && spec.unit == kTimeUnit) {
    if (auto time = written_time(*value)) return std::move(time->text);
    if (value->find_first_not_of(' ') == std::string::npos) return std::nullopt;
    findings_.add(feature_.finding(column, "'" + *value + "'",
                                   tr("a time such as ", "thời điểm như ") + kTimeForms,
                                   taken_as_unknown(),
                                   tr("write day/month/year hour:minute in the whole column",
                                      "ghi cả cột theo ngày/tháng/năm giờ:phút")));
    return std::nullopt;
  }
  if (!value || spec.allowed.empty() || has_word(spec.allowed, *value)) return value;
  findings_.add(feature_.finding(
      column, "'" + *value + "'", tr("one of ", "một trong ") + std::string(spec.allowed),
      taken_as_unknown(),
      tr("write one of these words, or translate your own by ",
         "ghi một trong các từ này, hoặc quy đổi từ của mình bằng ") +
          "values." + std::string(column) + tr(" in the file of --map", " trong tệp của --map")));
  return std::nullopt;
}

std::string SpecRow::text_or(std::string_view column, std::string_view otherwise) const {
  return text(column).value_or(std::string(otherwise));
}

}  // namespace twin

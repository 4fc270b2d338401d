#include "engine/gis/feature_table.h"

#include <algorithm>
#include <utility>

#include "engine/base/numbers.h"

namespace twin {
namespace {

std::string joined(const std::vector<Column>& columns) {
  std::string line;
  for (const Column& column : columns) line += (line.empty() ? "" : ", ") + column.name;
  return line;
}

}  // namespace

std::optional<std::size_t> TableHead::index_of(std::string_view column) const {
  const auto it = std::ranges::find(columns, column, &Column::name);
  if (it == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(it - columns.begin());
}

Feature::Feature(std::shared_ptr<const TableHead> head, std::int64_t fid, Geometry geometry,
                 std::vector<Value> values)
    : head_(std::move(head)),
      fid_(fid),
      geometry_(std::move(geometry)),
      values_(std::move(values)) {
  values_.resize(head_->columns.size());
}

const Polyline& Feature::line() const {
  static const Polyline none;
  const auto* line = std::get_if<Polyline>(&geometry_);
  return line != nullptr ? *line : none;
}

const Polygon& Feature::polygon() const {
  static const Polygon none;
  const auto* polygon = std::get_if<Polygon>(&geometry_);
  return polygon != nullptr ? *polygon : none;
}

std::optional<Point> Feature::point() const {
  const auto* point = std::get_if<Point>(&geometry_);
  return point != nullptr ? std::optional{*point} : std::nullopt;
}

std::optional<Point> Feature::place() const {
  if (const auto at = point()) return at;
  if (!line().empty()) return line()[line().size() / 2];
  if (!polygon().outer.empty()) return polygon().outer.front();
  return std::nullopt;
}

const Value& Feature::value(std::string_view column) const {
  static const Value none;
  const auto index = head_->index_of(column);
  return index ? values_[*index] : none;
}

std::optional<double> Feature::number(std::string_view column) const {
  const auto* number = std::get_if<double>(&value(column));
  return number != nullptr ? std::optional{*number} : std::nullopt;
}

std::optional<std::string> Feature::text(std::string_view column) const {
  const Value& here = value(column);
  if (const auto* text = text_in(here)) return *text;
  if (const auto* number = std::get_if<double>(&here)) return shortest(*number);
  return std::nullopt;
}

std::string Feature::need_text(std::string_view column) const {
  if (auto here = text(column)) return *here;
  throw InputError(
      finding(column, tr("nothing", "ô trống"), tr("a text", "một giá trị"),
              tr("fill it in, or remove the feature", "hãy điền vào hoặc bỏ đối tượng này"), {}));
}

Text Feature::where(std::string_view column) const {
  const std::string number = std::to_string(fid_);
  Text where = Text(head_->source) + tr(", feature ", ", đối tượng ") + number;
  // The office knows its own id; the number is the file's, which QGIS shows too.
  if (const auto id = text("id"); id && !id->empty() && *id != number) where += " (" + *id + ")";
  if (!column.empty()) where += tr(", column '", ", cột '") + std::string(column) + "'";
  return where;
}

Finding Feature::finding(std::string_view column, Text found, Text expected, Text outcome,
                         Text hint) const {
  const auto at = place();
  return {.where = where(column),
          .found = std::move(found),
          .expected = std::move(expected),
          .outcome = std::move(outcome),
          .hint = std::move(hint),
          .layer = head_->layer,
          .feature = text("id").value_or(std::to_string(fid_)),
          .x_m = at ? std::optional{at->x_m} : std::nullopt,
          .y_m = at ? std::optional{at->y_m} : std::nullopt};
}

FeatureTable::FeatureTable(std::string source, std::string layer, std::vector<Column> columns)
    : head_(std::make_shared<const TableHead>(
          TableHead{std::move(source), std::move(layer), std::move(columns)})) {}

void FeatureTable::add(std::int64_t fid, Geometry geometry, std::vector<Value> values) {
  features_.emplace_back(head_, fid, std::move(geometry), std::move(values));
}

bool FeatureTable::has_rows_of(const FeatureTable& other) const {
  const auto same = [](const Feature& a, const Feature& b) {
    return a.geometry() == b.geometry() && a.values() == b.values();
  };
  return columns() == other.columns() && std::ranges::equal(features_, other.features_, same);
}

void FeatureTable::require_columns(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    if (has_column(name)) continue;
    throw InputError({.where = source(),
                      .found = tr("the columns ", "các cột ") + joined(columns()),
                      .expected = tr("a column '", "một cột '") + std::string(name) + "'",
                      .outcome = tr("rename it there, or map it with --map",
                                    "hãy đổi tên ở đó hoặc ánh xạ bằng --map"),
                      .layer = layer()});
  }
}

}  // namespace twin

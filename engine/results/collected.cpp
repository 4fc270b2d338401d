#include "engine/results/collected.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/nearest.h"

namespace twin {
namespace {

template <typename Map>
auto& found_in(const Map& map, std::string_view name, const std::string& run) {
  const auto it = map.find(typename Map::key_type(name));
  if (it != map.end()) return it->second;
  std::vector<std::string> there;
  for (const auto& entry : map) there.push_back(entry.first);
  throw no_such_result(run, name, there);
}

}  // namespace

InputError no_such_result(const std::string& run, std::string_view name,
                          std::span<const std::string> there) {
  Text expected = there.empty() ? tr("a run that has it", "một lần chạy có kết quả đó")
                                : expected_name(name, there);
  return InputError({.where = run,
                     .found = tr("no result '", "không có kết quả '") + std::string(name) + "'",
                     .expected = std::move(expected),
                     .outcome = tr("name another run", "hãy chọn lần chạy khác")});
}

Collected::Collected(std::span<const ResultField> fields, std::string scenario, std::string start,
                     std::string run_hash)
    : fields_(fields),
      scenario_(std::move(scenario)),
      start_(std::move(start)),
      run_hash_(std::move(run_hash)) {}

const ResultField& Collected::declared(std::string_view name, FieldKind kind,
                                       std::string_view table) const {
  const auto it = std::ranges::find_if(fields_, [&](const ResultField& field) {
    return field.name == name && field.kind == kind && field.table == table;
  });
  if (it != fields_.end()) return *it;
  throw std::logic_error("the scenario declares no " + std::string(word_of(kind)) + " '" +
                         std::string(name) + "'" +
                         (table.empty() ? "" : " of the table '" + std::string(table) + "'"));
}

std::size_t Collected::rows_of(std::string_view table, std::string_view name) const {
  const auto it = tables_.find(table);
  if (it != tables_.end()) return it->second.size();
  throw std::logic_error("the table '" + std::string(table) + "' comes after its field '" +
                         std::string(name) + "'");
}

void Collected::table(const FeatureTable& rows) {
  if (tables_.insert_or_assign(rows.layer(), rows).second) table_order_.push_back(rows.layer());
  joined_.erase(rows.layer());
}

void Collected::list(std::string_view table) {
  if (!tables_.contains(table)) {
    throw std::logic_error("a list of '" + std::string(table) + "', which is no table");
  }
  lists_.emplace_back(table);
}

void Collected::measure(std::string_view name, double value) {
  declared(name, FieldKind::measure);
  measures_[std::string(name)] = value;
}

void Collected::check_rows(std::string_view table, std::string_view name,
                           std::size_t values) const {
  if (rows_of(table, name) == values) return;
  throw std::logic_error("'" + std::string(name) + "' has not one value a row of '" +
                         std::string(table) + "'");
}

void Collected::column(std::string_view table, std::string_view name,
                       std::span<const double> values) {
  declared(name, FieldKind::column, table);
  check_rows(table, name, values.size());
  columns_.insert_or_assign({std::string(table), std::string(name)},
                            std::vector<double>(values.begin(), values.end()));
  joined_.erase(std::string(table));
}

void Collected::texts(std::string_view table, std::string_view name,
                      std::span<const std::string> values) {
  declared(name, FieldKind::text, table);
  check_rows(table, name, values.size());
  texts_.insert_or_assign({std::string(table), std::string(name)},
                          std::vector<std::string>(values.begin(), values.end()));
  joined_.erase(std::string(table));
}

FeatureTable Collected::joined(const FeatureTable& rows) const {
  std::vector<Column> columns = rows.columns();
  std::vector<const std::vector<double>*> numbers;
  std::vector<const std::vector<std::string>*> texts;
  for (const ResultField& field : fields_) {
    if (field.table != rows.layer()) continue;
    const Place place{std::string(field.table), std::string(field.name)};
    const auto number = columns_.find(place);
    const auto text = texts_.find(place);
    if (number == columns_.end() && text == texts_.end()) continue;
    numbers.push_back(number == columns_.end() ? nullptr : &number->second);
    texts.push_back(text == texts_.end() ? nullptr : &text->second);
    columns.push_back({std::string(field.name),
                       numbers.back() != nullptr ? ColumnKind::number : ColumnKind::text});
  }
  FeatureTable out(rows.source(), rows.layer(), columns);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::vector<Value> cells;
    cells.reserve(columns.size());
    for (const Column& column : rows.columns()) cells.push_back(rows[row].value(column.name));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] == nullptr) {
        cells.emplace_back((*texts[i])[row]);
      } else {
        const double value = (*numbers[i])[row];
        cells.push_back(std::isnan(value) ? Value{} : Value{value});
      }
    }
    out.add(rows[row].fid(), rows[row].geometry(), std::move(cells));
  }
  return out;
}

void Collected::grid(std::string_view name, const Grid<float>& values) {
  declared(name, FieldKind::grid);
  grids_.insert_or_assign(std::string(name), values);
}

void Collected::frame(std::string_view name, double time_s, const Grid<float>& values) {
  declared(name, FieldKind::frames);
  frames_[std::string(name)].insert_or_assign(time_s, values);
}

void Collected::series(std::string_view table, std::string_view name,
                       std::span<const double> times_s, std::span<const float> values) {
  declared(name, FieldKind::series, table);
  if (times_s.size() * rows_of(table, name) != values.size()) {
    throw std::logic_error("the series '" + std::string(name) + "' has not a value a row and time");
  }
  series_.insert_or_assign(
      {std::string(table), std::string(name)},
      Series{{times_s.begin(), times_s.end()}, {values.begin(), values.end()}});
}

bool Collected::has(std::string_view field) const {
  const std::string name(field);
  const auto in_table = [&](const auto& entry) { return entry.second.has_column(field); };
  const auto of_name = [&](const auto& entry) { return entry.first.second == name; };
  return measures_.contains(name) || grids_.contains(name) || frames_.contains(name) ||
         tables_.contains(name) || std::ranges::any_of(tables_, in_table) ||
         std::ranges::any_of(columns_, of_name) || std::ranges::any_of(texts_, of_name) ||
         std::ranges::any_of(series_, of_name);
}

double Collected::measure(std::string_view name) const {
  return found_in(measures_, name, scenario_);
}

const FeatureTable& Collected::table(std::string_view name) const {
  const FeatureTable& rows = found_in(tables_, name, scenario_);
  const std::scoped_lock lock(joining_);
  const auto it = joined_.find(name);
  return it != joined_.end() ? it->second
                             : joined_.emplace(std::string(name), joined(rows)).first->second;
}

std::vector<double> Collected::column(std::string_view table, std::string_view name) const {
  const auto it = columns_.find({std::string(table), std::string(name)});
  if (it != columns_.end()) return it->second;
  return numbers_of(this->table(table), name, scenario_);
}

Grid<float> Collected::grid(std::string_view name) const {
  return found_in(grids_, name, scenario_);
}

std::vector<double> Collected::frame_times_s(std::string_view name) const {
  std::vector<double> times_s;
  for (const auto& entry : found_in(frames_, name, scenario_)) times_s.push_back(entry.first);
  return times_s;
}

Grid<float> Collected::frame(std::string_view name, std::size_t index) const {
  const auto& frames = found_in(frames_, name, scenario_);
  if (index >= frames.size()) throw std::out_of_range("no such frame of " + std::string(name));
  return std::next(frames.begin(), static_cast<std::ptrdiff_t>(index))->second;
}

std::vector<double> Collected::series_times_s(std::string_view table, std::string_view name) const {
  return series_of(table, name).times_s;
}

std::vector<float> Collected::series_at(std::string_view table, std::string_view name,
                                        std::size_t time_index) const {
  const Series& series = series_of(table, name);
  const std::size_t rows = this->table(table).size();
  const auto begin = series.values.begin() + static_cast<std::ptrdiff_t>(time_index * rows);
  return {begin, begin + static_cast<std::ptrdiff_t>(rows)};
}

const Collected::Series& Collected::series_of(std::string_view table, std::string_view name) const {
  const auto it = series_.find({std::string(table), std::string(name)});
  if (it != series_.end()) return it->second;
  std::vector<std::string> there;
  for (const auto& entry : series_) there.push_back(entry.first.second);
  throw no_such_result(scenario_, name, there);
}

std::vector<double> numbers_of(const FeatureTable& table, std::string_view name,
                               const std::string& run) {
  if (!table.has_column(name)) {
    std::vector<std::string> there;
    for (const Column& column : table.columns()) there.push_back(column.name);
    throw no_such_result(run, name, there);
  }
  std::vector<double> values;
  values.reserve(table.size());
  for (const Feature& row : table) values.push_back(row.number(name).value_or(std::nan("")));
  return values;
}

}  // namespace twin

#include "viewer/web_export/told_columns.h"

#include <algorithm>
#include <array>

namespace twin {
namespace {

using Names = std::vector<std::string>;

constexpr std::array<std::string_view, 3> kNeeded = {"id", "source", "assumed"};

bool has(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string full_name(const ToldTable& table, const std::string& column) {
  return table.name + "." + column;
}

/// The rows of `table` with some of its columns.
FeatureTable with_columns(const FeatureTable& table, const Names& kept) {
  std::vector<Column> columns;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    if (!has(kept, table.columns()[i].name)) continue;
    columns.push_back(table.columns()[i]);
    places.push_back(i);
  }
  FeatureTable out(table.source(), table.layer(), std::move(columns));
  out.reserve(table.size());
  for (const Feature& row : table) {
    std::vector<Value> values;
    for (const std::size_t place : places) values.push_back(row.values()[place]);
    out.add(row.fid(), row.geometry(), std::move(values));
  }
  return out;
}

/// Buildings with their addresses as the first column; of several the first.
FeatureTable with_addresses(const FeatureTable& buildings, const AddressBook& addresses) {
  std::vector<Column> columns = buildings.columns();
  columns.insert(columns.begin(), {.name = "address", .kind = ColumnKind::text});
  FeatureTable out(buildings.source(), buildings.layer(), std::move(columns));
  out.reserve(buildings.size());
  for (const Feature& building : buildings) {
    const auto all = addresses.of_building(building.text("id").value_or(""));
    std::vector<Value> values = building.values();
    values.insert(values.begin(), all.empty() ? Value() : Value(CellText(all.front())));
    out.add(building.fid(), building.geometry(), std::move(values));
  }
  return out;
}

ToldTable told_of(const FeatureTable& layer, const ColumnChoice& choice) {
  ToldTable table{.name = layer.layer()};
  for (const Column& column : layer.columns()) {
    const std::string name = full_name(table, column.name);
    const bool may = choice.is_public(layer.layer(), column.name) || has(choice.publish, name);
    const bool told = may && !has(choice.leave_out, name);
    (told ? table.told : table.left_out).push_back(column.name);
  }
  return table;
}

void add_results(const Manifest& manifest, const ColumnChoice& choice,
                 std::vector<ToldTable>& tables) {
  for (const ManifestField& field : manifest.fields) {
    if (field.table.empty()) continue;
    const auto is_it = [&](const ToldTable& one) { return one.of_run && one.name == field.table; };
    auto it = std::ranges::find_if(tables, is_it);
    if (it == tables.end()) {
      it = tables.insert(tables.end(), {.name = field.table, .of_run = true});
    }
    Names& names = has(choice.leave_out, full_name(*it, field.name)) ? it->left_out : it->told;
    if (!has(names, field.name)) names.push_back(field.name);
  }
}

InputError unknown_column(const char* option, const std::string& name,
                          const std::vector<ToldTable>& tables) {
  std::string there;
  for (const ToldTable& table : tables) {
    if (!name.starts_with(table.name + ".")) continue;
    for (const Names& names : {table.told, table.left_out}) {
      for (const std::string& column : names) {
        there += (there.empty() ? "" : ", ") + full_name(table, column);
      }
    }
  }
  Text expected = tr("a layer and one of its columns, as buildings.floors",
                     "tên lớp và một cột của lớp, ví dụ buildings.floors");
  if (!there.empty()) expected = tr("one of ", "một trong ") + there;
  return InputError({.where = option,
                     .found = name,
                     .expected = expected,
                     .outcome = tr("nothing was written", "chưa ghi gì")});
}

InputError needed_column(const std::string& name) {
  return InputError(
      {.where = "--leave-out",
       .found = name,
       .expected = tr("a column other than id, source and assumed, by which features, and what of "
                      "them was assumed, are known",
                      "cột khác id, source và assumed: trang cần chúng để nhận ra đối tượng và cho "
                      "biết phần nào là giả định"),
       .outcome = tr("nothing was written", "chưa ghi gì")});
}

void check(const char* option, const Names& names, const std::vector<ToldTable>& tables) {
  for (const std::string& name : names) {
    const bool known = std::ranges::any_of(tables, [&](const ToldTable& table) {
      const auto is_it = [&](const std::string& column) {
        return full_name(table, column) == name;
      };
      return std::ranges::any_of(table.told, is_it) || std::ranges::any_of(table.left_out, is_it);
    });
    if (!known) throw unknown_column(option, name, tables);
  }
}

}  // namespace

ToldColumns::ToldColumns(const Session& session, const ColumnChoice& choice)
    : ward_(session.ward()) {
  for (auto& [name, layer] : ward_.layers) {
    if (name == "buildings") layer = with_addresses(layer, *ward_.addresses);
    tables_.push_back(told_of(layer, choice));
    layer = with_columns(layer, tables_.back().told);
  }
  for (const auto& run : session.runs()) add_results(run->manifest(), choice, tables_);
  check("--publish", choice.publish, tables_);
  check("--leave-out", choice.leave_out, tables_);
  for (const std::string& name : choice.leave_out) {
    const std::string column = name.substr(name.find('.') + 1);
    if (std::ranges::find(kNeeded, column) != kNeeded.end()) throw needed_column(name);
  }
}

bool ToldColumns::tells(const ManifestField& field) const {
  return std::ranges::none_of(tables_, [&](const ToldTable& table) {
    return table.of_run && table.name == field.table && has(table.left_out, field.name);
  });
}

}  // namespace twin

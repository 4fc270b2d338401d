#include "viewer/model/address_book.h"

#include <algorithm>

#include "engine/gis/read_features.h"

namespace twin {

void AddressBook::read() const {
  const std::vector<std::string> there = layer_names(package_);
  if (std::ranges::find(there, "addresses") == there.end()) return;
  table_ = read_features(package_, "addresses");
  rows_.reserve(table_->size());
  for (std::size_t row = 0; row < table_->size(); ++row) {
    if (auto building = (*table_)[row].text("building_id")) {
      rows_.emplace(std::move(*building), row);
    }
  }
}

const FeatureTable* AddressBook::table() const {
  std::call_once(once_, [this] { read(); });
  return table_ ? &*table_ : nullptr;
}

std::vector<std::string> AddressBook::of_building(const std::string& building_id) const {
  const FeatureTable* addresses = table();
  std::vector<std::size_t> rows;
  const auto [first, last] = rows_.equal_range(building_id);
  for (auto it = first; it != last; ++it) rows.push_back(it->second);
  std::ranges::sort(rows);
  std::vector<std::string> texts;
  for (const std::size_t row : rows) texts.push_back((*addresses)[row].text("text").value_or(""));
  return texts;
}

}  // namespace twin

#include "engine/base/nearest.h"

#include <algorithm>
#include <numeric>

namespace twin {
namespace {

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_name(std::string_view misspelt, std::span<const std::string> valid) {
  std::string nearest;
  std::size_t fewest = std::max<std::size_t>(2, misspelt.size() / 3) + 1;
  for (const std::string& name : valid) {
    const std::size_t edits = edits_between(misspelt, name);
    if (edits < fewest) {
      fewest = edits;
      nearest = name;
    }
  }
  return nearest;
}

Text expected_name(std::string_view misspelt, std::span<const std::string> valid) {
  const std::string nearest = nearest_name(misspelt, valid);
  if (!nearest.empty())
    return tr("perhaps '" + nearest + "'", "tên đúng, có lẽ là '" + nearest + "'");
  std::string names;
  for (const std::string& name : valid) names += (names.empty() ? "" : ", ") + name;
  return tr("one of ", "một trong ") + names;
}

}  // namespace twin

#include "viewer/shapes/value_pages.h"

#include <algorithm>

namespace twin {

ValuePages pages_of(std::size_t features, std::size_t instants) {
  constexpr std::size_t kColumns = ValuePages::kColumns;
  const std::size_t rows = std::max<std::size_t>(1, (features + kColumns - 1) / kColumns);
  return {.rows_a_time = static_cast<int>(rows),
          .instants = std::max<std::size_t>(1, instants),
          .times_a_page = std::max<std::size_t>(1, ValuePages::kMostRows / rows)};
}

}  // namespace twin

#pragma once

#include <cstddef>

namespace twin {

/// How values of features through time are cut into textures ("pages") that every graphics card
/// takes. A page holds whole instants, one after the other, each from a new row on.
struct ValuePages {
  static constexpr int kColumns = 2048;   ///< features beyond them go on in the next row
  static constexpr int kMostRows = 4096;  ///< any card with OpenGL 3.3 takes as many: 32 MB

  int rows_a_time = 1;           ///< of one instant
  std::size_t instants = 1;      ///< in all
  std::size_t times_a_page = 1;  ///< instants, the last page may have fewer

  std::size_t first_of_page_with(std::size_t instant) const {
    return instant - instant % times_a_page;
  }
  bool has_one_page() const { return instants <= times_a_page; }
};

/// Of up to 8 million features; more would take more rows than `kMostRows`.
ValuePages pages_of(std::size_t features, std::size_t instants);

}  // namespace twin

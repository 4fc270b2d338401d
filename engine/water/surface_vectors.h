#pragma once

#include <cstdint>
#include <type_traits>

#include "engine/water/surface_rows.h"

// How a loop over a row of cells becomes vector instructions. For surface_kernel.cpp alone.

namespace twin::surface {

/// Differences of depth are taken in quanta and those of level from differences, not from sums of
/// bed and depth: a thin film keeps its digits however high it lies.
TWIN_INLINE float quanta_between(std::int32_t from, std::int32_t to) {
  return static_cast<float>(to - from);
}

/// All bits where a cell is a wall. Choices are made by such masks: as conditions they would become
/// branches, of whose every outcome a vector does both sides and waits for what decides between
/// them.
TWIN_INLINE std::int32_t wall_mask(float ground_m) { return ground_m >= kWallFrom_m ? -1 : 0; }

TWIN_INLINE std::int32_t masked(std::int32_t mask, std::int32_t where_set, std::int32_t elsewhere) {
  return (where_set & mask) | (elsewhere & ~mask);
}

TWIN_INLINE float masked(std::int32_t mask, float where_set, float elsewhere) {
  return __builtin_bit_cast(float, masked(mask, __builtin_bit_cast(std::int32_t, where_set),
                                          __builtin_bit_cast(std::int32_t, elsewhere)));
}

TWIN_INLINE float where(std::int32_t mask, float value) {
  return __builtin_bit_cast(float, __builtin_bit_cast(std::int32_t, value) & mask);
}

/// Calls `body(k)` for the cells from `first` to before `end`, whole vectors at a time: up to 15
/// cells beyond `end` too, whose rows have room for them and whose values nobody reads. The bodies
/// are functions of values, since locals whose address is taken keep a loop from becoming vectors.
template <typename Body>
TWIN_INLINE void for_cells(int first, int end, const Body& body) {
  for (int k = first; k < end; k += kLanes) {
#pragma omp simd
    for (int lane = 0; lane < kLanes; ++lane) body(k + lane);
  }
}

/// The same for cells or faces of a row from at most kReach before a patch on, where the body is
/// told as a constant whether walls may be near: most vectors of streets and open land need no
/// care.
enum class Within { all_cells, open_cells };

template <Within kWithin = Within::all_cells, typename Body>
TWIN_INLINE void for_cells_and_walls(const Walls* around, int first, int end, const Body& body) {
  for (int k = first; k < end; k += kLanes) {
    const Walls walls = *around++;
    if (kWithin == Within::open_cells && walls == Walls::nothing_else) continue;
    if (walls != Walls::none) {
#pragma omp simd
      for (int lane = 0; lane < kLanes; ++lane) body(k + lane, std::true_type{});
    } else {
#pragma omp simd
      for (int lane = 0; lane < kLanes; ++lane) body(k + lane, std::false_type{});
    }
  }
}

}  // namespace twin::surface

#include "engine/water/surface_ring.h"

#include <algorithm>

namespace twin::surface {
namespace {

template <typename Value>
void fill_around(const Value* field, std::int64_t stride, const CellRange& range,
                 Ring::Around<Value>& around) {
  const auto width = static_cast<std::size_t>(range.cols() + 2 * kReach);
  around.north.resize(kReach * width + kLanes);  // rows are read by whole vectors
  around.south.resize(kReach * width + kLanes);
  around.sides.resize(static_cast<std::size_t>(range.rows()) * 2 * kReach);
  const Value* first = field + range.col_begin - kReach;
  for (int i = 0; i < kReach; ++i) {
    const std::size_t to = static_cast<std::size_t>(i) * width;
    std::copy_n(first + (range.row_begin - kReach + i) * stride, width, around.north.data() + to);
    std::copy_n(first + (range.row_end + i) * stride, width, around.south.data() + to);
  }
  Value* side = around.sides.data();
  for (int row = range.row_begin; row < range.row_end; ++row) {
    const Value* cells = field + row * stride;
    for (int i = 0; i < kReach; ++i) {
      side[i] = cells[range.col_begin - kReach + i];
      side[kReach + i] = cells[range.col_end + i];
    }
    side += 2 * kReach;
  }
}

}  // namespace

void fill_ring(const Fields& fields, const Patch& patch, Ring& ring) {
  fill_around(fields.depth, fields.stride, patch.range, ring.depth);
  fill_around(fields.u, fields.stride, patch.range, ring.u);
  fill_around(fields.v, fields.stride, patch.range, ring.v);
  if (patch.meets_levels) {
    fill_around(fields.pledged, fields.stride, patch.range, ring.pledged);
  }
}

}  // namespace twin::surface

#include "engine/water/surface_exchange.h"

#include <atomic>

namespace twin::surface {
namespace {

/// Where a face between two levels lies: the cell beyond it, and whether that is the one before
/// (west or north of) the face.
struct Border {
  std::int64_t beyond_at;
  std::int8_t beyond_level;
  bool beyond_is_before;
};

/// Takes from a face what a finer neighbour has summed up, or adds to that for a coarser one.
void exchange(const Fields& f, const StepTerms& terms, const Border& border, FaceSum& sum,
              FacesRow& faces, int k) {
  if (border.beyond_level == kStill || border.beyond_level == terms.level) return;
  if (border.beyond_level < terms.level) {
    (border.beyond_is_before ? faces.after : faces.before)[k] = sum.across / terms.dt_s;
    faces.along[k] = sum.along / terms.dt_s;
    sum = {};
    return;
  }
  sum.across += (border.beyond_is_before ? faces.before : faces.after)[k] * terms.dt_s;
  sum.along += faces.along[k] * terms.dt_s;
  const std::int32_t left = border.beyond_is_before ? faces.water[k] : -faces.water[k];
  // Another patch may touch the same cell beyond; whole numbers add up in any order.
  std::atomic_ref(f.pledged[border.beyond_at]).fetch_add(left, std::memory_order_relaxed);
}

}  // namespace

void exchange_x(const Place& p, const StepTerms& terms, const CellRange& patch, int row,
                FacesRow& faces) {
  const auto side = [&](int face_col, int beyond_col, int k) {
    const Border border{row * p.f.stride + beyond_col, level_at(p.f, row, beyond_col),
                        beyond_col < face_col};
    exchange(p.f, terms, border, p.f.west_sums[face_col / kTileCols * p.f.rows + row], faces, k);
  };
  if (patch.col_begin > 0) side(patch.col_begin, patch.col_begin - 1, kFirst);
  if (patch.col_end < p.f.cols) side(patch.col_end, patch.col_end, p.width - kReach);
}

void exchange_y(const Place& p, const StepTerms& terms, const CellRange& patch, int face_row,
                int beyond_row, FacesRow& faces) {
  if (beyond_row < 0 || beyond_row >= p.f.rows) return;
  FaceSum* sums = p.f.north_sums + static_cast<std::int64_t>(face_row / kTileRows) * p.f.cols;
  for (int col = patch.col_begin; col < patch.col_end; ++col) {
    const Border border{beyond_row * p.f.stride + col, level_at(p.f, beyond_row, col),
                        beyond_row < face_row};
    exchange(p.f, terms, border, sums[col], faces, col - p.first_col);
  }
}

}  // namespace twin::surface

#include "layers/terrain/terrain.h"

#include <cmath>
#include <utility>

#include "engine/base/numbers.h"

namespace twin {
namespace {

constexpr float kLowest_m = -20.0F;
constexpr float kHighest_m = 100.0F;

/// What of the needed box the grid covers.
struct Cover {
  double cells = 0;  ///< of the needed box, also those beyond the grid
  double known = 0;
  double strange = 0;  ///< levels that no Hanoi ground has
};

Cover cover_of(const Grid<float>& ground_m, const Box& needed) {
  const GridFrame& frame = ground_m.frame();
  Cover cover;
  cover.cells = (needed.east_m - needed.west_m) * (needed.north_m - needed.south_m) /
                (frame.cell_m * frame.cell_m);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const float level_m = ground_m({row, col});
      if (std::isnan(level_m) || !needed.contains(frame.centre({row, col}))) continue;
      cover.known += 1;
      if (level_m < kLowest_m || level_m > kHighest_m) cover.strange += 1;
    }
  }
  return cover;
}

}  // namespace

Terrain load_terrain(Raster raster, const std::string& file, const Box& needed,
                     Provenance provenance, Findings& findings) {
  const Cover cover = cover_of(raster.values, needed);
  if (cover.known == 0) {
    throw InputError(
        {.where = file,
         .found = tr("no value inside the ward: all no data, or it lies elsewhere",
                     "không có giá trị nào trong phường: toàn NoData hoặc nằm nơi khác"),
         .expected = tr("ground levels of the ward", "cao độ mặt đất của phường"),
         .outcome = tr("give another terrain, or none", "hãy dùng tệp khác hoặc bỏ qua"),
         .layer = "terrain"});
  }
  if (cover.strange > 0) {
    throw InputError(
        {.where = file,
         .found = tr("levels beyond −20 to 100 m in ", "cao độ ngoài −20 đến 100 m ở ") +
                  shown(cover.strange, 0) + tr(" cells", " ô"),
         .expected = tr("metres above Hòn Dấu (EPSG:5727)", "mét so với Hòn Dấu (EPSG:5727)"),
         .outcome = tr("check its unit and datum", "hãy kiểm tra đơn vị và mốc cao độ"),
         .layer = "terrain"});
  }
  const double void_share = 1.0 - cover.known / cover.cells;
  if (void_share > 0.001) {
    findings.add({.where = file,
                  .found = shown(100.0 * void_share, 1) +
                           tr(" % of the ward void", " % phường không có cao độ"),
                  .expected = tr("a level everywhere", "cao độ ở mọi nơi"),
                  .outcome = tr("void cells hold no water", "ô trống không chứa nước"),
                  .hint = tr("give a terrain that covers the whole ward, or fill the void: in QGIS "
                             "Raster → Analysis → Fill Nodata",
                             "dùng tệp địa hình phủ kín phường, hoặc lấp chỗ trống: trong QGIS vào "
                             "Raster → Analysis → Fill Nodata"),
                  .layer = "terrain"});
  }
  return {std::move(raster.values), std::move(provenance)};
}

}  // namespace twin

#include "tools/import/check_levels.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/numbers.h"

namespace twin {
namespace {

/// So many levels, or the layer tells nothing about its datum.
constexpr std::size_t kEnough = 5;
/// Levels of another datum differ from the terrain alike: half of them by no more than this, or a
/// quarter of the shift, from the middle one.
constexpr double kAlike_m = 0.3;
/// Where a GNSS receiver counts from the ellipsoid, its levels in Hanoi are some 28 m too low (the
/// undulation of the geoid there; from memory, rounded).
constexpr double kEllipsoid_m = -28.0;

/// How a level of a layer lies to the ground at its place.
struct Offset {
  double above_m;
  Point place;
};

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class LevelCheck {
 public:
  LevelCheck(const WardLayers& layers, Findings& findings)
      : layers_(layers), ground_m_(layers.terrain.ground_m), findings_(findings) {}

  void check() {
    std::vector<Offset> covers;
    for (const DrainManhole& manhole : layers_.drain_manholes) {
      add(covers, manhole.place, manhole.ground_m);
    }
    tell(covers, "drain_manholes", "ground_m", -0.5, 0.5);
    std::vector<Offset> inverts;
    for (const DrainPipe& pipe : layers_.drain_pipes) {
      add(inverts, pipe.centreline.front(), pipe.invert_from_m);
      add(inverts, pipe.centreline.back(), pipe.invert_to_m);
    }
    tell(inverts, "drain_pipes", "invert_from_m, invert_to_m", -12.0, 0.0);
  }

 private:
  void add(std::vector<Offset>& offsets, Point place, double level_m) const {
    const auto cell = ground_m_.frame().cell_at(place);
    if (!cell || std::isnan(ground_m_(*cell))) return;
    offsets.push_back({level_m - static_cast<double>(ground_m_(*cell)), place});
  }

  /// Says so where the middle level lies outside of what such a thing has to the ground, and most
  /// others lie like it.
  void tell(const std::vector<Offset>& offsets, const std::string& layer, const std::string& column,
            double lowest_m, double highest_m) {
    if (offsets.size() < kEnough) return;
    std::vector<double> above_m;
    for (const Offset& offset : offsets) above_m.push_back(offset.above_m);
    const double middle_m = median(above_m);
    if (middle_m >= lowest_m && middle_m <= highest_m) return;
    std::vector<double> apart_m;
    for (const double value : above_m) apart_m.push_back(std::abs(value - middle_m));
    if (median(apart_m) > std::max(kAlike_m, 0.25 * std::abs(middle_m))) return;
    const Text side = middle_m > 0 ? tr(" m above the terrain", " m trên mặt địa hình")
                                   : tr(" m below the terrain", " m dưới mặt địa hình");
    findings_.add(
        {.where = tr("layer '", "lớp '") + layer + tr("', column '", "', cột '") + column + "'",
         .found = tr("levels ", "cao độ ") + shown(std::abs(middle_m), 1) + side +
                  tr(", most of them alike", ", phần lớn lệch như nhau"),
         .expected = tr("levels above Hòn Dấu (EPSG:5727), as the terrain's: ",
                        "cao độ theo mốc Hòn Dấu (EPSG:5727) như địa hình: từ ") +
                     shown(lowest_m, 1) + tr(" to ", " đến ") + shown(highest_m, 1) + " m",
         .outcome = tr("taken as they are: the drains do not fit the ground",
                       "giữ nguyên: thoát nước không khớp với mặt đất"),
         .hint = mend(middle_m),
         .layer = layer,
         .x_m = offsets.front().place.x_m,
         .y_m = offsets.front().place.y_m});
  }

  static Text mend(double middle_m) {
    if (std::abs(middle_m - kEllipsoid_m) < 5.0) {
      return tr(
          "these seem to be heights above the ellipsoid, as GNSS gives them: have the surveyor "
          "convert them to Hòn Dấu with the geoid model",
          "có vẻ là cao độ trên ellipsoid do máy GNSS cho: đề nghị đơn vị đo chuyển về mốc Hòn "
          "Dấu bằng mô hình geoid");
    }
    if (std::abs(middle_m) > 50.0) {
      return tr("these seem to be in another unit: write metres, not centimetres or millimetres",
                "có vẻ ghi theo đơn vị khác: ghi bằng mét, không phải xentimét hay milimét");
    }
    return tr(
        "ask which benchmark the survey counts from and shift the whole column to Hòn Dấu; "
        "or the terrain is in another datum than the survey",
        "hỏi số liệu đo theo mốc nào rồi chuyển cả cột về mốc Hòn Dấu; hoặc chính địa hình theo "
        "mốc khác với số liệu đo");
  }

  const WardLayers& layers_;
  const Grid<float>& ground_m_;
  Findings& findings_;
};

}  // namespace

void check_levels(const WardLayers& layers, Findings& findings) {
  if (layers.terrain.ground_m.frame().rows == 0) return;
  LevelCheck(layers, findings).check();
}

}  // namespace twin

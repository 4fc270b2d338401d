#include "viewer/look/ground_look.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "engine/space/geometry.h"

namespace twin {
namespace {

using Tone = Eigen::Array3f;

const Tone kClay(0.790F, 0.762F, 0.716F);
const Tone kOutside(0.880F, 0.872F, 0.855F);
const Tone kGrass(0.585F, 0.690F, 0.455F);
const Tone kGarden(0.560F, 0.665F, 0.440F);
const Tone kPlayground(0.765F, 0.700F, 0.585F);
const Tone kPond(0.450F, 0.610F, 0.720F);
const Tone kParking(0.700F, 0.695F, 0.690F);
constexpr float kRelief = 6.0F;  // the ward is flat: slopes are exaggerated to be seen
constexpr int kFine = 3;         // edges of areas are softened by 3 × 3 samples a cell

Tone tone_of(const std::string& kind) {
  if (kind == "pond") return kPond;
  if (kind == "playground") return kPlayground;
  if (kind == "garden") return kGarden;
  return kGrass;
}

/// Mixes `tone` into the cells under a polygon by the share of each that it covers.
void paint(std::vector<Tone>& tones, const GridFrame& frame, const Polygon& polygon,
           const Tone& tone) {
  GridFrame fine = frame;
  fine.cell_m /= kFine;
  fine.rows *= kFine;
  fine.cols *= kFine;
  constexpr float kShare = 1.0F / (kFine * kFine);
  std::vector<std::pair<std::size_t, float>> covered;
  for_cells_in(fine, polygon, [&](Cell cell) {
    const auto index =
        static_cast<std::size_t>(cell.row / kFine) * static_cast<std::size_t>(frame.cols) +
        static_cast<std::size_t>(cell.col / kFine);
    covered.emplace_back(index, kShare);
  });
  std::ranges::sort(covered);
  for (std::size_t i = 0; i < covered.size();) {
    const std::size_t index = covered[i].first;
    float share = 0.0F;
    for (; i < covered.size() && covered[i].first == index; ++i) share += covered[i].second;
    tones[index] += (tone - tones[index]) * share;
  }
}

/// Light from the north-west on slopes made steeper; 1 on a plain.
float relief(const Grid<float>& ground_m, int row, int col) {
  const GridFrame& frame = ground_m.frame();
  const auto& z = ground_m.values();
  const float dx = z(row, std::min(col + 1, frame.cols - 1)) - z(row, std::max(col - 1, 0));
  const float dy = z(std::max(row - 1, 0), col) - z(std::min(row + 1, frame.rows - 1), col);
  const auto run_m = static_cast<float>(2.0 * frame.cell_m);
  const float slope = kRelief * (dx - dy) / run_m * 0.7071F;
  return std::clamp(1.0F + 0.35F * slope / std::sqrt(1.0F + slope * slope), 0.75F, 1.15F);
}

}  // namespace

std::vector<std::array<std::uint8_t, 4>> ground_colours(const WardFolder& ward,
                                                        const GroundLattice& ground) {
  const GridFrame& frame = ground.frame();
  const auto count = static_cast<std::size_t>(frame.rows) * static_cast<std::size_t>(frame.cols);
  const FeatureTable* boundary = ward.layer("boundary");
  std::vector<Tone> tones(count, boundary == nullptr ? kClay : kOutside);
  std::vector<std::uint8_t> inside(count, boundary == nullptr ? 255 : 0);
  const auto index = [&](Cell cell) {
    return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(frame.cols) +
           static_cast<std::size_t>(cell.col);
  };
  if (boundary != nullptr) {
    for (const Feature& part : *boundary) {
      for_cells_in(frame, part.polygon(), [&](Cell cell) {
        tones[index(cell)] = kClay;
        inside[index(cell)] = 255;
      });
    }
  }
  if (const FeatureTable* parking = ward.layer("parking")) {
    for (const Feature& area : *parking) paint(tones, frame, area.polygon(), kParking);
  }
  if (const FeatureTable* greens = ward.layer("greens")) {
    for (const Feature& green : *greens) {
      paint(tones, frame, green.polygon(), tone_of(green.text("kind").value_or("park")));
    }
  }
  std::vector<std::array<std::uint8_t, 4>> colours(count);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const std::size_t i = index({row, col});
      const Tone lit = (tones[i] * relief(ground.ground_m(), row, col)).min(1.0F) * 255.0F;
      colours[i] = {static_cast<std::uint8_t>(lit[0]), static_cast<std::uint8_t>(lit[1]),
                    static_cast<std::uint8_t>(lit[2]), inside[i]};
    }
  }
  return colours;
}

}  // namespace twin

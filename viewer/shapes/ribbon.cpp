#include "viewer/shapes/ribbon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kStep_m = 8.0;          // follows a terrain of gentle slopes
constexpr double kLeastPiece_m = 0.01;   // shorter ones have no direction worth drawing
constexpr double kSharpestMitre = 0.80;  // cosine of half the turn: sharper bends are rounded
const Eigen::Vector3f kUp(0.0F, 0.0F, 1.0F);

struct Direction {
  double x = 0.0;
  double y = 0.0;
};

Direction direction(Point from, Point to) {
  const double length_m = distance_m(from, to);
  return {(to.x_m - from.x_m) / length_m, (to.y_m - from.y_m) / length_m};
}

/// How finely a street is drawn.
struct Fineness {
  double uneven_m;                 ///< ground this straight needs no point between
  double narrow_m;                 ///< narrower ones have bends and ends without rounds
  std::uint32_t round_parts;       ///< of a whole circle
  std::span<const double> across;  ///< places of a section, −1 left edge to 1 right edge
};
constexpr std::array kEdgesAndMiddle = {-1.0, 0.0, 1.0};
constexpr std::array kEdges = {-1.0, 1.0};
constexpr Fineness kNear = {0.015, 0.0, 16, kEdgesAndMiddle};
constexpr Fineness kFar = {0.15, 5.0, 8, kEdges};

/// The line with points every few metres, but where the ground under its middle and its edges is
/// straight only those of its corners.
class Followed {
 public:
  Followed(const Polyline& line, double width_m, const HeightAt& ground, double uneven_m)
      : fine_(densified(line, kStep_m)),
        half_m_(0.5 * width_m),
        ground_(ground),
        uneven_m_(uneven_m) {}

  Polyline points() const {
    Polyline kept;
    std::size_t last = 0;
    for (std::size_t i = 0; i < fine_.size(); ++i) {
      const bool end = i == 0 || i + 1 == fine_.size();
      if (!end && straight(last, i + 1)) continue;
      kept.push_back(fine_[i]);
      last = i;
    }
    return kept;
  }

 private:
  /// Whether nothing between two points lies off the straight line from one to the other.
  bool straight(std::size_t from, std::size_t to) const {
    const Direction ahead = direction(fine_[from], fine_[to]);
    const double whole_m = distance_m(fine_[from], fine_[to]);
    for (const double across_m : {-half_m_, 0.0, half_m_}) {
      const auto height = [&](std::size_t i) {
        return ground_({fine_[i].x_m + across_m * ahead.y, fine_[i].y_m - across_m * ahead.x});
      };
      const double from_m = height(from);
      const double rise_m = height(to) - from_m;
      for (std::size_t i = from + 1; i < to; ++i) {
        const double x_m = fine_[i].x_m - fine_[from].x_m;
        const double y_m = fine_[i].y_m - fine_[from].y_m;
        const double along_m = x_m * ahead.x + y_m * ahead.y;
        if (std::abs(x_m * ahead.y - y_m * ahead.x) > uneven_m_) return false;
        if (std::abs(height(i) - from_m - rise_m * along_m / whole_m) > uneven_m_) return false;
      }
    }
    return true;
  }

  Polyline fine_;
  double half_m_;
  const HeightAt& ground_;
  double uneven_m_;
};

/// Draws one street into a mesh.
class RibbonMaker {
 public:
  RibbonMaker(Mesh& mesh, double width_m, const SceneOrigin& origin, const HeightAt& ground,
              std::size_t feature, const Fineness& fineness, bool widening)
      : mesh_(mesh),
        half_m_(0.5 * width_m),
        origin_(origin),
        ground_(ground),
        feature_(static_cast<float>(feature)),
        fineness_(fineness),
        rounded_(width_m >= fineness.narrow_m),
        widening_(widening) {}

  void draw(const Polyline& line) {
    round(line.front(), 0.0);
    double along_m = 0.0;
    section(line[0], direction(line[0], line[1]), 1.0, along_m, false);
    for (std::size_t i = 1; i < line.size(); ++i) {
      along_m += distance_m(line[i - 1], line[i]);
      const Direction in = direction(line[i - 1], line[i]);
      if (i + 1 == line.size()) {
        section(line[i], in, 1.0, along_m, true);
      } else {
        bend(line[i], in, direction(line[i], line[i + 1]), along_m);
      }
    }
    round(line.back(), along_m);
  }

 private:
  void bend(Point at, Direction in, Direction out, double along_m) {
    const double cosine = std::sqrt(std::max(0.0, 0.5 * (1.0 + in.x * out.x + in.y * out.y)));
    if (cosine >= kSharpestMitre) {
      const double length = std::hypot(in.x + out.x, in.y + out.y);
      section(at, {(in.x + out.x) / length, (in.y + out.y) / length}, 1.0 / cosine, along_m, true);
      return;
    }
    section(at, in, 1.0, along_m, true);
    round(at, along_m);
    section(at, out, 1.0, along_m, !rounded_);
  }

  /// The street's places across it at one point of its line, joined to the section before.
  void section(Point at, Direction ahead, double stretch, double along_m, bool joined) {
    const auto first = static_cast<std::uint32_t>(mesh_.places.size());
    for (const double across : fineness_.across) {
      const Direction out{ahead.y * stretch * across, -ahead.x * stretch * across};
      add({at.x_m + half_m_ * out.x, at.y_m + half_m_ * out.y}, across, along_m, out);
    }
    if (!joined) return;
    const auto places = static_cast<std::uint32_t>(fineness_.across.size());
    for (std::uint32_t k = first; k + 1 < first + places; ++k) {
      mesh_.triangle(k - places, k - places + 1, k);
      mesh_.triangle(k, k - places + 1, k + 1);
    }
  }

  void round(Point at, double along_m) {
    if (!rounded_) return;
    const std::uint32_t middle = add(at, 0.0, along_m, {});
    const std::uint32_t parts = fineness_.round_parts;
    for (std::uint32_t part = 0; part < parts; ++part) {
      const double angle = 2.0 * std::numbers::pi * part / parts;
      const Direction out{std::cos(angle), std::sin(angle)};
      add({at.x_m + half_m_ * out.x, at.y_m + half_m_ * out.y}, 0.0, along_m, out);
      mesh_.triangle(middle, middle + 1 + part, middle + 1 + (part + 1) % parts);
    }
  }

  std::uint32_t add(Point p, double across, double along_m, Direction out) {
    const Eigen::Vector3f outward(static_cast<float>(out.x), static_cast<float>(out.y), 0.0F);
    return mesh_.add(origin_.from(p, ground_(p)), widening_ ? outward : kUp,
                     {feature_, static_cast<float>(across), static_cast<float>(along_m),
                      static_cast<float>(half_m_)});
  }

  Mesh& mesh_;
  double half_m_;
  const SceneOrigin& origin_;
  const HeightAt& ground_;
  float feature_;
  const Fineness& fineness_;
  bool rounded_;
  bool widening_;
};

void add(Mesh& mesh, const Polyline& line, double width_m, const SceneOrigin& origin,
         const HeightAt& ground, std::size_t feature, const Fineness& fineness, bool widening) {
  const Polyline points = Followed(line, width_m, ground, fineness.uneven_m).points();
  if (points.size() < 2) return;
  RibbonMaker(mesh, width_m, origin, ground, feature, fineness, widening).draw(points);
}

}  // namespace

Polyline densified(const Polyline& line, double step_m) {
  Polyline out;
  for (const Point& p : line) {
    if (out.empty()) {
      out.push_back(p);
      continue;
    }
    const Point from = out.back();
    const double piece_m = distance_m(from, p);
    if (piece_m < kLeastPiece_m) continue;
    const int parts = std::max(1, static_cast<int>(std::ceil(piece_m / step_m)));
    for (int part = 1; part < parts; ++part) {
      const double share = static_cast<double>(part) / parts;
      out.push_back({from.x_m + share * (p.x_m - from.x_m), from.y_m + share * (p.y_m - from.y_m)});
    }
    out.push_back(p);
  }
  return out;
}

void add_ribbon(Mesh& mesh, const Polyline& line, double width_m, const SceneOrigin& origin,
                const HeightAt& ground, std::size_t feature) {
  add(mesh, line, width_m, origin, ground, feature, kNear, false);
}

void add_far_ribbon(Mesh& mesh, const Polyline& line, double width_m, const SceneOrigin& origin,
                    const HeightAt& ground, std::size_t feature) {
  add(mesh, line, width_m, origin, ground, feature, kFar, false);
}

void add_widening_ribbon(Mesh& mesh, const Polyline& line, double width_m,
                         const SceneOrigin& origin, const HeightAt& ground, std::size_t feature) {
  add(mesh, line, width_m, origin, ground, feature, kNear, true);
}

}  // namespace twin

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "viewer/look/lookup.h"
#include "viewer/model/run.h"
#include "viewer/model/ward_shapes.h"
#include "viewer/model/world.h"
#include "viewer/shapes/camera.h"
#include "viewer/shapes/drawn_grid.h"
#include "viewer/shapes/pane.h"

namespace twin {

/// What can be shown or hidden.
enum class Part { ground, buildings, streets, drains, greens, river, boundary, water, results };
inline constexpr std::size_t kParts = 9;

/// Pixels as they stand on the screen: rows from the top, four bytes each (red, green, blue, 255).
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

/// How far each pixel's surface lies ahead of the eye, to know what is hidden.
class Depths {
 public:
  Depths() = default;
  Depths(int width, int height, double near_m, double far_m, std::vector<float> buffer)
      : width_(width),
        height_(height),
        near_m_(near_m),
        far_m_(far_m),
        buffer_(std::move(buffer)) {}
  /// Whether a place on the picture is seen, allowing for `slack_m` of depth.
  bool sees(const OnPicture& place, double slack_m) const;
  /// Gives away what it keeps them in.
  std::vector<float> buffer() && { return std::move(buffer_); }

 private:
  int width_ = 0;
  int height_ = 0;
  double near_m_ = 1.0;
  double far_m_ = 1.0;
  std::vector<float> buffer_;  ///< rows from the bottom
};

/// The widest that a value makes a line, on either side beyond the width of its street.
inline constexpr float kWidest_m = 9.0F;

/// A ward on a graphics card, seen from one place, with the values of one or two sides: the ward is
/// there once, each side has its own water, lines and colours of buildings. The only door to
/// OpenSceneGraph; whoever owns the OpenGL context (a window or EGL) makes it current before `draw`
/// and the destructor.
class Scene {
 public:
  static constexpr std::size_t kSides = 2;

  Scene(const WardFolder& ward, const World& world);
  ~Scene();
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  /// Drains lie below the ground: while they are shown, ground and streets are glass.
  void show(Part part, bool shown);
  bool shows(Part part) const;
  /// Buildings stand this many times their height (0 to 1): low ones uncover lanes and water.
  /// The light is worked out anew.
  void set_height_scale(double scale);
  double height_scale() const;
  void set_split(const Split& split);
  const Split& split() const;
  /// Of the picture as it is divided now; the pane of a side has its number.
  std::vector<Pane> panes() const;

  /// A grid over the ground, on the world's lattice: as a surface of water, or as colours. Where
  /// nothing was computed the ground is hatched; shallower water than `wet_from_m` is not drawn.
  void set_grid(std::size_t side, const std::shared_ptr<const DrawnGrid>& grid, ShownAs as,
                const Lookup& lookup, double wet_from_m);
  /// Nothing is known of the grid just now: all of the ward is hatched.
  void set_grid_unknown(std::size_t side);
  void clear_grid(std::size_t side);
  /// Lines of a table in the colours of their values; where `widened`, those of greater values
  /// are wider.
  void set_lines(std::size_t side, const TiledMesh& ribbons, const FeatureValues& values,
                 const Lookup& lookup, bool widened);
  void clear_lines(std::size_t side);
  /// Buildings in the colours of their values, by block of the world.
  void set_buildings(std::size_t side, const FeatureValues& values, const Lookup& lookup);
  void clear_buildings(std::size_t side);
  /// Levels of the rivers of a side, by row of their layer; their usual ones until then.
  void set_rivers(std::size_t side, const std::vector<float>& levels_m);
  /// Instants as indices into the values' times; nothing: what they are then is not known.
  void set_instants(std::size_t side, std::optional<std::size_t> lines,
                    std::optional<std::size_t> buildings);

  /// Draws a building brighter, or none; the lines selected before go.
  void select(std::optional<std::size_t> block);
  /// Adds a line to the selection of a side, on a surface.
  void select_line(const Polyline& line, double width_m, const HeightAt& surface,
                   const Colour& colour, std::size_t side);

  void resize(int width, int height);
  /// Of each pixel, to smooth edges; 0: none.
  void set_samples(int samples);
  /// For weak computers: no smooth edges, and nothing that only near looks show.
  void set_light(bool light);
  bool is_light() const;
  /// Whether edges are smoothed.
  bool is_smooth() const;
  /// Draws, and copies the picture into a framebuffer of the current context (0: into none). A
  /// draft has rough edges and takes less time.
  void draw(const Camera& camera, unsigned framebuffer, bool draft = false);
  /// What was drawn last.
  Picture picture() const;
  /// Into `depths`, whose memory is used again.
  void read_depths(Depths& depths) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> in_;
};

/// Nearest and farthest distance worth drawing for a camera over ground at `ground_m`.
std::array<double, 2> clip_m(const Camera& camera, double ground_m);

}  // namespace twin

#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/water/series_integral.h"
#include "engine/water/surface.h"
#include "engine/water/surface_kernel.h"

// What Surface holds. Private to engine/water.

namespace twin {
namespace surface {

constexpr double kRainToMetres = 1.0 / 3.6e6;  ///< of (mm/h)·s

inline std::int64_t whole(double quanta) { return static_cast<std::int64_t>(std::floor(quanta)); }

/// The whole quanta of a step from a to b: floor(integral until b) − floor(integral until a).
inline std::int32_t between(double quanta_until_a, double quanta_until_b) {
  return static_cast<std::int32_t>(whole(quanta_until_b) - whole(quanta_until_a));
}

/// An array with kHalo cells around the frame, rows one after another.
template <typename Value>
class Padded {
 public:
  Padded() = default;
  Padded(int rows, int cols, Value fill)
      : stride_((cols + 15) / 16 * 16 + 16),  // room for whole vectors and the halo
        values_(static_cast<std::size_t>(stride_ * (rows + 2 * kHalo)), fill) {}

  std::int64_t stride() const { return stride_; }
  std::int64_t at(Cell cell) const { return cell.row * stride_ + cell.col; }
  /// The cell (0, 0) of the frame.
  Value* origin() { return values_.data() + kHalo * stride_ + kHalo; }
  const Value* origin() const { return values_.data() + kHalo * stride_ + kHalo; }
  Value* row(int row) { return origin() + row * stride_; }
  const Value* row(int row) const { return origin() + row * stride_; }

 private:
  std::int64_t stride_ = 0;
  std::vector<Value> values_;
};

/// Depth and velocity at one time.
struct Water {
  Padded<std::int32_t> depth;
  Padded<float> u;
  Padded<float> v;  ///< southwards
};

/// A source as a share of an integral, quanta for a unit of that integral.
struct SourceCell {
  std::int64_t at = 0;
  int tile = 0;
  double quanta = 0.0;
};

struct Tile {
  TileRange range;
  bool wet = true;                ///< some water in it, as far as known
  bool clear = false;             ///< both copies of its water are known to be empty
  bool on_frame = false;          ///< has a side on the frame
  std::vector<int> beside;        ///< the tiles whose water may enter it in one step, itself too
  std::vector<SourceCell> roofs;  ///< quanta for one quantum of rain
};

/// Quanta fallen on an open cell until the begin and the end of a step.
struct Rain {
  double before = 0.0;
  double after = 0.0;
  bool falls() const { return after > before; }
};

struct Inflow {
  std::vector<SourceCell> cells;
  SeriesIntegral m3;
};

struct EdgeRun {
  SurfaceEdge::Kind kind = SurfaceEdge::Kind::free;
  Side side = Side::west;
  std::vector<int> faces;  ///< rows or columns
  SeriesIntegral value;
};

struct Held {
  std::vector<SourceCell> cells;
  SeriesIntegral level_m;
};

struct Inlet {
  SourceCell cell;
  double capacity_m3ps = 0.0;
  double carried = 0.0;  ///< quanta below a whole one
  std::int64_t taken = 0;
};

/// Sums in quanta.
struct QuantaLedger {
  std::int64_t initial = 0, rain = 0, inflow = 0, infiltration = 0, drains = 0, outflow = 0;
};

/// The slowly kept maxima; empty where nothing is recorded.
struct Records {
  double every_s = 0.0;
  float flooded_m = 0.1F;
  double last_s = 0.0;
  double next_s = 0.0;
  std::vector<float> speed_mps, hazard_m2ps, arrival_s, duration_s;
};

}  // namespace surface

struct Surface::State {
  explicit State(const SurfaceSetup& setup);

  GridFrame frame;
  Grid<std::uint8_t> has_ground;
  int threads = 1;
  double cfl = 0.9;
  double longest_step_s = 10.0;
  std::int32_t film = 3355;  ///< quanta, 0.05 mm: no slopes in thinner water

  surface::Padded<float> ground_m;
  surface::Padded<float> friction;
  surface::Water now, next;
  surface::Padded<std::int32_t> max_depth;
  std::int64_t open_cells = 0;

  std::vector<surface::Tile> tiles;
  std::vector<int> active;

  SeriesIntegral rain_mm;  ///< mm, its rate in mm/s
  double wet_from_s = 0.0;
  double most_rain = 1.0;  ///< greatest multiple of the rain that a cell gets with its roofs
  std::vector<surface::Inflow> inflows;
  std::vector<surface::Held> held;
  std::vector<surface::Inlet> inlets;
  std::vector<Infiltration> soils;
  std::vector<std::uint16_t> soil_of_cell;
  std::vector<float> soaked_m;  ///< Green–Ampt's F; empty where no soil needs it
  double soaked_until_s = 0.0;

  std::vector<surface::EdgeRun> edge_runs;
  std::array<std::vector<surface::EdgeFace>, 4> edge_faces;  ///< by Side

  surface::Records records;
  surface::QuantaLedger ledger;
  double time_s = 0.0;
  double fastest_mps = 0.0;
  double last_dt_s = 0.0;
  SurfaceWork work;

  double cell_area_m2() const { return frame.cell_m * frame.cell_m; }
  double m3_of(std::int64_t quanta) const;
  int tile_of(Cell cell) const;
  bool is_open(std::int64_t at) const { return ground_m.origin()[at] < surface::kWallFrom_m; }
  std::size_t flat(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.cols) +
           static_cast<std::size_t>(col);
  }
  surface::SourceCell source_cell(Cell cell, double quanta) const;

  template <typename Archive>
  void visit(Archive& archive);  ///< surface_bytes.cpp

  // surface_setup.cpp
  void read_ground(const SurfaceSetup& setup);
  void read_initial(const SurfaceSetup& setup);
  void read_sources(const SurfaceSetup& setup);
  void read_edges(const SurfaceSetup& setup);
  void make_tiles();
  surface::TileRange open_part(const surface::TileRange& of) const;
  void add_band(int row_begin, int row_end);
  void add_roof(const CellShare& roof);
  std::pair<std::int64_t, std::int64_t> inside_of(Side side, int face) const;
  void add_ground_beyond(Side side, int face);

  // surface.cpp
  double step_length(double until_s) const;
  double fastest_outside() const;
  double fastest_rise_mps(double within_s) const;
  void step(double dt_s, double end_s);
  void list_active_tiles(bool raining);
  void set_edges(double dt_s, double end_s);
  void take_results(const std::vector<surface::TileResult>& results);
  void count_edges();

  // surface_sources.cpp
  surface::Rain rain_between(double begin_s, double end_s) const;
  void shed_roofs(const surface::Tile& tile, surface::Rain rain, surface::TileResult& result);
  void add_sources(double begin_s, double end_s);
  void infiltrate(double end_s);
  void record();
  void add_to(const surface::SourceCell& cell, std::int32_t quanta);
};

}  // namespace twin

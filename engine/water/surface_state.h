#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/large_pages.h"
#include "engine/water/series_integral.h"
#include "engine/water/surface.h"
#include "engine/water/surface_kernel.h"
#include "engine/water/surface_levels.h"
#include "engine/water/surface_ring.h"

// What Surface holds. Private to engine/water.

namespace twin {
namespace surface {

constexpr std::int64_t kTooFewToShare = 20000;  ///< cells
constexpr double kRainToMetres = 1.0 / 3.6e6;   ///< of (mm/h)·s

inline std::int64_t whole(double quanta) { return static_cast<std::int64_t>(std::floor(quanta)); }

/// The whole quanta of a step from a to b: floor(integral until b) − floor(integral until a).
inline std::int32_t between(double quanta_until_a, double quanta_until_b) {
  return static_cast<std::int32_t>(whole(quanta_until_b) - whole(quanta_until_a));
}

/// An array with kHalo cells around the frame, rows one after another. Every kLanes columns from
/// the first one on are a line of the cache.
template <typename Value>
class Padded {
 public:
  Padded() = default;
  Padded(int rows, int cols, Value fill)
      : stride_((cols + kLanes - 1) / kLanes * kLanes + kLanes),  // whole vectors and the halo
        values_(static_cast<std::size_t>(kLanes + stride_ * (rows + 2 * kHalo)), fill) {}

  std::int64_t stride() const { return stride_; }
  std::int64_t at(Cell cell) const { return cell.row * stride_ + cell.col; }
  /// The cell (0, 0) of the frame.
  Value* origin() { return values_.data() + kHalo * stride_ + kLanes; }
  const Value* origin() const { return values_.data() + kHalo * stride_ + kLanes; }
  Value* row(int row) { return origin() + row * stride_; }
  const Value* row(int row) const { return origin() + row * stride_; }

 private:
  std::int64_t stride_ = 0;
  std::vector<Value, LargePages<Value>> values_;
};

/// A source as a share of an integral, quanta for a unit of that integral.
struct SourceCell {
  std::int64_t at = 0;
  std::int64_t signal_at = 0;  ///< its block
  double quanta = 0.0;
};

/// A cell of one of the inflows or held waters.
struct PartOfSource {
  int source = 0;
  SourceCell cell;
};

/// The open cells of a tile that lie in a zone of rain.
struct CellsInZone {
  int zone = 0;
  std::int64_t open_cells = 0;
};

struct Tile {
  CellRange range;
  std::int64_t open_cells = 0;
  bool on_frame = false;           ///< has a side on the frame
  std::vector<CellsInZone> zones;  ///< those that have open cells here
  std::vector<PartOfSource> inflows;
  std::vector<int> inlets;
  std::vector<PartOfSource> held;

  bool is_fed() const { return !inflows.empty() || !held.empty(); }
};

/// A step of the tiles of one level.
struct Span {
  double begin_s = 0.0;
  double end_s = 0.0;
  double length_s() const { return end_s - begin_s; }
};

/// Ground on which the same rain falls.
struct RainZone {
  SeriesIntegral mm;  ///< (mm/h)·s
  double wet_from_s = 0.0;
};

/// One use of the ground in one zone of rain: they soak alike.
struct ZonedSoil {
  Infiltration kind;
  std::size_t zone = 0;
};

struct Inflow {
  SeriesIntegral m3;
  double most_quanta = 0.0;  ///< the greatest share of a cell, quanta for 1 m³
};

struct EdgeRun {
  SurfaceEdge::Kind kind = SurfaceEdge::Kind::free;
  Side side = Side::west;
  std::vector<int> faces;  ///< rows or columns
  SeriesIntegral value;
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
  QuantaLedger& operator+=(const QuantaLedger& other);
};

/// The tiles of one level in a round.
struct Level {
  std::vector<int> tiles;
  std::vector<Patch> patches;
  std::int64_t open_cells = 0;
  double stepped_until_s = 0.0;
  double noted_until_s = 0.0;  ///< greatest depths hold the water of this time
  float fastest_mps = 0.0F;    ///< after its last step
};

/// What the step of a patch gave.
struct PatchOutcome {
  PatchResult result;
  QuantaLedger flows;
};

/// Of a cell, m/s; v southwards.
struct Velocity {
  float u = 0.0F;
  float v = 0.0F;
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
  double cfl = 0.95;
  double longest_step_s = 10.0;
  bool local_steps = false;
  SurfaceScheme scheme = SurfaceScheme::second_order;
  std::int32_t film = 3355;  ///< quanta, 0.05 mm: no slopes in thinner water

  surface::Padded<float> ground_m;
  surface::Padded<float> friction;
  surface::Padded<std::int32_t> depth;  ///< quanta
  surface::Padded<float> u;
  surface::Padded<float> v;  ///< southwards
  surface::Padded<std::int32_t> max_depth;
  surface::Padded<std::int32_t> pledged;  ///< between levels, within a round
  std::int64_t open_cells = 0;
  int vectors_across = 0;
  std::vector<surface::Walls> walls;  ///< around each vector of cells, with the halo's rows

  surface::TileLattice lattice;
  std::vector<surface::Tile> tiles;
  int signals_across = 0;
  std::vector<float> signal_mps;  ///< of blocks of cells
  std::vector<std::int8_t> level_of_tile;
  std::vector<surface::FaceSum> west_sums, north_sums;
  std::vector<surface::Level> levels;  ///< of this round
  std::vector<surface::Ring> rings;    ///< of the patches that move now

  std::vector<surface::RainZone> rain_zones;    ///< at least one
  surface::Padded<std::uint16_t> zone_of_cell;  ///< empty where there is one zone
  surface::RoofedCells roofs;
  double most_rain = 1.0;  ///< greatest multiple of the rain that a cell gets with its roofs
  std::vector<surface::Inflow> inflows;
  std::vector<SeriesIntegral> held_level_m;
  std::vector<surface::Inlet> inlets;
  std::vector<surface::ZonedSoil> soils;
  std::vector<std::uint16_t> soil_of_cell;
  std::vector<float> soaked_m;  ///< Green–Ampt's F; empty where no soil needs it
  double soaked_until_s = 0.0;

  std::vector<surface::EdgeRun> edge_runs;
  std::array<std::vector<surface::EdgeFace>, 4> edge_faces;  ///< by Side

  surface::Records records;
  surface::QuantaLedger ledger;
  double time_s = 0.0;
  double last_round_s = 0.0;
  SurfaceWork work;

  double cell_area_m2() const { return frame.cell_m * frame.cell_m; }
  double m3_of(std::int64_t quanta) const;
  /// Whether there is enough to do to wake threads for it.
  bool share_work() const { return threads > 1 && open_cells > surface::kTooFewToShare; }
  /// Local inertia keeps discharges at faces where the others keep velocities of cells.
  bool keeps_discharges() const { return scheme == SurfaceScheme::inertial; }
  surface::Velocity velocity(int row, int col) const;
  bool opens_at(Side side, int face) const;
  bool is_open(std::int64_t at) const { return ground_m.origin()[at] < surface::kWallFrom_m; }
  /// Of any cell, in the frame or not.
  bool is_open_cell(Cell cell) const {
    return cell.row >= 0 && cell.row < frame.rows && cell.col >= 0 && cell.col < frame.cols &&
           is_open(ground_m.at(cell));
  }
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
  void give_speed(int row, int col, float u_mps, float v_mps);
  void read_rain(const SurfaceSetup& setup);
  void count_zones(surface::Tile& tile) const;
  void read_sources(const SurfaceSetup& setup);
  void read_soil(const SurfaceSetup& setup);
  void read_edges(const SurfaceSetup& setup);
  void find_walls();
  void make_tiles();
  surface::Tile& tile_of(Cell cell);
  void read_roofs(const SurfaceSetup& setup);
  std::pair<std::int64_t, std::int64_t> inside_of(Side side, int face) const;
  void add_ground_beyond(Side side, int face);

  // surface_round.cpp
  void go_round(double until_s);
  surface::RoundPlan next_round(double until_s) const;
  bool step_levels(int n, double end_s, bool all, double substep_s);
  std::vector<double> allowed_steps() const;
  float fastest_around(int tile) const;
  double fastest_outside() const;
  double fastest_rise_mps(double within_s) const;
  std::vector<bool> moving_tiles() const;
  int most_tiles_together(std::size_t tiles_of_level) const;
  void set_levels(const surface::RoundPlan& plan);
  void lay_out(const surface::RoundPlan& plan);
  void step_level(surface::Level& level, double end_s, bool ends_round);
  void note_max_of_early();
  void settle(surface::Level& level, const std::vector<surface::PatchOutcome>& outcomes,
              double end_s);
  surface::EdgeFaces edge_sides();
  surface::PatchOutcome move_patch(const surface::Patch& patch, const surface::Ring& ring,
                                   const surface::StepTerms& terms, surface::Span span);
  std::vector<surface::EdgeTerms> edge_terms(surface::Span span) const;
  void continue_beyond_free_edges();
  void count_edges();
  surface::Fields fields();

  // surface_sources.cpp
  bool has_zones() const { return rain_zones.size() > 1; }
  int zone_at(Cell cell) const;
  std::vector<surface::Rain> rain_in(surface::Span span) const;
  surface::QuantaLedger feed_and_drain(const surface::Tile& tile, surface::Span span);
  std::int64_t pour_inflows(const surface::Tile& tile, surface::Span span);
  std::int64_t take_by_inlets(const surface::Tile& tile, surface::Span span);
  void hold(const surface::Tile& tile, double end_s, surface::QuantaLedger& flows);
  void infiltrate(double end_s);
  std::int64_t soak_tile(const surface::Tile& tile, const std::vector<std::int32_t>& capacity,
                         double dt_s);
  std::int64_t soak_row_by_cell(const surface::CellRange& range, int row,
                                const std::vector<std::int32_t>& capacity, double dt_s,
                                bool& dried);
  void record();
  void add_to(const surface::SourceCell& cell, std::int32_t quanta);
  float signal_of(std::int64_t at) const;
  void calm(std::int64_t at);
};

}  // namespace twin

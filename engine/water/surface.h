#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/csv_file.h"
#include "engine/base/progress.h"
#include "engine/base/text.h"
#include "engine/space/grid.h"
#include "engine/water/infiltration.h"
#include "engine/water/surface_scheme.h"

// Water on the ground: the two-dimensional shallow-water equations on square cells.
//
//   ∂h/∂t + ∂(hu)/∂x + ∂(hv)/∂y = sources
//   ∂(hu)/∂t + ∂(hu² + g h²/2)/∂x + ∂(huv)/∂y = −g h ∂z/∂x − g n² u |u| / h^(1/3)     (v alike)
//
// - Finite volumes, second order in space and time by MUSCL–Hancock (van Leer 1984; Toro 2001,
//   ch. 14): minmod slopes of level, depth and velocity, half a step of the equations inside each
//   cell, then one Riemann problem a face. No slopes beside dry cells or in films below 0.05 mm;
//   one-sided ones beside walls.
// - HLLC fluxes with Einfeldt's and the dry-front speeds (Toro 2001, 10.4 and 10.8); at rest they
//   balance the bed exactly by hydrostatic reconstruction (Audusse et al. 2004).
// - Manning friction is fully implicit in each cell (the quadratic in |u| is solved), so thin films
//   are stable and uniform flow is exact.
// - Depth is a whole number of quanta of 2^-26 m. What crosses a face is rounded once and given to
//   both sides, so water is conserved to the last quantum, in any order of cells and for any number
//   of threads. No cell gives more than it holds: its outflows are cut by the share of the step
//   after which it is empty (the draining time of Bollermann, Noelle, Lukáčová 2011).
// - Rain, inflows and losses are taken from their exact integrals over time; the remainder below a
//   quantum is carried on. Rain that differs from place to place falls by zones, each of them
//   exact.
// - Two plainer schemes are there to be looked at: finite volumes of first order, which need two
//   thirds of the work and smear films and waves, and local inertia (Bates, Horritt, Fewtrell 2010;
//   de Almeida et al. 2012), which leaves out what flowing water carries along and keeps discharges
//   at faces. Its flow is at most critical; the ledger is as exact.
// - Steps: dt · ((|u| + c) + (|v| + c)) / cell ≤ cfl in every cell, by local inertia
//   dt · 1.5 c / cell ≤ cfl; they end on asked times. With
//   `local_steps` tiles take 1, 2, 4 or 8 steps in a round; what crosses between two of different
//   steps is reckoned on the finer side and given to both (Osher and Sanders 1983), so water is
//   conserved all the same.
//
// Arrays only: no file, no global state; any number of surfaces may run side by side.

namespace twin {

enum class Side { west, east, south, north };

/// What happens along a part of the frame; the rest of it is walls.
struct SurfaceEdge {
  enum class Kind { level, free, discharge };
  Text where = {};  ///< what messages call it; empty: "edge"
  Side side = Side::west;
  Kind kind = Kind::free;
  /// Level (m, as the ground) or discharge (m³/s inwards, spread evenly over the open cells).
  Series series = {};
  double begin_m = -std::numeric_limits<double>::infinity();  ///< coordinate along the side,
  double end_m = std::numeric_limits<double>::infinity();     ///< y for west and east
};

/// A share of something given to a cell.
struct CellShare {
  Cell cell;
  double share = 1.0;
};

/// Water added without momentum. Shares of closed cells go to the others.
struct SurfaceInflow {
  Text where = {};  ///< what messages call it; empty: "inflow"
  std::vector<CellShare> cells;
  Series m3ps;  ///< linear between its rows
};

/// Cells held at a level, such as a river inside the frame. What that takes or gives is in the
/// ledger as inflow and outflow.
struct HeldWater {
  std::vector<Cell> cells;
  Series level_m;
};

/// An inlet that takes up to its capacity, and no more than its cell holds.
struct SurfaceInlet {
  Cell cell;
  double capacity_m3ps = 0.0;
};

/// One use of the ground for infiltration, and the cells that have it by its number.
struct Soil {
  std::vector<Infiltration> kinds;
  Grid<std::uint16_t> kind_of_cell;  ///< index into `kinds`
};

/// Rain that differs from place to place: the zones that have one rain each, and the zone of every
/// cell. What falls on a cell, and what a roof sheds onto it, is the rain of its zone.
struct RainZones {
  std::vector<Series> mm_per_h;      ///< by zone; piecewise constant from each row on
  Grid<std::uint16_t> zone_of_cell;  ///< index into `mm_per_h`
};

struct SurfaceSetup {
  Grid<float> ground_m;                      ///< NaN: no data, a wall that holds no water
  Grid<std::uint8_t> blocked;                ///< not 0: holds no water
  Grid<float> manning;                       ///< s/m^(1/3), 0 or above
  Series rain_mm_per_h = {};                 ///< piecewise constant from each row on; empty: none
  std::optional<RainZones> rain_zones = {};  ///< instead of `rain_mm_per_h`
  /// Rain that reaches a cell besides its own, as multiples of the rain on one open cell: the
  /// roofs that shed onto it.
  std::vector<CellShare> roofs = {};
  std::optional<Soil> soil = {};
  std::vector<SurfaceEdge> edges = {};
  std::vector<SurfaceInflow> inflows = {};
  std::vector<HeldWater> held = {};
  std::vector<SurfaceInlet> inlets = {};
  std::optional<double> initial_level_m = {};       ///< water up to here, to the quantum
  std::optional<Grid<float>> initial_depth_m = {};  ///< or this deep
  std::optional<Grid<float>> initial_u_mps = {};    ///< eastwards
  std::optional<Grid<float>> initial_v_mps = {};    ///< northwards

  SurfaceScheme scheme = SurfaceScheme::second_order;
  double cfl = 0.95;  ///< above 0, up to 1
  double longest_step_s = 10.0;
  /// Tiles of slow water take longer steps than those of fast water. False: one step for all, whose
  /// results are mirrored to the bit where the ground is mirrored; so it is by local inertia
  /// always.
  bool local_steps = false;
  int threads = 1;
  /// Speed, hazard, arrival and duration are looked at this often; 0: never.
  double record_every_s = 0.0;
  double flooded_m = 0.10;  ///< depth from which arrival and duration count

  explicit SurfaceSetup(const GridFrame& frame)
      : ground_m(frame, 0.0F), blocked(frame, 0), manning(frame, 0.0F) {}
};

/// Where the water went, m³.
struct WaterLedger {
  double initial_m3 = 0.0;
  double rain_m3 = 0.0;    ///< on open cells and from roofs
  double inflow_m3 = 0.0;  ///< inflows, edges and held water, what comes in
  double infiltration_m3 = 0.0;
  double drains_m3 = 0.0;
  double outflow_m3 = 0.0;  ///< edges and held water, what leaves
  double stored_m3 = 0.0;

  double error_m3() const;        ///< in − out − stored
  double error_relative() const;  ///< over initial + rain + inflow; 0 where there was none
};

/// What was worst in each cell so far. All but the depth are looked at every `record_every_s`.
struct SurfaceMaxima {
  Grid<float> depth_m;  ///< after every step
  Grid<float> speed_mps;
  Grid<float> hazard_m2ps;  ///< depth times speed
  Grid<float> arrival_s;    ///< first time at `flooded_m`; NaN: never
  Grid<float> duration_s;   ///< time at or above `flooded_m`
};

/// Counts for judging speed.
struct SurfaceWork {
  std::int64_t steps = 0;         ///< the shortest ones
  std::int64_t rounds = 0;        ///< after which all cells are at the same time
  std::int64_t cells = 0;         ///< that can hold water
  std::int64_t cell_updates = 0;  ///< wet open cells, each step counted once
};

/// Water on a grid of ground, moved through time.
///
///     Surface surface(setup);
///     for (double t = 60; t <= 3600; t += 60) { surface.advance(t); show(surface.depth_m()); }
class Surface {
 public:
  /// Copies what it needs. @throws InputError: a frame of another size, negative roughness or
  /// depth, a depth above 31 m, an edge or inflow without an open cell, a cell of a zone that is
  /// not there, or more than 65,536 pairs of soil and zone.
  explicit Surface(const SurfaceSetup& setup);
  ~Surface();
  Surface(Surface&&) noexcept;
  Surface& operator=(Surface&&) noexcept;

  /// Moves the water to `time_s`; the last step ends there exactly.
  /// @throws NumericalError where a depth leaves 0 to 31 m or the step vanishes; Cancelled.
  void advance(double time_s, const Progress& progress = Progress{});
  double time_s() const;

  const GridFrame& frame() const;
  bool is_open(Cell cell) const;
  double depth_m(Cell cell) const;
  double level_m(Cell cell) const;  ///< the ground where dry
  double u_mps(Cell cell) const;    ///< eastwards
  double v_mps(Cell cell) const;    ///< northwards

  // Whole grids; NaN in cells without ground data, 0 in blocked ones.
  Grid<float> depth_m() const;
  Grid<float> u_mps() const;
  Grid<float> v_mps() const;
  SurfaceMaxima maxima() const;

  /// Adds up the stored water anew, so that its error is a check and not an identity.
  WaterLedger ledger() const;
  /// What each inlet has taken so far, m³, in the order of the setup.
  std::vector<double> inlet_m3() const;
  /// New capacities, as a full drain gives them; m³/s in the order of the setup.
  void set_inlet_capacities(std::span<const double> m3ps);
  /// What leaves through a side now, m³/s: the flow of the last round. Indexed by Side.
  std::array<double, 4> leaving_m3ps() const;
  SurfaceWork work() const;

  /// Everything that changes, so that a surface of the same setup goes on to the same bits.
  std::string save_state() const;
  /// @throws InputError where the bytes are of another setup or cut off.
  void load_state(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The cells that a line touches, shared by length; a line on the frame takes the cells inside.
std::vector<CellShare> cells_on_line(const GridFrame& frame, Point from, Point to);
/// The cells whose centres lie in a disc, in equal shares; the one that holds its centre where
/// there is none.
std::vector<CellShare> cells_in_disc(const GridFrame& frame, Point centre, double radius_m);

}  // namespace twin

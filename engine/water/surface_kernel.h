#pragma once

#include <cstdint>
#include <vector>

#include "engine/water/surface_scheme.h"

// The inner loop of Surface: one step of one patch of cells, in place. Private to engine/water.
//
// Axes of the arrays: columns go east, rows go south, as in the grids, so `v` here is the velocity
// southwards. The arrays have kHalo rows and columns of wall around the frame.
//
// Patches of a level move at the same time, so each keeps the cells around it as they were before
// (Ring). Where a patch meets tiles of other levels (surface_levels.h), the finer side computes the
// exchange and the coarser one takes the sum of it when its own, longer step ends.

namespace twin::surface {

constexpr float kGravity_mps2 = 9.81F;
constexpr float kQuantum_m = 1.0F / 67108864.0F;  ///< 2^-26 m
constexpr float kQuantaPerMetre = 67108864.0F;
constexpr double kDeepest_m = 31.0;       ///< 32 m of quanta no longer fit
constexpr float kWall_m = 1.0e9F;         ///< the ground of cells that hold no water
constexpr float kWallFrom_m = 1.0e8F;     ///< ground from here on is such a cell
constexpr float kInertialSignals = 1.5F;  ///< of c: waves of the face scheme go as fast as √2 c
constexpr int kHalo = 4;
constexpr int kLanes = 16;  ///< cells at a time: one vector of the widest kind
constexpr int kReach = 3;   ///< cells around a patch that its step looks at

constexpr int kTileRows = 32;  ///< a tile has one level
constexpr int kTileCols = 128;
constexpr int kPatchRows = 256;  ///< a patch is at most this large
constexpr int kPatchCols = 512;
constexpr int kSignalRows = 8;  ///< the greatest signal speed is kept for blocks of cells
constexpr int kSignalCols = kLanes;
static_assert(kTileRows % kSignalRows == 0 && kTileCols % kSignalCols == 0);
static_assert(kPatchRows % kTileRows == 0 && kPatchCols % kTileCols == 0);

/// Columns begin at a multiple of kLanes and end at one or at the frame: whole vectors are written.
struct CellRange {
  int row_begin = 0;
  int row_end = 0;
  int col_begin = 0;
  int col_end = 0;

  int rows() const { return row_end - row_begin; }
  int cols() const { return col_end - col_begin; }
  bool operator==(const CellRange&) const = default;
};

/// Momentum that crossed a face between two levels, times the steps it took, as the cell on the
/// coarser side sees it.
struct FaceSum {
  float across = 0.0F;
  float along = 0.0F;
};

/// Cells that hold no water around a vector of cells.
enum class Walls : std::uint8_t {
  none,  ///< within kReach columns and a row of it
  some,
  nothing_else  ///< its own cells and those within kReach columns of its row
};

/// Quanta fallen on an open cell until the begin and the end of a step.
struct Rain {
  double before = 0.0;
  double after = 0.0;
  bool falls() const { return after > before; }
};

/// The cells that roofs shed onto, row by row, each row from west to east.
struct RoofedCells {
  std::vector<std::int32_t> row_begin;  ///< of each row of the frame, and the end of the last
  std::vector<std::int32_t> col;
  std::vector<double> share;  ///< multiples of the rain on the cell itself
};

/// The fields, each pointing at the cell (0, 0) of the frame, rows `stride` apart, and what is kept
/// of tiles of kTileRows × kTileCols cells, `tiles_across` in a row of them.
struct Fields {
  std::int64_t stride = 0;
  const float* ground_m = nullptr;
  const float* friction = nullptr;           ///< g n²
  const std::uint16_t* rain_zone = nullptr;  ///< null where the same rain falls on all cells
  const RoofedCells* roofs = nullptr;        ///< null where no roof sheds
  std::int32_t* depth = nullptr;             ///< quanta
  float* u = nullptr;  ///< by local inertia the discharge through the west side, m²/s
  float* v = nullptr;  ///< and that through the north side
  std::int32_t* max_depth = nullptr;
  std::int32_t* pledged = nullptr;  ///< quanta that left through faces since a cell's last step
  /// Of each vector of cells, also in the halo's rows. Points at row 0; rows are `vectors_across`
  /// long.
  const Walls* walls = nullptr;
  int vectors_across = 0;
  float* signal_mps = nullptr;  ///< greatest |u| + |v| + 2c of a block of cells
  int signals_across = 0;

  int rows = 0;  ///< of the frame
  int cols = 0;
  const std::int8_t* level = nullptr;  ///< of a tile; kStill: it stays as it is
  int tiles_across = 0;
  FaceSum* west_sums = nullptr;   ///< on the west sides of tiles: [tile column][row]
  FaceSum* north_sums = nullptr;  ///< on the north sides of tiles: [tile row][column]
};

constexpr std::int8_t kStill = -1;

/// What a face on the frame does.
struct EdgeFace {
  enum class Kind : std::uint8_t { wall, level, free, discharge };
  Kind kind = Kind::wall;
  int run = 0;               ///< index into StepTerms::edges
  std::int64_t leaving = 0;  ///< result: quanta that left, added up
};

/// The water outside during one step, for a run of faces.
struct EdgeTerms {
  float level_m = 0.0F;      ///< of the water outside
  float inflow_m2ps = 0.0F;  ///< discharge a metre, inwards
  std::int32_t inflow = 0;   ///< the same as quanta for the step
};

/// The four sides; a side without open edges is null. West and east by row, north and south by
/// column.
struct EdgeFaces {
  EdgeFace* west = nullptr;
  EdgeFace* east = nullptr;
  EdgeFace* north = nullptr;
  EdgeFace* south = nullptr;
};

struct StepTerms {
  float dt_s = 0.0F;
  float cell_m = 1.0F;
  std::int32_t rain = 0;                       ///< quanta on every open cell
  const std::int32_t* rain_of_zone = nullptr;  ///< or those of each zone, where there are some
  const Rain* roof_rain = nullptr;             ///< of each zone; at least one
  std::int32_t film = 0;                       ///< no slopes in cells of no more quanta than this
  SurfaceScheme scheme = SurfaceScheme::second_order;
  std::int8_t level = 0;  ///< of the tiles of the patch
  bool notes_max = true;  ///< its end is the end of a round
  const EdgeTerms* edges = nullptr;
};

struct Ring;  // surface_ring.h

/// A rectangle of tiles of one level, within the frame.
struct Patch {
  CellRange range;
  bool meets_levels = false;  ///< it touches a tile of another level, if only at a corner
};

struct PatchResult {
  std::int32_t least = 0;  ///< least and greatest depth, quanta
  std::int32_t greatest = 0;
  std::int64_t wet_cells = 0;
  std::int64_t shed = 0;  ///< quanta that roofs gave
};

/// Keeps the greatest depths of some cells.
void note_max(const Fields& fields, const CellRange& range);

/// The soil of each cell of the frame, row by row without a halo, and the quanta that each takes.
struct Soils {
  const std::uint16_t* of_cell = nullptr;
  const std::int32_t* capacity = nullptr;
};

/// Takes from a row of cells what their soils can take. Returns how much that was; `dried` is set
/// where it left some of them without water.
std::int64_t soak_row(const Fields& fields, const CellRange& range, int row, const Soils& soils,
                      bool& dried);

/// Computes the next state of the cells of a patch. Writes those cells, their blocks' signals, and
/// what it has to tell tiles of coarser levels. Patches of one level may be stepped side by side
/// once all their rings are filled.
PatchResult step_patch(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                       const StepTerms& terms, const Patch& patch);

}  // namespace twin::surface

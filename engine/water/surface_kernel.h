#pragma once

#include <cstdint>

// The inner loop of Surface: one step of one tile of cells. Private to engine/water.
//
// Axes of the arrays: columns go east, rows go south, as in the grids, so `v` here is the velocity
// southwards. The arrays have kHalo rows and columns of wall around the frame.

namespace twin::surface {

constexpr float kGravity_mps2 = 9.81F;
constexpr float kQuantum_m = 1.0F / 67108864.0F;  ///< 2^-26 m
constexpr float kQuantaPerMetre = 67108864.0F;
constexpr double kDeepest_m = 31.0;    ///< 32 m of quanta no longer fit
constexpr float kWall_m = 1.0e9F;      ///< the ground of cells that hold no water
constexpr float kWallFrom_m = 1.0e8F;  ///< ground from here on is such a cell
constexpr int kHalo = 4;
constexpr int kLanes = 16;  ///< cells at a time: one vector of the widest kind
constexpr int kTileRows = 64;
constexpr int kTileCols = 256;
static_assert(kTileCols % kLanes == 0);

/// The fields, each pointing at the cell (0, 0) of the frame, rows `stride` apart.
struct Fields {
  std::int64_t stride = 0;
  const float* ground_m = nullptr;
  const float* friction = nullptr;      ///< g n²
  const std::int32_t* depth = nullptr;  ///< quanta
  const float* u = nullptr;
  const float* v = nullptr;
  std::int32_t* next_depth = nullptr;
  float* next_u = nullptr;
  float* next_v = nullptr;
  std::int32_t* max_depth = nullptr;
};

/// What a face on the frame does during one step.
struct EdgeFace {
  enum class Kind : std::uint8_t { wall, level, free, discharge };
  Kind kind = Kind::wall;
  float level_m = 0.0F;      ///< of the water outside
  float inflow_m2ps = 0.0F;  ///< discharge a metre, inwards
  std::int32_t inflow = 0;   ///< the same as quanta for the step
  std::int32_t leaving = 0;  ///< result: quanta that left
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
  std::int32_t rain = 0;  ///< quanta on every open cell
  std::int32_t film = 0;  ///< no slopes in cells of no more quanta than this
};

/// Columns begin at a multiple of kLanes and end at one or at the frame: whole vectors are written.
struct TileRange {
  int row_begin = 0;
  int row_end = 0;
  int col_begin = 0;
  int col_end = 0;
};

struct TileResult {
  std::int64_t shed = 0;     ///< quanta that roofs gave it
  float fastest_mps = 0.0F;  ///< greatest |u| + |v| + 2c
  std::int32_t least = 0;    ///< least and greatest depth, quanta
  std::int32_t greatest = 0;
  std::int64_t wet_cells = 0;
};

/// Computes the next state of a tile of a frame of rows × cols cells. Reads cells up to three
/// beyond the tile, writes the tile's own only.
TileResult step_tile(const Fields& fields, const EdgeFaces& edges, const StepTerms& terms,
                     const TileRange& tile, int rows, int cols);

}  // namespace twin::surface

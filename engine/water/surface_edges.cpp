#include "engine/water/surface_edges.h"

namespace twin::surface {
namespace {

/// Replaces a face on the frame by what its edge does. `outwards` is +1 where the outside lies
/// after the face and −1 where it lies before.
void set_edge_face(FaceSide inside, EdgeBed bed, const EdgeFace& edge, const StepTerms& terms,
                   float outwards, FacesRow& faces, int k) {
  if (edge.kind == EdgeFace::Kind::wall) return;
  inside.un *= outwards;
  const EdgeTerms& outside = terms.edges[edge.run];
  const FaceFlux flux = edge_flux(inside, bed, edge.kind, outside);
  const bool given = edge.kind == EdgeFace::Kind::discharge;
  const float to_quanta = quanta_through_a_face(terms);
  const std::int32_t leaving = given ? -outside.inflow : rounded(flux.mass * to_quanta);
  faces.water[k] = outwards > 0.0F ? leaving : -leaving;
  // A force along the axis has no sign to turn; a discharge, which local inertia keeps, has.
  const bool keeps_discharge = terms.scheme == SurfaceScheme::inertial;
  faces.before[k] = keeps_discharge ? outwards * flux.mass : flux.momentum_a;
  faces.after[k] = flux.momentum_a;
  faces.along[k] = outwards * flux.tangential;
}

/// A cell's four sides; x sides have u across, y sides v.
struct CellSides {
  FaceSide west, east, north, south;
};

float depth_of(const CellsRow& cells, int k) {
  return static_cast<float>(cells.depth[k]) * kQuantum_m;
}

CellSides plain_sides(const RowsAtEdge& rows, int k) {
  const float h = depth_of(rows.cells, k);
  const float u = rows.cells.u[k];
  const float v = rows.cells.v[k];
  return {{h, u, v}, {h, u, v}, {h, v, u}, {h, v, u}};
}

/// The velocity of a discharge in water of some depth, at most critical.
float velocity_mps(float discharge_m2ps, float h) {
  const float critical = std::sqrt(kGravity_mps2 * h);
  return h > kThinnest_m ? greatest(-critical, least(critical, discharge_m2ps / h)) : 0.0F;
}

CellSides inertial_sides(const RowsAtEdge& rows, int k) {
  const float h = depth_of(rows.cells, k);
  return {{h, velocity_mps(rows.cells.u[k + 1], h), 0.0F},
          {h, velocity_mps(rows.cells.u[k], h), 0.0F},
          {h, velocity_mps(rows.south.v[k], h), 0.0F},
          {h, velocity_mps(rows.cells.v[k], h), 0.0F}};
}

void set_side(const FaceSide& side, int k, SidesY& sides) {
  sides.h[k] = side.h;
  sides.v[k] = side.un;
  sides.u[k] = side.ut;
  sides.twice_rise[k] = 0.0F;
}

template <typename SidesOfCell>
void set_sides_at_edges(const FrameInPatch& frame, const EdgeFaces& edges, int width, int row,
                        const SidesOfCell& sides_of_cell, const SidesAtEdge& sides) {
  if (row < 0 || row >= frame.rows) return;
  if (edges.west != nullptr && frame.west >= kFirst - 1) {
    const int k = frame.west;
    const FaceSide side = sides_of_cell(k).west;
    sides.x.h_w[k] = side.h;
    sides.x.u_w[k] = side.un;
    sides.x.v_w[k] = side.ut;
    sides.x.twice_rise[k] = 0.0F;
  }
  if (edges.east != nullptr && frame.east < width - 1) {
    const int k = frame.east - 1;
    const FaceSide side = sides_of_cell(k).east;
    sides.x.h_e[k] = side.h;
    sides.x.u_e[k] = side.un;
    sides.x.v_e[k] = side.ut;
    sides.x.twice_rise[k] = 0.0F;
  }
  const bool at_north = edges.north != nullptr && row == 0;
  const bool at_south = edges.south != nullptr && row == frame.rows - 1;
  if (!at_north && !at_south) return;
  for (int k = std::max(kFirst - 1, frame.west); k < std::min(width - 2, frame.east); ++k) {
    const CellSides cell = sides_of_cell(k);
    if (at_north) set_side(cell.north, k, sides.north_of_row);
    if (at_south) set_side(cell.south, k, sides.south_of_row);
  }
}

/// The bed at a face from the ground of the cells inside and beyond it.
EdgeBed edge_bed(float inside_m, float twice_rise_m, float beyond_m) {
  const float rise_m = 0.5F * twice_rise_m;
  return {inside_m + rise_m, (beyond_m - inside_m) - rise_m};
}

}  // namespace

void sides_of_cells(const FrameInPatch& frame, const EdgeFaces& edges, int width, int row,
                    const RowsAtEdge& rows, const SidesAtEdge& sides) {
  const auto of_cell = [&](int k) { return plain_sides(rows, k); };
  set_sides_at_edges(frame, edges, width, row, of_cell, sides);
}

void sides_by_inertia(const FrameInPatch& frame, const EdgeFaces& edges, int width, int row,
                      const RowsAtEdge& rows, const SidesAtEdge& sides) {
  const auto of_cell = [&](int k) { return inertial_sides(rows, k); };
  set_sides_at_edges(frame, edges, width, row, of_cell, sides);
}

void set_x_edges(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                 const StepTerms& terms, int row, const SidesX& s, FacesRow& faces) {
  if (row < 0 || row >= frame.rows) return;
  const float* ground_m = p.f.ground_m + p.at(row);
  if (edges.west != nullptr && frame.west >= kFirst - 1) {
    const int k = frame.west;
    set_edge_face({s.h_w[k], s.u_w[k], s.v_w[k]},
                  edge_bed(ground_m[k], -s.twice_rise[k], ground_m[k - 1]), edges.west[row], terms,
                  -1.0F, faces, k);
  }
  if (edges.east != nullptr && frame.east < p.width - 1) {
    const int k = frame.east - 1;
    set_edge_face({s.h_e[k], s.u_e[k], s.v_e[k]},
                  edge_bed(ground_m[k], s.twice_rise[k], ground_m[k + 1]), edges.east[row], terms,
                  1.0F, faces, k + 1);
  }
}

void set_y_edges(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                 const StepTerms& terms, int row, const SidesY& north, const SidesY& south,
                 FacesRow& faces) {
  const int begin = std::max(kFirst - 1, frame.west);
  const int end = std::min(p.width - 2, frame.east);
  if (edges.north != nullptr && row == 0) {
    const float* ground_m = p.f.ground_m + p.at(row);
    const float* beyond_m = p.f.ground_m + p.at(row - 1);
    for (int k = begin; k < end; ++k) {
      set_edge_face({south.h[k], south.v[k], south.u[k]},
                    edge_bed(ground_m[k], -south.twice_rise[k], beyond_m[k]),
                    edges.north[k - frame.west], terms, -1.0F, faces, k);
    }
  }
  if (edges.south != nullptr && row == frame.rows) {
    const float* ground_m = p.f.ground_m + p.at(row - 1);
    const float* beyond_m = p.f.ground_m + p.at(row);
    for (int k = begin; k < end; ++k) {
      set_edge_face({north.h[k], north.v[k], north.u[k]},
                    edge_bed(ground_m[k], north.twice_rise[k], beyond_m[k]),
                    edges.south[k - frame.west], terms, 1.0F, faces, k);
    }
  }
}

void note_leaving(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges, int row,
                  const FacesRow& x, const FacesRow& north, const FacesRow& south) {
  const bool has_west = frame.west == kFirst;
  const bool has_east = frame.east == p.width - kReach;
  if (edges.west != nullptr && has_west) edges.west[row].leaving -= x.water[frame.west];
  if (edges.east != nullptr && has_east) edges.east[row].leaving += x.water[frame.east];
  for (int k = kFirst; k < p.width - kReach; ++k) {
    if (edges.north != nullptr && row == 0) edges.north[k - frame.west].leaving -= north.water[k];
    if (edges.south != nullptr && row == frame.rows - 1) {
      edges.south[k - frame.west].leaving += south.water[k];
    }
  }
}

}  // namespace twin::surface

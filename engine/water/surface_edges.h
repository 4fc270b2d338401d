#pragma once

#include "engine/water/surface_rows.h"

// What the edges of the frame do to the faces of a patch.

namespace twin::surface {

/// The frame as a patch sees it: local columns of its first cell and of the face after its last.
struct FrameInPatch {
  int rows, west, east;
};

/// A row of cells and the one south of it.
struct RowsAtEdge {
  const CellsRow& cells;
  const CellsRow& south;
};

/// Sides of a row for set_x_edges and set_y_edges.
struct SidesAtEdge {
  SidesX& x;
  SidesY& north_of_row;
  SidesY& south_of_row;
};

/// The sides on open edges of the frame in schemes without slopes: the cell as it is; by local
/// inertia with the velocity of the face opposite to the edge, at most critical.
void sides_of_cells(const FrameInPatch& frame, const EdgeFaces& edges, int width, int row,
                    const RowsAtEdge& rows, const SidesAtEdge& sides);
void sides_by_inertia(const FrameInPatch& frame, const EdgeFaces& edges, int width, int row,
                      const RowsAtEdge& rows, const SidesAtEdge& sides);

/// Faces of a row on the west and east sides of the frame.
void set_x_edges(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                 const StepTerms& terms, int row, const SidesX& s, FacesRow& faces);

/// Faces north of a row where that is the north or the south side of the frame.
void set_y_edges(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                 const StepTerms& terms, int row, const SidesY& north, const SidesY& south,
                 FacesRow& faces);

/// Notes what left through the faces of a row of the patch on the frame.
void note_leaving(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges, int row,
                  const FacesRow& x, const FacesRow& north, const FacesRow& south);

}  // namespace twin::surface

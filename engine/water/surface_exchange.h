#pragma once

#include "engine/water/surface_rows.h"

// What patches give and take where they meet tiles of other levels.

namespace twin::surface {

/// The exchange of a row of the patch with tiles west and east of it.
void exchange_x(const Place& p, const StepTerms& terms, const CellRange& patch, int row,
                FacesRow& faces);

/// The exchange of a patch with the tiles north or south of it through its first or last faces.
void exchange_y(const Place& p, const StepTerms& terms, const CellRange& patch, int face_row,
                int beyond_row, FacesRow& faces);

}  // namespace twin::surface

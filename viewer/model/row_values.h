#pragma once

#include "viewer/model/rows.h"
#include "viewer/model/run.h"

namespace twin {

/// A value as it is drawn is a number, NaN where none was computed, or kNothing
/// (shapes/drawn_grid.h) where it was and what is asked never happened.
bool never_happened(float drawn);
/// `after` less `before`, each as it is drawn: what happened on neither side is no change to draw,
/// what happened on one only can't be told as a number.
float change_drawn(float before, float after);

/// Makes kNothing of what has no value where `computed`, of the same frame, has one.
void mark_never(Grid<float>& values, const Grid<float>& computed);
/// Values of a column or a series as they are drawn.
FeatureValues drawn_rows(const Run& run, const ManifestField& field);

/// The rows of a run that another is compared with.
struct RowsBefore {
  FeatureValues values;  ///< as they are drawn
  const Rows& rows;      ///< of their table
  double since_s = 0.0;  ///< of series: how long they have gone on when those after start
};
/// What changes to `after` (as it is drawn), row by row of `rows`, matched by id and of series by
/// instants; NaN where there was no such row or instant before.
FeatureValues change_of_rows(const RowsBefore& before, const FeatureValues& after,
                             const FeatureTable& rows);

}  // namespace twin

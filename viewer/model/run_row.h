#pragma once

#include "engine/gis/feature_table.h"

namespace twin {

/// A row of a run's table, read without the others.
struct RunRow {
  FeatureTable read;     ///< the rows that were read to find it
  std::size_t here = 0;  ///< its place among them
  std::size_t row = 0;   ///< its place in the table

  const std::string& table() const { return read.layer(); }
  const Feature& feature() const { return read[here]; }
};

}  // namespace twin

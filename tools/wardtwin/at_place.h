#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/results/bundle.h"

namespace twin {

/// Something of a run that lies at a place: a row of one of its tables.
struct ThingThere {
  std::string table;
  std::size_t row = 0;
  double away_m = 0.0;  ///< from the point asked for; 0 for an id or an address
};

/// What a place means in a run.
struct PlaceInRun {
  std::vector<ThingThere> things;  ///< one a table at most for points, all of that id for ids
  std::optional<Point> point;      ///< where grids are read: the point asked for; none else
};

/// Finds a place: the id of a row, an address, or "x,y" in the ward's CRS, which stands for the
/// nearest row of each table within 30 m. Addresses are those of the run's tables, then those of
/// the run's ward; accents, case and "Số" may be left out.
/// @throws InputError: no such thing, with the nearest address or id where one is near.
PlaceInRun find_place(const Bundle& run, const std::string& place);

/// What the run says of that place: each value with unit, class in words and meaning, the peak of
/// what goes on through time and when, and which inputs were assumed.
std::string told_at(const Bundle& run, const PlaceInRun& place, Language language);

}  // namespace twin

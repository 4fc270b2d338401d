#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/facts.h"

namespace twin {

/// Where one run keeps a value of a place through time: a row of a series, or a cell of a grid.
struct CurvePlace {
  std::size_t run = 0;
  const ManifestField* field = nullptr;
  std::size_t row = 0;  ///< of a series
  Cell cell;            ///< of frames
};

/// Something that goes on through time at a place, in every run that tells it.
struct Moving {
  Text title;  ///< "độ sâu ngập (ngõ, ngách)", "độ sâu ngập (tại điểm bấm)"
  std::vector<CurvePlace> places;  ///< one a run, the first run first

  const ManifestField& field() const { return *places.front().field; }
};

/// All that goes on at a place in the runs asked, which tell it in their order: series of the
/// feature there, then the grids beneath. Of a building: the grids just outside its walls, where
/// the ground is lowest.
std::vector<Moving> moving_at(const Session& session, const AskedPlace& spot,
                              const AskedRuns& runs);

/// Values at one place through time.
struct Curve {
  std::size_t run = 0;
  std::vector<double> wall_s;  ///< ascending
  std::vector<float> values;   ///< NaN: none
};

/// Reads a curve. @throws InputError: a damaged run.
Curve curve_of(const Session& session, const CurvePlace& place);

/// The value that stands at an instant: of the last time not after it; NaN before the first and
/// after the last.
float value_at(const Curve& curve, double wall_s);

}  // namespace twin

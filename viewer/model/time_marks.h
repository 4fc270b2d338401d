#pragma once

#include <span>
#include <vector>

#include "engine/base/text.h"
#include "viewer/model/session.h"

namespace twin {

/// An instant worth going to.
struct TimeMark {
  double wall_s = 0.0;
  Text what;  ///< "đỉnh: độ sâu ngập"
};

/// The height of each choice that moves, and what the runs of the choices declare as instants: a
/// measure at its time, a column at its earliest ("lanes first shut"). Ascending; only those within
/// the times of the choices.
std::vector<TimeMark> time_marks(const Session& session, std::span<const Choice> choices);

}  // namespace twin

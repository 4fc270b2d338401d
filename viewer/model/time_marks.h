#pragma once

#include <span>
#include <vector>

#include "engine/base/text.h"
#include "viewer/model/session.h"

namespace twin {

/// What makes an instant worth going to.
enum class MarkKind {
  peak,     ///< the values shown add up to most
  first,    ///< something happens somewhere for the first time
  instant,  ///< the run tells this one instant
  stop      ///< a stop of a tour
};

/// An instant worth going to.
struct TimeMark {
  double wall_s = 0.0;  ///< on the clock of what is shown
  MarkKind kind = MarkKind::peak;
  Text what;             ///< "đỉnh: độ sâu ngập"
  std::size_t stop = 0;  ///< of a stop: its place in the tour
};

/// The height of each choice that moves, once it is found (Session::searches_peaks), and what the
/// runs of the choices declare as instants: a measure at its time, a column at its earliest ("lanes
/// first shut"). Ascending; only those within the times of the choices.
std::vector<TimeMark> time_marks(const Session& session, std::span<const Choice> choices);

}  // namespace twin

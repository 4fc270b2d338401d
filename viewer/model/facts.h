#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "viewer/model/session.h"

namespace twin {

struct Fact {
  Text what;
  Text value;  ///< with its unit
};

/// Some facts with one origin: the ward's survey, or a run.
struct FactSection {
  Text title;
  std::vector<Fact> facts;
};

/// What a click found and all that is known of it.
struct Inspected {
  std::vector<FactSection> sections;
  std::optional<std::size_t> block;  ///< building to highlight
  Polyline line;                     ///< street or lane to highlight; empty: none
  double width_m = 0.0;
};

/// What is known of a place, its attributes first, then what each run says of it at the instant
/// `wall_s`, every value with its unit. A building where one was met, else the street or lane
/// there, else the ground.
Inspected inspected(const Session& session, const Picked& picked, double wall_s);
/// What is known of a row of a ward's layer that a symbol stands for.
Inspected inspected(const Session& session, const std::string& layer, std::size_t row,
                    double wall_s);

}  // namespace twin

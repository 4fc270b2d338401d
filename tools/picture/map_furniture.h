#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/results/bundle.h"
#include "tools/picture/canvas.h"
#include "tools/picture/map_field.h"

namespace twin {

/// Title, ward and clock time above a map, with a red band where data was made up.
void draw_heading(Canvas& canvas, const Rectangle& box, const Bundle& run, Language language);

/// Beside a map: the classes of its field with words and how much lies in each, what the base map
/// shows, and the run's first measures.
void draw_sidebar(Canvas& canvas, const Rectangle& box, const Manifest& manifest,
                  const std::optional<MapField>& field, const std::vector<MapField>& overlays,
                  Language language);

/// A bar of a round length and an arrow to the north, at the lower left of the panel.
void draw_scale_and_north(Canvas& canvas, const Rectangle& panel, double px_per_m,
                          Language language);

/// Scenario, run, program, reference systems: what a reader needs to find the numbers again.
void draw_provenance(Canvas& canvas, const Rectangle& box, const Manifest& manifest,
                     Language language);

/// The warning of made-up data and its reason; empty where nothing was made up.
Text assumed_heading(const Manifest& manifest);
Text assumed_reason(const Manifest& manifest);

}  // namespace twin

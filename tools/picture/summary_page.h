#pragma once

#include <span>
#include <string>

#include "engine/results/bundle.h"

namespace twin {

/// One page in HTML that needs nothing else: for each run its map, measures, what was assumed,
/// findings, the strongest rows of its tables, settings, inputs and provenance.
std::string summary_page(std::span<const Bundle* const> runs, Language language);
std::string summary_page(const Bundle& run, Language language);

}  // namespace twin

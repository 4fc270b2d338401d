#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/gis/feature_table.h"

namespace twin {

/// What people call a layer or a table of results: "lanes" → "ngõ". Unknown ones keep their name.
Text title_of_layer(std::string_view layer);
/// What a field of results tells of: the layer of its table, or where it has none the ground.
Text layer_of_field(std::string_view table);
/// Adds to each title that reads like another of them what tells the two apart, where that differs:
/// "lúc bắt đầu ngập (ngõ, ngách)". `marks`: one a title.
void tell_apart(std::vector<Text>& titles, const std::vector<Text>& marks);
/// What people call a column of a ward: "clear_width_m" → "bề rộng thông thủy". The unit is not
/// part of it.
Text title_of_column(std::string_view column);
/// The unit that ends a column's name, for people: "clear_width_m" → "m"; empty where it has none.
Text unit_of_column(std::string_view column);
/// What people read where something was computed and never happened: a street that stayed dry.
Text words_for_never();
/// A cell of a table for people, with its unit; flags as yes or no; empty where there is nothing.
Text shown_cell(const Feature& feature, const Column& column);

}  // namespace twin

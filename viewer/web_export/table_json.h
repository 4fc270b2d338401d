#pragma once

#include <vector>

#include "engine/gis/feature_table.h"
#include "viewer/model/run.h"
#include "viewer/web_export/site_files.h"

namespace twin {

/// Texts of rows, each different one once: {"words": [...], "rows": [0, 0, 1, -1]}; −1: none.
Json words_json(const std::vector<Text>& texts);

/// A layer of the ward as a click tells it: {"rows": n, "columns": [{name, title, unit, kind:
/// "number" | "flag" | "text", values | words + rows}]}. Of `source` it also tells which words
/// stand for what was made up: "assumed": [1].
Json layer_table_json(const FeatureTable& table);

}  // namespace twin

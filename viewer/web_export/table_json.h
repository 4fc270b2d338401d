#pragma once

#include <vector>

#include "engine/gis/feature_table.h"
#include "viewer/model/run.h"
#include "viewer/model/ward_folder.h"
#include "viewer/web_export/site_files.h"

namespace twin {

/// Texts of rows, each different one once: {"words": [...], "rows": [0, 0, 1, -1]}; −1: none.
Json words_json(const std::vector<Text>& texts);

/// A layer of the ward as a click tells it: {"rows": n, "columns": [{name, title, unit, kind:
/// "number" | "flag" | "text", values | words + rows}]}. Buildings have their addresses as the
/// first column.
Json layer_table_json(const WardFolder& ward, const FeatureTable& table);

}  // namespace twin

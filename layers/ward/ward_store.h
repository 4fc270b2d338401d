#pragma once

#include <filesystem>

#include "engine/base/findings.h"
#include "engine/base/progress.h"
#include "engine/gis/data_place.h"

namespace twin {

/// Publishes a ward folder (or its ward.toml) to a schema of a PostGIS database: a table a layer,
/// also of those that are empty, and `ward_files` with ward.toml and dem.tif. One transaction: who
/// reads meanwhile sees the ward that was there before. A ward made from a sketch is published as
/// the layers it gives.
/// @throws InputError: no usable ward, no such database; OutputError: no right or space there.
void publish_ward(const std::filesystem::path& folder_or_toml, const PostgisPlace& place,
                  Findings& findings, const Progress& progress);

/// Writes the ward of a schema into an existing folder. What is published and fetched is equal to
/// the last bit; what people changed in the tables meanwhile comes along, is recorded in ward.toml
/// ("…; changed in PG:… schema=…: 12 features, sha256 …") and told in `findings`.
/// @throws InputError: no ward there, a table or column missing, a ward that does not load.
void fetch_ward(const PostgisPlace& place, const std::filesystem::path& folder, Findings& findings,
                const Progress& progress);

}  // namespace twin

#pragma once

#include <string>

#include "viewer/model/session.h"
#include "viewer/web_export/site_files.h"
#include "viewer/web_export/told_columns.h"

namespace twin {

/// Writes what is the same at every instant: ground, shapes, names and the tables of the layers.
/// Names and tables are those of `told`. Returns what site.json says of them. `generator` is told
/// in the shapes' files.
Json write_ward(const Session& session, const ToldColumns& told, const std::string& generator,
                const AddFile& add);

}  // namespace twin

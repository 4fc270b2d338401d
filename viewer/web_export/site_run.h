#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "viewer/model/session.h"
#include "viewer/web_export/site_files.h"
#include "viewer/web_export/told_columns.h"

namespace twin {

/// Which instants of a run go into a site.
struct Instants {
  /// The one that stands at a time, seconds after the run's own start; nothing: all.
  std::optional<double> only_since_s;
};

/// The fields of a run in the order of site.json; measures are told apart.
std::vector<const ManifestField*> fields_on_site(const Manifest& manifest, const ToldColumns& told);

/// Writes the tables and fields of a run of the session; returns what site.json says of it. Each
/// field that changes tells the index of its `peak`, the instant at which its values add up to
/// most.
Json write_run(const Session& session, const ToldColumns& told, std::size_t run,
               const Instants& instants, const std::string& generator, const AddFile& add,
               const Progress& progress);

}  // namespace twin

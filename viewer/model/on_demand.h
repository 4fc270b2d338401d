#pragma once

#include <string>
#include <vector>

#include "viewer/model/run_row.h"
#include "viewer/model/session.h"

namespace twin {

/// The column of a result table that names the feature for which its row is shown: the route to a
/// house, the place where an engine stops, the hose from there.
inline constexpr const char* kShownFor = "shown_for";

struct LineOnDemand {
  std::size_t run = 0;
  Polyline line;
  double width_m = 0.0;
  std::string colour;  ///< "#2b83ba"
};
struct PointOnDemand {
  std::size_t run = 0;
  Point at;
  Text what;  ///< "điểm dừng xe: 35 m"
  std::string colour;
};
/// A row that is shown for a feature.
struct RowOnDemand {
  std::size_t run = 0;
  RunRow row;
};

/// What runs show for one feature only while it is asked about.
struct OnDemand {
  std::vector<RowOnDemand> rows;
  std::vector<LineOnDemand> lines;
  std::vector<PointOnDemand> points;
};

/// Whether the rows of a table are shown on demand.
bool is_on_demand(const FeatureTable& table);
bool is_on_demand(const LayerHead& head);

/// How wide the line of such a row is drawn: its `width_m`, or what is usual.
double width_on_demand_m(const Feature& row);

/// Of all opened runs, the rows of tables on demand that name the feature, in the colours of the
/// first field of their table that has a value there.
OnDemand on_demand(const Session& session, const std::string& feature_id);

}  // namespace twin

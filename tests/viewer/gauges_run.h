#pragma once

#include <filesystem>
#include <limits>
#include <vector>

#include "engine/results/bundle_writer.h"
#include "engine/results/declare.h"
#include "tests/support/tiny_ward.h"

namespace twin {

/// Writes a run over the tiny ward with values at three points, from 11:30 on for 600 s: at G1 the
/// level is 5 m, then 6 m, and it is wet from 600 s on; G2 stays dry and has no level at first,
/// then 4 m; of G3 nothing was computed.
inline void write_gauges_run(const std::filesystem::path& folder,
                             const std::filesystem::path& ward_folder) {
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
  const auto field = [](const char* name, FieldKind kind, const char* unit, const char* vi) {
    return ResultField{
        .name = name, .unit = unit, .kind = kind, .table = "gauges", .en = name, .vi = vi};
  };
  std::vector<ResultField> declared = {field("level_m", FieldKind::series, "m", "mực nước"),
                                       field("arrival_s", FieldKind::column, "s", "lúc ngập"),
                                       field("duration_s", FieldKind::column, "s", "thời gian")};
  declared[1].never_where = "duration_s";
  Manifest heading = tiny_manifest(ward_folder);
  heading.run_hash = "hash of gauges";
  heading.scenario = "gauges";
  heading.scenario_title = tr("Gauges", "Trạm đo");
  heading.start = "2025-09-30T11:30:00+07:00";
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  FeatureTable gauges("tiny", "gauges", {{.name = "id", .kind = ColumnKind::text}});
  const auto stand = [&](double x_m, double y_m, const char* id) {
    gauges.add(static_cast<std::int64_t>(gauges.size() + 1),
               Point{kTinyWest_m + x_m, kTinySouth_m + y_m}, {id});
  };
  stand(90, 40, "G1");
  stand(90, 80, "G2");
  stand(90, 120, "G3");
  out.table(gauges);
  out.series("gauges", "level_m", std::vector{0.0, 600.0},
             std::vector{5.0F, kNone, kNone, 6.0F, 4.0F, kNone});
  out.column("gauges", "arrival_s", std::vector{600.0, kNoValue, kNoValue});
  out.column("gauges", "duration_s", std::vector{60.0, 0.0, kNoValue});
  out.write(Progress{});
  out.finish();
}

}  // namespace twin

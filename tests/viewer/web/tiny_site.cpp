// Writes the tiny ward and runs for the browser's tests: tiny_site FOLDER makes FOLDER/ward and
// FOLDER/run and prints, as JSON, what a click on a house must tell. Beside them: FOLDER/after, the
// same with less water; FOLDER/answers, rows on demand; FOLDER/counts, areas and points with
// values; FOLDER/noon and FOLDER/other_day, from 12:20 on and of another day;
// FOLDER/few and FOLDER/many, with measures.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/results/bundle.h"
#include "engine/results/bundle_writer.h"
#include "engine/space/geometry.h"
#include "tests/support/tiny_answers.h"
#include "tests/support/tiny_times.h"
#include "tests/support/tiny_ward.h"
#include "tests/viewer/measured_run.h"
#include "viewer/model/facts.h"
#include "viewer/model/session.h"

namespace twin {
namespace {

/// At the peak, in the open cell at the walls of a house where the ground is lowest.
double wall_depth_m(const Session& session, const Feature& house) {
  const Grid<float> depth_m = session.runs().front()->bundle().frame("depth_m", 2);
  const AskedPlace asked{
      .layer = "buildings", .id = house.need_text("id"), .at = {}, .in_building = true};
  const auto open = open_ground(session, asked);
  return depth_m(*depth_m.frame().cell_at(*open));
}

nlohmann::json told_of(const std::filesystem::path& folder) {
  const std::vector<std::filesystem::path> folders = {folder / "ward", folder / "run"};
  const Session session(folders);
  const Bundle& run = session.runs().front()->bundle();
  const FeatureTable& houses = run.table("buildings");
  const std::vector<double> depths_m = run.column("buildings", "door_depth_m");
  nlohmann::json told = nlohmann::json::array();
  for (std::size_t row = 0; row < houses.size(); ++row) {
    const Point p = point_inside(houses[row].polygon());
    const Eigen::Vector3f roof = session.world().origin.from(
        p, session.world().ground.height_at(p) + houses[row].number("height_m").value_or(0.0));
    told.push_back({{"id", houses[row].need_text("id")},
                    {"roof", {roof.x(), roof.y(), roof.z()}},
                    {"door_depth_m", depths_m[row]},
                    {"wall_depth_m", wall_depth_m(session, houses[row])}});
  }
  return told;
}

const Ramp& few_many() {
  static const Ramp ramp{
      .name = "count",
      .classes = {{0.0, "#1a9850", "few", "ít"}, {100.0, "#d73027", "many", "nhiều"}},
      .in_words = true};
  return ramp;
}

ResultField count_of(const char* table, const char* en, const char* vi) {
  return {.name = "people",
          .unit = "people",
          .kind = FieldKind::column,
          .table = table,
          .en = en,
          .vi = vi,
          .ramp = &few_many(),
          .decimals = 0,
          .picture = true};
}

/// Two halves of the ward with 300 people in the west and 20 in the east; two places, of 500 and 5.
void write_counts(const std::filesystem::path& folder, const std::filesystem::path& ward_folder) {
  const auto at = [](double x_m, double y_m) {
    return Point{kTinyWest_m + x_m, kTinySouth_m + y_m};
  };
  Manifest heading = tiny_manifest(ward_folder);
  heading.run_hash = "0011223344556677";
  heading.scenario = "counts";
  heading.scenario_title = tr("Counts", "Đếm");
  heading.title = "Đếm người";
  const std::vector<ResultField> declared = {
      count_of("halves", "people in a half", "người ở mỗi nửa"),
      count_of("places", "people at a place", "người ở mỗi chỗ")};
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  const std::vector<Column> columns = {{.name = "id", .kind = ColumnKind::text}};
  FeatureTable halves("tiny", "halves", columns);
  halves.add(1, Polygon{.outer = {at(0, 0), at(120, 0), at(120, 160), at(0, 160)}, .holes = {}},
             {"west"});
  halves.add(2, Polygon{.outer = {at(120, 0), at(240, 0), at(240, 160), at(120, 160)}, .holes = {}},
             {"east"});
  FeatureTable places("tiny", "places", columns);
  places.add(1, at(20, 80), {"P1"});
  places.add(2, at(90, 20), {"P2"});
  out.table(halves);
  out.table(places);
  out.column("halves", "people", std::vector<double>{300.0, 20.0});
  out.column("places", "people", std::vector<double>{500.0, 5.0});
  out.write(Progress{});
  out.finish();
}

}  // namespace
}  // namespace twin

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  twin::write_tiny_ward(folder / "ward");
  twin::write_tiny_run(folder / "run", folder / "ward", 5.9);
  twin::write_tiny_run(folder / "after", folder / "ward", 5.6);
  twin::write_tiny_answers(folder / "answers", folder / "ward");
  twin::write_counts(folder / "counts", folder / "ward");
  twin::write_tiny_times(folder / "noon", folder / "ward", {.start = "2025-09-30T12:20:00+07:00"});
  twin::write_tiny_times(folder / "other_day", folder / "ward",
                         {.start = "2024-08-05T08:00:00+07:00", .cost = 4.0});
  twin::write_measured_run(folder / "few", folder / "ward", "Ít người", 120.0);
  twin::write_measured_run(folder / "many", folder / "ward", "Nhiều người", 480.0);
  std::cout << twin::told_of(folder).dump() << "\n";
  return 0;
}

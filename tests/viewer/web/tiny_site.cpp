// Writes the tiny ward and its run for the browser's test: tiny_site FOLDER makes FOLDER/ward and
// FOLDER/run and prints, as JSON, what a click on a house must tell.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/results/bundle.h"
#include "engine/space/geometry.h"
#include "tests/support/tiny_ward.h"
#include "viewer/model/session.h"

namespace twin {
namespace {

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
                    {"door_depth_m", depths_m[row]}});
  }
  return told;
}

}  // namespace
}  // namespace twin

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  twin::write_tiny_ward(folder / "ward");
  twin::write_tiny_run(folder / "run", folder / "ward", 5.9);
  std::cout << twin::told_of(folder).dump() << "\n";
  return 0;
}

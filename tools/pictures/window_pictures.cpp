// Pictures of the viewer's window for docs/viewer.md, on a virtual screen: a house that was clicked
// in a flooded lane, with its facts and its curve; and a stop of a tour in a meeting. Called by
// tools/viewer_pictures.
//
//     window_pictures RUN OUT_DIR      writes OUT_DIR/window.png and OUT_DIR/meeting.png

#include <filesystem>

#include "tools/pictures/window_hand.h"
#include "viewer/app/main_window.h"
#include "viewer/app/tour_stops.h"
#include "viewer/model/bookmarks.h"

namespace {

using namespace twin;

/// The block whose middle is nearest to a place.
std::size_t nearest_block(const World& world, Point to) {
  std::size_t nearest = 0;
  double least_m = 1e300;
  for (std::size_t block = 0; block < world.blocks.size(); ++block) {
    const double away_m = distance_m(centroid(world.blocks[block].footprint), to);
    if (away_m >= least_m) continue;
    least_m = away_m;
    nearest = block;
  }
  return nearest;
}

/// Clicks a house beside the deepest lane.
void ask_about_a_house(MainWindow& window, const Session& session) {
  ViewWidget& view = window.view();
  const auto camera = bookmark("flooded", session, view.stage()->water_now());
  if (!camera) return;
  view.set_camera(*camera);
  live(1500);
  const World& world = session.world();
  const BuildingBlock& house =
      world.blocks[nearest_block(world, world.origin.back(camera->target))];
  const auto roof = world.origin.from(centroid(house.footprint), house.ground_m + house.height_m);
  const auto at = camera->on_picture(roof.cast<double>(), view.width(), view.height());
  if (at) click(view, {at->x, at->y});
  live(1500);
}

}  // namespace

int main(int argc, char** argv) {
  QSurfaceFormat::setDefaultFormat(ViewWidget::format_needed());
  const QApplication qt(argc, argv);
  if (argc != 3) return 2;
  const std::filesystem::path run = argv[1];
  const QString out = QString::fromUtf8(argv[2]);
  Session session(std::span(&run, 1));
  MainWindow window(session, ShotOrder{});
  window.show();
  live(2500);
  ask_about_a_house(window, session);
  const bool asked = window.grab().save(out + "/window.png");

  const auto camera = bookmark("flooded_lane", session, window.view().stage()->water_now());
  window.view().set_camera(camera.value_or(window.view().camera()));
  live(1000);
  TourStop stop = stop_now(*window.view().stage(), window.view().overlay(), window.view().camera());
  stop.caption = "Ngõ ngập sâu nhất: xe chữa cháy không vào được";
  window.present({.title = "Họp giao ban", .stops = {stop}}, 0);
  live(2500);
  const bool presented = window.grab().save(out + "/meeting.png");
  return asked && presented ? 0 : 1;
}

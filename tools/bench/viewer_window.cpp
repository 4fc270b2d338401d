// What the viewer's window costs while somebody works in it. Built and called by viewer.py, on a
// virtual screen:
//
//     bench_viewer_window DIR...      prints {"slider_step_ms": …, …}

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "tools/pictures/window_hand.h"
#include "viewer/app/application.h"
#include "viewer/app/main_window.h"

namespace {

using namespace twin;

double cpu_ms(clockid_t of) {
  timespec now{};
  clock_gettime(of, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double wall_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

/// The most memory that the process has held so far.
double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0.0 : values[values.size() / 2];
}

/// CPU of the window's thread from the hand on the slider to the redraw that it asks for.
std::vector<double> slider_steps_ms(MainWindow& window) {
  QSlider& slider = window.time().slider();
  std::vector<double> steps_ms;
  constexpr int kSteps = 40;
  for (int i = 0; i < kSteps; ++i) {
    const int next = slider.value() < slider.maximum() ? slider.value() + 1 : slider.minimum();
    const double before_ms = cpu_ms(CLOCK_THREAD_CPUTIME_ID);
    slider.setValue(next);
    steps_ms.push_back(cpu_ms(CLOCK_THREAD_CPUTIME_ID) - before_ms);
    live(400);
  }
  return steps_ms;
}

/// While a hand turns the whole ward.
double turning_frames_per_s(ViewWidget& view) {
  constexpr int kFrames = 20;
  view.repaint();
  const double before_ms = wall_ms();
  for (int i = 0; i < kFrames; ++i) {
    view.set_camera(view.camera().turned(3.0, 0.0));
    view.repaint();
  }
  return 1e3 * kFrames / (wall_ms() - before_ms);
}

/// From a click on a building to the table that tells of it.
double click_ms(MainWindow& window, const Session& session, std::size_t block) {
  ViewWidget& view = window.view();
  const BuildingBlock& house = session.world().blocks[block];
  const auto place =
      session.world().origin.from(centroid(house.footprint), house.ground_m + house.height_m);
  view.set_camera(Camera::toward(place.cast<double>(), 120.0, 0.0, 60.0));
  live(800);
  const auto at = view.camera().on_picture(place.cast<double>(), view.width(), view.height());
  const QPointF pixel(at->x, at->y);
  const double before_ms = wall_ms();
  click(view, pixel);
  return wall_ms() - before_ms;
}

}  // namespace

int main(int argc, char** argv) {
  share_free_memory();
  QSurfaceFormat::setDefaultFormat(ViewWidget::format_needed());
  const Application qt(argc, argv);
  const std::vector<std::filesystem::path> folders(argv + 1, argv + argc);
  Session session(folders);
  ShotOrder order;
  MainWindow window(session, order);
  window.resize(1280 + 655, 720 + 215);  // leaves the view about 1280 × 720
  window.show();
  live(3000);

  nlohmann::json figures;
  figures["turning_frames_per_s"] = turning_frames_per_s(window.view());
  const std::vector<double> steps_ms = slider_steps_ms(window);
  figures["slider_step_ms"] = median(steps_ms);
  figures["slider_step_most_ms"] = *std::ranges::max_element(steps_ms);
  figures["view"] = {window.view().width(), window.view().height()};
  std::vector<double> clicks_ms;
  const std::size_t blocks = session.world().blocks.size();
  for (std::size_t i = 0; i < 9; ++i) {
    clicks_ms.push_back(click_ms(window, session, (i * 7919 + 17) % blocks));
  }
  figures["first_click_ms"] = clicks_ms.front();
  figures["click_ms"] = median(clicks_ms);
  live(2000);
  const double before_ms = cpu_ms(CLOCK_PROCESS_CPUTIME_ID);
  constexpr int kIdle_ms = 5000;
  live(kIdle_ms);
  figures["idle_cpu_share"] = (cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - before_ms) / kIdle_ms;
  figures["peak_mib"] = peak_mib();
  std::cout << figures.dump() << "\n";
  return 0;
}

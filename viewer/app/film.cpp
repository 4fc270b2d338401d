#include "viewer/app/film.h"

#include <cmath>

#include "viewer/app/film_writer.h"
#include "viewer/app/studio.h"
#include "viewer/app/tour_stops.h"
#include "viewer/shapes/flight.h"

namespace twin {
namespace {

int frames_in(double seconds, double frames_per_s) {
  return static_cast<int>(std::lround(seconds * frames_per_s));
}

double length_s(const Tour& tour) {
  double length = 0.0;
  for (const TourStop& stop : tour.stops) length += stop.travel_s + stop.stay_s;
  return length - tour.stops.front().travel_s;  // it starts at its first stop
}

class Filming {
 public:
  Filming(const Session& session, const FilmOrder& order, const std::filesystem::path& mp4,
          const FilmProgress& progress)
      : order_(order),
        progress_(progress),
        studio_(session, order.picture),
        writer_(mp4, order.picture.width, order.picture.height, order.frames_per_s),
        seconds_(order.tour ? length_s(*order.tour) : order.seconds) {
    studio_.overlay().tells_measures = order.tour.has_value();
  }

  void run() {
    if (order_.tour)
      fly();
    else
      let_time_pass();
    writer_.finish();
  }

 private:
  void take() {
    progress_(std::min(1.0, taken_++ / std::max(1.0, seconds_ * order_.frames_per_s)));
    update_overlay(studio_.overlay(), studio_.stage());
    writer_.add(studio_.picture());
  }

  void set_time(double wall_s) { studio_.stage().set_wall_time_s(wall_s); }

  /// From stop to stop: on the way the camera flies and the clock runs from one to the other.
  void fly() {
    Stage& stage = studio_.stage();
    const World& world = stage.session().world();
    bool first = true;
    for (const TourStop& stop : order_.tour->stops) {
      show_stop(stop, stage, studio_.overlay());
      const Camera from = studio_.camera();
      const Camera to = camera_of(stop, world);
      const double start_s = stage.wall_time_s();
      const double end_s = wall_time_s_of(stop, stage);
      const int travel = first ? 0 : frames_in(stop.travel_s, order_.frames_per_s);
      for (int i = 1; i < travel; ++i) {
        const double share = static_cast<double>(i) / travel;
        set_time(start_s + share * (end_s - start_s));
        studio_.set_camera(on_flight(from, to, share));
        take();
      }
      set_time(end_s);
      studio_.set_camera(to);
      const int stay = std::max(1, frames_in(stop.stay_s, order_.frames_per_s));
      for (int i = 0; i < stay; ++i) take();
      first = false;
    }
  }

  void let_time_pass() {
    const std::vector<double> times_s = studio_.stage().wall_times_s();
    if (times_s.size() < 2) {
      throw UsageError(
          {.where = "--movie",
           .found = tr("nothing that changes with time", "không có gì đổi theo thời gian"),
           .expected = tr("a run with values through time, or --tour",
                          "kết quả có giá trị theo thời gian, hoặc --tour"),
           .outcome = tr("no film was made", "chưa làm phim")});
    }
    const int frames = std::max(2, frames_in(order_.seconds, order_.frames_per_s));
    for (int i = 0; i < frames; ++i) {
      const double share = static_cast<double>(i) / (frames - 1);
      set_time(times_s.front() + share * (times_s.back() - times_s.front()));
      take();
    }
  }

  const FilmOrder& order_;
  const FilmProgress& progress_;
  Studio studio_;
  FilmWriter writer_;
  double seconds_;
  double taken_ = 0.0;
};

}  // namespace

void film(const Session& session, const FilmOrder& order, const std::filesystem::path& mp4,
          const FilmProgress& progress) {
  Filming(session, order, mp4, progress).run();
}

}  // namespace twin

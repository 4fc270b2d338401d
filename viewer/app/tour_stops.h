#pragma once

#include <string>
#include <vector>

#include "viewer/model/time_marks.h"
#include "viewer/model/tour.h"
#include "viewer/overlay/overlay.h"
#include "viewer/scene/stage.h"
#include "viewer/shapes/camera.h"

namespace twin {

/// What is shown now, as a stop of a tour.
TourStop stop_now(const Stage& stage, const Overlay& overlay, const Camera& camera);

/// Where a stop looks from.
Camera camera_of(const TourStop& stop, const World& world);

/// Shows what a stop shows (all but its camera and its time) and brings its caption. Fields of runs
/// that are not open are left out. @returns what was left out, for people.
std::vector<Text> show_stop(const TourStop& stop, Stage& stage, Overlay& overlay);

/// The instant of a stop on the stage's clock, once its fields are shown; the one shown now where
/// the stop names none or the stage has no time.
double wall_time_s_of(const TourStop& stop, const Stage& stage);

/// The stops of a tour that name a time within that of what is shown, on the stage's clock.
std::vector<TimeMark> stop_marks(const Tour& tour, const Stage& stage);

}  // namespace twin

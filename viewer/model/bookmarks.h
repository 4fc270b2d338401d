#pragma once

#include <optional>
#include <string>

#include "viewer/model/session.h"
#include "viewer/shapes/camera.h"

namespace twin {

/// Eye height of a grown person, metres.
inline constexpr double kEye_m = 1.7;

/// A named view: `overview` (the whole ward from the south), `top` (from straight above),
/// `street` (eye height in the greatest street), `flooded_lane` (eye height in the lane that is
/// deepest under water now), `flooded` (from above that lane), or `eye:X,Y` (eye height at a place
/// of the ward's CRS). `depth_m`: the water now on the world's lattice, where some is shown.
/// Nothing where the name is none of these, or where no lane is flooded.
std::optional<Camera> bookmark(const std::string& name, const Session& session,
                               const Grid<float>* depth_m);

/// A view of a part of the ward, from where the camera looks now but no flatter than 35° and from
/// near enough to see a house.
Camera camera_over(const World& world, const Box& box, const Camera& now);

}  // namespace twin

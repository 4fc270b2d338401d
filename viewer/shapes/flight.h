#pragma once

#include "viewer/shapes/camera.h"

namespace twin {

/// The camera on its way from one view to another: at `from` for share 0, at `to` for share 1, and
/// between them turning the shorter way round, its distance changing evenly in proportion, and
/// rising over long ways so that both ends are seen. It starts and ends gently.
Camera on_flight(const Camera& from, const Camera& to, double share);

}  // namespace twin

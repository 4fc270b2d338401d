#pragma once

#include <cstdint>

namespace twin {

/// How the shallow-water equations are solved (surface.h).
enum class SurfaceScheme : std::uint8_t { second_order, first_order, inertial };

}  // namespace twin

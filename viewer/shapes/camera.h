#pragma once

#include <Eigen/Core>
#include <optional>

namespace twin {

/// A place on a picture, pixels from its top left corner, and how far it lies before the eye.
struct OnPicture {
  double x = 0.0;
  double y = 0.0;
  double ahead_m = 0.0;
};

struct Ray {
  Eigen::Vector3d from;
  Eigen::Vector3d along;  ///< of length 1
};

/// The eye: where it is and what it looks at, in the scene's metres (x east, y north, z up).
struct Camera {
  Eigen::Vector3d eye{0.0, -100.0, 100.0};
  Eigen::Vector3d target{0.0, 0.0, 0.0};
  double fov_deg = 38.0;  ///< height of the field of view

  /// From `distance_m` away, looking toward `heading_deg` (0 north, 90 east) and down by
  /// `down_deg` (90: straight down, north up).
  static Camera toward(const Eigen::Vector3d& target, double distance_m, double heading_deg,
                       double down_deg);

  double distance_m() const { return (target - eye).norm(); }
  double heading_deg() const;
  double down_deg() const;
  Eigen::Vector3d ahead() const;
  Eigen::Vector3d right() const;
  Eigen::Vector3d up() const;

  /// Where a place appears; nothing behind the eye. It may lie outside the picture.
  std::optional<OnPicture> on_picture(const Eigen::Vector3d& place, int width, int height) const;
  /// The ray through a pixel.
  Ray ray(double x, double y, int width, int height) const;
  /// Metres that a pixel spans at a distance ahead.
  double metres_per_pixel(double ahead_m, int height) const;

  // Moves of a hand on the mouse.
  Camera turned(double heading_by_deg, double down_by_deg) const;           ///< round the target
  Camera turned_in_place(double heading_by_deg, double down_by_deg) const;  ///< round the eye
  Camera moved(double right_m, double forward_m) const;                     ///< over the ground
  Camera nearer(double factor) const;  ///< below 1: nearer to the target
};

}  // namespace twin

#include "viewer/shapes/camera.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin {
namespace {

constexpr double kRadian = std::numbers::pi / 180.0;
constexpr double kSteepest_deg = 89.5;  // at 90 a heading has no meaning
constexpr double kFlattest_deg = 1.0;
constexpr double kNearest_m = 3.0;
constexpr double kFarthest_m = 20000.0;

Eigen::Vector3d direction(double heading_deg, double down_deg) {
  const double heading = heading_deg * kRadian;
  const double down = down_deg * kRadian;
  return {std::sin(heading) * std::cos(down), std::cos(heading) * std::cos(down), -std::sin(down)};
}

}  // namespace

Camera Camera::toward(const Eigen::Vector3d& target, double distance_m, double heading_deg,
                      double down_deg) {
  const double steep_deg = std::min(down_deg, kSteepest_deg);
  return {.eye = target - distance_m * direction(heading_deg, steep_deg), .target = target};
}

double Camera::heading_deg() const {
  const Eigen::Vector3d d = target - eye;
  return std::atan2(d.x(), d.y()) / kRadian;
}

double Camera::down_deg() const { return std::asin(std::clamp(-ahead().z(), -1.0, 1.0)) / kRadian; }

Eigen::Vector3d Camera::ahead() const { return (target - eye).normalized(); }

Eigen::Vector3d Camera::right() const {
  return ahead().cross(Eigen::Vector3d(0.0, 0.0, 1.0)).normalized();
}

Eigen::Vector3d Camera::up() const { return right().cross(ahead()); }

std::optional<OnPicture> Camera::on_picture(const Eigen::Vector3d& place, int width,
                                            int height) const {
  const Eigen::Vector3d to = place - eye;
  const double ahead_m = to.dot(ahead());
  if (ahead_m <= 0.1) return std::nullopt;
  const double scale = 1.0 / (metres_per_pixel(1.0, height) * ahead_m);
  return OnPicture{.x = 0.5 * width + to.dot(right()) * scale,
                   .y = 0.5 * height - to.dot(up()) * scale,
                   .ahead_m = ahead_m};
}

Ray Camera::ray(double x, double y, int width, int height) const {
  const double step = metres_per_pixel(1.0, height);
  const Eigen::Vector3d along =
      ahead() + (x - 0.5 * width) * step * right() - (y - 0.5 * height) * step * up();
  return {.from = eye, .along = along.normalized()};
}

double Camera::metres_per_pixel(double ahead_m, int height) const {
  return 2.0 * ahead_m * std::tan(0.5 * fov_deg * kRadian) / height;
}

Camera Camera::turned(double heading_by_deg, double down_by_deg) const {
  const double steep_deg = std::clamp(down_deg() + down_by_deg, kFlattest_deg, kSteepest_deg);
  Camera camera = toward(target, distance_m(), heading_deg() + heading_by_deg, steep_deg);
  camera.fov_deg = fov_deg;
  return camera;
}

Camera Camera::turned_in_place(double heading_by_deg, double down_by_deg) const {
  const double steep_deg = std::clamp(down_deg() + down_by_deg, -60.0, kSteepest_deg);
  Camera camera = *this;
  camera.target = eye + distance_m() * direction(heading_deg() + heading_by_deg, steep_deg);
  return camera;
}

Camera Camera::moved(double right_m, double forward_m) const {
  const double heading = heading_deg() * kRadian;
  const Eigen::Vector3d by(right_m * std::cos(heading) + forward_m * std::sin(heading),
                           -right_m * std::sin(heading) + forward_m * std::cos(heading), 0.0);
  Camera camera = *this;
  camera.eye += by;
  camera.target += by;
  return camera;
}

Camera Camera::nearer(double factor) const {
  const double away_m = std::clamp(distance_m() * factor, kNearest_m, kFarthest_m);
  Camera camera = *this;
  camera.eye = target - away_m * ahead();
  return camera;
}

}  // namespace twin

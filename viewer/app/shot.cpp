#include "viewer/app/shot.h"

#include <chrono>

#include "viewer/app/studio.h"

namespace twin {

ShotTimes shoot(const Session& session, const ShotOrder& order, const std::filesystem::path& png,
                double seconds_so_far) {
  const auto start = std::chrono::steady_clock::now();
  Studio studio(session, order);
  if (!studio.picture().save(QString::fromStdString(png.string()), "PNG")) {
    throw OutputError({.where = png.string(),
                       .found = tr("it can't be written", "không ghi được"),
                       .expected = tr("a folder with room and permission",
                                      "thư mục có quyền ghi và còn chỗ trống"),
                       .outcome = tr("no picture was kept", "chưa lưu được ảnh")});
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  ShotTimes times{.first_picture_s = seconds_so_far + taken.count(),
                  .scene_s = studio.scene_s(),
                  .frames_per_s = 0.0};
  if (order.frames > 0) times.frames_per_s = studio.timed_frames(order.frames);
  return times;
}

}  // namespace twin

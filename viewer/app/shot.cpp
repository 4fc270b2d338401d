#include "viewer/app/shot.h"

#include <QImage>
#include <chrono>

#include "engine/base/nearest.h"
#include "viewer/app/showing.h"
#include "viewer/model/bookmarks.h"
#include "viewer/offscreen/egl_screen.h"
#include "viewer/overlay/overlay.h"
#include "viewer/scene/stage.h"

namespace twin {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void paint_over(QImage& image, const Overlay& overlay, const World& world, const Camera& camera,
                const Depths& depths) {
  QPainter painter(&image);
  paint_overlay(painter, overlay, world, camera, depths, image.width(), image.height());
}

double timed_frames(Stage& stage, Camera camera, int frames) {
  if (frames < 1) return 0.0;
  const auto start = Clock::now();
  for (int i = 0; i < frames; ++i) {
    camera = camera.turned(2.0, 0.0);
    stage.scene().draw(camera, 0);
    stage.scene().picture();  // waits until the frame is really drawn
  }
  return frames / seconds_since(start);
}

}  // namespace

ShotTimes shoot(const Session& session, const ShotOrder& order, const std::filesystem::path& png,
                double seconds_so_far) {
  const auto start = Clock::now();
  const EglScreen screen(order.width, order.height, order.samples);
  Stage stage(session);
  show_fields(stage, order.fields);
  show_time(stage, order.time);
  if (order.height_scale != 1.0) stage.scene().set_height_scale(order.height_scale);
  Overlay overlay = overlay_of(session, order.language);
  for (const std::string& layer : order.hidden) hide_layer(stage.scene(), overlay, layer);
  update_overlay(overlay, stage);
  overlay.scale = order.height / 720.0;
  const auto camera = bookmark(order.bookmark, session, stage.grid_now());
  if (!camera) throw no_such_view(order.bookmark);
  stage.scene().resize(order.width, order.height);
  stage.scene().draw(*camera, 0);
  const Picture picture = stage.scene().picture();
  const Depths depths = stage.scene().depths();
  QImage image(picture.rgba.data(), picture.width, picture.height, qsizetype{4} * picture.width,
               QImage::Format_RGBA8888);
  image = image.convertToFormat(QImage::Format_RGB32);
  paint_over(image, overlay, session.world(), *camera, depths);
  if (!image.save(QString::fromStdString(png.string()), "PNG")) {
    throw OutputError({.where = png.string(),
                       .found = tr("it can't be written", "không ghi được"),
                       .expected = tr("a folder with room and permission",
                                      "thư mục có quyền ghi và còn chỗ trống"),
                       .outcome = tr("no picture was kept", "chưa lưu được ảnh")});
  }
  ShotTimes times{.first_picture_s = seconds_so_far + seconds_since(start), .frames_per_s = 0.0};
  times.frames_per_s = timed_frames(stage, *camera, order.frames);
  return times;
}

}  // namespace twin

#include "viewer/app/studio.h"

#include <QPainter>
#include <chrono>

#include "viewer/app/showing.h"
#include "viewer/model/bookmarks.h"

namespace twin {

Studio::Studio(const Session& session, const ShotOrder& order)
    : stage_(session),
      scene_s_(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count()),
      overlay_(overlay_of(session, order.language)),
      width_(order.width),
      height_(order.height) {
  overlay_.scale = order.height / 720.0;
  show_order(order, stage_, overlay_);
  const auto camera = bookmark(order.bookmark, session, stage_.water_now());
  if (!camera) throw no_such_view(order.bookmark);
  camera_ = *camera;
  stage_.scene().resize(width_, height_);
}

QImage Studio::picture() {
  stage_.scene().draw(camera_, 0);
  const Picture picture = stage_.scene().picture();
  stage_.scene().read_depths(depths_);
  const QImage drawn(picture.rgba.data(), picture.width, picture.height,
                     qsizetype{4} * picture.width, QImage::Format_RGBA8888);
  QImage image = drawn.convertToFormat(QImage::Format_RGB32);
  QPainter painter(&image);
  paint_overlay(painter, overlay_, stage_.session().world(), camera_, depths_, width_, height_);
  return image;
}

double Studio::timed_frames(int frames) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < frames; ++i) {
    camera_ = camera_.turned(2.0, 0.0);
    stage_.scene().draw(camera_, 0);
    stage_.scene().picture();  // waits until the frame is really drawn
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  return frames / taken.count();
}

}  // namespace twin

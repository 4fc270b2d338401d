#pragma once

#include <QImage>
#include <chrono>

#include "viewer/app/shot.h"
#include "viewer/offscreen/egl_screen.h"
#include "viewer/overlay/overlay.h"
#include "viewer/scene/stage.h"

namespace twin {

/// A session drawn without a window, for pictures, films and printed tours.
class Studio {
 public:
  /// Shows what the order says; its bookmark is the first camera. @throws UsageError for a time,
  /// field, layer or bookmark that there is not; Failure without EGL.
  Studio(const Session& session, const ShotOrder& order);

  Stage& stage() { return stage_; }
  Overlay& overlay() { return overlay_; }
  const Camera& camera() const { return camera_; }
  void set_camera(const Camera& camera) { camera_ = camera; }

  /// What it took to make the scene of the opened session.
  double scene_s() const { return scene_s_; }

  /// The picture with all that is drawn over it.
  QImage picture();
  /// Draws `frames` pictures, turning, without what lies over them. @returns pictures a second.
  double timed_frames(int frames);

 private:
  EglScreen screen_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  Stage stage_;
  double scene_s_ = 0.0;
  Overlay overlay_;
  Camera camera_;
  Depths depths_;
  int width_;
  int height_;
};

}  // namespace twin

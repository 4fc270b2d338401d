#pragma once

#include <QImage>

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

  /// The picture with all that is drawn over it.
  QImage picture();
  /// Draws `frames` pictures, turning, without what lies over them. @returns pictures a second.
  double timed_frames(int frames);

 private:
  EglScreen screen_;
  Stage stage_;
  Overlay overlay_;
  Camera camera_;
  int width_;
  int height_;
};

}  // namespace twin

#pragma once

#include <QPainter>

#include "viewer/model/world.h"
#include "viewer/shapes/camera.h"
#include "viewer/shapes/pick.h"

namespace twin {

/// Takes the clicks in the view while it is at work, and draws over the picture.
class ViewTool {
 public:
  virtual ~ViewTool() = default;
  virtual void clicked(const Picked& picked) = 0;
  /// The mouse moved over a place without a button.
  virtual void hovered(const Picked& picked) = 0;
  /// A double click or Enter: what was begun is whole.
  virtual void finished() = 0;
  /// Esc: what was begun is given up.
  virtual void left() = 0;
  /// Positions are those of `camera` on a picture of `width` × `height` pixels; lines and texts are
  /// `scale` times their usual size.
  virtual void paint(QPainter& painter, const World& world, const Camera& camera, int width,
                     int height, double scale) const = 0;
};

}  // namespace twin

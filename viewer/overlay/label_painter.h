#pragma once

#include <QPainter>

#include "viewer/overlay/overlay.h"

namespace twin {

/// Text with a white rim, its baseline starting at `at`.
void draw_haloed(QPainter& painter, const QPointF& at, const QString& text, const QFont& font,
                 const QColor& colour, double scale);

/// Names along streets, names of places, symbols of fire water and stations, numbers, over one
/// pane of a picture of `width` × `height`; the painter's origin is that of the pane's camera.
/// Where there is no room for all, the more important stays; none covers another, or the frame of
/// the picture.
void paint_labels(QPainter& painter, const Overlay& overlay, const OverlaySide& side,
                  const Pane& pane, const World& world, const Camera& camera, const Depths& depths,
                  int width, int height);

}  // namespace twin

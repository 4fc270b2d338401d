#pragma once

#include <QPainter>

#include "viewer/overlay/overlay.h"

namespace twin {

/// Text with a white rim, its baseline starting at `at`.
void draw_haloed(QPainter& painter, const QPointF& at, const QString& text, const QFont& font,
                 const QColor& colour, double scale);

/// What fills a value's disc on the picture and its box in the legend.
QBrush brush_of(const Swatch& swatch);

/// A label that stands for something, on the picture of its pane's camera.
struct PaintedLabel {
  QRectF box;
  Target target;  ///< without a table: whatever lies at that place
};

/// Names along streets, names of places, symbols of fire water and stations, numbers, over one
/// pane of a picture of `width` × `height`; the painter's origin is that of the pane's camera.
/// Where there is no room for all, the more important stays; none covers another, or the frame of
/// the picture. @returns those that can be clicked, from below upwards: all but names of streets,
/// which lie on what they name.
std::vector<PaintedLabel> paint_labels(QPainter& painter, const Overlay& overlay,
                                       const OverlaySide& side, const Pane& pane,
                                       const World& world, const Camera& camera,
                                       const Depths& depths, int width, int height);

}  // namespace twin

#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/base/text.h"
#include "viewer/app/view_tool.h"

namespace twin {

/// Measures along a line that is clicked over the ground and roofs: the length of each stretch over
/// the ground plan, the whole, and how much higher the end is than the start.
class MeasureTool : public ViewTool {
 public:
  explicit MeasureTool(Language language) : language_(language) {}
  /// The line got a point, or was begun anew.
  std::function<void()> on_line;
  /// Esc was pressed.
  std::function<void()> on_left;

  /// The corners so far.
  Polyline line() const;
  double length_m() const;
  /// Height of the last corner above the first.
  double rise_m() const;
  void clear();

  void clicked(const Picked& picked) override;
  void hovered(const Picked& picked) override;
  void finished() override;
  void left() override;
  void paint(QPainter& painter, const World& world, const Camera& camera, int width, int height,
             double scale) const override;

 private:
  std::vector<Picked> shown_points() const;

  Language language_;
  std::vector<Picked> points_;
  std::optional<Picked> hover_;
  bool whole_ = false;  ///< the next click begins a new line
};

}  // namespace twin

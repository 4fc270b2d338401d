#pragma once

#include <QElapsedTimer>
#include <QOpenGLWidget>
#include <QSurfaceFormat>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <memory>

#include "viewer/app/view_tool.h"
#include "viewer/overlay/overlay.h"
#include "viewer/scene/stage.h"

namespace twin {

/// Makes a context such as `ViewWidget` needs, to see whether the driver can.
/// @throws Failure naming what it has.
void try_opengl();

/// The 3D view in a window: draws the stage, moves the camera by mouse and keys, tells what was
/// clicked. Left button: move over the ground; right button: turn; wheel: nearer and farther. At
/// eye height the left button turns the head and the wheel walks.
class ViewWidget : public QOpenGLWidget {
 public:
  /// What a window's OpenGL context must be like; set as the default before the first window.
  static QSurfaceFormat format_needed();

  ViewWidget(const Session& session, Language language, QWidget* parent);
  ~ViewWidget() override;

  /// Called once, when the graphics card is ready and the stage exists.
  std::function<void()> on_ready;
  /// With the side of the picture that was clicked.
  std::function<void(const Target&, std::size_t side)> on_clicked;
  /// Called after each change of the stage.
  std::function<void()> on_changed;

  /// nullptr until `on_ready`.
  Stage* stage() { return stage_.get(); }
  Overlay& overlay() { return overlay_; }
  const Camera& camera() const { return camera_; }
  void set_camera(const Camera& camera);
  /// Makes the graphics context current, changes something on the stage, draws anew.
  void change(const std::function<void(Stage&)>& change);
  /// Shows grids that were read beside; `wait`: also those that are being read.
  void catch_up(bool wait);
  /// Gives the clicks to a tool, or back to the view (nullptr). The tool must outlive its use.
  void set_tool(ViewTool* tool);
  /// The picture with all that is drawn over it.
  QImage picture();
  /// Texts and symbols that are read from the back of a room.
  void set_big_type(bool big);
  /// Of texts and symbols, in pixels of the graphics card: 1 for a picture 720 pixels high.
  double type_scale() const;
  /// A red dot follows the mouse, to point with.
  void set_pointer(bool shown);
  /// The picture is black: those who speak are looked at.
  void set_black(bool black);

 protected:
  void initializeGL() override;
  void resizeGL(int width, int height) override;
  void paintGL() override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  class Glass;  // the transparent widget that names, legend and compass are painted on
  double above_ground_m(const Camera& camera) const;
  bool at_eye_height() const;
  void rise(double by_m);
  bool on_divider(const QPointF& at) const;
  /// The side whose pane holds a place of the widget, in pixels of the graphics card.
  std::size_t side_at(const QPointF& pixels) const;
  Ray ray_at(const QPointF& pixels) const;
  void paint_tool(QPainter& painter) const;
  void walk(double forward_m, double right_m);
  void click(const QPointF& at);
  /// What was painted over the picture there, else what the ray through it meets; nothing on the
  /// frame of the picture.
  std::optional<Target> target_at(const QPointF& pixels) const;
  /// Whether a legend, the compass or another part of the frame lies there.
  bool on_frame(const QPointF& pixels) const;
  /// The ground or building there; nothing on the frame.
  std::optional<Picked> picked_at(const QPointF& at) const;
  bool key_for_tool(int key);
  int pixels_wide() const;
  int pixels_high() const;

  const Session& session_;
  std::unique_ptr<Stage> stage_;
  Overlay overlay_;
  Camera camera_;
  Depths depths_;
  std::vector<PaintedTarget> painted_;  ///< what takes a click of what was painted last
  Glass* glass_;
  ViewTool* tool_ = nullptr;
  QPointF pressed_;
  QPointF last_;
  QElapsedTimer drawn_;  ///< since the last picture
  QTimer resting_;       ///< until a draft is drawn anew with smooth edges
  bool slow_ = false;    ///< smooth edges take so long that what moves goes without
  bool dragging_divider_ = false;
  bool pointer_ = false;
  bool black_ = false;
  bool big_type_ = false;
};

}  // namespace twin

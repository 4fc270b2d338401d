#include "viewer/app/view_widget.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QWheelEvent>
#include <cmath>
#include <utility>

#include "viewer/model/bookmarks.h"
#include "viewer/scene/opengl.h"

namespace twin {
namespace {

// Where one picture takes longer than this, those that follow another at once keep rough edges
// until the picture is at rest.
constexpr qint64 kSlow_ms = 100;
constexpr qint64 kMoving_ms = 300;
constexpr int kRest_ms = 350;

constexpr double kClick_px = 4.0;  // a press that moved less is a click
constexpr double kTurn_deg_per_px = 0.25;
constexpr double kTurn_deg = 5.0;    // at a key
constexpr double kWalking_m = 6.0;   // below this eye height one walks
constexpr double kFlying_m = 8.0;    // the wheel brings the eye no lower
constexpr double kDivider_px = 9.0;  // this near to the line between two sides, a hand takes it

/// The widget's graphics context, current until the end of a block, however it ends.
class Context {
 public:
  explicit Context(QOpenGLWidget& widget) : widget_(widget) { widget_.makeCurrent(); }
  ~Context() { widget_.doneCurrent(); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

 private:
  QOpenGLWidget& widget_;
};

void paint_pointer(QPainter& painter, const QPointF& at, double scale) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(255, 30, 30, 70));
  painter.drawEllipse(at, 15 * scale, 15 * scale);
  painter.setBrush(QColor(255, 20, 20, 235));
  painter.drawEllipse(at, 6 * scale, 6 * scale);
}

}  // namespace

class ViewWidget::Glass : public QWidget {
 public:
  explicit Glass(ViewWidget* view) : QWidget(view), view_(view) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    painter.scale(1.0 / ratio, 1.0 / ratio);  // positions are in pixels of the graphics card
    if (view_->black_) {
      painter.fillRect(0, 0, view_->pixels_wide(), view_->pixels_high(), Qt::black);
      return;
    }
    view_->overlay_.scale = view_->type_scale();
    view_->painted_ =
        paint_overlay(painter, view_->overlay_, view_->session_.world(), view_->camera_,
                      view_->depths_, view_->pixels_wide(), view_->pixels_high());
    if (view_->pointer_) paint_pointer(painter, view_->last_ * ratio, ratio);
    view_->paint_tool(painter);
  }

 private:
  ViewWidget* view_;
};

QSurfaceFormat ViewWidget::format_needed() {
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(3, 3);
  format.setProfile(QSurfaceFormat::CompatibilityProfile);
  format.setOption(QSurfaceFormat::DeprecatedFunctions);  // or Qt gives a core context
  // The scene is drawn into a target of its own, which has depths: the window needs none.
  format.setDepthBufferSize(0);
  format.setStencilBufferSize(0);
  return format;
}

void try_opengl() {
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  if (context.create()) context.makeCurrent(&surface);
  require_opengl();
}

ViewWidget::ViewWidget(const Session& session, Language language, QWidget* parent)
    : QOpenGLWidget(parent),
      session_(session),
      overlay_(overlay_of(session, language)),
      glass_(new Glass(this)) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(480, 320);
  resting_.setSingleShot(true);
  resting_.setInterval(kRest_ms);
  connect(&resting_, &QTimer::timeout, this, [this] { update(); });
}

ViewWidget::~ViewWidget() {
  makeCurrent();
  stage_.reset();
  doneCurrent();
}

int ViewWidget::pixels_wide() const {
  return std::max(1, static_cast<int>(std::lround(width() * devicePixelRatioF())));
}

int ViewWidget::pixels_high() const {
  return std::max(1, static_cast<int>(std::lround(height() * devicePixelRatioF())));
}

void ViewWidget::initializeGL() {
  stage_ = std::make_unique<Stage>(session_);
  if (on_ready) on_ready();
  // What moves the clock must not wait for files: grids follow when they are read.
  stage_->read_beside([this] {
    QMetaObject::invokeMethod(
        this, [this] { catch_up(false); }, Qt::QueuedConnection);
  });
}

void ViewWidget::catch_up(bool wait) {
  if (!stage_) return;
  {
    const Context context(*this);
    if (!stage_->catch_up(wait)) return;
    update_overlay(overlay_, *stage_);
  }
  update();
  if (on_changed) on_changed();
}

void ViewWidget::resizeGL(int /*width*/, int /*height*/) {
  if (!stage_) return;  // the driver can't draw it, as was told
  stage_->scene().resize(pixels_wide(), pixels_high());
  glass_->setGeometry(rect());
}

void ViewWidget::paintGL() {
  if (!stage_) return;
  const bool draft =
      slow_ && stage_->scene().is_smooth() && drawn_.isValid() && drawn_.elapsed() < kMoving_ms;
  QElapsedTimer drawing;
  drawing.start();
  stage_->scene().draw(camera_, defaultFramebufferObject(), draft);
  stage_->scene().read_depths(depths_);
  if (!draft) slow_ = drawing.elapsed() > kSlow_ms;
  if (draft) resting_.start();
  drawn_.start();
  glass_->update();
}

void ViewWidget::set_camera(const Camera& camera) {
  camera_ = camera;
  update();
}

void ViewWidget::change(const std::function<void(Stage&)>& change) {
  if (!stage_) return;
  {
    const Context context(*this);
    change(*stage_);
    update_overlay(overlay_, *stage_);
  }
  update();
  if (on_changed) on_changed();
}

void ViewWidget::set_tool(ViewTool* tool) {
  tool_ = tool;
  setMouseTracking(tool != nullptr);
  setCursor(tool != nullptr ? Qt::CrossCursor : Qt::ArrowCursor);
  if (tool != nullptr) setFocus();
  glass_->update();
}

QImage ViewWidget::picture() {
  catch_up(true);
  drawn_.invalidate();  // never a draft
  QImage image = grabFramebuffer().convertToFormat(QImage::Format_RGB32);
  image.setDevicePixelRatio(1.0);
  QPainter painter(&image);
  overlay_.scale = type_scale();
  paint_overlay(painter, overlay_, session_.world(), camera_, depths_, image.width(),
                image.height());
  paint_tool(painter);
  return image;
}

void ViewWidget::paint_tool(QPainter& painter) const {
  if (tool_ == nullptr || !stage_) return;
  for (const Pane& pane : stage_->scene().panes()) {
    painter.save();
    painter.setClipRect(pane.x, 0, pane.width, pixels_high());
    painter.translate(pane.from_camera(0.0), 0.0);
    tool_->paint(painter, session_.world(), camera_, pane.camera_width, pixels_high(),
                 devicePixelRatioF());
    painter.restore();
  }
}

double ViewWidget::type_scale() const {
  constexpr double kBig = 1.45;
  const double ratio = devicePixelRatioF();
  return big_type_ ? std::max(kBig * ratio, pixels_high() / 720.0) : ratio;
}

void ViewWidget::set_big_type(bool big) {
  big_type_ = big;
  glass_->update();
}

void ViewWidget::set_pointer(bool shown) {
  pointer_ = shown;
  setMouseTracking(shown);
  setCursor(shown ? Qt::BlankCursor : Qt::ArrowCursor);
  glass_->update();
}

void ViewWidget::set_black(bool black) {
  black_ = black;
  if (black)
    glass_->raise();  // over what else lies on the picture
  else
    glass_->lower();
  glass_->update();
}

bool ViewWidget::on_divider(const QPointF& at) const {
  if (!stage_ || stage_->scene().split().kind != SplitKind::swipe) return false;
  return std::abs(at.x() - stage_->scene().split().at * width()) < kDivider_px;
}

std::size_t ViewWidget::side_at(const QPointF& pixels) const {
  const std::vector<Pane> panes = stage_->scene().panes();
  return panes.size() == 2 && panes[1].holds(pixels.x()) ? 1 : 0;
}

Ray ViewWidget::ray_at(const QPointF& pixels) const {
  const Pane pane = stage_->scene().panes()[side_at(pixels)];
  return camera_.ray(pane.to_camera(pixels.x()), pixels.y(), pane.camera_width, pixels_high());
}

double ViewWidget::above_ground_m(const Camera& camera) const {
  const World& world = session_.world();
  return camera.eye.z() - world.ground.height_at(world.origin.back(camera.eye));
}

bool ViewWidget::at_eye_height() const { return above_ground_m(camera_) < kWalking_m; }

void ViewWidget::rise(double by_m) {
  Camera next = camera_;
  next.eye.z() += by_m;
  next.target.z() += by_m;
  if (by_m > 0.0 || above_ground_m(next) >= 1.0) set_camera(next);
}

void ViewWidget::walk(double forward_m, double right_m) {
  const World& world = session_.world();
  const double above_m = camera_.eye.z() - world.ground.height_at(world.origin.back(camera_.eye));
  Camera next = camera_.moved(right_m, forward_m);
  const double rise_m =
      world.ground.height_at(world.origin.back(next.eye)) + above_m - next.eye.z();
  next.eye.z() += rise_m;
  next.target.z() += rise_m;
  set_camera(next);
}

void ViewWidget::mousePressEvent(QMouseEvent* event) {
  pressed_ = last_ = event->position();
  dragging_divider_ = event->button() == Qt::LeftButton && on_divider(pressed_);
}

void ViewWidget::mouseMoveEvent(QMouseEvent* event) {
  const QPointF by = event->position() - last_;
  last_ = event->position();
  if (pointer_) glass_->update();
  if (dragging_divider_) {
    change([&](Stage& stage) { stage.set_swipe(last_.x() / width()); });
    return;
  }
  const bool left = (event->buttons() & Qt::LeftButton) != 0;
  if (event->buttons() == Qt::NoButton) {
    const auto picked = tool_ != nullptr ? picked_at(event->position()) : std::nullopt;
    if (picked) tool_->hovered(*picked);
    glass_->update();
    return;
  }
  const double heading = by.x() * kTurn_deg_per_px;
  const double down = by.y() * kTurn_deg_per_px;
  if (at_eye_height()) {
    set_camera(camera_.turned_in_place(-0.6 * heading, -0.6 * down));
  } else if (left && (event->modifiers() & Qt::ControlModifier) == 0) {
    const double metre = camera_.metres_per_pixel(camera_.distance_m(), height());
    const double flat = std::max(0.25, std::sin(camera_.down_deg() * 0.01745329));
    set_camera(camera_.moved(-by.x() * metre, by.y() * metre / flat));
  } else {
    set_camera(camera_.turned(heading, down));
  }
}

void ViewWidget::mouseReleaseEvent(QMouseEvent* event) {
  const QPointF moved = event->position() - pressed_;
  const bool dragged = std::exchange(dragging_divider_, false);
  if (!dragged && event->button() == Qt::LeftButton &&
      std::hypot(moved.x(), moved.y()) < kClick_px) {
    click(event->position());
  }
}

void ViewWidget::mouseDoubleClickEvent(QMouseEvent* event) {
  pressed_ = {-1e6, -1e6};  // letting go after it is no click
  last_ = event->position();
  if (tool_ != nullptr && event->button() == Qt::LeftButton) tool_->finished();
  glass_->update();
}

bool ViewWidget::key_for_tool(int key) {
  if (tool_ == nullptr) return false;
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    tool_->finished();
  } else if (key == Qt::Key_Escape) {
    tool_->left();
  } else {
    return false;
  }
  glass_->update();
  return true;
}

void ViewWidget::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / 120.0;
  if (at_eye_height()) {
    walk(2.5 * notches, 0.0);
  } else {
    // Walking begins where somebody asks to stand in a street, not where the wheel turned too far.
    const Camera next = camera_.nearer(std::pow(0.85, notches));
    if (notches < 0.0 || above_ground_m(next) >= kFlying_m) set_camera(next);
  }
}

void ViewWidget::keyPressEvent(QKeyEvent* event) {
  if (key_for_tool(event->key())) return;
  const double step_m = at_eye_height() ? 1.5 : 0.05 * camera_.distance_m();
  switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_W:
      walk(step_m, 0.0);
      break;
    case Qt::Key_Down:
    case Qt::Key_S:
      walk(-step_m, 0.0);
      break;
    case Qt::Key_Left:
    case Qt::Key_A:
      walk(0.0, -step_m);
      break;
    case Qt::Key_Right:
    case Qt::Key_D:
      walk(0.0, step_m);
      break;
    case Qt::Key_Q:
    case Qt::Key_E: {
      const double by_deg = event->key() == Qt::Key_Q ? -kTurn_deg : kTurn_deg;
      set_camera(at_eye_height() ? camera_.turned_in_place(-by_deg, 0.0)
                                 : camera_.turned(by_deg, 0.0));
      break;
    }
    case Qt::Key_Plus:
    case Qt::Key_Minus:
      set_camera(camera_.nearer(event->key() == Qt::Key_Plus ? 0.85 : 1.0 / 0.85));
      break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      rise((event->key() == Qt::Key_PageUp ? 1.0 : -1.0) * std::max(1.0, step_m));
      break;
    default:
      QOpenGLWidget::keyPressEvent(event);
  }
}

std::optional<Picked> ViewWidget::picked_at(const QPointF& at) const {
  if (!stage_ || on_frame(at * devicePixelRatioF())) return std::nullopt;
  const Scene& scene = stage_->scene();
  return session_.picker().first_on(
      ray_at(at * devicePixelRatioF()),
      {.height_scale = scene.height_scale(), .buildings = scene.shows(Part::buildings)});
}

std::optional<Target> ViewWidget::target_at(const QPointF& pixels) const {
  const DrawnNow drawn = stage_->drawn_now(side_at(pixels));
  const double pixel_m = camera_.metres_per_pixel(1.0, pixels_high()) * devicePixelRatioF();
  const PaintedTarget* painted = painted_at(painted_, pixels);
  if (painted == nullptr) return clicked(session_, ray_at(pixels), pixel_m, drawn);
  const std::optional<Target>& target = painted->target;
  if (!target || target->table != nullptr) return target;
  return twin::target_at(session_, {.at = target->at, .z_m = target->z_m}, 0.0, drawn);
}

bool ViewWidget::on_frame(const QPointF& pixels) const {
  const PaintedTarget* painted = painted_at(painted_, pixels);
  return painted != nullptr && !painted->target;
}

void ViewWidget::click(const QPointF& at) {
  if (tool_ != nullptr) {
    if (const auto picked = picked_at(at)) tool_->clicked(*picked);
    glass_->update();
    return;
  }
  if (!stage_) return;
  const QPointF pixels = at * devicePixelRatioF();
  const auto target = target_at(pixels);
  if (target && on_clicked) on_clicked(*target, side_at(pixels));
}

}  // namespace twin

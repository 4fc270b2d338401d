#include <gtest/gtest.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <cstdlib>

#include "tests/viewer/opened_ward.h"
#include "viewer/app/main_window.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// The window itself, on a virtual screen, worked as a hand would.
class Window : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    opened_ = std::make_unique<OpenedWard>();
    window_ = std::make_unique<MainWindow>(opened_->session, ShotOrder{});
    window_->show();
    settle();
  }
  static void TearDownTestSuite() {
    // WARDTWIN_WINDOW_SHOT=file.png keeps a picture of the window for a person to look at.
    if (const char* file = std::getenv("WARDTWIN_WINDOW_SHOT")) {
      window_->grab().save(QString::fromUtf8(file));
    }
    window_.reset();
    opened_.reset();
  }

  /// Lets the window draw what it has to.
  static void settle() {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 400) QApplication::processEvents(QEventLoop::AllEvents, 50);
  }

  static void mouse(QEvent::Type type, const QPointF& at, Qt::MouseButtons buttons) {
    ViewWidget& view = window_->view();
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, view.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
  }
  static void click(const QPointF& at) {
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton);
    mouse(QEvent::MouseButtonRelease, at, Qt::NoButton);
    settle();
  }
  /// Where a place of the ward appears in the view.
  static QPointF on_view(Point p, double z_m) {
    ViewWidget& view = window_->view();
    const auto at = view.camera().on_picture(
        opened_->session.world().origin.from(p, z_m).cast<double>(), view.width(), view.height());
    return {at->x, at->y};
  }
  static bool facts_hold(const char* text) {
    return !window_->facts().findItems(QString::fromUtf8(text), Qt::MatchContains).isEmpty();
  }

  /// Of the water shown; cells that were not computed are no water.
  static float deepest_m() {
    const auto& values = window_->view().stage()->grid_now()->values();
    return values.isNaN().select(0.0F, values).maxCoeff();
  }

  static inline std::unique_ptr<OpenedWard> opened_;
  static inline std::unique_ptr<MainWindow> window_;
};

TEST_F(Window, StartsWithTheFloodAtItsHeight) {
  ASSERT_NE(window_->view().stage(), nullptr);
  EXPECT_EQ(window_->view().overlay().clock, "12:00 · 30/09/2025");
  EXPECT_EQ(window_->view().stage()->chosen(Slot::grid)->field->name, "depth_m");
}

TEST_F(Window, AClickOnTheTowerTellsWhatItIs) {
  const BuildingBlock& tower = opened_->session.world().blocks.back();
  const Box box = box_of(tower.footprint);
  click(on_view({box.west_m + 4.0, 0.5 * (box.south_m + box.north_m)},
                tower.ground_m + tower.height_m));
  EXPECT_TRUE(facts_hold("chung cư"));
  EXPECT_TRUE(facts_hold("48 m"));
}

TEST_F(Window, AClickOnTheStreetTellsItsSpeedAtThatTime) {
  click(on_view({kTinyWest_m + 100.0, kTinySouth_m + 43.3}, 6.1));
  EXPECT_TRUE(facts_hold("Đường Trung Kính"));
  EXPECT_TRUE(facts_hold("6\u00a0km/h"));  // at 12:00
}

TEST_F(Window, TheSliderMovesTheClockAndTheWater) {
  window_->time().slider().setValue(0);
  settle();
  EXPECT_EQ(window_->view().overlay().clock, "11:30 · 30/09/2025");
  EXPECT_LT(deepest_m(), 0.01F);
  window_->time().slider().setValue(2);
  settle();
  EXPECT_EQ(window_->view().overlay().clock, "12:00 · 30/09/2025");
  EXPECT_GT(deepest_m(), 0.5F);
}

TEST_F(Window, TheHeightSliderFlattensTheBuildings) {
  window_->building_height().setValue(20);
  settle();
  EXPECT_DOUBLE_EQ(window_->view().stage()->scene().height_scale(), 0.2);
  window_->building_height().setValue(100);
  settle();
}

TEST_F(Window, AFieldIsChosenByItsCheckBox) {
  const auto found =
      window_->layers().findItems("Tốc độ xe", Qt::MatchContains | Qt::MatchRecursive);
  ASSERT_EQ(found.size(), 1);
  found.front()->setCheckState(0, Qt::Checked);
  settle();
  EXPECT_EQ(window_->view().stage()->chosen(Slot::lines)->field->name, "speed_kmh");
  EXPECT_EQ(window_->view().overlay().legends.size(), 2U);
}

TEST_F(Window, DraggingMovesTheCameraOverTheGround) {
  const Camera before = window_->view().camera();
  mouse(QEvent::MouseButtonPress, {400, 300}, Qt::LeftButton);
  mouse(QEvent::MouseMove, {440, 300}, Qt::LeftButton);
  mouse(QEvent::MouseButtonRelease, {440, 300}, Qt::NoButton);
  settle();
  EXPECT_LT(window_->view().camera().target.x(), before.target.x());
  EXPECT_NEAR(window_->view().camera().distance_m(), before.distance_m(), 1e-6);
}

}  // namespace
}  // namespace twin

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  QSurfaceFormat::setDefaultFormat(twin::ViewWidget::format_needed());
  const QApplication qt(argc, argv);
  return RUN_ALL_TESTS();
}

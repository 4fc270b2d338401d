#include <cmath>
#include <utility>

#include "tests/viewer/opened_window.h"
#include "viewer/app/application.h"
#include "viewer/model/bookmarks.h"

namespace twin {
namespace {

class Window : public OpenedWindow {};

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

TEST_F(Window, AClickOnTheFrameOfThePictureAsksNothing) {
  ViewWidget& view = window_->view();
  const Camera before = view.camera();
  const auto answer = std::exchange(view.on_clicked, {});
  int asked = 0;
  view.on_clicked = [&](const Target&, std::size_t) { ++asked; };
  view.set_camera(bookmark("top", opened_->session, nullptr)->nearer(0.2));  // ground all over
  settle();
  const double wide = view.width();
  const double high = view.height();
  click({24.0, 30.0});                // the clock
  click({wide - 52.0, 62.0});         // the compass
  click({24.0, high - 60.0});         // the legend
  click({wide - 40.0, high - 60.0});  // the scale bar
  click({0.5 * wide, high - 10.0});   // the lowest strip
  EXPECT_EQ(asked, 0);
  click({0.5 * wide, 0.5 * high});
  EXPECT_EQ(asked, 1);
  view.on_clicked = answer;
  view.set_camera(before);
  settle();
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

TEST_F(Window, ItsPictureHasThePixelsOfTheScreen) {
  ViewWidget& view = window_->view();
  const double ratio = view.devicePixelRatioF();  // 2 under QT_SCALE_FACTOR=2
  const QImage picture = view.picture();
  EXPECT_EQ(picture.width(), std::lround(ratio * view.width()));
  EXPECT_EQ(picture.height(), std::lround(ratio * view.height()));
  EXPECT_DOUBLE_EQ(view.overlay().scale, ratio);  // letters are as large as on other screens
  if (const char* factor = std::getenv("QT_SCALE_FACTOR")) {
    EXPECT_DOUBLE_EQ(ratio, std::atof(factor));
  }
}

/// A ward whose results are spoilt must not spoil the window of the others.
TEST(WindowOfASpoiltRun, TellsOfAFrameThatCannotBeReadAndGoesOn) {
  OpenedWard opened;
  MainWindow window(opened.session, ShotOrder{});
  auto& application = *static_cast<Application*>(QApplication::instance());
  application.on_failure = [&](const Failure& failure) { window.tell(failure); };
  window.show();
  const auto live = [](int ms) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms) QApplication::processEvents(QEventLoop::AllEvents, 50);
  };
  live(800);
  const auto water = [&] {
    const auto& values = window.view().stage()->water_now()->values();
    return values.isNaN().select(0.0F, values).sum();
  };
  const float shown = water();
  EXPECT_GT(shown, 0.0F);
  const auto frames = opened.file("run") / "depth_m.nc";
  std::filesystem::rename(frames, frames.string() + ".gone");
  // By events, as a hand would.
  QSlider& slider = window.time().slider();
  for (const int key : {Qt::Key_Home, Qt::Key_End, Qt::Key_Home}) {
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(&slider, &down);
    live(400);
  }
  QList<QDialog*> findings = window.findChildren<QDialog*>("finding");
  ASSERT_EQ(findings.size(), 1);    // one at a time
  EXPECT_FLOAT_EQ(water(), shown);  // what was seen is still seen
  findings.front()->close();
  std::filesystem::rename(frames.string() + ".gone", frames);
  QKeyEvent end(QEvent::KeyPress, Qt::Key_End, Qt::NoModifier);
  QApplication::sendEvent(&slider, &end);
  live(600);
  EXPECT_TRUE(window.view().picture().width() > 0);
  application.on_failure = {};
}

}  // namespace
}  // namespace twin

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  QSurfaceFormat::setDefaultFormat(twin::ViewWidget::format_needed());
  const twin::Application qt(argc, argv);
  return RUN_ALL_TESTS();
}

#include <QComboBox>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

#include "tests/viewer/measured_run.h"
#include "tests/viewer/opened_window.h"
#include "viewer/model/bookmarks.h"

namespace twin {
namespace {

/// Two runs of one rain in the window: the water of the second stands 0.3 m lower.
class Meeting : public OpenedWindow {
 protected:
  static constexpr double kLower_m = 0.3;

  void SetUp() override {
    if (opened_->session.runs().size() > 1) return;
    write_tiny_run(opened_->file("lower"), opened_->file("ward"), 5.9 - kLower_m);
    window_->open_run(opened_->file("lower"));
    shown_run(0);
    settle();
  }
  void TearDown() override {
    window_->presenter().end();
    window_->tour().take({}, true);
    compare_with(-1);
    settle();
  }

  /// Presents a tour of what is shown now.
  static Presenter& present_this() {
    window_->tour().take({}, true);
    window_->tour().add_stop();
    window_->tour().present(false);
    // The flight to the stop is over before a hand does anything.
    for (int i = 0; i < 20 && window_->presenter().flying(); ++i) settle();
    return window_->presenter();
  }
  static void answer(const char* question, const char* button) {
    auto* box = window_->findChild<QMessageBox*>(question);
    ASSERT_NE(box, nullptr);
    for (QAbstractButton* one : box->buttons()) {
      if (one->text() == QString::fromUtf8(button)) one->click();
    }
    settle();
  }

  static void pick(QComboBox& list, int run) {
    const int index = list.findData(run);
    ASSERT_GE(index, 0);
    list.setCurrentIndex(index);
    emit list.activated(index);
    settle();
  }
  static void shown_run(int run) { pick(window_->comparing().shown_run(), run); }
  static void compare_with(int run) { pick(window_->comparing().other_run(), run); }
  static const Stage& stage() { return *window_->view().stage(); }
  /// Depth in the bowl, where it is deepest.
  static float in_the_bowl_m(std::size_t side) {
    const Grid<float>& depth_m = stage().side(side).grid_now()->values;
    return depth_m(*depth_m.frame().cell_at({kTinyWest_m + 60.2, kTinySouth_m + 118.0}));
  }
};

TEST_F(Meeting, TwoRunsStandBesideEachOtherOverOneWorld) {
  compare_with(1);
  ASSERT_TRUE(stage().compared());
  EXPECT_EQ(stage().scene().split().kind, SplitKind::swipe);
  EXPECT_NEAR(in_the_bowl_m(0) - in_the_bowl_m(1), kLower_m, 1e-5);
  window_->comparing().action(CompareAs::beside).trigger();
  settle();
  EXPECT_EQ(stage().scene().split().kind, SplitKind::beside);
  EXPECT_EQ(window_->view().overlay().sides.size(), 2U);
  compare_with(-1);
  EXPECT_FALSE(stage().compared());
  EXPECT_EQ(stage().scene().split().kind, SplitKind::none);
}

TEST_F(Meeting, AHandDrawsTheLineAndTheCameraStays) {
  compare_with(1);
  window_->comparing().action(CompareAs::swipe).trigger();
  settle();
  ViewWidget& view = window_->view();
  const Camera before = view.camera();
  const double y = 0.5 * view.height();
  mouse(QEvent::MouseButtonPress, {0.5 * view.width(), y}, Qt::LeftButton);
  mouse(QEvent::MouseMove, {0.3 * view.width(), y}, Qt::LeftButton);
  mouse(QEvent::MouseButtonRelease, {0.3 * view.width(), y}, Qt::NoButton);
  settle();
  EXPECT_NEAR(stage().scene().split().at, 0.3, 1e-9);
  EXPECT_EQ(view.camera().eye, before.eye);
  EXPECT_EQ(view.camera().target, before.target);
}

TEST_F(Meeting, TheChangeIsWhatTheSecondRunHasMore) {
  compare_with(1);
  window_->comparing().action(CompareAs::change).trigger();
  settle();
  EXPECT_EQ(stage().scene().split().kind, SplitKind::none);
  EXPECT_NEAR(in_the_bowl_m(0), -kLower_m, 1e-5);
  const OverlayLegend& legend = window_->view().overlay().legends.front();
  EXPECT_NE(legend.title.find("hay đổi của"), std::string::npos);
  EXPECT_EQ(legend.rows.size(), 8U);  // the classes of every change of depth, and not computed
}

TEST_F(Meeting, AfterComparingThePictureIsWhatItWas) {
  const QImage before = window_->view().picture();
  for (int i = 0; i < 3; ++i) {
    compare_with(1);
    compare_with(-1);
  }
  window_->building_height().setValue(50);  // works the light out anew
  window_->building_height().setValue(100);
  settle();
  EXPECT_EQ(window_->view().picture(), before);
}

TEST_F(Meeting, AnotherScenarioIsSeenFromTheSamePlace) {
  const Camera before = window_->view().camera();
  const float first_m = in_the_bowl_m(0);
  shown_run(1);
  EXPECT_NEAR(first_m - in_the_bowl_m(0), kLower_m, 1e-5);
  EXPECT_EQ(window_->view().camera().eye, before.eye);
  shown_run(0);
}

TEST_F(Meeting, StopsAreTakenFromTheViewSavedAndPresented) {
  TourPanel& panel = window_->tour();
  window_->time().slider().setValue(0);
  settle();
  panel.add_stop();
  panel.caption().setPlainText("Trước khi mưa");
  window_->time().slider().setValue(2);
  window_->view().set_camera(window_->view().camera().nearer(0.5));
  window_->building_height().setValue(40);
  settle();
  panel.add_stop();
  panel.caption().setPlainText("Ngập cao nhất");
  ASSERT_EQ(panel.tour().stops.size(), 2U);
  EXPECT_EQ(panel.tour().stops[1].time, "1800 s");
  EXPECT_DOUBLE_EQ(panel.tour().stops[1].height_scale, 0.4);
  const auto& marks = window_->time().slider().marks();
  ASSERT_EQ(std::ranges::count(marks, MarkKind::stop, &TimeMark::kind), 2);
  EXPECT_EQ(marks.back().wall_s - marks[marks.size() - 2].wall_s, 1800.0);

  panel.save(opened_->file("tour.json"));
  const Tour saved = panel.tour();
  panel.open(opened_->file("tour.json"));
  EXPECT_EQ(panel.tour(), saved);

  panel.list().setCurrentRow(0);
  panel.present(false);
  settle();
  Presenter& presenter = window_->presenter();
  ASSERT_TRUE(presenter.presenting());
  EXPECT_EQ(window_->view().overlay().caption, "Trước khi mưa");
  EXPECT_EQ(window_->view().overlay().clock, "11:30 · 30/09/2025");
  press(window_->view(), Qt::Key_PageDown);
  settle();
  EXPECT_EQ(presenter.stop(), 1U);
  EXPECT_EQ(window_->view().overlay().counter, "2 / 2");
  EXPECT_EQ(window_->view().overlay().clock, "12:00 · 30/09/2025");
  EXPECT_DOUBLE_EQ(stage().scene().height_scale(), 0.4);
  press(window_->view(), Qt::Key_PageDown);  // there is no third
  EXPECT_EQ(presenter.stop(), 1U);
  press(window_->view(), Qt::Key_Escape);
  settle();
  EXPECT_FALSE(presenter.presenting());
  EXPECT_TRUE(window_->view().overlay().caption.empty());
  window_->building_height().setValue(100);
}

TEST_F(Meeting, TheMarkOfAStopBringsItWhole) {
  TourPanel& panel = window_->tour();
  ViewWidget& view = window_->view();
  window_->time().slider().setValue(1);
  settle();
  panel.add_stop();
  const Camera there = view.camera();
  window_->time().slider().setValue(3);
  view.set_camera(there.nearer(0.5));
  window_->building_height().setValue(40);
  settle();
  panel.add_stop();
  MarkedSlider& slider = window_->time().slider();
  const auto it = std::ranges::find_if(slider.marks(), [](const TimeMark& mark) {
    return mark.kind == MarkKind::stop && mark.stop == 0;
  });
  ASSERT_NE(it, slider.marks().end());
  const auto mark = static_cast<std::size_t>(it - slider.marks().begin());
  const QPointF at(slider.mark_x(mark), slider.height() - 5.0);
  QMouseEvent pressed(QEvent::MouseButtonPress, at, slider.mapToGlobal(at), Qt::LeftButton,
                      Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&slider, &pressed);
  settle();
  EXPECT_EQ(view.overlay().clock, "11:45 · 30/09/2025");
  EXPECT_EQ(slider.value(), 1);
  EXPECT_NEAR((view.camera().eye - there.eye).norm(), 0.0, 0.02);  // a stop is written to 1 cm
  EXPECT_DOUBLE_EQ(stage().scene().height_scale(), 1.0);
  EXPECT_EQ(window_->building_height().value(), 100);
  EXPECT_EQ(panel.list().currentRow(), 0);
}

TEST_F(Meeting, KeysMoveTheTimeAndTheStopStays) {
  window_->time().slider().setValue(0);
  settle();
  Presenter& presenter = present_this();
  ViewWidget& view = window_->view();
  press(view, Qt::Key_Right, {}, Qt::ShiftModifier);
  settle();
  EXPECT_EQ(view.overlay().clock, "11:45 · 30/09/2025");
  press(view, Qt::Key_Right, {}, Qt::ShiftModifier);
  press(view, Qt::Key_Left, {}, Qt::ShiftModifier);
  press(view, Qt::Key_Left, {}, Qt::ShiftModifier);
  press(view, Qt::Key_Left, {}, Qt::ShiftModifier);  // there is none before the first
  settle();
  EXPECT_EQ(view.overlay().clock, "11:30 · 30/09/2025");
  press(view, Qt::Key_Space);
  EXPECT_TRUE(window_->time().playing());
  for (int i = 0; i < 40 && window_->time().slider().value() == 0; ++i) settle();
  EXPECT_NE(view.overlay().clock, "11:30 · 30/09/2025");
  press(view, Qt::Key_Space);
  EXPECT_FALSE(window_->time().playing());
  EXPECT_EQ(presenter.stop(), 0U);
  EXPECT_TRUE(presenter.presenting());
}

TEST_F(Meeting, WhatIsClickedIsToldInLargeTypeUntilEscape) {
  Presenter& presenter = present_this();
  AnswerBoard& board = window_->questions().board();
  EXPECT_FALSE(board.isVisible());
  const Box street = box_of((*opened_->session.ward().layer("roads"))[0].line());
  window_->view().set_camera(
      camera_over(opened_->session.world(), street, window_->view().camera()));
  settle();
  click(on_view({kTinyWest_m + 100.0, kTinySouth_m + 43.3}, 6.1));
  ASSERT_TRUE(board.isVisible());
  EXPECT_TRUE(board.text().contains("Tốc độ xe")) << board.text().toStdString();
  EXPECT_TRUE(board.chart().isVisible());
  EXPECT_EQ(board.chart().chart().lines.size(), opened_->session.runs().size());
  keep_picture("meeting_answer");
  const QString told = board.text();
  for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
    const QPointF at(8.0, 8.0);
    QMouseEvent event(type, at, board.mapToGlobal(at), Qt::LeftButton, Qt::LeftButton,
                      Qt::NoModifier);
    QApplication::sendEvent(&board, &event);
  }
  EXPECT_EQ(board.text(), told);  // what lies behind it is not asked
  const QSize full = window_->size();
  window_->showNormal();
  window_->resize(1000, 700);
  settle();
  EXPECT_LT(window_->view().width(), full.width());
  EXPECT_NEAR(board.width(), 0.31 * window_->view().width(), 1.0);
  EXPECT_NEAR(board.geometry().right(), window_->view().width(), 40.0);
  window_->showFullScreen();
  settle();
  press(window_->view(), Qt::Key_Right, {}, Qt::ShiftModifier);
  settle();
  EXPECT_TRUE(board.isVisible());  // it follows the clock
  press(window_->view(), Qt::Key_Escape);
  EXPECT_FALSE(board.isVisible());
  EXPECT_TRUE(presenter.presenting());
  press(window_->view(), Qt::Key_Escape);
  EXPECT_FALSE(presenter.presenting());
}

TEST_F(Meeting, TheMeasuresOfBothRunsStandBesideEachOther) {
  write_measured_run(opened_->file("before"), opened_->file("ward"), "Trước", 1200.0);
  write_measured_run(opened_->file("after"), opened_->file("ward"), "Sau", 300.0);
  window_->open_run(opened_->file("before"));
  window_->open_run(opened_->file("after"));
  const int runs = static_cast<int>(opened_->session.runs().size());
  shown_run(runs - 2);
  EXPECT_TRUE(window_->view().overlay().measures.empty());  // they are for the meeting
  compare_with(runs - 1);
  window_->comparing().action(CompareAs::swipe).trigger();
  present_this();
  keep_picture("meeting_measures");
  const std::vector<OverlayMeasures>& told = window_->view().overlay().measures;
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].heads, (std::vector<std::string>{"bên trái", "bên phải"}));
  ASSERT_EQ(told[0].rows.size(), 2U);
  EXPECT_EQ(told[0].rows[0].what, "Số người bị ngập");
  EXPECT_EQ(told[0].rows[0].values,
            (std::vector<std::string>{"1.200\u00a0người", "300\u00a0người"}));
  window_->questions().search()->on_chosen({.title = "L1", .layer = "lanes", .row = 0});
  EXPECT_TRUE(window_->view().overlay().measures.empty());  // the answer stands in their place
  EXPECT_TRUE(window_->questions().board().isVisible());
  press(window_->view(), Qt::Key_Escape);
  EXPECT_EQ(window_->view().overlay().measures.size(), 1U);
  window_->presenter().end();
  EXPECT_TRUE(window_->view().overlay().measures.empty());
  compare_with(-1);
  shown_run(0);
}

TEST_F(Meeting, ARunThatFinishesMeanwhileIsShownAfterwards) {
  write_tiny_run(opened_->file("meanwhile"), opened_->file("ward"), 5.7);
  const std::size_t before = opened_->session.runs().size();
  present_this();
  window_->run_dialog().on_finished(opened_->file("meanwhile"));
  settle();
  EXPECT_EQ(opened_->session.runs().size(), before);  // nothing changes under who speaks
  EXPECT_EQ(stage().chosen(Slot::grid)->run, 0U);
  press(window_->view(), Qt::Key_Escape);
  settle();
  ASSERT_EQ(opened_->session.runs().size(), before + 1);
  EXPECT_EQ(stage().chosen(Slot::grid)->run, before);
  shown_run(0);
}

TEST_F(Meeting, AStopBringsItsColours) {
  window_->view().change([](Stage& stage) { stage.set_palette(Palette::greys); });
  window_->tour().add_stop();
  window_->view().change([](Stage& stage) { stage.set_palette(Palette::declared); });
  window_->tour().add_stop();
  EXPECT_EQ(window_->tour().tour().stops[0].palette, "greys");
  window_->tour().present(false);
  settle();
  EXPECT_EQ(stage().palette(), Palette::greys);
  press(window_->view(), Qt::Key_PageDown);
  settle();
  EXPECT_EQ(stage().palette(), Palette::declared);
}

TEST_F(Meeting, ATourIsNotLostUnasked) {
  TourPanel& panel = window_->tour();
  EXPECT_FALSE(panel.unsaved());
  panel.add_stop();
  EXPECT_TRUE(panel.unsaved());
  int left = 0;
  panel.ask_to_leave([&] { ++left; });
  answer("tour_question", "Hủy");
  EXPECT_EQ(left, 0);
  EXPECT_FALSE(window_->close());
  EXPECT_TRUE(window_->isVisible());
  answer("tour_question", "Hủy");
  panel.ask_to_leave([&] { ++left; });
  answer("tour_question", "Không lưu");
  EXPECT_EQ(left, 1);
  ASSERT_TRUE(panel.save(opened_->file("kept.json")));
  EXPECT_FALSE(panel.unsaved());
  panel.ask_to_leave([&] { ++left; });  // nothing would be lost
  EXPECT_EQ(left, 2);
  panel.caption().setPlainText("khác");
  EXPECT_TRUE(panel.unsaved());
}

TEST_F(Meeting, TheHeightOfTheFloodIsMarkedOnTheSlider) {
  const auto& marks = window_->time().slider().marks();
  ASSERT_FALSE(marks.empty());
  EXPECT_EQ(clock_text(marks.front().wall_s), "12:00 · 30/09/2025");
  EXPECT_EQ(marks.front().kind, MarkKind::peak);
  EXPECT_EQ(window_->time().slider().mark_value(0), 2.0);  // of 0, 15, 30, 45, 60 minutes
}

TEST(MarkedSlider, AMarkStandsAtItsExactTimeBetweenInstants) {
  MarkedSlider slider;
  slider.resize(400, 34);
  slider.setRange(0, 2);
  slider.set_marks({{.wall_s = 100.0}, {.wall_s = 160.0, .kind = MarkKind::first}},
                   {100.0, 200.0, 300.0});
  EXPECT_DOUBLE_EQ(slider.mark_value(1), 0.6);
  std::vector<double> gone_to_s;
  slider.on_mark = [&](const TimeMark& mark) { gone_to_s.push_back(mark.wall_s); };
  const QPointF at(slider.mark_x(1) + 2.0, 5.0);
  QMouseEvent press(QEvent::MouseButtonPress, at, slider.mapToGlobal(at), Qt::LeftButton,
                    Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&slider, &press);
  EXPECT_EQ(gone_to_s, std::vector<double>{160.0});
  EXPECT_EQ(slider.value(), 0);
}

TEST_F(Meeting, PlayingMovesTheClock) {
  window_->time().slider().setValue(0);
  window_->time().play(true);
  EXPECT_TRUE(window_->time().playing());
  for (int i = 0; i < 40 && window_->time().slider().value() == 0; ++i) settle();
  EXPECT_GT(window_->time().slider().value(), 0);
  window_->time().play(false);
  EXPECT_FALSE(window_->time().playing());
}

}  // namespace
}  // namespace twin

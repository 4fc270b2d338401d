#include <QClipboard>
#include <QMimeData>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/results/bundle_writer.h"
#include "engine/space/geometry.h"
#include "tests/support/tiny_answers.h"
#include "tests/viewer/opened_window.h"

namespace twin {
namespace {

/// What people ask in the window, worked as hands would.
class QuestionsInWindow : public OpenedWindow {
 protected:
  static Questions& questions() { return window_->questions(); }
  static QString clipboard() { return QGuiApplication::clipboard()->text(); }
  static Point at(double x_m, double y_m) { return {kTinyWest_m + x_m, kTinySouth_m + y_m}; }
  static Point looked_at() {
    return opened_->session.world().origin.back(window_->view().camera().target);
  }
  static void look_down_at(Point p, double from_m) {
    const World& world = opened_->session.world();
    window_->view().set_camera(
        Camera::toward(world.origin.from(p, 6.0).cast<double>(), from_m, 0.0, 89.0));
    settle();
  }
  static double ground_m(Point p) { return opened_->session.world().ground.height_at(p); }
  static void click_ground(Point p) { click(on_view(p, ground_m(p))); }
  static void double_click(const QPointF& at) {
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton);
    mouse(QEvent::MouseButtonRelease, at, Qt::NoButton);
    mouse(QEvent::MouseButtonDblClick, at, Qt::LeftButton);
    mouse(QEvent::MouseButtonRelease, at, Qt::NoButton);
    settle();
  }
  /// The depth at a house when water stood at 5.9 m, as the run computed it.
  static double door_depth_m(std::size_t house) {
    const Point p = centroid(opened_->session.world().blocks[house].footprint);
    return std::max(0.0, 5.9 - tiny_ground_m(p.x_m, p.y_m));
  }
};

TEST_F(QuestionsInWindow, ASearchWithoutAccentsGoesThereAndTellsWhatItIs) {
  SearchBox& search = *questions().search();
  search.setFocus();
  type(search, "ngo 58");
  ASSERT_EQ(search.hits().size(), 1U);
  press(search, Qt::Key_Return);
  settle();
  EXPECT_NEAR(looked_at().x_m, kTinyWest_m + 121.0, 0.1);  // half way along the lane
  EXPECT_NEAR(looked_at().y_m, kTinySouth_m + 96.0, 0.1);
  EXPECT_TRUE(facts_hold("Ngõ 58 Trung Kính"));
  EXPECT_TRUE(facts_hold("2,40 m"));
  EXPECT_TRUE(facts_hold("giả định"));  // beside the width: the lane is nobody's survey
  EXPECT_EQ(search.text(), "Ngõ 58 Trung Kính");
}

TEST_F(QuestionsInWindow, AnAddressLeadsToItsHouse) {
  SearchBox& search = *questions().search();
  search.clear();
  type(search, "2 ngõ 34");
  press(search, Qt::Key_Return);
  settle();
  EXPECT_TRUE(facts_hold("Số 2 ngõ 34 Trung Kính"));
  EXPECT_TRUE(facts_hold("B1"));
  EXPECT_NEAR(looked_at().x_m, kTinyWest_m + 51.0, 0.1);  // the house: 44 to 58 m east
}

TEST_F(QuestionsInWindow, AClickShowsTheCurveThatTheRunHolds) {
  look_down_at(at(100, 43), 120.0);
  click_ground(at(100, 43.3));
  CurvePanel& curves = *questions().curves();
  ASSERT_EQ(curves.choice().currentText(), "Tốc độ xe (đường phố)");
  ASSERT_EQ(curves.curves().size(), 1U);
  EXPECT_EQ(curves.curves().front().values, (std::vector<float>{32.0F, 18.0F, 6.0F, 12.0F, 25.0F}));
  curves.choice().setCurrentIndex(1);
  const Grid<float> depth_m = opened_->session.runs().front()->bundle().frame("depth_m", 2);
  const Curve& depth = curves.curves().front();
  ASSERT_EQ(depth.values.size(), 5U);
  EXPECT_EQ(depth.values[2], depth_m(*depth_m.frame().cell_at(at(100, 43.3))));
  curves.choice().setCurrentIndex(0);
  curves.copy();
  EXPECT_TRUE(clipboard().contains("12:15 · 30/09/2025\t12,00\n"));
}

TEST_F(QuestionsInWindow, AClickOnTheChartMovesTheClock) {
  look_down_at(at(100, 43), 120.0);
  click_ground(at(100, 43.3));
  ChartView& chart = questions().curves()->chart();
  const double quarter_past = opened_->session.runs().front()->start_s() + 2700.0;
  const QPointF there(*chart.pixel_of(quarter_past - 60.0), 0.5 * chart.height());
  QMouseEvent event(QEvent::MouseButtonPress, there, chart.mapToGlobal(there), Qt::LeftButton,
                    Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&chart, &event);
  settle();
  EXPECT_EQ(window_->view().overlay().clock, "12:15 · 30/09/2025");
  EXPECT_EQ(chart.chart().cursor, quarter_past);
  EXPECT_TRUE(facts_hold("12\u00a0km/h"));  // the facts follow
}

TEST_F(QuestionsInWindow, AListShowsTheHousesDeeperThanAsked) {
  window_->listing().trigger();
  settle();
  ListPanel& list = *questions().list();
  list.choose({.run = 0, .table = "buildings"});
  ConditionRow& condition = list.add_condition();
  ASSERT_EQ(condition.column->currentText(), "Độ sâu ngập lớn nhất tại nhà (m)");
  condition.typed->setText("0,3");
  std::vector<std::size_t> expected;
  double sum_m = 0.0;
  for (std::size_t house = 0; house < opened_->session.world().blocks.size(); ++house) {
    if (std::round(100.0 * door_depth_m(house)) <= 30.0) continue;
    expected.push_back(house);
    sum_m += door_depth_m(house);
  }
  EXPECT_EQ(list.rows(), expected);
  const int depth = condition.column->currentData().toInt();
  EXPECT_TRUE(list.summary().startsWith(QString("%1 / 73 dòng").arg(expected.size())));
  const QString sum = QString::number(sum_m, 'f', 2).replace('.', ',');
  EXPECT_TRUE(list.summary().contains("tổng " + sum)) << list.summary().toStdString();

  list.table().sortByColumn(depth, Qt::DescendingOrder);
  std::ranges::stable_sort(expected, std::greater(), door_depth_m);
  EXPECT_EQ(list.rows().front(), expected.front());
  EXPECT_EQ(list.rows().back(), expected.back());
  settle();
  keep_picture("list");

  list.copy();
  const QStringList lines = clipboard().split('\n');
  EXPECT_EQ(lines[0], "mã\tđộ sâu ngập lớn nhất tại nhà (m)");
  const QString deepest = QString::number(door_depth_m(expected.front()), 'f', 2);
  EXPECT_EQ(lines[1],
            QString("B%1\t%2").arg(expected.front() + 1).arg(QString(deepest).replace('.', ',')));
  EXPECT_EQ(lines.size(), static_cast<qsizetype>(expected.size() + 2));  // heading, end of line
  const QString html = QGuiApplication::clipboard()->mimeData()->html();
  EXPECT_TRUE(html.contains(QString("<td x:num=\"%1\">").arg(deepest))) << html.toStdString();

  list.save(opened_->file("list.csv"));
  std::stringstream saved;
  saved << std::ifstream(opened_->file("list.csv")).rdbuf();
  EXPECT_TRUE(saved.str().starts_with("\xEF\xBB\xBFmã,độ sâu ngập lớn nhất tại nhà (m)\r\n"));
  EXPECT_NE(saved.str().find("," + deepest.toStdString() + "\r\n"), std::string::npos);

  emit list.table().doubleClicked(list.table().model()->index(0, 0));
  settle();
  const Box house = box_of(opened_->session.world().blocks[expected.front()].footprint);
  EXPECT_TRUE(house.contains(looked_at()));
  EXPECT_TRUE(facts_hold(("B" + std::to_string(expected.front() + 1)).c_str()));
  window_->listing().trigger();
}

TEST_F(QuestionsInWindow, AListIsFilteredByTextsAndKinds) {
  ListPanel& list = *questions().list();
  list.choose({.run = std::nullopt, .table = "lanes"});
  ConditionRow& condition = list.add_condition();
  condition.column->setCurrentIndex(condition.column->findText("Tên"));
  EXPECT_EQ(list.rows().size(), 2U);  // no kind is chosen yet
  condition.kind->setCurrentText("Ngõ 58 Trung Kính");
  EXPECT_EQ(list.rows(), std::vector<std::size_t>{1});
  condition.comparison->setCurrentIndex(condition.comparison->findText("chứa"));
  EXPECT_EQ(list.rows().size(), 2U);
  condition.typed->setText("34 trung");
  EXPECT_EQ(list.rows(), std::vector<std::size_t>{0});
}

TEST_F(QuestionsInWindow, NamesInAListAreSortedByTheNumbersInThem) {
  ListPanel& list = *questions().list();
  list.choose({.run = std::nullopt, .table = "buildings"});
  list.table().sortByColumn(0, Qt::DescendingOrder);
  EXPECT_EQ(list.rows().front(), 72U);  // B73, not B9
  list.table().sortByColumn(0, Qt::AscendingOrder);
  EXPECT_EQ(list.rows()[9], 9U);  // B10 after B9
}

TEST_F(QuestionsInWindow, ALineIsMeasuredAndHasAProfile) {
  look_down_at(at(60, 100), 120.0);
  window_->time().slider().setValue(2);  // 12:00, water at 5.9 m
  window_->measuring().setChecked(true);
  const Point start = at(60, 80);
  const Point end = at(60, 120);
  click_ground(start);
  double_click(on_view(end, ground_m(end)));
  MeasureTool& measure = questions().measure();
  ASSERT_EQ(measure.line().size(), 2U);
  EXPECT_NEAR(measure.length_m(), 40.0, 0.5);  // a pixel is 0.1 m
  EXPECT_NEAR(measure.rise_m(), ground_m(end) - ground_m(start), 0.05);
  const Profile& profile = questions().profile()->profile();
  EXPECT_NEAR(profile.length_m, 40.0, 0.5);
  EXPECT_TRUE(profile.buildings.empty());  // it runs along the lane
  const ProfilePoint& last = profile.points.back();
  EXPECT_NEAR(last.ground_m, tiny_ground_m(last.at.x_m, last.at.y_m), 0.02);
  EXPECT_NEAR(last.ground_m + last.depth_m, 5.9, 0.05);
  EXPECT_TRUE(questions().profile()->summary().startsWith("Dài 40,") ||
              questions().profile()->summary().startsWith("Dài 39,"));
  keep_picture("measure");

  window_->time().slider().setValue(0);  // the water has not come
  settle();
  EXPECT_NEAR(questions().profile()->profile().points.back().depth_m, 0.0, 0.01);
  questions().profile()->copy();
  EXPECT_TRUE(clipboard().startsWith("khoảng cách (m)\t"));

  press(window_->view(), Qt::Key_Escape);
  settle();
  EXPECT_FALSE(window_->measuring().isChecked());
  EXPECT_TRUE(measure.line().empty());
  click_ground(at(100, 43.3));  // clicks ask again
  EXPECT_TRUE(facts_hold("Đường Trung Kính"));
}

TEST_F(QuestionsInWindow, FactsAreCopiedAsATable) {
  look_down_at(at(100, 43), 120.0);
  click_ground(at(100, 43.3));
  window_->facts().copy();
  EXPECT_TRUE(clipboard().startsWith("Thuộc tính\tGiá trị\tNguồn\n"));
  EXPECT_TRUE(clipboard().contains("Tên\tĐường Trung Kính\tgiả định\n"))
      << clipboard().toStdString();
}

TEST_F(QuestionsInWindow, ASymbolIsHitWhereItIsPaintedAndNowhereElse) {
  const Point station = at(20, 20);
  const World& world = opened_->session.world();
  window_->view().set_camera(Camera::toward(
      world.origin.from(station, ground_m(station)).cast<double>(), 1200.0, 0.0, 40.0));
  settle();
  // From so far its sign stands 19.2 m high, a hydrant's 3 m.
  const double sign_m = ground_m(station) + 0.016 * 1200.0;
  click(on_view(station, sign_m));
  EXPECT_TRUE(facts_hold("Đội Chữa cháy khu vực"));
  EXPECT_TRUE(facts_hold("fire_stations1"));
  const Point beside{station.x_m + 30.0, station.y_m};  // 45 pixels
  click(on_view(beside, ground_m(beside) + 19.2));
  EXPECT_FALSE(facts_hold("fire_stations1"));
  click(on_view(at(40, 35), ground_m(at(40, 35)) + 3.0));
  EXPECT_TRUE(facts_hold("hydrants1"));
  click(on_view(at(40, 35), ground_m(at(40, 35)) + 3.0) + QPointF(10.0, 0.0));
  EXPECT_FALSE(facts_hold("hydrants1"));  // its dot has a radius of 6.5 at most
}

/// Gauges in the garden, 10 m apart, whose levels rise.
void write_gauges(const std::filesystem::path& folder, const std::filesystem::path& ward) {
  Manifest heading = tiny_manifest(ward);
  heading.run_hash = "aaaa";
  heading.scenario = "gauges";
  heading.title = "Trạm đo";
  heading.start = "2025-09-30T11:30:00+07:00";
  const std::vector<ResultField> declared = {{.name = "level_m",
                                              .unit = "m",
                                              .kind = FieldKind::series,
                                              .table = "gauges",
                                              .en = "level",
                                              .vi = "mực nước",
                                              .decimals = 2}};
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  FeatureTable gauges("test", "gauges", {{.name = "id", .kind = ColumnKind::text}});
  gauges.add(1, Point{kTinyWest_m + 160, kTinySouth_m + 70}, {"W1"});
  gauges.add(2, Point{kTinyWest_m + 170, kTinySouth_m + 70}, {"W2"});
  out.table(gauges);
  out.series("gauges", "level_m", std::vector<double>{0.0, 3600.0},
             std::vector<float>{1.0F, 2.0F, 3.0F, 4.0F});
  out.write(Progress{});
  out.finish();
}

/// Two floods, gauges and the answers for the house B1 are open.
class QuestionsOnSides : public QuestionsInWindow {
 protected:
  static void SetUpTestSuite() {
    QuestionsInWindow::SetUpTestSuite();
    write_tiny_run(opened_->file("lower"), opened_->file("ward"), 5.6);
    write_gauges(opened_->file("gauges"), opened_->file("ward"));
    write_tiny_answers(opened_->file("answers"), opened_->file("ward"));
    for (const char* run : {"lower", "gauges", "answers"}) window_->open_run(opened_->file(run));
    settle();
  }
  static void compare(std::size_t run, CompareAs how) {
    window_->view().change([&](Stage& stage) { stage.compare({.run = run, .how = how}); });
    settle();
  }
  static void show_run(std::size_t run) {
    window_->view().change([&](Stage& stage) {
      stage.stop_comparing();
      stage.switch_to(run);
    });
    settle();
  }
  static void ask_about_b1() {
    SearchBox& search = *questions().search();
    search.clear();
    type(search, "2 ngõ 34");
    press(search, Qt::Key_Return);
    settle();
  }
  /// Where a place appears on the right of two views beside each other, or on the left.
  static QPointF beside(Point p, bool right) {
    ViewWidget& view = window_->view();
    const int half = view.width() / 2;
    const auto at = view.camera().on_picture(
        opened_->session.world().origin.from(p, ground_m(p)).cast<double>(), half, view.height());
    return {at->x + (right ? half : 0), at->y};
  }
  static int row_of(const char* text) {
    const auto found = window_->facts().findItems(QString::fromUtf8(text), Qt::MatchContains);
    return found.isEmpty() ? -1 : found.front()->row();
  }
  static std::vector<std::size_t> runs_of_curves() {
    std::vector<std::size_t> runs;
    for (const Curve& curve : questions().curves()->curves()) runs.push_back(curve.run);
    return runs;
  }
};

TEST_F(QuestionsOnSides, ADiscAnswersWithItsRowAndItsCurve) {
  show_run(0);
  window_->view().change([](Stage& stage) {
    stage.choose(*opened_->session.choice_named("level_m"));
    stage.set_wall_time_s(opened_->session.runs()[2]->start_s());
  });
  look_down_at(at(160, 70), 100.0);
  click(on_view(at(160, 70), ground_m(at(160, 70)) + 1.5));
  EXPECT_TRUE(facts_hold("W1"));
  EXPECT_FALSE(facts_hold("W2"));
  EXPECT_TRUE(facts_hold("Mực nước"));
  ASSERT_EQ(questions().curves()->curves().size(), 1U);
  EXPECT_EQ(questions().curves()->curves().front().values, (std::vector<float>{1.0F, 3.0F}));
  click_ground(at(165, 75));  // between them
  EXPECT_TRUE(facts_hold("Vườn hoa Nguyễn Bá Khoản"));
}

TEST_F(QuestionsOnSides, TheRunOfTheSideThatWasClickedAnswersFirst) {
  show_run(0);
  compare(1, CompareAs::beside);
  look_down_at(at(60, 110), 120.0);
  click(beside(at(60, 110), false));
  EXPECT_GE(row_of("[run]"), 0);
  EXPECT_LT(row_of("[run]"), row_of("[lower]"));
  EXPECT_EQ(runs_of_curves(), (std::vector<std::size_t>{0, 1}));
  click(beside(at(60, 110), true));
  EXPECT_GE(row_of("[lower]"), 0);
  EXPECT_LT(row_of("[lower]"), row_of("[run]"));
  EXPECT_EQ(runs_of_curves(), (std::vector<std::size_t>{1, 0}));
  show_run(0);  // facts and curve follow when the comparison ends
  EXPECT_LT(row_of("[run]"), row_of("[lower]"));
  EXPECT_EQ(runs_of_curves(), (std::vector<std::size_t>{0, 1}));
}

TEST_F(QuestionsOnSides, ARouteIsDrawnAndToldOnTheSideOfItsRun) {
  show_run(0);
  ask_about_b1();
  const Stage& stage = *window_->view().stage();
  EXPECT_EQ(stage.on_demand(0).lines.size(), 2U);  // one side: of all opened runs
  EXPECT_TRUE(facts_hold("Đường xe đi"));
  compare(1, CompareAs::swipe);  // of two other runs
  EXPECT_TRUE(stage.on_demand(0).lines.empty());
  EXPECT_TRUE(stage.on_demand(1).lines.empty());
  EXPECT_FALSE(facts_hold("Đường xe đi"));
  compare(3, CompareAs::swipe);
  EXPECT_TRUE(stage.on_demand(0).lines.empty());
  EXPECT_EQ(stage.on_demand(1).lines.size(), 2U);
  EXPECT_EQ(stage.on_demand(1).points.size(), 1U);
  EXPECT_TRUE(window_->view().overlay().sides[0].asked_points.empty());
  EXPECT_EQ(window_->view().overlay().sides[1].asked_points.size(), 1U);
  EXPECT_TRUE(facts_hold("Đường xe đi"));
}

TEST_F(QuestionsOnSides, AClickOnARouteAsksAgainAboutItsHouse) {
  show_run(3);
  ask_about_b1();
  look_down_at(at(30, 42), 100.0);
  click_ground(at(30, 42));  // on the road, under the route
  EXPECT_TRUE(facts_hold("Số 2 ngõ 34 Trung Kính"));
  EXPECT_EQ(window_->view().stage()->on_demand(0).lines.size(), 2U);
  click_ground(at(30, 46));
  EXPECT_TRUE(facts_hold("Đường Trung Kính"));
  EXPECT_TRUE(window_->view().stage()->on_demand(0).lines.empty());
}

TEST_F(QuestionsOnSides, ARunThatJoinsTellsOfWhatWasAskedBefore) {
  show_run(0);
  ask_about_b1();
  EXPECT_EQ(window_->view().stage()->on_demand(0).lines.size(), 2U);
  write_tiny_answers(opened_->file("more_answers"), opened_->file("ward"));
  window_->open_run(opened_->file("more_answers"));
  settle();
  EXPECT_EQ(window_->view().stage()->on_demand(0).lines.size(), 4U);
  EXPECT_TRUE(facts_hold("[more_answers]"));
}

}  // namespace
}  // namespace twin

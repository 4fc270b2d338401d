#include "viewer/app/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QStyleFactory>
#include <QToolBar>
#include <QVBoxLayout>

#include "viewer/app/finding_dialog.h"
#include "viewer/app/showing.h"
#include "viewer/app/texts.h"
#include "viewer/model/bookmarks.h"

namespace twin {
namespace {

constexpr const char* kStyle = R"(
QMainWindow { background: #eef1f5; }
QDockWidget { font-weight: 600; color: #14284b; }
QDockWidget::title { background: #dfe6ef; padding: 6px; }
QToolBar { background: #14284b; spacing: 4px; padding: 5px; border: none; }
QToolBar QToolButton { color: white; padding: 6px 11px; border-radius: 4px; }
QToolBar QToolButton:hover { background: #2b4a80; }
QToolBar QToolButton:checked { background: #b06f00; }
QToolBar QLineEdit { padding: 4px 6px; border-radius: 4px; background: white; }
QToolBar QToolButton:disabled { color: #7f8ca6; }
QToolBar QLabel { color: white; padding: 0 6px 0 10px; }
QToolBar QLabel#ward { font-size: 14pt; font-weight: 600; padding: 0 18px 0 8px; }
QTreeWidget, QTableWidget { background: white; border: none; alternate-background-color: #f5f7fa; }
)";

}  // namespace

MainWindow::MainWindow(Session& session, ShotOrder order)
    : session_(session),
      order_(std::move(order)),
      view_(new ViewWidget(session, order_.language, this)),
      layers_(new LayerPanel(*view_, session, order_.language)),
      time_(new TimePanel(*view_, order_.language)),
      questions_(new Questions(*view_, *time_, session, order_.language, this)),
      comparing_(new CompareBar(*view_, session, order_.language)),
      tour_(new TourPanel(*view_, order_.language)),
      presenter_(new Presenter(*view_)),
      film_export_(new FilmExport(this, session, order_.language)),
      height_(new QSlider(Qt::Horizontal)),
      run_dialog_(new RunDialog(session, WardtwinProgram::beside(order_.language), this)) {
  QApplication::setStyle(QStyleFactory::create("Fusion"));
  QApplication::setFont(QFont(QStringLiteral("Noto Sans"), 10));
  setStyleSheet(kStyle);
  setWindowTitle(QString::fromStdString(session.ward().name) + " – WardTwin");
  setCentralWidget(view_);
  add_bookmarks();
  addToolBarBreak();
  addToolBar(comparing_);
  comparing_->on_changed = [this] { read_stage(); };
  add_panels();
  add_tour();
  add_questions();
  add_menus();
  add_scenario_menu();
  statusBar()->showMessage(QString::fromStdString(
      twin::tr("Left button: move · right button: turn · wheel: nearer · click: what is it",
               "Chuột trái: di chuyển · chuột phải: xoay · con lăn: gần, xa · bấm: xem thông tin")
          .in(order_.language)));
  resize(1600, 900);
  resizeDocks({findChild<QDockWidget*>("layers"), findChild<QDockWidget*>("facts")}, {285, 370},
              Qt::Horizontal);
  view_->on_ready = [this] { start(); };
}

QDockWidget* MainWindow::dock(const Text& title, QWidget* widget, Qt::DockWidgetArea area) {
  auto* panel = new QDockWidget(QString::fromStdString(title.in(order_.language)), this);
  panel->setObjectName(QString::fromStdString(title.en));
  panel->setWidget(widget);
  panel->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable |
                     QDockWidget::DockWidgetClosable);
  addDockWidget(area, panel);
  return panel;
}

void MainWindow::add_panels() {
  dock(twin::tr("layers", "Lớp hiển thị"), layers_, Qt::LeftDockWidgetArea);
  height_->setRange(0, 100);
  height_->setValue(static_cast<int>(100 * order_.height_scale));
  dock(twin::tr("building height", "Chiều cao nhà khi vẽ"), height_, Qt::LeftDockWidgetArea);
  dock(twin::tr("facts", "Đối tượng đã chọn"), questions_->facts(), Qt::RightDockWidgetArea);
  dock(twin::tr("time", "Thời gian"), time_, Qt::BottomDockWidgetArea);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  layers_->on_fields_changed = [this] { read_stage(); };
  connect(height_, &QSlider::valueChanged, [this](int percent) {
    view_->change([&](Stage& stage) { stage.scene().set_height_scale(percent / 100.0); });
  });
}

void MainWindow::add_questions() {
  const auto text = [this](const Text& of) { return qt(of, order_.language); };
  QDockWidget* curves = dock(twin::tr("through time", "Diễn biến theo thời gian"),
                             questions_->curves(), Qt::RightDockWidgetArea);
  QDockWidget* profile =
      dock(twin::tr("profile", "Mặt cắt"), questions_->profile(), Qt::RightDockWidgetArea);
  tabifyDockWidget(curves, profile);
  curves->raise();
  auto* times = findChild<QDockWidget*>("time");
  QDockWidget* list =
      dock(twin::tr("list", "Danh sách"), questions_->list(), Qt::BottomDockWidgetArea);
  splitDockWidget(list, times, Qt::Vertical);
  time_->setMaximumHeight(time_->sizeHint().height());  // what the list leaves is the view's
  list->hide();

  auto* bar = addToolBar(text(twin::tr("Questions", "Tra cứu")));
  bar->setObjectName("questions");
  bar->setMovable(false);
  measuring_ = bar->addAction(text(twin::tr("Measure", "Đo")));
  measuring_->setCheckable(true);
  measuring_->setToolTip(
      text(twin::tr("Click points; a double click or Enter ends, Esc leaves",
                    "Bấm các điểm; bấm đúp hoặc Enter để kết thúc, Esc để thôi")));
  listing_ = list->toggleViewAction();
  bar->addAction(listing_);
  bar->addWidget(questions_->search());
  auto* find = new QAction(this);
  find->setShortcut(QKeySequence::Find);
  addAction(find);
  connect(find, &QAction::triggered, this, [this] {
    questions_->search()->setFocus();
    questions_->search()->selectAll();
  });
  connect(measuring_, &QAction::toggled, this, [this](bool on) { questions_->set_measuring(on); });
  questions_->on_measure_left = [this, curves] {
    measuring_->setChecked(false);
    curves->raise();
  };
  questions_->on_profile = [profile] {
    profile->show();
    profile->raise();
  };
}

void MainWindow::add_bookmarks() {
  auto* bar = addToolBar(qt(twin::tr("Views", "Góc nhìn"), order_.language));
  bar->setObjectName("views");
  bar->setMovable(false);
  auto* ward = new QLabel(QString::fromStdString(session_.ward().name));
  ward->setObjectName("ward");
  bar->addWidget(ward);
  const std::vector<std::pair<const char*, Text>> views = {
      {"overview", twin::tr("Whole ward", "Toàn phường")},
      {"top", twin::tr("From above", "Nhìn từ trên")},
      {"street", twin::tr("In the street", "Trên phố")},
      {"flooded", twin::tr("Above the deepest lane", "Trên ngõ ngập sâu nhất")},
      {"flooded_lane", twin::tr("In the deepest lane", "Trong ngõ ngập sâu nhất")}};
  for (const auto& [name, title] : views) {
    bar->addAction(QString::fromStdString(title.in(order_.language)),
                   [this, view = std::string(name)] { go_to(view); });
  }
}

void MainWindow::add_menus() {
  const auto text = [this](const Text& of) { return qt(of, order_.language); };
  QMenu* file = menuBar()->addMenu(text(twin::tr("&File", "&Tệp")));
  file->addAction(text(twin::tr("&Open results…", "&Mở kết quả…")), QKeySequence::Open, this,
                  &MainWindow::ask_for_run);
  file->addAction(text(twin::tr("&Save picture…", "&Lưu ảnh…")), QKeySequence::Save, this,
                  &MainWindow::save_picture);
  file->addSeparator();
  file->addAction(text(twin::tr("&Quit", "T&hoát")), QKeySequence::Quit, this, &QWidget::close);
  add_look_menu();
  QMenu* meeting = menuBar()->addMenu(text(twin::tr("&Meeting", "T&rình chiếu")));
  meeting->addAction(text(twin::tr("&Present the tour", "&Trình chiếu hành trình")),
                     QKeySequence(Qt::Key_F5), [this] { tour_->present(); });
  meeting->addAction(text(twin::tr("&Add this view to the tour", "Th&êm góc nhìn này")),
                     QKeySequence(Qt::CTRL | Qt::Key_B), [this] { tour_->add_stop(); });
  meeting->addAction(text(twin::tr("&Full screen", "Toàn &màn hình")), QKeySequence(Qt::Key_F11),
                     [this] { isFullScreen() ? showNormal() : showFullScreen(); });
  QMenu* panels = menuBar()->addMenu(text(twin::tr("&Panels", "&Bảng")));
  for (QDockWidget* panel : findChildren<QDockWidget*>()) {
    panels->addAction(panel->toggleViewAction());
  }
}

void MainWindow::add_scenario_menu() {
  const auto text = [this](const Text& of) { return qt(of, order_.language); };
  QMenu* scenario = menuBar()->addMenu(text(twin::tr("&Scenario", "&Kịch bản")));
  scenario->addAction(text(twin::tr("&Run a scenario…", "&Chạy kịch bản…")),
                      QKeySequence(Qt::CTRL | Qt::Key_R), run_dialog_, &RunDialog::open_up);
  statusBar()->addPermanentWidget(&run_dialog_->status());
  run_dialog_->on_finished = [this](const std::filesystem::path& folder) {
    if (!closing_) open_run(folder);
  };
}

void MainWindow::closeEvent(QCloseEvent* event) {
  RunQueue& runs = run_dialog_->queue();
  if (!runs.busy()) {
    presenter_->end();
    if (remembers_layout_) {
      QSettings settings("WardTwin", "viewer");
      settings.setValue("geometry", saveGeometry());
      settings.setValue("layout", saveState());
    }
    return QMainWindow::closeEvent(event);
  }
  event->ignore();
  const auto text = [this](const Text& of) { return qt(of, order_.language); };
  auto* question = new QMessageBox(
      QMessageBox::Question, windowTitle(),
      text(twin::tr(
          "A run is still going. Stop it and quit?\n\nWhat it has done is kept.",
          "Kịch bản đang chạy chưa xong. Dừng lại và thoát?\n\nPhần đã chạy được giữ lại.")),
      QMessageBox::NoButton, this);
  question->setObjectName("quit_question");
  question->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* quit = question->addButton(text(twin::tr("Stop and quit", "Dừng và thoát")),
                                          QMessageBox::AcceptRole);
  question->addButton(text(twin::tr("Let it run", "Để chạy tiếp")), QMessageBox::RejectRole);
  connect(quit, &QPushButton::clicked, this, [this, &runs] {
    closing_ = true;
    runs.on_idle = [this] { close(); };
    runs.cancel_all();
  });
  question->open();
}

void MainWindow::add_look_menu() {
  const auto text = [this](const Text& of) { return qt(of, order_.language); };
  QMenu* look = menuBar()->addMenu(text(twin::tr("&Look", "&Hiển thị")));
  auto* palettes = new QActionGroup(this);
  for (const Palette palette :
       {Palette::declared, Palette::viridis, Palette::cividis, Palette::greys}) {
    QAction* action = look->addAction(capital(text(title_of(palette))), [this, palette] {
      view_->change([&](Stage& stage) { stage.set_palette(palette); });
    });
    action->setCheckable(true);
    action->setChecked(name_of(palette) == order_.palette);
    palettes->addAction(action);
  }
  look->addSeparator();
  QAction* widened =
      look->addAction(text(twin::tr("Streets wider with their values", "Đường rộng theo giá trị")));
  widened->setCheckable(true);
  widened->setChecked(order_.widened);
  connect(widened, &QAction::toggled,
          [this](bool on) { view_->change([&](Stage& stage) { stage.set_widened(on); }); });
  QAction* light =
      look->addAction(text(twin::tr("Light, for weak computers", "Chế độ nhẹ cho máy yếu")));
  light->setObjectName("light");
  light->setCheckable(true);
  light->setChecked(order_.light);
  connect(light, &QAction::toggled,
          [this](bool on) { view_->change([&](Stage& stage) { stage.scene().set_light(on); }); });
}

void MainWindow::remember_layout() {
  const QSettings settings("WardTwin", "viewer");
  restoreGeometry(settings.value("geometry").toByteArray());
  restoreState(settings.value("layout").toByteArray());
  remembers_layout_ = true;
}

void MainWindow::save_picture() {
  const QString file = QFileDialog::getSaveFileName(this, {}, "wardtwin.png", "PNG (*.png)");
  if (file.isEmpty() || view_->picture().save(file)) return;
  statusBar()->showMessage(
      qt(twin::tr("The picture can't be written there", "Không ghi được ảnh vào đó"),
         order_.language));
}

void MainWindow::ask_for_run() {
  const QString folder = QFileDialog::getExistingDirectory(
      this,
      qt(twin::tr("Folder of a finished run", "Thư mục kết quả đã chạy xong"), order_.language));
  if (!folder.isEmpty()) open_run(folder.toStdString());
}

void MainWindow::open_run(const std::filesystem::path& folder) {
  try {
    const std::size_t run = session_.open(folder);
    layers_->read_session();
    questions_->read_session();
    view_->change([&](Stage& stage) {
      for (const Choice& choice : session_.first_choices()) {
        if (choice.run != run) continue;
        stage.choose(choice);
        // A run of another day would show nothing at the time of this one.
        const auto times_s = session_.wall_times_s(choice);
        const bool there = times_s.empty() || (times_s.front() <= stage.wall_time_s() &&
                                               stage.wall_time_s() <= times_s.back());
        if (!there) stage.set_wall_time_s(session_.wall_peak_s(choice));
      }
    });
    comparing_->read_session();
    read_stage();
  } catch (const Failure& failure) {
    tell(failure);
  }
}

void MainWindow::tell(const Failure& failure) {
  time_->play(false);
  if (finding_ != nullptr) return;
  finding_ = show_finding(this, twin::tr("This can't be done", "Không thực hiện được"),
                          failure.finding(), order_.language);
}

void MainWindow::read_stage() {
  layers_->read_stage();
  time_->read_stage();
  comparing_->read_stage();
}

void MainWindow::add_tour() {
  QDockWidget* panel = dock(twin::tr("tour", "Trình chiếu"), tour_, Qt::LeftDockWidgetArea);
  panel->hide();
  tour_->on_present = [this](const Tour& tour, std::size_t first) { present(tour, first); };
  tour_->on_export = [this](const Tour& tour, const QString& end) { export_tour(tour, end); };
  tour_->on_failure = [this](const Failure& failure) { tell(failure); };
  presenter_->on_end = [this] { leave_meeting(); };
  presenter_->on_left_out = [this](const std::vector<Text>& left_out) {
    statusBar()->showMessage(qt(left_out.front(), order_.language), 8000);
  };
  film_export_->on_end = [this](bool done, const QString& what) {
    if (done)
      statusBar()->showMessage(qt(twin::tr("Written: ", "Đã ghi: "), order_.language) + what);
    else
      QMessageBox::warning(this, windowTitle(), what);
  };
}

void MainWindow::export_tour(const Tour& tour, const QString& ending) {
  const QString file = QFileDialog::getSaveFileName(this, {}, "hanh_trinh." + ending,
                                                    ending.toUpper() + " (*." + ending + ")");
  if (file.isEmpty()) return;
  try {
    film_export_->start(tour, file);
  } catch (const Failure& failure) {
    tell(failure);
  }
}

void MainWindow::present(const Tour& tour, std::size_t first) {
  layout_before_meeting_ = saveState();
  for (QDockWidget* panel : findChildren<QDockWidget*>()) panel->hide();
  for (QToolBar* bar : findChildren<QToolBar*>()) bar->hide();
  menuBar()->hide();
  statusBar()->hide();
  showFullScreen();
  presenter_->start(tour, first);
}

void MainWindow::leave_meeting() {
  showNormal();
  menuBar()->show();
  statusBar()->show();
  restoreState(layout_before_meeting_);
  read_stage();
}

void MainWindow::start() {
  Stage& stage = *view_->stage();
  show_order(order_, stage, view_->overlay());
  const auto camera = bookmark(order_.bookmark, session_, stage.grid_now());
  view_->set_camera(camera.value_or(*bookmark("overview", session_, nullptr)));
  read_stage();
  questions_->start();
}

void MainWindow::go_to(const std::string& name) {
  if (view_->stage() == nullptr) return;
  if (const auto camera = bookmark(name, session_, view_->stage()->grid_now())) {
    view_->set_camera(*camera);
    return;
  }
  statusBar()->showMessage(
      QString::fromStdString(no_such_view(name).finding().text(order_.language)), 8000);
}

}  // namespace twin

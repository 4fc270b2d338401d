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
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QStyleFactory>
#include <QToolBar>
#include <QVBoxLayout>
#include <cmath>
#include <utility>

#include "viewer/app/finding_dialog.h"
#include "viewer/app/qt_words.h"
#include "viewer/app/showing.h"
#include "viewer/app/texts.h"
#include "viewer/app/tour_stops.h"
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
      presenter_(new Presenter(*view_, *time_, *questions_)),
      film_export_(new FilmExport(this, session, order_.language)),
      height_(new QSlider(Qt::Horizontal)),
      run_dialog_(new RunDialog(session, WardtwinProgram::beside(order_.language), this)) {
  let_qt_speak(order_.language);
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
  resize(QSize(1600, 900).boundedTo(screen()->availableSize()));
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
                     QKeySequence(Qt::Key_F5), [this] { tour_->present(false); });
  meeting->addAction(
      text(twin::tr("Present from the stop &chosen", "Trình chiếu từ điểm đang &chọn")),
      QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { tour_->present(true); });
  meeting->addAction(text(twin::tr("&Add this view to the tour", "Th&êm góc nhìn này")),
                     QKeySequence(Qt::CTRL | Qt::Key_B), [this] { tour_->add_stop(); });
  meeting->addAction(text(twin::tr("&Full screen", "Toàn &màn hình")), QKeySequence(Qt::Key_F11),
                     [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
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
    if (presenter_->presenting())
      finished_meanwhile_.push_back(folder);  // nothing changes under who speaks
    else if (!closing_)
      open_run(folder);
  };
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const bool tour_lives_on = handed_on_.has_value() || tour_let_go_;
  if (!tour_lives_on && tour_->unsaved()) {
    event->ignore();
    return tour_->ask_to_leave([this] {
      tour_let_go_ = true;
      close();
    });
  }
  if (film_export_->running()) {
    event->ignore();
    return ask_to_stop_film();
  }
  if (run_dialog_->queue().busy()) {
    event->ignore();
    return ask_to_stop_runs();
  }
  presenter_->end();
  if (remembers_layout_) {
    QSettings settings("WardTwin", "viewer");
    settings.setValue("geometry", saveGeometry());
    settings.setValue("layout", saveState());
  }
  QMainWindow::closeEvent(event);
}

void MainWindow::ask_to_quit(const QuitQuestion& question) {
  auto* box = new QMessageBox(QMessageBox::Question, windowTitle(),
                              qt(question.text, order_.language), QMessageBox::NoButton, this);
  box->setObjectName("quit_question");
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* quit = box->addButton(
      qt(twin::tr("Stop and quit", "Dừng và thoát"), order_.language), QMessageBox::AcceptRole);
  QPushButton* stay = box->addButton(qt(question.stay, order_.language), QMessageBox::RejectRole);
  connect(stay, &QPushButton::clicked, this, [this] { tour_let_go_ = false; });
  connect(quit, &QPushButton::clicked, this, question.stop);
  box->open();
}

void MainWindow::ask_to_stop_film() {
  ask_to_quit({.text = twin::tr("A film or print is still being written. Stop it and quit?\n\n"
                                "Nothing of it is kept.",
                                "Phim hoặc bản in đang được xuất. Dừng lại và thoát?\n\n"
                                "Phần đã xuất không được giữ lại."),
               .stay = twin::tr("Let it be written", "Để xuất tiếp"),
               .stop = [this] {
                 if (!film_export_->running()) {  // done meanwhile
                   close();
                   return;
                 }
                 film_export_->on_end = [this](const QString&) { close(); };
                 film_export_->cancel();
               }});
}

void MainWindow::ask_to_stop_runs() {
  ask_to_quit({.text = twin::tr("A run is still going. Stop it and quit?\n\n"
                                "What it has done is kept.",
                                "Kịch bản đang chạy chưa xong. Dừng lại và thoát?\n\n"
                                "Phần đã chạy được giữ lại."),
               .stay = twin::tr("Let it run", "Để chạy tiếp"),
               .stop = [this] {
                 closing_ = true;
                 RunQueue& runs = run_dialog_->queue();
                 runs.on_idle = [this] { close(); };
                 runs.cancel_all();
               }});
}

void MainWindow::add_look_menu() {
  const auto text = [this](const Text& of) { return qt(of, order_.language); };
  QMenu* look = menuBar()->addMenu(text(twin::tr("&Look", "&Hiển thị")));
  palettes_ = new QActionGroup(this);
  for (const Palette palette :
       {Palette::declared, Palette::viridis, Palette::cividis, Palette::greys}) {
    QAction* action = look->addAction(capital(text(title_of(palette))), [this, palette] {
      view_->change([&](Stage& stage) { stage.set_palette(palette); });
    });
    action->setData(static_cast<int>(palette));
    action->setCheckable(true);
    palettes_->addAction(action);
  }
  look->addSeparator();
  widened_ =
      look->addAction(text(twin::tr("Streets wider with their values", "Đường rộng theo giá trị")));
  widened_->setCheckable(true);
  widened_->setChecked(order_.widened);
  connect(widened_, &QAction::toggled,
          [this](bool on) { view_->change([&](Stage& stage) { stage.set_widened(on); }); });
  light_ = look->addAction(text(twin::tr("Light, for weak computers", "Chế độ nhẹ cho máy yếu")));
  light_->setObjectName("light");
  light_->setCheckable(true);
  light_->setChecked(order_.light);
  connect(light_, &QAction::toggled,
          [this](bool on) { view_->change([&](Stage& stage) { stage.scene().set_light(on); }); });
  look->addSeparator();
  add_languages(*look);
}

void MainWindow::add_languages(QMenu& menu) {
  auto* languages = new QActionGroup(this);
  for (const auto& [language, name] :
       {std::pair{Language::vietnamese, "Tiếng Việt"}, std::pair{Language::english, "English"}}) {
    QAction* action =
        menu.addAction(QString::fromUtf8(name), [this, languages, language = language] {
          if (language == order_.language || view_->stage() == nullptr) return;
          if (run_dialog_->queue().busy() || film_export_->running()) {
            statusBar()->showMessage(
                qt(twin::tr("The language can be changed when no run and no film is going",
                            "Đổi ngôn ngữ được khi không có kịch bản hay phim nào đang chạy"),
                   order_.language),
                8000);
            for (QAction* one : languages->actions()) {
              one->setChecked(one->data() == static_cast<int>(order_.language));
            }
            return;
          }
          handed_on_ = {.language = language,
                        .palette = std::string(name_of(view_->stage()->palette())),
                        .light = light_->isChecked(),
                        .view = stop_now(*view_->stage(), view_->overlay(), view_->camera()),
                        .tour = tour_->tour(),
                        .tour_saved = !tour_->unsaved()};
          if (!close()) handed_on_.reset();
        });
    action->setData(static_cast<int>(language));
    action->setCheckable(true);
    action->setChecked(language == order_.language);
    languages->addAction(action);
  }
}

void MainWindow::remember_layout() {
  const QSettings settings("WardTwin", "viewer");
  restoreGeometry(settings.value("geometry").toByteArray());
  restoreState(settings.value("layout").toByteArray());
  remembers_layout_ = true;
}

void MainWindow::save_picture() {
  const auto file = file_to_save(this, qt(twin::tr("Save the picture", "Lưu ảnh"), order_.language),
                                 "wardtwin", "png");
  if (!file || view_->picture().save(*file)) return;
  tell(OutputError({.where = file->toStdString(),
                    .found = twin::tr("it can't be written", "không ghi được"),
                    .expected = twin::tr("a folder with room and permission",
                                         "thư mục có quyền ghi và còn chỗ trống"),
                    .outcome = twin::tr("the picture was not saved", "chưa lưu được ảnh")}));
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
    view_->change([&](Stage& stage) { stage.show_first_of(run); });
    comparing_->read_session();
    read_stage();
  } catch (const Failure& failure) {
    tell(failure);
  }
}

void MainWindow::tell(const Failure& failure) {
  time_->play(false);
  if (presenter_->presenting()) {
    failed_meanwhile_.push_back(failure);
    return;
  }
  if (finding_ != nullptr) return;
  finding_ = show_finding(this, twin::tr("This can't be done", "Không thực hiện được"),
                          failure.finding(), order_.language);
}

void MainWindow::read_stage() {
  layers_->read_stage();
  time_->read_stage();
  comparing_->read_stage();
  if (const Stage* stage = view_->stage()) {
    const QSignalBlocker quiet_height(height_);
    const QSignalBlocker quiet_width(widened_);
    height_->setValue(static_cast<int>(std::lround(100.0 * stage->scene().height_scale())));
    widened_->setChecked(stage->widened());
    for (QAction* action : palettes_->actions()) {
      action->setChecked(action->data() == static_cast<int>(stage->palette()));
    }
  }
}

void MainWindow::add_tour() {
  QDockWidget* panel = dock(twin::tr("tour", "Trình chiếu"), tour_, Qt::LeftDockWidgetArea);
  panel->hide();
  tour_->on_present = [this](const Tour& tour, std::size_t first) { present(tour, first); };
  tour_->on_export = [this](const Tour& tour, FilmExport::Kind kind) { export_tour(tour, kind); };
  tour_->on_failure = [this](const Failure& failure) { tell(failure); };
  presenter_->on_end = [this] { leave_meeting(); };
  tour_->on_gone_to = [this] { read_stage(); };
  tour_->on_changed = [this] { time_->read_marks(); };
  time_->on_stop = [this](std::size_t stop) { tour_->go_to(stop); };
  time_->more_marks = [this] { return stop_marks(tour_->tour(), *view_->stage()); };
  film_export_->on_end = [this](const QString& what) { statusBar()->showMessage(what); };
  film_export_->on_failure = [this](const OutputError& failure) { tell(failure); };
}

void MainWindow::export_tour(const Tour& tour, FilmExport::Kind kind) {
  try {
    film_export_->require_idle();
    const auto file = file_to_save(this, qt(twin::tr("Where to", "Lưu vào đâu"), order_.language),
                                   "hanh_trinh", FilmExport::ending_of(kind));
    if (!file) return;
    film_export_->start(tour, kind, *file, std::string(name_of(view_->stage()->palette())));
  } catch (const Failure& failure) {
    tell(failure);
  }
}

void MainWindow::present(const Tour& tour, std::size_t first) {
  if (tour.stops.empty()) {
    statusBar()->showMessage(qt(twin::tr("The tour has no stops yet: add views to it (Ctrl+B)",
                                         "Hành trình chưa có điểm dừng: thêm góc nhìn (Ctrl+B)"),
                                order_.language),
                             8000);
    return;
  }
  time_->play(false);
  run_dialog_->hide();
  layout_before_meeting_ = saveState();
  state_before_meeting_ = windowState();
  for (QDockWidget* panel : findChildren<QDockWidget*>()) panel->hide();
  for (QToolBar* bar : findChildren<QToolBar*>()) bar->hide();
  menuBar()->hide();
  statusBar()->hide();
  showFullScreen();
  presenter_->start(tour, first);
}

void MainWindow::leave_meeting() {
  setWindowState(state_before_meeting_);
  menuBar()->show();
  statusBar()->show();
  restoreState(layout_before_meeting_);
  read_stage();
  for (const std::filesystem::path& folder : std::exchange(finished_meanwhile_, {})) {
    open_run(folder);
  }
  for (const Failure& failure : std::exchange(failed_meanwhile_, {})) tell(failure);
}

void MainWindow::start() {
  Stage& stage = *view_->stage();
  try {
    show_order(order_, stage, view_->overlay());
  } catch (const Failure& failure) {
    tell(failure);  // what was asked for can't be shown; the ward can
  }
  const auto camera = bookmark(order_.bookmark, session_, stage.water_now());
  view_->set_camera(camera.value_or(*bookmark("overview", session_, nullptr)));
  if (carried_on_) {
    show_stop(carried_on_->view, stage, view_->overlay());
    stage.set_wall_time_s(wall_time_s_of(carried_on_->view, stage));
    update_overlay(view_->overlay(), stage);
    view_->set_camera(camera_of(carried_on_->view, session_.world()));
    tour_->take(carried_on_->tour, carried_on_->tour_saved);
  }
  read_stage();
  questions_->start();
}

void MainWindow::go_to(const std::string& name) {
  if (view_->stage() == nullptr) return;
  if (const auto camera = bookmark(name, session_, view_->stage()->water_now())) {
    view_->set_camera(*camera);
    return;
  }
  statusBar()->showMessage(
      QString::fromStdString(no_such_view(name).finding().text(order_.language)), 8000);
}

}  // namespace twin

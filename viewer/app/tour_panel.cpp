#include "viewer/app/tour_panel.h"

#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "viewer/app/texts.h"
#include "viewer/app/tour_stops.h"

namespace twin {
namespace {

QDoubleSpinBox* seconds_box(double usual) {
  auto* box = new QDoubleSpinBox;
  box->setRange(0.0, 600.0);
  box->setDecimals(1);
  box->setSingleStep(0.5);
  box->setSuffix(" s");
  box->setValue(usual);
  return box;
}

const char* const kFilter = "JSON (*.json)";

}  // namespace

TourPanel::TourPanel(ViewWidget& view, Language language)
    : view_(view),
      language_(language),
      title_(new QLineEdit),
      list_(new QListWidget),
      caption_(new QPlainTextEdit),
      travel_(seconds_box(TourStop().travel_s)),
      stay_(seconds_box(TourStop().stay_s)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  title_->setPlaceholderText(qt(twin::tr("Title of the tour", "Tên hành trình"), language_));
  column->addWidget(title_);
  column->addWidget(list_, 1);
  caption_->setPlaceholderText(
      qt(twin::tr("What is said at this stop", "Lời thuyết minh tại điểm dừng này"), language_));
  caption_->setMaximumHeight(64);
  column->addWidget(caption_);
  auto* form = new QFormLayout;
  form->addRow(qt(twin::tr("Flight", "Thời gian bay tới"), language_), travel_);
  form->addRow(qt(twin::tr("Stay", "Thời gian dừng"), language_), stay_);
  column->addLayout(form);
  add_buttons(*column);
  connect(title_, &QLineEdit::textEdited,
          [this](const QString& text) { tour_.title = text.toStdString(); });
  connect(list_, &QListWidget::currentRowChanged, [this] { read_stop(); });
  connect(list_, &QListWidget::itemDoubleClicked, [this] { go_to(*current()); });
  const auto edited = [this] {
    const auto row = current();
    if (reading_ || !row) return;
    TourStop& stop = tour_.stops[*row];
    stop.caption = caption_->toPlainText().trimmed().toStdString();
    stop.travel_s = travel_->value();
    stop.stay_s = stay_->value();
    list_->currentItem()->setText(QString("%1. %2").arg(*row + 1).arg(caption_->toPlainText()));
  };
  connect(caption_, &QPlainTextEdit::textChanged, edited);
  connect(travel_, &QDoubleSpinBox::valueChanged, edited);
  connect(stay_, &QDoubleSpinBox::valueChanged, edited);
  read_stop();
}

void TourPanel::add_buttons(QVBoxLayout& column) {
  auto* grid = new QGridLayout;
  grid->setSpacing(4);
  int place = 0;
  const auto button = [&](const Text& text, auto act) {
    auto* made = new QPushButton(qt(text, language_));
    grid->addWidget(made, place / 2, place % 2);
    ++place;
    connect(made, &QPushButton::clicked, act);
  };
  button(twin::tr("Add this view", "Thêm góc nhìn này"), [this] { add_stop(); });
  button(twin::tr("Take this view", "Thay bằng góc nhìn này"), [this] { update_stop(); });
  button(twin::tr("Up", "Lên"), [this] { move_stop(-1); });
  button(twin::tr("Down", "Xuống"), [this] { move_stop(1); });
  button(twin::tr("Remove", "Xóa điểm dừng"), [this] { remove_stop(); });
  button(twin::tr("Present (F5)", "Trình chiếu (F5)"), [this] { present(false); });
  button(twin::tr("Open…", "Mở…"), [this] { ask_open(); });
  button(twin::tr("Save…", "Lưu…"), [this] { ask_save(); });
  button(twin::tr("Film…", "Xuất phim…"), [this] {
    if (on_export && !tour_.stops.empty()) on_export(tour_, FilmExport::Kind::film);
  });
  button(twin::tr("Print as PDF…", "Xuất PDF…"), [this] {
    if (on_export && !tour_.stops.empty()) on_export(tour_, FilmExport::Kind::print);
  });
  column.addLayout(grid);
}

std::optional<std::size_t> TourPanel::current() const {
  const int row = list_->currentRow();
  return row < 0 ? std::nullopt : std::optional{static_cast<std::size_t>(row)};
}

void TourPanel::read_tour_into_list(int current) {
  const QSignalBlocker quiet(list_);
  list_->clear();
  int number = 0;
  for (const TourStop& stop : tour_.stops) {
    list_->addItem(QString("%1. %2").arg(++number).arg(QString::fromStdString(stop.caption)));
  }
  list_->setCurrentRow(std::min(current, list_->count() - 1));
  title_->setText(QString::fromStdString(tour_.title));
  read_stop();
  if (on_changed) on_changed();
}

void TourPanel::read_stop() {
  reading_ = true;
  const auto row = current();
  for (QWidget* part : std::initializer_list<QWidget*>{caption_, travel_, stay_}) {
    part->setEnabled(row.has_value());
  }
  const TourStop stop = row ? tour_.stops[*row] : TourStop();
  caption_->setPlainText(QString::fromStdString(stop.caption));
  travel_->setValue(stop.travel_s);
  stay_->setValue(stop.stay_s);
  reading_ = false;
}

void TourPanel::add_stop() {
  if (view_.stage() == nullptr) return;
  const std::size_t at = current() ? *current() + 1 : tour_.stops.size();
  tour_.stops.insert(tour_.stops.begin() + static_cast<std::ptrdiff_t>(at),
                     stop_now(*view_.stage(), view_.overlay(), view_.camera()));
  read_tour_into_list(static_cast<int>(at));
}

void TourPanel::update_stop() {
  const auto row = current();
  if (!row || view_.stage() == nullptr) return;
  TourStop& stop = tour_.stops[*row];
  TourStop now = stop_now(*view_.stage(), view_.overlay(), view_.camera());
  now.caption = stop.caption;
  now.travel_s = stop.travel_s;
  now.stay_s = stop.stay_s;
  stop = std::move(now);
  if (on_changed) on_changed();
}

void TourPanel::remove_stop() {
  const auto row = current();
  if (!row) return;
  tour_.stops.erase(tour_.stops.begin() + static_cast<std::ptrdiff_t>(*row));
  read_tour_into_list(static_cast<int>(*row));
}

void TourPanel::move_stop(int by) {
  const auto row = current();
  if (!row) return;
  const int to = static_cast<int>(*row) + by;
  if (to < 0 || to >= list_->count()) return;
  std::swap(tour_.stops[*row], tour_.stops[static_cast<std::size_t>(to)]);
  read_tour_into_list(to);
}

void TourPanel::go_to(std::size_t number) {
  if (number >= tour_.stops.size() || view_.stage() == nullptr) return;
  list_->setCurrentRow(static_cast<int>(number));
  const TourStop& stop = tour_.stops[number];
  view_.change([&](Stage& stage) {
    show_stop(stop, stage, view_.overlay());
    stage.set_wall_time_s(wall_time_s_of(stop, stage));
    view_.overlay().caption.clear();  // large letters are for meetings
  });
  view_.set_camera(camera_of(stop, view_.stage()->session().world()));
  if (on_gone_to) on_gone_to();
}

void TourPanel::present(bool from_chosen) {
  if (on_present) on_present(tour_, from_chosen ? current().value_or(0) : 0);
}

void TourPanel::take(Tour tour, bool saved) {
  tour_ = std::move(tour);
  saved_ = saved ? tour_ : Tour();
  read_tour_into_list(0);
}

void TourPanel::open(const std::filesystem::path& file) {
  try {
    take(read_tour(file), true);
  } catch (const Failure& failure) {
    if (on_failure) on_failure(failure);
  }
}

bool TourPanel::save(const std::filesystem::path& file) {
  try {
    write_tour(file, tour_);
  } catch (const Failure& failure) {
    if (on_failure) on_failure(failure);
    return false;
  }
  saved_ = tour_;
  return true;
}

void TourPanel::ask_to_leave(const std::function<void()>& then) {
  if (!unsaved()) return then();
  const auto text = [this](const Text& of) { return qt(of, language_); };
  auto* question =
      new QMessageBox(QMessageBox::Question, window()->windowTitle(),
                      text(twin::tr("The tour has changes that are not saved. Save them?",
                                    "Hành trình trình chiếu có thay đổi chưa lưu. Lưu lại không?")),
                      QMessageBox::NoButton, window());
  question->setObjectName("tour_question");
  question->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* save = question->addButton(text(twin::tr("Save…", "Lưu…")), QMessageBox::AcceptRole);
  QPushButton* discard =
      question->addButton(text(twin::tr("Don't save", "Không lưu")), QMessageBox::DestructiveRole);
  question->addButton(text(twin::tr("Cancel", "Hủy")), QMessageBox::RejectRole);
  question->setDefaultButton(save);
  connect(save, &QPushButton::clicked, this, [this, then] {
    if (ask_save()) then();
  });
  connect(discard, &QPushButton::clicked, this, then);
  question->open();
}

void TourPanel::ask_open() {
  ask_to_leave([this] {
    const QString file = QFileDialog::getOpenFileName(
        this, qt(twin::tr("Open a tour", "Mở hành trình"), language_), {}, kFilter);
    if (!file.isEmpty()) open(file.toStdString());
  });
}

bool TourPanel::ask_save() {
  const auto file = file_to_save(this, qt(twin::tr("Save the tour", "Lưu hành trình"), language_),
                                 "hanh_trinh", "json");
  return file && save(file->toStdString());
}

}  // namespace twin

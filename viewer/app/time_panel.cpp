#include "viewer/app/time_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kTick_ms = 50;
constexpr int kSearch_ms = 150;
constexpr double kMark_px = 6.0;  // a click this near means the mark
constexpr std::array<int, 6> kSpeeds_min_per_s = {1, 2, 5, 10, 30, 60};
constexpr double kWholeRun_s = 25.0;  // at the speed chosen at first, a run lasts about this long

/// Kinds are told by shape as well as by colour; colours after Okabe and Ito 2008.
void draw_mark(QPainter& painter, MarkKind kind, const QPointF& middle) {
  painter.setPen(QPen(Qt::white, 1.0));
  const auto shape = [&](std::initializer_list<QPointF> corners) {
    QPolygonF polygon;
    for (const QPointF& corner : corners) polygon << middle + corner;
    painter.drawPolygon(polygon);
  };
  switch (kind) {
    case MarkKind::peak:
      painter.setBrush(QColor(213, 94, 0));
      return shape({{-5.5, -5}, {5.5, -5}, {0, 5}});
    case MarkKind::first:
      painter.setBrush(QColor(0, 90, 160));
      return shape({{0, -5}, {5, 0}, {0, 5}, {-5, 0}});
    case MarkKind::stop:
      painter.setBrush(QColor(150, 60, 120));
      return shape({{-4, -4}, {4, -4}, {4, 4}, {-4, 4}});
    case MarkKind::instant:
      painter.setBrush(QColor(0, 140, 105));
      return painter.drawEllipse(middle, 4.5, 4.5);
  }
}

}  // namespace

MarkedSlider::MarkedSlider() : QSlider(Qt::Horizontal) { setMinimumHeight(34); }

void MarkedSlider::set_marks(std::vector<TimeMark> marks, const std::vector<double>& wall_times_s) {
  marks_ = std::move(marks);
  values_.clear();
  for (const TimeMark& mark : marks_) values_.push_back(index_among(wall_times_s, mark.wall_s));
  update();
}

double MarkedSlider::x_of(double value) const {
  QStyleOptionSlider option;
  initStyleOption(&option);
  const QRect groove =
      style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
  const QRect handle =
      style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
  const int room = groove.width() - handle.width();
  const double share = (value - minimum()) / std::max(1, maximum() - minimum());
  return groove.x() + 0.5 * handle.width() + share * room;
}

std::vector<std::size_t> MarkedSlider::marks_near(const QPointF& at) const {
  const auto away = [&](std::size_t mark) { return std::abs(at.x() - mark_x(mark)); };
  std::vector<std::size_t> near;
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    if (away(i) < kMark_px) near.push_back(i);
  }
  std::ranges::stable_sort(near, {}, away);
  return near;
}

void MarkedSlider::paintEvent(QPaintEvent* event) {
  QSlider::paintEvent(event);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    draw_mark(painter, marks_[i].kind, {mark_x(i), mark_y(i)});
  }
}

/// Stops of a tour stand below the groove: they are often at an instant that has a mark.
double MarkedSlider::mark_y(std::size_t mark) const {
  return marks_[mark].kind == MarkKind::stop ? height() - kMark_px : kMark_px;
}

void MarkedSlider::mousePressEvent(QMouseEvent* event) {
  for (const std::size_t mark : marks_near(event->position())) {
    if (std::abs(event->position().y() - mark_y(mark)) > kMark_px) continue;
    const TimeMark clicked = marks_[mark];  // going there may bring others
    if (on_mark) on_mark(clicked);
    return;
  }
  QSlider::mousePressEvent(event);
}

bool MarkedSlider::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    QStringList tips;
    for (const std::size_t mark : marks_near(help->pos())) tips << tip_of(marks_[mark]);
    if (!tips.empty()) {
      QToolTip::showText(help->globalPos(), tips.join("\n"), this);
      return true;
    }
  }
  return QSlider::event(event);
}

TimePanel::TimePanel(ViewWidget& view, Language language)
    : view_(view),
      language_(language),
      button_(new QToolButton),
      slider_(new MarkedSlider),
      speed_(new QComboBox),
      label_(new QLabel) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 4, 12, 6);
  button_->setIcon(icon(false));
  button_->setIconSize({20, 20});
  button_->setCheckable(true);
  button_->setToolTip(qt(twin::tr("Play", "Phát"), language_));
  add_speeds();
  label_->setMinimumWidth(330);
  QFont bold = label_->font();
  bold.setBold(true);
  label_->setFont(bold);
  row->addWidget(button_);
  row->addWidget(speed_);
  row->addWidget(slider_, 1);
  row->addWidget(label_);
  connect(slider_, &QSlider::valueChanged, [this](int index) { go_to(index); });
  connect(button_, &QToolButton::toggled, [this](bool on) { play(on); });
  connect(&timer_, &QTimer::timeout, [this] { step(); });
  slider_->on_mark = [this](const TimeMark& mark) { go_to_mark(mark); };
  slider_->tip_of = [this](const TimeMark& mark) { return told(mark); };
  searching_.setSingleShot(true);
  searching_.setInterval(kSearch_ms);
  connect(&searching_, &QTimer::timeout, [this] { read_marks(); });
}

void TimePanel::add_speeds() {
  for (const int minutes : kSpeeds_min_per_s) {
    const Text per_second = twin::tr(" min/s", " phút/giây");
    speed_->addItem(QString::number(minutes) + qt(per_second, language_), 60.0 * minutes);
  }
  speed_->setToolTip(qt(twin::tr("Minutes of the ward in a second",
                                 "Số phút trong kịch bản ứng với một giây khi chạy"),
                        language_));
  connect(speed_, &QComboBox::activated, [this] {
    if (playing()) play(true);
  });
}

QIcon TimePanel::icon(bool playing) const {
  // Drawn, since not every font has the signs.
  QPixmap pixmap(40, 40);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 40, 75));
  if (playing) {
    painter.drawRect(9, 7, 8, 26);
    painter.drawRect(23, 7, 8, 26);
  } else {
    painter.drawPolygon(QPolygonF({QPointF(10, 6), QPointF(10, 34), QPointF(34, 20)}));
  }
  return QIcon(pixmap);
}

void TimePanel::play(bool playing) {
  button_->setIcon(icon(playing));
  const QSignalBlocker quiet(button_);
  button_->setChecked(playing);
  if (!playing || wall_times_s_.empty()) {
    timer_.stop();
    return;
  }
  const bool at_end = slider_->value() >= slider_->maximum();
  played_from_s_ = at_end ? wall_times_s_.front() : view_.stage()->wall_time_s();
  since_played_.start();
  timer_.start(kTick_ms);
}

void TimePanel::step() {
  const double wall_s = played_from_s_ + 0.001 * static_cast<double>(since_played_.elapsed()) *
                                             speed_->currentData().toDouble();
  slider_->setValue(static_cast<int>(index_among(wall_times_s_, wall_s) + 1e-6));
  if (wall_s >= wall_times_s_.back()) play(false);
}

void TimePanel::read_stage() {
  if (view_.stage() == nullptr) return;
  const Stage& stage = *view_.stage();
  wall_times_s_ = stage.wall_times_s();
  const bool moves = wall_times_s_.size() > 1;
  setEnabled(moves);
  if (!moves) {
    play(false);
    slider_->set_marks({}, {});
    label_->setText(
        qt(twin::tr("no time in what is shown", "không đổi theo thời gian"), language_));
    return;
  }
  const QSignalBlocker quiet(slider_);
  slider_->setRange(0, static_cast<int>(wall_times_s_.size()) - 1);
  read_marks();
  slider_->setValue(static_cast<int>(index_among(wall_times_s_, stage.wall_time_s()) + 1e-6));
  const double fitting = (wall_times_s_.back() - wall_times_s_.front()) / kWholeRun_s;
  if (!playing()) {
    const auto fits = [&](int minutes) { return 60.0 * minutes >= fitting; };
    const auto* const it = std::ranges::find_if(kSpeeds_min_per_s, fits);
    speed_->setCurrentIndex(static_cast<int>(
        std::min<std::ptrdiff_t>(it - kSpeeds_min_per_s.begin(), speed_->count() - 1)));
  }
  tell_clock();
}

void TimePanel::read_marks() {
  if (view_.stage() == nullptr || wall_times_s_.size() < 2) return;
  const Stage& stage = *view_.stage();
  std::vector<TimeMark> marks = time_marks(stage.session(), stage.chosen());
  if (more_marks) std::ranges::copy(more_marks(), std::back_inserter(marks));
  slider_->set_marks(std::move(marks), wall_times_s_);
  if (stage.session().searches_peaks()) searching_.start();
}

QString TimePanel::told(const TimeMark& mark) const {
  const Stage& stage = *view_.stage();
  const std::size_t leader = stage.leading()->run;
  const bool clock = stage.session().runs()[leader]->has_clock();
  const Text when = clock ? Text(exact_clock_text(mark.wall_s))
                          : elapsed_text(mark.wall_s - stage.start_s(leader));
  return qt(when + " – " + mark.what, language_);
}

void TimePanel::tell_clock() {
  const Overlay& overlay = view_.overlay();
  QString text = QString::fromStdString(overlay.clock);
  if (!overlay.elapsed.empty()) text += "  ·  " + QString::fromStdString(overlay.elapsed);
  label_->setText(text);
}

void TimePanel::step_by(int instants) {
  play(false);
  slider_->setValue(slider_->value() + instants);
}

void TimePanel::go_to_nearest(double wall_s) {
  if (wall_times_s_.size() < 2) return;
  slider_->setValue(static_cast<int>(std::lround(index_among(wall_times_s_, wall_s))));
}

/// To a stop wholly, else to the very instant, which may lie between two that the results have.
void TimePanel::go_to_mark(const TimeMark& mark) {
  play(false);
  if (mark.kind == MarkKind::stop) return on_stop(mark.stop);
  view_.change([&](Stage& stage) { stage.set_wall_time_s(mark.wall_s); });
  const QSignalBlocker quiet(slider_);
  slider_->setValue(static_cast<int>(whole_index(wall_times_s_, mark.wall_s)));
  tell_clock();
}

void TimePanel::go_to(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= wall_times_s_.size()) return;
  const double wall_s = wall_times_s_[static_cast<std::size_t>(index)];
  view_.change([&](Stage& stage) { stage.set_wall_time_s(wall_s); });
  tell_clock();
}

}  // namespace twin

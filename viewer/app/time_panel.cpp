#include "viewer/app/time_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <cmath>

#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kPlay_ms = 450;

}  // namespace

TimePanel::TimePanel(ViewWidget& view, Language language)
    : view_(view),
      language_(language),
      button_(new QToolButton),
      slider_(new QSlider(Qt::Horizontal)),
      label_(new QLabel) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 4, 12, 6);
  button_->setIcon(icon(false));
  button_->setIconSize({20, 20});
  button_->setCheckable(true);
  button_->setToolTip(qt(twin::tr("Play", "Chạy theo thời gian"), language_));
  label_->setMinimumWidth(165);
  QFont bold = label_->font();
  bold.setBold(true);
  label_->setFont(bold);
  row->addWidget(button_);
  row->addWidget(slider_, 1);
  row->addWidget(label_);
  connect(slider_, &QSlider::valueChanged, [this](int index) { go_to(index); });
  connect(button_, &QToolButton::toggled, [this](bool on) { play(on); });
  connect(&timer_, &QTimer::timeout, [this] {
    const bool at_end = slider_->value() >= slider_->maximum();
    slider_->setValue(at_end ? 0 : slider_->value() + 1);
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
  if (playing)
    timer_.start(kPlay_ms);
  else
    timer_.stop();
}

void TimePanel::read_stage() {
  if (view_.stage() == nullptr) return;
  wall_times_s_ = view_.stage()->wall_times_s();
  const bool moves = wall_times_s_.size() > 1;
  setEnabled(moves);
  if (!moves) {
    label_->setText(
        qt(twin::tr("no time in what is shown", "không đổi theo thời gian"), language_));
    return;
  }
  const QSignalBlocker quiet(slider_);
  slider_->setRange(0, static_cast<int>(wall_times_s_.size()) - 1);
  const double index = index_among(wall_times_s_, view_.stage()->wall_time_s());
  slider_->setValue(static_cast<int>(index + 1e-6));
  label_->setText(QString::fromStdString(view_.overlay().clock));
}

void TimePanel::go_to_nearest(double wall_s) {
  if (wall_times_s_.size() < 2) return;
  slider_->setValue(static_cast<int>(std::lround(index_among(wall_times_s_, wall_s))));
}

void TimePanel::go_to(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= wall_times_s_.size()) return;
  const double wall_s = wall_times_s_[static_cast<std::size_t>(index)];
  view_.change([&](Stage& stage) { stage.set_wall_time_s(wall_s); });
  label_->setText(QString::fromStdString(view_.overlay().clock));
}

}  // namespace twin

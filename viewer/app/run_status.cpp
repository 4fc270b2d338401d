#include "viewer/app/run_status.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <algorithm>

#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kParts = 1000;
constexpr int kWordsWidth = 320;

}  // namespace

RunStatus::RunStatus(Language language)
    : language_(language), words_(new QLabel), bar_(new QProgressBar) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(6, 0, 6, 0);
  words_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  words_->setMinimumWidth(kWordsWidth);  // stays put while the words change
  row->addWidget(words_);
  row->addWidget(bar_);
  bar_->setRange(0, kParts);
  bar_->setTextVisible(false);
  bar_->setFixedSize(150, 8);
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  setCursor(Qt::PointingHandCursor);
  hide();
}

void RunStatus::read(const RunQueue& queue) {
  const ChildRun* run = queue.current();
  setVisible(run != nullptr);
  if (run == nullptr) return;
  const auto waiting = std::ranges::count_if(
      queue.runs(), [](const auto& one) { return one->state() == RunState::waiting; });
  Text words = run->state() == RunState::stopping ? twin::tr("Stopping…", "Đang dừng…")
                                                  : twin::tr("Running", "Đang chạy");
  if (const auto left_s = run->seconds_left()) words += ", " + time_left_told(*left_s);
  if (waiting > 0) {
    const std::string count = std::to_string(waiting);
    words += twin::tr(", " + count + " waiting", ", " + count + " lần chạy đang chờ");
  }
  words_->setText(qt(words, language_));
  setToolTip(QString::fromStdString(run->order().title));
  bar_->setValue(static_cast<int>(kParts * run->talk().fraction()));
}

void RunStatus::mouseReleaseEvent(QMouseEvent* /*event*/) {
  if (on_clicked) on_clicked();
}

}  // namespace twin

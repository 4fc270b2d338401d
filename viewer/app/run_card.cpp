#include "viewer/app/run_card.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>
#include <cmath>

#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kParts = 1000;  // of the progress bar

Text took(double seconds) {
  const long whole = std::lround(seconds);
  const std::string minutes = std::to_string(whole / 60);
  const std::string rest = std::to_string(whole % 60);
  if (whole < 60) return tr(rest + " s", rest + " giây");
  return tr(minutes + " min " + rest + " s", minutes + " phút " + rest + " giây");
}

const char* word_of(RunState state) {
  switch (state) {
    case RunState::finished:
      return "finished";
    case RunState::failed:
      return "failed";
    case RunState::cancelled:
    case RunState::left:
      return "cancelled";
    default:
      return "going";
  }
}

}  // namespace

RunCard::RunCard(ChildRun& run, Language language)
    : run_(run),
      language_(language),
      title_(new QLabel(QString::fromStdString(run.order().title))),
      state_(new QLabel),
      bar_(new QProgressBar) {
  setObjectName("run");
  title_->setObjectName("run_title");
  state_->setObjectName("run_state");
  state_->setTextFormat(Qt::PlainText);
  for (QLabel* label : {title_, state_}) {
    label->setMinimumWidth(0);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  }
  title_->setToolTip(QString::fromStdString(run.order().target.string()));
  bar_->setRange(0, kParts);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(6);
  auto* words = new QVBoxLayout;
  words->setSpacing(3);
  words->addWidget(title_);
  words->addWidget(bar_);
  words->addWidget(state_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 8, 10, 8);
  row->setSpacing(6);
  row->addLayout(words, 1);
  row->addSpacing(8);
  show_ = button(twin::tr("Show", "Xem kết quả"), [this] { on_show(); });
  why_ = button(twin::tr("What is wrong…", "Xem lỗi…"), [this] { on_why(); });
  resume_ = button(twin::tr("Go on", "Chạy tiếp"), [this] { on_resume(); });
  cancel_ = button(twin::tr("Cancel", "Dừng"), [this] { run_.cancel(); });
  QPushButton* log = button(twin::tr("Log", "Nhật ký"), [this] { on_log(); });
  forget_ = button({}, [this] { on_forget(); });
  for (QPushButton* one : {show_, why_, resume_, cancel_, log, forget_}) row->addWidget(one);
  read();
}

QPushButton* RunCard::button(const Text& text, const std::function<void()>& press) {
  auto* made = new QPushButton(qt(text, language_));
  connect(made, &QPushButton::clicked, this, press);
  return made;
}

Text RunCard::told_of_progress() const {
  const RunTalk& talk = run_.talk();
  Text text = std::to_string(std::lround(std::floor(100.0 * talk.fraction()))) + "\u00a0%";
  if (!talk.doing().empty()) text += "  ·  " + talk.doing();
  if (const auto left_s = run_.seconds_left()) text += "  ·  " + time_left_told(*left_s);
  return text;
}

Text RunCard::told_of_what_was_left() const {
  if (run_.can_resume()) {
    return twin::tr("unfinished, from earlier; it can go on from where it was",
                    "lần chạy trước chưa xong; có thể chạy tiếp từ chỗ đã dừng");
  }
  const RunOrder& order = run_.order();
  const Text how = twin::tr("  ·  wardtwin run FILE -o ", "  ·  wardtwin run TỆP -o ") +
                   order.target.string() + " --resume";
  if (order.scenario_file.empty()) {
    return twin::tr("unfinished, from earlier; it doesn't tell its scenario file: go on with it by",
                    "lần chạy trước chưa xong, không ghi tệp kịch bản; để chạy tiếp") +
           how;
  }
  return twin::tr("unfinished, from earlier; to go on with it, put its scenario file back: ",
                  "lần chạy trước chưa xong; để chạy tiếp, đưa tệp kịch bản về chỗ cũ: ") +
         order.scenario_file.string();
}

Text RunCard::told() const {
  switch (run_.state()) {
    case RunState::waiting:
      return twin::tr("waits: one run goes at a time", "đang chờ: mỗi lúc chỉ một lần chạy");
    case RunState::running:
      return told_of_progress();
    case RunState::stopping:
      return twin::tr("stopping…", "đang dừng…");
    case RunState::finished:
      return twin::tr("finished in ", "đã xong sau ") + took(run_.elapsed_s());
    case RunState::failed:
      return (run_.can_resume() ? twin::tr("failed; it can go on from where it was  ·  ",
                                           "bị lỗi; có thể chạy tiếp từ chỗ đã dừng  ·  ")
                                : twin::tr("failed  ·  ", "bị lỗi  ·  ")) +
             run_.finding()->found;
    case RunState::left:
      return told_of_what_was_left();
    case RunState::cancelled:
      break;
  }
  if (run_.can_resume()) {
    return twin::tr("cancelled; what was done is kept, and it can go on from there",
                    "đã dừng; phần đã chạy được giữ lại, có thể chạy tiếp từ đó");
  }
  return twin::tr("cancelled; nothing is left of it", "đã dừng; không để lại gì");
}

void RunCard::read() {
  const RunState state = run_.state();
  const bool going = state == RunState::running || state == RunState::stopping;
  const bool ended = !going && state != RunState::waiting;
  state_->setText(qt(told(), language_));
  state_->setToolTip(state_->text());
  bar_->setVisible(going || state == RunState::waiting);
  bar_->setValue(static_cast<int>(kParts * run_.talk().fraction()));
  cancel_->setVisible(!ended);
  cancel_->setEnabled(state != RunState::stopping);
  resume_->setVisible(run_.can_resume());
  why_->setVisible(state == RunState::failed);
  show_->setVisible(state == RunState::finished);
  forget_->setVisible(ended);
  forget_->setText(qt(run_.has_leftover() ? twin::tr("Delete the unfinished", "Xóa phần dở")
                                          : twin::tr("Take off the list", "Bỏ khỏi danh sách"),
                      language_));
  if (property("state") == word_of(state)) return;
  setProperty("state", word_of(state));
  for (QWidget* one : {static_cast<QWidget*>(this), static_cast<QWidget*>(state_)}) {
    style()->unpolish(one);
    style()->polish(one);
  }
}

}  // namespace twin

#include "viewer/app/run_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/base/data_folder.h"
#include "engine/base/partial_folder.h"
#include "viewer/app/finding_dialog.h"
#include "viewer/app/texts.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStyle = R"(
#run_dialog, QSplitter { background: #eef1f5; }
#heading, #foot { background: white; }
#heading { border-bottom: 1px solid #d6dde7; }
#foot { border-top: 1px solid #d6dde7; }
#finder { background: #f5f7fa; border-bottom: 1px solid #d6dde7; }
#name { font-size: 15pt; font-weight: 600; color: #14284b; }
#question { color: #44546f; }
#hint { color: #6b788e; font-size: 8.8pt; }
#flaw { color: #a63a00; }
#rows { background: white; }
#setting { border: none; border-bottom: 1px solid #edf0f4; border-left: 4px solid white; }
#setting[changed="true"] { border-left: 4px solid #2f74c4; background: #f6faff; }
#setting[wrong="true"] { border-left: 4px solid #d1480a; background: #fff5ef; }
#setting[wrong="true"] #hint { color: #a63a00; }
QTreeWidget { background: white; border: none; }
#runs_title { font-weight: 600; color: #14284b; padding: 7px 14px; background: #dfe6ef; }
#runs { background: #f5f7fa; }
#run { background: white; border: 1px solid #d6dde7; border-left: 4px solid #2f74c4;
       border-radius: 3px; }
#run[state="finished"] { border-left-color: #1a9850; }
#run[state="failed"] { border-left-color: #d1480a; }
#run[state="cancelled"] { border-left-color: #9aa5b5; }
#run_title { font-weight: 600; color: #14284b; }
#run_state { color: #44546f; }
#log { background: white; border: none; border-left: 1px solid #d6dde7; padding: 4px 6px; }
#run_dialog QPushButton { background: white; color: #14284b; border: 1px solid #b9c4d4;
                         border-radius: 4px; padding: 6px 14px; }
#run_dialog QPushButton:hover { background: #eaf1fb; }
#run_dialog QPushButton:disabled { color: #9aa5b5; }
#run_dialog #primary { background: #1f4f9e; color: white; font-weight: 600; padding: 8px 26px;
                       border: none; border-radius: 4px; }
#run_dialog #primary:hover { background: #2f66c0; }
#run_dialog #primary:disabled { background: #b4c0d3; }
QProgressBar { background: #dfe6ef; border: none; border-radius: 3px; }
QProgressBar::chunk { background: #2f74c4; border-radius: 3px; }
QScrollBar:vertical { background: #f0f3f7; width: 11px; }
QScrollBar::handle:vertical { background: #c0cad8; border-radius: 4px; min-height: 36px;
                              margin: 1px 2px; }
QScrollBar::handle:vertical:hover { background: #9fadc1; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
)";

constexpr std::size_t kLongestName = 40;

/// Beside the first opened run; else where results usually lie.
fs::path usual_results_folder(const Session& session) {
  if (session.runs().empty()) return (data_folder() / "results").lexically_normal();
  return fs::absolute(session.runs().front()->bundle().folder()).lexically_normal().parent_path();
}

std::string start_of(const Session& session) {
  return session.runs().empty() ? std::string() : session.runs().front()->manifest().start;
}

bool is_taken(const fs::path& target) {
  std::error_code error;
  return fs::exists(target, error) || fs::exists(target.string() + ".partial", error) ||
         fs::exists(target.string() + ".toml", error);
}

/// What the data of a finished run that is opened had to say, as it was kept in its manifest.
std::span<const Finding> findings_of(const fs::path& folder, const Session& session) {
  for (const auto& run : session.runs()) {
    std::error_code error;
    if (fs::equivalent(run->bundle().folder(), folder, error)) return run->manifest().findings;
  }
  return {};
}

QStringList log_of(const ChildRun& run, const Session& session, Language language) {
  QStringList lines;
  for (const std::string& line : run.talk().lines()) lines << QString::fromStdString(line);
  if (run.finding()) lines << QString::fromStdString(run.finding()->text(language));
  if (run.state() != RunState::finished) return lines;
  const auto findings = findings_of(run.order().target, session);
  if (!findings.empty()) {
    const std::string count = std::to_string(findings.size());
    lines << "" << qt(tr(count + " notes on the data:", count + " lưu ý về dữ liệu:"), language);
  }
  for (const Finding& finding : findings) lines << QString::fromStdString(finding.text(language));
  return lines;
}

QString shown_path(const fs::path& path) {
  return QDir::toNativeSeparators(QString::fromStdString(path.lexically_normal().string()));
}

}  // namespace

std::string folder_name(const std::string& title) {
  QString plain = QString::fromStdString(title).toLower().replace(QChar(0x0111), 'd');
  plain = plain.normalized(QString::NormalizationForm_D);
  std::string name;
  for (const QChar c : plain) {
    if (c.category() == QChar::Mark_NonSpacing) continue;
    const bool usable = c.unicode() < 128 && c.isLetterOrNumber();
    if (usable) name += static_cast<char>(c.unicode());
    if (!usable && !name.empty() && name.back() != '_') name += '_';
    if (name.size() == kLongestName) break;
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name.empty() ? "ket_qua" : name;
}

RunDialog::RunDialog(const Session& session, WardtwinProgram program, QWidget* parent)
    : QDialog(parent),
      session_(session),
      program_(std::move(program)),
      results_(usual_results_folder(session)),
      entries_(new EntryList(program_.language)),
      form_(new FormView(session, program_.language)),
      target_(new QLabel),
      flaw_(new QLabel),
      run_button_(new QPushButton),
      runs_(new QScrollArea),
      log_(new QPlainTextEdit),
      status_(new RunStatus(program_.language)) {
  setObjectName("run_dialog");
  setStyleSheet(kStyle);
  setWindowTitle(qt(twin::tr("Run a scenario", "Chạy kịch bản"), program_.language));
  setWindowFlag(Qt::WindowMaximizeButtonHint);
  auto* form_side = new QWidget;
  auto* form_column = new QVBoxLayout(form_side);
  form_column->setContentsMargins(0, 0, 0, 0);
  form_column->setSpacing(0);
  form_column->addWidget(form_, 1);
  form_column->addWidget(foot());
  auto* upper = new QWidget;
  auto* sides = new QHBoxLayout(upper);
  sides->setContentsMargins(0, 0, 0, 0);
  sides->setSpacing(1);
  sides->addWidget(entries_);
  sides->addWidget(form_side, 1);
  auto* halves = new QSplitter(Qt::Vertical);
  halves->addWidget(upper);
  run_list_ = run_list();
  halves->addWidget(run_list_);
  halves->setStretchFactor(0, 1);
  halves->setChildrenCollapsible(false);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(halves);
  resize(1120, 860);
  halves->setSizes({650, 210});
  entries_->on_picked = [this](const ScenarioEntry& entry) { picked(entry); };
  form_->on_changed = [this] { read_form(); };
  status_->on_clicked = [this] { open_up(); };
  queue_.on_change = [this](ChildRun& run) { read_run(run); };
  queue_.on_end = [this](ChildRun& run) { run_ended(run); };
}

QWidget* RunDialog::foot() {
  const auto text = [this](const Text& of) { return qt(of, program_.language); };
  auto* box = new QWidget;
  box->setObjectName("foot");
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(18, 10, 14, 10);
  row->setSpacing(10);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  target_->setObjectName("hint");
  flaw_->setObjectName("flaw");
  for (QLabel* label : {target_, flaw_}) {
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    words->addWidget(label);
  }
  row->addLayout(words, 1);
  auto* elsewhere = new QPushButton(text(twin::tr("Save elsewhere…", "Đổi nơi lưu…")));
  run_button_->setText(text(twin::tr("Run", "Chạy")));
  run_button_->setObjectName("primary");
  run_button_->setEnabled(false);
  for (QPushButton* button : {elsewhere, run_button_}) {
    button->setAutoDefault(false);
    row->addWidget(button);
  }
  connect(elsewhere, &QPushButton::clicked, this, [this] { ask_for_results_folder(); });
  connect(run_button_, &QPushButton::clicked, this, [this] { run(); });
  return box;
}

QWidget* RunDialog::run_list() {
  auto* box = new QWidget;
  box->hide();  // until there is a run
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* title = new QLabel(qt(twin::tr("Runs – one at a time, in the order they were asked for",
                                       "Các lần chạy – mỗi lúc một lần, theo thứ tự yêu cầu"),
                              program_.language));
  title->setObjectName("runs_title");
  column->addWidget(title);
  auto* page = new QWidget;
  page->setObjectName("runs");
  auto* cards = new QVBoxLayout(page);
  cards->setContentsMargins(10, 10, 10, 10);
  cards->setSpacing(7);
  cards->addStretch();
  runs_->setWidget(page);
  runs_->setWidgetResizable(true);
  runs_->setFrameShape(QFrame::NoFrame);
  runs_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  log_->setObjectName("log");
  log_->setReadOnly(true);
  log_->setMinimumWidth(360);
  log_->hide();
  auto* sides = new QHBoxLayout;
  sides->setSpacing(0);
  sides->addWidget(runs_, 1);
  sides->addWidget(log_);
  column->addLayout(sides, 1);
  return box;
}

void RunDialog::use_program(fs::path file) { program_.file = std::move(file); }

void RunDialog::set_results_folder(const fs::path& folder) {
  results_ = fs::absolute(folder).lexically_normal();
  read_form();
  list();
}

void RunDialog::open_up() {
  list();
  form_->read_session();
  show();
  raise();
  activateWindow();
}

void RunDialog::list() {
  const fs::path shipped = data_folder() / "scenarios";
  QStringList words{"list", "--json"};
  for (const fs::path& folder : {shipped, results_}) {
    std::error_code error;
    if (fs::is_directory(folder, error)) words << "--files" << shown_path(folder);
  }
  ask_wardtwin(
      program_, words, &asker_,
      [this, shipped](const QByteArray& told) {
        try {
          entries_->show_entries(told_entries(told.toStdString()), shipped);
          offer_unfinished();
        } catch (const InputError& error) {
          tell(twin::tr("The scenarios can't be listed", "Không liệt kê được kịch bản"),
               error.finding());
        }
      },
      [this](const Finding& finding) {
        tell(twin::tr("The scenarios can't be listed", "Không liệt kê được kịch bản"), finding);
      });
}

void RunDialog::offer_unfinished() {
  for (const RunOrder& order : left_unfinished_in(results_)) queue_.take_up(program_, order);
}

void RunDialog::picked(const ScenarioEntry& entry) {
  const int asked = ++asked_;
  form_->show_none(
      qt(entry.title, program_.language),
      qt(twin::tr("reading its settings…", "đang đọc các thiết lập…"), program_.language));
  read_form();
  if (entry.finding) {
    return not_shown(asked, twin::tr("This scenario can't be used", "Kịch bản này không dùng được"),
                     *entry.finding);
  }
  describe(entry.scenario, asked, [this, asked, entry](const auto& described) {
    if (!entry.file.empty()) return show_form_of(described, entry.file, asked);
    auto form = std::make_unique<ScenarioForm>(described);
    form->title = described->title().in(program_.language);
    form->start = start_of(session_);
    show_form(std::move(form));
  });
}

void RunDialog::not_shown(int asked, const Text& heading, const Finding& finding) {
  if (asked != asked_) return;
  form_->show_none({}, qt(heading, program_.language));
  tell(heading, finding);
}

void RunDialog::describe(
    const std::string& scenario, int asked,
    const std::function<void(std::shared_ptr<const DescribedScenario>)>& then) {
  if (const auto it = described_.find(scenario); it != described_.end()) return then(it->second);
  const Text heading =
      twin::tr("The scenario can't be described", "Không đọc được mô tả của kịch bản");
  ask_wardtwin(
      program_, {"describe", QString::fromStdString(scenario), "--json"}, &asker_,
      [=, this](const QByteArray& told) {
        try {
          described_[scenario] = DescribedScenario::read(told.toStdString());
        } catch (const InputError& error) {
          return not_shown(asked, heading, error.finding());
        }
        if (asked == asked_) then(described_[scenario]);
      },
      [=, this](const Finding& finding) { not_shown(asked, heading, finding); });
}

void RunDialog::show_form_of(const std::shared_ptr<const DescribedScenario>& described,
                             const fs::path& file, int asked) {
  const Text heading = twin::tr("The scenario file can't be read", "Không đọc được tệp kịch bản");
  ask_wardtwin(
      program_, {"run", shown_path(file), "--show-settings", "--json"}, &asker_,
      [=, this](const QByteArray& told) {
        if (asked != asked_) return;
        try {
          show_form(std::make_unique<ScenarioForm>(described, file, told.toStdString()));
        } catch (const InputError& error) {
          not_shown(asked, heading, error.finding());
        }
      },
      [=, this](const Finding& finding) { not_shown(asked, heading, finding); });
}

void RunDialog::show_form(std::unique_ptr<ScenarioForm> form) {
  form->ward = session_.ward().folder;
  if (form->title.empty()) form->title = form->described().title().in(program_.language);
  form_->show_form(std::move(form));
}

void RunDialog::read_form() {
  const ScenarioForm* form = form_->form();
  run_button_->setEnabled(form != nullptr);
  target_->setText(form == nullptr ? QString()
                                   : qt(twin::tr("Results: ", "Kết quả: "), program_.language) +
                                         shown_path(free_target(form->title)));
  target_->setToolTip(target_->text());
  const auto flaw = form_->flaw();
  flaw_->setVisible(flaw.has_value());
  flaw_->setText(flaw ? capital(qt(flaw->found + "  –  " + flaw->where, program_.language))
                      : QString());
  flaw_->setToolTip(flaw ? qt(flaw->text(program_.language), program_.language) : QString());
}

fs::path RunDialog::free_target(const std::string& title) const {
  const std::string name = folder_name(title);
  fs::path target = results_ / name;
  for (int number = 2; is_taken(target); ++number) {
    target = results_ / (name + "_" + std::to_string(number));
  }
  return target;
}

void RunDialog::ask_for_results_folder() {
  auto* dialog = new QFileDialog(
      this, qt(twin::tr("Folder for results", "Thư mục chứa kết quả"), program_.language),
      shown_path(results_));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& folder) { set_results_folder(folder.toStdString()); });
  dialog->open();
}

void RunDialog::run() {
  if (form_->form() == nullptr) return;
  const Text heading = twin::tr("The run was not started", "Chưa bắt đầu chạy");
  if (const auto flaw = form_->flaw()) return tell(heading, *flaw);
  const ScenarioForm& form = *form_->form();
  const fs::path target = free_target(form.title);
  const fs::path file = target.string() + ".toml";
  try {
    std::error_code error;
    fs::create_directories(results_, error);  // what is in its way, writing tells
    write_file(file, form.scenario_file(file));
  } catch (const OutputError& error) {
    return tell(heading, error.finding());
  }
  queue_.add(program_, {.title = form.title, .scenario_file = file, .target = target});
  read_form();
}

RunCard& RunDialog::card_of(ChildRun& run) {
  if (const auto it = cards_.find(&run); it != cards_.end()) return *it->second;
  auto* card = new RunCard(run, program_.language);
  card->on_resume = [this, &run] { queue_.resume(run); };
  card->on_forget = [this, &run] { ask_to_forget(run); };
  card->on_show = [this, &run] {
    if (on_finished) on_finished(run.order().target);
  };
  card->on_log = [this, &run] { show_log(run); };
  card->on_why = [this, &run] {
    tell(twin::tr("The run failed: ", "Lần chạy bị lỗi: ") + run.order().title, *run.finding());
  };
  cards_[&run] = card;
  static_cast<QVBoxLayout*>(runs_->widget()->layout())->insertWidget(0, card);
  run_list_->show();
  return *card;
}

void RunDialog::read_run(ChildRun& run) {
  card_of(run).read();
  status_->read(queue_);
  if (logged_ != &run) return;
  log_->setPlainText(log_of(run, session_, program_.language).join("\n"));
  log_->moveCursor(QTextCursor::End);
}

void RunDialog::show_log(ChildRun& run) {
  const bool again = logged_ == &run;
  logged_ = again ? nullptr : &run;
  log_->setVisible(!again);
  if (!again) read_run(run);
}

void RunDialog::run_ended(ChildRun& run) {
  if (run.state() == RunState::failed) {
    tell(twin::tr("The run failed: ", "Lần chạy bị lỗi: ") + run.order().title, *run.finding());
  }
  if (run.state() == RunState::finished) {
    if (on_finished) on_finished(run.order().target);
    form_->read_session();
    list();
  }
  read_form();
}

void RunDialog::ask_to_forget(ChildRun& run) {
  if (!run.has_leftover()) return forget(run);
  const auto text = [this](const Text& of) { return qt(of, program_.language); };
  auto* question =
      new QMessageBox(QMessageBox::Question, windowTitle(),
                      text(twin::tr("Delete what was done so far?", "Xóa phần đã chạy dở?")) +
                          "\n\n" + QString::fromStdString(run.order().partial().string()),
                      QMessageBox::NoButton, this);
  question->setObjectName("forget_question");
  question->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* yes =
      question->addButton(text(twin::tr("Delete", "Xóa")), QMessageBox::DestructiveRole);
  question->addButton(text(twin::tr("Keep", "Giữ lại")), QMessageBox::RejectRole);
  connect(yes, &QPushButton::clicked, this, [this, &run] { forget(run); });
  question->open();
}

void RunDialog::forget(ChildRun& run) {
  if (logged_ == &run) show_log(run);
  cards_.extract(&run).mapped()->deleteLater();
  queue_.forget(run);
  read_form();
}

void RunDialog::tell(const Text& heading, const Finding& finding) {
  show_finding(isVisible() ? static_cast<QWidget*>(this) : parentWidget(), heading, finding,
               program_.language);
}

}  // namespace twin

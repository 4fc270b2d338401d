#include "viewer/app/form_view.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/base/local_time.h"
#include "viewer/app/texts.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStartFormat = "yyyy-MM-ddTHH:mm:ss";
constexpr qsizetype kStartLength = 19;
constexpr const char* kVietnam = "+07:00";

QLabel* label_of(const QString& text, const char* name) {
  auto* label = new QLabel(text);
  label->setObjectName(name);
  label->setWordWrap(true);
  return label;
}

/// The clock on the wall that a start tells, whatever this computer's zone, and its offset.
std::pair<QDateTime, QString> told_by(const std::string& start) {
  const auto written = written_time(start);
  if (!written || !written->has_clock) return {};
  const QString text = QString::fromStdString(written->text);
  QDateTime time = QDateTime::fromString(text.left(kStartLength), kStartFormat);
  time.setTimeSpec(Qt::UTC);
  return {time, text.mid(kStartLength)};
}

}  // namespace

FormView::FormView(const Session& session, Language language)
    : session_(session),
      language_(language),
      name_(label_of({}, "name")),
      question_(label_of({}, "question")),
      title_(new QLineEdit),
      start_(new QDateTimeEdit),
      needs_(new QWidget),
      search_(new QLineEdit),
      only_changed_(new QCheckBox),
      counted_(label_of({}, "hint")),
      scroll_(new QScrollArea) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(heading());
  column->addWidget(finder());
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  column->addWidget(scroll_, 1);
  setEnabled(false);
}

QWidget* FormView::heading() {
  auto* box = new QWidget;
  box->setObjectName("heading");
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(18, 14, 18, 12);
  column->setSpacing(3);
  column->addWidget(name_);
  column->addWidget(question_);
  column->addSpacing(8);
  start_->setDisplayFormat("dd/MM/yyyy  HH:mm");
  start_->setTimeSpec(Qt::UTC);
  start_->setLocale(language_ == Language::vietnamese ? QLocale::Vietnamese : QLocale::English);
  start_->setCalendarPopup(true);
  start_->setMaximumWidth(210);
  auto* fields = new QFormLayout;
  fields->setLabelAlignment(Qt::AlignLeft);
  fields->setHorizontalSpacing(14);
  fields->setVerticalSpacing(7);
  fields->addRow(qt(twin::tr("Title of the run", "Tên lần chạy"), language_), title_);
  fields->addRow(qt(twin::tr("Begins", "Bắt đầu lúc"), language_), start_);
  column->addLayout(fields);
  auto* needs = new QVBoxLayout(needs_);
  needs->setContentsMargins(0, 6, 0, 0);
  needs->setSpacing(3);
  column->addWidget(needs_);
  connect(title_, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (reading_ || form_ == nullptr) return;
    form_->title = text.trimmed().toStdString();
    changed();
  });
  connect(start_, &QDateTimeEdit::dateTimeChanged, this, [this] { take_start(); });
  return box;
}

QWidget* FormView::finder() {
  auto* box = new QWidget;
  box->setObjectName("finder");
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(18, 7, 18, 7);
  row->setSpacing(14);
  search_->setPlaceholderText(qt(twin::tr("Find a setting…", "Tìm thiết lập…"), language_));
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(260);
  only_changed_->setText(
      qt(twin::tr("Only those changed", "Chỉ hiện thiết lập đã đổi"), language_));
  row->addWidget(search_, 1);
  row->addWidget(only_changed_);
  row->addStretch();
  counted_->setWordWrap(false);
  row->addWidget(counted_);
  connect(search_, &QLineEdit::textChanged, this, [this] { sift(); });
  connect(only_changed_, &QCheckBox::toggled, this, [this] { sift(); });
  return box;
}

void FormView::clear() {
  rows_.clear();
  delete scroll_->takeWidget();  // the rows look at the form
  qDeleteAll(needs_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
  need_boxes_.clear();
  form_.reset();
}

void FormView::show_none(const QString& title, const QString& why) {
  reading_ = true;
  clear();
  name_->setText(title);
  question_->setText(why);
  title_->clear();
  counted_->clear();
  needs_->hide();
  reading_ = false;
  setEnabled(false);
}

void FormView::show_form(std::unique_ptr<ScenarioForm> form) {
  reading_ = true;
  clear();
  form_ = std::move(form);
  name_->setText(qt(form_->described().title(), language_));
  QString question = qt(form_->described().question(), language_);
  if (!form_->changes().empty()) {
    QStringList changes;
    for (const Text& change : form_->changes()) changes << qt(change, language_);
    question +=
        "\n" + qt(twin::tr("With the changes: ", "Kèm thay đổi: "), language_) + changes.join(", ");
  }
  question_->setText(question);
  title_->setText(QString::fromStdString(form_->title));
  title_->setCursorPosition(0);
  show_start();
  add_needs();
  add_rows();
  reading_ = false;
  setEnabled(true);
  changed();
}

void FormView::show_start() {
  const auto [time, offset] = told_by(form_->start);
  offset_ = offset.isEmpty() ? kVietnam : offset;
  if (time.isValid()) {
    start_->setDateTime(time);  // the file keeps its own words until somebody changes them
    return;
  }
  start_->setDateTime(QDateTime(QDate::currentDate(), QTime(7, 30), Qt::UTC));
  form_->start = (start_->dateTime().toString(kStartFormat) + offset_).toStdString();
}

void FormView::take_start() {
  if (reading_ || form_ == nullptr) return;
  form_->start = (start_->dateTime().toString(kStartFormat) + offset_).toStdString();
  changed();
}

void FormView::add_needs() {
  for (const DescribedNeed& need : form_->described().needs()) {
    auto* box = new QComboBox;
    box->setMinimumContentsLength(40);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const QString how = need.required
                            ? QString()
                            : qt(twin::tr(" (may be left out)", " (có thể bỏ trống)"), language_);
    const Text text = twin::tr("Builds on: ", "Dựa trên kết quả: ") + need.meaning;
    needs_->layout()->addWidget(label_of(qt(text, language_) + how, "hint"));
    needs_->layout()->addWidget(box);
    offer_runs(need, *box);
    connect(box, &QComboBox::activated, this, [this, &need, box](int index) {
      const QVariant folder = box->itemData(index);
      if (!folder.isValid()) return ask_for_folder(need, *box);
      const std::string path = folder.toString().toStdString();
      form_->set_need(need.name, path.empty() ? std::nullopt : std::optional<fs::path>(path));
      changed();
    });
    need_boxes_.push_back(box);
  }
  needs_->setVisible(!need_boxes_.empty());
}

void FormView::offer_runs(const DescribedNeed& need, QComboBox& box) {
  box.clear();
  if (form_->may_leave_out(need)) {
    box.addItem(qt(twin::tr("none", "không dùng"), language_), QString());
  }
  const auto chosen = form_->need(need.name);
  bool listed = !chosen;
  for (const auto& run : session_.runs()) {
    if (run->manifest().scenario != need.scenario) continue;
    const fs::path folder = run->bundle().folder();
    box.addItem(QString::fromStdString(run->title(language_)) + "  –  " +
                    QString::fromStdString(folder.filename().string()),
                QString::fromStdString(fs::absolute(folder).lexically_normal().string()));
    std::error_code error;
    if (chosen && fs::equivalent(folder, *chosen, error)) {
      box.setCurrentIndex(box.count() - 1);
      listed = true;
    }
  }
  if (!listed) {
    std::error_code error;
    const bool there = fs::exists(*chosen / "manifest.json", error);
    box.addItem(QString::fromStdString(chosen->lexically_normal().string()) +
                    (there ? "" : qt(twin::tr("  (not run yet)", "  (chưa chạy)"), language_)),
                QString::fromStdString(chosen->string()));
    box.setCurrentIndex(box.count() - 1);
  }
  if (!chosen && !form_->may_leave_out(need)) box.setCurrentIndex(-1);
  box.addItem(qt(twin::tr("Choose a folder…", "Chọn thư mục khác…"), language_));
}

void FormView::ask_for_folder(const DescribedNeed& need, QComboBox& box) {
  auto* dialog = new QFileDialog(this, qt(need.meaning, language_));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, [this, &need](const QString& folder) {
    form_->set_need(need.name, fs::path(folder.toStdString()));
  });
  connect(dialog, &QDialog::finished, this, [this, &need, &box] {
    offer_runs(need, box);
    changed();
  });
  dialog->open();
}

void FormView::read_session() {
  if (form_ == nullptr) return;
  const auto& needs = form_->described().needs();
  for (std::size_t i = 0; i < need_boxes_.size(); ++i) offer_runs(needs[i], *need_boxes_[i]);
}

void FormView::add_rows() {
  auto* page = new QWidget;
  page->setObjectName("rows");
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 12);
  column->setSpacing(0);
  for (const Setting& setting : form_->described().settings()) {
    auto* row = new SettingRow(*form_, setting, language_);
    row->on_changed = [this] { changed(); };
    column->addWidget(row);
    rows_.push_back(row);
  }
  column->addStretch();
  scroll_->setWidget(page);
}

SettingRow* FormView::row(std::string_view name) {
  const auto it = std::ranges::find_if(
      rows_, [&](const SettingRow* row) { return row->setting().name == name; });
  return it == rows_.end() ? nullptr : *it;
}

std::optional<Finding> FormView::flaw() const {
  for (const SettingRow* row : rows_) {
    if (row->flaw() && form_->in_use(row->setting())) return row->flaw();
  }
  return form_ == nullptr ? std::nullopt : form_->flaw();
}

void FormView::sift() {
  if (form_ == nullptr) return;
  int differ = 0;
  for (SettingRow* row : rows_) {
    const bool used = form_->in_use(row->setting());
    const bool usual = form_->is_usual(row->setting().name) && !row->flaw();
    differ += used && !usual ? 1 : 0;
    row->setVisible(used && (!usual || !only_changed_->isChecked()) &&
                    row->speaks_of(search_->text().trimmed()));
  }
  const std::string count = std::to_string(differ);
  counted_->setText(qt(
      differ == 0 ? twin::tr("all at their usual values", "đều ở giá trị thường dùng")
                  : twin::tr(count + " differ from usual", count + " thiết lập khác thường dùng"),
      language_));
}

void FormView::changed() {
  if (reading_) return;
  sift();
  if (on_changed) on_changed();
}

}  // namespace twin

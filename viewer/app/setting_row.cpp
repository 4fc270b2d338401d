#include "viewer/app/setting_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>
#include <algorithm>

#include "viewer/app/number_box.h"
#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kFieldWidth = 270;

/// An arrow that turns back, drawn since not every font has it.
QIcon arrow_back() {
  QPixmap pixmap(36, 36);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(0x2b, 0x4a, 0x80), 3.6, Qt::SolidLine, Qt::RoundCap));
  painter.drawArc(QRectF(8, 9, 20, 20), -120 * 16, 270 * 16);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0x2b, 0x4a, 0x80));
  painter.drawPolygon(QPolygonF({QPointF(2, 19), QPointF(16, 19), QPointF(9, 29)}));
  return QIcon(pixmap);
}

/// A box that leaves the wheel to the page, so that nobody changes a value by scrolling past it.
class ChoiceBox : public QComboBox {
 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

Finding no_list_of_numbers(const QString& text) {
  return {.where = {},
          .found = "'" + text.toStdString() + "'",
          .expected = tr("numbers with semicolons between them: 3000; 2500.5",
                         "các số cách nhau bằng dấu chấm phẩy: 3000; 2500,5"),
          .outcome = {}};
}

}  // namespace

SettingRow::SettingRow(ScenarioForm& form, const Setting& setting, Language language)
    : form_(form),
      setting_(setting),
      language_(language),
      meaning_(new QLabel(capital(qt(setting.meaning(), language)).remove('`'))),
      hint_(new QLabel),
      reset_(new QToolButton) {
  setObjectName("setting");
  meaning_->setWordWrap(true);
  hint_->setWordWrap(true);
  hint_->setObjectName("hint");
  reset_->setIcon(arrow_back());
  reset_->setIconSize({17, 17});
  reset_->setAutoRaise(true);
  reset_->setToolTip(
      qt(twin::tr("Back to the usual value", "Trả về giá trị thường dùng"), language));
  add_field();
  auto* words = new QVBoxLayout;
  words->setSpacing(1);
  words->addWidget(meaning_);
  words->addWidget(hint_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 7, 8, 7);
  row->setSpacing(12);
  row->addLayout(words, 1);
  field_->setFixedWidth(kFieldWidth);
  row->addWidget(field_);
  QSizePolicy keeps_its_room = reset_->sizePolicy();
  keeps_its_room.setRetainSizeWhenHidden(true);
  reset_->setSizePolicy(keeps_its_room);
  row->addWidget(reset_);
  connect(reset_, &QToolButton::clicked, this, [this] { reset(); });
  const QString key = QString::fromUtf8(setting.name.data(), qsizetype(setting.name.size()));
  setToolTip(meaning_->text() + "\n" + key);
  read();
}

void SettingRow::add_field() {
  switch (setting_.kind) {
    case SettingKind::number:
      return add_number();
    case SettingKind::flag:
      return add_flag();
    case SettingKind::text:
      return setting_.choices.empty() ? add_text() : add_choice();
    case SettingKind::file:
      return add_file();
    case SettingKind::numbers:
      return add_list();
    case SettingKind::texts:
      return setting_.choices.empty() ? add_list() : add_choices();
  }
}

void SettingRow::add_number() {
  auto* box = new NumberBox(setting_, language_);
  field_ = box;
  show_value_ = [box](const SettingValue& value) { box->setValue(std::get<double>(value)); };
  connect(box, &QDoubleSpinBox::valueChanged, this, [this](double value) { take(value); });
}

void SettingRow::add_flag() {
  auto* box = new QCheckBox(qt(twin::tr("yes", "có"), language_));
  field_ = box;
  show_value_ = [box](const SettingValue& value) { box->setChecked(std::get<bool>(value)); };
  connect(box, &QCheckBox::toggled, this, [this](bool on) { take(on); });
}

QString SettingRow::choice_told(std::size_t index) const {
  if (index < setting_.choices_told.size()) {
    return capital(qt(setting_.choices_told[index], language_));
  }
  return QString::fromStdString(setting_.choices[index]);
}

void SettingRow::add_choice() {
  auto* box = new ChoiceBox;
  field_ = box;
  for (std::size_t i = 0; i < setting_.choices.size(); ++i) box->addItem(choice_told(i));
  show_value_ = [this, box](const SettingValue& value) {
    const auto it = std::ranges::find(setting_.choices, std::get<std::string>(value));
    box->setCurrentIndex(static_cast<int>(it - setting_.choices.begin()));
  };
  connect(box, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (index >= 0) take(setting_.choices[static_cast<std::size_t>(index)]);
  });
}

void SettingRow::add_choices() {
  field_ = new QWidget;
  auto* row = new QHBoxLayout(field_);
  row->setContentsMargins(0, 0, 0, 0);
  std::vector<QCheckBox*> boxes;
  for (std::size_t i = 0; i < setting_.choices.size(); ++i) {
    boxes.push_back(new QCheckBox(choice_told(i)));
    row->addWidget(boxes.back());
  }
  row->addStretch();
  show_value_ = [this, boxes](const SettingValue& value) {
    const auto& chosen = std::get<std::vector<std::string>>(value);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      boxes[i]->setChecked(std::ranges::find(chosen, setting_.choices[i]) != chosen.end());
    }
  };
  for (QCheckBox* box : boxes) {
    connect(box, &QCheckBox::toggled, this, [this, boxes] {
      std::vector<std::string> chosen;
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i]->isChecked()) chosen.push_back(setting_.choices[i]);
      }
      take(chosen);
    });
  }
}

void SettingRow::add_text() {
  auto* edit = new QLineEdit;
  field_ = edit;
  show_value_ = [edit](const SettingValue& value) {
    edit->setText(QString::fromStdString(std::get<std::string>(value)));
  };
  connect(edit, &QLineEdit::textChanged, this,
          [this](const QString& text) { take(text.trimmed().toStdString()); });
}

void SettingRow::add_file() {
  field_ = new QWidget;
  auto* row = new QHBoxLayout(field_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  auto* edit = new QLineEdit;
  edit->setPlaceholderText(qt(twin::tr("none", "không có"), language_));
  auto* choose = new QToolButton;
  choose->setText("…");
  choose->setToolTip(qt(twin::tr("Choose a file", "Chọn tệp"), language_));
  row->addWidget(edit, 1);
  row->addWidget(choose);
  show_value_ = [edit](const SettingValue& value) {
    const QString path = QString::fromStdString(std::get<std::string>(value));
    edit->setText(path);
    edit->setToolTip(path);
  };
  connect(edit, &QLineEdit::textChanged, this,
          [this](const QString& text) { take(text.trimmed().toStdString()); });
  connect(choose, &QToolButton::clicked, this, [this, edit] {
    auto* dialog = new QFileDialog(this, meaning_->text(), edit->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
    dialog->open();
  });
}

void SettingRow::add_list() {
  auto* edit = new QLineEdit;
  edit->setPlaceholderText(
      qt(twin::tr("none; several with ;", "không có; nhiều mục cách nhau bằng ;"), language_));
  field_ = edit;
  show_value_ = [this, edit](const SettingValue& value) {
    const auto* numbers = std::get_if<std::vector<double>>(&value);
    edit->setText(QString::fromStdString(
        numbers != nullptr ? written_list(*numbers, language_)
                           : written_list(std::get<std::vector<std::string>>(value))));
  };
  connect(edit, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (setting_.kind == SettingKind::texts) return take(listed_texts(text.toStdString()));
    if (const auto numbers = listed_numbers(text.toStdString())) return take(*numbers);
    refuse(no_list_of_numbers(text));
  });
}

void SettingRow::take(const SettingValue& value) {
  if (reading_) return;
  try {
    form_.set(setting_.name, value);
    flaw_.reset();
  } catch (const InputError& error) {
    refuse(error.finding());
    return;
  }
  show_state();
  if (on_changed) on_changed();
}

void SettingRow::refuse(Finding finding) {
  if (reading_) return;
  finding.where = setting_.meaning() + " (" + std::string(setting_.name) + ")";
  finding.outcome = twin::tr("the earlier value stays", "vẫn giữ giá trị trước");
  flaw_ = std::move(finding);
  show_state();
  if (on_changed) on_changed();
}

void SettingRow::read() {
  reading_ = true;
  show_value_(form_.value(setting_.name));
  reading_ = false;
  flaw_.reset();
  show_state();
}

void SettingRow::reset() {
  form_.set(setting_.name, form_.usual(setting_.name));
  read();
  if (on_changed) on_changed();
}

void SettingRow::show_state() {
  const bool usual = form_.is_usual(setting_.name) && !flaw_;
  QFont font = meaning_->font();
  font.setBold(!usual);
  meaning_->setFont(font);
  reset_->setVisible(!usual);
  setProperty("changed", !usual);
  setProperty("wrong", flaw_.has_value());
  style()->unpolish(this);  // properties count from here on
  style()->polish(this);
  QStringList parts;
  if (flaw_) {
    parts << qt(twin::tr("expected ", "cần ") + flaw_->expected, language_);
  } else {
    const auto* number = std::get_if<double>(&form_.value(setting_.name));
    const Text words = number == nullptr ? Text() : clock_words(setting_, *number);
    if (!words.empty()) parts << "= " + qt(words, language_);
    if (const Text range = range_told(setting_); !range.empty()) parts << qt(range, language_);
    if (!usual) {
      parts << qt(
          twin::tr("usually ", "thường dùng: ") + value_told(setting_, form_.usual(setting_.name)),
          language_);
    }
  }
  hint_->setText(parts.join("  ·  "));
  hint_->setVisible(!parts.isEmpty());
}

bool SettingRow::speaks_of(const QString& text) const {
  const QString key = QString::fromUtf8(setting_.name.data(), qsizetype(setting_.name.size()));
  return meaning_->text().contains(text, Qt::CaseInsensitive) ||
         key.contains(text, Qt::CaseInsensitive);
}

}  // namespace twin

#include "viewer/app/finding_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kWidth = 620;

QLabel* selectable(const QString& text) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

void add_part(QGridLayout& parts, const QString& name, const QString& text) {
  if (text.isEmpty()) return;
  const int row = parts.rowCount();
  auto* heading = new QLabel(name);
  heading->setStyleSheet("color: #5b6b86; font-weight: 600;");
  parts.addWidget(heading, row, 1, Qt::AlignTop);
  parts.addWidget(selectable(text), row, 2);
}

}  // namespace

QDialog* show_finding(QWidget* parent, const Text& heading, const Finding& finding,
                      Language language) {
  const auto text = [&](const Text& of) { return qt(of, language); };
  auto* dialog = new QDialog(parent);
  dialog->setObjectName("finding");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(text(twin::tr("Something is not right", "Có vấn đề cần xử lý")));
  auto* rows = new QVBoxLayout(dialog);
  rows->setContentsMargins(22, 20, 22, 16);
  rows->setSpacing(14);
  auto* parts = new QGridLayout;
  parts->setHorizontalSpacing(14);
  parts->setVerticalSpacing(9);
  parts->setColumnStretch(2, 1);
  auto* icon = new QLabel;
  icon->setPixmap(dialog->style()->standardIcon(QStyle::SP_MessageBoxWarning).pixmap(40, 40));
  auto* title = new QLabel(text(heading));
  title->setStyleSheet("font-size: 13pt; font-weight: 600; color: #14284b;");
  title->setWordWrap(true);
  parts->addWidget(icon, 0, 0, 2, 1, Qt::AlignTop);
  parts->addWidget(title, 0, 1, 1, 2);
  add_part(*parts, text(twin::tr("Where", "Ở đâu")), text(finding.where));
  add_part(*parts, text(twin::tr("Found", "Thực tế")), text(finding.found));
  add_part(*parts, text(twin::tr("Expected", "Yêu cầu")), text(finding.expected));
  add_part(*parts, text(twin::tr("Outcome", "Hệ quả")), text(finding.outcome));
  add_part(*parts, text(twin::tr("Hint", "Gợi ý")), text(finding.hint));
  rows->addLayout(parts);
  rows->addStretch();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* close = buttons->button(QDialogButtonBox::Close);
  close->setText(text(twin::tr("Close", "Đóng")));
  close->setIcon({});
  close->setDefault(true);
  auto* copy = buttons->addButton(text(twin::tr("Copy the text", "Sao chép nội dung")),
                                  QDialogButtonBox::ActionRole);
  QObject::connect(copy, &QPushButton::clicked, dialog, [sentence = finding.text(language)] {
    QApplication::clipboard()->setText(QString::fromStdString(sentence));
  });
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
  rows->addWidget(buttons);
  dialog->resize(kWidth, rows->heightForWidth(kWidth));
  dialog->show();
  return dialog;
}

}  // namespace twin

#include "viewer/app/texts.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>

#include "viewer/model/sheet.h"

namespace twin {

void copy_for_spreadsheet(const Sheet& sheet, Language language) {
  auto* table = new QMimeData;  // the clipboard's from now on
  table->setText(QString::fromStdString(tab_separated(sheet, language)));
  table->setHtml(QString::fromStdString(html_table(sheet, language)));
  QGuiApplication::clipboard()->setMimeData(table);
}

std::optional<QString> file_to_save(QWidget* window, const QString& title, const QString& name,
                                    const QString& ending) {
  QFileDialog dialog(window, title, {}, ending.toUpper() + " (*." + ending + ")");
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setDefaultSuffix(ending);
  dialog.selectFile(name + "." + ending);
  if (dialog.exec() != QDialog::Accepted) return std::nullopt;
  return dialog.selectedFiles().value(0);
}

}  // namespace twin

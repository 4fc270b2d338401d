#include "viewer/app/texts.h"

#include <QFileDialog>

namespace twin {

QString qt(const Text& text, Language language) {
  return QString::fromStdString(text.in(language));
}

QString capital(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
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

#include "viewer/overlay/qt_text.h"

namespace twin {

QString qt(const Text& text, Language language) {
  return QString::fromStdString(text.in(language));
}

QString capital(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

}  // namespace twin

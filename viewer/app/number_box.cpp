#include "viewer/app/number_box.h"

#include <QWheelEvent>
#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "viewer/app/texts.h"

namespace twin {
namespace {

constexpr int kDecimals = 12;     // the smallest range there is begins at 1e-12
constexpr double kWidest = 1e12;  // a field needs some end
constexpr const char* kNumbers = "0123456789.,-+eE";

}  // namespace

NumberBox::NumberBox(const Setting& setting, Language language) : language_(language) {
  setDecimals(kDecimals);
  setRange(std::max(setting.least, -kWidest), std::min(setting.most, kWidest));
  setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  const QString unit = qt(unit_for_people(std::string(setting.unit)), language);
  if (!unit.isEmpty()) setSuffix(" " + unit);
  setKeyboardTracking(false);
  setFocusPolicy(Qt::StrongFocus);
  setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
}

QString NumberBox::textFromValue(double value) const {
  return qt(shown_shortest(value), language_);
}

double NumberBox::valueFromText(const QString& text) const {
  QString number = text;
  number.remove(suffix()).remove(' ').replace(',', '.');
  return parsed_number(number.trimmed().toStdString()).value_or(value());
}

QValidator::State NumberBox::validate(QString& text, int& /*at*/) const {
  QString number = text;
  number.remove(suffix()).remove(' ').replace(',', '.');
  const auto of_a_number = [](QChar c) { return QString(kNumbers).contains(c); };
  if (!std::ranges::all_of(number, of_a_number)) return QValidator::Invalid;
  const auto value = parsed_number(number.toStdString());
  const bool fits = value && *value >= minimum() && *value <= maximum();
  return fits ? QValidator::Acceptable : QValidator::Intermediate;
}

void NumberBox::wheelEvent(QWheelEvent* event) {
  if (hasFocus()) {
    QDoubleSpinBox::wheelEvent(event);
  } else {
    event->ignore();
  }
}

}  // namespace twin

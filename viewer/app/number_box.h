#pragma once

#include <QDoubleSpinBox>

#include "engine/base/settings.h"

namespace twin {

/// A field for a number with its unit and range. It shows no more decimals than there are, takes
/// steps by the size of the number, and leaves the wheel to the page until it is clicked.
class NumberBox : public QDoubleSpinBox {
 public:
  NumberBox(const Setting& setting, Language language);

  QString textFromValue(double value) const override;
  double valueFromText(const QString& text) const override;
  QValidator::State validate(QString& text, int& at) const override;

 protected:
  void wheelEvent(QWheelEvent* event) override;

 private:
  Language language_;
};

}  // namespace twin

#pragma once

#include <QFrame>
#include <QLabel>
#include <QToolButton>
#include <functional>
#include <optional>

#include "viewer/model/scenario_form.h"

namespace twin {

/// One setting of a form: what it means, a field for its value, and the way back to the usual one.
/// Those that differ from the usual value stand out.
class SettingRow : public QFrame {
 public:
  SettingRow(ScenarioForm& form, const Setting& setting, Language language);

  /// Called when the form has another value.
  std::function<void()> on_changed;

  const Setting& setting() const { return setting_; }
  /// Takes the value of the form.
  void read();
  /// Puts the usual value back.
  void reset();
  /// Why what stands in the field is no value: the form still has the one before.
  const std::optional<Finding>& flaw() const { return flaw_; }
  /// Whether it has to do with what somebody looks for; case does not count.
  bool speaks_of(const QString& text) const;

 private:
  void add_field();
  void add_number();
  void add_flag();
  void add_choice();
  void add_choices();
  void add_text();
  void add_file();
  void add_list();
  /// Hands a value to the form; one that it refuses becomes the flaw.
  void take(const SettingValue& value);
  void refuse(Finding finding);
  void show_state();
  QString choice_told(std::size_t index) const;

  ScenarioForm& form_;
  const Setting& setting_;
  Language language_;
  QLabel* meaning_;
  QLabel* hint_;
  QToolButton* reset_;
  QWidget* field_ = nullptr;
  std::function<void(const SettingValue&)> show_value_;
  std::optional<Finding> flaw_;
  bool reading_ = false;
};

}  // namespace twin

#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <functional>
#include <memory>
#include <vector>

#include "viewer/app/setting_row.h"
#include "viewer/model/session.h"

namespace twin {

/// A form to be filled in: title, start, runs to build on, and a row for every setting that counts.
class FormView : public QWidget {
 public:
  FormView(const Session& session, Language language);

  /// Called when anything of the form is another.
  std::function<void()> on_changed;

  void show_form(std::unique_ptr<ScenarioForm> form);
  /// Shows no form, but what it would be of and why it isn't there.
  void show_none(const QString& title, const QString& why);
  /// nullptr where none is shown.
  ScenarioForm* form() { return form_.get(); }
  /// The row of a setting; nullptr where the form has none such.
  SettingRow* row(std::string_view name);
  QLineEdit& title() { return *title_; }
  /// What is wrong in a field, or in the form as a whole.
  std::optional<Finding> flaw() const;
  /// Offers the runs that have joined the session since.
  void read_session();

 private:
  QWidget* heading();
  QWidget* finder();
  void clear();
  void add_needs();
  void add_rows();
  void offer_runs(const DescribedNeed& need, QComboBox& box);
  void ask_for_folder(const DescribedNeed& need, QComboBox& box);
  void take_start();
  void show_start();
  /// Shows the rows that a run would read and that are looked for.
  void sift();
  void changed();

  const Session& session_;
  Language language_;
  std::unique_ptr<ScenarioForm> form_;
  QLabel* name_;
  QLabel* question_;
  QLineEdit* title_;
  QDateTimeEdit* start_;
  QWidget* needs_;
  QLineEdit* search_;
  QCheckBox* only_changed_;
  QLabel* counted_;
  QScrollArea* scroll_;
  std::vector<SettingRow*> rows_;
  std::vector<QComboBox*> need_boxes_;
  QString offset_;  ///< of the start: "+07:00"
  bool reading_ = false;
};

}  // namespace twin

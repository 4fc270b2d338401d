#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QWidget>
#include <filesystem>
#include <functional>
#include <vector>

#include "viewer/model/listing.h"

class QVBoxLayout;

namespace twin {

class ListModel;
class ListFilter;

/// A condition being written: a column, how it is compared, and with what.
struct ConditionRow {
  QWidget* row = nullptr;
  QComboBox* column = nullptr;
  QComboBox* comparison = nullptr;
  QLineEdit* typed = nullptr;  ///< a number, or a part of a text
  QComboBox* kind = nullptr;   ///< of the few that the column has
};

/// A table of a run or of the ward as a list: filtered by conditions that must all be met, sorted
/// by any column, copied or saved for a spreadsheet. A double click goes to what a row stands for.
class ListPanel : public QWidget {
 public:
  ListPanel(const Session& session, Language language);
  ~ListPanel() override;
  /// A row was double clicked.
  std::function<void(const FeatureTable&, std::size_t)> on_chosen;

  /// Offers the tables of runs that have joined the session since.
  void read_session();
  /// Gives series the values of another instant.
  void show_instant(double wall_s);

  void choose(const Listed& listed);
  /// Adds a condition; empty ones hold nothing back.
  ConditionRow& add_condition();
  std::vector<ConditionRow>& conditions() { return conditions_; }
  QTableView& table() { return *table_; }
  QString summary() const { return summary_->text(); }
  const Listing& listing() const { return listing_; }
  /// The rows listed now, in the order they are shown.
  std::vector<std::size_t> rows() const;
  /// The rows selected, where they are more than one; else all that are listed.
  void copy() const;
  /// @throws OutputError.
  void save(const std::filesystem::path& file) const;

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  /// Does something that may fail, and tells of it where the number of rows stands.
  void attempt(const std::function<void()>& work);
  QWidget* buttons();
  void read_table();
  /// Reads the table that is chosen, unless it is listed already.
  void read_chosen();
  void read_conditions();
  void clear_conditions();
  void offer_columns(QComboBox& column) const;
  /// The entry that a new condition begins with: numbers are asked about most.
  int first_number(const QComboBox& column) const;
  /// What the chosen column can be compared by, and with.
  void offer_comparisons(const ConditionRow& one) const;
  void show_field(const ConditionRow& one) const;
  std::optional<Condition> condition_of(const ConditionRow& one) const;
  void summarise();
  void ask_where_to_save();
  Sheet sheet(const std::vector<std::size_t>& rows) const;

  const Session& session_;
  Language language_;
  double wall_s_ = 0.0;
  std::vector<Listed> tables_;
  Listing listing_;
  std::vector<ConditionRow> conditions_;
  QComboBox* choice_;
  QVBoxLayout* conditions_box_;
  QTableView* table_;
  QLabel* summary_;
  ListModel* model_;
  ListFilter* filter_;
};

}  // namespace twin

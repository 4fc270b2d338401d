#pragma once

#include <QLineEdit>
#include <QTreeWidget>
#include <functional>
#include <vector>

#include "viewer/model/scenario_form.h"

namespace twin {

/// What can be run: the bare scenarios, the files that come with the program, and those beside the
/// results; each with what it asks below its title.
class EntryList : public QWidget {
 public:
  explicit EntryList(Language language);

  /// Called when somebody picks an entry.
  std::function<void(const ScenarioEntry&)> on_picked;

  /// Lists anew; the pick stays where its entry is still there. Files below `shipped` came with
  /// the program.
  void show_entries(std::vector<ScenarioEntry> entries, const std::filesystem::path& shipped);
  const std::vector<ScenarioEntry>& entries() const { return entries_; }
  /// Picks the entry of a file, or the bare scenario of that name; false where there is none.
  bool pick(const std::filesystem::path& file);
  bool pick_bare(const std::string& scenario);

 private:
  QTreeWidgetItem* group(const Text& title);
  void add(QTreeWidgetItem* group, std::size_t entry);
  bool pick_if(const std::function<bool(const ScenarioEntry&)>& fits);
  void sift(const QString& text);

  Language language_;
  std::vector<ScenarioEntry> entries_;
  QLineEdit* search_;
  QTreeWidget* tree_;
  bool reading_ = false;
};

}  // namespace twin

#pragma once

#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <functional>
#include <map>
#include <memory>

#include "viewer/app/entry_list.h"
#include "viewer/app/form_view.h"
#include "viewer/app/run_card.h"
#include "viewer/app/run_queue.h"
#include "viewer/app/run_status.h"
#include "viewer/model/session.h"

namespace twin {

/// "Run a scenario": choose one, fill in its form, run it as a child process and see how far it is.
/// It stays open beside the window, which goes on in the meantime.
class RunDialog : public QDialog {
 public:
  RunDialog(const Session& session, WardtwinProgram program, QWidget* parent);

  /// Called with the folder of a run that has finished.
  std::function<void(const std::filesystem::path&)> on_finished;

  /// Runs another program than the one beside the viewer.
  void use_program(std::filesystem::path file);
  /// Where the folders of results are made.
  void set_results_folder(const std::filesystem::path& folder);
  const std::filesystem::path& results_folder() const { return results_; }

  /// Lists the scenarios anew and shows itself.
  void open_up();
  /// Runs what the form says, or tells what is wrong in it.
  void run();

  EntryList& entries() { return *entries_; }
  FormView& form() { return *form_; }
  RunQueue& queue() { return queue_; }
  /// A small line of progress for the window's status bar.
  RunStatus& status() { return *status_; }
  /// The log of the run that was asked for last.
  const QPlainTextEdit& log() const { return *log_; }

 private:
  QWidget* foot();
  QWidget* run_list();
  void list();
  /// Lists the runs that were left unfinished among the results.
  void offer_unfinished();
  void picked(const ScenarioEntry& entry);
  /// What was asked for can't be had; told unless something else was asked for since.
  void not_shown(int asked, const Text& heading, const Finding& finding);
  void show_form_of(const std::shared_ptr<const DescribedScenario>& described,
                    const std::filesystem::path& file, int asked);
  void describe(const std::string& scenario, int asked,
                const std::function<void(std::shared_ptr<const DescribedScenario>)>& then);
  void show_form(std::unique_ptr<ScenarioForm> form);
  void read_form();
  void ask_for_results_folder();
  std::filesystem::path free_target(const std::string& title) const;
  RunCard& card_of(ChildRun& run);
  void read_run(ChildRun& run);
  void run_ended(ChildRun& run);
  /// Asks first where hours of work would go.
  void ask_to_forget(ChildRun& run);
  void forget(ChildRun& run);
  void show_log(ChildRun& run);
  void tell(const Text& heading, const Finding& finding);

  const Session& session_;
  WardtwinProgram program_;
  std::filesystem::path results_;
  std::map<std::string, std::shared_ptr<const DescribedScenario>> described_;
  int asked_ = 0;  ///< forms asked for: only the last one is shown
  EntryList* entries_;
  FormView* form_;
  QLabel* target_;
  QLabel* flaw_;
  QPushButton* run_button_;
  QWidget* run_list_ = nullptr;
  QScrollArea* runs_;
  QPlainTextEdit* log_;
  ChildRun* logged_ = nullptr;
  RunStatus* status_;
  std::map<ChildRun*, RunCard*> cards_;
  RunQueue queue_;
  QObject asker_;  ///< of the program: goes first, so that no answer meets half a dialog
};

/// "ngap_10_nam" of "Ngập 10 năm": letters without accents, digits and '_', at most 40.
std::string folder_name(const std::string& title);

}  // namespace twin

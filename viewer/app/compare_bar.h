#pragma once

#include <QToolBar>
#include <functional>

#include "viewer/app/view_widget.h"

class QComboBox;
class QActionGroup;

namespace twin {

/// Which run is shown, which is compared with it, and how: swipe, beside, change. The camera stays.
class CompareBar : public QToolBar {
 public:
  CompareBar(ViewWidget& view, const Session& session, Language language);

  /// Called when other fields are shown: lists and times may be others.
  std::function<void()> on_changed;
  /// Lists runs that have joined the session.
  void read_session();
  /// Tells what the stage shows and compares.
  void read_stage();

  QComboBox& shown_run() { return *shown_; }
  QComboBox& other_run() { return *other_; }
  QAction& action(CompareAs how) { return *actions_[static_cast<std::size_t>(how)]; }

 private:
  void switch_run(int run);
  void compare();
  void after_change();

  ViewWidget& view_;
  const Session& session_;
  Language language_;
  QComboBox* shown_;
  QComboBox* other_;
  QActionGroup* how_;
  std::array<QAction*, 3> actions_{};
};

}  // namespace twin

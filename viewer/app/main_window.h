#pragma once

#include <QMainWindow>
#include <filesystem>

#include "viewer/app/fact_panel.h"
#include "viewer/app/layer_panel.h"
#include "viewer/app/run_dialog.h"
#include "viewer/app/shot.h"
#include "viewer/app/time_panel.h"
#include "viewer/app/view_widget.h"

namespace twin {

/// The window: the 3D view with its panels of layers, time, building height and facts.
class MainWindow : public QMainWindow {
 public:
  /// `order`: what the view starts with (fields, time, bookmark, layers left out, language).
  MainWindow(Session& session, ShotOrder order);

  /// Opens a finished run and shows what it shows first, at its height if it has no such time as
  /// is shown; the camera stays. What can't be opened is told in a dialog.
  void open_run(const std::filesystem::path& folder);

  ViewWidget& view() { return *view_; }
  LayerPanel& layers() { return *layers_; }
  TimePanel& time() { return *time_; }
  FactPanel& facts() { return *facts_; }
  QSlider& building_height() { return *height_; }
  RunDialog& run_dialog() { return *run_dialog_; }

 protected:
  /// Asks first while runs go or wait; they are stopped, and the window closes when they have.
  void closeEvent(QCloseEvent* event) override;

 private:
  void add_panels();
  void add_menus();
  void add_scenario_menu();
  void add_bookmarks();
  void save_picture();
  void ask_for_run();
  void start();
  void clicked(const Inspected& found);
  void go_to(const std::string& name);
  QDockWidget* dock(const Text& title, QWidget* widget, Qt::DockWidgetArea area);

  Session& session_;
  ShotOrder order_;
  ViewWidget* view_;
  LayerPanel* layers_;
  TimePanel* time_;
  FactPanel* facts_;
  QSlider* height_;
  RunDialog* run_dialog_;
  bool closing_ = false;  ///< as soon as no run goes
};

}  // namespace twin

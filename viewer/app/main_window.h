#pragma once

#include <QMainWindow>
#include <filesystem>

#include "viewer/app/layer_panel.h"
#include "viewer/app/questions.h"
#include "viewer/app/shot.h"
#include "viewer/app/time_panel.h"
#include "viewer/app/view_widget.h"

namespace twin {

/// The window: the 3D view with its panels of layers, time, building height and what people ask.
class MainWindow : public QMainWindow {
 public:
  /// `order`: what the view starts with (fields, time, bookmark, layers left out, language).
  MainWindow(Session& session, ShotOrder order);

  /// Opens a finished run and shows what it shows first; the camera stays. What can't be opened is
  /// told in a dialog.
  void open_run(const std::filesystem::path& folder);

  ViewWidget& view() { return *view_; }
  LayerPanel& layers() { return *layers_; }
  TimePanel& time() { return *time_; }
  FactPanel& facts() { return *questions_->facts(); }
  Questions& questions() { return *questions_; }
  /// The buttons of the toolbar that take clicks for measuring and show the lists.
  QAction& measuring() { return *measuring_; }
  QAction& listing() { return *listing_; }
  QSlider& building_height() { return *height_; }

 private:
  void add_panels();
  void add_menus();
  void add_bookmarks();
  void add_questions();
  void save_picture();
  void ask_for_run();
  void start();
  void go_to(const std::string& name);
  QDockWidget* dock(const Text& title, QWidget* widget, Qt::DockWidgetArea area);

  Session& session_;
  ShotOrder order_;
  ViewWidget* view_;
  LayerPanel* layers_;
  TimePanel* time_;
  Questions* questions_;
  QSlider* height_;
  QAction* measuring_ = nullptr;
  QAction* listing_ = nullptr;
};

}  // namespace twin

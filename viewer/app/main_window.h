#pragma once

#include <QMainWindow>

#include "viewer/app/panels.h"
#include "viewer/app/shot.h"
#include "viewer/app/view_widget.h"

namespace twin {

/// The window: the 3D view with its panels of layers, time, building height and facts.
class MainWindow : public QMainWindow {
 public:
  /// `order`: what the view starts with (fields, time, bookmark, layers left out, language).
  MainWindow(const Session& session, ShotOrder order);

  ViewWidget& view() { return *view_; }
  LayerPanel& layers() { return *layers_; }
  TimePanel& time() { return *time_; }
  FactPanel& facts() { return *facts_; }
  QSlider& building_height() { return *height_; }

 private:
  void add_panels();
  void add_bookmarks();
  void start();
  void clicked(const Inspected& found);
  void go_to(const std::string& name);
  QDockWidget* dock(const Text& title, QWidget* widget, Qt::DockWidgetArea area);

  const Session& session_;
  ShotOrder order_;
  ViewWidget* view_;
  LayerPanel* layers_;
  TimePanel* time_;
  FactPanel* facts_;
  QSlider* height_;
};

}  // namespace twin

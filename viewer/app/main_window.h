#pragma once

#include <QMainWindow>
#include <QPointer>
#include <filesystem>
#include <optional>

#include "viewer/app/compare_bar.h"
#include "viewer/app/film_export.h"
#include "viewer/app/layer_panel.h"
#include "viewer/app/presenter.h"
#include "viewer/app/questions.h"
#include "viewer/app/run_dialog.h"
#include "viewer/app/shot.h"
#include "viewer/app/time_panel.h"
#include "viewer/app/tour_panel.h"
#include "viewer/app/view_widget.h"

class QActionGroup;

namespace twin {

/// What a window hands on to the next one, which speaks another language.
struct HandedOn {
  Language language = Language::vietnamese;
  std::string palette;
  bool light = false;
  TourStop view;
  Tour tour;
  bool tour_saved = true;
};

/// The window: the 3D view with its panels of layers, time, building height and what people ask.
class MainWindow : public QMainWindow {
 public:
  /// `order`: what the view starts with (fields, time, bookmark, layers left out, language).
  MainWindow(Session& session, ShotOrder order);

  /// Opens a finished run and shows what it shows first, at its height if it has no such time as
  /// is shown; the camera stays. What can't be opened is told in a dialog.
  void open_run(const std::filesystem::path& folder);

  /// Begins with the view and the tour of the window before it.
  void carry_on(HandedOn from) { carried_on_ = std::move(from); }
  /// What the next window begins with, where this one has closed for another language.
  const std::optional<HandedOn>& handed_on() const { return handed_on_; }

  /// Tells in a dialog what went wrong, one at a time; what plays stops.
  void tell(const Failure& failure);

  /// Takes the layout of panels that was left in the settings, and leaves it there when it closes.
  void remember_layout();
  /// Full screen with big type; Escape leaves it.
  void present(const Tour& tour, std::size_t first);

  ViewWidget& view() { return *view_; }
  LayerPanel& layers() { return *layers_; }
  TimePanel& time() { return *time_; }
  CompareBar& comparing() { return *comparing_; }
  TourPanel& tour() { return *tour_; }
  Presenter& presenter() { return *presenter_; }
  FactPanel& facts() { return *questions_->facts(); }
  Questions& questions() { return *questions_; }
  /// The buttons of the toolbar that take clicks for measuring and show the lists.
  QAction& measuring() { return *measuring_; }
  QAction& listing() { return *listing_; }
  QSlider& building_height() { return *height_; }
  RunDialog& run_dialog() { return *run_dialog_; }
  FilmExport& film_export() { return *film_export_; }

 protected:
  /// Asks first where a tour would be lost, while a film or print is written, and while runs go or
  /// wait; these are stopped, and the window closes when they have.
  void closeEvent(QCloseEvent* event) override;

 private:
  void add_panels();
  void add_menus();
  void add_scenario_menu();
  void add_bookmarks();
  void add_tour();
  void add_look_menu();
  void add_languages(QMenu& menu);
  void add_questions();
  void save_picture();
  void ask_for_run();
  void export_tour(const Tour& tour, FilmExport::Kind kind);
  /// Something goes on that ends with the window.
  struct QuitQuestion {
    Text text;
    Text stay;                   ///< on the button that lets it go on
    std::function<void()> stop;  ///< stops it and closes the window
  };
  void ask_to_quit(const QuitQuestion& question);
  void ask_to_stop_film();
  void ask_to_stop_runs();
  /// Fields or times are others than before: every panel tells what the stage shows.
  void read_stage();
  void leave_meeting();
  void start();
  void go_to(const std::string& name);
  QDockWidget* dock(const Text& title, QWidget* widget, Qt::DockWidgetArea area);

  Session& session_;
  ShotOrder order_;
  ViewWidget* view_;
  LayerPanel* layers_;
  TimePanel* time_;
  Questions* questions_;
  CompareBar* comparing_;
  TourPanel* tour_;
  Presenter* presenter_;
  FilmExport* film_export_;
  QByteArray layout_before_meeting_;
  Qt::WindowStates state_before_meeting_;
  std::vector<std::filesystem::path> finished_meanwhile_;  ///< runs, during a meeting
  std::vector<Failure> failed_meanwhile_;
  bool remembers_layout_ = false;
  QSlider* height_;
  QAction* measuring_ = nullptr;
  QAction* listing_ = nullptr;
  QActionGroup* palettes_ = nullptr;
  QAction* widened_ = nullptr;
  QAction* light_ = nullptr;
  RunDialog* run_dialog_;
  QPointer<QDialog> finding_;  ///< that is told just now
  bool tour_let_go_ = false;   ///< somebody was asked, and closes the window all the same
  bool closing_ = false;       ///< as soon as no run goes
  std::optional<HandedOn> carried_on_;
  std::optional<HandedOn> handed_on_;
};

}  // namespace twin

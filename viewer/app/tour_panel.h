#pragma once

#include <QWidget>
#include <functional>

#include "viewer/app/film_export.h"
#include "viewer/app/view_widget.h"
#include "viewer/model/tour.h"

class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QVBoxLayout;

namespace twin {

/// The stops of a tour: taken from the view, put in order, captioned, saved, presented, filmed.
class TourPanel : public QWidget {
 public:
  TourPanel(ViewWidget& view, Language language);

  /// Presents the tour from a stop on.
  std::function<void(const Tour&, std::size_t)> on_present;
  /// Asks for a film or a print of the tour.
  std::function<void(const Tour&, FilmExport::Kind)> on_export;
  /// The view went to a stop: it may show other fields and layers.
  std::function<void()> on_gone_to;
  /// Its stops are others, or stand at other times.
  std::function<void()> on_changed;
  /// A tour could not be read or written.
  std::function<void(const Failure&)> on_failure;

  const Tour& tour() const { return tour_; }
  /// It has stops that no file holds as they are.
  bool unsaved() const { return !tour_.stops.empty() && tour_ != saved_; }
  /// Does what the tour would be lost by: at once where it is saved, else after asking whether to
  /// save it, let it go, or do nothing.
  void ask_to_leave(const std::function<void()>& then);
  void add_stop();
  /// Takes a tour; `saved`: as a file holds it.
  void take(Tour tour, bool saved);
  void open(const std::filesystem::path& file);
  /// @returns whether it was written; what went wrong is told.
  bool save(const std::filesystem::path& file);
  /// From the first stop on, or from the one that is chosen.
  void present(bool from_chosen);
  /// Chooses a stop and shows what it shows: camera, time, fields and layers.
  void go_to(std::size_t number);
  QListWidget& list() { return *list_; }
  QPlainTextEdit& caption() { return *caption_; }

 private:
  void add_buttons(QVBoxLayout& column);
  void update_stop();
  void remove_stop();
  void move_stop(int by);
  void read_tour_into_list(int current);
  void read_stop();
  void ask_open();
  bool ask_save();
  std::optional<std::size_t> current() const;

  ViewWidget& view_;
  Language language_;
  Tour tour_;
  Tour saved_;  ///< as it was read or written last
  QLineEdit* title_;
  QListWidget* list_;
  QPlainTextEdit* caption_;
  QDoubleSpinBox* travel_;
  QDoubleSpinBox* stay_;
  bool reading_ = false;
};

}  // namespace twin

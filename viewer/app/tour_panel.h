#pragma once

#include <QWidget>
#include <functional>

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
  /// Asks for a film (`mp4`) or a print (`pdf`) of the tour.
  std::function<void(const Tour&, const QString& ending)> on_export;
  /// The view went to a stop: it may show other fields and layers.
  std::function<void()> on_gone_to;
  /// Its stops are others, or stand at other times.
  std::function<void()> on_changed;
  /// A tour could not be read or written.
  std::function<void(const Failure&)> on_failure;

  const Tour& tour() const { return tour_; }
  void add_stop();
  void take(Tour tour);
  void open(const std::filesystem::path& file);
  void save(const std::filesystem::path& file);
  /// From the first stop on, or from the one that is chosen.
  void present(bool from_chosen);
  QListWidget& list() { return *list_; }
  QPlainTextEdit& caption() { return *caption_; }

 private:
  void add_buttons(QVBoxLayout& column);
  void update_stop();
  void remove_stop();
  void move_stop(int by);
  void go_to_stop();
  void read_tour_into_list(int current);
  void read_stop();
  void ask_open();
  void ask_save();
  std::optional<std::size_t> current() const;

  ViewWidget& view_;
  Language language_;
  Tour tour_;
  QLineEdit* title_;
  QListWidget* list_;
  QPlainTextEdit* caption_;
  QDoubleSpinBox* travel_;
  QDoubleSpinBox* stay_;
  bool reading_ = false;
};

}  // namespace twin

#pragma once

#include <QSlider>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QWidget>
#include <functional>
#include <vector>

#include "viewer/app/view_widget.h"
#include "viewer/model/facts.h"

class QLabel;

namespace twin {

/// The list of layers with check boxes, and the fields of every run: of those that colour the same
/// things, one at a time.
class LayerPanel : public QTreeWidget {
 public:
  LayerPanel(ViewWidget& view, const Session& session, Language language);
  /// Called when other fields are shown: the times may be others.
  std::function<void()> on_fields_changed;
  /// Ticks what the stage shows.
  void read_stage();

 private:
  void add_layers();
  void add_fields();
  void changed(QTreeWidgetItem* item);

  ViewWidget& view_;
  const Session& session_;
  Language language_;
  bool reading_ = false;
};

/// Time: a slider over the instants of what is shown, and play.
class TimePanel : public QWidget {
 public:
  TimePanel(ViewWidget& view, Language language);
  /// Takes the instants of the stage.
  void read_stage();
  void play(bool playing);
  QSlider& slider() { return *slider_; }

 private:
  void go_to(int index);
  QIcon icon(bool playing) const;

  ViewWidget& view_;
  Language language_;
  QToolButton* button_;
  QSlider* slider_;
  QLabel* label_;
  QTimer timer_;
  std::vector<double> wall_times_s_;
};

/// What was clicked: attributes and results with their units.
class FactPanel : public QTableWidget {
 public:
  explicit FactPanel(Language language);
  void show_facts(const std::vector<FactSection>& sections);

 private:
  Language language_;
};

}  // namespace twin

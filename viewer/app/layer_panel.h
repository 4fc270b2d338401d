#pragma once

#include <QTreeWidget>
#include <functional>

#include "viewer/app/view_widget.h"

namespace twin {

/// The list of layers with check boxes, and the fields of every run: of those that colour the same
/// things, one at a time.
class LayerPanel : public QTreeWidget {
 public:
  LayerPanel(ViewWidget& view, const Session& session, Language language);
  /// Called when other fields are shown: the times may be others.
  std::function<void()> on_fields_changed;
  /// Lists the fields of runs that have joined the session since.
  void read_session();
  /// Ticks what the stage shows.
  void read_stage();

 private:
  void add_layers();
  void add_fields(std::size_t run);
  void changed(QTreeWidgetItem* item);

  ViewWidget& view_;
  const Session& session_;
  Language language_;
  std::size_t runs_listed_ = 0;
  bool reading_ = false;
};

}  // namespace twin

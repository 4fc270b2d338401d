#include "viewer/app/layer_panel.h"

#include <QTreeWidgetItemIterator>

#include "viewer/app/showing.h"
#include "viewer/app/texts.h"
#include "viewer/look/words.h"
#include "viewer/model/facts.h"

namespace twin {
namespace {

constexpr int kLayerRole = Qt::UserRole;       // index of a layer switch
constexpr int kChoiceRole = Qt::UserRole + 1;  // index of a choice of the session

QTreeWidgetItem* heading(QTreeWidget* tree, const QString& title) {
  auto* item = new QTreeWidgetItem(tree, {title});
  QFont bold = item->font(0);
  bold.setBold(true);
  item->setFont(0, bold);
  item->setExpanded(true);
  return item;
}

}  // namespace

LayerPanel::LayerPanel(ViewWidget& view, const Session& session, Language language)
    : view_(view), session_(session), language_(language) {
  setHeaderHidden(true);
  setIndentation(14);
  add_layers();
  read_session();
  expandAll();
  connect(this, &QTreeWidget::itemChanged, [this](QTreeWidgetItem* item) { changed(item); });
}

void LayerPanel::add_layers() {
  QTreeWidgetItem* top = heading(this, qt(twin::tr("Ward", "Hiện trạng"), language_));
  const auto& switches = layer_switches();
  for (std::size_t i = 0; i < switches.size(); ++i) {
    auto* item = new QTreeWidgetItem(top, {capital(qt(switches[i].title, language_))});
    item->setData(0, kLayerRole, static_cast<int>(i));
    item->setCheckState(0, switches[i].usual ? Qt::Checked : Qt::Unchecked);
  }
}

void LayerPanel::add_fields(std::size_t run) {
  QTreeWidgetItem* top = heading(this, qt(name_of_run(session_, run), language_));
  top->setToolTip(0, top->text(0));
  for (std::size_t i = 0; i < session_.choices().size(); ++i) {
    const Choice& choice = session_.choices()[i];
    if (choice.run != run) continue;
    const ManifestField& field = *choice.field;
    QString title = capital(qt(meaning_of(field), language_));
    if (!field.table.empty()) title += " – " + qt(title_of_layer(field.table), language_);
    auto* item = new QTreeWidgetItem(top, {title});
    item->setToolTip(0, title + " [" + QString::fromStdString(field.name) + "]");
    item->setData(0, kChoiceRole, static_cast<int>(i));
    item->setCheckState(0, Qt::Unchecked);
  }
  top->setExpanded(true);
}

void LayerPanel::read_session() {
  reading_ = true;
  for (; runs_listed_ < session_.runs().size(); ++runs_listed_) add_fields(runs_listed_);
  reading_ = false;
}

void LayerPanel::read_stage() {
  if (view_.stage() == nullptr) return;
  reading_ = true;
  for (QTreeWidgetItemIterator it(this); *it != nullptr; ++it) {
    if (const QVariant layer = (*it)->data(0, kLayerRole); layer.isValid()) {
      const LayerSwitch& one = layer_switches()[static_cast<std::size_t>(layer.toInt())];
      const bool shown = shows_layer(view_.stage()->scene(), view_.overlay(), one);
      (*it)->setCheckState(0, shown ? Qt::Checked : Qt::Unchecked);
    }
    const QVariant index = (*it)->data(0, kChoiceRole);
    if (!index.isValid()) continue;
    const Choice& choice = session_.choices()[static_cast<std::size_t>(index.toInt())];
    const bool shown = view_.stage()->chosen(slot_of(choice.as)) == choice;
    (*it)->setCheckState(0, shown ? Qt::Checked : Qt::Unchecked);
  }
  reading_ = false;
}

void LayerPanel::changed(QTreeWidgetItem* item) {
  if (reading_) return;
  const bool checked = item->checkState(0) == Qt::Checked;
  if (const QVariant layer = item->data(0, kLayerRole); layer.isValid()) {
    const LayerSwitch& one = layer_switches()[static_cast<std::size_t>(layer.toInt())];
    view_.change([&](Stage& stage) { show_layer(stage.scene(), view_.overlay(), one, checked); });
    return;
  }
  const QVariant index = item->data(0, kChoiceRole);
  if (!index.isValid()) return;
  const Choice& choice = session_.choices()[static_cast<std::size_t>(index.toInt())];
  view_.change([&](Stage& stage) {
    if (checked)
      stage.choose(choice);
    else
      stage.clear(slot_of(choice.as));
  });
  read_stage();
  if (on_fields_changed) on_fields_changed();
}

}  // namespace twin

#include "viewer/app/panels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>

#include "viewer/app/showing.h"
#include "viewer/look/words.h"

namespace twin {
namespace {

constexpr int kLayerRole = Qt::UserRole;       // index of a layer switch
constexpr int kChoiceRole = Qt::UserRole + 1;  // index of a choice of the session
constexpr int kPlay_ms = 450;

QString qt(const Text& text, Language language) {
  return QString::fromStdString(text.in(language));
}

QTreeWidgetItem* heading(QTreeWidget* tree, const QString& title) {
  auto* item = new QTreeWidgetItem(tree, {title});
  QFont bold = item->font(0);
  bold.setBold(true);
  item->setFont(0, bold);
  item->setExpanded(true);
  return item;
}

QString capital(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

}  // namespace

LayerPanel::LayerPanel(ViewWidget& view, const Session& session, Language language)
    : view_(view), session_(session), language_(language) {
  setHeaderHidden(true);
  setIndentation(14);
  add_layers();
  add_fields();
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

void LayerPanel::add_fields() {
  for (std::size_t run = 0; run < session_.runs().size(); ++run) {
    QTreeWidgetItem* top =
        heading(this, QString::fromStdString(session_.runs()[run]->title(language_)));
    top->setToolTip(0, top->text(0));
    for (std::size_t i = 0; i < session_.choices().size(); ++i) {
      const Choice& choice = session_.choices()[i];
      if (choice.run != run) continue;
      const ManifestField& field = *choice.field;
      QString title = field.meaning.empty() ? QString::fromStdString(field.name)
                                            : capital(qt(field.meaning, language_));
      if (!field.table.empty()) {
        title += " – " + qt(title_of_layer(field.table), language_);
      }
      auto* item = new QTreeWidgetItem(top, {title});
      item->setToolTip(0, title + " [" + QString::fromStdString(field.name) + "]");
      item->setData(0, kChoiceRole, static_cast<int>(i));
      item->setCheckState(0, Qt::Unchecked);
    }
  }
}

void LayerPanel::read_stage() {
  if (view_.stage() == nullptr) return;
  reading_ = true;
  for (QTreeWidgetItemIterator it(this); *it != nullptr; ++it) {
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

TimePanel::TimePanel(ViewWidget& view, Language language)
    : view_(view),
      language_(language),
      button_(new QToolButton),
      slider_(new QSlider(Qt::Horizontal)),
      label_(new QLabel) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 4, 12, 6);
  button_->setIcon(icon(false));
  button_->setIconSize({20, 20});
  button_->setCheckable(true);
  button_->setToolTip(qt(twin::tr("Play", "Chạy theo thời gian"), language_));
  label_->setMinimumWidth(165);
  QFont bold = label_->font();
  bold.setBold(true);
  label_->setFont(bold);
  row->addWidget(button_);
  row->addWidget(slider_, 1);
  row->addWidget(label_);
  connect(slider_, &QSlider::valueChanged, [this](int index) { go_to(index); });
  connect(button_, &QToolButton::toggled, [this](bool on) { play(on); });
  connect(&timer_, &QTimer::timeout, [this] {
    const bool at_end = slider_->value() >= slider_->maximum();
    slider_->setValue(at_end ? 0 : slider_->value() + 1);
  });
}

QIcon TimePanel::icon(bool playing) const {
  // Drawn, since not every font has the signs.
  QPixmap pixmap(40, 40);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 40, 75));
  if (playing) {
    painter.drawRect(9, 7, 8, 26);
    painter.drawRect(23, 7, 8, 26);
  } else {
    painter.drawPolygon(QPolygonF({QPointF(10, 6), QPointF(10, 34), QPointF(34, 20)}));
  }
  return QIcon(pixmap);
}

void TimePanel::play(bool playing) {
  button_->setIcon(icon(playing));
  if (playing)
    timer_.start(kPlay_ms);
  else
    timer_.stop();
}

void TimePanel::read_stage() {
  if (view_.stage() == nullptr) return;
  wall_times_s_ = view_.stage()->wall_times_s();
  const bool moves = wall_times_s_.size() > 1;
  setEnabled(moves);
  if (!moves) {
    label_->setText(
        qt(twin::tr("no time in what is shown", "không đổi theo thời gian"), language_));
    return;
  }
  const QSignalBlocker quiet(slider_);
  slider_->setRange(0, static_cast<int>(wall_times_s_.size()) - 1);
  const double index = index_among(wall_times_s_, view_.stage()->wall_time_s());
  slider_->setValue(static_cast<int>(index + 1e-6));
  label_->setText(QString::fromStdString(view_.overlay().clock));
}

void TimePanel::go_to(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= wall_times_s_.size()) return;
  const double wall_s = wall_times_s_[static_cast<std::size_t>(index)];
  view_.change([&](Stage& stage) { stage.set_wall_time_s(wall_s); });
  label_->setText(QString::fromStdString(view_.overlay().clock));
}

FactPanel::FactPanel(Language language) : QTableWidget(0, 2), language_(language) {
  setHorizontalHeaderLabels(
      {qt(twin::tr("What", "Thuộc tính"), language_), qt(twin::tr("Value", "Giá trị"), language_)});
  verticalHeader()->hide();
  horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
  horizontalHeader()->setStretchLastSection(true);
  horizontalHeader()->resizeSection(0, 175);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setWordWrap(true);
  setAlternatingRowColors(true);
  show_facts({{.title = twin::tr("Click a building, a street or the ground",
                                 "Bấm vào nhà, đường, ngõ hoặc mặt đất"),
               .facts = {}}});
}

void FactPanel::show_facts(const std::vector<FactSection>& sections) {
  clearSpans();
  setRowCount(0);
  for (const FactSection& section : sections) {
    const int top = rowCount();
    insertRow(top);
    auto* title = new QTableWidgetItem(capital(qt(section.title, language_)));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setBackground(QColor(223, 230, 239));
    setItem(top, 0, title);
    setSpan(top, 0, 1, 2);
    for (const Fact& fact : section.facts) {
      const int row = rowCount();
      insertRow(row);
      setItem(row, 0, new QTableWidgetItem(capital(qt(fact.what, language_))));
      setItem(row, 1, new QTableWidgetItem(qt(fact.value, language_)));
    }
  }
  resizeRowsToContents();
}

}  // namespace twin

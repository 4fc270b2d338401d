#include "viewer/app/list_panel.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <fstream>

#include "engine/base/numbers.h"
#include "viewer/app/list_model.h"
#include "viewer/app/texts.h"
#include "viewer/look/words.h"
#include "viewer/model/facts.h"

namespace twin {
namespace {

constexpr std::array kOfNumbers = {Comparison::above, Comparison::at_least, Comparison::below,
                                   Comparison::at_most, Comparison::equal};

QToolButton* button(const Text& text, Language language, const std::function<void()>& work) {
  auto* made = new QToolButton;
  made->setText(qt(text, language));
  QObject::connect(made, &QToolButton::clicked, made, work);
  return made;
}

QString title_of(const Session& session, const Listed& listed, Language language) {
  const QString table = capital(qt(title_of_layer(listed.table), language));
  if (!listed.run) return table + " – " + QString::fromStdString(session.ward().name);
  return table + " – " + qt(name_of_run(session, *listed.run), language);
}

}  // namespace

ListPanel::ListPanel(const Session& session, Language language)
    : session_(session),
      language_(language),
      choice_(new QComboBox),
      conditions_box_(new QVBoxLayout),
      table_(new QTableView),
      summary_(new QLabel),
      model_(new ListModel(listing_, language, this)),
      filter_(new ListFilter(listing_, *model_, this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  column->addWidget(buttons());
  conditions_box_->setSpacing(2);
  column->addLayout(conditions_box_);
  column->addWidget(table_, 1);
  column->addWidget(summary_);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  table_->setModel(filter_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setAlternatingRowColors(true);
  table_->setSortingEnabled(true);
  table_->setWordWrap(false);
  table_->setMinimumHeight(170);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 6);
  table_->horizontalHeader()->setResizeContentsPrecision(50);  // rows looked at, of thousands
  table_->horizontalHeader()->setMaximumSectionSize(260);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->horizontalHeader()->setTextElideMode(Qt::ElideRight);
  auto* copying = new QAction(table_);
  copying->setShortcut(QKeySequence::Copy);
  copying->setShortcutContext(Qt::WidgetShortcut);
  table_->addAction(copying);
  connect(copying, &QAction::triggered, this, [this] { copy(); });
  connect(table_, &QTableView::doubleClicked, this, [this](const QModelIndex& at) {
    const auto row = static_cast<std::size_t>(filter_->mapToSource(at).row());
    if (on_chosen) on_chosen(table_of(session_, listing_.of), row);
  });
  connect(table_->selectionModel(), &QItemSelectionModel::currentColumnChanged, this,
          [this] { summarise(); });
  connect(table_->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
          [this] { summarise(); });
  connect(choice_, &QComboBox::currentIndexChanged, this,
          [this] { attempt([this] { read_chosen(); }); });
  read_session();
}

ListPanel::~ListPanel() = default;

QWidget* ListPanel::buttons() {
  auto* bar = new QWidget;
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(choice_, 1);
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  row->addWidget(
      button(twin::tr("+ Condition", "+ Điều kiện lọc"), language_, [this] { add_condition(); }));
  row->addWidget(button(twin::tr("Copy", "Sao chép"), language_, [this] { copy(); }));
  row->addWidget(
      button(twin::tr("Save CSV…", "Lưu CSV…"), language_, [this] { ask_where_to_save(); }));
  return bar;
}

void ListPanel::read_session() {
  const QSignalBlocker quiet(choice_);
  const Listed before = listing_.of;
  tables_ = listed_tables(session_);
  choice_->clear();
  for (const Listed& listed : tables_) choice_->addItem(title_of(session_, listed, language_));
  const auto it = std::ranges::find(tables_, before);
  choice_->setCurrentIndex(it == tables_.end() ? 0 : static_cast<int>(it - tables_.begin()));
  if (isVisible()) read_chosen();
}

void ListPanel::choose(const Listed& listed) {
  const auto it = std::ranges::find(tables_, listed);
  if (it != tables_.end()) choice_->setCurrentIndex(static_cast<int>(it - tables_.begin()));
  attempt([this] { read_chosen(); });
}

void ListPanel::read_chosen() {
  const auto chosen = static_cast<std::size_t>(choice_->currentIndex());
  if (chosen < tables_.size() && tables_[chosen] != listing_.of) read_table();
}

void ListPanel::read_table() {
  clear_conditions();
  model_->begin_change();
  listing_ = listing_of(session_, tables_[static_cast<std::size_t>(choice_->currentIndex())],
                        wall_s_, language_);
  model_->end_change();
  table_->sortByColumn(-1, Qt::AscendingOrder);  // as the file has them
  table_->resizeColumnsToContents();
  summarise();
}

void ListPanel::show_instant(double wall_s) {
  wall_s_ = wall_s;
  if (!isVisible() || !set_instant(session_, listing_, wall_s)) return;
  model_->values_changed();
  filter_->invalidate();
  summarise();
}

void ListPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  attempt([this] {
    read_chosen();
    show_instant(wall_s_);
  });
}

void ListPanel::attempt(const std::function<void()>& work) {
  try {
    work();
  } catch (const Failure& failure) {
    summary_->setText(QString::fromStdString(failure.finding().text(language_)));
  }
}

void ListPanel::offer_columns(QComboBox& column) const {
  for (std::size_t i = 0; i < listing_.columns.size(); ++i) {
    const ListColumn& one = listing_.columns[i];
    if (!one.is_clock) column.addItem(capital(qt(one.heading(), language_)), static_cast<int>(i));
  }
}

int ListPanel::first_number(const QComboBox& column) const {
  for (int i = 0; i < column.count(); ++i) {
    if (listing_.columns[column.itemData(i).toUInt()].is_number) return i;
  }
  return 0;
}

void ListPanel::offer_comparisons(const ConditionRow& one) const {
  const QSignalBlocker quiet_comparison(one.comparison);
  const QSignalBlocker quiet_kind(one.kind);
  one.comparison->clear();
  one.kind->clear();
  if (one.column->currentIndex() < 0) return;
  const ListColumn& column = listing_.columns[one.column->currentData().toUInt()];
  const auto offer = [&](Comparison comparison) {
    one.comparison->addItem(qt(sign_of(comparison), language_), static_cast<int>(comparison));
  };
  if (column.is_number) {
    for (const Comparison comparison : kOfNumbers) offer(comparison);
  } else {
    const std::vector<std::string> kinds = kinds_in(column);
    one.kind->addItem({});  // until one is chosen, nothing is held back
    for (const std::string& kind : kinds) one.kind->addItem(QString::fromStdString(kind));
    if (!kinds.empty()) offer(Comparison::is);
    offer(Comparison::holds);
  }
  one.typed->setPlaceholderText(qt(column.is_number
                                       ? twin::tr("number: 0.3", "số: 0,3")
                                       : twin::tr("part of a text", "một phần nội dung"),
                                   language_));
  show_field(one);
}

void ListPanel::show_field(const ConditionRow& one) const {
  const bool of_kinds = one.comparison->currentData() == static_cast<int>(Comparison::is);
  one.kind->setVisible(of_kinds);
  one.typed->setVisible(!of_kinds);
}

ConditionRow& ListPanel::add_condition() {
  const ConditionRow made{.row = new QWidget,
                          .column = new QComboBox,
                          .comparison = new QComboBox,
                          .typed = new QLineEdit,
                          .kind = new QComboBox};
  auto* row = new QHBoxLayout(made.row);
  row->setContentsMargins(0, 0, 0, 0);
  made.typed->setMaximumWidth(160);
  row->addWidget(made.column, 1);
  row->addWidget(made.comparison);
  row->addWidget(made.typed);
  row->addWidget(made.kind);
  row->addWidget(button(Text("×"), language_, [this, widget = made.row] {
    std::erase_if(conditions_, [&](const ConditionRow& one) { return one.row == widget; });
    widget->deleteLater();
    read_conditions();
  }));
  offer_columns(*made.column);
  made.column->setCurrentIndex(first_number(*made.column));
  offer_comparisons(made);
  conditions_box_->addWidget(made.row);
  connect(made.column, &QComboBox::currentIndexChanged, this, [this, made] {
    offer_comparisons(made);
    read_conditions();
  });
  connect(made.comparison, &QComboBox::currentIndexChanged, this, [this, made] {
    show_field(made);
    read_conditions();
  });
  connect(made.kind, &QComboBox::currentIndexChanged, this, [this] { read_conditions(); });
  connect(made.typed, &QLineEdit::textChanged, this, [this] { read_conditions(); });
  conditions_.push_back(made);
  read_conditions();
  return conditions_.back();
}

void ListPanel::clear_conditions() {
  for (const ConditionRow& one : conditions_) one.row->deleteLater();
  conditions_.clear();
  filter_->set_conditions({});
}

std::optional<Condition> ListPanel::condition_of(const ConditionRow& one) const {
  if (one.column->currentIndex() < 0) return std::nullopt;
  const std::string typed = one.typed->text().trimmed().toStdString();
  Condition condition{.column = one.column->currentData().toUInt(),
                      .comparison = static_cast<Comparison>(one.comparison->currentData().toInt())};
  one.typed->setStyleSheet({});
  if (condition.comparison == Comparison::is) {
    condition.text = one.kind->currentText().toStdString();
    return condition.text.empty() ? std::nullopt : std::optional{condition};
  }
  if (typed.empty()) return std::nullopt;
  if (condition.comparison == Comparison::holds) {
    condition.sought = SoughtText(typed);
    return condition;
  }
  const auto number = typed_number(typed);
  if (!number) {  // shown in red, and holds nothing back
    one.typed->setStyleSheet(QStringLiteral("color: #c0392b"));
    return std::nullopt;
  }
  condition.number = *number;
  return condition;
}

void ListPanel::read_conditions() {
  std::vector<Condition> conditions;
  for (const ConditionRow& one : conditions_) {
    if (auto condition = condition_of(one)) conditions.push_back(std::move(*condition));
  }
  filter_->set_conditions(std::move(conditions));
  summarise();
}

std::vector<std::size_t> ListPanel::rows() const {
  std::vector<std::size_t> rows;
  rows.reserve(static_cast<std::size_t>(filter_->rowCount()));
  for (int i = 0; i < filter_->rowCount(); ++i) {
    rows.push_back(static_cast<std::size_t>(filter_->mapToSource(filter_->index(i, 0)).row()));
  }
  return rows;
}

void ListPanel::summarise() {
  const std::vector<std::size_t> listed = rows();
  Text text = shown(static_cast<double>(listed.size()), 0) + twin::tr(" of ", " / ") +
              shown(static_cast<double>(listing_.rows), 0) + twin::tr(" rows", " dòng");
  // Of the column that people look at: the one they clicked, sorted by, or filtered by.
  int column =
      table_->currentIndex().isValid() ? table_->currentIndex().column() : filter_->sortColumn();
  if (column < 0 && !filter_->conditions().empty()) {
    column = static_cast<int>(filter_->conditions().front().column);
  }
  if (column >= 0 && static_cast<std::size_t>(column) < listing_.columns.size()) {
    const ListColumn& values = listing_.columns[static_cast<std::size_t>(column)];
    const ColumnSum sum = sum_of(values, listed);
    if (sum.count > 0) {
      text += Text(" · ") + values.heading() + twin::tr(": sum ", ": tổng ") +
              shown(sum.sum, values.decimals) + twin::tr(", mean ", ", trung bình ") +
              shown(sum.sum / static_cast<double>(sum.count), std::max(1, values.decimals));
    }
  }
  summary_->setText(qt(text, language_));
}

Sheet ListPanel::sheet(const std::vector<std::size_t>& rows) const {
  return sheet_of(listing_, rows, language_);
}

void ListPanel::copy() const {
  std::vector<std::size_t> chosen;
  for (const QModelIndex& at : table_->selectionModel()->selectedRows()) {
    chosen.push_back(static_cast<std::size_t>(at.row()));
  }
  std::ranges::sort(chosen);
  const std::vector<std::size_t> listed = rows();
  for (std::size_t& row : chosen) row = listed[row];
  copy_for_spreadsheet(sheet(chosen.size() > 1 ? chosen : listed), language_);
}

void ListPanel::save(const std::filesystem::path& file) const {
  std::ofstream out(file, std::ios::binary);
  out << comma_separated(sheet(rows()));
  out.close();
  if (out.good()) return;
  throw OutputError({.where = file.string(),
                     .found = twin::tr("it can't be written", "không ghi được"),
                     .expected = twin::tr("a folder with room and permission",
                                          "thư mục có quyền ghi và còn chỗ trống"),
                     .outcome = twin::tr("the list was not saved", "chưa lưu được danh sách")});
}

void ListPanel::ask_where_to_save() {
  const QString file = QFileDialog::getSaveFileName(
      this, {}, QString::fromStdString(listing_.of.table) + ".csv", "CSV (*.csv)");
  if (!file.isEmpty()) attempt([&] { save(file.toStdString()); });
}

}  // namespace twin

#include "viewer/app/fact_panel.h"

#include <QAction>
#include <QHeaderView>

#include "viewer/app/texts.h"

namespace twin {
namespace {

enum FactColumn { kWhat, kValue, kOrigin, kColumns };

QColor colour_of(Origin origin) {
  switch (origin) {
    case Origin::surveyed:
    case Origin::open_data:
      return {30, 110, 60};
    case Origin::assumed:
      return {178, 88, 0};
    case Origin::computed:
    case Origin::computed_on_assumed:
    case Origin::unsaid:
      break;
  }
  return {90, 100, 115};
}

}  // namespace

FactPanel::FactPanel(Language language) : QTableWidget(0, kColumns), language_(language) {
  setHorizontalHeaderLabels({qt(twin::tr("What", "Thuộc tính"), language_),
                             qt(twin::tr("Value", "Giá trị"), language_),
                             qt(twin::tr("Source", "Nguồn"), language_)});
  verticalHeader()->hide();
  horizontalHeader()->setSectionResizeMode(kWhat, QHeaderView::Interactive);
  horizontalHeader()->setSectionResizeMode(kValue, QHeaderView::Stretch);
  horizontalHeader()->setSectionResizeMode(kOrigin, QHeaderView::Fixed);
  horizontalHeader()->resizeSection(kWhat, 150);
  horizontalHeader()->resizeSection(kOrigin, 76);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setWordWrap(true);
  setAlternatingRowColors(true);
  auto* copying = new QAction(this);
  copying->setShortcut(QKeySequence::Copy);
  copying->setShortcutContext(Qt::WidgetShortcut);
  addAction(copying);
  connect(copying, &QAction::triggered, this, [this] { copy(); });
  show_facts({{.title = twin::tr("Click a building, a street or the ground",
                                 "Bấm vào nhà, đường, ngõ hoặc mặt đất"),
               .facts = {}}});
}

void FactPanel::show_facts(const std::vector<FactSection>& sections) {
  setUpdatesEnabled(false);
  clearSpans();
  setRowCount(0);
  for (const FactSection& section : sections) add_section(section);
  resizeRowsToContents();
  setUpdatesEnabled(true);
}

void FactPanel::add_section(const FactSection& section) {
  const int top = rowCount();
  insertRow(top);
  auto* title = new QTableWidgetItem(capital(qt(section.title, language_)));
  QFont bold = title->font();
  bold.setBold(true);
  title->setFont(bold);
  title->setBackground(QColor(223, 230, 239));
  setItem(top, kWhat, title);
  setSpan(top, kWhat, 1, kColumns);
  for (const Fact& fact : section.facts) add_fact(fact);
}

void FactPanel::add_fact(const Fact& fact) {
  const int row = rowCount();
  insertRow(row);
  setItem(row, kWhat, new QTableWidgetItem(capital(qt(fact.what, language_))));
  setItem(row, kValue, new QTableWidgetItem(qt(fact.value, language_)));
  auto* origin = new QTableWidgetItem(qt(word_of(fact.origin), language_));
  origin->setForeground(colour_of(fact.origin));
  setItem(row, kOrigin, origin);
  const QString note = capital(qt(fact.note, language_));
  for (const int column : {kWhat, kValue, kOrigin}) item(row, column)->setToolTip(note);
}

Sheet FactPanel::sheet() const {
  Sheet sheet;
  for (int column = 0; column < kColumns; ++column) {
    sheet.columns.push_back({.title = horizontalHeaderItem(column)->text().toStdString()});
  }
  const QModelIndexList chosen = selectionModel()->selectedRows();
  for (int row = 0; row < rowCount(); ++row) {
    const bool left_out = chosen.size() > 1 && !selectionModel()->isRowSelected(row, QModelIndex());
    if (left_out) continue;
    std::vector<Value> cells;
    for (int column = 0; column < kColumns; ++column) {
      const QTableWidgetItem* cell = item(row, column);
      cells.emplace_back(cell == nullptr ? std::string() : cell->text().toStdString());
    }
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

void FactPanel::copy() const { copy_for_spreadsheet(sheet(), language_); }

}  // namespace twin

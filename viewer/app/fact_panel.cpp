#include "viewer/app/fact_panel.h"

#include <QHeaderView>

#include "viewer/app/texts.h"

namespace twin {

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

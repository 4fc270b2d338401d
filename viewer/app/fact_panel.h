#pragma once

#include <QTableWidget>
#include <vector>

#include "viewer/model/facts.h"
#include "viewer/model/sheet.h"

namespace twin {

/// What was clicked: attributes and results with their units, each with a mark of where it comes
/// from; a tip tells how what is assumed was made up. Ctrl+C copies the rows selected, or all.
class FactPanel : public QTableWidget {
 public:
  explicit FactPanel(Language language);
  void show_facts(const std::vector<FactSection>& sections);
  Sheet sheet() const;
  void copy() const;

 private:
  void add_section(const FactSection& section);
  void add_fact(const Fact& fact);

  Language language_;
};

}  // namespace twin

#pragma once

#include <QTableWidget>
#include <vector>

#include "viewer/model/facts.h"

namespace twin {

/// What was clicked: attributes and results with their units.
class FactPanel : public QTableWidget {
 public:
  explicit FactPanel(Language language);
  void show_facts(const std::vector<FactSection>& sections);

 private:
  Language language_;
};

}  // namespace twin

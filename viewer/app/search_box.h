#pragma once

#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>
#include <functional>
#include <vector>

#include "viewer/model/search.h"

namespace twin {

/// The line in which people type a name; what fits is offered beneath while they type. Enter goes
/// to the first.
class SearchBox : public QLineEdit {
 public:
  SearchBox(const SearchIndex& index, Language language);
  std::function<void(const Hit&)> on_chosen;

  /// What is offered now.
  const std::vector<Hit>& hits() const { return hits_; }

 private:
  void look();
  void enter();
  void choose(std::size_t hit);

  const SearchIndex& index_;
  Language language_;
  QCompleter* completer_;
  QStandardItemModel* offered_;
  std::vector<Hit> hits_;
};

}  // namespace twin

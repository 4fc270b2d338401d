#pragma once

#include <vector>

#include "viewer/model/session.h"
#include "viewer/web_export/column_choice.h"

namespace twin {

/// The columns that a site tells.
class ToldColumns {
 public:
  /// @throws InputError: a name that neither the ward nor a run has, or one by which features, or
  /// what of them was assumed, are known and which is to be left out.
  ToldColumns(const Session& session, const ColumnChoice& choice);

  /// The ward without what is left out. Its buildings have their first address as a column.
  const WardFolder& ward() const { return ward_; }
  bool tells(const ManifestField& field) const;
  /// Layers of the ward, then tables of the runs, a table of several runs once.
  const std::vector<ToldTable>& tables() const { return tables_; }

 private:
  WardFolder ward_;
  std::vector<ToldTable> tables_;
};

}  // namespace twin

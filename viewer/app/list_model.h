#pragma once

#include <QAbstractTableModel>
#include <QCollator>
#include <QSortFilterProxyModel>
#include <map>
#include <vector>

#include "viewer/model/listing.h"

namespace twin {

/// A listing as Qt's views read it: cells are made when they come into view.
class ListModel : public QAbstractTableModel {
 public:
  ListModel(const Listing& listing, Language language, QObject* parent);
  /// Call it before the listing becomes another one, `end_change` after.
  void begin_change() { beginResetModel(); }
  void end_change();
  /// The values of series are others.
  void values_changed();

  /// Whether a row comes before another by a column: numbers by value, missing ones first; texts as
  /// the alphabet has them, numbers inside them by value ("B2" before "B10").
  bool comes_before(int row, int other, int column) const;

  int rowCount(const QModelIndex& parent) const override;
  int columnCount(const QModelIndex& parent) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  const std::vector<QCollatorSortKey>& keys_of(int column) const;

  const Listing& listing_;
  Language language_;
  QCollator collator_;
  mutable std::map<int, std::vector<QCollatorSortKey>> keys_;
};

/// The rows that meet all conditions, in the order asked for.
class ListFilter : public QSortFilterProxyModel {
 public:
  ListFilter(const Listing& listing, ListModel& model, QObject* parent);
  void set_conditions(std::vector<Condition> conditions);
  const std::vector<Condition>& conditions() const { return conditions_; }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  const Listing& listing_;
  const ListModel& model_;
  std::vector<Condition> conditions_;
};

}  // namespace twin

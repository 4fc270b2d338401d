#include "viewer/app/list_model.h"

#include <cmath>

#include "viewer/app/texts.h"

namespace twin {

ListModel::ListModel(const Listing& listing, Language language, QObject* parent)
    : QAbstractTableModel(parent),
      listing_(listing),
      language_(language),
      collator_(QLocale(QLocale::Vietnamese)) {
  collator_.setNumericMode(true);
}

void ListModel::end_change() {
  keys_.clear();
  endResetModel();
}

void ListModel::values_changed() {
  if (listing_.rows == 0) return;
  emit dataChanged(index(0, 0), index(rowCount(QModelIndex()) - 1, columnCount(QModelIndex()) - 1));
}

int ListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(listing_.rows);
}

int ListModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(listing_.columns.size());
}

QVariant ListModel::data(const QModelIndex& index, int role) const {
  const ListColumn& column = listing_.columns[static_cast<std::size_t>(index.column())];
  if (role == Qt::DisplayRole) {
    return QString::fromStdString(column.shown(static_cast<std::size_t>(index.row()), language_));
  }
  if (role == Qt::TextAlignmentRole && column.is_number) {
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  }
  return {};
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal)
    return QAbstractTableModel::headerData(section, orientation, role);
  const bool told = role == Qt::DisplayRole || role == Qt::ToolTipRole;
  if (!told) return {};
  return capital(qt(listing_.columns[static_cast<std::size_t>(section)].heading(), language_));
}

const std::vector<QCollatorSortKey>& ListModel::keys_of(int column) const {
  const auto known = keys_.find(column);
  if (known != keys_.end()) return known->second;
  std::vector<QCollatorSortKey> keys;
  keys.reserve(listing_.rows);
  for (const std::string& text : listing_.columns[static_cast<std::size_t>(column)].texts) {
    keys.push_back(collator_.sortKey(QString::fromStdString(text)));
  }
  return keys_.emplace(column, std::move(keys)).first->second;
}

bool ListModel::comes_before(int row, int other, int column) const {
  const auto a = static_cast<std::size_t>(row);
  const auto b = static_cast<std::size_t>(other);
  const ListColumn& values = listing_.columns[static_cast<std::size_t>(column)];
  if (!values.is_number) {
    const std::vector<QCollatorSortKey>& keys = keys_of(column);
    return keys[a] < keys[b];
  }
  if (std::isnan(values.numbers[a])) return !std::isnan(values.numbers[b]);
  return values.numbers[a] < values.numbers[b];
}

ListFilter::ListFilter(const Listing& listing, ListModel& model, QObject* parent)
    : QSortFilterProxyModel(parent), listing_(listing), model_(model) {
  setSourceModel(&model);
}

void ListFilter::set_conditions(std::vector<Condition> conditions) {
  conditions_ = std::move(conditions);
  invalidateFilter();
}

bool ListFilter::filterAcceptsRow(int row, const QModelIndex& /*parent*/) const {
  return meets(listing_, conditions_, static_cast<std::size_t>(row));
}

bool ListFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  return model_.comes_before(left.row(), right.row(), left.column());
}

}  // namespace twin

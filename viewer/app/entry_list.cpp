#include "viewer/app/entry_list.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>
#include <algorithm>

#include "viewer/app/texts.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr int kEntryRole = Qt::UserRole;
constexpr int kBelowRole = Qt::UserRole + 1;  // the smaller line below the title
constexpr int kWidth = 330;
constexpr int kMargin = 8;

/// Draws a title over as many lines as it takes, and a smaller grey line below it.
class EntryPainter : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    if (!index.data(kEntryRole).isValid()) return {kWidth, 34};
    const QFontMetrics words(option.font);
    const int title =
        words.boundingRect(0, 0, text_width(), 400, Qt::TextWordWrap, index.data().toString())
            .height();
    return {kWidth, title + QFontMetrics(small(option.font)).height() + 2 * kMargin};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    painter->save();
    const bool heading = !index.data(kEntryRole).isValid();
    const bool picked = option.state.testFlag(QStyle::State_Selected) && !heading;
    const QRect& row = option.rect;
    if (picked) painter->fillRect(row, QColor(0x1f, 0x4f, 0x9e));
    QRect text = row.adjusted(14, kMargin, -kMargin, -kMargin / 2);
    if (heading) {
      QFont bold = small(option.font);
      bold.setBold(true);
      painter->setFont(bold);
      painter->setPen(QColor(0x5b, 0x6b, 0x86));
      painter->drawText(text, Qt::AlignBottom, index.data().toString());
      painter->restore();
      return;
    }
    painter->setFont(option.font);
    painter->setPen(picked ? Qt::white : QColor(0x14, 0x28, 0x4b));
    QRect used;
    painter->drawText(text, Qt::TextWordWrap, index.data().toString(), &used);
    text.setTop(used.bottom() + 2);
    painter->setFont(small(option.font));
    painter->setPen(picked ? QColor(0xd5, 0xe2, 0xf5) : QColor(0x6b, 0x78, 0x8e));
    painter->drawText(
        text, Qt::AlignTop,
        QFontMetrics(painter->font())
            .elidedText(index.data(kBelowRole).toString(), Qt::ElideRight, text.width()));
    painter->restore();
  }

 private:
  static int text_width() { return kWidth - 14 - kMargin - 16; }
  static QFont small(QFont font) {
    font.setPointSizeF(0.88 * font.pointSizeF());
    return font;
  }
};

bool lies_below(const fs::path& file, const fs::path& folder) {
  const fs::path relative = file.lexically_relative(fs::absolute(folder).lexically_normal());
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

EntryList::EntryList(Language language)
    : language_(language), search_(new QLineEdit), tree_(new QTreeWidget) {
  setFixedWidth(kWidth);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* top = new QWidget;
  top->setObjectName("finder");
  auto* row = new QHBoxLayout(top);
  row->setContentsMargins(12, 9, 12, 9);
  row->addWidget(search_);
  search_->setPlaceholderText(qt(twin::tr("Find a scenario…", "Tìm kịch bản…"), language));
  search_->setClearButtonEnabled(true);
  column->addWidget(top);
  column->addWidget(tree_, 1);
  tree_->setHeaderHidden(true);
  tree_->setRootIsDecorated(false);
  tree_->setIndentation(0);
  tree_->setItemsExpandable(false);
  tree_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  tree_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  tree_->setItemDelegate(new EntryPainter(tree_));
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) { sift(text); });
  connect(tree_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    const QVariant index = item == nullptr ? QVariant() : item->data(0, kEntryRole);
    if (reading_ || !index.isValid() || !on_picked) return;
    on_picked(entries_[static_cast<std::size_t>(index.toInt())]);
  });
}

QTreeWidgetItem* EntryList::group(const Text& title) {
  auto* item = new QTreeWidgetItem(tree_, {capital(qt(title, language_))});
  item->setFlags(Qt::ItemIsEnabled);
  return item;
}

void EntryList::add(QTreeWidgetItem* group, std::size_t entry) {
  const ScenarioEntry& one = entries_[entry];
  const QString file = QString::fromStdString(one.file.filename().string());
  auto* item = new QTreeWidgetItem(group, {one.finding ? file : qt(one.title, language_)});
  item->setData(0, kEntryRole, static_cast<int>(entry));
  const QString below = one.finding ? qt(twin::tr("can't be used", "không dùng được"), language_)
                                    : qt(one.question, language_);
  item->setData(0, kBelowRole, below);
  QStringList tip{item->text(0)};
  if (one.finding) tip << qt(one.finding->text(language_), language_);
  if (!one.finding) tip << below;
  if (!one.file.empty()) tip << QString::fromStdString(one.file.string());
  item->setToolTip(0, tip.join("\n"));
}

void EntryList::show_entries(std::vector<ScenarioEntry> entries, const fs::path& shipped) {
  const QTreeWidgetItem* now = tree_->currentItem();
  std::optional<ScenarioEntry> picked;
  if (now != nullptr && now->data(0, kEntryRole).isValid()) {
    picked = entries_[static_cast<std::size_t>(now->data(0, kEntryRole).toInt())];
  }
  reading_ = true;
  tree_->clear();
  entries_ = std::move(entries);
  QTreeWidgetItem* bare =
      group(twin::tr("questions, with usual settings", "câu hỏi, thiết lập thường dùng"));
  QTreeWidgetItem* ready = group(twin::tr("ready scenarios", "kịch bản có sẵn"));
  QTreeWidgetItem* own = group(twin::tr("run here before", "đã chạy tại đây"));
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const fs::path& file = entries_[i].file;
    add(file.empty() ? bare : lies_below(file, shipped) ? ready : own, i);
  }
  for (QTreeWidgetItem* one : {ready, own}) {
    if (one->childCount() == 0) delete one;
  }
  tree_->expandAll();
  if (picked) {
    pick_if([&](const ScenarioEntry& entry) {
      return entry.file == picked->file && entry.scenario == picked->scenario;
    });
  }
  reading_ = false;
  sift(search_->text());
}

bool EntryList::pick(const fs::path& file) {
  return pick_if([&](const ScenarioEntry& entry) { return entry.file == file; });
}

bool EntryList::pick_bare(const std::string& scenario) {
  return pick_if(
      [&](const ScenarioEntry& entry) { return entry.file.empty() && entry.scenario == scenario; });
}

bool EntryList::pick_if(const std::function<bool(const ScenarioEntry&)>& fits) {
  for (QTreeWidgetItemIterator it(tree_); *it != nullptr; ++it) {
    const QVariant index = (*it)->data(0, kEntryRole);
    if (!index.isValid() || !fits(entries_[static_cast<std::size_t>(index.toInt())])) continue;
    tree_->setCurrentItem(*it);
    return true;
  }
  return false;
}

void EntryList::sift(const QString& text) {
  for (QTreeWidgetItemIterator it(tree_); *it != nullptr; ++it) {
    if (!(*it)->data(0, kEntryRole).isValid()) continue;
    (*it)->setHidden(!(*it)->toolTip(0).contains(text.trimmed(), Qt::CaseInsensitive));
  }
}

}  // namespace twin

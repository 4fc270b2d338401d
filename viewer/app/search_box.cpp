#include "viewer/app/search_box.h"

#include <QAbstractItemView>

#include "viewer/app/texts.h"
#include "viewer/look/words.h"

namespace twin {
namespace {

constexpr std::size_t kMost = 12;

}  // namespace

SearchBox::SearchBox(const SearchIndex& index, Language language)
    : index_(index),
      language_(language),
      completer_(new QCompleter(this)),
      offered_(new QStandardItemModel(this)) {
  setPlaceholderText(
      qt(twin::tr("Find a lane, an address… (Ctrl+F)", "Tìm ngõ, địa chỉ, tổ dân phố… (Ctrl+F)"),
         language_));
  setClearButtonEnabled(true);
  setMinimumWidth(290);
  completer_->setModel(offered_);
  completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  completer_->setMaxVisibleItems(static_cast<int>(kMost));
  completer_->setWidget(this);  // no setCompleter: the line keeps what was typed
  connect(this, &QLineEdit::textEdited, this, [this] { look(); });
  connect(this, &QLineEdit::returnPressed, this, [this] { enter(); });
  connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this,
          [this](const QModelIndex& at) { choose(static_cast<std::size_t>(at.row())); });
}

void SearchBox::look() {
  offered_->clear();
  hits_.clear();
  try {
    hits_ = index_.find(text().toStdString(), kMost);
  } catch (const Failure& failure) {
    setToolTip(QString::fromStdString(failure.finding().text(language_)));
  }
  for (const Hit& hit : hits_) {
    const QString kind = qt(title_of_layer(hit.layer), language_);
    offered_->appendRow(
        new QStandardItem(QString::fromStdString(hit.title) + QStringLiteral("  –  ") + kind));
  }
  if (hits_.empty()) {
    completer_->popup()->hide();
  } else {
    completer_->complete();
  }
}

void SearchBox::enter() {
  // The list leaves Enter to this line, also where a hand went down in it.
  const QModelIndex at = completer_->popup()->currentIndex();
  if (completer_->popup()->isVisible() && at.isValid()) {
    choose(static_cast<std::size_t>(at.row()));
    return;
  }
  look();
  choose(0);
}

void SearchBox::choose(std::size_t hit) {
  completer_->popup()->hide();
  if (hit >= hits_.size()) return;
  const Hit chosen = hits_[hit];
  setText(QString::fromStdString(chosen.title));
  selectAll();
  if (on_chosen) on_chosen(chosen);
}

}  // namespace twin

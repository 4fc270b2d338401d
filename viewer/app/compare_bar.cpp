#include "viewer/app/compare_bar.h"

#include <QActionGroup>
#include <QComboBox>
#include <QLabel>

#include "viewer/app/texts.h"
#include "viewer/model/facts.h"

namespace twin {
namespace {

constexpr int kNone = -1;  // of the list of runs to compare with

Text title_of(CompareAs how) {
  switch (how) {
    case CompareAs::swipe:
      return tr("Swipe", "Vuốt");
    case CompareAs::beside:
      return tr("Side by side", "Cạnh nhau");
    case CompareAs::change:
      break;
  }
  return tr("Change", "Chênh lệch");
}

QComboBox* run_list(int width) {
  auto* list = new QComboBox;
  list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  list->setMinimumContentsLength(width);
  return list;
}

}  // namespace

CompareBar::CompareBar(ViewWidget& view, const Session& session, Language language)
    : QToolBar(qt(twin::tr("Compare", "So sánh"), language)),
      view_(view),
      session_(session),
      language_(language),
      shown_(run_list(24)),
      other_(run_list(24)),
      how_(new QActionGroup(this)) {
  setObjectName("compare");
  setMovable(false);
  addWidget(new QLabel(qt(twin::tr("Scenario", "Kịch bản"), language)));
  addWidget(shown_);
  addWidget(new QLabel(qt(twin::tr("compare with", "so với"), language)));
  addWidget(other_);
  other_->addItem(qt(twin::tr("none", "không so sánh"), language), kNone);
  how_->setExclusionPolicy(QActionGroup::ExclusionPolicy::Exclusive);
  for (const CompareAs how : {CompareAs::swipe, CompareAs::beside, CompareAs::change}) {
    QAction* action = addAction(qt(title_of(how), language));
    action->setCheckable(true);
    action->setData(static_cast<int>(how));
    how_->addAction(action);
    actions_[static_cast<std::size_t>(how)] = action;
  }
  actions_[0]->setChecked(true);
  read_session();
  connect(shown_, &QComboBox::activated,
          [this](int) { switch_run(shown_->currentData().toInt()); });
  connect(other_, &QComboBox::activated, [this](int) { compare(); });
  connect(how_, &QActionGroup::triggered, [this](QAction*) { compare(); });
}

void CompareBar::read_session() {
  for (int run = shown_->count(); run < static_cast<int>(session_.runs().size()); ++run) {
    const QString title = qt(name_of_run(session_, static_cast<std::size_t>(run)), language_);
    for (QComboBox* list : {shown_, other_}) {
      list->addItem(title, run);
      list->setItemData(list->count() - 1, title, Qt::ToolTipRole);
    }
  }
  setEnabled(shown_->count() > 0);
}

void CompareBar::read_stage() {
  if (view_.stage() == nullptr) return;
  const auto chosen = view_.stage()->chosen();
  if (!chosen.empty()) {
    shown_->setCurrentIndex(shown_->findData(static_cast<int>(chosen.front().run)));
  }
  const auto& compared = view_.stage()->compared();
  other_->setCurrentIndex(other_->findData(compared ? static_cast<int>(compared->run) : kNone));
  if (compared) action(compared->how).setChecked(true);
}

void CompareBar::switch_run(int run) {
  view_.change([&](Stage& stage) { stage.switch_to(static_cast<std::size_t>(run)); });
  after_change();
}

void CompareBar::compare() {
  const int run = other_->currentData().toInt();
  view_.change([&](Stage& stage) {
    if (run == kNone) {
      stage.stop_comparing();
    } else {
      const auto how = static_cast<CompareAs>(how_->checkedAction()->data().toInt());
      stage.compare({.run = static_cast<std::size_t>(run), .how = how});
    }
  });
  after_change();
}

void CompareBar::after_change() {
  read_stage();
  if (on_changed) on_changed();
}

}  // namespace twin

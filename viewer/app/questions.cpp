#include "viewer/app/questions.h"

#include <algorithm>

#include "viewer/model/bookmarks.h"

namespace twin {
namespace {

constexpr int kAgain_ms = 150;          // while the clock runs, answers follow no faster than this
constexpr std::size_t kLargeFacts = 6;  // what is read at a glance

}  // namespace

Questions::Questions(ViewWidget& view, TimePanel& time, const Session& session, Language language,
                     QObject* parent)
    : QObject(parent),
      view_(view),
      time_(time),
      session_(session),
      index_(session.ward()),
      measure_(language),
      facts_(new FactPanel(language)),
      curves_(new CurvePanel(session, language)),
      profile_(new ProfilePanel(language)),
      list_(new ListPanel(session, language)),
      search_(new SearchBox(index_, language)),
      board_(new AnswerBoard(view, language)) {
  view_.on_clicked = [this](const Target& target, std::size_t side) {
    ask([this, target](const AskedRuns& runs) { return inspected(session_, target, runs); }, side);
  };
  search_->on_chosen = [this](const Hit& hit) {
    go_to(ask([this, hit](const AskedRuns& runs) { return inspected(session_, hit, runs); }));
    view_.setFocus();
  };
  list_->on_chosen = [this](const FeatureTable& table, std::size_t row) {
    go_to(ask([this, &table, row](const AskedRuns& runs) {
      return inspected(session_, table, row, runs);
    }));
  };
  curves_->on_instant = [this](double wall_s) { time_.go_to_nearest(wall_s); };
  curves_->on_drawn = [this](const Chart& chart) { board_->show_curve(chart); };
  board_->chart().on_clicked = [this](double x) { curves_->chart().on_clicked(x); };
  measure_.on_line = [this] { read_profile(); };
  measure_.on_left = [this] {
    read_profile();
    if (on_measure_left) on_measure_left();
  };
  view_.on_changed = [this] { instant_changed(); };
  again_.setSingleShot(true);
  again_.setInterval(kAgain_ms);
  connect(&again_, &QTimer::timeout, this, [this] { attempt([this] { answer_again(); }); });
  // The table of facts is seen first; a curve of a long run takes a moment to read.
  curve_.setSingleShot(true);
  curve_.setInterval(0);
  connect(&curve_, &QTimer::timeout, this,
          [this] { attempt([this] { curves_->show_place(spot_, runs_); }); });
}

void Questions::start() {
  gathering_ = std::async(std::launch::async, [this] {
    try {
      index_.prepare();
    } catch (const Failure&) {
      // The first search tells what can't be read.
    }
  });
  QTimer::singleShot(0, this, [this] { sort_rows(); });
  facts_->show_facts(measures_of_runs(session_));
  instant_changed();
}

void Questions::sort_rows() {
  for (const auto& [name, table] : session_.ward().layers) session_.rows_of(table);
}

void Questions::read_session() {
  list_->read_session();
  again_.start();
  if (asked_)
    ask(asked_, side_);
  else
    facts_->show_facts(measures_of_runs(session_));
}

void Questions::set_measuring(bool measuring) {
  if (!measuring) measure_.clear();
  view_.set_tool(measuring ? &measure_ : nullptr);
  read_profile();
}

void Questions::set_large(bool large) {
  large_ = large;
  view_.overlay().tells_measures = large;
  if (large) return;
  board_->hide();
  view_.overlay().measures.clear();
}

void Questions::put_away() {
  if (!asked_) return;
  asked_ = {};
  board_->hide();
  view_.overlay().tells_measures = large_;
  facts_->show_facts(measures_of_runs(session_));
  view_.change([](Stage& stage) { stage.select({}); });
}

void Questions::attempt(const std::function<void()>& work) {
  try {
    work();
  } catch (const Failure& failure) {
    const Finding& finding = failure.finding();
    facts_->show_facts({{.title = twin::tr("It can't be read", "Không đọc được"),
                         .facts = {{.what = finding.where, .value = finding.found}}}});
  }
}

Inspected Questions::ask(Asked asked, std::size_t side) {
  if (view_.stage() == nullptr) return {};
  asked_ = std::move(asked);
  side_ = side;
  runs_ = view_.stage()->asked_runs(side_);
  Inspected found;
  attempt([&] { found = asked_(runs_); });
  if (found.sections.empty()) return found;
  spot_ = found.spot;
  board_->show_curve({});  // the one before is of another place
  tell(found);
  facts_->viewport()->repaint();  // seen before the scene is drawn anew, which takes longer
  view_.change([&](Stage& stage) { stage.select(found); });
  curve_.start();
  return found;
}

void Questions::tell(const Inspected& found) {
  facts_->show_facts(found.sections);
  if (!large_) return;
  view_.overlay().tells_measures = false;  // the answer stands in their place
  const std::set<std::size_t> runs = runs_shown(*view_.stage());
  board_->show_answer(at_a_glance(session_, found, runs, kLargeFacts));
}

void Questions::go_to(const Inspected& found) {
  if (found.box.empty()) return;
  view_.set_camera(camera_over(session_.world(), found.box, view_.camera()));
}

void Questions::instant_changed() {
  if (view_.stage() == nullptr) return;
  const double wall_s = view_.stage()->wall_time_s();
  const auto grid = view_.stage()->chosen(Slot::grid);
  const AskedRuns runs = view_.stage()->asked_runs(side_);
  if (wall_s_ == wall_s && grid_ == grid && runs_ == runs) return;
  if (asked_ && !std::ranges::equal(runs_, runs, {}, &AskedRun::run, &AskedRun::run)) {
    curve_.start();  // others answer
  }
  wall_s_ = wall_s;
  grid_ = grid;
  runs_ = runs;
  curves_->show_instant(wall_s);
  if (!again_.isActive()) again_.start();
}

void Questions::answer_again() {
  if (!wall_s_) return;
  if (asked_) tell(asked_(runs_));
  list_->show_instant(*wall_s_);
  if (!measure_.line().empty()) read_profile();
}

void Questions::read_profile() {
  if (view_.stage() == nullptr) return;
  profile_->show_profile(profile_along(session_, measure_.line(), view_.stage()->water_now()));
  if (measure_.line().size() > 1 && on_profile) on_profile();
}

}  // namespace twin

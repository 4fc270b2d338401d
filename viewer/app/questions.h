#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <future>
#include <optional>

#include "viewer/app/answer_board.h"
#include "viewer/app/curve_panel.h"
#include "viewer/app/fact_panel.h"
#include "viewer/app/list_panel.h"
#include "viewer/app/measure_tool.h"
#include "viewer/app/profile_panel.h"
#include "viewer/app/search_box.h"
#include "viewer/app/time_panel.h"
#include "viewer/app/view_widget.h"

namespace twin {

/// What people ask of a place, and the panels that answer: facts of what was clicked, its values
/// through time, the search for a name, the line that is measured and its profile, lists. All
/// follow the instant shown.
class Questions : public QObject {
 public:
  Questions(ViewWidget& view, TimePanel& time, const Session& session, Language language,
            QObject* parent);

  // The panels; their owner is the window that shows them.
  FactPanel* facts() { return facts_; }
  CurvePanel* curves() { return curves_; }
  ProfilePanel* profile() { return profile_; }
  ListPanel* list() { return list_; }
  SearchBox* search() { return search_; }
  MeasureTool& measure() { return measure_; }

  /// Called when the line that is measured has a profile to be seen; when measuring was left.
  std::function<void()> on_profile;
  std::function<void()> on_measure_left;

  void start();  ///< when the stage exists
  void set_measuring(bool measuring);
  /// For a meeting: the measures of the runs shown stand on the picture, and what is asked from now
  /// on is told there in their place, in large type.
  void set_large(bool large);
  bool told_large() const { return board_->isVisible(); }
  /// Nothing is asked any longer.
  void put_away();
  AnswerBoard& board() { return *board_; }
  /// Takes runs that have joined the session.
  void read_session();

 private:
  /// What is known to those runs.
  using Asked = std::function<Inspected(const AskedRuns&)>;
  /// Asks on a side of the picture, whose run answers first.
  Inspected ask(Asked asked, std::size_t side = 0);
  /// Does something that reads files; what can't be read is told in the table of facts.
  void attempt(const std::function<void()>& work);
  void tell(const Inspected& found);
  void go_to(const Inspected& found);
  void sort_rows();  ///< now, so that the first click need not
  void instant_changed();
  void answer_again();
  void read_profile();

  ViewWidget& view_;
  TimePanel& time_;
  const Session& session_;
  SearchIndex index_;
  std::future<void> gathering_;
  MeasureTool measure_;
  FactPanel* facts_;
  CurvePanel* curves_;
  ProfilePanel* profile_;
  ListPanel* list_;
  SearchBox* search_;
  AnswerBoard* board_;
  bool large_ = false;
  Asked asked_;
  std::size_t side_ = 0;
  AskedPlace spot_;
  QTimer again_;
  QTimer curve_;
  std::optional<double> wall_s_;
  std::optional<Choice> grid_;
  AskedRuns runs_;
};

}  // namespace twin

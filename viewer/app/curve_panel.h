#pragma once

#include <QComboBox>
#include <QToolButton>
#include <QWidget>
#include <functional>
#include <vector>

#include "viewer/app/chart.h"
#include "viewer/model/curve.h"
#include "viewer/model/sheet.h"

namespace twin {

/// What goes on through time at the place that was clicked: one value of all opened runs, its class
/// colours behind it, the instant shown as a line. A click on the chart goes to that instant.
class CurvePanel : public QWidget {
 public:
  CurvePanel(const Session& session, Language language);
  /// Seconds of the wall clock that a click on the chart meant.
  std::function<void(double)> on_instant;
  /// The chart is another.
  std::function<void(const Chart&)> on_drawn;

  void show_place(const AskedPlace& spot, const AskedRuns& runs);
  void show_instant(double wall_s);

  QComboBox& choice() { return *choice_; }
  ChartView& chart() { return *chart_; }
  const std::vector<Curve>& curves() const { return curves_; }
  /// The curves as a table: the clock, then a column a run.
  Sheet sheet() const;
  void copy() const;

 private:
  void read_curves();
  void draw();
  /// Runs of other days are laid over each other by the time since their starts.
  bool apart() const;
  bool by_the_clock() const;
  double shift_s(const Curve& curve) const;
  QString name_of(const Curve& curve) const;
  const ManifestField& field() const;

  const Session& session_;
  Language language_;
  QComboBox* choice_;
  QToolButton* copy_;
  ChartView* chart_;
  std::vector<Moving> moving_;
  std::vector<Curve> curves_;
  double wall_s_ = 0.0;
};

}  // namespace twin

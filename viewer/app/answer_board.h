#pragma once

#include <QFrame>
#include <QLabel>

#include "viewer/app/chart.h"
#include "viewer/app/view_widget.h"
#include "viewer/model/glance.h"

namespace twin {

/// What was clicked in a meeting, over the picture and in large type: the place, what runs say of
/// it, and its curve where it has one.
class AnswerBoard : public QFrame {
 public:
  AnswerBoard(ViewWidget& view, Language language);
  void show_answer(const AnswerAtAGlance& answer);
  void show_curve(const Chart& chart);
  ChartView& chart() { return *chart_; }
  QString text() const { return facts_->text(); }

 protected:
  /// Keeps its place when the view is of another size.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// Below the compass, as wide as its words need and as high as the view lets it.
  void place();
  /// Writes the answer in letters and lines that fit the view.
  void tell();

  ViewWidget& view_;
  Language language_;
  AnswerAtAGlance answer_;
  QLabel* name_;
  QLabel* facts_;
  ChartView* chart_;
};

}  // namespace twin

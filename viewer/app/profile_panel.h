#pragma once

#include <QLabel>
#include <QToolButton>
#include <QWidget>

#include "viewer/app/chart.h"
#include "viewer/model/profile.h"
#include "viewer/model/sheet.h"

namespace twin {

/// Ground and water along the line that was measured, at the instant shown.
class ProfilePanel : public QWidget {
 public:
  explicit ProfilePanel(Language language);
  void show_profile(Profile profile);

  const Profile& profile() const { return profile_; }
  QString summary() const { return summary_->text(); }
  /// Distance, level of the ground, depth and level of the water, building, point by point.
  Sheet sheet() const;
  void copy() const;

 private:
  void summarise();
  void draw();

  Language language_;
  Profile profile_;
  QLabel* summary_;
  QToolButton* copy_;
  ChartView* chart_;
};

}  // namespace twin

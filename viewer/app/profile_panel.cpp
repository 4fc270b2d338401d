#include "viewer/app/profile_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "viewer/app/texts.h"

namespace twin {
namespace {

const QColor kGround(134, 97, 60);
const QColor kWater(47, 116, 196);
const QColor kWaterArea(47, 116, 196, 110);
const QColor kBuilding(200, 196, 188);

bool is_wet(const ProfilePoint& point) {
  return std::isfinite(point.depth_m) && point.depth_m > 0.0F;
}

std::string building_at(const Profile& profile, double along_m) {
  const auto it = std::ranges::find_if(profile.buildings, [&](const BuildingOnLine& one) {
    return along_m >= one.from_m && along_m <= one.to_m;
  });
  return it == profile.buildings.end() ? std::string() : it->id;
}

Chart::Line ground_line(const Profile& profile, const QString& name) {
  Chart::Line line{.name = name, .colour = kGround, .points = {}};
  for (const ProfilePoint& point : profile.points) {
    line.points << QPointF(point.along_m, point.ground_m);
  }
  return line;
}

Chart::Line water_line(const Profile& profile, const QString& name) {
  Chart::Line line{.name = name, .colour = kWater, .points = {}};
  for (const ProfilePoint& point : profile.points) {
    line.points << QPointF(point.along_m,
                           is_wet(point) ? point.ground_m + point.depth_m : std::nan(""));
  }
  return line;
}

/// Water between its surface and the ground, a piece for each stretch that is wet.
void add_water(const Profile& profile, Chart& chart) {
  QPolygonF surface;
  QPolygonF bed;
  const auto close = [&] {
    for (auto it = bed.rbegin(); it != bed.rend(); ++it) surface << *it;
    if (surface.size() > 2) chart.areas.push_back({.outline = surface, .colour = kWaterArea});
    surface.clear();
    bed.clear();
  };
  for (const ProfilePoint& point : profile.points) {
    if (!is_wet(point)) {
      close();
      continue;
    }
    surface << QPointF(point.along_m, point.ground_m + point.depth_m);
    bed << QPointF(point.along_m, point.ground_m);
  }
  close();
}

/// Buildings stand over the whole height: how high they are would flatten the ground to a line.
void add_buildings(const Profile& profile, Chart& chart) {
  const auto range = chart.range();
  if (!range) return;
  for (const BuildingOnLine& one : profile.buildings) {
    const QRectF box(QPointF(one.from_m, range->top()), QPointF(one.to_m, range->bottom()));
    chart.areas.push_back({.outline = QPolygonF(box), .colour = kBuilding});
  }
}

}  // namespace

ProfilePanel::ProfilePanel(Language language)
    : language_(language),
      summary_(new QLabel),
      copy_(new QToolButton),
      chart_(new ChartView(language)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* row = new QHBoxLayout;
  summary_->setWordWrap(true);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  copy_->setText(qt(twin::tr("Copy", "Sao chép"), language_));
  copy_->setToolTip(
      qt(twin::tr("The profile, for a spreadsheet", "Chép mặt cắt để dán vào Excel"), language_));
  row->addWidget(summary_, 1);
  row->addWidget(copy_);
  column->addLayout(row);
  column->addWidget(chart_, 1);
  connect(copy_, &QToolButton::clicked, this, [this] { copy(); });
  summarise();
}

void ProfilePanel::show_profile(Profile profile) {
  profile_ = std::move(profile);
  summarise();
  draw();
}

void ProfilePanel::summarise() {
  copy_->setEnabled(!profile_.points.empty());
  if (profile_.points.empty()) {
    summary_->setText(
        qt(twin::tr("Press Measure, then click points on the ground; a double click ends",
                    "Chọn Đo rồi bấm các điểm trên mặt đất; bấm đúp để kết thúc"),
           language_));
    return;
  }
  const auto level = std::ranges::minmax(profile_.points, {}, &ProfilePoint::ground_m);
  Text text = twin::tr("length ", "dài ") + shown(profile_.length_m, 1) +
              twin::tr(" m · ground ", " m · mặt đất ") + shown(level.min.ground_m, 2) + "–" +
              shown(level.max.ground_m, 2) + " m";
  float deepest_m = 0.0F;
  for (const ProfilePoint& point : profile_.points) {
    if (is_wet(point)) deepest_m = std::max(deepest_m, point.depth_m);
  }
  if (deepest_m > 0.0F)
    text += twin::tr(" · deepest ", " · sâu nhất ") + shown(deepest_m, 2) + " m";
  if (!profile_.buildings.empty()) {
    text += twin::tr(" · buildings met: ", " · nhà cắt qua: ") +
            std::to_string(profile_.buildings.size());
  }
  summary_->setText(capital(qt(text, language_)));
}

void ProfilePanel::draw() {
  Chart chart;
  if (!profile_.points.empty()) {
    chart.from_zero = false;
    chart.x_title = qt(twin::tr("along the line, m", "khoảng cách, m"), language_);
    chart.y_title = qt(twin::tr("level, m", "cao độ, m"), language_);
    chart.lines = {ground_line(profile_, qt(twin::tr("ground", "mặt đất"), language_)),
                   water_line(profile_, qt(twin::tr("water", "mặt nước"), language_))};
    add_buildings(profile_, chart);
    add_water(profile_, chart);
  }
  chart_->show_chart(std::move(chart));
}

Sheet ProfilePanel::sheet() const {
  const auto head = [&](const char* english, const char* vietnamese, int decimals) {
    return Sheet::Column{.title = twin::tr(english, vietnamese).in(language_),
                         .decimals = decimals};
  };
  Sheet sheet{
      .columns = {head("distance (m)", "khoảng cách (m)", 2), head("x (m)", "tọa độ x (m)", 2),
                  head("y (m)", "tọa độ y (m)", 2),
                  head("ground level (m)", "cao độ mặt đất (m)", 2),
                  head("depth of water (m)", "độ sâu ngập (m)", 2),
                  head("water level (m)", "cao độ mặt nước (m)", 2), head("building", "mã nhà", 0)},
      .rows = {}};
  for (const ProfilePoint& point : profile_.points) {
    const double depth_m = point.depth_m;
    sheet.rows.push_back({point.along_m, point.at.x_m, point.at.y_m, point.ground_m, depth_m,
                          is_wet(point) ? point.ground_m + depth_m : std::nan(""),
                          building_at(profile_, point.along_m)});
  }
  return sheet;
}

void ProfilePanel::copy() const { copy_for_spreadsheet(sheet(), language_); }

}  // namespace twin

#include "viewer/app/curve_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "viewer/app/texts.h"

namespace twin {
namespace {

/// Lines of runs: told apart from each other and from the bands of classes.
const std::array<QColor, 6> kColours = {QColor(20, 40, 75),  QColor(196, 69, 45),
                                        QColor(42, 138, 87), QColor(138, 91, 184),
                                        QColor(201, 138, 0), QColor(90, 90, 90)};
constexpr int kFaint = 70;  // of 255
constexpr double kHour_s = 3600.0;

std::vector<Chart::Band> bands_of(const ManifestField& field) {
  std::vector<Chart::Band> bands;
  if (!field.ramp) return bands;
  for (const LegendClass& one : legend_of(field)) {
    QColor colour(QString::fromStdString(one.colour));
    colour.setAlpha(kFaint);
    bands.push_back({.from = one.from, .to = one.to, .colour = colour});
  }
  return bands;
}

}  // namespace

CurvePanel::CurvePanel(const Session& session, Language language)
    : session_(session),
      language_(language),
      choice_(new QComboBox),
      copy_(new QToolButton),
      chart_(new ChartView(language)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* row = new QHBoxLayout;
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  copy_->setText(qt(twin::tr("Copy", "Sao chép"), language_));
  copy_->setToolTip(
      qt(twin::tr("The values, for a spreadsheet", "Chép số liệu để dán vào Excel"), language_));
  row->addWidget(choice_, 1);
  row->addWidget(copy_);
  column->addLayout(row);
  column->addWidget(chart_, 1);
  connect(choice_, &QComboBox::currentIndexChanged, this, [this] { read_curves(); });
  connect(copy_, &QToolButton::clicked, this, [this] { copy(); });
  chart_->on_clicked = [this](double x) {
    if (on_instant && !curves_.empty()) on_instant(x + shift_s(curves_.front()));
  };
  setEnabled(false);
}

void CurvePanel::show_place(const AskedPlace& spot, const AskedRuns& runs) {
  const QString before = choice_->currentText();
  moving_ = moving_at(session_, spot, runs);
  const QSignalBlocker quiet(choice_);
  choice_->clear();
  for (const Moving& moving : moving_) choice_->addItem(capital(qt(moving.title, language_)));
  // What was looked at goes on being looked at.
  choice_->setCurrentIndex(std::max(0, choice_->findText(before)));
  setEnabled(!moving_.empty());
  read_curves();
}

void CurvePanel::show_instant(double wall_s) {
  wall_s_ = wall_s;
  if (!curves_.empty()) draw();
}

void CurvePanel::read_curves() {
  curves_.clear();
  const int chosen = choice_->currentIndex();
  if (chosen >= 0 && !moving_.empty()) {
    for (const CurvePlace& place : moving_[static_cast<std::size_t>(chosen)].places) {
      curves_.push_back(curve_of(session_, place));
    }
  }
  draw();
}

const ManifestField& CurvePanel::field() const {
  return moving_[static_cast<std::size_t>(choice_->currentIndex())].field();
}

bool CurvePanel::apart() const {
  return std::ranges::any_of(curves_, [&](const Curve& curve) {
    return !session_.share_clock(curves_.front().run, curve.run);
  });
}

bool CurvePanel::by_the_clock() const {
  return session_.runs()[curves_.front().run]->has_clock() && !apart();
}

double CurvePanel::shift_s(const Curve& curve) const {
  return apart() ? session_.runs()[curve.run]->start_s() : 0.0;
}

QString CurvePanel::name_of(const Curve& curve) const {
  const QString title = qt(name_of_run(session_, curve.run), language_);
  const auto since_s = session_.since_start_s(curve.run, wall_s_);
  if (!since_s) return title;
  const float now = value_at(curve, session_.runs()[curve.run]->start_s() + *since_s);
  if (!std::isfinite(now)) return title;
  return title + ": " + qt(shown_with_unit(now, field()), language_);
}

void CurvePanel::draw() {
  Chart chart;
  chart.note = qt(twin::tr("No run tells how it goes on at this place",
                           "Không kết quả nào cho biết diễn biến theo thời gian tại đây"),
                  language_);
  if (!curves_.empty()) {
    const bool clock = by_the_clock();
    chart.axis = clock ? AxisKind::clock : AxisKind::since_start;
    chart.x_title = clock
                        ? qt(twin::tr("time", "giờ"), language_)
                        : qt(twin::tr("hours since the start", "giờ kể từ lúc bắt đầu"), language_);
    chart.y_title = choice_->currentText();
    const QString unit = qt(unit_for_people(field().unit), language_);
    if (!unit.isEmpty()) chart.y_title += ", " + unit;
    chart.bands = bands_of(field());
  }
  for (const Curve& curve : curves_) {
    Chart::Line line{.name = name_of(curve),
                     .colour = kColours[chart.lines.size() % kColours.size()],
                     .points = {},
                     .dots = curve.wall_s.size() <= 40};
    const double shift = shift_s(curve);
    for (std::size_t i = 0; i < curve.wall_s.size(); ++i) {
      line.points << QPointF(curve.wall_s[i] - shift, curve.values[i]);
    }
    // The cursor stands in the run whose time it is.
    const bool now = !curve.wall_s.empty() && wall_s_ >= curve.wall_s.front() - 1.0 &&
                     wall_s_ <= curve.wall_s.back() + 1.0;
    if (now && !chart.cursor) chart.cursor = wall_s_ - shift;
    chart.lines.push_back(std::move(line));
  }
  chart_->show_chart(std::move(chart));
  if (on_drawn) on_drawn(chart_->chart());
}

Sheet CurvePanel::sheet() const {
  if (curves_.empty()) return {};
  const Text when = by_the_clock() ? twin::tr("time", "thời gian")
                                   : twin::tr("hours since the start", "giờ kể từ lúc bắt đầu");
  Sheet sheet{.columns = {{.title = when.in(language_), .decimals = 2}}, .rows = {}};
  std::map<double, std::vector<Value>> rows;
  for (const Curve& curve : curves_) {
    const std::size_t column = sheet.columns.size();
    sheet.columns.push_back({.title = choice_->currentText().toStdString() + " – " +
                                      name_of_run(session_, curve.run).in(language_),
                             .decimals = std::max(2, field().decimals)});
    for (std::size_t i = 0; i < curve.wall_s.size(); ++i) {
      const double at_s = curve.wall_s[i] - shift_s(curve);
      std::vector<Value>& row = rows[at_s];
      row.resize(1 + curves_.size());
      if (by_the_clock())
        row[0] = clock_text(at_s);
      else
        row[0] = at_s / kHour_s;
      row[column] = static_cast<double>(curve.values[i]);
    }
  }
  for (auto& [at_s, row] : rows) sheet.rows.push_back(std::move(row));
  return sheet;
}

void CurvePanel::copy() const { copy_for_spreadsheet(sheet(), language_); }

}  // namespace twin

#include "viewer/app/answer_board.h"

#include <QEvent>
#include <QVBoxLayout>
#include <cmath>

#include "viewer/app/texts.h"

namespace twin {
namespace {

// Parts of the view's width and height, and sizes for a picture 720 pixels high.
constexpr double kWidth = 0.31;
constexpr double kTop = 112.0;  // below the compass
constexpr double kEdge = 14.0;
constexpr int kPadding = 8;     // of a cell, pixels
constexpr double kFoot = 84.0;  // the scale bar and the lowest strip
constexpr double kName = 18.0;
constexpr double kFacts = 13.5;
constexpr double kChart = 165.0;

/// `wide`: a run's title on one line, pixels.
QString table_of(const AnswerAtAGlance& answer, const QFontMetrics& letters, int wide,
                 Language language) {
  QString rows;
  for (const FactSection& section : answer.sections) {
    rows += "<tr><td colspan=2 style='color:#5b6b86'>" +
            letters.elidedText(capital(qt(section.title, language)), Qt::ElideMiddle, wide)
                .toHtmlEscaped() +
            "</td></tr>";
    for (const Fact& fact : section.facts) {
      rows += "<tr><td width='66%'>" + capital(qt(fact.what, language)).toHtmlEscaped() +
              "</td><td align=right><b>" + qt(fact.value, language).toHtmlEscaped() +
              "</b></td></tr>";
    }
  }
  return "<table width='100%' cellspacing=0 cellpadding=2>" + rows + "</table>";
}

}  // namespace

AnswerBoard::AnswerBoard(ViewWidget& view, Language language)
    : QFrame(&view),
      view_(view),
      language_(language),
      name_(new QLabel),
      facts_(new QLabel),
      chart_(new ChartView(language)) {
  setObjectName("answer");
  setStyleSheet("#answer { background: white; border-radius: 6px; } QLabel { color: #182238; }");
  auto* column = new QVBoxLayout(this);
  column->addWidget(name_);
  column->addWidget(facts_);
  column->addWidget(chart_);
  name_->setTextFormat(Qt::PlainText);
  facts_->setTextFormat(Qt::RichText);
  for (QLabel* label : {name_, facts_}) label->setWordWrap(true);
  setCursor(Qt::ArrowCursor);               // the red pointer stays on the picture
  setAttribute(Qt::WA_NoMousePropagation);  // a click on it asks nothing of what lies behind
  view.installEventFilter(this);
  hide();
}

void AnswerBoard::show_answer(const AnswerAtAGlance& answer) {
  answer_ = answer;
  tell();
  show();
}

void AnswerBoard::tell() {
  name_->setText(capital(qt(answer_.place, language_)));
  place();  // letters first: titles are cut to the width they leave
  const int wide = width() - 2 * layout()->contentsMargins().left();
  facts_->setText(table_of(answer_, facts_->fontMetrics(), wide - kPadding, language_));
  place();
}

bool AnswerBoard::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && isVisible()) tell();
  return QFrame::eventFilter(watched, event);
}

void AnswerBoard::show_curve(const Chart& chart) {
  chart_->show_chart(chart);
  chart_->setVisible(chart.range().has_value());
  place();
}

void AnswerBoard::place() {
  const double scale = view_.type_scale() / devicePixelRatioF();
  const auto px = [&](double size) { return static_cast<int>(std::lround(size * scale)); };
  const auto set_size = [&](QWidget& widget, double size, bool bold) {
    QFont letters = widget.font();
    letters.setPixelSize(px(size));
    letters.setBold(bold);
    widget.setFont(letters);
  };
  set_size(*name_, kName, true);
  set_size(*facts_, kFacts, false);
  set_size(*chart_, kFacts, false);
  chart_->setFixedHeight(px(kChart));
  const int wide = static_cast<int>(kWidth * view_.width());
  const int room = view_.height() - px(kTop) - px(kFoot);
  const int high = std::min(room, layout()->totalHeightForWidth(wide));
  setGeometry(view_.width() - wide - px(kEdge), px(kTop), wide, high);
}

}  // namespace twin

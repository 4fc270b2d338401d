#include <QFile>
#include <QPainter>
#include <QPdfWriter>

#include "viewer/app/film.h"
#include "viewer/app/studio.h"
#include "viewer/app/tour_stops.h"

namespace twin {
namespace {

constexpr double kMargin_mm = 12.0;
constexpr int kDots_per_inch = 150;

double dots(double mm) { return mm / 25.4 * kDots_per_inch; }

QFont font(double mm, bool bold) {
  QFont f(QStringLiteral("Noto Sans"));
  f.setPixelSize(static_cast<int>(dots(mm)));
  f.setBold(bold);
  return f;
}

/// A file that is removed unless it has been given its name by then.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path file) : file_(std::move(file)) {}
  ~Unfinished() {
    std::error_code error;
    std::filesystem::remove(file_, error);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

 private:
  std::filesystem::path file_;
};

/// One page: title of the tour, the picture, what is said, the number of the page.
void print_page(QPainter& painter, const QSizeF& page, const Tour& tour, std::size_t number,
                const QImage& picture) {
  const double wide = page.width();
  painter.setPen(QColor(20, 34, 62));
  painter.setFont(font(4.2, false));
  painter.drawText(QRectF(0, 0, wide, dots(8)), Qt::AlignLeft | Qt::AlignVCenter,
                   QString::fromStdString(tour.title));
  painter.drawText(QRectF(0, 0, wide, dots(8)), Qt::AlignRight | Qt::AlignVCenter,
                   QString("%1 / %2").arg(number + 1).arg(tour.stops.size()));
  const QString caption = QString::fromStdString(tour.stops[number].caption);
  const double below = caption.isEmpty() ? 0.0 : dots(26);
  const QRectF room(0, dots(10), wide, page.height() - dots(10) - below);
  const QSizeF size = QSizeF(picture.size()).scaled(room.size(), Qt::KeepAspectRatio);
  painter.drawImage(QRectF(QPointF(0.5 * (wide - size.width()), room.top()), size), picture);
  if (caption.isEmpty()) return;
  painter.setFont(font(6.0, true));
  painter.drawText(QRectF(0, room.top() + size.height() + dots(4), wide,
                          page.height() - room.top() - size.height() - dots(4)),
                   Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, caption);
}

}  // namespace

void print_tour(const Session& session, const ShotOrder& order, const Tour& tour,
                const std::filesystem::path& pdf, const FilmProgress& progress) {
  Studio studio(session, order);
  studio.overlay().tells_measures = true;
  std::filesystem::path partial = pdf;
  partial += ".partial";
  const auto unwritten = [&](const Text& found) {
    return OutputError({.where = pdf.string(),
                        .found = found,
                        .expected = tr("a folder with room and permission",
                                       "thư mục có quyền ghi và còn chỗ trống"),
                        .outcome = tr("the tour was not printed", "chưa in hành trình")});
  };
  const Unfinished unfinished(partial);
  QFile file(QString::fromStdString(partial.string()));
  if (!file.open(QIODevice::WriteOnly)) throw unwritten(file.errorString().toStdString());
  {
    QPdfWriter writer(&file);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape,
                                     QMarginsF(kMargin_mm, kMargin_mm, kMargin_mm, kMargin_mm),
                                     QPageLayout::Millimeter));
    writer.setResolution(kDots_per_inch);
    writer.setTitle(QString::fromStdString(tour.title));
    writer.setCreator(QStringLiteral("WardTwin"));
    QPainter painter;
    if (!painter.begin(&writer)) throw unwritten(tr("it can't be written", "không ghi được"));
    for (std::size_t i = 0; i < tour.stops.size(); ++i) {
      progress(static_cast<double>(i) / static_cast<double>(tour.stops.size()));
      const TourStop& stop = tour.stops[i];
      show_stop(stop, studio.stage(), studio.overlay());
      studio.stage().set_wall_time_s(wall_time_s_of(stop, studio.stage()));
      studio.overlay().caption.clear();  // it stands below the picture
      update_overlay(studio.overlay(), studio.stage());
      studio.set_camera(camera_of(stop, session.world()));
      if (i > 0) writer.newPage();
      print_page(painter, writer.pageLayout().paintRectPixels(kDots_per_inch).size(), tour, i,
                 studio.picture());
    }
  }
  if (!file.flush() || file.error() != QFileDevice::NoError) {
    throw unwritten(file.errorString().toStdString());
  }
  file.close();
  std::error_code error;
  std::filesystem::rename(partial, pdf, error);
  if (error) throw unwritten(error.message());
}

}  // namespace twin

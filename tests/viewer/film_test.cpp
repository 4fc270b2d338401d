#include "viewer/app/film.h"

#include <gtest/gtest.h>
#include <poppler-document.h>
#include <poppler-page.h>

#include <QProcess>
#include <QStandardPaths>
#include <memory>

#include "tests/viewer/has_egl.h"
#include "tests/viewer/opened_ward.h"

namespace twin {
namespace {

/// Films and prints of the tiny ward, drawn without a window.
class Film : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_egl()) GTEST_SKIP() << "no EGL here: pictures can't be drawn";
  }
  static bool has_ffmpeg() { return !QStandardPaths::findExecutable("ffmpeg").isEmpty(); }

  static ShotOrder small() {
    ShotOrder order;
    order.width = 160;
    order.height = 90;
    order.samples = 0;
    return order;
  }
  Tour tour() const {
    const Point middle{kTinyWest_m + 120.0, kTinySouth_m + 80.0};
    TourStop stop;
    stop.caption = "Trước khi mưa";
    stop.eye = {middle.x_m, middle.y_m - 200.0};
    stop.eye_level_m = 200.0;
    stop.target = middle;
    stop.target_level_m = 6.0;
    stop.time = "0 s";
    stop.stay_s = 0.4;
    TourStop second = stop;
    second.caption = "Ngập cao nhất";
    second.eye.y_m += 50.0;
    second.time = "peak";
    second.travel_s = 0.6;
    return {.title = "Họp giao ban", .stops = {stop, second}};
  }
  /// What ffprobe says of the stream of pictures.
  static QString probed(const std::filesystem::path& file, const char* entry) {
    QProcess probe;
    probe.start("ffprobe",
                {"-v", "error", "-count_frames", "-show_entries", QString("stream=%1").arg(entry),
                 "-of", "csv=p=0", QString::fromStdString(file.string())});
    probe.waitForFinished(-1);
    return QString::fromUtf8(probe.readAllStandardOutput()).trimmed();
  }

  OpenedWard opened_;
};

TEST_F(Film, OfATourHasAPictureForEachInstantOfIt) {
  if (!has_ffmpeg()) GTEST_SKIP() << "no ffmpeg here: films can't be made";
  const auto file = opened_.file("tour.mp4");
  double last = 0.0;
  film(opened_.session, {.picture = small(), .tour = tour(), .frames_per_s = 10.0}, file,
       [&](double share) {
         EXPECT_GE(share, last);
         last = share;
       });
  // 0.4 s at the first stop, 0.6 s on the way (its last picture is the first of the stay), 0.4 s.
  EXPECT_EQ(probed(file, "nb_read_frames"), "13");
  EXPECT_EQ(probed(file, "width,height"), "160,90");
  EXPECT_FALSE(std::filesystem::exists(opened_.file("tour.mp4.partial")));
}

TEST_F(Film, OfARunLetsItsTimePass) {
  if (!has_ffmpeg()) GTEST_SKIP() << "no ffmpeg here: films can't be made";
  const auto file = opened_.file("run.mp4");
  film(opened_.session, {.picture = small(), .tour = {}, .frames_per_s = 5.0, .seconds = 2.0}, file,
       [](double) {});
  EXPECT_EQ(probed(file, "nb_read_frames"), "10");
}

TEST_F(Film, OfAnOddSizeIsRefusedAndLeavesNothing) {
  ShotOrder odd = small();
  odd.width = 161;
  EXPECT_THROW(film(opened_.session, {.picture = odd, .tour = tour()}, opened_.file("odd.mp4"),
                    [](double) {}),
               UsageError);
  EXPECT_FALSE(std::filesystem::exists(opened_.file("odd.mp4")));
  EXPECT_FALSE(std::filesystem::exists(opened_.file("odd.mp4.partial")));
}

TEST_F(Film, WithoutFfmpegIsTold) {
  const QByteArray path = qgetenv("PATH");
  qputenv("PATH", "/nowhere");
  try {
    film(opened_.session, {.picture = small(), .tour = tour()}, opened_.file("none.mp4"),
         [](double) {});
    ADD_FAILURE() << "filmed";
  } catch (const OutputError& error) {
    EXPECT_NE(error.finding().text(Language::english).find("no program ffmpeg"), std::string::npos);
  }
  qputenv("PATH", path);
}

TEST_F(Film, APrintedTourHasAPageForEachStop) {
  const auto file = opened_.file("tour.pdf");
  print_tour(opened_.session, small(), tour(), file, [](double) {});
  const std::unique_ptr<poppler::document> pdf(poppler::document::load_from_file(file.string()));
  ASSERT_NE(pdf, nullptr);
  ASSERT_EQ(pdf->pages(), 2);
  const std::unique_ptr<poppler::page> page(pdf->create_page(1));
  const poppler::byte_array text = page->text().to_utf8();
  const std::string told(text.begin(), text.end());
  EXPECT_NE(told.find("Ngập cao nhất"), std::string::npos) << told;
  EXPECT_NE(told.find("2/2"), std::string::npos) << told;  // blanks are dropped between numbers
}

}  // namespace
}  // namespace twin

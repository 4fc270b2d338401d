#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QProcess>
#include <QProgressDialog>
#include <QPushButton>
#include <QStandardPaths>
#include <QStatusBar>

#include "tests/viewer/opened_window.h"

namespace twin {
namespace {

/// Films and prints asked for in the window, drawn by the real program beside it.
class Export : public OpenedWindow {
 protected:
  void SetUp() override {
    if (!draws()) GTEST_SKIP() << "no EGL here: pictures can't be drawn";
    exporter().use_program(WARDTWIN_VIEWER);
    window_->tour().take({}, true);
    window_->tour().add_stop();
  }
  /// Whether the viewer can draw without a window here. Asked in a process of its own: beside the
  /// context of a window none can be made.
  static bool draws() {
    const auto path = [](const char* name) {
      return QString::fromStdString(opened_->file(name).string());
    };
    static const int code = QProcess::execute(
        WARDTWIN_VIEWER, {path("ward"), "--shot", path("shot.png"), "--size", "64x64"});
    return code == 0;
  }
  static FilmExport& exporter() { return window_->film_export(); }
  static Tour tour_of(double stay_s) {
    Tour tour = window_->tour().tour();
    tour.stops.front().stay_s = stay_s;
    return tour;
  }
  static QString start(const Tour& tour, FilmExport::Kind kind, const char* name) {
    const QString file = QString::fromStdString(opened_->file(name).string());
    exporter().start(tour, kind, file, "declared");
    return file;
  }
  static bool wait_until(const std::function<bool()>& come) {
    constexpr int kPatience_ms = 100'000;
    QElapsedTimer timer;
    timer.start();
    while (!come() && timer.elapsed() < kPatience_ms) {
      QApplication::processEvents(QEventLoop::AllEvents, 50);
      QThread::msleep(10);
    }
    return come();
  }
  static QString told() { return window_->statusBar()->currentMessage(); }
};

TEST_F(Export, AFilmIsWrittenBesideTheWindow) {
  if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) GTEST_SKIP() << "no ffmpeg here";
  const QString file = start(tour_of(0.1), FilmExport::Kind::film, "tour.mp4");
  ASSERT_TRUE(exporter().running());
  ASSERT_NE(exporter().dialog(), nullptr);
  ASSERT_TRUE(wait_until([] { return !exporter().running(); }));
  EXPECT_EQ(told(), "Đã ghi: " + file);
  EXPECT_TRUE(QFile::exists(file));
  EXPECT_EQ(exporter().dialog(), nullptr);
}

TEST_F(Export, ACancelledFilmLeavesNothing) {
  if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) GTEST_SKIP() << "no ffmpeg here";
  const QString file = start(tour_of(600.0), FilmExport::Kind::film, "long.mp4");
  ASSERT_TRUE(wait_until([&] { return QFile::exists(file + ".partial"); }));
  exporter().dialog()->findChild<QPushButton*>()->click();
  ASSERT_TRUE(wait_until([] { return !exporter().running(); }));
  EXPECT_FALSE(QFile::exists(file));
  EXPECT_FALSE(QFile::exists(file + ".partial"));
  EXPECT_EQ(told(), "Đã hủy; chưa ghi gì");
}

TEST_F(Export, WhileOneIsWrittenNoOtherBeginsAndTheWindowSaysSo) {
  if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) GTEST_SKIP() << "no ffmpeg here";
  start(tour_of(600.0), FilmExport::Kind::film, "first.mp4");
  EXPECT_THROW(start(tour_of(0.1), FilmExport::Kind::print, "second.pdf"), OutputError);
  window_->tour().on_export(tour_of(0.1), FilmExport::Kind::print);
  auto* finding = window_->findChild<QDialog*>("finding");
  ASSERT_NE(finding, nullptr);
  QStringList words;
  for (const QLabel* label : finding->findChildren<QLabel*>()) words << label->text();
  EXPECT_TRUE(words.contains("tập tin này đang được xuất")) << words.join('|').toStdString();
  finding->close();
  exporter().cancel();
  ASSERT_TRUE(wait_until([] { return !exporter().running(); }));
  EXPECT_FALSE(QFile::exists(QString::fromStdString(opened_->file("second.pdf").string())));
}

TEST_F(Export, TheWindowAsksBeforeItClosesOnAFilm) {
  if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) GTEST_SKIP() << "no ffmpeg here";
  window_->tour().take(window_->tour().tour(), true);
  const QString file = start(tour_of(600.0), FilmExport::Kind::film, "cut.mp4");
  ASSERT_TRUE(wait_until([&] { return QFile::exists(file + ".partial"); }));
  const auto on_end = exporter().on_end;
  const auto answer = [](const char* words) {
    EXPECT_FALSE(window_->close());
    for (QAbstractButton* one : window_->findChild<QMessageBox*>("quit_question")->buttons()) {
      if (one->text() == QString::fromUtf8(words)) one->click();
    }
    settle();
  };
  answer("Để xuất tiếp");
  EXPECT_TRUE(exporter().running());
  EXPECT_TRUE(window_->isVisible());
  answer("Dừng và thoát");
  ASSERT_TRUE(wait_until([] { return !window_->isVisible(); }));
  EXPECT_FALSE(exporter().running());
  EXPECT_FALSE(QFile::exists(file));
  EXPECT_FALSE(QFile::exists(file + ".partial"));
  exporter().on_end = on_end;
  window_->show();
  settle();
}

TEST_F(Export, AFileThatCannotBeWrittenIsToldInFourParts) {
  start(tour_of(0.1), FilmExport::Kind::print, "no_folder/tour.pdf");
  ASSERT_TRUE(wait_until([] { return !exporter().running(); }));
  const auto* finding = window_->findChild<QDialog*>("finding");
  ASSERT_NE(finding, nullptr);
  QStringList words;
  for (const QLabel* label : finding->findChildren<QLabel*>()) words << label->text();
  EXPECT_TRUE(words.join('\n').contains("no_folder/tour.pdf"));
  EXPECT_TRUE(words.contains("không để lại tập tin nào")) << words.join('|').toStdString();
}

TEST_F(Export, APrintIsWrittenToo) {
  const QString file = start(tour_of(0.1), FilmExport::Kind::print, "tour.pdf");
  ASSERT_TRUE(wait_until([] { return !exporter().running(); }));
  EXPECT_TRUE(QFile::exists(file));
}

}  // namespace
}  // namespace twin

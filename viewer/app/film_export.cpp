#include "viewer/app/film_export.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include "viewer/app/texts.h"

namespace twin {

FilmExport::FilmExport(QWidget* window, const Session& session, Language language)
    : QObject(window),
      window_(window),
      session_(session),
      language_(language),
      program_(QCoreApplication::applicationFilePath()) {
  connect(&child_, &QProcess::readyReadStandardError, [this] { read_progress(); });
  connect(&child_, &QProcess::finished,
          [this](int code, QProcess::ExitStatus status) { ended(code, status); });
  connect(&child_, &QProcess::errorOccurred, [this](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart) ended(-1, QProcess::CrashExit);
  });
}

FilmExport::~FilmExport() {
  if (!running()) return;
  disconnect(&child_, nullptr, nullptr, nullptr);
  child_.kill();
  child_.waitForFinished();
  remove_partial();
}

QString FilmExport::ending_of(Kind kind) { return kind == Kind::film ? "mp4" : "pdf"; }

void FilmExport::remove_partial() const { QFile::remove(file_ + ".partial"); }

void FilmExport::require_idle() const {
  if (!running()) return;
  throw OutputError(
      {.where = file_.toStdString(),
       .found = twin::tr("it is still being written", "tập tin này đang được xuất"),
       .expected = twin::tr("one film or print at a time", "mỗi lần chỉ xuất một phim hoặc bản in"),
       .outcome = twin::tr("no other was begun; wait until it is done, or cancel it",
                           "chưa xuất tập tin khác; hãy đợi xong hoặc hủy lần đang xuất")});
}

void FilmExport::cancel() {
  cancelled_ = true;
  child_.terminate();
}

void FilmExport::start(const Tour& tour, Kind kind, const QString& file,
                       const std::string& palette) {
  require_idle();
  file_ = file;
  heard_.clear();
  said_.clear();
  cancelled_ = false;
  scratch_ = std::make_unique<QTemporaryDir>();
  const QString tour_file = scratch_->filePath("tour.json");
  write_tour(tour_file.toStdString(), tour);
  QStringList arguments{QString::fromStdString(session_.ward().folder.string())};
  for (const auto& run : session_.runs()) {
    arguments << QString::fromStdString(run->bundle().folder().string());
  }
  arguments << (kind == Kind::print ? "--tour-pdf" : "--movie") << file;
  arguments << "--palette" << QString::fromStdString(palette);
  arguments << "--tour" << tour_file << "--size"
            << "1920x1080"
            << "--progress"
            << "json";
  arguments << "--lang" << (language_ == Language::english ? "en" : "vi");
  dialog_ = std::make_unique<QProgressDialog>(file, qt(twin::tr("Cancel", "Hủy"), language_), 0,
                                              1000, window_);
  dialog_->setMinimumDuration(0);
  dialog_->setWindowTitle(qt(twin::tr("Writing", "Đang xuất"), language_));
  connect(dialog_.get(), &QProgressDialog::canceled, [this] { cancel(); });
  child_.start(program_, arguments);
}

void FilmExport::read_progress() {
  heard_ += child_.readAllStandardError();
  for (qsizetype end = heard_.indexOf('\n'); end >= 0; end = heard_.indexOf('\n')) {
    const QByteArray line = heard_.left(end + 1);
    heard_.remove(0, end + 1);
    const QJsonDocument json = QJsonDocument::fromJson(line);
    if (!json.isObject()) {
      said_ += line;
    } else if (dialog_) {
      dialog_->setValue(static_cast<int>(1000.0 * json["fraction"].toDouble()));
    }
  }
}

void FilmExport::ended(int code, QProcess::ExitStatus status) {
  read_progress();
  dialog_.reset();
  scratch_.reset();
  const bool done = status == QProcess::NormalExit && code == 0;
  if (!done) remove_partial();
  if (cancelled_) {
    if (on_end)
      on_end(qt(twin::tr("Cancelled; nothing was written", "Đã hủy; chưa ghi gì"), language_));
  } else if (done) {
    if (on_end) on_end(qt(twin::tr("Written: ", "Đã ghi: "), language_) + file_);
  } else if (on_failure) {
    on_failure(failure());
  }
}

OutputError FilmExport::failure() const {
  const Text silent =
      twin::tr("the drawing program ended by itself", "chương trình vẽ bị dừng đột ngột");
  return OutputError(
      {.where = file_.toStdString(),
       .found = said_.isEmpty() ? silent : Text(said_.trimmed().toStdString()),
       .expected = twin::tr("a film or print that ends well", "phim hoặc bản in được ghi trọn vẹn"),
       .outcome = twin::tr("no file was left there", "không để lại tập tin nào")});
}

}  // namespace twin

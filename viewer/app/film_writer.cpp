#include "viewer/app/film_writer.h"

#include <QStandardPaths>

#include "engine/base/findings.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

OutputError no_film(const fs::path& file, const Text& found) {
  return OutputError({.where = file.string(),
                      .found = found,
                      .expected = tr("a folder with room and permission, and an ffmpeg with H.264",
                                     "thư mục có quyền ghi, còn chỗ trống và ffmpeg có H.264"),
                      .outcome = tr("no film was kept", "chưa lưu được phim")});
}

OutputError no_ffmpeg(const fs::path& file) {
  return OutputError(
      {.where = file.string(),
       .found = tr("no program ffmpeg on this machine", "máy này không có chương trình ffmpeg"),
       .expected = tr("ffmpeg (Debian package ffmpeg)", "ffmpeg (gói ffmpeg của Debian)"),
       .outcome = tr("no film was made; pictures and tours as PDF need no ffmpeg",
                     "chưa làm phim; lưu ảnh và hành trình PDF không cần ffmpeg")});
}

}  // namespace

FilmWriter::FilmWriter(const fs::path& mp4, int width, int height, double frames_per_s)
    : target_(mp4), partial_(mp4) {
  partial_ += ".partial";
  if (width % 2 != 0 || height % 2 != 0) {
    throw UsageError({.where = "--size",
                      .found = std::to_string(width) + "x" + std::to_string(height),
                      .expected = tr("an even width and height, as H.264 needs them",
                                     "chiều rộng và chiều cao là số chẵn theo yêu cầu của H.264"),
                      .outcome = tr("no film was made", "chưa làm phim")});
  }
  const QString program = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
  if (program.isEmpty()) throw no_ffmpeg(mp4);
  ffmpeg_.start(program, {"-loglevel",
                          "error",
                          "-y",
                          "-f",
                          "rawvideo",
                          "-pixel_format",
                          "rgb24",
                          "-video_size",
                          QString("%1x%2").arg(width).arg(height),
                          "-framerate",
                          QString::number(frames_per_s),
                          "-i",
                          "-",
                          "-c:v",
                          "libx264",
                          "-preset",
                          "medium",
                          "-crf",
                          "19",
                          "-pix_fmt",
                          "yuv420p",
                          "-movflags",
                          "+faststart",
                          "-fflags",
                          "+bitexact",
                          "-flags:v",
                          "+bitexact",
                          "-map_metadata",
                          "-1",
                          "-threads",
                          "1",
                          "-f",
                          "mp4",
                          QString::fromStdString(partial_.string())});
  if (!ffmpeg_.waitForStarted()) throw no_ffmpeg(mp4);
}

FilmWriter::~FilmWriter() {
  if (finished_) return;
  ffmpeg_.kill();
  ffmpeg_.waitForFinished();
  std::error_code error;
  fs::remove(partial_, error);
}

void FilmWriter::add(const QImage& picture) {
  const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
  for (int y = 0; y < rgb.height(); ++y) {
    ffmpeg_.write(reinterpret_cast<const char*>(rgb.constScanLine(y)), qint64{3} * rgb.width());
  }
  while (ffmpeg_.bytesToWrite() > 0) {
    if (ffmpeg_.waitForBytesWritten(-1)) continue;
    ffmpeg_.waitForFinished(1000);
    throw no_film(target_, ffmpeg_.readAllStandardError().trimmed().toStdString());
  }
}

void FilmWriter::finish() {
  ffmpeg_.closeWriteChannel();
  const bool ended = ffmpeg_.waitForFinished(-1);
  if (!ended || ffmpeg_.exitStatus() != QProcess::NormalExit || ffmpeg_.exitCode() != 0) {
    throw no_film(target_, ffmpeg_.readAllStandardError().trimmed().toStdString());
  }
  std::error_code error;
  fs::rename(partial_, target_, error);
  if (error) throw no_film(target_, error.message());
  finished_ = true;
}

}  // namespace twin

#pragma once

#include <QImage>
#include <QProcess>
#include <filesystem>

namespace twin {

/// Pictures one after another into an MP4 file (H.264, 4:2:0), by an ffmpeg that runs beside us.
class FilmWriter {
 public:
  /// @throws UsageError: an odd width or height, which the format cannot hold; OutputError: no
  /// ffmpeg.
  FilmWriter(const std::filesystem::path& mp4, int width, int height, double frames_per_s);
  /// What is not finished leaves no file.
  ~FilmWriter();
  FilmWriter(const FilmWriter&) = delete;
  FilmWriter& operator=(const FilmWriter&) = delete;

  /// @throws OutputError with what ffmpeg says.
  void add(const QImage& picture);
  /// Waits until the film is whole and gives it its name. @throws OutputError.
  void finish();

 private:
  QProcess ffmpeg_;
  std::filesystem::path target_;
  std::filesystem::path partial_;
  bool finished_ = false;
};

}  // namespace twin

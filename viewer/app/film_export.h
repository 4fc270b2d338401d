#pragma once

#include <QProcess>
#include <QProgressDialog>
#include <QTemporaryDir>
#include <QWidget>
#include <functional>
#include <memory>

#include "viewer/model/session.h"
#include "viewer/model/tour.h"

namespace twin {

/// Films or prints a tour by a viewer without a window that runs beside this one, so that the
/// window goes on. One at a time.
class FilmExport : public QObject {
 public:
  enum class Kind { film, print };

  FilmExport(QWidget* window, const Session& session, Language language);
  ~FilmExport() override;

  bool running() const { return child_.state() != QProcess::NotRunning; }
  void start(const Tour& tour, Kind kind, const QString& file, const std::string& palette);
  /// Called with how it ended, for people; whether the file is there.
  std::function<void(bool done, const QString& what)> on_end;

 private:
  void read_progress();
  void remove_partial() const;
  void ended(int code, QProcess::ExitStatus status);

  QWidget* window_;
  const Session& session_;
  Language language_;
  QProcess child_;
  std::unique_ptr<QProgressDialog> dialog_;
  std::unique_ptr<QTemporaryDir> scratch_;
  QString file_;
  QByteArray heard_;  ///< of a line that is not whole yet
  QByteArray said_;   ///< what was no progress: how it failed
  bool cancelled_ = false;
};

}  // namespace twin

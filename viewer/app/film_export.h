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
  /// Of its files: "mp4", "pdf".
  static QString ending_of(Kind kind);

  FilmExport(QWidget* window, const Session& session, Language language);
  ~FilmExport() override;

  /// Draws by another program than this viewer.
  void use_program(const QString& file) { program_ = file; }
  /// How far it is; nullptr where nothing is being written.
  QProgressDialog* dialog() { return dialog_.get(); }

  bool running() const { return child_.state() != QProcess::NotRunning; }
  /// @throws OutputError while one is being written.
  void require_idle() const;
  /// @throws OutputError likewise, or where the tour can't be handed over.
  void start(const Tour& tour, Kind kind, const QString& file, const std::string& palette);
  /// Asks the drawing program to stop; `on_end` follows when it has, and nothing is left.
  void cancel();
  /// Called when it is written or was cancelled, with what people are told.
  std::function<void(const QString& what)> on_end;
  /// Called where nothing was written, with why.
  std::function<void(const OutputError&)> on_failure;

 private:
  void read_progress();
  void remove_partial() const;
  void ended(int code, QProcess::ExitStatus status);
  OutputError failure() const;

  QWidget* window_;
  const Session& session_;
  Language language_;
  QString program_;
  QProcess child_;
  std::unique_ptr<QProgressDialog> dialog_;
  std::unique_ptr<QTemporaryDir> scratch_;
  QString file_;
  QByteArray heard_;  ///< of a line that is not whole yet
  QByteArray said_;   ///< what was no progress: how it failed
  bool cancelled_ = false;
};

}  // namespace twin

#include "viewer/app/wardtwin_call.h"

#include <QCoreApplication>
#include <QProcess>

#include "viewer/model/run_talk.h"

namespace twin {

WardtwinProgram WardtwinProgram::beside(Language language) {
  const std::filesystem::path here = QCoreApplication::applicationDirPath().toStdString();
  return {.file = here / "wardtwin", .language = language};
}

Finding not_started(const WardtwinProgram& program, const QString& why) {
  return {.where = program.file.string(),
          .found = why.toStdString(),
          .expected = tr("the program wardtwin, which computes", "chương trình tính toán wardtwin"),
          .outcome = tr("nothing was run; put it beside wardtwin-viewer, or name it with --program",
                        "chưa chạy gì; hãy đặt nó cạnh wardtwin-viewer hoặc chỉ ra bằng "
                        "--program")};
}

void ask_wardtwin(const WardtwinProgram& program, const QStringList& words, QObject* asker,
                  std::function<void(const QByteArray&)> answered,
                  std::function<void(const Finding&)> failed) {
  auto* process = new QProcess(asker);
  QObject::connect(process, &QProcess::finished, asker, [=](int code, QProcess::ExitStatus status) {
    process->deleteLater();
    if (status == QProcess::NormalExit && code == 0) {
      answered(process->readAllStandardOutput());
      return;
    }
    RunTalk talk;
    talk.hear(process->readAllStandardError().toStdString());
    failed(talk.failure().value_or(
        finding_of_end({.crashed = status == QProcess::CrashExit,
                        .code = code,
                        .last_words = talk.lines().empty() ? "" : talk.lines().back()},
                       "wardtwin " + words.join(' ').toStdString(), {})));
  });
  QObject::connect(process, &QProcess::errorOccurred, asker, [=](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    process->deleteLater();
    failed(not_started(program, process->errorString()));
  });
  const bool vietnamese = program.language == Language::vietnamese;
  process->start(QString::fromStdString(program.file.string()),
                 words + QStringList{"--errors=json", "--lang", vietnamese ? "vi" : "en"});
}

}  // namespace twin

#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <filesystem>
#include <functional>

#include "engine/base/findings.h"

namespace twin {

/// The `wardtwin` program that lists, describes and runs scenarios.
struct WardtwinProgram {
  std::filesystem::path file;
  Language language = Language::vietnamese;

  /// The one beside this program.
  static WardtwinProgram beside(Language language);
};

/// Asks the program something; the window goes on meanwhile. One of the two is called later, unless
/// `asker` is gone by then (no widget: those take their children along too late): with what it
/// wrote, or why it could not answer.
void ask_wardtwin(const WardtwinProgram& program, const QStringList& words, QObject* asker,
                  std::function<void(const QByteArray&)> answered,
                  std::function<void(const Finding&)> failed);

/// Why the program could not be started.
Finding not_started(const WardtwinProgram& program, const QString& why);

}  // namespace twin

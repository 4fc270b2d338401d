#pragma once

#include <QString>
#include <optional>

#include "viewer/overlay/qt_text.h"

class QWidget;

namespace twin {

struct Sheet;

/// Puts a table on the clipboard, as text for any program and as a table of which Excel takes texts
/// as they are: house number 12/3 is no date.
void copy_for_spreadsheet(const Sheet& sheet, Language language);
/// Asks where a file is to be saved; its name ends in `.ending` whatever was typed. Nothing where
/// the hand withdrew.
std::optional<QString> file_to_save(QWidget* window, const QString& title, const QString& name,
                                    const QString& ending);

}  // namespace twin

#pragma once

#include <QDialog>

#include "engine/base/findings.h"

namespace twin {

/// Tells what went wrong in its four parts: where, what was found, what was expected, what became
/// of it; a hint, where there is one, stands below. The window goes on beneath it. It closes itself
/// for good and is called "finding".
QDialog* show_finding(QWidget* parent, const Text& heading, const Finding& finding,
                      Language language);

}  // namespace twin

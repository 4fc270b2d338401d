#pragma once

#include "engine/base/text.h"

namespace twin {

/// Gives the dialogs and menus that are Qt's own (files, buttons, text fields) the words of a
/// language; Qt comes without Vietnamese.
void let_qt_speak(Language language);

}  // namespace twin

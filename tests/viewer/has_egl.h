#pragma once

#include "engine/base/findings.h"
#include "viewer/offscreen/egl_screen.h"

namespace twin {

/// Whether pictures can be drawn here without a window.
inline bool has_egl() {
  try {
    const EglScreen screen;
    return true;
  } catch (const Failure&) {
    return false;
  }
}

}  // namespace twin

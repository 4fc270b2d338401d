#pragma once

#include <memory>

namespace twin {

/// An OpenGL context without a window or an X server (EGL on a surfaceless display), to draw into
/// framebuffers of one's own. It is current in the thread that made it until it goes.
class EglScreen {
 public:
  /// @throws Failure: no EGL, or no desktop OpenGL there.
  EglScreen();
  ~EglScreen();
  EglScreen(const EglScreen&) = delete;
  EglScreen& operator=(const EglScreen&) = delete;

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace twin

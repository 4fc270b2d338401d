#pragma once

#include <memory>

namespace twin {

/// An OpenGL context without a window or an X server (EGL on a surfaceless display). It is current
/// in the thread that made it until it goes.
class EglScreen {
 public:
  /// `samples`: of each pixel, to smooth edges; less where the driver has no such thing.
  /// @throws Failure: no EGL, or no desktop OpenGL of version 3.3 there.
  EglScreen(int width, int height, int samples);
  ~EglScreen();
  EglScreen(const EglScreen&) = delete;
  EglScreen& operator=(const EglScreen&) = delete;

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace twin

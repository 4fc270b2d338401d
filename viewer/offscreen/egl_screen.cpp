#include "viewer/offscreen/egl_screen.h"

#define EGL_NO_X11
#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <array>
#include <cstdio>

#include "engine/base/findings.h"

namespace twin {
namespace {

Failure no_screen(const Text& found) {
  return Failure({.where = "EGL",
                  .found = found,
                  .expected = tr("a surfaceless display with OpenGL 3.3 (packages libegl1, "
                                 "libgl1-mesa-dri)",
                                 "EGL không cần màn hình (surfaceless), có OpenGL 3.3 (gói libegl1, "
                                 "libgl1-mesa-dri)"),
                  .outcome = tr("no picture was drawn", "chưa vẽ được ảnh nào")});
}

EGLDisplay surfaceless_display() {
  // The platform function is an extension, so its address has to be asked for.
  const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
      eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (get_display == nullptr) return EGL_NO_DISPLAY;
  return get_display(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
}

bool choose(EGLDisplay display, EGLConfig& config) {
  constexpr std::array<EGLint, 11> wanted = {EGL_SURFACE_TYPE,
                                             EGL_PBUFFER_BIT,
                                             EGL_RENDERABLE_TYPE,
                                             EGL_OPENGL_BIT,
                                             EGL_RED_SIZE,
                                             8,
                                             EGL_GREEN_SIZE,
                                             8,
                                             EGL_BLUE_SIZE,
                                             8,
                                             EGL_NONE};
  EGLint found = 0;
  return eglChooseConfig(display, wanted.data(), &config, 1, &found) == EGL_TRUE && found > 0;
}

}  // namespace

struct EglScreen::Handles {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLSurface surface = EGL_NO_SURFACE;
  EGLContext context = EGL_NO_CONTEXT;

  ~Handles() {
    if (display == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    if (surface != EGL_NO_SURFACE) eglDestroySurface(display, surface);
    eglTerminate(display);
  }
};

EglScreen::EglScreen() : handles_(std::make_unique<Handles>()) {
  Handles& h = *handles_;
  h.display = surfaceless_display();
  if (h.display == EGL_NO_DISPLAY || eglInitialize(h.display, nullptr, nullptr) != EGL_TRUE) {
    h.display = EGL_NO_DISPLAY;
    throw no_screen(tr("no surfaceless display", "không có EGL kiểu surfaceless"));
  }
  EGLConfig config = nullptr;
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE || !choose(h.display, config)) {
    throw no_screen(tr("no desktop OpenGL", "không có OpenGL cho máy tính"));
  }
  constexpr std::array<EGLint, 5> size = {EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
  h.surface = eglCreatePbufferSurface(h.display, config, size.data());
  h.context = eglCreateContext(h.display, config, EGL_NO_CONTEXT, nullptr);
  if (h.surface == EGL_NO_SURFACE || h.context == EGL_NO_CONTEXT ||
      eglMakeCurrent(h.display, h.surface, h.surface, h.context) != EGL_TRUE) {
    throw no_screen(tr("no context could be made", "không khởi tạo được OpenGL"));
  }
}

EglScreen::~EglScreen() = default;

}  // namespace twin

#include "viewer/scene/opengl.h"

#include <cstdio>
#include <osg/GL>

#include "engine/base/findings.h"

namespace twin {
namespace {

std::string told(GLenum what) {
  const auto* text = reinterpret_cast<const char*>(glGetString(what));
  return text == nullptr ? "" : text;
}

bool suffices(const std::string& version) {
  int major = 0;
  int minor = 0;
  const int read = std::sscanf(version.c_str(), "%3d.%3d", &major, &minor);
  return read == 2 && (major > 3 || (major == 3 && minor >= 3));
}

}  // namespace

void require_opengl() {
  const std::string version = told(GL_VERSION);
  if (suffices(version)) return;
  const std::string by = " (" + told(GL_RENDERER) + ")";
  throw Failure(
      {.where = "OpenGL",
       .found = version.empty() ? tr("no OpenGL at all", "không có OpenGL") : Text(version + by),
       .expected = tr("OpenGL 3.3, compatibility profile", "OpenGL 3.3, có phần tương thích"),
       .outcome = tr("nothing can be drawn", "không vẽ được"),
       .hint = tr("update the graphics driver, or let the processor draw: "
                  "LIBGL_ALWAYS_SOFTWARE=1 wardtwin-viewer",
                  "hãy cập nhật trình điều khiển đồ họa, hoặc để bộ xử lý vẽ: "
                  "LIBGL_ALWAYS_SOFTWARE=1 wardtwin-viewer")});
}

}  // namespace twin

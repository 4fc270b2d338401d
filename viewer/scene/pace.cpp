#include "viewer/scene/pace.h"

#include <map>

namespace twin {
namespace {

constexpr unsigned kBatch = 100'000;  // corners
constexpr std::size_t kAhead = 1;     // batches
constexpr GLuint64 kLong_ns = 1'000'000'000;

}  // namespace

Pace& Pace::of(unsigned context) {
  thread_local std::map<unsigned, Pace> paces;
  return paces[context];
}

void Pace::sent(osg::GLExtensions& gl, unsigned corners) {
  corners_ += corners;
  if (corners_ < kBatch) return;
  corners_ = 0;
  ahead_.push_back(gl.glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0));
  if (ahead_.size() <= kAhead) return;
  gl.glClientWaitSync(ahead_.front(), GL_SYNC_FLUSH_COMMANDS_BIT, kLong_ns);
  gl.glDeleteSync(ahead_.front());
  ahead_.pop_front();
}

void Pace::rest(osg::GLExtensions& gl) {
  for (GLsync sync : ahead_) gl.glDeleteSync(sync);
  ahead_.clear();
  corners_ = 0;
}

}  // namespace twin

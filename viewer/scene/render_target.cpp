#include "viewer/scene/render_target.h"

#include <algorithm>

namespace twin {
namespace {

int most_samples() {
  GLint most = 0;
  glGetIntegerv(GL_MAX_SAMPLES, &most);
  return most;
}

}  // namespace

RenderTarget::RenderTarget(osg::GLExtensions& gl, int width, int height, int samples)
    : gl_(gl),
      asked_samples_(samples),
      samples_(samples > 1 ? std::min(samples, most_samples()) : 0),
      pixels_(made(width, height, 0)) {
  if (samples_ > 0) sampled_ = made(width, height, samples_);
}

RenderTarget::~RenderTarget() {
  free(pixels_);
  free(sampled_);
}

RenderTarget::Buffers RenderTarget::made(int width, int height, int samples) const {
  Buffers it{.width = width, .height = height};
  const auto store = [&](unsigned& buffer, GLenum format, GLenum attachment) {
    gl_.glGenRenderbuffers(1, &buffer);
    gl_.glBindRenderbuffer(GL_RENDERBUFFER, buffer);
    if (samples > 0)
      gl_.glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format, width, height);
    else
      gl_.glRenderbufferStorage(GL_RENDERBUFFER, format, width, height);
    gl_.glFramebufferRenderbuffer(GL_FRAMEBUFFER, attachment, GL_RENDERBUFFER, buffer);
  };
  gl_.glGenFramebuffers(1, &it.id);
  gl_.glBindFramebuffer(GL_FRAMEBUFFER, it.id);
  store(it.colour, GL_RGBA8, GL_COLOR_ATTACHMENT0);
  store(it.depth, GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT);
  gl_.glBindRenderbuffer(GL_RENDERBUFFER, 0);
  return it;
}

void RenderTarget::free(Buffers& buffers) const {
  if (buffers.id == 0) return;
  gl_.glDeleteFramebuffers(1, &buffers.id);
  gl_.glDeleteRenderbuffers(1, &buffers.colour);
  gl_.glDeleteRenderbuffers(1, &buffers.depth);
}

unsigned RenderTarget::begin(bool draft) {
  draft_ = draft;
  const unsigned drawn_into = samples_ > 0 && !draft_ ? sampled_.id : pixels_.id;
  gl_.glBindFramebuffer(GL_FRAMEBUFFER, drawn_into);
  return drawn_into;
}

void RenderTarget::finish() const {
  if (samples_ > 0 && !draft_) {
    gl_.glBindFramebuffer(GL_READ_FRAMEBUFFER, sampled_.id);
    gl_.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, pixels_.id);
    gl_.glBlitFramebuffer(0, 0, width(), height(), 0, 0, width(), height(),
                          GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT, GL_NEAREST);
  }
  gl_.glBindFramebuffer(GL_FRAMEBUFFER, pixels_.id);
  // Blended water leaves alpha below 1, which a window would let its background through.
  glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
  glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

void RenderTarget::copy_to(unsigned framebuffer) const {
  gl_.glBindFramebuffer(GL_READ_FRAMEBUFFER, pixels_.id);
  gl_.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
  gl_.glBlitFramebuffer(0, 0, width(), height(), 0, 0, width(), height(), GL_COLOR_BUFFER_BIT,
                        GL_NEAREST);
  gl_.glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
}

void RenderTarget::read_rgba(std::vector<std::uint8_t>& rgba) const {
  rgba.resize(4 * static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
  gl_.glBindFramebuffer(GL_READ_FRAMEBUFFER, pixels_.id);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width(), height(), GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
}

void RenderTarget::read_depths(std::vector<float>& depths) const {
  depths.resize(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
  gl_.glBindFramebuffer(GL_READ_FRAMEBUFFER, pixels_.id);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width(), height(), GL_DEPTH_COMPONENT, GL_FLOAT, depths.data());
}

}  // namespace twin

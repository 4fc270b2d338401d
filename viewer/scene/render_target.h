#pragma once

#include <cstdint>
#include <osg/GLExtensions>
#include <vector>

namespace twin {

/// The framebuffer that a scene is drawn into: several samples a pixel to smooth edges, then one
/// each. Lives in the context that is current when it is made.
class RenderTarget {
 public:
  /// `samples`: of each pixel; 0 or 1 leaves edges as they are.
  RenderTarget(osg::GLExtensions& gl, int width, int height, int samples);
  ~RenderTarget();
  RenderTarget(const RenderTarget&) = delete;
  RenderTarget& operator=(const RenderTarget&) = delete;

  int width() const { return pixels_.width; }
  int height() const { return pixels_.height; }
  int asked_samples() const { return asked_samples_; }

  /// What is drawn from now on lands here; as a draft with one sample a pixel. @returns the
  /// framebuffer that it binds.
  unsigned begin(bool draft);
  /// Samples become pixels; `rgba` and `depths` read these.
  void finish() const;
  /// Copies the colours into another framebuffer of this size, which stays bound.
  void copy_to(unsigned framebuffer) const;

  /// Rows from the bottom, four bytes a pixel.
  void read_rgba(std::vector<std::uint8_t>& rgba) const;
  /// Rows from the bottom, 0 near to 1 far.
  void read_depths(std::vector<float>& depths) const;

 private:
  struct Buffers {
    int width = 0;
    int height = 0;
    unsigned id = 0;
    unsigned colour = 0;
    unsigned depth = 0;
  };
  Buffers made(int width, int height, int samples) const;
  void free(Buffers& buffers) const;

  osg::GLExtensions& gl_;
  int asked_samples_;
  int samples_;  ///< fewer where the driver has no more; 0: pixels only
  bool draft_ = false;
  Buffers pixels_;
  Buffers sampled_;
};

}  // namespace twin

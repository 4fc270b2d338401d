#pragma once

#include <deque>
#include <osg/GLExtensions>

namespace twin {

/// Keeps what is sent from running far ahead of what is drawn. A driver that draws by the processor
/// gathers some 250 bytes for each triangle it is sent: 100 MiB for a ward, more for a city, were
/// it not waited for.
class Pace {
 public:
  /// The one of a context that is current.
  static Pace& of(unsigned context);

  /// So many corners of triangles were sent.
  void sent(osg::GLExtensions& gl, unsigned corners);
  /// A picture has been sent.
  void rest(osg::GLExtensions& gl);

 private:
  std::deque<GLsync> ahead_;  ///< one after each batch that may not be drawn yet
  unsigned corners_ = 0;      ///< of the batch that is being sent
};

}  // namespace twin

#pragma once

namespace twin {

/// What the scene needs of the OpenGL context that is current: version 3.3 with all that OpenGL 2
/// had. @throws Failure naming what the driver has.
void require_opengl();

}  // namespace twin

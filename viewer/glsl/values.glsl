// Values of houses and streets as colours of their legend's strip. Below every class lies what
// never happened, and farther below, or no number, what was not computed
// (viewer/shapes/drawn_grid.h).
uniform sampler2D look_tex; uniform vec2 look_range;
const vec4 kSelected = vec4(1.0, 0.62, 0.10, 1.0);
const vec4 kNoValue = vec4(0.86, 0.86, 0.86, 2.0);  // under stripes
bool has_no_value(vec4 own) { return own.a > 1.5; }
float share_of(float value) {
  // Of a single value the strip has no width.
  float width = max(look_range.y - look_range.x, 1e-6);
  return clamp((value - look_range.x) / width, 0.0, 1.0);
}
vec4 colour_of(float value) {
  if (isnan(value) || value < -2e30) return kNoValue;
  if (value < -1e29) return vec4(0.0);
  return texelFetch(look_tex, ivec2(int(share_of(value) * 1023.0 + 0.5), 0), 0);
}

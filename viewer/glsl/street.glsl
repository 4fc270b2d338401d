// Needs light.glsl, stripes.glsl and values.glsl. A street in the colour of its value. Values must
// be told apart in the shadow too: mostly their own colour, a little of the light.
vec3 street_valued(vec4 own, vec2 p) {
  vec3 colour = has_no_value(own) ? unvalued(own.rgb, p.x + p.y) : own.rgb;
  return mix(colour, lit(colour, vec3(0.0, 0.0, 1.0), p, 0.05, 0.0), 0.35);
}

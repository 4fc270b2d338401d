// Needs values.glsl. What a wall or roof is painted in, of the colour of its value (alpha 0: it has
// none to show) and the tint of its house; alpha 1 where it is to be striped. `number` tells
// neighbours apart.
vec4 painted(vec4 own, vec3 tint, float number, bool valued, bool roof) {
  float other = fract(sin(number * 12.9898) * 43758.5453);
  tint *= mix(0.925, 1.065, other);
  tint = mix(tint, tint * vec3(1.0, 0.965, 0.915), fract(other * 7.31));
  if (roof) tint = mix(tint, vec3(0.93, 0.922, 0.905), 0.6);
  if (valued && own.a < 0.5) tint = mix(tint, vec3(0.86), 0.5);
  bool bare = has_no_value(own);
  float share = bare ? 0.75 : own.a * (roof ? 0.92 : 0.80);
  return vec4(mix(tint, own.rgb, share), bare ? 1.0 : 0.0);
}

const vec3 kHaze = vec3(0.872, 0.902, 0.929);
vec3 hazy(vec3 colour, float away_m) {
  float h = away_m / haze_m;
  return mix(colour, kHaze, 1.0 - exp(-h * sqrt(h)));
}
// Shadow and openness (`shade_at`) were worked out per lattice cell; `above` is the height over the
// ground.
vec3 lit(vec3 colour, vec3 normal, vec2 at, float above, float open_above) {
  vec2 shade = shade_at(at);
  float sun = smoothstep(-0.4, 0.4, above - shade.r) * max(dot(normal, to_sun), 0.0);
  float sky = mix(shade.g, 1.0, clamp(above / 10.0, 0.0, 1.0) * open_above);
  vec3 ambient = mix(vec3(0.53, 0.515, 0.505), vec3(0.565, 0.585, 0.62), normal.z * 0.5 + 0.5);
  // Two walls of a lane do not look alike even without sun: light comes more from the south.
  ambient *= 1.0 - 0.13 * normal.y - 0.09 * normal.x;
  return colour * (ambient * (0.60 + 0.40 * sky) + vec3(0.60, 0.565, 0.50) * sun);
}

// Water in the colour of its depth as it is seen at a place; `slope` is how much the depth changes
// from pixel to pixel. Alpha is how little of the ground shines through.
vec4 as_water(vec3 colour, float depth, float slope, vec3 at, float away) {
  vec2 shade = shade_at(at.xy);
  float sun = smoothstep(-0.4, 0.4, depth - shade.r);
  colour *= 0.80 + 0.20 * sun;
  vec3 view = normalize(eye - at);
  float grazing = pow(1.0 - clamp(view.z, 0.0, 1.0), 5.0);
  // Ripples, only as far as they are larger than a pixel.
  float ripple = sin(at.x * 5.1 + 1.7 * sin(at.y * 2.3)) * sin(at.y * 4.3 + 1.3 * sin(at.x * 1.9));
  colour *= 1.0 + 0.06 * ripple * clamp(1.2 - away / 45.0, 0.0, 1.0);
  colour = mix(colour, kHaze, 0.55 * grazing * shade.g);
  float edge = (depth - wet_from) / max(slope, 0.004);
  colour = mix(vec3(0.97, 0.99, 1.0), colour, smoothstep(0.6, 1.9, edge));
  float alpha = mix(0.80, 0.93, clamp(depth / 0.6, 0.0, 1.0));
  // Through glass ground the pipes are looked for: water must not hide them either.
  return vec4(hazy(colour, away), glass < 1.0 ? 0.35 * alpha : alpha);
}

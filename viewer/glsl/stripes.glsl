// Stripes over what was not computed. From afar they are wider apart: they are always some pixels
// wide. `across` grows over them.
float striped(float across, float apart_m) {
  float pixel = fwidth(across);
  float apart = apart_m * exp2(ceil(max(log2(5.0 * pixel / apart_m), 0.0)));
  float stripe = abs(fract(across / apart) - 0.5);
  float width = pixel / apart;
  return (1.0 - smoothstep(0.07, 0.07 + width, stripe)) * clamp(1.0 - 2.0 * width, 0.0, 1.0);
}
// Of a house or street that has no value.
vec3 unvalued(vec3 colour, float across) { return colour * (1.0 - 0.24 * striped(across, 3.0)); }
// What a grid makes of the ground or a street: `look`, the colour of its value there (alpha 0:
// none), and stripes where nothing was computed or is known.
vec3 under_grid(vec3 colour, vec4 look, bool known, bool inside, vec2 p) {
  if (!known && inside) return mix(colour, vec3(0.56), 0.55 * striped(p.x + p.y, 11.0));
  return mix(colour, look.rgb, look.a);
}

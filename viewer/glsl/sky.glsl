vec4 sky_toward(vec3 toward) {
  float up = max(normalize(toward).z, 0.0);
  return vec4(mix(kHaze, vec3(0.47, 0.65, 0.85), pow(clamp(up * 1.6, 0.0, 1.0), 0.65)), 1.0);
}

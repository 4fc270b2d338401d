// Layers that lie on each other are lifted by millimetres near the eye and more far away, where the
// depth buffer is coarse.
float lifted(vec3 p, float lift) { return p.z + lift * (1.0 + 0.02 * distance(p, eye)); }

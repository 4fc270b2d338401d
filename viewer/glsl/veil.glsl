// What stands or flows before the drains is thin while ground and streets are glass.
uniform float glass;
float veil(float thin) { return glass < 1.0 ? thin : 1.0; }

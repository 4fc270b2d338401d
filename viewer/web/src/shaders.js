// The look of the desktop viewer (viewer/scene/shaders.cpp) in the dialect of WebGL 2; viewer/glsl is
// shared with it.
import house from "../../glsl/house.glsl";
import lift from "../../glsl/lift.glsl";
import light from "../../glsl/light.glsl";
import sunlitSky from "../../glsl/sky.glsl";
import streetColour from "../../glsl/street.glsl";
import stripes from "../../glsl/stripes.glsl";
import values from "../../glsl/values.glsl";
import veil from "../../glsl/veil.glsl";
import wet from "../../glsl/water.glsl";

const HEAD = `precision highp float; precision highp int; precision highp sampler2D;
uniform vec2 north_west; uniform float cell_m; uniform vec2 lattice;
uniform vec3 eye; uniform vec3 to_sun; uniform float haze_m;
uniform sampler2D ground_tex; uniform sampler2D shade_tex; uniform vec2 shade_scale;
vec2 on_lattice(vec2 p) { return vec2(p.x - north_west.x, north_west.y - p.y) / (cell_m * lattice); }
ivec2 cell_at(vec2 p) { return clamp(ivec2(on_lattice(p) * lattice), ivec2(0), ivec2(lattice) - 1); }
float ground_m(vec2 p) { return texelFetch(ground_tex, cell_at(p), 0).r; }
vec2 shade_at(vec2 p) {
  vec2 shade = texture(shade_tex, on_lattice(p)).rg;
  return vec2(shade_scale.x + 255.0 * shade.r * shade_scale.y, shade.g);
}
${lift}`;

const VERTEX = `uniform mat4 modelMatrix; uniform mat4 viewMatrix; uniform mat4 projectionMatrix;
in vec3 position;
vec4 on_picture(vec3 at) { return projectionMatrix * viewMatrix * vec4(at, 1.0); }
`;

const PIXEL = `out vec4 pixel;
`;

const FEATURE = `
in float _feature_id_0;
uniform sampler2D value_tex; uniform float selected; uniform int valued;
${values}
vec4 texel(sampler2D tex) {
  int i = int(_feature_id_0 + 0.5);
  return texelFetch(tex, ivec2(i % 2048, i / 2048), 0);
}
bool is_selected() { return abs(_feature_id_0 - selected) < 0.5; }
`;

const GRID = `
uniform sampler2D grid_tex; uniform sampler2D grid_look; uniform vec2 grid_range;
uniform int grid_mode; uniform float wet_from; uniform float deepest_m;
vec4 strip(float index) { return texelFetch(grid_look, ivec2(int(index + 0.5), 0), 0); }
vec4 depth_colour(float depth) {
  if (depth < grid_range.x) return vec4(0.0);
  float u = clamp((depth - grid_range.x) / (grid_range.y - grid_range.x), 0.0, 1.0);
  return strip(u * 1023.0);
}
`;

// A grid's texture is of half floats: water's depths from −1 on, of others places on the strip or −1,
// and −4 where nothing was computed.
const GRID_ON_GROUND =
  stripes +
  `
uniform sampler2D colour_tex;
vec3 with_grid(vec3 colour, vec2 p, bool inside, float share) {
  if (grid_mode == 0) return colour;
  float value = texelFetch(grid_tex, cell_at(p), 0).r;
  bool known = grid_mode != 3 && value > -3.0;
  vec4 look = grid_mode == 2 && value >= 0.0 ? strip(value) : vec4(0.0);
  return under_grid(colour, vec4(look.rgb, share * look.a), known, inside, p);
}
`;

const TILE = `
in vec2 tile; out vec3 at; out float away;
ivec2 lattice_cell() { return clamp(ivec2(position.xy + tile), ivec2(0), ivec2(lattice) - 1); }
vec2 place_of(ivec2 c) {
  return north_west + vec2(float(c.x) + 0.5, -float(c.y) - 0.5) * cell_m;
}
`;

export const ground = {
  vertex:
    HEAD +
    VERTEX +
    TILE +
    `
void main() {
  ivec2 c = lattice_cell();
  at = vec3(place_of(c), texelFetch(ground_tex, c, 0).r);
  at.z = lifted(at, -0.02) - position.z;
  away = distance(at, eye);
  gl_Position = on_picture(at);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    GRID +
    GRID_ON_GROUND +
    `
uniform float glass; in vec3 at; in float away;
void main() {
  vec4 base = texture(colour_tex, on_lattice(at.xy));
  vec3 colour = with_grid(base.rgb, at.xy, base.a > 0.5, 0.88);
  pixel = vec4(hazy(lit(colour, vec3(0.0, 0.0, 1.0), at.xy, 0.0, 0.0), away), glass);
}`,
};

export const plain = {
  vertex:
    HEAD +
    VERTEX +
    `
out vec3 at;
void main() { at = (modelMatrix * vec4(position, 1.0)).xyz; gl_Position = on_picture(at); }`,
  fragment:
    HEAD +
    PIXEL +
    light +
    `
in vec3 at;
void main() { pixel = vec4(hazy(vec3(0.905, 0.898, 0.880), distance(at, eye)), 1.0); }`,
};

export const water = {
  vertex:
    HEAD +
    VERTEX +
    TILE +
    GRID +
    `
void main() {
  ivec2 c = lattice_cell();
  float depth = max(texelFetch(grid_tex, c, 0).r, -1.0);
  if (position.z > 0.5) depth = max(depth, 0.0);
  at = vec3(place_of(c), texelFetch(ground_tex, c, 0).r + depth);
  at.z = lifted(at, 0.03);
  away = distance(at, eye);
  gl_Position = on_picture(at);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    GRID +
    `uniform float glass;
` +
    wet +
    `
in vec3 at; in float away;
void main() {
  float depth = texture(grid_tex, on_lattice(at.xy)).r;
  float slope = fwidth(depth);
  if (depth < wet_from) discard;
  pixel = as_water(depth_colour(depth).rgb, depth, slope, at, away);
}`,
};

const BUILDING = `${house}
in vec3 _normal; uniform sampler2D shape_tex; uniform float height_scale;
// The place of a corner, and its height above the ground level of the building before scaling.
vec4 corner(float ground_level_m) {
  vec3 at = (modelMatrix * vec4(position, 1.0)).xyz;
  float above = at.z - ground_level_m;
  return vec4(at.xy, ground_level_m + min(above, 0.0) + max(above, 0.0) * height_scale, above);
}
vec4 paint_of(float tints, bool roof) {
  vec4 own = valued != 0 ? colour_of(texel(value_tex).r) : vec4(0.0);
  if (is_selected()) own = kSelected;
  int bytes = int(tints + 0.5);
  vec3 tint = vec3(ivec3(bytes >> 16, bytes >> 8, bytes) & 255) / 255.0;
  return painted(own, tint, _feature_id_0, valued != 0, roof);
}
`;

// From afar a wall or roof has one colour: its light is that of its last corner, half way up.
export const farBuilding = {
  vertex:
    HEAD +
    VERTEX +
    light +
    FEATURE +
    BUILDING +
    `
flat out vec4 seen; out float across;
void main() {
  vec4 shape = texel(shape_tex);
  vec4 place = corner(shape.x);
  bool roof = _normal.z > 0.5;
  vec2 beside = place.xy + _normal.xy * cell_m * 1.1;
  vec4 paint = paint_of(shape.w, roof);
  vec3 light = lit(paint.rgb, _normal, beside, place.w * (roof ? 1.0 : 0.5), 1.0);
  seen = vec4(hazy(light, distance(place.xyz, eye)), paint.a);
  across = place.x + place.y + place.z;
  gl_Position = on_picture(place.xyz);
}`,
  fragment: `precision highp float;
${PIXEL}${stripes}${veil}
flat in vec4 seen; in float across;
void main() {
  pixel = vec4(seen.a > 0.5 ? unvalued(seen.rgb, across) : seen.rgb, veil(0.25));
}`,
};

export const building = {
  vertex:
    HEAD +
    VERTEX +
    FEATURE +
    BUILDING +
    `
out vec4 place;
flat out vec4 wall; // which way it faces, and the height of a floor
flat out vec4 tint;
void main() {
  vec4 shape = texel(shape_tex);
  place = corner(shape.x);
  wall = vec4(_normal, shape.z);
  tint = paint_of(shape.w, _normal.z > 0.5);
  gl_Position = on_picture(place.xyz);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    GRID +
    stripes +
    veil +
    `
in vec4 place; flat in vec4 wall; flat in vec4 tint;
// Float textures have no filter of their own in WebGL: between the middles of cells, as water lies.
float smooth_ground_m(vec2 p) {
  vec2 cell = on_lattice(p) * lattice - 0.5;
  ivec2 last = ivec2(lattice) - 1;
  ivec2 a = clamp(ivec2(floor(cell)), ivec2(0), last);
  ivec2 b = min(a + 1, last);
  vec2 share = fract(cell);
  vec2 north = vec2(texelFetch(ground_tex, a, 0).r, texelFetch(ground_tex, ivec2(b.x, a.y), 0).r);
  vec2 south = vec2(texelFetch(ground_tex, ivec2(a.x, b.y), 0).r, texelFetch(ground_tex, b, 0).r);
  vec2 middle = mix(north, south, share.y);
  return mix(middle.x, middle.y, share.x);
}
// A wall is dark as far as the water reaches now, under a bright line.
vec3 with_flood_line(vec3 colour, vec2 beside) {
  float depth = texture(grid_tex, on_lattice(beside)).r;
  if (depth < wet_from) return colour;
  float over = place.z - smooth_ground_m(beside) - depth;
  float fine = max(fwidth(place.z), 0.02);
  colour = mix(colour, colour * vec3(0.62, 0.70, 0.80), 1.0 - smoothstep(-fine, fine, over));
  float line = 1.0 - smoothstep(0.05, 0.05 + fine, abs(over - 0.04));
  return mix(colour, vec3(0.10, 0.32, 0.66), 0.85 * line * clamp(1.6 - 4.0 * fine, 0.0, 1.0));
}
// The lines of the floors, as the data count them, until they are finer than a pixel.
vec3 with_floors(vec3 colour) {
  float at_floor = fract(place.w / wall.w);
  float width = fwidth(place.w / wall.w);
  float line = 1.0 - smoothstep(0.03, 0.03 + width, min(at_floor, 1.0 - at_floor));
  colour *= 1.0 - 0.24 * line * clamp(1.0 - 2.5 * width, 0.0, 1.0);
  // A pattern of openings, for a sense of scale only.
  float across = dot(place.xy, vec2(-wall.y, wall.x)) / 1.9;
  float bay = abs(fract(across) - 0.5);
  float fine = max(fwidth(across), width);
  float opening = (1.0 - smoothstep(0.24, 0.24 + fine, bay)) *
                  (1.0 - smoothstep(0.24, 0.24 + width, abs(at_floor - 0.52)));
  colour *= 1.0 - 0.17 * opening * clamp(1.0 - 3.0 * fine, 0.0, 1.0);
  // A darker foot, as splashed walls have, sets the house on the ground.
  return colour * (0.86 + 0.14 * clamp(place.w / 0.5, 0.0, 1.0));
}
void main() {
  bool roof = wall.z > 0.5;
  vec3 colour = roof ? tint.rgb : with_floors(tint.rgb);
  if (tint.a > 0.5) colour = unvalued(colour, place.x + place.y + place.z);
  vec2 beside = place.xy + wall.xy * cell_m * 1.1;
  float high = max(place.z - ground_m(beside), 0.0);
  if (!roof && high < deepest_m) colour = with_flood_line(colour, beside);
  vec3 light = lit(colour, wall.xyz, beside, high, 1.0);
  pixel = vec4(hazy(light, distance(place.xyz, eye)), veil(0.25));
}`,
};

export const street = {
  vertex:
    HEAD +
    VERTEX +
    FEATURE +
    `
in vec2 uv; uniform float lift; uniform vec3 tone;
out vec3 at; out float away; out vec2 band; flat out vec3 base;
void main() {
  at = (modelMatrix * vec4(position, 1.0)).xyz; at.z = lifted(at, lift);
  away = distance(at, eye);
  band = uv;
  base = is_selected() ? kSelected.rgb : tone;
  gl_Position = on_picture(at);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    GRID +
    GRID_ON_GROUND +
    `
uniform float marked; uniform float glass;
in vec3 at; in float away; in vec2 band; flat in vec3 base;
void main() {
  vec3 colour = base;
  float from_middle = abs(band.x);
  float size = fwidth(from_middle);
  if (marked > 0.5 && band.x != 0.0) {
    float dash = step(fract(band.y / 9.0), 0.4);
    float line = (1.0 - smoothstep(0.10, 0.10 + size, from_middle)) * dash;
    colour = mix(colour, vec3(0.95), 0.75 * line * clamp(1.2 - size * 2.0, 0.0, 1.0));
  }
  bool inside = texture(colour_tex, on_lattice(at.xy)).a > 0.5;
  colour = with_grid(colour, at.xy, inside, 0.72); // and is still seen to be a street
  pixel = vec4(hazy(lit(colour, vec3(0.0, 0.0, 1.0), at.xy, 0.05, 0.0), away), glass);
}`,
};

export const line = {
  vertex:
    HEAD +
    VERTEX +
    FEATURE +
    `
uniform float lift;
out vec3 at; out float away; flat out vec4 own;
void main() {
  at = (modelMatrix * vec4(position, 1.0)).xyz; at.z = lifted(at, lift);
  away = distance(at, eye);
  own = is_selected() ? kSelected : colour_of(texel(value_tex).r);
  gl_Position = on_picture(at);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    stripes +
    values +
    streetColour +
    veil +
    `
in vec3 at; in float away; flat in vec4 own;
void main() {
  if (own.a < 0.5) discard;
  pixel = vec4(hazy(street_valued(own, at.xy), away), veil(0.5));
}`,
};

export const tree = {
  vertex:
    HEAD +
    VERTEX +
    `
in vec3 normal; in vec4 color;
out vec3 at; out vec3 facing; out float away; out vec4 tint;
void main() {
  at = (modelMatrix * vec4(position, 1.0)).xyz;
  facing = normal; away = distance(at, eye);
  tint = vec4(color.rgb, at.z - ground_m(at.xy));
  gl_Position = on_picture(at);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    veil +
    `
in vec3 at; in vec3 facing; in float away; in vec4 tint;
void main() {
  pixel = vec4(hazy(lit(tint.rgb, normalize(facing), at.xy, tint.a, 0.6), away), veil(0.25));
}`,
};

// Below the ground there is no sun: light from above alone.
export const pipe = {
  vertex:
    HEAD +
    VERTEX +
    `
in vec3 normal; in vec4 color;
out vec3 at; out vec3 shade;
void main() {
  at = (modelMatrix * vec4(position, 1.0)).xyz;
  shade = color.rgb * (0.62 + 0.46 * (normal.z * 0.5 + 0.5));
  gl_Position = on_picture(at);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    `
uniform float presence;
in vec3 at; in vec3 shade;
void main() {
  // What shines through goes where one looks along the ground: all drains would lie in one band.
  float grazing = presence < 1.0 ? smoothstep(0.01, 0.08, normalize(eye - at).z) : 1.0;
  pixel = vec4(hazy(shade, distance(at, eye)), presence * grazing);
}`,
};

const BAND_VERTEX =
  HEAD +
  VERTEX +
  `
in vec2 uv; uniform float lift;
out vec3 at; out float away; out vec2 band;
void main() {
  at = (modelMatrix * vec4(position, 1.0)).xyz; at.z = lifted(at, lift);
  away = distance(at, eye);
  band = uv;
  gl_Position = on_picture(at);
}`;

export const river = {
  vertex: BAND_VERTEX,
  fragment:
    HEAD +
    PIXEL +
    light +
    veil +
    `
in vec3 at; in float away; in vec2 band;
void main() {
  vec3 view = normalize(eye - at);
  float grazing = pow(1.0 - clamp(view.z, 0.0, 1.0), 4.0);
  pixel = vec4(hazy(mix(vec3(0.420, 0.590, 0.705), kHaze, 0.5 * grazing), away), veil(0.38));
}`,
};

export const mark = {
  vertex: BAND_VERTEX,
  fragment:
    HEAD +
    PIXEL +
    light +
    `
uniform vec4 paint; uniform float dash_m; uniform float fading_m;
in vec3 at; in float away; in vec2 band;
void main() {
  if (dash_m > 0.0 && fract(band.y / dash_m) > 0.62) discard;
  float near = fading_m > 0.0 ? clamp(away / fading_m - 1.0, 0.0, 1.0) : 1.0;
  pixel = vec4(hazy(paint.rgb, 0.6 * away), paint.a * near);
}`,
};

export const sky = {
  vertex:
    HEAD +
    `in vec3 position;
uniform vec3 ahead; uniform vec3 rightward; uniform vec3 upward; out vec3 toward;
void main() {
  toward = ahead + position.x * rightward + position.y * upward;
  gl_Position = vec4(position.xy, 0.999999, 1.0);
}`,
  fragment:
    HEAD +
    PIXEL +
    light +
    sunlitSky +
    `
in vec3 toward;
void main() { pixel = sky_toward(toward); }`,
};

// A click: the row of what lies under one pixel, in three bytes, and which part it belongs to.
export const pick = {
  vertex:
    HEAD +
    VERTEX +
    FEATURE +
    `
uniform sampler2D shape_tex; uniform float height_scale; uniform float lift; uniform int part;
flat out float row;
void main() {
  vec3 at = (modelMatrix * vec4(position, 1.0)).xyz;
  if (part == 1) {
    float base = texel(shape_tex).x;
    float above = at.z - base;
    at.z = base + min(above, 0.0) + max(above, 0.0) * height_scale;
  } else {
    at.z = lifted(at, lift);
  }
  row = _feature_id_0;
  gl_Position = on_picture(at);
}`,
  fragment: `precision highp float; precision highp int;
uniform int part; flat in float row; out vec4 pixel;
void main() {
  int i = int(row + 0.5);
  pixel = vec4(float(i & 255), float((i >> 8) & 255), float((i >> 16) & 255), float(part)) / 255.0;
}`,
};

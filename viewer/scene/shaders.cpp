#include "viewer/scene/shaders.h"

#include <string>

#include "viewer/glsl/shared.h"

namespace twin {
namespace {

// Debian's OpenSceneGraph hands over matrices and vertices as OpenGL 2 did: hence `compatibility`.
constexpr const char* kHead = R"(#version 330 compatibility
uniform vec2 north_west; uniform float cell_m; uniform vec2 lattice;
uniform vec3 eye; uniform vec3 to_sun; uniform float haze_m;
uniform sampler2D ground_tex; uniform sampler2D shade_tex;
vec2 on_lattice(vec2 p) { return vec2(p.x - north_west.x, north_west.y - p.y) / (cell_m * lattice); }
float ground_m(vec2 p) { return texture(ground_tex, on_lattice(p)).r; }
vec2 shade_at(vec2 p) { return texture(shade_tex, on_lattice(p)).rg; }
)";

constexpr const char* kLift = glsl::lift;

constexpr const char* kLight = glsl::light;

constexpr const char* kFeature = R"(
uniform sampler2D value_tex; uniform float instant; uniform int rows_a_time;
float value_of(float feature) {
  if (instant < 0.0) return uintBitsToFloat(0x7fc00000u);  // not known at that time
  int i = int(feature + 0.5);
  int row = i / 2048 + int(instant) * rows_a_time;
  return texelFetch(value_tex, ivec2(i % 2048, row), 0).r;
}
)";

constexpr const char* kGridValue = R"(
uniform sampler2D grid_tex; uniform sampler2D grid_look; uniform vec2 grid_range;
uniform int grid_mode; uniform float wet_from;
bool computed(float value) { return value > -2e30; }
vec4 grid_colour(float value) {
  if (value < -1e29) return vec4(0.0);
  float u = clamp((value - grid_range.x) / (grid_range.y - grid_range.x), 0.0, 1.0);
  return texelFetch(grid_look, ivec2(int(u * 1023.0 + 0.5), 0), 0);
}
)";

constexpr const char* kGridOnGround = R"(
vec3 with_grid(vec3 colour, vec2 p, bool inside, float share) {
  if (grid_mode == 0) return colour;
  ivec2 c = ivec2(on_lattice(p) * lattice);
  float value = texelFetch(grid_tex, clamp(c, ivec2(0), ivec2(lattice) - 1), 0).r;
  bool known = grid_mode != 3 && computed(value);
  vec4 look = grid_mode == 2 && known ? grid_colour(value) : vec4(0.0);
  return under_grid(colour, vec4(look.rgb, share * look.a), known, inside, p);
}
)";

constexpr const char* kTile = R"(
uniform vec2 tile; out vec3 at; out float away;
ivec2 lattice_cell() { return clamp(ivec2(gl_Vertex.xy + tile), ivec2(0), ivec2(lattice) - 1); }
vec2 place_of(ivec2 c) {
  return north_west + vec2(float(c.x) + 0.5, -float(c.y) - 0.5) * cell_m;
}
)";

std::string ground_vertex() {
  return std::string(kHead) + kLift + kTile + R"(
void main() {
  ivec2 c = lattice_cell();
  at = vec3(place_of(c), texelFetch(ground_tex, c, 0).r);
  at.z = lifted(at, -0.02) - gl_Vertex.z;
  away = distance(at, eye);
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string ground_fragment() {
  return std::string(kHead) + kLight + kGridValue + glsl::stripes + kGridOnGround + R"(
uniform sampler2D colour_tex; uniform float glass; in vec3 at; in float away;
void main() {
  vec4 base = texture(colour_tex, on_lattice(at.xy));
  vec3 colour = with_grid(base.rgb, at.xy, base.a > 0.5, 0.88);
  gl_FragColor = vec4(hazy(lit(colour, vec3(0.0, 0.0, 1.0), at.xy, 0.0, 0.0), away), glass);
})";
}

// The plain beyond the terrain: four far corners, so distance is worked out at each pixel.
std::string plain_vertex() {
  return std::string(kHead) + R"(
out vec3 at;
void main() {
  at = gl_Vertex.xyz;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string plain_fragment() {
  return std::string(kHead) + kLight + R"(
in vec3 at;
void main() { gl_FragColor = vec4(hazy(vec3(0.905, 0.898, 0.880), distance(at, eye)), 1.0); })";
}

std::string water_vertex() {
  return std::string(kHead) + kLift + kTile + kGridValue + R"(
void main() {
  ivec2 c = lattice_cell();
  float depth = texelFetch(grid_tex, c, 0).r;
  // Where corners skip cells, a dry one must not pull the water beside it into the ground.
  if (gl_Vertex.z > 0.5) depth = max(depth, 0.0);
  at = vec3(place_of(c), texelFetch(ground_tex, c, 0).r + depth);
  at.z = lifted(at, 0.03);
  away = distance(at, eye);
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string water_fragment() {
  return std::string(kHead) + kLight + kGridValue + "uniform float glass;\n" + glsl::water + R"(
in vec3 at; in float away;
void main() {
  float depth = texture(grid_tex, on_lattice(at.xy)).r;
  if (depth < wet_from) discard;
  gl_FragColor = as_water(grid_colour(depth).rgb, depth, fwidth(depth), at, away);
})";
}

// What is the same all over a wall or roof is worked out at its corners: little has to be handed on
// from there to the pixels.
constexpr const char* kBuilding = R"(
layout(location = 6) in vec4 tag;
uniform float height_scale; uniform float selected; uniform int valued;
uniform sampler2D paint_tex; uniform sampler2D block_tex;
ivec2 block_texel() { int block = int(tag.x + 0.5); return ivec2(block % 2048, block / 2048); }
// The place of a corner, and its height above the ground level of the building before scaling.
vec4 corner(float ground_level_m) {
  float above = gl_Vertex.z - ground_level_m;
  float z = ground_level_m + min(above, 0.0) + max(above, 0.0) * height_scale;
  return vec4(gl_Vertex.xy, z, above);
}
vec4 paint_of(bool roof) {
  vec4 own = valued != 0 ? colour_of(value_of(tag.x)) : vec4(0.0);
  if (abs(tag.x - selected) < 0.5) own = kSelected;
  vec3 tint = texelFetch(paint_tex, block_texel(), 0).rgb;
  return painted(own, tint, tag.x, valued != 0, roof);
}
)";

std::string building_vertex() {
  return std::string(kHead) + kFeature + glsl::values + glsl::house + kBuilding + R"(
out vec4 place;
flat out vec4 wall;  // which way it faces, and the height of a floor
flat out vec4 tint;
void main() {
  vec2 levels = texelFetch(block_tex, block_texel(), 0).rg;
  place = corner(levels.x);
  wall = vec4(gl_Normal, levels.y);
  tint = paint_of(gl_Normal.z > 0.5);
  gl_Position = gl_ModelViewProjectionMatrix * vec4(place.xyz, 1.0);
})";
}

// From afar a wall or roof has one colour: its light is that of its last corner, half way up.
std::string far_building_vertex() {
  return std::string(kHead) + kLight + kFeature + glsl::values + glsl::house + kBuilding + R"(
flat out vec4 seen; out float diagonal;
void main() {
  vec4 place = corner(texelFetch(block_tex, block_texel(), 0).r);
  bool roof = gl_Normal.z > 0.5;
  vec2 beside = place.xy + gl_Normal.xy * cell_m * 1.1;
  vec4 paint = paint_of(roof);
  vec3 light = lit(paint.rgb, gl_Normal, beside, place.w * (roof ? 1.0 : 0.5), 1.0);
  seen = vec4(hazy(light, distance(place.xyz, eye)), paint.a);
  diagonal = place.x + place.y + place.z;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(place.xyz, 1.0);
})";
}

std::string building_fragment() {
  return std::string(kHead) + kLight + kGridValue + glsl::stripes + glsl::veil + R"(
in vec4 place; flat in vec4 wall; flat in vec4 tint;
// A wall is dark as far as the water reaches now, under a bright line.
vec3 with_flood_line(vec3 colour, vec2 beside) {
  float depth = texture(grid_tex, on_lattice(beside)).r;
  if (depth < wet_from) return colour;
  float over = place.z - ground_m(beside) - depth;
  float fine = max(fwidth(place.z), 0.02);
  colour = mix(colour, colour * vec3(0.62, 0.70, 0.80), smoothstep(fine, -fine, over));
  float line = smoothstep(0.05 + fine, 0.05, abs(over - 0.04));
  return mix(colour, vec3(0.10, 0.32, 0.66), 0.85 * line * clamp(1.6 - 4.0 * fine, 0.0, 1.0));
}
// The lines of the floors, as the data count them, until they are finer than a pixel.
vec3 with_floors(vec3 colour) {
  float at_floor = fract(place.w / wall.w);
  float width = fwidth(place.w / wall.w);
  float line = smoothstep(0.03 + width, 0.03, min(at_floor, 1.0 - at_floor));
  colour *= 1.0 - 0.24 * line * clamp(1.0 - 2.5 * width, 0.0, 1.0);
  // A pattern of openings, for a sense of scale only.
  float across = dot(place.xy, vec2(-wall.y, wall.x)) / 1.9;
  float bay = abs(fract(across) - 0.5);
  float fine = max(fwidth(across), width);
  float opening = smoothstep(0.24 + fine, 0.24, bay) *
                  smoothstep(0.24 + width, 0.24, abs(at_floor - 0.52));
  colour *= 1.0 - 0.17 * opening * clamp(1.0 - 3.0 * fine, 0.0, 1.0);
  // A darker foot, as splashed walls have, sets the house on the ground.
  return colour * (0.86 + 0.14 * clamp(place.w / 0.5, 0.0, 1.0));
}
void main() {
  bool roof = wall.z > 0.5;
  vec3 colour = roof ? tint.rgb : with_floors(tint.rgb);
  if (tint.a > 0.5) colour = unvalued(colour, place.x + place.y + place.z);
  vec2 beside = place.xy + wall.xy * cell_m * 1.1;
  if (!roof && grid_mode == 1) colour = with_flood_line(colour, beside);
  float high = roof ? place.z - ground_m(place.xy) : max(place.z - ground_m(beside), 0.0);
  vec3 light = lit(colour, wall.xyz, beside, high, 1.0);
  gl_FragColor = vec4(hazy(light, distance(place.xyz, eye)), veil(0.25));
})";
}

std::string far_building_fragment() {
  return std::string(kHead) + glsl::stripes + glsl::veil + R"(
flat in vec4 seen; in float diagonal;
void main() {
  gl_FragColor = vec4(seen.a > 0.5 ? unvalued(seen.rgb, diagonal) : seen.rgb, veil(0.25));
})";
}

std::string street_vertex() {
  return std::string(kHead) + kLift + R"(
layout(location = 6) in vec4 tag; uniform float lift;
out vec3 at; out float away; out vec3 across;
void main() {
  at = gl_Vertex.xyz; at.z = lifted(at, lift);
  away = distance(at, eye);
  across = tag.yzw;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string street_fragment() {
  return std::string(kHead) + kLight + kGridValue + glsl::stripes + kGridOnGround + R"(
uniform vec3 tone; uniform float marked; uniform float glass; uniform sampler2D colour_tex;
in vec3 at; in float away; in vec3 across;
void main() {
  vec3 colour = tone;
  float from_middle = abs(across.x) * across.z;
  float pixel = fwidth(from_middle);
  if (marked > 0.5 && across.z > 3.4 && across.x != 0.0) {
    float dash = step(fract(across.y / 9.0), 0.4);
    float line = smoothstep(0.10 + pixel, 0.10, from_middle) * dash;
    colour = mix(colour, vec3(0.95), 0.75 * line * clamp(1.2 - pixel * 2.0, 0.0, 1.0));
  }
  bool inside = texture(colour_tex, on_lattice(at.xy)).a > 0.5;
  colour = with_grid(colour, at.xy, inside, 0.72);  // and is still seen to be a street
  gl_FragColor = vec4(hazy(lit(colour, vec3(0.0, 0.0, 1.0), at.xy, 0.05, 0.0), away), glass);
})";
}

std::string line_vertex() {
  return std::string(kHead) + kLift + kFeature + glsl::values + R"(
layout(location = 6) in vec4 tag; uniform float lift; uniform float widest_m;
out vec3 at; out float away; out vec2 across; flat out vec4 own;
void main() {
  float value = value_of(tag.x);
  at = gl_Vertex.xyz;
  if (widest_m > 0.0 && !isnan(value)) {
    at.xy += gl_Normal.xy * widest_m * share_of(value);
    at.z = max(at.z, ground_m(at.xy));
  }
  at.z = lifted(at, lift);
  away = distance(at, eye);
  across = tag.yw;
  own = colour_of(value);
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string line_fragment() {
  return std::string(kHead) + kLight + glsl::stripes + glsl::values + glsl::street + glsl::veil +
         R"(
in vec3 at; in float away; in vec2 across; flat in vec4 own;
void main() {
  if (own.a < 0.5) discard;
  gl_FragColor = vec4(hazy(street_valued(own, at.xy), away), veil(0.5));
})";
}

std::string tree_vertex() {
  return std::string(kHead) + R"(
layout(location = 6) in vec4 tag;
out vec3 at; out vec3 normal; out float away; out vec3 facts;
void main() {
  at = gl_Vertex.xyz; normal = gl_Normal; away = distance(at, eye); facts = tag.xyz;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string tree_fragment() {
  return std::string(kHead) + kLight + glsl::veil + R"(
in vec3 at; in vec3 normal; in float away; in vec3 facts;
void main() {
  vec3 crown = mix(vec3(0.345, 0.480, 0.270), vec3(0.475, 0.595, 0.345), facts.y);
  vec3 colour = facts.x > 0.5 ? crown * (0.82 + 0.03 * facts.z) : vec3(0.42, 0.35, 0.29);
  gl_FragColor = vec4(hazy(lit(colour, normalize(normal), at.xy, facts.z, 0.6), away), veil(0.25));
})";
}

std::string pipe_vertex() {
  return std::string(kHead) + R"(
layout(location = 6) in vec4 tag;
out vec3 at; out vec3 normal; out float away; out vec2 facts;
void main() {
  at = gl_Vertex.xyz; normal = gl_Normal; away = distance(at, eye); facts = tag.yz;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string pipe_fragment() {
  return std::string(kHead) + kLight + R"(
uniform float presence; in vec3 at; in vec3 normal; in float away; in vec2 facts;
void main() {
  // Below the ground there is no sun: light from above alone, joints of the pipe every 5 m.
  vec3 colour = facts.x > 0.5 ? vec3(0.50, 0.44, 0.60) : vec3(0.47, 0.34, 0.68);
  float joint = abs(fract(facts.y / 5.0) - 0.5);
  float fine = fwidth(facts.y / 5.0);
  colour *= 1.0 - 0.25 * smoothstep(0.46 - fine, 0.46, joint) * clamp(1.0 - 3.0 * fine, 0.0, 1.0);
  colour *= 0.62 + 0.46 * (normalize(normal).z * 0.5 + 0.5);
  // What shines through goes where one looks along the ground: all drains would lie in one band.
  float grazing = presence < 1.0 ? smoothstep(0.01, 0.08, normalize(eye - at).z) : 1.0;
  gl_FragColor = vec4(hazy(colour, away), presence * grazing);
})";
}

std::string river_vertex() {
  return std::string(kHead) + kLift + R"(
layout(location = 6) in vec4 tag; uniform float lift; uniform sampler2D river_tex;
out vec3 at; out float away; out vec3 across;
void main() {
  at = gl_Vertex.xyz;
  at.z = max(at.z, texelFetch(river_tex, ivec2(int(tag.x + 0.5), 0), 0).r);
  at.z = lifted(at, lift);
  away = distance(at, eye);
  across = tag.yzw;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(at, 1.0);
})";
}

std::string river_fragment() {
  return std::string(kHead) + kLight + glsl::veil + R"(
in vec3 at; in float away; in vec3 across;
void main() {
  vec3 view = normalize(eye - at);
  float grazing = pow(1.0 - clamp(view.z, 0.0, 1.0), 4.0);
  vec3 colour = mix(vec3(0.420, 0.590, 0.705), kHaze, 0.5 * grazing);
  gl_FragColor = vec4(hazy(colour, away), veil(0.38));
})";
}

std::string mark_fragment() {
  return std::string(kHead) + kLight + R"(
uniform vec4 paint; uniform float dash_m; uniform float fading_m;
in vec3 at; in float away; in vec3 across;
void main() {
  if (dash_m > 0.0 && fract(across.y / dash_m) > 0.62) discard;
  // A line of the map, not of the street: it goes where one stands on it.
  float near = fading_m > 0.0 ? clamp(away / fading_m - 1.0, 0.0, 1.0) : 1.0;
  gl_FragColor = vec4(hazy(paint.rgb, 0.6 * away), paint.a * near);
})";
}

std::string sky_vertex() {
  return std::string(kHead) + R"(
uniform vec3 ahead; uniform vec3 rightward; uniform vec3 upward; out vec3 toward;
void main() {
  toward = ahead + gl_Vertex.x * rightward + gl_Vertex.y * upward;
  gl_Position = vec4(gl_Vertex.xy, 0.999999, 1.0);
})";
}

std::string sky_fragment() {
  return std::string(kHead) + kLight + glsl::sky + R"(
in vec3 toward;
void main() { gl_FragColor = sky_toward(toward); })";
}

std::string vertex_of(Shading shading) {
  switch (shading) {
    case Shading::ground:
      return ground_vertex();
    case Shading::plain:
      return plain_vertex();
    case Shading::water:
      return water_vertex();
    case Shading::building:
      return building_vertex();
    case Shading::far_building:
      return far_building_vertex();
    case Shading::street:
    case Shading::mark:
      return street_vertex();
    case Shading::river:
      return river_vertex();
    case Shading::line:
      return line_vertex();
    case Shading::tree:
      return tree_vertex();
    case Shading::pipe:
      return pipe_vertex();
    case Shading::sky:
      break;
  }
  return sky_vertex();
}

std::string fragment_of(Shading shading) {
  switch (shading) {
    case Shading::ground:
      return ground_fragment();
    case Shading::plain:
      return plain_fragment();
    case Shading::water:
      return water_fragment();
    case Shading::building:
      return building_fragment();
    case Shading::far_building:
      return far_building_fragment();
    case Shading::street:
      return street_fragment();
    case Shading::line:
      return line_fragment();
    case Shading::tree:
      return tree_fragment();
    case Shading::pipe:
      return pipe_fragment();
    case Shading::river:
      return river_fragment();
    case Shading::mark:
      return mark_fragment();
    case Shading::sky:
      break;
  }
  return sky_fragment();
}

}  // namespace

osg::ref_ptr<osg::Program> program_of(Shading shading) {
  osg::ref_ptr<osg::Program> program = new osg::Program;
  program->addShader(new osg::Shader(osg::Shader::VERTEX, vertex_of(shading)));
  program->addShader(new osg::Shader(osg::Shader::FRAGMENT, fragment_of(shading)));
  program->addBindAttribLocation("tag", kTagAttribute);
  return program;
}

}  // namespace twin

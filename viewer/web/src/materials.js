// Shaders with what they read. Uniforms are shared by all materials, by those of a part, or are a
// mesh's own.
import * as THREE from "three";
import * as shaders from "./shaders.js";
import { rowTexture, stripTexture } from "./textures.js";

const u = (value) => ({ value });

/// A shader's usual way of drawing.
export const materialOf = (shader, uniforms = {}, options = {}) =>
  new THREE.RawShaderMaterial({
    glslVersion: THREE.GLSL3,
    vertexShader: shaders[shader].vertex,
    fragmentShader: shaders[shader].fragment,
    uniforms,
    side: THREE.DoubleSide,
    ...options,
  });

export class Materials {
  /// `textures`: of the ground, by uniform.
  constructor({ ground, to_sun: sun }, textures) {
    this.shared = {
      north_west: u(new THREE.Vector2(ground.west_m, ground.north_m)),
      cell_m: u(ground.cell_m),
      lattice: u(new THREE.Vector2(ground.cols, ground.rows)),
      eye: u(new THREE.Vector3()),
      to_sun: u(new THREE.Vector3(...sun)),
      haze_m: u(4000),
      ground_tex: u(textures.ground_tex),
      shade_tex: u(textures.shade_tex),
      shade_scale: u(new THREE.Vector2(ground.shades[0].offset, ground.shades[0].step)),
      colour_tex: u(textures.colour_tex),
      grid_tex: u(null),
      grid_look: u(null),
      grid_range: u(new THREE.Vector2(0, 1)),
      grid_mode: u(0),
      wet_from: u(0.05),
      deepest_m: u(0), // of the water shown; no wall is wet above it
      height_scale: u(1),
      glass: u(1), // how much of the ground, streets and water is seen
      shape_tex: u(null),
      ahead: u(new THREE.Vector3()),
      rightward: u(new THREE.Vector3()),
      upward: u(new THREE.Vector3()),
    };
    this.blank = {
      value_tex: rowTexture(new Float32Array(1), 1),
      look_tex: stripTexture({ strip: { runs: [] } }),
    };
    this.values = new Map(); // part -> uniforms of its rows' values
  }

  make(shader, own = {}, options = {}) {
    return materialOf(shader, { ...this.shared, ...own }, options);
  }

  valueUniforms() {
    return {
      value_tex: u(this.blank.value_tex),
      look_tex: u(this.blank.look_tex),
      look_range: u(new THREE.Vector2(0, 1)),
      valued: u(0),
      selected: u(-1),
    };
  }

  /// The uniforms of the values of a part's rows.
  valuesOf(part) {
    if (!this.values.has(part)) this.values.set(part, this.valueUniforms());
    return this.values.get(part);
  }

  /// The materials of a part (parts.js), near the eye and, where that is another, far away.
  ofPart(part, how) {
    const own = {
      ...this.valuesOf(part),
      lift: u(how.lift ?? 0),
      tone: u(new THREE.Vector3(...(how.tone ?? [1, 1, 1]))),
      marked: u(how.marked ?? 0),
      paint: u(new THREE.Vector4(...(how.paint ?? [0, 0, 0, 1]))),
      dash_m: u(how.dash_m ?? 0),
      fading_m: u(how.fading_m ?? 0),
      presence: u(1),
    };
    const options = { transparent: (how.paint?.[3] ?? 1) < 1, depthWrite: how.shader !== "line" };
    if (how.shader === "building") options.side = THREE.FrontSide;
    const near = this.make(how.shader, own, options);
    return { near, afar: how.afar && this.make(how.afar, own, options) };
  }

  /// Draws brighter the row of a layer; `layer` null: none.
  select(layer, row) {
    for (const [part, values] of this.values) {
      const own = part.startsWith("line:") ? part.slice(5) : part;
      values.selected.value = own === layer && part !== "kerbs" ? row : -1;
    }
  }
}

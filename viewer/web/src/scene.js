// The ward on the graphics card: one world, drawn when something changed and never else.
import * as THREE from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import * as shaders from "./shaders.js";
import { Terrain } from "./terrain.js";
import { Glass } from "./glass.js";
import { Lay } from "./lay.js";
import { askEarly, bytesOf } from "./files.js";
import { damaged, noWebgl } from "./problems.js";
import {
  bytesOfColour,
  colourTexture,
  gridTexture,
  halvesOf,
  rowTexture,
  stripTexture,
  textureOf,
} from "./textures.js";
import { FIRST, gridOf, numbersOf, picturesOf, valueOf } from "./unpack.js";
import { drawnValues } from "./values.js";

const FINE_UP_TO_M = 900; // farther away, pavements and round ends of streets are too fine to see
const FLOORS_UP_TO_M = 600; // and so are floors and openings

/// What the shaders make of a grid.
const GRID_MODE = { none: 0, water: 1, values: 2, unknown: 3 };

function gridMode({ field, unknown }) {
  if (unknown) return GRID_MODE.unknown;
  return field.as === "water" ? GRID_MODE.water : GRID_MODE.values;
}

/// How each part of the model is drawn: its shader, order and uniforms.
const PARTS = {
  buildings: { layer: "buildings", shader: "building", afar: "farBuilding", order: 0 },
  trees: { layer: "greens", shader: "tree", order: 0 },
  river: { layer: "river", shader: "river", order: 2, lift: 0.012 },
  kerbs: { layer: "streets", shader: "street", order: 2, lift: 0.004, tone: [0.7, 0.69, 0.672] },
  lanes: { layer: "streets", shader: "street", order: 3, lift: 0.007, tone: [0.69, 0.682, 0.668] },
  roads: {
    layer: "streets",
    shader: "street",
    order: 4,
    lift: 0.01,
    tone: [0.585, 0.588, 0.596],
    marked: 1,
  },
  drains: { layer: "drains", shader: "pipe", order: 0 },
  boundary: {
    layer: "boundary",
    shader: "mark",
    order: 7,
    lift: 0.026,
    paint: [0.42, 0.16, 0.22, 0.85],
    dash_m: 34,
    fading_m: 90,
  },
};

function graphicsCardOf(gl) {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/// A canvas to draw on. Graphics cards smooth edges by four samples a pixel; software, for which
/// they double the work, draws without.
export function openCanvas(make) {
  const options = { alpha: false, antialias: false, powerPreference: "high-performance" };
  const canvas = make();
  const context = canvas.getContext("webgl2", options);
  if (!context) throw noWebgl();
  if (/swiftshader|llvmpipe|softpipe|software/i.test(graphicsCardOf(context))) {
    return { canvas, context };
  }
  const smooth = make();
  return { canvas: smooth, context: smooth.getContext("webgl2", { ...options, antialias: true }) };
}

/// The grids and pictures of the ground, asked for before there is anything to draw on.
export const fetchGround = (ground) =>
  Promise.all([
    gridOf(ground.heights, ground),
    picturesOf(ground.colours.file, ground, 4),
    gridOf(ground.roofs, ground),
    picturesOf(ground.shades[0].file, ground, 2),
  ]);

const usual = (site, layer) => site.ward.layers.find(({ name }) => name === layer)?.usual ?? true;

/// Asks for all that the first picture needs beside the ground.
export function askForShapes(site) {
  askEarly(site.ward.names);
  askEarly(site.ward.building_shapes);
  for (const { part, file } of site.ward.model) {
    if (usual(site, PARTS[part].layer)) askEarly(file);
  }
}

/// What one side of the picture shows of runs: a grid, values of buildings, values of lines.
const emptySide = (tiles) => ({ grid: null, buildings: null, lines: null, wet: new Uint8Array(tiles) });

export class Scene {
  /// `failed`: told of what can't be shown.
  constructor(canvas, context, site, failed) {
    Object.assign(this, { site, failed });
    this.renderer = new THREE.WebGLRenderer({ canvas, context });
    this.renderer.outputColorSpace = THREE.LinearSRGBColorSpace; // colours are used as they are
    this.scene = new THREE.Scene();
    this.model = new THREE.Group();
    this.model.rotation.x = Math.PI / 2; // glTF's y-up back to z-up
    this.scene.add(this.model);
    this.camera = new THREE.PerspectiveCamera(38, 1, 1, 20000);
    this.camera.up.set(0, 0, 1);
    this.meshes = new Map(); // part -> meshes
    this.hidden = new Set();
    this.loader = new GLTFLoader();
    this.split = false; // whether a second run is drawn right of the swipe line
    this.swipe = 0.5; // where that line stands, 0 to 1
    this.demanded = []; // meshes of rows on demand
    this.shared = {}; // uniforms of all shaders
  }

  /// Has the graphics card make the programs of the first picture while data are on their way.
  makePrograms() {
    const parts = Object.values(PARTS).filter(({ layer }) => usual(this.site, layer));
    const drawn = ["sky", "plain", "ground", "water", ...parts.map((how) => how.afar ?? how.shader)];
    const scene = new THREE.Scene();
    const square = new THREE.PlaneGeometry();
    for (const shader of new Set(drawn)) scene.add(new THREE.Mesh(square, this.material(shader)));
    this.renderer.compile(scene, this.camera);
  }

  /// `fetched`: what fetchGround gave.
  async openGround(fetched) {
    const { ground } = this.site.ward;
    const [heights, colours, roofs, bytes] = await fetched;
    const shade = this.shadeTexture(bytes);
    this.lay = new Lay(ground, heights, roofs);
    const { cols, rows } = ground;
    const u = (value) => ({ value });
    this.shared = {
      north_west: u(new THREE.Vector2(ground.west_m, ground.north_m)),
      cell_m: u(ground.cell_m),
      lattice: u(new THREE.Vector2(cols, rows)),
      eye: u(new THREE.Vector3()),
      to_sun: u(new THREE.Vector3(...this.site.ward.to_sun)),
      haze_m: u(4000),
      ground_tex: u(textureOf(heights, cols, rows, THREE.RedFormat, THREE.FloatType)),
      shade_tex: u(shade),
      shade_scale: u(new THREE.Vector2(ground.shades[0].offset, ground.shades[0].step)),
      colour_tex: u(colourTexture(ground, colours)),
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
    this.glass = new Glass(this.shared);
    this.buildingValues = this.valueUniforms();
    this.terrain = new Terrain(
      ground,
      heights,
      this.material("ground"),
      this.material("water", {}, { transparent: true, depthWrite: true }),
    );
    this.sides = [0, 1].map(() => emptySide(this.terrain.tiles.length));
    const put = (part, meshes) => {
      this.meshes.set(part, meshes);
      for (const mesh of meshes) this.scene.add(mesh);
    };
    put("ground", [...this.terrain.groundMeshes, this.plainMesh()]);
    put("water", this.terrain.waterMeshes);
    this.scene.add(this.skyMesh());
  }

  valueUniforms() {
    const { value_tex, look_tex } = this.blank;
    return {
      value_tex: { value: value_tex },
      look_tex: { value: look_tex },
      look_range: { value: new THREE.Vector2(0, 1) },
      valued: { value: 0 },
      selected: { value: -1 },
    };
  }

  material(shader, own = {}, options = {}) {
    const { vertex, fragment } = shaders[shader];
    return new THREE.RawShaderMaterial({
      glslVersion: THREE.GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      uniforms: { ...this.shared, ...own },
      side: THREE.DoubleSide,
      ...options,
    });
  }

  plainMesh() {
    const mesh = new THREE.Mesh(new THREE.PlaneGeometry(40000, 40000), this.material("plain"));
    mesh.position.z = this.lay.lowest_m - 4;
    mesh.renderOrder = 1;
    return mesh;
  }

  skyMesh() {
    const mesh = new THREE.Mesh(
      new THREE.PlaneGeometry(2, 2),
      this.material("sky", {}, { depthTest: false, depthWrite: false }),
    );
    mesh.frustumCulled = false;
    mesh.renderOrder = -10;
    return mesh;
  }

  shadeTexture(bytes) {
    const { cols, rows } = this.site.ward.ground;
    return textureOf(bytes, cols, rows, THREE.RGFormat, THREE.UnsignedByteType, THREE.LinearFilter);
  }

  /// Shadows of buildings drawn at a share of their height: those worked out nearest to it.
  async setHeightScale(scale) {
    this.lay.heightScale = scale;
    this.shared.height_scale.value = scale;
    const { shades } = this.site.ward.ground;
    const away = (shade) => Math.abs(shade.height_scale - scale);
    const nearest = shades.reduce((a, b) => (away(b) < away(a) ? b : a));
    if (this.shadeShown === nearest.file) return;
    this.shadeShown = nearest.file;
    const bytes = await picturesOf(nearest.file, this.site.ward.ground, 2);
    if (this.shadeShown !== nearest.file) return;
    this.shared.shade_tex.value.dispose();
    this.shared.shade_tex.value = this.shadeTexture(bytes);
    this.shared.shade_scale.value.set(nearest.offset, nearest.step);
  }

  async openShapes() {
    this.shadeShown = this.site.ward.ground.shades[0].file;
    const shapes = numbersOf(this.site.ward.building_shapes, "float32", 4);
    const seen = ({ part }) => !this.hidden.has(PARTS[part].layer);
    const { model } = this.site.ward;
    this.unopened = model.filter((one) => !seen(one));
    const opened = model.filter(seen).map((one) => this.openShape(one));
    this.shared.shape_tex.value = rowTexture(await shapes, 4);
    await Promise.all(opened);
  }

  openShape({ part, file }) {
    return this.addPart(part, file, PARTS[part]).catch(this.failed);
  }

  async addPart(part, file, how, values) {
    const meshes = await this.meshesOf(file);
    const u = (value) => ({ value });
    const own = {
      ...(values ?? (part === "buildings" ? this.buildingValues : this.partValues(part))),
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
    const material = this.material(how.shader, own, options);
    const afar = how.afar && this.material(how.afar, own, options);
    for (const mesh of meshes) {
      mesh.material = material;
      mesh.renderOrder = how.order;
      mesh.visible = !this.hidden.has(how.layer);
      this.model.add(mesh);
      mesh.updateWorldMatrix(true, false);
      const around = mesh.geometry.boundingSphere.clone().applyMatrix4(mesh.matrixWorld);
      mesh.userData = { near: material, afar, around };
    }
    this.glass.dress(part, meshes);
    this.meshes.set(part, [...(this.meshes.get(part) ?? []), ...meshes]);
    return meshes;
  }

  partValues(part) {
    this.ofPart ??= new Map();
    if (!this.ofPart.has(part)) this.ofPart.set(part, this.valueUniforms());
    return this.ofPart.get(part);
  }

  /// The meshes of a glTF file, out of its tree, where it puts them.
  async meshesOf(file) {
    const bytes = await bytesOf(file);
    // A file that is cut off would else be drawn as far as it goes.
    const whole = bytes.length >= 12 && new DataView(bytes.buffer).getUint32(8, true);
    if (whole !== bytes.length) throw damaged(file);
    const { scene } = await this.loader.parseAsync(bytes.buffer, "").catch(() => {
      throw damaged(file);
    });
    scene.updateMatrixWorld(true);
    const meshes = [];
    scene.traverse((node) => {
      if (node.isMesh) meshes.push(node);
    });
    for (const mesh of meshes) {
      mesh.matrix.copy(mesh.matrixWorld);
      mesh.matrixAutoUpdate = false;
      mesh.matrixWorldNeedsUpdate = true;
      mesh.removeFromParent();
      mesh.geometry.computeBoundingSphere();
    }
    return meshes;
  }

  // ----------------------------------------------------------------------------- what is shown

  async showLayer(layer, shown) {
    if (shown) this.hidden.delete(layer);
    else this.hidden.add(layer);
    // What was hidden when the site was opened is fetched when it is first asked for.
    const wanted = ({ part }) => shown && PARTS[part].layer === layer;
    const fetched = (this.unopened ?? []).filter(wanted);
    this.unopened = (this.unopened ?? []).filter((one) => !wanted(one));
    await Promise.all(fetched.map((one) => this.openShape(one)));
    if (layer === "drains") this.glass.turn(shown, this.meshes);
    for (const [part, meshes] of this.meshes) {
      if (part.startsWith("line:") || (PARTS[part]?.layer ?? part) !== layer) continue;
      for (const mesh of meshes) mesh.visible = shown;
    }
  }

  /// Codes of a grid's picture at one instant; of areas the rows' values too, since their codes are
  /// rows.
  setGrid(side, field, codes, areaValues) {
    const shown = this.sides[side];
    if (shown.grid?.unknown) this.clear(side, "grid");
    const grid = (shown.grid ??= { texture: gridTexture(this.site.ward.ground) });
    if (areaValues) {
      const valueAt = (code) => areaValues[code - FIRST] ?? NaN;
      grid.halves = halvesOf(field, valueAt, areaValues.length + FIRST);
    }
    if (grid.field !== field) {
      grid.field = field;
      if (!areaValues) grid.halves = halvesOf(field, (code) => valueOf(field.picture, code), 65536);
      grid.look?.dispose();
      grid.look = stripTexture(field);
    }
    const { data } = grid.texture.image;
    const { halves } = grid;
    for (let i = 0; i < codes.length; ++i) data[i] = halves[codes[i]];
    grid.texture.needsUpdate = true;
    const { offset, step } = field.picture;
    const wetFrom = field.as === "water" ? FIRST + Math.ceil((field.wet_from_m - offset) / step) : 65536;
    this.terrain.markWet(shown.wet, codes, wetFrom);
  }

  /// Shows of a grid, in a slot that was cleared, only that it is not known.
  setGridUnknown(side, field) {
    this.sides[side].grid = { field, unknown: true, look: stripTexture(field) };
  }

  /// The depth at a place, as a call, of the codes of a picture of water; 0 inside buildings.
  depthIn(field, codes) {
    return (x, y) => {
      const cell = this.lay.cellAt(x, y);
      const depth_m = cell < 0 ? NaN : valueOf(field.picture, codes[cell]);
      return depth_m > 0 && this.lay.roofs_m[cell] === 0 ? depth_m : 0;
    };
  }

  /// Values of rows (a Float32Array) as colours of "buildings", or of "lines": the ribbons `part`.
  setValues(side, slot, field, values, part) {
    const shown = this.sides[side];
    if (shown[slot]?.field === field) {
      shown[slot].value_tex.image.data.set(drawnValues(values));
      shown[slot].value_tex.needsUpdate = true;
      return;
    }
    this.clear(side, slot);
    const { least, most } = field.strip;
    shown[slot] = {
      field,
      part,
      value_tex: rowTexture(drawnValues(values), 1),
      look_tex: stripTexture(field),
      range: [least, most],
    };
  }

  /// Shows nothing in a slot any more.
  clear(side, slot) {
    const shown = this.sides[side];
    for (const texture of ["texture", "look", "value_tex", "look_tex"]) {
      shown[slot]?.[texture]?.dispose();
    }
    shown[slot] = null;
    if (slot === "grid") shown.wet.fill(0);
  }

  /// Takes the colours that are chosen now.
  repaint() {
    for (const shown of this.sides) {
      for (const [slot, look] of [
        ["grid", "look"],
        ["buildings", "look_tex"],
        ["lines", "look_tex"],
      ]) {
        if (!shown[slot]) continue;
        shown[slot][look].dispose();
        shown[slot][look] = stripTexture(shown[slot].field);
      }
    }
  }

  /// Gives the uniforms what a side shows.
  dress(side) {
    const { grid, buildings, lines, wet } = this.sides[side];
    const { shared } = this;
    const water = grid?.field.as === "water" && !grid.unknown;
    shared.grid_mode.value = grid ? gridMode(grid) : GRID_MODE.none;
    // No wall is wet higher above the ground, which may slope beside it.
    shared.deepest_m.value = water ? grid.field.range[1] + 1 : 0;
    shared.grid_tex.value = grid?.texture ?? this.blank.value_tex;
    shared.grid_look.value = grid?.look ?? this.blank.look_tex;
    if (grid) {
      shared.grid_range.value.set(grid.field.strip.least, grid.field.strip.most);
      shared.wet_from.value = grid.field.wet_from_m ?? 0;
    }
    const put = (uniforms, values) => {
      uniforms.valued.value = values ? 1 : 0;
      uniforms.value_tex.value = (values ?? this.blank).value_tex;
      uniforms.look_tex.value = (values ?? this.blank).look_tex;
      if (values) uniforms.look_range.value.set(...values.range);
    };
    put(this.buildingValues, buildings);
    if (lines) put(this.partValues(lines.part), lines);
    for (const [part, meshes] of this.meshes) {
      if (!part.startsWith("line:")) continue;
      const seen = part === lines?.part && !this.hidden.has("results");
      for (const mesh of meshes) mesh.visible = seen;
    }
    this.wet = wet;
  }

  /// Ribbons that take the colours of a table's values; made when they are first shown.
  async lineTable(key, files) {
    const part = `line:${key}`;
    if (!this.meshes.has(part)) {
      const how = { layer: "results", shader: "line", order: 5, lift: 0.018 };
      await Promise.all(files.map((file) => this.addPart(part, file, how, this.partValues(part))));
    }
    return part;
  }

  /// Draws rows of tables on demand: of each `file` the rows of `colours` (row -> "#2b83ba").
  async drawOnDemand(parts) {
    const ask = (this.demandAsked = parts);
    const drawn = [];
    for (const { file, colours } of parts) {
      this.demandFiles ??= new Map();
      if (!this.demandFiles.has(file)) this.demandFiles.set(file, this.meshesOf(file));
      const meshes = await this.demandFiles.get(file).catch((error) => {
        this.demandFiles.delete(file);
        this.failed(error);
        return [];
      });
      for (const [row, colour] of colours) {
        drawn.push(...meshes.flatMap((mesh) => this.meshOfRow(mesh, row, colour, drawn.length)));
      }
    }
    if (ask !== this.demandAsked) return;
    for (const mesh of this.demanded) {
      mesh.removeFromParent();
      mesh.material.dispose();
      mesh.geometry.dispose();
    }
    this.demanded = drawn;
    if (drawn.length > 0) this.model.add(...drawn);
  }

  /// The ribbon of one row of a table as a mesh of its own; later ones lie on earlier ones.
  meshOfRow(mesh, row, colour, earlier) {
    const { index, attributes } = mesh.geometry;
    const ids = attributes._feature_id_0;
    const corners = [];
    for (let i = 0; i < index.count; ++i) {
      if (Math.round(ids.getX(index.getX(i))) === row) corners.push(index.getX(i));
    }
    if (corners.length === 0) return [];
    const geometry = new THREE.BufferGeometry();
    for (const name of ["position", "uv"]) {
      const of = attributes[name];
      const numbers = corners.flatMap((corner) =>
        Array.from({ length: of.itemSize }, (_, i) => of.getComponent(corner, i)),
      );
      geometry.setAttribute(name, new THREE.Float32BufferAttribute(numbers, of.itemSize));
    }
    const own = {
      lift: { value: 0.036 + 0.006 * earlier },
      paint: { value: new THREE.Vector4(...bytesOfColour(colour).map((b) => b / 255), 1) },
      dash_m: { value: 0 },
      fading_m: { value: 0 },
    };
    const line = new THREE.Mesh(geometry, this.material("mark", own));
    line.matrix.copy(mesh.matrix);
    line.matrixAutoUpdate = false;
    line.renderOrder = 8;
    return [line];
  }

  select(layer, row) {
    this.buildingValues.selected.value = layer === "buildings" ? row : -1;
    for (const [part, values] of this.ofPart ?? []) {
      const own = part.startsWith("line:") ? part.slice(5) : part;
      values.selected.value = own === layer && part !== "kerbs" ? row : -1;
    }
  }

  // ------------------------------------------------------------------------------------ drawing

  resize(width, height, ratio) {
    this.width = width;
    this.height = height;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
  }

  prepare() {
    const { camera, lay } = this;
    const away = camera.position.distanceTo(this.target);
    const above = Math.max(1, camera.position.z - lay.mean_m);
    camera.near = Math.min(Math.max(0.12 * above, 0.3), 60);
    camera.far = 16000 + 4 * away;
    camera.aspect = this.width / this.height;
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    this.shared.eye.value.copy(camera.position);
    this.shared.haze_m.value = 3200 + 2.2 * away;
    const [right, up, back] = [0, 1, 2].map((i) =>
      new THREE.Vector3().setFromMatrixColumn(camera.matrixWorld, i),
    );
    const half = Math.tan((0.5 * camera.fov * Math.PI) / 180);
    this.shared.ahead.value.copy(back).negate();
    this.shared.rightward.value.copy(right).multiplyScalar(half * camera.aspect);
    this.shared.upward.value.copy(up).multiplyScalar(half);
    const frustum = new THREE.Frustum().setFromProjectionMatrix(
      new THREE.Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
    );
    this.terrain.arrange(camera, frustum, this.wet);
    this.coarsenBands();
    const waterShown = this.shared.grid_mode.value === GRID_MODE.water && !this.hidden.has("water");
    for (const mesh of this.terrain.waterMeshes) mesh.visible &&= waterShown;
    for (const mesh of this.terrain.groundMeshes) mesh.visible &&= !this.hidden.has("ground");
  }

  /// From afar kerbs, and the round ends of streets, are finer than a pixel.
  coarsenBands() {
    for (const [part, meshes] of this.meshes) {
      for (const mesh of meshes) {
        const { body } = mesh.geometry.userData;
        if (body === undefined) continue;
        const near = this.awayFrom(mesh) < FINE_UP_TO_M;
        mesh.geometry.setDrawRange(0, near ? Infinity : body);
        if (part === "kerbs") mesh.visible = near && !this.hidden.has("streets");
      }
    }
  }

  /// Houses far away are drawn plainly, for a fraction of the work of near ones.
  plainHousesAfar() {
    for (const mesh of this.meshes.get("buildings") ?? []) {
      const { near, afar } = mesh.userData;
      mesh.material = this.awayFrom(mesh) < FLOORS_UP_TO_M ? near : afar;
      this.glass.follow(mesh);
    }
  }

  /// How far the eye is from all of a mesh.
  awayFrom({ userData: { around } }) {
    return around.distanceToPoint(this.camera.position);
  }

  /// The parts of the picture, a side each: where it begins and ends, in pixels of the page.
  panes() {
    if (!this.split) return [{ side: 0, from: 0, to: this.width }];
    const line = Math.round(this.swipe * this.width);
    return [
      { side: 0, from: 0, to: line },
      { side: 1, from: line, to: this.width },
    ];
  }

  draw() {
    const { renderer } = this;
    renderer.setScissorTest(this.split);
    for (const { side, from, to } of this.panes()) {
      if (from === to) continue;
      renderer.setScissor(from, 0, to - from, this.height);
      this.dress(side);
      this.prepare();
      this.plainHousesAfar();
      renderer.render(this.scene, this.camera);
    }
    renderer.setScissorTest(false);
  }

  /// Draws one pixel of what is there, so that the graphics card takes shapes and makes programs
  /// ready while the next data are read.
  prime() {
    const { renderer } = this;
    this.resize(1, 1, 1);
    this.dress(0);
    this.prepare();
    this.plainHousesAfar();
    renderer.render(this.scene, this.camera);
    renderer.getContext().flush();
  }

  /// Waits until the graphics card has really drawn.
  finish() {
    const gl = this.renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  graphicsCard() {
    return graphicsCardOf(this.renderer.getContext());
  }

  /// Where a place appears, in pixels of the page; null behind the eye.
  onPicture(x, y, z) {
    const at = new THREE.Vector3(x, y, z).applyMatrix4(this.camera.matrixWorldInverse);
    if (at.z > -0.1) return null;
    const ahead_m = -at.z;
    at.applyMatrix4(this.camera.projectionMatrix);
    return {
      x: 0.5 * (at.x + 1) * this.width,
      y: 0.5 * (1 - at.y) * this.height,
      ahead_m,
    };
  }

  metresPerPixel(ahead_m) {
    return (2 * ahead_m * Math.tan((0.5 * this.camera.fov * Math.PI) / 180)) / this.height;
  }

  rayThrough(x, y) {
    const along = new THREE.Vector3((2 * x) / this.width - 1, 1 - (2 * y) / this.height, 0.5)
      .unproject(this.camera)
      .sub(this.camera.position)
      .normalize();
    return { from: this.camera.position, along };
  }

  /// What lies under a pixel: {part, row} of the first of `parts` that is seen there, or null.
  pick(x, y, parts) {
    const { renderer, camera } = this;
    this.picker ??= {
      target: new THREE.WebGLRenderTarget(1, 1, { depthBuffer: true }),
      scene: new THREE.Scene(),
    };
    const { target } = this.picker;
    const swapped = [];
    const visible = [];
    parts.forEach((part, i) => {
      for (const mesh of this.meshes.get(part) ?? []) {
        swapped.push([mesh, mesh.material, mesh.visible]);
        if (part.startsWith("line:")) mesh.visible = true; // asked for, drawn or not
        const lift = mesh.material.uniforms.lift ?? { value: 0 };
        const own = { part: { value: part === "buildings" ? 1 : i + 2 }, lift };
        mesh.material = this.pickMaterial(part, own);
        visible.push(mesh);
      }
    });
    const others = this.scene.children.filter((child) => child !== this.model);
    const rest = this.model.children.filter((child) => !visible.includes(child));
    const hide = [...others, ...rest].map((child) => [child, child.visible]);
    for (const [child] of hide) child.visible = false;
    this.prepare();
    for (const [child] of hide) child.visible = false;
    camera.setViewOffset(this.width, this.height, Math.floor(x), Math.floor(y), 1, 1);
    renderer.setRenderTarget(target);
    renderer.setClearColor(0, 0);
    renderer.clear();
    renderer.render(this.scene, camera);
    const pixel = new Uint8Array(4);
    renderer.readRenderTargetPixels(target, 0, 0, 1, 1, pixel);
    renderer.setRenderTarget(null);
    camera.clearViewOffset();
    for (const [mesh, material, shown] of swapped)
      Object.assign(mesh, { material, visible: shown });
    for (const [child, shown] of hide) child.visible = shown;
    if (pixel[3] === 0) return null;
    const row = pixel[0] + 256 * pixel[1] + 65536 * pixel[2];
    return { part: pixel[3] === 1 ? "buildings" : parts[pixel[3] - 2], row };
  }

  pickMaterial(part, own) {
    this.pickMaterials ??= new Map();
    if (!this.pickMaterials.has(part)) {
      this.pickMaterials.set(part, this.material("pick", { ...this.valueUniforms(), ...own }));
    }
    const material = this.pickMaterials.get(part);
    material.uniforms.part.value = own.part.value;
    return material;
  }
}

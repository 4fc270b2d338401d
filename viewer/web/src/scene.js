// The ward on the graphics card: one world, drawn when something changed and never else.
import * as THREE from "three";
import { graphicsCardOf } from "./canvas.js";
import { Demand } from "./demand.js";
import { Eye } from "./eye.js";
import { Glass } from "./glass.js";
import { Lay } from "./lay.js";
import { Materials, materialOf } from "./materials.js";
import { PARTS, VALUED_LINES, isUsual, layerOf } from "./parts.js";
import { Picker } from "./picker.js";
import { meshesOf } from "./shapes.js";
import { Sides } from "./sides.js";
import { Terrain } from "./terrain.js";
import { colourTexture, rowTexture, shadeTexture, textureOf } from "./textures.js";
import { gridOf, numbersOf, picturesOf, valueOf } from "./unpack.js";

const FINE_UP_TO_M = 900; // farther away, pavements and round ends of streets are too fine to see
const FLOORS_UP_TO_M = 600; // and so are floors and openings

/// The grids and pictures of the ground, asked for before there is anything to draw on.
export const fetchGround = (ground) =>
  Promise.all([
    gridOf(ground.heights, ground),
    picturesOf(ground.colours.file, ground, 4),
    gridOf(ground.roofs, ground),
    picturesOf(ground.shades[0].file, ground, 2),
  ]);

export class Scene {
  /// `failed`: told of what can't be shown.
  constructor(canvas, context, site, failed) {
    Object.assign(this, { site, failed });
    this.renderer = new THREE.WebGLRenderer({ canvas, context });
    this.renderer.outputColorSpace = THREE.LinearSRGBColorSpace; // colours are used as they are
    this.world = new THREE.Scene();
    this.model = new THREE.Group();
    this.model.rotation.x = Math.PI / 2; // glTF's y-up back to z-up
    this.world.add(this.model);
    this.eye = new Eye();
    this.meshes = new Map(); // part -> meshes
    this.hidden = new Set();
    this.unopened = []; // files of the model that were not yet asked for
    this.split = false; // whether a second run is drawn right of the swipe line
    this.swipe = 0.5; // where that line stands, 0 to 1
  }

  /// Has the graphics card make the programs of the first picture while data are on their way.
  makePrograms() {
    const parts = Object.values(PARTS).filter(({ layer }) => isUsual(this.site, layer));
    const drawn = ["sky", "plain", "ground", "water", ...parts.map((how) => how.afar ?? how.shader)];
    const world = new THREE.Scene();
    const square = new THREE.PlaneGeometry();
    for (const shader of new Set(drawn)) world.add(new THREE.Mesh(square, materialOf(shader)));
    this.renderer.compile(world, this.eye.camera);
  }

  // ------------------------------------------------------------------------------- what there is

  /// `fetched`: what fetchGround gave.
  async openGround(fetched) {
    const { ward } = this.site;
    const { ground } = ward;
    const [heights, colours, roofs, bytes] = await fetched;
    this.lay = new Lay(ground, heights, roofs);
    this.materials = new Materials(ward, {
      ground_tex: textureOf(heights, ground.cols, ground.rows, THREE.RedFormat, THREE.FloatType),
      shade_tex: shadeTexture(ground, bytes),
      colour_tex: colourTexture(ground, colours),
    });
    this.shared = this.materials.shared;
    this.shadeShown = ground.shades[0].file;
    this.glass = new Glass(this.shared);
    this.demand = new Demand(this.model, this.materials, this.failed);
    this.picker = new Picker(this.materials);
    const water = this.materials.make("water", {}, { transparent: true, depthWrite: true });
    this.terrain = new Terrain(ground, heights, this.materials.make("ground"), water);
    this.sides = new Sides(ground, this.terrain);
    this.addToWorld("ground", [...this.terrain.groundMeshes, this.plainMesh()]);
    this.addToWorld("water", this.terrain.waterMeshes);
    this.world.add(this.skyMesh());
  }

  addToWorld(part, meshes) {
    this.meshes.set(part, meshes);
    this.world.add(...meshes);
  }

  plainMesh() {
    const plain = new THREE.PlaneGeometry(40000, 40000);
    const mesh = new THREE.Mesh(plain, this.materials.make("plain"));
    mesh.position.z = this.lay.lowest_m - 4;
    mesh.renderOrder = 1;
    return mesh;
  }

  skyMesh() {
    const material = this.materials.make("sky", {}, { depthTest: false, depthWrite: false });
    const mesh = new THREE.Mesh(new THREE.PlaneGeometry(2, 2), material);
    mesh.frustumCulled = false;
    mesh.renderOrder = -10;
    return mesh;
  }

  async openShapes() {
    const shapes = numbersOf(this.site.ward.building_shapes, "float32", 4);
    const seen = ({ part }) => !this.hidden.has(layerOf(part));
    const { model } = this.site.ward;
    this.unopened = model.filter((one) => !seen(one));
    const opened = model.filter(seen).map((one) => this.openShape(one));
    this.shared.shape_tex.value = rowTexture(await shapes, 4);
    await Promise.all(opened);
  }

  openShape({ part, file }) {
    return this.addPart(part, file, PARTS[part]).catch(this.failed);
  }

  async addPart(part, file, how) {
    const meshes = await meshesOf(file);
    const { near, afar } = this.materials.ofPart(part, how);
    for (const mesh of meshes) {
      mesh.material = near;
      mesh.renderOrder = how.order;
      mesh.visible = !this.hidden.has(how.layer);
      this.model.add(mesh);
      mesh.updateWorldMatrix(true, false);
      const around = mesh.geometry.boundingSphere.clone().applyMatrix4(mesh.matrixWorld);
      mesh.userData = { near, afar, around };
    }
    this.glass.dress(part, meshes);
    this.meshes.set(part, [...(this.meshes.get(part) ?? []), ...meshes]);
  }

  /// Ribbons that take the colours of a table's values; made when they are first shown.
  async lineTable(key, files) {
    const part = `line:${key}`;
    if (!this.meshes.has(part)) {
      await Promise.all(files.map((file) => this.addPart(part, file, VALUED_LINES)));
    }
    return part;
  }

  // ----------------------------------------------------------------------------- what is shown

  async showLayer(layer, shown) {
    if (shown) this.hidden.delete(layer);
    else this.hidden.add(layer);
    // What was hidden when the site was opened is fetched when it is first asked for.
    const wanted = ({ part }) => shown && layerOf(part) === layer;
    const fetched = this.unopened.filter(wanted);
    this.unopened = this.unopened.filter((one) => !wanted(one));
    await Promise.all(fetched.map((one) => this.openShape(one)));
    if (layer === "drains") this.glass.turn(shown, this.meshes);
    for (const [part, meshes] of this.meshes) {
      if (part.startsWith("line:") || layerOf(part) !== layer) continue;
      for (const mesh of meshes) mesh.visible = shown;
    }
  }

  /// Shadows of buildings drawn at a share of their height: those worked out nearest to it.
  async setHeightScale(scale) {
    this.lay.heightScale = scale;
    this.shared.height_scale.value = scale;
    const { ground } = this.site.ward;
    const away = (shade) => Math.abs(shade.height_scale - scale);
    const nearest = ground.shades.reduce((a, b) => (away(b) < away(a) ? b : a));
    if (this.shadeShown === nearest.file) return;
    this.shadeShown = nearest.file;
    const bytes = await picturesOf(nearest.file, ground, 2);
    if (this.shadeShown !== nearest.file) return;
    this.shared.shade_tex.value.dispose();
    this.shared.shade_tex.value = shadeTexture(ground, bytes);
    this.shared.shade_scale.value.set(nearest.offset, nearest.step);
  }

  /// The depth at a place, as a call, of the codes of a picture of water; 0 inside buildings.
  depthIn(field, codes) {
    return (x, y) => {
      const cell = this.lay.cellAt(x, y);
      const depth_m = cell < 0 ? NaN : valueOf(field.picture, codes[cell]);
      return depth_m > 0 && this.lay.roofs_m[cell] === 0 ? depth_m : 0;
    };
  }

  select(layer, row) {
    this.materials.select(layer, row);
  }

  /// What lies under a pixel: {part, row} of the nearest of `parts`, or null.
  pick(x, y, parts) {
    return this.picker.pick(this, x, y, parts);
  }

  // ------------------------------------------------------------------------------------ drawing

  resize(width, height, ratio) {
    Object.assign(this.eye, { width, height });
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
  }

  /// Makes all ready to draw a side.
  prepare(side) {
    this.sides.dress(side, this.materials);
    this.eye.look(this.lay, this.shared);
    this.showLines(this.sides.of[side].lines);
    this.showTerrain(side);
    this.coarsenBands();
    this.plainHousesAfar();
  }

  showLines(lines) {
    for (const [part, meshes] of this.meshes) {
      if (!part.startsWith("line:")) continue;
      const seen = part === lines?.part && !this.hidden.has(VALUED_LINES.layer);
      for (const mesh of meshes) mesh.visible = seen;
    }
  }

  showTerrain(side) {
    this.terrain.arrange(this.eye.camera, this.eye.frustum(), this.sides.of[side].wet);
    const water = this.sides.hasWater(side) && !this.hidden.has("water");
    for (const mesh of this.terrain.waterMeshes) mesh.visible &&= water;
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
    return around.distanceToPoint(this.eye.camera.position);
  }

  /// The parts of the picture, a side each: where it begins and ends, in pixels of the page.
  panes() {
    const { width } = this.eye;
    if (!this.split) return [{ side: 0, from: 0, to: width }];
    const line = Math.round(this.swipe * width);
    return [
      { side: 0, from: 0, to: line },
      { side: 1, from: line, to: width },
    ];
  }

  draw() {
    const { renderer, eye } = this;
    renderer.setScissorTest(this.split);
    for (const { side, from, to } of this.panes()) {
      if (from === to) continue;
      renderer.setScissor(from, 0, to - from, eye.height);
      this.prepare(side);
      renderer.render(this.world, eye.camera);
    }
    renderer.setScissorTest(false);
  }

  /// Draws one pixel of what is there, so that the graphics card takes shapes and makes programs
  /// ready while the next data are read.
  prime() {
    this.resize(1, 1, 1);
    this.prepare(0);
    this.renderer.render(this.world, this.eye.camera);
    this.renderer.getContext().flush();
  }

  /// Waits until the graphics card has really drawn.
  finish() {
    const gl = this.renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  graphicsCard() {
    return graphicsCardOf(this.renderer.getContext());
  }
}

// What lies above the drains, through which one sees while they are shown: as in the desktop viewer
// (viewer/scene/world_nodes.cpp).
import * as THREE from "three";

const GLASS = 0.38; // how much is seen of ground, streets and waters
const SURFACES = ["ground", "river", "kerbs", "lanes", "roads"];
const SOLIDS = ["buildings", "trees"];
const VEIL_ORDER = 20; // after all else, so that it is seen through them
const SHINING = 0.5; // how much is seen of drains through all that is glass

const isSurface = (part) => SURFACES.includes(part) || part.startsWith("line:");

/// A material that draws the same corners in another way.
function drawnAs(material, how) {
  const { glslVersion, vertexShader, fragmentShader, uniforms, side } = material;
  const same = { glslVersion, vertexShader, fragmentShader, uniforms, side };
  return new THREE.RawShaderMaterial({ ...same, transparent: true, ...how });
}

/// The same shape once more, in another material, shown with it.
function again(mesh, material, renderOrder) {
  const other = new THREE.Mesh(mesh.geometry, material);
  other.renderOrder = renderOrder;
  mesh.add(other);
  return other;
}

export class Glass {
  constructor(shared) {
    this.shared = shared;
    this.depths = new Map(); // material of a solid -> the same that only hides
  }

  get on() {
    return this.shared.glass.value < 1;
  }

  /// Makes everything glass, or solid again. `parts`: part -> meshes.
  turn(on, parts) {
    this.shared.glass.value = on ? GLASS : 1;
    for (const [part, meshes] of parts) this.dress(part, meshes);
  }

  /// As is needed of meshes of a part.
  dress(part, meshes) {
    for (const mesh of meshes) {
      if (part === "drains") this.shineThrough(mesh);
      if (SOLIDS.includes(part)) this.veil(mesh);
      if (isSurface(part)) mesh.material.transparent = this.on;
    }
  }

  /// Houses and trees are thin: of all that hides a pixel the nearest alone, however many stand
  /// behind each other. So their depths are drawn first.
  veil(mesh) {
    const { userData: own } = mesh;
    if (!this.on && !own.hiding) return;
    own.hiding ??= again(mesh, this.hidingOf(mesh.material), VEIL_ORDER);
    own.hiding.visible = this.on;
    own.order ??= mesh.renderOrder;
    mesh.renderOrder = this.on ? VEIL_ORDER + 1 : own.order;
    for (const material of [own.near, own.afar]) if (material) material.transparent = this.on;
  }

  /// Takes the material that a solid has now.
  follow(mesh) {
    if (this.on) mesh.userData.hiding.material = this.hidingOf(mesh.material);
  }

  hidingOf(material) {
    if (!this.depths.has(material)) {
      this.depths.set(material, drawnAs(material, { colorWrite: false }));
    }
    return this.depths.get(material);
  }

  /// Drains once more over all that is glass before them, or three panes would leave little of
  /// them.
  shineThrough(mesh) {
    if (mesh.userData.shining) return;
    const how = { side: THREE.FrontSide, depthFunc: THREE.AlwaysDepth, depthWrite: false };
    const uniforms = { ...mesh.material.uniforms, presence: { value: SHINING } };
    const material = drawnAs(mesh.material, { ...how, uniforms });
    mesh.userData.shining = again(mesh, material, VEIL_ORDER + 2);
  }
}

// Shapes of the model as meshes.
import * as THREE from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { bytesOf } from "./files.js";
import { damaged } from "./problems.js";

const loader = new GLTFLoader();

/// The meshes of a glTF file, out of its tree, where it puts them.
export async function meshesOf(file) {
  const bytes = await bytesOf(file);
  // A file that is cut off would else be drawn as far as it goes.
  const whole = bytes.length >= 12 && new DataView(bytes.buffer).getUint32(8, true);
  if (whole !== bytes.length) throw damaged(file);
  const { scene } = await loader.parseAsync(bytes.buffer, "").catch(() => {
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

/// The corners of one row of a table, in their order, as a geometry; null where it has none.
export function geometryOfRow({ geometry: { index, attributes } }, row) {
  const ids = attributes._feature_id_0;
  const corners = [];
  for (let i = 0; i < index.count; ++i) {
    if (Math.round(ids.getX(index.getX(i))) === row) corners.push(index.getX(i));
  }
  if (corners.length === 0) return null;
  const geometry = new THREE.BufferGeometry();
  for (const name of ["position", "uv"]) {
    const of = attributes[name];
    const numbers = corners.flatMap((corner) =>
      Array.from({ length: of.itemSize }, (_, i) => of.getComponent(corner, i)),
    );
    geometry.setAttribute(name, new THREE.Float32BufferAttribute(numbers, of.itemSize));
  }
  return geometry;
}

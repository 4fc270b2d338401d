// Rows of tables that are drawn only while somebody asks about what they are of.
import * as THREE from "three";
import { geometryOfRow, meshesOf } from "./shapes.js";
import { bytesOfColour } from "./textures.js";

export class Demand {
  /// `model`: takes the meshes. `failed`: told of what can't be shown.
  constructor(model, materials, failed) {
    Object.assign(this, { model, materials, failed });
    this.drawn = []; // meshes
    this.files = new Map(); // file -> its meshes
  }

  /// Draws of each `file` the rows of `colours` (row -> "#2b83ba"), and no other any more.
  async draw(parts) {
    const ask = (this.asked = parts);
    const drawn = [];
    for (const { file, colours } of parts) {
      if (!this.files.has(file)) this.files.set(file, meshesOf(file));
      const meshes = await this.files.get(file).catch((error) => {
        this.files.delete(file);
        this.failed(error);
        return [];
      });
      for (const [row, colour] of colours) {
        drawn.push(...meshes.flatMap((mesh) => this.meshOfRow(mesh, row, colour, drawn.length)));
      }
    }
    if (ask !== this.asked) return;
    for (const mesh of this.drawn) {
      mesh.removeFromParent();
      mesh.material.dispose();
      mesh.geometry.dispose();
    }
    this.drawn = drawn;
    if (drawn.length > 0) this.model.add(...drawn);
  }

  /// The ribbon of one row of a table as a mesh of its own; later ones lie on earlier ones.
  meshOfRow(mesh, row, colour, earlier) {
    const geometry = geometryOfRow(mesh, row);
    if (geometry === null) return [];
    const own = {
      lift: { value: 0.036 + 0.006 * earlier },
      paint: { value: new THREE.Vector4(...bytesOfColour(colour).map((b) => b / 255), 1) },
      dash_m: { value: 0 },
      fading_m: { value: 0 },
    };
    const line = new THREE.Mesh(geometry, this.materials.make("mark", own));
    line.matrix.copy(mesh.matrix);
    line.matrixAutoUpdate = false;
    line.renderOrder = 8;
    return [line];
  }
}

// Ground and water: tiles of one lattice, coarser far away, four drawings each whatever the number
// of tiles.
import * as THREE from "three";

const CELLS = 64;
const FINENESS = [
  { step: 1, upTo: 320 },
  { step: 2, upTo: 750 },
  { step: 4, upTo: 1600 },
  { step: 8, upTo: Infinity },
];
const SKIRT_M = 1.5; // hides the cracks between tiles of unequal fineness

/// Corners (column, row, what the shader wants as z) and triangles of a tile.
function sheet(step, z, skirt) {
  const side = CELLS / step;
  const corners = [];
  const triangles = [];
  const quad = (a, b, c, d) => triangles.push(a, b, c, a, c, d);
  for (let row = 0; row <= side; ++row) {
    for (let col = 0; col <= side; ++col) corners.push(col * step, row * step, z);
  }
  const across = side + 1;
  for (let row = 0; row < side; ++row) {
    for (let col = 0; col < side; ++col) {
      const a = row * across + col;
      quad(a, a + across, a + across + 1, a + 1);
    }
  }
  const hang = (corner, stride) => {
    const first = corners.length / 3;
    for (let i = 0; i <= side; ++i) {
      const above = 3 * (corner + i * stride);
      corners.push(corners[above], corners[above + 1], SKIRT_M);
      if (i === 0) continue;
      const here = corner + i * stride;
      quad(here - stride, first + i - 1, first + i, here);
    }
  };
  if (skirt) {
    hang(0, 1);
    hang(side * across, 1);
    hang(0, across);
    hang(side, across);
  }
  return { corners: new Float32Array(corners), triangles: new Uint16Array(triangles) };
}

function meshOf(pattern, material, most, order) {
  const geometry = new THREE.InstancedBufferGeometry();
  geometry.setAttribute("position", new THREE.BufferAttribute(pattern.corners, 3));
  geometry.setIndex(new THREE.BufferAttribute(pattern.triangles, 1));
  const tile = new THREE.InstancedBufferAttribute(new Float32Array(2 * most), 2);
  tile.setUsage(THREE.DynamicDrawUsage);
  geometry.setAttribute("tile", tile);
  geometry.instanceCount = 0;
  const mesh = new THREE.Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = order;
  return mesh;
}

export class Terrain {
  /// `heights_m` on the lattice of `ground` (site.json).
  constructor(ground, heights_m, groundMaterial, waterMaterial) {
    this.ground = ground;
    this.tiles = [];
    const { rows, cols, cell_m, west_m, north_m } = ground;
    for (let row = 0; row + 1 < rows; row += CELLS) {
      for (let col = 0; col + 1 < cols; col += CELLS) {
        const lastRow = Math.min(row + CELLS, rows - 1);
        const lastCol = Math.min(col + CELLS, cols - 1);
        let low = Infinity;
        let high = -Infinity;
        for (let r = row; r <= lastRow; ++r) {
          for (let c = col; c <= lastCol; ++c) {
            const z = heights_m[r * cols + c];
            if (z < low) low = z;
            if (z > high) high = z;
          }
        }
        const box = new THREE.Box3(
          new THREE.Vector3(west_m + col * cell_m, north_m - (lastRow + 1) * cell_m, low - 3),
          new THREE.Vector3(west_m + (lastCol + 1) * cell_m, north_m - row * cell_m, high + 6),
        );
        const middle = box.getCenter(new THREE.Vector3());
        this.tiles.push({ row, col, lastRow, lastCol, box, middle });
      }
    }
    const most = this.tiles.length;
    this.groundMeshes = FINENESS.map((f) =>
      meshOf(sheet(f.step, 0, true), groundMaterial, most, 1),
    );
    this.waterMeshes = FINENESS.map((f) =>
      meshOf(sheet(f.step, f.step > 1 ? 1 : 0, false), waterMaterial, most, 10),
    );
  }

  /// Marks the tiles in which a cell has a code from `wetCode` on; water of others is not drawn.
  markWet(wet, codes, wetCode) {
    const { cols } = this.ground;
    this.tiles.forEach((tile, number) => {
      wet[number] = 0;
      for (let r = tile.row; r <= tile.lastRow && !wet[number]; ++r) {
        for (let i = r * cols + tile.col; i <= r * cols + tile.lastCol; ++i) {
          if (codes[i] < wetCode) continue;
          wet[number] = 1;
          break;
        }
      }
    });
  }

  /// Chooses the tiles in view and how fine each is; `wet`: those with water to draw.
  arrange(camera, frustum, wet) {
    const counts = FINENESS.map(() => ({ ground: 0, water: 0 }));
    this.tiles.forEach((tile, number) => {
      if (!frustum.intersectsBox(tile.box)) return;
      const away_m = camera.position.distanceTo(tile.middle);
      const level = FINENESS.findIndex((f) => away_m < f.upTo);
      const put = (meshes, kind) => {
        const array = meshes[level].geometry.attributes.tile.array;
        const at = 2 * counts[level][kind]++;
        array[at] = tile.col;
        array[at + 1] = tile.row;
      };
      put(this.groundMeshes, "ground");
      if (wet[number]) put(this.waterMeshes, "water");
    });
    FINENESS.forEach((_, level) => {
      for (const [meshes, kind] of [
        [this.groundMeshes, "ground"],
        [this.waterMeshes, "water"],
      ]) {
        const mesh = meshes[level];
        mesh.geometry.instanceCount = counts[level][kind];
        mesh.visible = counts[level][kind] > 0;
        mesh.geometry.attributes.tile.needsUpdate = true;
      }
    });
  }
}

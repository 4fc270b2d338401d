// The lie of the land on the CPU: heights, roofs, and what a ray from the eye meets.

/// Number of the cell of a grid that holds a place; -1 outside.
export function cellAt({ rows, cols, cell_m, west_m, north_m }, x, y) {
  const col = Math.floor((x - west_m) / cell_m);
  const row = Math.floor((north_m - y) / cell_m);
  return col < 0 || row < 0 || col >= cols || row >= rows ? -1 : row * cols + col;
}

export class Lay {
  constructor(ground, heights_m, roofs_m) {
    this.ground = ground;
    this.heights_m = heights_m;
    this.roofs_m = roofs_m;
    this.heightScale = 1;
    this.lowest_m = Infinity;
    this.highest_m = 0;
    let sum_m = 0;
    for (let i = 0; i < heights_m.length; ++i) {
      this.lowest_m = Math.min(this.lowest_m, heights_m[i]);
      this.highest_m = Math.max(this.highest_m, heights_m[i] + roofs_m[i]);
      sum_m += heights_m[i];
    }
    this.mean_m = sum_m / heights_m.length;
  }

  /// Bilinear between the middles of cells; beyond the lattice, the height at its edge.
  heightAt(x, y) {
    const { rows, cols, cell_m, west_m, north_m } = this.ground;
    const col = Math.min(Math.max((x - west_m) / cell_m - 0.5, 0), cols - 1);
    const row = Math.min(Math.max((north_m - y) / cell_m - 0.5, 0), rows - 1);
    const west = Math.min(Math.floor(col), cols - 2);
    const north = Math.min(Math.floor(row), rows - 2);
    const u = col - west;
    const v = row - north;
    const z = this.heights_m;
    const i = north * cols + west;
    return (
      (z[i] * (1 - u) + z[i + 1] * u) * (1 - v) + (z[i + cols] * (1 - u) + z[i + cols + 1] * u) * v
    );
  }

  cellAt(x, y) {
    return cellAt(this.ground, x, y);
  }

  /// Where a ray first meets the bare ground; null for the sky.
  groundOn(from, along) {
    const { cell_m } = this.ground;
    const step = 0.5 * cell_m;
    let t = along.z < 0 ? Math.max(0, (this.highest_m + 1 - from.z) / along.z) : 0;
    const most = t + 20000;
    const above = (s) =>
      from.z + s * along.z - this.heightAt(from.x + s * along.x, from.y + s * along.y);
    if (along.z >= 0 && from.z > this.highest_m) return null;
    for (let before = t; t < most; before = t, t += step) {
      const gap = above(t);
      if (gap > 0) {
        // Far above the ground the next steps cannot meet it.
        if (gap > 4 && along.z < 0) t += Math.max(0, (gap - 3) / (1 - along.z) - step);
        if (along.z >= 0 && from.z + t * along.z > this.highest_m) return null;
        continue;
      }
      let low = before;
      let high = t;
      for (let i = 0; i < 20; ++i) {
        const middle = 0.5 * (low + high);
        if (above(middle) > 0) low = middle;
        else high = middle;
      }
      return { x: from.x + high * along.x, y: from.y + high * along.y };
    }
    return null;
  }

  /// Whether nothing stands between the eye and a place, but within `slack_m` before it.
  sees(eye, x, y, z, slack_m) {
    const dx = x - eye.x;
    const dy = y - eye.y;
    const dz = z - eye.z;
    const away_m = Math.hypot(dx, dy, dz);
    const end = away_m - slack_m;
    if (end <= 0) return true;
    const step = this.ground.cell_m;
    // Above the highest roof nothing hides.
    const from = dz < 0 ? Math.max(0, ((this.highest_m - eye.z) / dz) * away_m) : 0;
    for (let t = Math.max(from, step); t < end; t += Math.max(step, 0.004 * t)) {
      const share = t / away_m;
      const cell = this.cellAt(eye.x + share * dx, eye.y + share * dy);
      if (cell < 0) continue;
      const top = this.heights_m[cell] + this.heightScale * this.roofs_m[cell];
      if (eye.z + share * dz < top) return false;
    }
    return true;
  }
}

// What the sides of the picture show of runs, as textures: a grid, values of buildings, values of
// lines.
import { gridTexture, halvesOf, rowTexture, stripTexture } from "./textures.js";
import { FIRST, valueOf } from "./unpack.js";
import { drawnValues } from "./values.js";

/// What the shaders make of a grid.
const GRID_MODE = { none: 0, water: 1, values: 2, unknown: 3 };

function gridMode({ field, unknown }) {
  if (unknown) return GRID_MODE.unknown;
  return field.as === "water" ? GRID_MODE.water : GRID_MODE.values;
}

export class Sides {
  constructor(ground, terrain) {
    Object.assign(this, { ground, terrain });
    const tiles = terrain.tiles.length;
    const empty = () => ({ grid: null, buildings: null, lines: null, wet: new Uint8Array(tiles) });
    this.of = [empty(), empty()];
  }

  /// Codes of a grid's picture at one instant; of areas the rows' values too, since their codes are
  /// rows.
  setGrid(side, field, codes, areaValues) {
    const shown = this.of[side];
    if (shown.grid?.unknown) this.clear(side, "grid");
    const grid = (shown.grid ??= { texture: gridTexture(this.ground) });
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
    this.of[side].grid = { field, unknown: true, look: stripTexture(field) };
  }

  /// Values of rows (a Float32Array) as colours of "buildings", or of "lines": the ribbons `part`.
  setValues(side, slot, field, values, part) {
    const shown = this.of[side];
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
    const shown = this.of[side];
    for (const texture of ["texture", "look", "value_tex", "look_tex"]) {
      shown[slot]?.[texture]?.dispose();
    }
    shown[slot] = null;
    if (slot === "grid") shown.wet.fill(0);
  }

  /// Takes the colours that are chosen now.
  repaint() {
    for (const shown of this.of) {
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
  dress(side, materials) {
    const { grid, buildings, lines } = this.of[side];
    const { shared, blank } = materials;
    const water = grid?.field.as === "water" && !grid.unknown;
    shared.grid_mode.value = grid ? gridMode(grid) : GRID_MODE.none;
    // No wall is wet higher above the ground, which may slope beside it.
    shared.deepest_m.value = water ? grid.field.range[1] + 1 : 0;
    shared.grid_tex.value = grid?.texture ?? blank.value_tex;
    shared.grid_look.value = grid?.look ?? blank.look_tex;
    if (grid) {
      shared.grid_range.value.set(grid.field.strip.least, grid.field.strip.most);
      shared.wet_from.value = grid.field.wet_from_m ?? 0;
    }
    const put = (uniforms, values) => {
      uniforms.valued.value = values ? 1 : 0;
      uniforms.value_tex.value = (values ?? blank).value_tex;
      uniforms.look_tex.value = (values ?? blank).look_tex;
      if (values) uniforms.look_range.value.set(...values.range);
    };
    put(materials.valuesOf("buildings"), buildings);
    if (lines) put(materials.valuesOf(lines.part), lines);
  }

  /// Whether a side has water to draw.
  hasWater(side) {
    const { grid } = this.of[side];
    return grid !== null && gridMode(grid) === GRID_MODE.water;
  }
}

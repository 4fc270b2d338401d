// The fields and tables of a site, fetched when they are asked for; of pictures through time and of
// the squares of clicks only the latest are kept.
import { codesOf, numbersOf, picturesOf, valueOf } from "./unpack.js";
import { jsonOf } from "./files.js";
import { Latest } from "./latest.js";
import { cellAt } from "./lay.js";

const KEPT_PICTURES = 12;
const KEPT_PLACES = 4; // of which all squares are kept, so that the slider fetches none again

export class Store {
  constructor(site) {
    this.site = site;
    this.fetched = new Map();
    this.fields = [];
    site.runs.forEach((run, number) => {
      for (const field of run.fields) {
        const table = run.tables.find((one) => one.name === field.table);
        Object.assign(field, { run, of: table });
        this.fields.push(field);
      }
      for (const table of run.tables) table.key = table.layer ?? `${number}.${table.name}`;
    });
    const grids = this.fields.filter((field) => field.values);
    this.pictures = new Latest(KEPT_PICTURES);
    this.squares = new Latest(KEPT_PLACES * grids.length);
  }

  /// What failed is asked for again next time.
  once(key, fetch) {
    if (!this.fetched.has(key)) {
      const fetched = fetch();
      this.fetched.set(key, fetched);
      fetched.catch(() => this.fetched.delete(key));
    }
    return this.fetched.get(key);
  }

  /// The attributes of a layer of the ward.
  layerTable(layer) {
    const { file } = this.site.ward.tables[layer];
    return this.once(file, () => jsonOf(file));
  }

  /// Where grids are read for a building, in which no water stands: at its walls, where the ground
  /// is lowest. Null where other houses stand on all sides.
  async wallPlace(row) {
    const file = this.site.ward.building_walls;
    const places = await this.once(file, () => numbersOf(file, "float32", 2));
    const [x, y] = places.subarray(2 * row, 2 * row + 2);
    return Number.isNaN(x) ? null : { x, y };
  }

  runTable(table) {
    return this.once(table.file, () => jsonOf(table.file));
  }

  picture(field, index) {
    const file = field.picture.file.replace("{index}", index);
    const { cols, rows } = this.site.ward.ground;
    return this.pictures.get(file, () => codesOf(file, cols, rows));
  }

  /// Whether a place lies in a river or pond, whose water is no flood.
  async isAlwaysWet({ x, y }) {
    const { ground } = this.site.ward;
    const { file } = ground.always_wet;
    const wet = await this.once(file, () => picturesOf(file, ground, 1));
    const cell = cellAt(ground, x, y);
    return cell >= 0 && wet[cell] !== 0;
  }

  /// Rows of areas, a code a cell.
  areas(table) {
    const { cols, rows } = this.site.ward.ground;
    return this.once(table.areas, () => codesOf(table.areas, cols, rows));
  }

  /// All values of a field of rows, time by time.
  values(field) {
    return this.once(field.file, () => numbersOf(field.file, field.numbers, field.of.rows));
  }

  /// The values of a row at each of the field's instants.
  async rowThroughTime(field, row) {
    const values = await this.values(field);
    const { rows } = field.of;
    return Array.from({ length: values.length / rows }, (_, i) => values[i * rows + row]);
  }

  /// The values of a grid at a place, one an instant; undefined where it was not computed, null
  /// outside the grid.
  async placeThroughTime(field, x, y) {
    const grid = field.values;
    const col = Math.floor((x - grid.west_m) / grid.cell_m);
    const row = Math.floor((grid.north_m - y) / grid.cell_m);
    if (col < 0 || row < 0 || col >= grid.cols || row >= grid.rows) return null;
    const [tileRow, tileCol] = [Math.floor(row / grid.tile), Math.floor(col / grid.tile)];
    const cols = Math.min(grid.tile, grid.cols - tileCol * grid.tile);
    const rows = Math.min(grid.tile, grid.rows - tileRow * grid.tile);
    const file = grid.file.replace("{row}", tileRow).replace("{col}", tileCol);
    const codes = await this.squares.get(file, () => codesOf(file, cols));
    const at = (row - tileRow * grid.tile) * cols + (col - tileCol * grid.tile);
    return Array.from({ length: codes.length / (rows * cols) }, (_, i) => {
      const code = codes[i * rows * cols + at];
      return code === 0 ? undefined : valueOf(grid, code);
    });
  }
}

// What is shown: which fields, at which instant, and which run is laid beside.
import { colourOf } from "./palette.js";

/// Fields that colour the same things exclude each other.
export const slotOf = (field) =>
  ({ lines: "lines", buildings: "buildings", points: "points" })[field.as] ?? "grid";

const SLOTS = ["grid", "lines", "buildings", "points"];

export class Stage {
  /// `failed`: told of what can't be shown.
  constructor(site, store, scene, labels, failed) {
    Object.assign(this, { site, store, scene, labels, failed });
    this.chosen = new Map(); // slot -> field
    this.compared = null; // the run on the right of the swipe line
    this.lost = new Set(); // fields that could not be fetched for the instant shown
    this.wallS = site.wall_s;
    this.onChange = () => {};
    this.asked = 0;
    for (const { run, field } of site.shown) {
      const first = site.runs[run].fields[field];
      // Of runs that would colour the same things, the first.
      if (!this.chosen.has(slotOf(first))) this.chosen.set(slotOf(first), first);
    }
  }

  /// The fields chosen, in one order whatever was chosen first.
  fields() {
    return SLOTS.flatMap((slot) => this.chosen.get(slot) ?? []);
  }

  /// The fields of a side of the picture. What the run laid beside lacks is the same on both.
  fieldsOn(side) {
    if (side === 0) return this.fields();
    return this.fields().map((field) => this.counterpart(field, this.compared) ?? field);
  }

  /// The runs of what is shown, that laid beside last.
  shownRuns() {
    const runs = this.fields().map((field) => field.run);
    if (this.compared) runs.push(this.compared);
    return [...new Set(runs)];
  }

  /// The same field of another run; undefined where it has none.
  counterpart(field, run) {
    return run.fields.find((other) =>
      ["name", "table", "kind", "as"].every((key) => other[key] === field[key]),
    );
  }

  /// The time shown on the clock of a run: of the one laid beside, as long after its start as the
  /// other is after its own.
  wallOf(run) {
    const first = this.shownRuns()[0];
    const shift = run === this.compared && first ? run.start_s - first.start_s : 0;
    return this.wallS + shift;
  }

  /// All instants of what is shown, ascending.
  wallTimes() {
    const all = new Set();
    for (const side of this.compared ? [0, 1] : [0]) {
      for (const field of this.fieldsOn(side)) {
        const shift = this.wallOf(field.run) - this.wallS;
        for (const time of this.store.wallTimes(field)) all.add(time - shift);
      }
    }
    return [...all].sort((a, b) => a - b);
  }

  /// The instants at which what is shown is at its greatest.
  peaks() {
    return this.fields()
      .filter((field) => field.times_s?.length > 1)
      .map((field) => field.times_s[field.peak] + field.run.start_s);
  }

  async choose(field) {
    this.chosen.set(slotOf(field), field);
    this.comeTo(field);
    await this.show();
  }

  /// Goes to the height of a field that has no such time as is shown.
  comeTo(field) {
    const times = this.store.wallTimes(field);
    if (times.length === 0 || (this.wallS >= times[0] && this.wallS <= times.at(-1))) return;
    if (this.fields().some((other) => other.run !== field.run && other.times_s?.length > 0)) return;
    this.wallS = times[field.peak];
  }

  async clear(slot) {
    this.chosen.delete(slot);
    await this.show();
  }

  /// Shows the same of another run, as long after its start; where it has nothing of what is shown,
  /// what it shows first.
  async switchTo(run) {
    const before = this.shownRuns()[0];
    const same = this.fields().flatMap((field) => this.counterpart(field, run) ?? []);
    if (same.length === 0) {
      this.chosen.clear();
      for (const first of this.site.shown) {
        if (this.site.runs[first.run] === run) same.push(run.fields[first.field]);
      }
    }
    for (const field of same) this.chosen.set(slotOf(field), field);
    if (before) this.wallS += run.start_s - before.start_s;
    for (const field of same) this.comeTo(field);
    await this.show();
  }

  /// Lays a run beside the one shown, or null: none.
  async compare(run) {
    this.compared = run;
    await this.show();
  }

  /// Shows everything in the colours that are chosen now.
  async repaint() {
    this.scene.repaint();
    await this.show();
  }

  async goTo(wallS) {
    this.wallS = wallS;
    await this.show();
  }

  /// Brings everything shown to the instant; of two calls the later wins.
  async show() {
    const ask = ++this.asked;
    const wanted = [this.fieldsOn(0), this.compared ? this.fieldsOn(1) : []];
    const ready = await Promise.all(
      wanted.flatMap((fields, side) => fields.map((field) => this.safelyPrepared(field, side))),
    );
    if (ask !== this.asked) return;
    this.lost.clear();
    wanted.forEach((fields, side) => {
      const used = fields.map(slotOf);
      for (const slot of SLOTS) if (!used.includes(slot)) this.empty(side, slot);
    });
    for (const put of ready) put();
    this.scene.split = this.compared !== null;
    this.labels.titled = this.compared ? [this.shownRuns()[0] ?? this.compared, this.compared] : [];
    this.onChange();
    this.fetchNext();
  }

  empty(side, slot) {
    this.scene.clear(side, slot);
    if (slot === "grid") Object.assign(this.labels.sides[side], { spots: [], depthAt: null });
    if (slot === "points") this.labels.sides[side].points = [];
  }

  /// What can't be fetched leaves its place empty.
  safelyPrepared(field, side) {
    return this.prepared(field, side).catch((error) => {
      this.failed(error);
      return () => {
        this.lost.add(field);
        this.empty(side, slotOf(field));
      };
    });
  }

  /// The next picture is fetched while this one is looked at.
  fetchNext() {
    const field = this.chosen.get("grid");
    if (!field?.picture || field.kind !== "frames") return;
    const next = this.store.indexAt(field, this.wallS) + 1;
    if (next < field.times_s.length) this.store.picture(field, next).catch(() => {});
  }

  /// Fetches what a field needs now; the returned call puts it on a side of the picture.
  async prepared(field, side) {
    const { store, scene } = this;
    const labels = this.labels.sides[side];
    const index = store.indexAt(field, this.wallOf(field.run));
    if (field.as === "water" || field.as === "ground") {
      const codes = await store.picture(field, index);
      return () => {
        scene.setGrid(side, field, codes);
        labels.spots = field.spots?.[index] ?? [];
        labels.depthAt = field.as === "water" ? scene.depthIn(field, codes) : null;
      };
    }
    const all = await store.values(field);
    const { rows } = field.of;
    const values = Float32Array.from(all.subarray(index * rows, (index + 1) * rows));
    if (field.as === "areas") {
      const codes = await store.areas(field.of);
      return () => {
        scene.setGrid(side, field, codes, values);
        Object.assign(labels, { spots: [], depthAt: null });
      };
    }
    if (field.as === "buildings") return () => scene.setValues(side, "buildings", field, values);
    if (field.as === "points") {
      const { points } = await store.runTable(field.of);
      return () => (labels.points = colouredPoints(field, points, values));
    }
    const part = await scene.lineTable(field.of.key, this.ribbons(field.of));
    return () => scene.setValues(side, "lines", field, values, part);
  }

  ribbons(table) {
    if (!table.layer) return [table.model];
    return this.site.ward.model.filter(({ part }) => part === table.layer).map(({ file }) => file);
  }
}

/// The places of a table whose values have a colour, the greatest first.
function colouredPoints(field, points, values) {
  return points
    .flatMap((place, row) => {
      const colour = place && colourOf(field, values[row]);
      const value = values[row];
      return colour ? [{ x: place[0], y: place[1], colour, value, field, row }] : [];
    })
    .sort((a, b) => b.value - a.value);
}

// What is shown: which fields, at which instant, and which run is laid beside.
import { instantAt, shareClock } from "./clock.js";
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

  /// The sides of the picture.
  sides() {
    return this.compared ? [0, 1] : [0];
  }

  /// The run whose clock is shown: of the first field that moves; undefined where nothing is shown.
  leader() {
    const fields = this.fields();
    return (fields.find(({ span_s: span }) => span) ?? fields[0])?.run;
  }

  /// The start of a run on the clock shown.
  startOf(run) {
    const leads = this.leader();
    return !leads || shareClock(leads, run) ? run.start_s : leads.start_s;
  }

  /// How long a run has gone on at the time shown.
  sinceStart(run) {
    return this.wallS - this.startOf(run);
  }

  /// The index of the instant of a field that is shown; null where it is not known now.
  indexNow(field) {
    return instantAt(field, this.sinceStart(field.run));
  }

  isKnownNow(field) {
    return this.indexNow(field) !== null;
  }

  /// All instants of what is shown, ascending.
  wallTimes() {
    const fields = this.sides().flatMap((side) => this.fieldsOn(side));
    const all = fields.flatMap((field) => this.timesOf(field));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  /// Instants of a field on the clock shown; none where it has no time.
  timesOf({ run, times_s: times }) {
    return (times ?? []).map((time) => time + this.startOf(run));
  }

  /// The instants at which what is shown is at its greatest.
  peaks() {
    return this.fields()
      .filter((field) => field.times_s?.length > 1)
      .map((field) => this.timesOf(field)[field.peak]);
  }

  async choose(field) {
    this.rechoose(() => this.chosen.set(slotOf(field), field));
    this.comeTo(field);
    await this.show();
  }

  /// Changes what is chosen. The hour stays where the run that leads then goes on at it; else it is
  /// as long after its start.
  rechoose(change) {
    const led = this.leader();
    const sinceS = led ? this.sinceStart(led) : 0;
    change();
    const leads = this.leader();
    if (!led || !leads) return;
    const goesOn = this.fields().some((field) => field.run === leads && this.isKnownNow(field));
    if (!goesOn || !shareClock(led, leads)) this.wallS = leads.start_s + sinceS;
  }

  /// Goes to the height of a field that is not known at the time shown.
  comeTo(field) {
    if (this.isKnownNow(field)) return;
    if (this.fields().some((other) => other.run !== field.run && other.span_s)) return;
    this.wallS = this.timesOf(field)[field.peak];
  }

  async clear(slot) {
    this.rechoose(() => this.chosen.delete(slot));
    await this.show();
  }

  /// Shows the same of another run; where it has nothing of what is shown, what it shows first.
  async switchTo(run) {
    const same = this.fields().flatMap((field) => this.counterpart(field, run) ?? []);
    const none = same.length === 0;
    if (none) {
      for (const first of this.site.shown) {
        if (this.site.runs[first.run] === run) same.push(run.fields[first.field]);
      }
    }
    this.rechoose(() => {
      if (none) this.chosen.clear();
      for (const field of same) this.chosen.set(slotOf(field), field);
    });
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
    this.scene.sides.repaint();
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
    this.scene.sides.clear(side, slot);
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
    const now = this.indexNow(field);
    if (now === null) return;
    const next = now + 1;
    if (next < field.times_s.length) this.store.picture(field, next).catch(() => {});
  }

  /// Fetches what a field needs now; the returned call puts it on a side of the picture.
  async prepared(field, side) {
    const { store, scene } = this;
    const labels = this.labels.sides[side];
    const index = this.indexNow(field);
    if (index === null) return this.preparedUnknown(field, side);
    if (field.as === "water" || field.as === "ground") {
      const codes = await store.picture(field, index);
      return () => {
        scene.sides.setGrid(side, field, codes);
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
        scene.sides.setGrid(side, field, codes, values);
        Object.assign(labels, { spots: [], depthAt: null });
      };
    }
    if (field.as === "buildings") return () => scene.sides.setValues(side, "buildings", field, values);
    if (field.as === "points") {
      const { points } = await store.runTable(field.of);
      return () => (labels.points = colouredPoints(field, points, values));
    }
    const part = await scene.lineTable(field.of.key, this.ribbons(field.of));
    return () => scene.sides.setValues(side, "lines", field, values, part);
  }

  /// Beyond the span of its run a field is not known: its last state is never left standing.
  async preparedUnknown(field, side) {
    const { scene } = this;
    const slot = slotOf(field);
    if (slot === "grid" || slot === "points") {
      return () => {
        this.empty(side, slot);
        if (slot === "grid") scene.sides.setGridUnknown(side, field);
      };
    }
    const values = new Float32Array(field.of.rows).fill(NaN);
    const part = slot === "lines" && (await scene.lineTable(field.of.key, this.ribbons(field.of)));
    return () => scene.sides.setValues(side, slot, field, values, part);
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

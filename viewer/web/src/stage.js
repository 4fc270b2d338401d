// What is shown: which fields, at which instant.

/// Fields that colour the same things exclude each other.
export const slotOf = (field) =>
  ({ lines: "lines", buildings: "buildings", points: "points" })[field.as] ?? "grid";

export class Stage {
  constructor(site, store, scene, labels) {
    Object.assign(this, { site, store, scene, labels });
    this.chosen = new Map();
    this.wallS = site.wall_s;
    this.onChange = () => {};
    this.asked = 0;
  }

  fields() {
    return [...this.chosen.values()];
  }

  /// All instants of what is shown, ascending.
  wallTimes() {
    const all = new Set();
    for (const field of this.fields()) {
      const times = this.store.wallTimes(field);
      if (times.length > 0) for (const time of times) all.add(time);
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
    const slot = slotOf(field);
    const before = this.chosen.get(slot);
    this.chosen.set(slot, field);
    if (before && before !== field && slot === "lines") this.scene.showLines(null);
    await this.show();
  }

  async clear(slot) {
    this.chosen.delete(slot);
    if (slot === "grid") {
      this.scene.clearGrid();
      this.labels.spots = [];
    }
    if (slot === "lines") this.scene.showLines(null);
    if (slot === "buildings") this.scene.buildingValues.valued.value = 0;
    if (slot === "points") this.labels.points = [];
    await this.show();
  }

  async goTo(wallS) {
    this.wallS = wallS;
    await this.show();
  }

  /// Brings everything shown to the instant; of two calls the later wins.
  async show() {
    const ask = ++this.asked;
    const ready = await Promise.all(this.fields().map((field) => this.prepared(field)));
    if (ask !== this.asked) return;
    for (const put of ready) put();
    this.onChange();
    this.fetchNext();
  }

  /// The next picture is fetched while this one is looked at.
  fetchNext() {
    const field = this.chosen.get("grid");
    if (!field?.picture || field.kind !== "frames") return;
    const next = this.store.indexAt(field, this.wallS) + 1;
    if (next < field.times_s.length) this.store.picture(field, next).catch(() => {});
  }

  /// Fetches what a field needs now; the returned call puts it into the scene.
  async prepared(field) {
    const { store, scene, labels } = this;
    const index = store.indexAt(field, this.wallS);
    if (field.picture && typeof field.picture === "object") {
      const codes = await store.picture(field, index);
      return () => {
        scene.setGrid(field, codes);
        labels.spots = field.spots?.[index] ?? [];
      };
    }
    const all = await store.values(field);
    const { rows } = field.of;
    const values = Float32Array.from(all.subarray(index * rows, (index + 1) * rows));
    if (field.as === "areas") {
      const codes = await store.areas(field.of);
      return () => scene.setGrid(field, codes, values);
    }
    if (field.as === "buildings") {
      return () => scene.setValues(scene.buildingValues, field, values);
    }
    if (field.as === "points") {
      return () => (labels.points = this.colouredPoints(field, values));
    }
    const { part, values: uniforms } = await scene.lineTable(field.of.key, this.ribbons(field.of));
    return () => {
      scene.setValues(uniforms, field, values);
      scene.showLines(part);
    };
  }

  ribbons(table) {
    if (!table.layer) return [table.model];
    return this.site.ward.model.filter(({ part }) => part === table.layer).map(({ file }) => file);
  }

  colouredPoints(field, values) {
    return field.of.points.flatMap((place, row) => {
      const colour = place && this.colourOf(field, values[row]);
      return colour ? [{ x: place[0], y: place[1], colour }] : [];
    });
  }

  /// The colour of a value; null below the first class.
  colourOf(field, value) {
    let colour = null;
    for (const one of field.legend) if (value >= (one.from ?? -Infinity)) colour = one.colour;
    return colour;
  }
}

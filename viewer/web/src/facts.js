// All that is known of a place that was clicked: attributes, then what each run says of it.
import { capital, shown, shownCell, shownOf, told, word } from "./words.js";
import { colourOf } from "./palette.js";
import { isNumber } from "./values.js";

const PLAIN = "#ff9e1a"; // of a row on demand without a value

/// What a click at a pixel of the page means: {layer, row} of a building, road or lane; `at`, the
/// ground there; `rows`, what it meets in tables of runs that are no layer of the ward.
export async function pickedAt(stage, x, y) {
  const { scene, site } = stage;
  const tables = site.runs.flatMap((run) => run.tables);
  const own = tables.filter((table) => table.model && !table.on_demand);
  const lines = own.map((table) => scene.lineTable(table.key, [table.model]));
  await Promise.all(lines.map((one) => one.catch(stage.failed)));
  const { from, along } = scene.eye.rayThrough(x, y);
  const at = scene.lay.groundOn(from, along);
  const found = scene.pick(x, y, ["buildings", "lanes", "roads"]);
  const rows = new Map();
  for (const table of own) {
    const hit = scene.pick(x, y, [`line:${table.key}`]);
    if (hit) rows.set(table, hit.row);
  }
  if (!found && !at) return null;
  return { layer: found?.part ?? null, row: found?.row ?? null, at, rows };
}

const PROVENANCE = ["assumed", "method", "seed"]; // told as marks and a note
const SURE = ["address", "id", "source"]; // that no one measures

/// The attributes of a row: those that were made up are marked, and a note tells how.
function attributes({ columns }, row) {
  const text = (name) => {
    const column = columns.find((one) => one.name === name);
    return column ? shownCell(column, row) : "";
  };
  const source = columns.find(({ name }) => name === "source");
  const wholly = source?.assumed.includes(source.rows[row]);
  const named = new Set(text("assumed").split(/\s+/));
  const facts = [];
  for (const { name, title, ...cells } of columns) {
    const value = shownCell(cells, row);
    if (value === "" || PROVENANCE.includes(name)) continue;
    const assumed = named.has(name) || (wholly && !SURE.includes(name));
    facts.push({ name, what: told(title), value, assumed });
  }
  const how = columns.filter(({ name }) => name === "method" || name === "seed");
  const notes = how
    .filter(({ name }) => text(name))
    .map((one) => `${told(one.title)}: ${text(one.name)}`);
  const any = facts.some(({ assumed }) => assumed);
  return { facts, note: any ? capital(notes.join(" · ")) : "" };
}

/// A value through time, on the clock of its own run, beside its value at the instant shown.
function courseOf(stage, field, values) {
  if (values.length < 2) return null;
  const { run } = field;
  const times = field.times_s.map((time) => time + run.start_s);
  return { times, values, now: run.start_s + stage.sinceStart(run) };
}

function numberFact(stage, field, values) {
  const index = stage.indexNow(field);
  const value = values[index];
  const here = value === undefined ? word("notHere") : shownOf(field, value);
  return {
    name: field.name,
    field,
    what: told(field.meaning),
    value: index === null ? word("notThen") : here,
    number: value,
    course: courseOf(stage, field, values),
  };
}

async function rowFacts(stage, run, table, row) {
  const facts = [];
  const file = await stage.store.runTable(table);
  if (file.ids[row] === null) return facts;
  for (const field of run.fields) {
    if (field.table !== table.name) continue;
    if (field.kind === "text") {
      const texts = file.texts[field.name];
      const index = texts ? texts.rows[row] : -1;
      if (index >= 0)
        facts.push({
          name: field.name,
          what: told(field.meaning),
          value: told(texts.words[index]),
        });
    } else {
      const values = await stage.store.rowThroughTime(field, row);
      const fact = numberFact(stage, field, values);
      if (field.kind === "column" || !Number.isNaN(fact.number)) facts.push(fact);
    }
  }
  return facts;
}

/// `where`: words after the meaning.
async function gridFacts(stage, run, at, where = "") {
  const facts = [];
  for (const field of run.fields) {
    if (!field.values) continue;
    const values = await stage.store.placeThroughTime(field, at.x, at.y);
    const fact = numberFact(stage, field, values ?? [undefined]);
    const water = field.as === "water" && isNumber(fact.number);
    const lasting = water && (await stage.store.isAlwaysWet(at));
    if (lasting) fact.value += ` (${word("alwaysWet")})`;
    fact.what += where + (field.kind === "frames" ? ` (${word("now")})` : "");
    facts.push(fact);
  }
  return facts;
}

/// The row of a table of areas around a place; nothing where none is.
async function areaAt(stage, table, at) {
  const cell = stage.scene.lay.cellAt(at.x, at.y);
  if (cell < 0) return null;
  const code = (await stage.store.areas(table))[cell];
  return code >= 2 ? code - 2 : null;
}

async function runSection(stage, run, picked) {
  const facts = [];
  const ofPoint = (table) => Number(table === picked.of); // which comes before what lies around it
  for (const table of run.tables.toSorted((a, b) => ofPoint(b) - ofPoint(a))) {
    let row = null;
    if (table.layer) row = table.layer === picked.layer ? picked.row : null;
    else if (picked.layer !== "buildings") row = picked.rows.get(table) ?? null;
    if (row === null && table.areas && picked.at) row = await areaAt(stage, table, picked.at);
    if (row !== null) facts.push(...(await rowFacts(stage, run, table, row)));
  }
  for (const { table, row } of picked.demanded ?? []) {
    if (run.tables.includes(table)) facts.push(...(await rowFacts(stage, run, table, row)));
  }
  // A cell under a building holds no water: grids speak of open ground only.
  if (picked.layer === "buildings") {
    const walls = await stage.store.wallPlace(picked.row);
    if (walls) facts.push(...(await gridFacts(stage, run, walls, `, ${word("atWalls")}`)));
  } else if (picked.at) {
    facts.push(...(await gridFacts(stage, run, picked.at)));
  }
  const title = told(run.title) + (run.assumed ? ` ${word("onAssumed")}` : "");
  return { title, facts, starred: run.assumed, note: otherWardOf(run) };
}

/// Says of a run that the ward is no longer as it was when the run was made.
export const otherWardOf = ({ ward_changed: files }) =>
  files.length > 0 ? `${word("otherWardNote")} ${files.join(", ")}` : "";

export async function sectionsOf(stage, picked) {
  const { site, store, scene } = stage;
  const sections = [];
  if (picked.layer !== null) {
    const table = await store.layerTable(picked.layer);
    const title = told(site.ward.tables[picked.layer].title);
    sections.push({ title, ...attributes(table, picked.row) });
  } else if (!picked.of) {
    const { x_m, y_m } = site.ward.origin;
    const { x, y } = picked.at;
    const facts = [
      { name: "level", what: word("level"), value: `${shown(scene.lay.heightAt(x, y), 2)} m` },
      { name: "place", what: word("place"), value: `${shown(x + x_m, 1)}; ${shown(y + y_m, 1)}` },
    ];
    sections.push({ title: word("ground"), facts });
  }
  for (const run of site.runs) {
    // One file that is missing leaves out what one run says.
    const section = await runSection(stage, run, picked).catch(stage.failed);
    if (section?.facts.length > 0) sections.push(section);
  }
  return sections;
}

/// A row of a layer that a symbol stands for.
export const pickedMark = (mark) => ({
  layer: mark.layer,
  row: mark.row,
  at: { x: mark.x, y: mark.y },
  rows: new Map(),
});

/// A row of a run's table of points, drawn with its value.
export const pickedPoint = ({ field, row, x, y }) => ({
  layer: null,
  row: null,
  at: { x, y },
  of: field.of,
  rows: new Map([[field.of, row]]),
});

/// The number in which a row on demand is coloured: the first of its table that it has.
async function firstValue(stage, run, table, row) {
  for (const field of run.fields) {
    if (field.table !== table.name || field.kind !== "column") continue;
    const value = (await stage.store.values(field))[row];
    if (isNumber(value)) return { field, value };
  }
  return null;
}

/// What a row says of itself: its first text, then its first number.
function wordsOf(run, table, file, row, first) {
  const field = run.fields.find(
    (one) => one.table === table.name && one.kind === "text" && file.texts[one.name],
  );
  const index = field ? file.texts[field.name].rows[row] : -1;
  const words = index < 0 ? "" : told(file.texts[field.name].words[index]);
  const number = first ? shownOf(first.field, first.value) : "";
  return words && number ? `${words}: ${number}` : words || number;
}

/// What runs show of a feature only while it is asked about: rows of tables with `shown_for`, their
/// lines and places.
export async function onDemand(stage, id) {
  const out = { rows: [], lines: [], places: [] };
  for (const run of stage.site.runs) {
    for (const table of run.tables.filter((one) => one.on_demand)) {
      const file = await stage.store.runTable(table);
      const colours = new Map();
      for (const [row, of] of file.shown_for.entries()) {
        if (of !== id) continue;
        const first = await firstValue(stage, run, table, row);
        const colour = (first && colourOf(first.field, first.value)) || PLAIN;
        out.rows.push({ table, row });
        colours.set(row, colour);
        const place = file.points?.[row];
        if (!place) continue;
        const text = () => wordsOf(run, table, file, row, first);
        out.places.push({ x: place[0], y: place[1], colour, text });
      }
      if (table.model && colours.size > 0) out.lines.push({ file: table.model, colours });
    }
  }
  return out;
}

/// The id of the feature that was clicked; null of bare ground.
export async function idOf(stage, { layer, row }) {
  if (layer === null) return null;
  const { columns } = await stage.store.layerTable(layer);
  const ids = columns.find((column) => column.name === "id");
  return ids ? shownCell(ids, row) : null;
}

// The legends of what is shown.
import { make } from "./dom.js";
import { colourOfClass } from "./palette.js";
import { slotOf } from "./stage.js";
import { capital, timeText, told, word } from "./words.js";

/// Whether instants are told by the clock.
const byClock = ({ instant, run }) => instant && run.has_clock;

/// Whether one legend says what two fields mean.
const sameLegend = (a, b) =>
  JSON.stringify(a.legend) === JSON.stringify(b.legend) &&
  (!byClock(a) || a.run.start_s === b.run.start_s);

/// Fields of the run laid beside whose classes are not those of the run shown.
function ownLegendsBeside(stage) {
  if (!stage.compared) return [];
  const fields = stage.fields();
  return stage.fieldsOn(1).filter((other, i) => !sameLegend(other, fields[i]));
}

/// What is shown on either side by the legend of a field.
function sharing(stage, field) {
  const by = (one) => slotOf(one) === slotOf(field) && sameLegend(one, field);
  return stage.sides().flatMap((side) => stage.fieldsOn(side).filter(by));
}

const row = (look, text) => make("p", {}, make("i", look), text);

/// What a class is called: one of instants by the hours at its bounds.
function labelOf(field, number) {
  const { run, legend } = field;
  const one = legend[number];
  if (!byClock(field) || one.from === null) return told(one.label);
  const hour = ({ from }) => timeText(run, run.start_s + from);
  const next = legend[number + 1];
  return next ? `${hour(one)}–${hour(next)}` : `≥ ${hour(one)}`;
}

/// Rows for what has no class: plain, or under stripes.
function rowsWithoutValue(stage, field) {
  const shown = sharing(stage, field);
  const rows = [];
  if (shown.some(({ never }) => never)) rows.push(row({ class: "plain" }, word("never")));
  const known = shown.every((one) => stage.isKnownNow(one));
  const missing = slotOf(field) === "grid" ? "notComputed" : "noValue";
  if (!known) rows.push(row({ class: "hatched" }, word("notKnownNow")));
  else if (shown.some((one) => one.missing)) rows.push(row({ class: "hatched" }, word(missing)));
  return rows;
}

function rowsOf(stage, field) {
  // Dry ground would look the same.
  if (stage.lost.has(field)) return [make("p", { class: "lost" }, word("notFetched"))];
  const rows = [];
  field.legend.forEach((one, number) => {
    if (field.as === "water" && (one.from ?? -1) <= 0) return; // dry ground is not drawn
    rows.push(row({ style: `background: ${colourOfClass(one)}` }, labelOf(field, number)));
  });
  if (field.as !== "points") rows.push(...rowsWithoutValue(stage, field));
  const source = field.ramp_source ? told(field.ramp_source) : "";
  if (source) rows.push(make("small", { title: source }, source));
  return rows;
}

/// `folded`: field -> whether its legend is.
export function legendsOf(stage, folded) {
  return [...stage.fields(), ...ownLegendsBeside(stage)].map((field) => {
    const unit = byClock(field) ? "" : told(field.unit);
    const box = make("details", { class: "legend", "data-field": field.name });
    box.open = !folded.get(field);
    box.addEventListener("toggle", () => folded.set(field, !box.open));
    const title = capital(told(field.meaning)) + (unit ? ` (${unit})` : "");
    box.append(make("summary", {}, title), ...rowsOf(stage, field));
    return box;
  });
}

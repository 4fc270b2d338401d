// What runs amount to and what their scenarios changed, as a card: runs of one scenario side by
// side.
import { make } from "./dom.js";
import { capital, told, word } from "./words.js";

/// What stands over the values of a run: its side of the picture, or its name.
const headOf = ({ compared }, run) =>
  compared ? word(run === compared ? "rightSide" : "leftSide") : told(run.title);

function byScenario(runs) {
  const groups = new Map();
  for (const run of runs) groups.set(run.scenario, [...(groups.get(run.scenario) ?? []), run]);
  return [...groups.values()];
}

/// The measures of the first of some runs, and what all of them have of each.
function tableOf(stage, runs, all) {
  const valueOf = (run, name) => told(run.measures.find((one) => one.name === name)?.value ?? "");
  const rows = runs[0].measures
    .filter(({ judged }) => judged || all)
    .map(({ name, meaning }) =>
      make(
        "tr",
        { "data-measure": name },
        make("th", { scope: "row" }, capital(told(meaning))),
        ...runs.map((run) => make("td", {}, valueOf(run, name))),
      ),
    );
  if (rows.length === 0) return null;
  const body = make("tbody", {}, ...rows);
  if (stage.shownRuns().length === 1) return make("table", {}, body); // the title says which
  const heads = runs.map((run) => make("th", { scope: "col" }, headOf(stage, run)));
  const head = make("thead", {}, make("tr", {}, make("td"), ...heads));
  return make("table", {}, head, body);
}

/// What the scenario of a run changed.
function changesOf(stage, run) {
  if (run.changes.length === 0) return null;
  const items = run.changes.map(({ title, effect }) => {
    const did = told(effect);
    return make("li", {}, capital(told(title)) + (did ? `: ${did}` : ""));
  });
  const whose = stage.shownRuns().length === 1 ? "" : ` – ${headOf(stage, run)}`;
  const head = word("changes") + whose;
  return make("section", {}, make("h3", {}, head), make("ul", {}, ...items));
}

/// The parts of the card for the runs shown; none where they tell no measure and no change.
/// `all`: not only the measures that a choice is judged by.
export function measuresOf(stage, all) {
  const runs = stage.shownRuns();
  const tables = byScenario(runs).map((group) => tableOf(stage, group, all));
  const changes = runs.map((run) => changesOf(stage, run));
  return [...tables, ...changes].filter((part) => part !== null);
}

/// Whether there are measures by which no choice is judged.
export const hasMoreMeasures = (stage) =>
  stage.shownRuns().some(({ measures }) => measures.some(({ judged }) => !judged));

// What surrounds the picture: layers, fields, time, legend, facts. Everything that names a layer or
// a field comes from site.json.
import { make, icon, ICONS } from "./dom.js";
import { capital, clockText, sinceText, speak, spoken, timeText, told, word } from "./words.js";
import { shareClock } from "./clock.js";
import { slotOf } from "./stage.js";
import { curveOf } from "./curve.js";
import { otherWardOf } from "./facts.js";
import { hasMoreMeasures, measuresOf } from "./measures.js";
import { legendsOf } from "./legend.js";
import { paintedBy } from "./palette.js";

const PLAY_MS = 450;

const isNarrow = () => matchMedia("(max-width: 760px)").matches;

const fingersOnly = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

export class Page {
  constructor(site, stage, problems, actions) {
    Object.assign(this, { site, stage, problems, actions });
    this.sections = null;
    this.playing = null;
    this.folded = new Map(); // run or field -> whether its list or legend is folded
    this.build();
    problems.onChange = () => this.updateProblems();
  }

  build() {
    this.title = make("h1");
    this.subtitle = make("p", { id: "subtitle" });
    this.clock = make("p", { id: "clock", "aria-live": "polite" });
    this.notes = make("p", { id: "notes" });
    this.heading = make("header", {}, this.title, this.subtitle, this.clock, this.notes);
    this.legends = make("section", { id: "legend" });
    this.stamp = make("footer");
    this.panel = make("nav", { id: "panel" });
    this.measures = make("details", { id: "measures", hidden: true, open: !isNarrow() });
    this.measures.addEventListener("toggle", () => this.actions.changed());
    this.allMeasures = false;
    this.facts = make("aside", { id: "facts", hidden: true, tabindex: "-1" });
    this.menu = make("button", { id: "menu", type: "button", onclick: () => this.togglePanel() });
    this.menu.append(icon(ICONS.menu));
    this.timeBar = this.makeTimeBar();
    this.swipe = this.makeSwipe();
    this.trouble = make("section", { id: "problems", role: "alert", hidden: true });
    document.body.append(
      this.swipe,
      this.heading,
      this.menu,
      this.panel,
      this.legends,
      this.measures,
      this.facts,
      this.timeBar,
      this.stamp,
      this.trouble,
    );
    if (isNarrow()) this.togglePanel();
    this.translate();
  }

  togglePanel() {
    document.body.classList.toggle("wide");
    this.menu.setAttribute("aria-expanded", !document.body.classList.contains("wide"));
    this.actions.changed();
  }

  /// Everything with words, in the language that is spoken now.
  translate() {
    this.title.textContent = this.site.ward.name;
    this.menu.setAttribute("aria-label", word("panel"));
    this.menu.title = word("panel");
    this.fillPanel();
    this.translateTimeBar();
    this.swipe.setAttribute("aria-label", word("swipe"));
    this.update();
    this.updateProblems();
    if (this.sections) this.actions.tellAgain();
  }

  // ------------------------------------------------------------------------------- the left panel

  fillPanel() {
    const language = make("div", { id: "language", role: "group" });
    for (const [code, name] of [
      ["vi", "Tiếng Việt"],
      ["en", "English"],
    ]) {
      const pressed = String(spoken() === code);
      const choose = () => {
        speak(code);
        this.translate();
        this.actions.changed();
      };
      language.append(
        make(
          "button",
          { type: "button", lang: code, "aria-pressed": pressed, onclick: choose },
          name,
        ),
      );
    }
    this.boxes = new Map();
    const save = make("button", { type: "button", id: "save", onclick: () => this.actions.save() });
    save.append(icon(ICONS.save), word("save"));
    this.panel.replaceChildren(
      language,
      this.runLists(),
      this.viewList(),
      this.heightSlider(),
      this.layerList(),
      ...this.site.runs.map((run) => this.fieldList(run)),
      this.paletteList(),
      save,
      make("p", { class: "help" }, word(fingersOnly() ? "helpTouch" : "help")),
    );
  }

  /// Which run is shown, and which beside it, where there are several.
  runLists() {
    const { runs } = this.site;
    const list = (id, title, go, none) => {
      const choice = make("select", { id, "aria-label": title });
      if (none) choice.append(make("option", { value: "" }, none));
      runs.forEach((run, i) => choice.append(make("option", { value: i }, told(run.title))));
      choice.addEventListener("change", () => go(runs[choice.value] ?? null));
      return choice;
    };
    this.shownRun = list("run", word("scenario"), (run) => this.actions.run(run));
    this.otherRun = list(
      "other",
      word("comparedWith"),
      (run) => this.actions.compare(run),
      word("notCompared"),
    );
    const section = make("section", { class: "runs", hidden: runs.length < 2 });
    section.append(
      make("h2", {}, word("scenario")),
      this.shownRun,
      make("p", {}, word("comparedWith")),
      this.otherRun,
    );
    return section;
  }

  /// The colours to choose from, where there are values to colour.
  paletteList() {
    const choice = make("select", { id: "palette", "aria-label": word("palette") });
    for (const { name, title } of this.site.palettes) {
      choice.append(make("option", { value: name }, capital(told(title))));
    }
    choice.value = paintedBy();
    choice.addEventListener("change", () => this.actions.palette(choice.value));
    const hidden = this.site.runs.length === 0;
    return make("section", { hidden }, make("h2", {}, word("palette")), choice);
  }

  viewList() {
    const list = make("div", { class: "views" });
    for (const view of this.site.views) {
      const go = () => this.actions.view(view);
      list.append(make("button", { type: "button", onclick: go }, capital(told(view.title))));
    }
    return make("section", {}, make("h2", {}, word("views")), list);
  }

  heightSlider() {
    const input = make("input", { type: "range", id: "heights", min: "0", max: "100", step: "5" });
    input.value = Math.round(100 * this.stage.scene.lay.heightScale);
    const percent = make("output", { for: "heights" }, `${input.value}\u202f%`);
    input.addEventListener("input", () => {
      percent.textContent = `${input.value}\u202f%`;
      this.actions.heights(input.value / 100);
    });
    const label = make("label", { for: "heights" }, make("h2", {}, word("heights")), percent);
    return make("section", { class: "height" }, label, input);
  }

  layerList() {
    const list = make("section", {}, make("h2", {}, word("ward")));
    for (const layer of this.site.ward.layers) {
      const box = make("input", { type: "checkbox", "data-layer": layer.name });
      box.checked = !this.actions.isHidden(layer.name);
      box.addEventListener("change", () => this.actions.layer(layer.name, box.checked));
      list.append(make("label", { class: "check" }, box, capital(told(layer.title))));
    }
    return list;
  }

  fieldList(run) {
    const list = make("details", { class: "fields" }, make("summary", {}, told(run.title)));
    list.open = !(this.folded.get(run) ?? !this.stage.shownRuns().includes(run));
    list.addEventListener("toggle", () => this.folded.set(run, !list.open));
    for (const field of run.fields) {
      if (field.as === "nothing") continue;
      const key = `${this.site.runs.indexOf(run)}/${field.table}${field.table && "."}${field.name}`;
      const box = make("input", { type: "checkbox", "data-field": key });
      box.checked = this.stage.chosen.get(slotOf(field)) === field;
      box.addEventListener("change", () => this.actions.field(field, box.checked));
      const of = field.of ? ` – ${told(field.of.title)}` : "";
      const title = capital(told(field.meaning)) + of;
      list.append(make("label", { class: "check", title: `${title} [${field.name}]` }, box, title));
      this.boxes.set(field, box);
    }
    return list;
  }

  // ------------------------------------------------------------------------------------ the stamp

  /// What every picture carries: the runs it shows, and whether their data were made up.
  updateStamp() {
    const { site } = this;
    const shown = this.stage.shownRuns();
    this.subtitle.textContent = shown.map((run) => told(run.title)).join(" · ");
    this.subtitle.title = this.subtitle.textContent;
    const parts = [];
    if (site.made_up || site.assumed) {
      parts.push(make("strong", { id: "assumed" }, word(site.made_up ? "madeUp" : "partly")));
    }
    const changed = shown.map(otherWardOf).filter((note) => note !== "");
    if (changed.length > 0) {
      parts.push(
        make("strong", { id: "other-ward", title: changed.join("; ") }, word("otherWard")),
      );
    }
    const runs = shown.map(
      (run) => `${run.scenario} ${run.run_hash.slice(0, 12)} · WardTwin ${run.program_version}`,
    );
    const text = runs.length > 0 ? runs.join(" | ") : word("noScenario");
    parts.push(make("span", { id: "provenance", title: text }, text));
    this.stamp.replaceChildren(...parts);
  }

  // -------------------------------------------------------------------------------- the swipe line

  makeSwipe() {
    const line = make("div", {
      id: "swipe",
      role: "slider",
      tabindex: "0",
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      hidden: true,
    });
    line.append(make("i", {}));
    line.addEventListener("pointerdown", (event) => line.setPointerCapture(event.pointerId));
    line.addEventListener("pointermove", (event) => {
      if (!line.hasPointerCapture(event.pointerId)) return;
      const picture = line.offsetParent.getBoundingClientRect();
      const left = picture.left + this.panelWidth();
      this.moveSwipe((event.clientX - left) / (picture.right - left));
    });
    line.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key];
      if (by) this.moveSwipe(this.stage.scene.swipe + by);
    });
    return line;
  }

  panelWidth() {
    return parseFloat(getComputedStyle(document.body).getPropertyValue("--panel"));
  }

  moveSwipe(share) {
    this.actions.swipe(Math.min(Math.max(share, 0), 1));
    this.updateSwipe();
  }

  updateSwipe() {
    const { swipe } = this.stage.scene;
    this.swipe.hidden = this.stage.compared === null;
    this.swipe.style.setProperty("--at", swipe);
    this.swipe.setAttribute("aria-valuenow", Math.round(100 * swipe));
  }

  // ----------------------------------------------------------------------------------- what failed

  updateProblems() {
    const { list } = this.problems;
    this.trouble.hidden = list.length === 0;
    const close = this.closeButton(() => this.problems.clear());
    const texts = list.map((problem) => make("p", {}, problem.in(spoken())));
    this.trouble.replaceChildren(close, make("h2", {}, word("problems")), ...texts);
  }

  closeButton(onclick) {
    const name = word("close");
    const button = make("button", { type: "button", class: "close", "aria-label": name, onclick });
    button.title = name;
    button.append(icon(ICONS.close));
    return button;
  }

  // ------------------------------------------------------------------------------------- the time

  makeTimeBar() {
    this.play = make("button", { type: "button", id: "play", onclick: () => this.togglePlay() });
    this.slider = make("input", { type: "range", id: "time", min: "0", step: "1", value: "0" });
    this.slider.addEventListener("input", () => this.actions.time(this.times[this.slider.value]));
    this.ticks = make("div", { class: "ticks" });
    this.timeText = make("output", { for: "time" });
    const track = make("div", { class: "track" }, this.slider, this.ticks);
    return make("section", { id: "timebar" }, this.play, track, this.timeText);
  }

  translateTimeBar() {
    this.slider.setAttribute("aria-label", word("time"));
    this.showPlaying();
  }

  showPlaying() {
    this.play.replaceChildren(icon(this.playing ? ICONS.pause : ICONS.play));
    const name = word(this.playing ? "pause" : "play");
    this.play.setAttribute("aria-label", name);
    this.play.title = name;
  }

  togglePlay() {
    if (this.playing) {
      clearTimeout(this.playing);
      this.playing = null;
    } else if (this.times.length > 1) {
      const step = async () => {
        const next = (Number(this.slider.value) + 1) % this.times.length;
        await this.actions.time(this.times[next]);
        if (this.playing) this.playing = setTimeout(step, PLAY_MS);
      };
      this.playing = setTimeout(step, 0);
    }
    this.showPlaying();
  }

  timeNow() {
    const { wallS } = this.stage;
    const run = this.stage.leader();
    if (!run || this.times.length === 0) return "";
    const since = sinceText(wallS - run.start_s);
    return run.has_clock ? `${clockText(wallS)} (${since})` : since;
  }

  /// Says of what is shown, run by run, that it is not known now, or keeps another clock.
  updateNotes() {
    const { stage } = this;
    const fields = stage.sides().flatMap((side) => stage.fieldsOn(side));
    const notes = fields.filter(({ span_s: span }) => span).flatMap((field) => this.notesOf(field));
    this.notes.replaceChildren(...[...new Set(notes)].map((note) => make("span", {}, note)));
    this.notes.hidden = notes.length === 0;
  }

  notesOf(field) {
    const { stage } = this;
    const { run, span_s: span } = field;
    const notes = [];
    const name = told(run.title);
    if (!stage.isKnownNow(field)) {
      const [from, to] = span.map((since) => timeText(run, run.start_s + since));
      const spanned = `(${word("computedFor")} ${from}–${to})`;
      notes.push(`${capital(word("notKnownNow"))}: ${name} ${spanned}`);
    }
    if (!shareClock(stage.leader(), run)) {
      const own = clockText(run.start_s + stage.sinceStart(run));
      notes.push(`${name}: ${run.has_clock ? `${word("otherDay")}, ${own}` : word("otherClock")}`);
    }
    return notes;
  }

  updateTime() {
    this.times = this.stage.wallTimes();
    const moves = this.times.length > 1;
    this.timeBar.classList.toggle("still", !moves);
    this.slider.disabled = this.play.disabled = !moves;
    this.slider.max = String(Math.max(1, this.times.length - 1));
    let index = 0;
    while (index + 1 < this.times.length && this.times[index + 1] <= this.stage.wallS + 1e-6)
      ++index;
    if (document.activeElement !== this.slider || this.playing) this.slider.value = String(index);
    const text = this.timeNow();
    this.clock.textContent = text;
    this.slider.setAttribute("aria-valuetext", text);
    const still = this.site.runs.length > 0 ? word("still") : "";
    this.timeText.textContent = moves ? text : still;
    this.ticks.replaceChildren(
      ...this.stage.peaks().map((peak) => {
        const at = this.times.findIndex((time) => time >= peak - 1e-6);
        const left = `left: ${(100 * at) / Math.max(1, this.times.length - 1)}%`;
        const go = () => this.actions.time(peak);
        const title = `${word("peak")}: ${clockText(peak)}`;
        return make("button", {
          type: "button",
          class: "peak",
          style: left,
          title,
          "aria-label": title,
          onclick: go,
        });
      }),
    );
  }

  // -------------------------------------------------------------------------------- the measures

  updateMeasures() {
    const parts = measuresOf(this.stage, this.allMeasures);
    const more = hasMoreMeasures(this.stage);
    if (more) {
      const toggle = () => {
        this.allMeasures = !this.allMeasures;
        this.updateMeasures();
        this.actions.changed();
      };
      const name = word(this.allMeasures ? "mainMeasures" : "allMeasures");
      parts.push(make("button", { type: "button", id: "all-measures", onclick: toggle }, name));
    }
    this.measures.replaceChildren(make("summary", {}, word("measures")), ...parts);
    this.hasMeasures = parts.length > 0;
    this.showMeasures();
  }

  /// What was clicked stands in their place.
  showMeasures() {
    this.measures.hidden = !this.hasMeasures || !this.facts.hidden;
  }

  update() {
    this.updateTime();
    this.updateNotes();
    this.legends.replaceChildren(...legendsOf(this.stage, this.folded));
    this.updateStamp();
    this.updateSwipe();
    this.updateMeasures();
    const { runs } = this.site;
    this.shownRun.value = String(runs.indexOf(this.stage.shownRuns()[0]));
    this.otherRun.value = this.stage.compared ? String(runs.indexOf(this.stage.compared)) : "";
    for (const list of [this.shownRun, this.otherRun]) {
      list.title = list.selectedOptions[0]?.text ?? "";
    }
    for (const [field, box] of this.boxes) {
      box.checked = this.stage.chosen.get(slotOf(field)) === field;
    }
  }

  // ------------------------------------------------------------------------------------ the facts

  showFacts(sections) {
    this.sections = sections;
    const close = this.closeButton(() => this.actions.close());
    this.facts.setAttribute("aria-label", word("facts"));
    this.facts.replaceChildren(close, ...sections.map((section) => this.sectionOf(section)));
    if (this.actions.isSnapshot) this.facts.append(make("p", { class: "help" }, word("snapshot")));
    this.facts.hidden = false;
    this.showMeasures();
  }

  sectionOf(section) {
    const body = make("tbody");
    for (const fact of section.facts) {
      const value = make("td", {}, fact.value);
      if (fact.assumed) value.append(" ", make("em", { class: "assumed" }, word("assumed")));
      body.append(
        make(
          "tr",
          { "data-fact": fact.name },
          make("th", { scope: "row" }, capital(fact.what)),
          value,
        ),
      );
      const curve = fact.course && curveOf(fact.field, fact.course);
      if (curve) {
        curve.setAttribute("aria-label", fact.what);
        body.append(make("tr", { class: "course" }, make("td", { colspan: "2" }, curve)));
      }
    }
    const table = make("table", section.starred ? { class: "starred" } : {}, body);
    const note = section.note ? make("p", { class: "note" }, section.note) : null;
    return make("section", {}, make("h2", {}, capital(section.title)), table, note);
  }

  hideFacts() {
    this.sections = null;
    this.facts.hidden = true;
    this.showMeasures();
  }

  /// Boxes of the page over the picture, in its pixels.
  boxesOverPicture(canvas) {
    const from = canvas.getBoundingClientRect();
    return [this.heading, this.legends, this.measures, this.facts, this.trouble]
      .filter((node) => !node.hidden && node.childElementCount > 0)
      .map((node) => node.getBoundingClientRect())
      .map((box) => [box.left - from.left, box.top - from.top, box.width, box.height]);
  }
}

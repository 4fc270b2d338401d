// Opens the site: ground first, then shapes, then what the runs say; one picture when all is there.
import * as THREE from "three";
import { MapControls } from "three/addons/controls/MapControls.js";
import "./page.css";
import { isSnapshot, jsonOf } from "./files.js";
import { make } from "./dom.js";
import { speak, spoken, word } from "./words.js";
import { paintBy } from "./palette.js";
import { openCanvas } from "./canvas.js";
import { askForShapes } from "./parts.js";
import { Scene, fetchGround } from "./scene.js";
import { Store } from "./store.js";
import { Stage, slotOf } from "./stage.js";
import { Labels } from "./labels.js";
import { Page } from "./page.js";
import { idOf, onDemand, pickedAt, pickedMark, pickedPoint, sectionsOf } from "./facts.js";
import { Problems, otherFormat, problemOf } from "./problems.js";
import { savePicture, wholePicture } from "./picture.js";

const FORMAT = 3; // of site.json
const CLICK_PIXELS = { mouse: 5, pen: 8, touch: 14 }; // a hand that moves farther drags
const SLACK_PIXELS = { mouse: 2, pen: 4, touch: 12 }; // beside a symbol

class App {
  constructor(site, { canvas, context }, overlay) {
    Object.assign(this, { site, canvas, overlay });
    this.problems = new Problems();
    this.scene = new Scene(canvas, context, site, this.problems.add);
    this.scene.makePrograms();
    this.store = new Store(site);
    this.drawn = 0;
    this.steps = {};
    this.done("site");
  }

  /// Notes when a step of opening was done, in seconds since the page was asked for.
  done(step) {
    this.steps[step] = Math.round(performance.now()) / 1000;
  }

  /// `ground`: what fetchGround gave.
  async open(ground) {
    const { scene, site } = this;
    const noNames = { streets: [], marks: [] };
    const names = jsonOf(site.ward.names).catch((error) => {
      this.problems.add(error);
      return noNames;
    });
    await scene.openGround(ground);
    this.done("ground");
    this.labels = new Labels(this.overlay, scene, await names);
    this.stage = new Stage(site, this.store, scene, this.labels, this.problems.add);
    this.stage.onChange = () => this.changed();
    this.makeControls();
    for (const layer of site.ward.layers) if (!layer.usual) this.showLayer(layer.name, false);
    this.goToView(site.views[0]);
    scene.prime();
    await scene.openShapes();
    scene.prime();
    this.done("shapes");
    // Not before: an empty canvas in the page would be put together with it again and again.
    document.body.prepend(this.canvas, this.overlay);
    this.page = new Page(site, this.stage, this.problems, this.actions());
    this.resize();
    new ResizeObserver(() => this.resize()).observe(this.canvas);
    await this.stage.show();
    this.done("results");
    this.listen();
    this.draw();
    this.scene.finish();
    this.opened = true;
  }

  /// What the page's boxes and buttons do.
  actions() {
    return {
      isSnapshot: isSnapshot(),
      changed: () => this.invalidate(),
      isHidden: (layer) => this.scene.hidden.has(layer) || this.labels.hidden.has(layer),
      layer: (name, shown) => this.showLayer(name, shown),
      field: (field, shown) => (shown ? this.stage.choose(field) : this.stage.clear(slotOf(field))),
      time: (wallS) => this.stage.goTo(wallS),
      run: (run) => this.stage.switchTo(run),
      compare: (run) => this.stage.compare(run),
      swipe: (share) => {
        this.scene.swipe = share;
        this.invalidate();
      },
      view: (view) => this.goToView(view),
      palette: (name) => this.paint(name),
      heights: async (scale) => {
        this.invalidate();
        await this.scene.setHeightScale(scale).catch(this.problems.add);
        this.invalidate();
      },
      save: () => savePicture(this),
      close: () => this.close(),
      tellAgain: () => this.tell(),
    };
  }

  makeControls() {
    const controls = new MapControls(this.scene.eye.camera, this.canvas);
    Object.assign(controls, {
      enableDamping: false,
      zoomToCursor: true,
      screenSpacePanning: false,
      maxPolarAngle: 0.5 * Math.PI - 0.02,
      minDistance: 3,
      maxDistance: 20000,
    });
    this.scene.eye.target = controls.target;
    controls.addEventListener("change", () => this.invalidate());
    controls.listenToKeyEvents(this.canvas);
    this.controls = controls;
  }

  goToView({ eye, target, fov_deg }) {
    const { camera } = this.scene.eye;
    camera.position.set(...eye);
    this.controls.target.set(...target);
    camera.fov = fov_deg;
    this.controls.update();
    this.invalidate();
  }

  async showLayer(name, shown) {
    const ready = this.scene.showLayer(name, shown);
    if (shown) this.labels.hidden.delete(name);
    else this.labels.hidden.add(name);
    this.invalidate();
    await ready;
    this.invalidate();
  }

  listen() {
    let down = null;
    const fingers = new Set();
    this.canvas.addEventListener("pointerdown", (event) => {
      fingers.add(event.pointerId);
      // Of two fingers none taps.
      const may = fingers.size === 1 && event.button === 0;
      down = may ? [event.clientX, event.clientY] : null;
      this.canvas.focus({ preventScroll: true });
    });
    this.canvas.addEventListener("pointermove", (event) => {
      const most = CLICK_PIXELS[event.pointerType] ?? CLICK_PIXELS.mouse;
      if (down && Math.hypot(event.clientX - down[0], event.clientY - down[1]) > most) down = null;
    });
    this.canvas.addEventListener("pointercancel", (event) => {
      fingers.delete(event.pointerId);
      down = null;
    });
    this.canvas.addEventListener("pointerup", (event) => {
      fingers.delete(event.pointerId);
      if (!down) return;
      down = null;
      const box = this.canvas.getBoundingClientRect();
      const slack = SLACK_PIXELS[event.pointerType] ?? SLACK_PIXELS.mouse;
      this.click(event.clientX - box.left, event.clientY - box.top, slack);
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.picked) this.close();
    });
    this.canvas.addEventListener("webglcontextrestored", () => location.reload());
  }

  key(event) {
    const turn = { q: 0.08, e: -0.08 }[event.key];
    const zoom = { "+": 0.85, "=": 0.85, "-": 1.18 }[event.key];
    const { camera } = this.scene.eye;
    const away = camera.position.clone().sub(this.controls.target);
    if (turn) away.applyAxisAngle(new THREE.Vector3(0, 0, 1), turn);
    if (zoom) away.multiplyScalar(zoom);
    if (turn || zoom) {
      camera.position.copy(this.controls.target).add(away);
      this.controls.update();
      this.invalidate();
    }
    if (event.key === "Enter") this.askAhead();
    if (event.key === " ") this.page.togglePlay();
    if (event.key === " ") event.preventDefault();
  }

  /// What a click in the middle of the picture would ask, for those who have no mouse.
  async askAhead() {
    const { clientWidth, clientHeight } = this.canvas;
    await this.click(0.5 * clientWidth, 0.5 * clientHeight, SLACK_PIXELS.touch);
    if (this.picked) this.page.facts.focus();
  }

  close() {
    const { facts } = this.page;
    if (facts.contains(document.activeElement)) this.canvas.focus({ preventScroll: true });
    this.clearSelection();
  }

  async click(x, y, slack) {
    const hit = this.labels.hitAt(x, y, slack);
    if (hit?.mark) this.picked = pickedMark(hit.mark);
    else if (hit) this.picked = pickedPoint(hit.point);
    else this.picked = await pickedAt(this.stage, x, y);
    if (!this.picked) return this.clearSelection();
    this.scene.select(this.picked.layer, this.picked.row);
    this.invalidate();
    await this.showDemanded();
    await this.tell();
  }

  /// Draws what runs show of what was clicked only while it is asked about.
  async showDemanded() {
    const { picked } = this;
    if (!picked) return;
    const nothing = { rows: [], lines: [], places: [] };
    const shown = await idOf(this.stage, picked)
      .then((id) => (id === null ? nothing : onDemand(this.stage, id)))
      .catch((error) => {
        this.problems.add(error);
        return nothing;
      });
    if (picked !== this.picked) return;
    picked.demanded = shown.rows;
    this.labels.demanded = shown.places;
    await this.scene.demand.draw(shown.lines);
  }

  async paint(palette) {
    paintBy(palette);
    await this.stage.repaint();
    await this.showDemanded();
    this.invalidate();
  }

  async tell() {
    const { picked } = this;
    if (!picked) return;
    const sections = await sectionsOf(this.stage, picked).catch(this.problems.add);
    if (!sections || picked !== this.picked) return;
    this.page.showFacts(sections);
    this.invalidate();
  }

  wholePicture() {
    return wholePicture(this);
  }

  clearSelection() {
    this.picked = null;
    this.scene.select(null, -1);
    this.scene.demand.draw([]);
    this.labels.demanded = [];
    this.page.hideFacts();
    this.invalidate();
  }

  /// Something that is shown changed: its time or its fields.
  changed() {
    this.page.update();
    if (this.picked) this.tell();
    this.invalidate();
  }

  resize() {
    const ratio = Math.min(devicePixelRatio, 2);
    this.scene.resize(this.canvas.clientWidth, this.canvas.clientHeight, ratio);
    this.labels.resize(this.canvas.clientWidth, this.canvas.clientHeight, ratio);
    this.invalidate();
  }

  /// Draws at the next chance, once; nothing is drawn where nothing changed.
  invalidate() {
    if (this.waiting || !this.opened) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = null;
      this.draw();
    });
  }

  draw() {
    this.scene.draw();
    this.labels.draw(this.page.boxesOverPicture(this.canvas));
    ++this.drawn;
  }
}

async function open() {
  const notice = make("div", { id: "notice", role: "status" });
  const overlay = make("canvas", { id: "overlay", "aria-hidden": "true" });
  document.body.append(notice);
  speak(document.documentElement.lang);
  notice.textContent = word("opening");
  if (location.protocol === "file:" && !isSnapshot()) {
    notice.textContent = word("fromFile");
    return;
  }
  try {
    const site = await jsonOf("site.json");
    if (site.format !== FORMAT) throw otherFormat(site.format, FORMAT);
    const ground = fetchGround(site.ward.ground);
    askForShapes(site);
    const label = word("map");
    const drawing = openCanvas(() =>
      make("canvas", { id: "picture", tabindex: "0", "aria-label": label }),
    );
    const app = new App(site, drawing, overlay);
    await app.open(ground);
    notice.remove();
    // For whoever measures or tests the page.
    window.wardtwin = { app, steps: app.steps, first_picture_s: performance.now() / 1000 };
    document.documentElement.dataset.ready = "";
  } catch (error) {
    const problem = problemOf(error).ended();
    const languages = spoken() === "vi" ? ["vi", "en"] : ["en", "vi"];
    const told = languages.map((lang) => make("p", { lang }, problem.in(lang)));
    notice.setAttribute("role", "alert");
    notice.replaceChildren(...told);
  }
}

open();

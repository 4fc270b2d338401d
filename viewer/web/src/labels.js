// Names, symbols, depths, north and scale over the picture: on a canvas, so that they are saved
// with it. After viewer/overlay/label_painter.cpp.
import { shown, shownOf, told, word } from "./words.js";

const INK = "rgb(24,34,56)";
const FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MOST_STREETS = 60;
const MOST_VALUES = 40; // of points, written beside their discs
const POINT_RADIUS = 6.5;

/// What a symbol looks like; its letter says what it is to those who print in grey.
const SYMBOLS = {
  fire_stations: { colour: "rgb(200,30,34)", letter: "CC", reach_m: 1e9, radius: 13 },
  cisterns: { colour: "rgb(20,92,170)", letter: "B", reach_m: 2600, radius: 8, square: true },
  draw_points: { colour: "rgb(0,128,148)", letter: "H", reach_m: 2600, radius: 8, square: true },
  hydrants: { colour: "rgb(214,58,38)", letter: "T", reach_m: 1500, radius: 6.5 },
  facilities: { colour: "rgb(96,70,150)", letter: "•", reach_m: 5000, radius: 5 },
  flood_spots: { colour: "rgb(120,30,110)", letter: "!", reach_m: 1e9, radius: 9 },
  drain_pumps: { colour: "rgb(30,110,90)", letter: "TB", reach_m: 4000, radius: 9 },
  drain_outfalls: { colour: "rgb(30,110,90)", letter: "X", reach_m: 4000, radius: 7.5 },
  obstacles: { colour: "rgb(190,104,0)", letter: "×", reach_m: 220, radius: 6.5 },
};

function lengthsOf(line) {
  const along = [0];
  for (let i = 2; i < line.length; i += 2) {
    along.push(along.at(-1) + Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]));
  }
  return along;
}

function pointAlong(line, along, metres) {
  let i = along.findIndex((a) => a >= metres);
  if (i < 1) i = i < 0 ? along.length - 1 : 1;
  const share = Math.min(Math.max((metres - along[i - 1]) / (along[i] - along[i - 1] || 1), 0), 1);
  return [
    line[2 * i - 2] + share * (line[2 * i] - line[2 * i - 2]),
    line[2 * i - 1] + share * (line[2 * i + 1] - line[2 * i - 1]),
  ];
}

class Room {
  constructor() {
    this.taken = [];
  }
  reserve(box) {
    this.taken.push(box);
  }
  take(box) {
    const [l, t, w, h] = box;
    const free = this.taken.every(
      ([x, y, a, b]) => l >= x + a || x >= l + w || t >= y + b || y >= t + h,
    );
    if (free) this.taken.push(box);
    return free;
  }
}

export class Labels {
  constructor(canvas, scene, names) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.scene = scene;
    this.marks = names.marks;
    this.streets = names.streets.map((street) => ({ ...street, along: lengthsOf(street.line) }));
    this.hidden = new Set();
    // Of each side of the picture: deepest places, points with values, the depth at a place.
    this.sides = [0, 1].map(() => ({ spots: [], points: [], depthAt: null }));
    this.demanded = []; // places shown on demand
    this.titled = []; // the two runs beside a swipe line
    this.clickable = [];
  }

  /// What is drawn at a pixel, or within `slack` of it: {mark} of a symbol, {point} of a value.
  hitAt(x, y, slack) {
    return this.clickable.findLast(
      (one) => Math.hypot(one.x - x, one.y - y) <= one.radius + slack,
    );
  }

  resize(width, height, ratio) {
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.ratio = ratio;
  }

  /// `taken`: boxes of the page's own panels, which names keep clear of.
  draw(taken) {
    const { pen, scene } = this;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, scene.eye.width, scene.eye.height);
    this.room = new Room();
    this.clickable = [];
    for (const box of taken) this.room.reserve(box);
    this.room.reserve([scene.eye.width - 100, 0, 100, 96]);
    const ahead = scene.shared.ahead.value;
    this.fromAbove = Math.asin(-ahead.z) > 0.314;
    this.far_m = scene.eye.camera.position.distanceTo(scene.eye.target);
    this.drawSwipe();
    this.drawDemanded();
    this.drawSymbols();
    for (const { side, from, to } of scene.panes()) {
      this.pane = { from, to };
      if (!this.hidden.has("results")) this.drawPoints(this.sides[side]);
      if (!this.hidden.has("water")) this.drawDepths(this.sides[side]);
    }
    this.pane = null;
    if (!this.hidden.has("names")) {
      this.drawPlaces();
      this.drawStreets();
    }
    this.drawCompass();
    this.drawScale();
  }

  seen(x, y, above_m, slack_m) {
    const { scene } = this;
    const z = scene.lay.heightAt(x, y) + above_m;
    const at = scene.eye.onPicture(x, y, z);
    if (!at || at.x < 4 || at.y < 4 || at.x > scene.eye.width - 4 || at.y > scene.eye.height - 4) {
      return null;
    }
    if (this.pane && (at.x < this.pane.from || at.x >= this.pane.to)) return null;
    const slack = slack_m + 0.01 * at.ahead_m;
    return scene.lay.sees(scene.eye.camera.position, x, y, z, slack) ? at : null;
  }

  font(size, bold) {
    this.pen.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
  }

  haloed(text, x, y, colour = INK) {
    const { pen } = this;
    pen.lineJoin = "round";
    pen.lineWidth = 3.2;
    pen.strokeStyle = "rgba(255,255,255,0.92)";
    pen.strokeText(text, x, y);
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  }

  pole(foot, head, light, dark) {
    const { pen } = this;
    for (const [width, colour] of [
      [2.8, light],
      [1.2, dark],
    ]) {
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.beginPath();
      pen.moveTo(foot.x, foot.y);
      pen.lineTo(head.x, head.y);
      pen.stroke();
    }
  }

  symbol(look, x, y, radius) {
    const { pen } = this;
    pen.beginPath();
    if (look.square) pen.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, 0.3 * radius);
    else pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = look.colour;
    pen.fill();
    pen.lineWidth = Math.max(1, 0.16 * radius);
    pen.strokeStyle = "white";
    pen.stroke();
    if (radius < 6) return;
    this.font(1.25 * radius, true);
    pen.fillStyle = "white";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(look.letter, x, y + 0.05 * radius);
    pen.textAlign = "left";
    pen.textBaseline = "alphabetic";
  }

  drawSymbols() {
    const placed = [];
    for (const mark of this.marks) {
      const look = SYMBOLS[mark.layer];
      if (!look || mark.text || this.hidden.has(mark.layer)) continue;
      const at = this.seen(mark.x, mark.y, 3, this.fromAbove ? 12 : 2);
      if (!at || at.ahead_m > look.reach_m) continue;
      const share = Math.min(Math.max(1.25 - at.ahead_m / look.reach_m, 0.35), 1);
      placed.push({ mark, look, at, radius: look.radius * share });
    }
    placed.sort((a, b) => b.at.ahead_m - a.at.ahead_m);
    for (const { look, at, radius } of placed) this.symbol(look, at.x, at.y, radius);
    for (const { mark, at, radius } of placed) this.clickable.push({ mark, ...at, radius });
  }

  /// Values of a table of points: discs, the greatest written beside.
  drawPoints({ points }) {
    const { pen } = this;
    let written = 0;
    for (const point of points) {
      const at = this.seen(point.x, point.y, 1.5, this.fromAbove ? 12 : 2);
      if (!at) continue;
      pen.beginPath();
      pen.arc(at.x, at.y, POINT_RADIUS, 0, 2 * Math.PI);
      pen.fillStyle = point.colour;
      pen.fill();
      pen.lineWidth = 1.2;
      pen.strokeStyle = "rgb(30,36,48)";
      pen.stroke();
      this.clickable.push({ point, x: at.x, y: at.y, radius: POINT_RADIUS });
      if (written >= MOST_VALUES) continue;
      this.font(11.5, true);
      const text = shownOf(point.field, point.value);
      const left = at.x + POINT_RADIUS + 2;
      if (!this.room.take([left, at.y - 8, pen.measureText(text).width + 4, 16])) continue;
      this.haloed(text, left + 2, at.y + 4);
      ++written;
    }
  }

  /// Places that are shown for what was asked about, with their words.
  drawDemanded() {
    const { pen } = this;
    for (const { x, y, text, colour } of this.demanded) {
      const foot = this.seen(x, y, 1, 1e9);
      if (!foot) continue;
      const head = { x: foot.x, y: foot.y - 26 };
      this.pole(foot, head, INK, INK);
      pen.beginPath();
      pen.arc(head.x, head.y, 8, 0, 2 * Math.PI);
      pen.fillStyle = colour;
      pen.fill();
      pen.lineWidth = 1.6;
      pen.strokeStyle = "white";
      pen.stroke();
      this.font(12.5, true);
      const words = text(); // in the language of the moment
      this.room.reserve([head.x + 10, head.y - 9, pen.measureText(words).width + 6, 18]);
      this.haloed(words, head.x + 12, head.y + 4);
    }
  }

  /// The line between two runs, and what each is called.
  drawSwipe() {
    const { pen, scene } = this;
    if (!scene.split) return;
    const x = scene.panes()[0].to;
    for (const [width, colour] of [
      [5, "white"],
      [1.6, INK],
    ]) {
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x, scene.eye.height);
      pen.stroke();
    }
    this.font(12.5, true);
    this.titled.forEach((run, side) => {
      const room = (side === 0 ? x : scene.eye.width - x) - 24;
      const text = this.fitting(told(run.title), room);
      if (text === "") return;
      const width = pen.measureText(text).width + 14;
      const box = [side === 0 ? x - 6 - width : x + 6, 108, width, 22];
      this.room.reserve(box);
      pen.beginPath();
      pen.roundRect(...box, 4);
      pen.fillStyle = "rgba(255,255,255,0.92)";
      pen.fill();
      pen.fillStyle = INK;
      pen.fillText(text, box[0] + 7, box[1] + 15.5);
    });
  }

  /// A text, shortened in its middle to a width in pixels, for titles often differ at their ends;
  /// empty where not even a few letters fit.
  fitting(text, width) {
    const { pen } = this;
    if (pen.measureText(text).width <= width) return text;
    for (let kept = text.length - 1; kept > 3; --kept) {
      const end = Math.floor(kept / 2);
      const short = `${text.slice(0, kept - end).trimEnd()}…${text.slice(-end).trimStart()}`;
      if (pen.measureText(short).width <= width) return short;
    }
    return "";
  }

  /// From above the deepest places; at eye height how deep it is some steps ahead.
  drawDepths({ spots, depthAt }) {
    const { scene } = this;
    if (this.fromAbove) {
      const lift_m = Math.min(Math.max(0.022 * this.far_m, 6), 60);
      for (const [x, y, depth_m] of spots) {
        const foot = this.seen(x, y, depth_m, 60);
        const head = this.seen(x, y, depth_m + lift_m, 1e9);
        if (foot && head) this.depthTag(foot, head, depth_m);
      }
      return;
    }
    if (!depthAt) return;
    const ahead = scene.shared.ahead.value;
    const level = Math.hypot(ahead.x, ahead.y);
    for (const ahead_m of [7, 18]) {
      const x = scene.eye.camera.position.x + (ahead_m * ahead.x) / level;
      const y = scene.eye.camera.position.y + (ahead_m * ahead.y) / level;
      const depth_m = depthAt(x, y);
      if (depth_m < 0.05) continue;
      const foot = this.seen(x, y, depth_m, 1.5);
      const head = this.seen(x, y, depth_m + 0.045 * ahead_m, 1e9);
      if (foot && head) this.depthTag(foot, head, depth_m);
    }
  }

  depthTag(foot, head, depth_m) {
    const { pen } = this;
    this.font(12.5, true);
    const text = `${shown(depth_m, 2)} m`;
    const width = pen.measureText(text).width + 12;
    const box = [head.x - 0.5 * width, head.y - 20, width, 20];
    if (!this.room.take(box)) return;
    this.pole(foot, head, "rgba(255,255,255,0.82)", "rgb(16,62,130)");
    pen.beginPath();
    pen.roundRect(...box, 4);
    pen.fillStyle = "rgba(16,62,130,0.92)";
    pen.fill();
    pen.lineWidth = 1.2;
    pen.strokeStyle = "white";
    pen.stroke();
    pen.fillStyle = "white";
    pen.fillText(text, box[0] + 6, box[1] + 15);
  }

  drawPlaces() {
    const { pen, far_m } = this;
    for (const mark of this.marks) {
      if (!mark.text || this.hidden.has(mark.layer)) continue;
      if (mark.layer === "facilities" && far_m > 2600 && this.fromAbove) continue;
      const high = this.fromAbove ? Math.min(Math.max(0.016 * far_m, 6), 45) : 5;
      const lift_m = mark.layer === "greens" ? 7 : high;
      const foot = this.seen(mark.x, mark.y, 1, this.fromAbove ? 60 : 4);
      if (!foot || (!this.fromAbove && foot.ahead_m > 400)) continue;
      const head = this.seen(mark.x, mark.y, lift_m, 1e9);
      if (!head) continue;
      const look = SYMBOLS[mark.layer];
      const size = mark.layer === "fire_stations" ? 14 : 12.5;
      this.font(size, mark.worth >= 60);
      const width = pen.measureText(mark.text).width;
      const radius = look ? look.radius : 0;
      const tall = 1.35 * size;
      const box = [
        head.x - 0.5 * width - 3,
        head.y - radius - 6 - tall,
        width + 6,
        tall + radius + 6,
      ];
      if (!this.room.take(box)) continue;
      if (look || lift_m > 8) this.pole(foot, head, "rgba(255,255,255,0.78)", INK);
      if (look) {
        this.symbol(look, head.x, head.y, radius);
        this.clickable.push({ mark, ...head, radius });
      }
      this.font(size, mark.worth >= 60);
      const ink = mark.layer === "greens" ? "rgb(28,92,40)" : INK;
      this.haloed(mark.text, head.x - 0.5 * width, head.y - radius - 4, ink);
    }
  }

  drawStreets() {
    const { pen, scene } = this;
    if (this.hidden.has("streets")) return;
    const written = new Set();
    for (const street of this.streets) {
      if (written.size > MOST_STREETS) break;
      if (written.has(street.text)) continue;
      const wide = street.worth > 9;
      const size = wide ? 13.5 : 11.5;
      this.font(size, wide);
      const length = street.along.at(-1);
      const [mx, my] = pointAlong(street.line, street.along, 0.5 * length);
      const { x, y, z } = scene.eye.camera.position;
      const ahead_m = Math.hypot(mx - x, my - y, scene.lay.mean_m - z);
      const perPixel = scene.eye.metresPerPixel(ahead_m);
      if (40 * perPixel > length) continue; // no name is so short
      const width = (street.width ??= pen.measureText(street.text).width);
      const wide_m = Math.max(12, 1.25 * width * perPixel);
      if (wide_m > length) continue;
      const tries = Math.min(Math.max(2 * Math.floor(length / wide_m), 1), 12);
      for (let i = 0; i < tries; ++i) {
        const step = (i % 2 === 0 ? 1 : -1) * Math.floor((i + 1) / 2);
        const along_m = 0.5 * length + (step * (length - wide_m)) / (tries + 1);
        if (along_m < 0.5 * wide_m || along_m > length - 0.5 * wide_m) continue;
        if (!this.streetAt(street, along_m, wide_m, width, size)) continue;
        written.add(street.text);
        break;
      }
    }
  }

  streetAt(street, along_m, wide_m, width, size) {
    const { pen } = this;
    const [from, middle, to] = [-0.5, 0, 0.5].map((share) =>
      pointAlong(street.line, street.along, along_m + share * wide_m),
    );
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < 0.93 * wide_m) return false;
    const slack_m = this.fromAbove ? 25 : 1.5;
    const a = this.seen(...from, 0.3, slack_m);
    const b = a && this.seen(...to, 0.3, slack_m);
    const m = b && this.seen(...middle, 0.3, slack_m);
    if (!m) return false;
    if (Math.hypot(b.x - a.x, b.y - a.y) < 1.05 * width) return false;
    let angle = Math.atan2(b.y - a.y, b.x - a.x);
    if (Math.cos(angle) < 0) angle += Math.PI;
    const tall = 1.35 * size;
    const [c, s] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
    const reachX = 0.5 * (c * width + s * tall);
    const reachY = 0.5 * (s * width + c * tall);
    if (!this.room.take([m.x - reachX, m.y - reachY, 2 * reachX, 2 * reachY])) return false;
    pen.save();
    pen.translate(m.x, m.y);
    pen.rotate(angle);
    this.haloed(street.text, -0.5 * width, 0.32 * tall);
    pen.restore();
    return true;
  }

  drawCompass() {
    const { pen, scene } = this;
    const ahead = scene.shared.ahead.value;
    const right = scene.shared.rightward.value;
    // Straight down, the way that is up on the picture tells the heading.
    const heading =
      Math.abs(ahead.z) > 0.999 ? Math.atan2(-right.y, right.x) : Math.atan2(ahead.x, ahead.y);
    const [x, y] = [scene.eye.width - 52, 62];
    pen.beginPath();
    pen.arc(x, y, 30, 0, 2 * Math.PI);
    pen.fillStyle = "rgba(255,255,255,0.9)";
    pen.fill();
    pen.save();
    pen.translate(x, y);
    pen.rotate(-heading);
    const needle = (colour, ...corners) => {
      pen.fillStyle = colour;
      pen.beginPath();
      corners.forEach(([px, py], i) => (i === 0 ? pen.moveTo(px, py) : pen.lineTo(px, py)));
      pen.fill();
    };
    needle("rgb(196,40,40)", [0, -20], [-7, 3], [0, 0]);
    needle("rgb(226,88,80)", [0, -20], [7, 3], [0, 0]);
    needle("rgb(140,148,160)", [0, 14.4], [-5, 2], [5, 2]);
    pen.restore();
    this.font(12, true);
    const text = word("north");
    const half = 0.5 * pen.measureText(text).width;
    const at = [x + 41 * Math.sin(-heading), y - 41 * Math.cos(-heading)];
    this.haloed(text, Math.min(at[0] - half, scene.eye.width - 2 * half - 6), Math.max(at[1] + 4, 14));
  }

  drawScale() {
    // Perspective has no one scale: the bar is true where the middle of the picture meets the ground.
    const { pen, scene } = this;
    const { from, along } = scene.eye.rayThrough(0.5 * scene.eye.width, 0.55 * scene.eye.height);
    const down = along.z < -0.02;
    const away_m = down ? (from.z - scene.lay.mean_m) / -along.z : this.far_m;
    const ahead_m = away_m * along.dot(scene.shared.ahead.value);
    const perPixel = scene.eye.metresPerPixel(ahead_m);
    const wanted_m = 130 * perPixel;
    const power = 10 ** Math.floor(Math.log10(Math.max(0.1, wanted_m)));
    const bar_m = [5, 2, 1].map((factor) => factor * power).find((m) => m <= wanted_m);
    const bar = bar_m / perPixel;
    const [left, top] = [scene.eye.width - bar - 40, scene.eye.height - 50];
    pen.beginPath();
    pen.roundRect(left, top, bar + 26, 34, 6);
    pen.fillStyle = "rgba(255,255,255,0.9)";
    pen.fill();
    pen.strokeStyle = INK;
    pen.lineWidth = 2;
    pen.beginPath();
    const [x, y] = [left + 13, top + 25];
    pen.moveTo(x, y);
    pen.lineTo(x + bar, y);
    for (const share of [0, 0.5, 1]) {
      pen.moveTo(x + share * bar, y);
      pen.lineTo(x + share * bar, y - 5);
    }
    pen.stroke();
    this.font(11.5, false);
    const text = bar_m >= 1000 ? `${bar_m / 1000} km` : `${bar_m} m`;
    pen.fillStyle = INK;
    pen.fillText(text, x + 0.5 * (bar - pen.measureText(text).width), y - 8);
  }
}

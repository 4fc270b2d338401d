// A value through time as a small drawing.
import { isNumber } from "./values.js";
import { shown, timeText } from "./words.js";

const WIDE = 260;
const HIGH = 74;
const LEFT = 34;
const BOTTOM = 16;

const element = (name, attributes, text) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

/// `course`: {times, values, now}, of which `now` is the instant to mark.
export function curveOf(field, course) {
  const { times, values, now } = course;
  const known = values.filter(isNumber);
  if (known.length === 0) return null;
  const least = Math.min(...known, 0);
  const highest = Math.max(...known, 0);
  const most = highest > least ? highest : least + 1; // a level course lies on the axis
  const [first, last] = [times[0], times.at(-1)];
  const x = (time) => LEFT + ((WIDE - LEFT - 6) * (time - first)) / (last - first || 1);
  const y = (value) => 6 + ((HIGH - BOTTOM - 6) * (most - value)) / (most - least || 1);
  const svg = element("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "curve", role: "img" });
  let path = "";
  values.forEach((value, i) => {
    if (!isNumber(value)) return;
    const joined = i > 0 && isNumber(values[i - 1]);
    path += `${joined ? "L" : "M"}${x(times[i]).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const decimals = Math.min(field.decimals, 3);
  svg.append(
    element("line", { x1: LEFT, x2: WIDE - 6, y1: y(0), y2: y(0), class: "axis" }),
    element("line", { x1: LEFT, x2: LEFT, y1: 6, y2: HIGH - BOTTOM, class: "axis" }),
    element("path", { d: path, class: "course" }),
    element(
      "text",
      { x: LEFT - 4, y: 12, class: "value" },
      highest > least ? shown(most, decimals) : "",
    ),
    element("text", { x: LEFT - 4, y: y(least) + 3, class: "value" }, shown(least, decimals)),
    element("text", { x: LEFT, y: HIGH - 4, class: "from" }, timeText(field.run, first)),
    element("text", { x: WIDE - 6, y: HIGH - 4, class: "to" }, timeText(field.run, last)),
  );
  if (now >= first && now <= last) {
    svg.append(element("line", { x1: x(now), x2: x(now), y1: 4, y2: HIGH - BOTTOM, class: "now" }));
  }
  return svg;
}

// The picture as a file, with all that is stamped on it: title, clock, legend, provenance.
import { make } from "./dom.js";
import { clockText } from "./words.js";

const FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const EDGE = 12; // pixels round the boxes
const COMPASS = 110; // that it takes at the right
const SCALE = 200;
const MOST_COVERED = 0.45; // of the height of what the page draws

/// Draws an element of the page with its texts and grounds.
function stampElement(pen, element, from) {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (box.width === 0) return;
  const [x, y] = [box.left - from.left, box.top - from.top];
  pen.beginPath();
  pen.roundRect(x, y, box.width, box.height, parseFloat(style.borderRadius) || 0);
  if (style.backgroundColor !== "rgba(0, 0, 0, 0)") {
    pen.fillStyle = style.backgroundColor;
    pen.fill();
  }
  if (element.classList.contains("hatched")) stampHatching(pen, x, y, box);
  if (parseFloat(style.borderTopWidth) > 0) {
    pen.lineWidth = parseFloat(style.borderTopWidth);
    pen.strokeStyle = style.borderTopColor;
    pen.stroke();
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) stampElement(pen, child, from);
    if (child.nodeType === Node.TEXT_NODE) stampText(pen, child, style, from);
  }
}

/// Stripes over the path that is begun.
function stampHatching(pen, x, y, { width, height }) {
  pen.fillStyle = "#e4ded2";
  pen.fill();
  pen.save();
  pen.clip();
  pen.lineWidth = 2;
  pen.strokeStyle = "#8f8f8f";
  pen.beginPath();
  for (let across = -height; across < width; across += 8) {
    pen.moveTo(x + across, y + height);
    pen.lineTo(x + across + height, y);
  }
  pen.stroke();
  pen.restore();
  pen.beginPath();
  pen.rect(x, y, width, height);
}

/// Writes a text line by line where the browser broke it.
function stampText(pen, node, style, from) {
  const text = node.textContent;
  const range = document.createRange();
  const lines = [];
  for (let i = 0; i < text.length; ++i) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < 2) line.text += text[i];
    else lines.push({ text: text[i], box });
  }
  pen.font = `${style.fontWeight} ${style.fontSize} ${FONT}`;
  pen.fillStyle = style.color;
  pen.textBaseline = "middle";
  for (const { text: words, box } of lines) {
    pen.fillText(words, box.left - from.left, 0.5 * (box.top + box.bottom) - from.top);
  }
}

/// Title, legends and stamp as they stand on a picture: in full, whatever of them the window has room
/// for. `boxes`: {node, left, top, over: whether it lies over what the page draws}; where one would
/// hide too much of that, there is room for it above or beneath.
function layOut(sheet, page, width, height) {
  const [heading, legends, stamp] = [page.heading, page.legends, page.stamp].map((node) =>
    sheet.appendChild(node.cloneNode(true)),
  );
  for (const legend of legends.children) legend.open = true;
  const highOf = (node) => node.getBoundingClientRect().height;
  const fits = (node, beside) => {
    node.style.maxWidth = `${width - 2 * EDGE - beside}px`;
    const over = highOf(node) <= MOST_COVERED * height;
    if (!over) node.style.maxWidth = `${width - 2 * EDGE}px`;
    return over;
  };
  const [headingOver, legendsOver] = [fits(heading, COMPASS), fits(legends, SCALE)];
  const above = headingOver ? 0 : highOf(heading) + 2 * EDGE;
  const foot = above + height; // of what the page draws
  const beneath = legendsOver ? 0 : highOf(legends) + 2 * EDGE;
  const legendsTop = legendsOver ? foot - EDGE - highOf(legends) : foot + EDGE;
  const boxes = [
    { node: heading, left: EDGE, top: EDGE, over: headingOver },
    { node: legends, left: EDGE, top: legendsTop, over: legendsOver },
    { node: stamp, left: 0, top: foot + beneath, over: false },
  ];
  return { boxes, above, high: foot + beneath + highOf(stamp) };
}

/// A canvas with the whole picture.
export function wholePicture(app) {
  const { canvas, overlay, labels, page, scene } = app;
  const { width, height } = canvas.getBoundingClientRect();
  const sheet = document.body.appendChild(make("div", { class: "sheet", "aria-hidden": "true" }));
  sheet.style.width = `${width}px`;
  const { boxes, above, high } = layOut(sheet, page, width, height);
  const whole = make("canvas", {
    width: Math.round(width * labels.ratio),
    height: Math.round(high * labels.ratio),
  });
  const pen = whole.getContext("2d");
  pen.setTransform(labels.ratio, 0, 0, labels.ratio, 0, 0);
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, high);
  scene.draw(); // what a browser has shown once it need not keep
  labels.draw(boxes.filter(({ over }) => over).map(takenBy));
  for (const drawn of [canvas, overlay]) pen.drawImage(drawn, 0, above, width, height);
  for (const { node, left, top } of boxes) {
    const box = node.getBoundingClientRect();
    stampElement(pen, node, { left: box.left - left, top: box.top - top });
  }
  sheet.remove();
  app.invalidate(); // names keep clear of the page's own boxes again
  return whole;
}

/// The room of a box, as names are told of it.
function takenBy({ node, left, top }) {
  const { width, height } = node.getBoundingClientRect();
  return [left, top, width, height];
}

export async function savePicture(app) {
  const blob = await new Promise((done) => wholePicture(app).toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  const time = clockText(app.stage.wallS).replace(/[^0-9]+/g, "-");
  link.download = `wardtwin-${time}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

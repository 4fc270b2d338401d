// The picture as a file, with all that is stamped on it: title, clock, legend, provenance.
import { clockText } from "./words.js";

const FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/// Draws an element of the page with its texts and grounds as it stands over the picture.
function stampElement(pen, element, from) {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (box.width === 0 || style.visibility === "hidden") return;
  const [x, y] = [box.left - from.left, box.top - from.top];
  if (style.backgroundColor !== "rgba(0, 0, 0, 0)") {
    pen.fillStyle = style.backgroundColor;
    pen.beginPath();
    pen.roundRect(x, y, box.width, box.height, parseFloat(style.borderRadius) || 0);
    pen.fill();
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) stampElement(pen, child, from);
    if (child.nodeType === Node.TEXT_NODE) stampText(pen, child, style, from);
  }
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

/// A canvas with the whole picture.
export function wholePicture(app) {
  const { canvas, overlay, page, scene } = app;
  const ratio = app.labels.ratio;
  const from = canvas.getBoundingClientRect();
  const strip = page.stamp.getBoundingClientRect();
  const whole = document.createElement("canvas");
  whole.width = overlay.width;
  whole.height = Math.round((from.height + strip.height) * ratio);
  const pen = whole.getContext("2d");
  scene.draw(); // what a browser has shown once it need not keep
  pen.drawImage(canvas, 0, 0);
  pen.drawImage(overlay, 0, 0);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const element of [page.heading, page.legends]) stampElement(pen, element, from);
  const under = { left: strip.left, top: strip.top - from.height };
  pen.fillStyle = getComputedStyle(page.stamp).backgroundColor;
  pen.fillRect(0, from.height, from.width, strip.height);
  for (const child of page.stamp.children) stampElement(pen, child, under);
  return whole;
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

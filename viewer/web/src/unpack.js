// The data files of a site, as viewer/web_export/packed.cpp packs them.
import { bytesOf, inflated } from "./files.js";
import { damaged } from "./problems.js";
import { NEVER } from "./values.js";

export const NOT_COMPUTED = 0;
export const NOTHING = 1;
export const FIRST = 2;

/// The value of a code; NaN where nothing was computed.
export function valueOf(scale, code) {
  if (code < FIRST) return code === NOTHING ? NEVER : NaN;
  return scale.offset + (code - FIRST) * scale.step;
}

/// The unpacked bytes of a file that has a whole number of pieces of `size` bytes, or just `pieces`.
async function planesOf(path, size, pieces) {
  const planes = await inflated(await bytesOf(path), path);
  const whole = pieces === undefined ? planes.length % size === 0 : planes.length === size * pieces;
  if (!whole) throw damaged(path);
  return planes;
}

/// 16-bit codes, rows of `cols`; just `rows` of them where that is given.
export async function codesOf(path, cols, rows) {
  const planes = await planesOf(path, 2 * cols, rows);
  const count = planes.length / 2;
  const codes = new Uint16Array(count);
  let code = 0;
  for (let i = 0, col = 0; i < count; ++i) {
    const zigzag = planes[i] | (planes[count + i] << 8);
    if (col === 0) code = i < cols ? 0 : codes[i - cols];
    code = (code + ((zigzag >>> 1) ^ -(zigzag & 1))) & 0xffff;
    codes[i] = code;
    if (++col === cols) col = 0;
  }
  return codes;
}

/// Bytes of `channels` pictures of `rows` rows and `cols` columns, interleaved.
export async function picturesOf(path, { rows, cols }, channels) {
  const planes = await planesOf(path, channels * cols, rows);
  const count = planes.length / channels;
  const bytes = new Uint8Array(planes.length);
  for (let channel = 0; channel < channels; ++channel) {
    let value = 0;
    for (let i = 0, col = 0; i < count; ++i) {
      const to = i * channels + channel;
      if (col === 0) value = i < cols ? 0 : bytes[to - cols * channels];
      value = (value + planes[channel * count + i]) & 255;
      bytes[to] = value;
      if (++col === cols) col = 0;
    }
  }
  return bytes;
}

/// Numbers of "float32" or "float64", a whole number of `rows`.
export async function numbersOf(path, kind, rows) {
  const size = kind === "float64" ? 8 : 4;
  const planes = await planesOf(path, size * Math.max(rows, 1));
  const count = planes.length / size;
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < size; ++plane) {
    for (let i = 0; i < count; ++i) bytes[i * size + plane] = planes[plane * count + i];
  }
  return kind === "float64" ? new Float64Array(bytes.buffer) : new Float32Array(bytes.buffer);
}

/// A grid of metres.
export async function gridOf(grid, { rows, cols }) {
  const codes = await codesOf(grid.file, cols, rows);
  const values = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; ++i) values[i] = valueOf(grid, codes[i]);
  return values;
}

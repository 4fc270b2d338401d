// Numbers, colours and grids as textures.
import * as THREE from "three";
import { colourOfClass } from "./palette.js";
import { FIRST } from "./unpack.js";

const ACROSS = 2048; // texels a row of textures of rows
const UNKNOWN = -4; // of a cell that was not computed, in the grid's texture

export function textureOf(data, width, height, format, type, filter = THREE.NearestFilter) {
  const texture = new THREE.DataTexture(data, width, height, format, type);
  texture.minFilter = filter;
  texture.magFilter = filter;
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  return texture;
}

/// One texel a row of a table, of one float or four.
export function rowTexture(values, channels) {
  const height = Math.max(1, Math.ceil(values.length / channels / ACROSS));
  const texels = new Float32Array(ACROSS * height * channels);
  texels.set(values);
  const format = channels === 1 ? THREE.RedFormat : THREE.RGBAFormat;
  return textureOf(texels, ACROSS, height, format, THREE.FloatType);
}

/// Red, green and blue of "#2b83ba".
export function bytesOfColour(colour) {
  const value = parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/// The 1024 colours of a field's strip.
export function stripTexture({ strip, legend }) {
  const bytes = new Uint8Array(4 * 1024);
  strip.runs.forEach(([from, number], i) => {
    const to = i + 1 < strip.runs.length ? strip.runs[i + 1][0] : 1024;
    if (number < 0) return;
    const texel = [...bytesOfColour(colourOfClass(legend[number])), 255];
    for (let at = from; at < to; ++at) bytes.set(texel, 4 * at);
  });
  return textureOf(bytes, 1024, 1, THREE.RGBAFormat, THREE.UnsignedByteType);
}

/// What each code of a picture is in the grid's texture, as half floats: depths of water, or the
/// place of a value on its field's strip of colours. `valueAt` gives the value of a code.
export function halvesOf(field, valueAt, codes) {
  const halves = new Uint16Array(65536);
  const { least, most } = field.strip;
  for (let code = 0; code < codes; ++code) {
    const value = valueAt(code);
    let number = Number.isNaN(value) ? UNKNOWN : -1;
    if (code >= FIRST && field.as === "water") number = value;
    if (code >= FIRST && field.as !== "water" && value >= least) {
      // Of a single value the strip has no width.
      number = Math.round(1023 * Math.min((value - least) / Math.max(most - least, 1e-6), 1));
    }
    halves[code] = THREE.DataUtils.toHalfFloat(Math.min(number, 60000));
  }
  return halves;
}

export const colourTexture = ({ cols, rows }, bytes) =>
  textureOf(bytes, cols, rows, THREE.RGBAFormat, THREE.UnsignedByteType, THREE.LinearFilter);

/// Places of a strip of colours, or depths: what a grid's texture holds of one instant.
export function gridTexture({ cols, rows }) {
  const halves = new Uint16Array(cols * rows);
  return textureOf(halves, cols, rows, THREE.RedFormat, THREE.HalfFloatType, THREE.LinearFilter);
}

/// Shadow and openness of the ground.
export const shadeTexture = ({ cols, rows }, bytes) =>
  textureOf(bytes, cols, rows, THREE.RGFormat, THREE.UnsignedByteType, THREE.LinearFilter);

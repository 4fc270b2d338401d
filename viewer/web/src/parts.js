// The parts of the model: of which layer each is, and how it is drawn.
import { askEarly } from "./files.js";

/// How each part of the model is drawn: its shader, order and uniforms.
export const PARTS = {
  buildings: { layer: "buildings", shader: "building", afar: "farBuilding", order: 0 },
  trees: { layer: "greens", shader: "tree", order: 0 },
  river: { layer: "river", shader: "river", order: 2, lift: 0.012 },
  kerbs: { layer: "streets", shader: "street", order: 2, lift: 0.004, tone: [0.7, 0.69, 0.672] },
  lanes: { layer: "streets", shader: "street", order: 3, lift: 0.007, tone: [0.69, 0.682, 0.668] },
  roads: {
    layer: "streets",
    shader: "street",
    order: 4,
    lift: 0.01,
    tone: [0.585, 0.588, 0.596],
    marked: 1,
  },
  drains: { layer: "drains", shader: "pipe", order: 0 },
  boundary: {
    layer: "boundary",
    shader: "mark",
    order: 7,
    lift: 0.026,
    paint: [0.42, 0.16, 0.22, 0.85],
    dash_m: 34,
    fading_m: 90,
  },
};

/// Ribbons in the colours of a table's values.
export const VALUED_LINES = { layer: "results", shader: "line", order: 5, lift: 0.018 };

/// The layer of a part: of the ward's model, or of one that is made of values or of the ground.
export function layerOf(part) {
  if (part.startsWith("line:")) return VALUED_LINES.layer;
  return PARTS[part]?.layer ?? part;
}

/// Whether a layer is shown when a site is opened.
export const isUsual = (site, layer) =>
  site.ward.layers.find(({ name }) => name === layer)?.usual ?? true;

/// Asks for all that the first picture needs beside the ground.
export function askForShapes(site) {
  askEarly(site.ward.names);
  askEarly(site.ward.building_shapes);
  for (const { part, file } of site.ward.model) {
    if (isUsual(site, PARTS[part].layer)) askEarly(file);
  }
}

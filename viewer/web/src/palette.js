// In which colours values are shown: as the results declare, or by one of the ramps of the site.
import { NEVER } from "./values.js";

let palette = "declared";
export const paintBy = (name) => (palette = name);
export const paintedBy = () => palette;

/// The colour of a class of a legend, as "#2b83ba".
export const colourOfClass = (one) => one.colours[palette];

/// The colour of a value; null below the first class, and of what never happened.
export function colourOf(field, value) {
  if (value === NEVER) return null;
  const found = field.legend.findLast((one) => value >= (one.from ?? -Infinity));
  return found ? colourOfClass(found) : null;
}

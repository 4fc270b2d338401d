// What stands for a value where there is none: NaN where nothing was computed, and where it was and
// what is asked never happened, a number of viewer/shapes/drawn_grid.h; no value is so low.

export const NEVER = Math.fround(-1e30);

const NOT_COMPUTED = Math.fround(-3e30); // to the shaders: not every graphics card keeps NaN

/// Values as the shaders take them.
export const drawnValues = (values) =>
  values.map((value) => (Number.isNaN(value) ? NOT_COMPUTED : value));

export const isNumber = (value) => Number.isFinite(value) && value !== NEVER;

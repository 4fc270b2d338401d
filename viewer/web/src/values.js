// What stands for a value where there is none: NaN where nothing was computed, and where it was and
// what is asked never happened, the number of viewer/shapes/drawn_grid.h; no value is so low.

export const NEVER = Math.fround(-1e30);

export const isNumber = (value) => Number.isFinite(value) && value !== NEVER;

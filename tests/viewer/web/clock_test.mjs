// When a run is known, and on whose clock: node --test clock_test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { instantAt, shareClock } from "../../../viewer/web/src/clock.js";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
/// A run that goes on for an hour.
const hourFrom = (start_s, has_clock = true) => ({
  start_s,
  has_clock,
  fields: [{ as: "water", span_s: [0, HOUR_S] }],
});

test("an instant holds until the next, and nothing is known beyond the span", () => {
  const field = { times_s: [100, 200, 400], span_s: [100, 400] };
  assert.equal(instantAt(field, 100), 0);
  assert.equal(instantAt(field, 399), 1);
  assert.equal(instantAt(field, 400.3), 2); // sums of wall clocks are rounded
  assert.equal(instantAt(field, 99), null);
  assert.equal(instantAt(field, 401), null);
});

test("the one instant of a snapshot holds through the span of its run", () => {
  const field = { times_s: [200], span_s: [100, 400] };
  assert.equal(instantAt(field, 250), 0);
  assert.equal(instantAt(field, 401), null);
});

test("what has no time is always known", () => {
  assert.equal(instantAt({ times_s: [], span_s: null }, -5), 0);
});

test("runs of one day share the clock, others are laid over each other", () => {
  const noon = hourFrom(12 * HOUR_S);
  assert.ok(shareClock(noon, hourFrom(18 * HOUR_S)));
  assert.ok(!shareClock(noon, hourFrom(DAY_S + 12 * HOUR_S)));
  assert.ok(!shareClock(noon, hourFrom(12 * HOUR_S, false)));
  // 23:30 to 0:30, and 0:10 to 1:10 of the next day
  assert.ok(shareClock(hourFrom(23.5 * HOUR_S), hourFrom(DAY_S + HOUR_S / 6)));
});

// What the page keeps of what it fetched: node --test latest_test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../../../viewer/web/src/latest.js";

/// A source that counts how often each key was fetched.
const counting = () => {
  const counts = {};
  const fetch = (key) => async () => {
    counts[key] = (counts[key] ?? 0) + 1;
    return key;
  };
  return { counts, fetch };
};

test("the latest are kept, what was longest not asked for goes", async () => {
  const { counts, fetch } = counting();
  const latest = new Latest(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) {
    assert.equal(await latest.get(key, fetch(key)), key);
  }
  assert.deepEqual(counts, { a: 1, b: 2, c: 1 }); // b went when c came, for a had been asked since
  assert.deepEqual([...latest.kept.keys()], ["a", "b"]);
});

test("what failed is asked for again", async () => {
  const latest = new Latest(2);
  const failing = () => Promise.reject(new Error("cut off"));
  await assert.rejects(latest.get("a", failing), /cut off/);
  assert.equal(await latest.get("a", async () => "whole"), "whole");
});

// Fingers on the page: one moves, two turn and zoom, a tap asks.
import assert from "node:assert/strict";
import { HIGH, WIDE, goToView, keep, nextPicture, onPage, onSite, text } from "./on_site.mjs";

/// Where the camera looks at from how far and from which side.
const lookOf = (page) =>
  page.eval(`(() => {
    const { target } = wardtwin.app.scene.eye;
    const { position } = wardtwin.app.scene.eye.camera;
    const away = position.clone().sub(target);
    return { target: target.toArray(), away_m: away.length(), heading: Math.atan2(away.x, away.y) };
  })()`);

const near = (a, b, most) => Math.abs(a - b) <= most;

/// Several steps from one place to another, as a finger slides.
const slide = (from, to) =>
  [0, 0.25, 0.5, 0.75, 1].map((share) => from.map((one, i) => one + share * (to[i] - one)));

async function oneFingerMoves(page) {
  await goToView(page, "overview");
  const before = await lookOf(page);
  await page.touch(...slide([700, 400], [800, 460]).map((place) => [place]));
  await nextPicture(page);
  const after = await lookOf(page);
  assert.ok(!near(after.target[0], before.target[0], 1));
  assert.ok(near(after.away_m, before.away_m, 0.01));
  assert.ok(near(after.heading, before.heading, 1e-6));
  assert.ok(await page.eval("document.querySelector('#facts').hidden")); // a slide asks nothing
}

async function twoFingersPinchAndTurn(page) {
  await goToView(page, "overview");
  const before = await lookOf(page);
  const [left, right] = [slide([650, 400], [550, 400]), slide([750, 400], [850, 400])];
  await page.touch(...left.map((place, i) => [place, right[i]]));
  await nextPicture(page);
  const nearer = await lookOf(page);
  assert.ok(nearer.away_m < 0.7 * before.away_m, `${before.away_m} to ${nearer.away_m}`);
  const [a, b] = [slide([650, 400], [750, 400]), slide([750, 400], [850, 400])];
  await page.touch(...a.map((place, i) => [place, b[i]]));
  await nextPicture(page);
  const turned = await lookOf(page);
  assert.ok(!near(turned.heading, nearer.heading, 0.1));
  assert.ok(await page.eval("document.querySelector('#facts').hidden")); // nor do two fingers
}

async function aTapAsks(page, houses) {
  await goToView(page, "top");
  await page.touch([await onPage(page, houses[30].roof)]);
  await page.until(
    `document.querySelector('#facts [data-fact="id"] td')?.innerText === "${houses[30].id}"`,
  );
  await keep(page, "tap");
}

async function theHelpSpeaksOfFingers(page) {
  assert.match(await text(page, "#panel"), /Một ngón/);
}

await onSite(["run"], async ({ browser, server, houses }) => {
  const page = await browser.page(WIDE, HIGH);
  await page.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 5 });
  await page.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "hover", value: "none" },
      { name: "pointer", value: "coarse" },
    ],
  });
  await page.open(server.url);
  await oneFingerMoves(page);
  await twoFingersPinchAndTurn(page);
  await aTapAsks(page, houses);
  await theHelpSpeaksOfFingers(page);
  assert.deepEqual(page.errors, []);
});

// Several runs in one page: switched, swiped, areas, points, rows on demand.
import assert from "node:assert/strict";
import {
  HIGH,
  WIDE,
  chooseInList,
  colourAt,
  goToView,
  groundOnPage,
  keep,
  nextPicture,
  onPage,
  onSite,
  text,
} from "./on_site.mjs";

/// Ticks the box of a field, as a hand does, and waits for the picture.
const tick = async (page, field) => {
  await page.eval(`document.querySelector('[data-field="${field}"]').click()`);
  await page.until(`document.querySelector('[data-field="${field}"]').checked`);
  await nextPicture(page);
};

const isBlue = ([red, , blue]) => blue > red + 25;

async function ofTwoFloodsTheFirstIsShown(page) {
  assert.match(await text(page, "#subtitle"), /\[run\]/);
  const shown = await page.eval("document.querySelector('#run').selectedOptions[0].text");
  assert.equal(shown, "Mưa thử nghiệm một giờ [run]");
}

async function anotherRunShowsTheSameFieldAtTheSameTime(page) {
  await goToView(page, "top");
  const shallow = await groundOnPage(page, 30, 118); // dry where the water rises to 5.6 m only
  assert.ok(isBlue(await colourAt(page, shallow)));
  const eye = await page.eval("wardtwin.app.scene.eye.camera.position.toArray()");
  await chooseInList(page, "#run", "[after]");
  await page.until("document.querySelector('#subtitle').innerText.includes('[after]')");
  await keep(page, "after");
  assert.ok(!isBlue(await colourAt(page, shallow)));
  assert.equal(await text(page, "#clock"), "12:00 · 30/09/2025 (+30 phút)");
  assert.deepEqual(await page.eval("wardtwin.app.scene.eye.camera.position.toArray()"), eye);
  await chooseInList(page, "#run", "[run]");
  await page.until("document.querySelector('#subtitle').innerText.includes('[run]')");
}

async function aLinePartsTwoRuns(page) {
  const place = await groundOnPage(page, 30, 118);
  await chooseInList(page, "#other", "[after]");
  await page.until("wardtwin.app.scene.split");
  const drag = async (x) => {
    const [from, y] = await page.eval(`(() => {
      const box = document.querySelector("#swipe").getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    })()`);
    await page.drag([from, y], [x, y]);
    await nextPicture(page);
  };
  await drag(place[0] + 60); // left of the line the first run, which is wet there
  assert.ok(isBlue(await colourAt(page, place)));
  await keep(page, "swipe");
  await drag(place[0] - 60);
  assert.ok(!isBlue(await colourAt(page, place)));
  await page.eval("document.querySelector('#swipe').focus()");
  const before = await page.eval("wardtwin.app.scene.swipe");
  await page.key("ArrowRight");
  assert.ok((await page.eval("wardtwin.app.scene.swipe")) > before);
  assert.match(await text(page, "#provenance"), /flood .* \| flood /);
  await chooseInList(page, "#other", "không so sánh");
  await page.until("!wardtwin.app.scene.split && document.querySelector('#swipe').hidden");
}

async function areasAreColouredOnTheGround(page) {
  await tick(page, "3/halves.people");
  await keep(page, "areas");
  const [west, east] = [await groundOnPage(page, 20, 100), await groundOnPage(page, 130, 15)];
  const [red, green] = [await colourAt(page, west), await colourAt(page, east)];
  assert.ok(red[0] > red[1] + 40, `many people: ${red}`);
  assert.ok(green[1] > green[0] + 40, `few people: ${green}`);
  assert.match(await text(page, "#legend"), /Người ở mỗi nửa/i);
  await page.click(...west);
  await page.until(`document.querySelector('#facts [data-fact="people"] td') !== null`);
  assert.match(await text(page, '#facts [data-fact="people"] td'), /^300/);
}

async function pointsAreDiscsThatTellTheirValues(page) {
  await tick(page, "3/places.people");
  const place = await groundOnPage(page, 90, 20);
  await keep(page, "points");
  const many = await page.eval("wardtwin.app.labels.sides[0].points.map(({ value }) => value)");
  assert.deepEqual(many, [500, 5]);
  const disc = await page.eval(`(() => {
    const { x, y } = wardtwin.app.labels.clickable.find((one) => one.point?.value === 5);
    const box = wardtwin.app.canvas.getBoundingClientRect();
    return [box.left + x, box.top + y];
  })()`);
  assert.ok(Math.hypot(disc[0] - place[0], disc[1] - place[1]) < 8);
  assert.deepEqual(await colourAt(page, disc), [0x1a, 0x98, 0x50]);
  await page.click(...disc);
  await page.until(
    `document.querySelector('#facts [data-fact="people"] td')?.innerText.startsWith("5")`,
  );
  assert.match(await text(page, "#legend"), /Người ở mỗi chỗ/i);
}

async function aHouseThatIsAskedAboutShowsItsRoute(page, houses) {
  await tick(page, "0/depth_m");
  const onRoute = await groundOnPage(page, 20, 30);
  const before = await colourAt(page, onRoute);
  await page.click(...(await onPage(page, houses[0].roof)));
  await page.until(`document.querySelector('#facts [data-fact="way_m"] td') !== null`);
  await nextPicture(page);
  await keep(page, "route");
  assert.equal(await text(page, '#facts [data-fact="way_m"] td'), "76\u00a0m");
  assert.equal(await text(page, '#facts [data-fact="walk_m"] td'), "9\u00a0m");
  assert.notDeepEqual(await colourAt(page, onRoute), before);
  const line = await colourAt(page, onRoute); // of the class "farther", through a little haze
  assert.ok([0xfd, 0xae, 0x61].every((part, i) => Math.abs(line[i] - part) < 5), `${line}`);
  assert.deepEqual(
    await page.eval("wardtwin.app.labels.demanded.map(({ text }) => text())"),
    ["điểm dừng xe: 9\u00a0m"],
  );
  await page.click(...(await onPage(page, houses[30].roof)));
  await page.until("wardtwin.app.labels.demanded.length === 0");
  await nextPicture(page);
  assert.deepEqual(await colourAt(page, onRoute), before);
  const routes = "[data-field*='routes']"; // not to be chosen as a field
  assert.ok(await page.eval(`document.querySelector("${routes}") === null`));
}

await onSite(["run", "after", "answers", "counts"], async ({ browser, server, houses }) => {
  const page = await browser.page(WIDE, HIGH);
  await page.open(server.url);
  await ofTwoFloodsTheFirstIsShown(page);
  await anotherRunShowsTheSameFieldAtTheSameTime(page);
  await aLinePartsTwoRuns(page);
  await areasAreColouredOnTheGround(page);
  await pointsAreDiscsThatTellTheirValues(page);
  await aHouseThatIsAskedAboutShowsItsRoute(page, houses);
  assert.deepEqual(page.errors, []);
});

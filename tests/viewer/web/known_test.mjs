// What is known at which time and place, and what is not: never a frozen state, never 0.
import assert from "node:assert/strict";
import {
  HIGH,
  WIDE,
  chooseInList,
  colourAt,
  factOf,
  goToTime,
  goToView,
  groundOnPage,
  keep,
  nextPicture,
  onSite,
  text,
} from "./on_site.mjs";

const UNKNOWN = "Không có kết quả vào lúc này";
const isBlue = ([red, , blue]) => blue > red + 25;

async function beyondItsSpanARunIsNotKnown(page) {
  await goToView(page, "top");
  const deep = await groundOnPage(page, 77.5, 118); // in the bowl, beside the houses
  await goToTime(page, "12:30"); // the last instant of the run
  assert.ok(isBlue(await colourAt(page, deep)));
  assert.equal(await text(page, "#notes"), "");
  await chooseInList(page, "#other", "noon"); // from 12:20 to 12:40
  await page.eval("wardtwin.app.page.moveSwipe(1)");
  await goToTime(page, "12:40");
  await nextPicture(page);
  await keep(page, "beyond");
  assert.ok(!isBlue(await colourAt(page, deep)));
  const told = `${UNKNOWN}: Mưa thử nghiệm một giờ (chỉ tính 11:30–12:30)`;
  assert.equal(await text(page, "#notes"), told);
  assert.ok((await text(page, "#legend")).includes("không có kết quả vào lúc này"));
  await page.click(...deep);
  await page.until("!document.querySelector('#facts').hidden");
  assert.equal(await factOf(page, 0, "depth_m"), "kết quả này không có vào lúc đó");
  await page.key("Escape");
}

async function beforeItsBeginItIsNotKnownEither(page) {
  await goToTime(page, "12:00");
  const told = `${UNKNOWN}: Chạy thử noon (chỉ tính 12:20–12:40)`;
  assert.equal(await text(page, "#notes"), told);
  await goToTime(page, "12:20"); // both go on
  assert.equal(await text(page, "#notes"), "");
  assert.ok(!(await text(page, "#legend")).includes("không có kết quả"));
}

async function aRunOfAnotherDayIsLaidOverFromItsStartOn(page) {
  await chooseInList(page, "#other", "other_day"); // 20 min from 8:00 on
  await goToTime(page, "11:40");
  const told = "Chạy thử other_day: khác ngày, tính từ lúc bắt đầu, 08:10 · 05/08/2024";
  assert.equal(await text(page, "#notes"), told);
  await goToTime(page, "12:00");
  const notes = await text(page, "#notes");
  assert.ok(notes.startsWith(`${UNKNOWN}: Chạy thử other_day (chỉ tính 08:00–08:20)`), notes);
  await chooseInList(page, "#other", "không so sánh");
}

async function theWaterOfARiverIsNoFlood(page) {
  await chooseInList(page, "#run", "noon");
  await goToTime(page, "12:40");
  await goToView(page, "top");
  await keep(page, "river");
  const river = await groundOnPage(page, 224, 60);
  const [red] = await colourAt(page, river);
  assert.ok(red > 80, `${red}`); // a river; as a flood 2 m deep it would be dark
  const inWater = await page.eval(`Promise.all(
    wardtwin.app.labels.sides[0].spots.map(([x, y]) => wardtwin.app.store.isAlwaysWet({ x, y })),
  )`);
  assert.ok(inWater.length > 0 && !inWater.includes(true));
  await page.click(...river);
  await page.until("!document.querySelector('#facts').hidden");
  const told = "2,0\u00a0m (nước thường xuyên, không phải ngập)";
  assert.equal(await factOf(page, 1, "depth_m"), told);
  await page.key("Escape");
}

/// Ticks the box of a field of the run of noon and gives the rows of its legend.
async function rowsOfLegend(page, field) {
  await page.eval(`document.querySelector('[data-field="1/${field}"]').click()`);
  const legend = `[...document.querySelectorAll("#legend [data-field=${field.split(".").at(-1)}]")]`;
  const slots = field.includes(".") ? 2 : 1; // the cells of the same name stay
  await page.until(`${legend}.length === ${slots}`);
  return page.eval(`[...${legend}.at(-1).querySelectorAll("p")].map((one) => one.innerText)`);
}

/// How bright the picture is along a line of the model, pixel by pixel.
const brightAlong = (page, from, to) =>
  page.eval(`(() => {
    const { app } = wardtwin;
    app.scene.draw();
    const [a, b] = ${JSON.stringify([from, to])}.map((at) => app.scene.eye.onPicture(...at));
    const whole = document.createElement("canvas");
    whole.width = app.canvas.width; whole.height = app.canvas.height;
    const pen = whole.getContext("2d");
    pen.drawImage(app.canvas, 0, 0);
    const many = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y));
    return Array.from({ length: many }, (_, i) => {
      const at = (from, to) => from + ((to - from) * (i + 0.5)) / many;
      const [red, green, blue] = pen.getImageData(at(a.x, b.x), at(a.y, b.y), 1, 1).data;
      return red + green + blue;
    });
  })()`);

/// How often a run of brightness falls by some steps: stripes, of what is one colour else.
const stripesIn = (bright) =>
  bright.filter((one, i) => i > 0 && bright[i - 1] - one > 20).length;

async function housesAndStreetsWithoutAValueAreStriped(page, houses) {
  await page.eval(`document.querySelector('[data-field="1/buildings.arrival_s"]').click()`);
  await page.until("wardtwin.app.scene.sides.of[0].buildings !== null");
  await page.eval("wardtwin.app.scene.setHeightScale(0.05).then(() => wardtwin.app.invalidate())");
  await goToView(page, "top");
  await page.eval(`(() => {
    const { controls, scene } = wardtwin.app;
    controls.target.set(${houses[0].roof[0]}, ${houses[0].roof[1]} + 5, 6);
    scene.eye.camera.position.set(${houses[0].roof[0]}, ${houses[0].roof[1]} - 0.5, 46);
    controls.update();
  })()`);
  await nextPicture(page);
  await keep(page, "striped");
  const along = async ({ roof: [x, y, z], low = 6.3 }) =>
    stripesIn(await brightAlong(page, [x - 5, y, low], [x + 5, y, low]));
  assert.ok((await along(houses[0])) > 1); // B1: not computed
  assert.equal(await along(houses[1]), 0); // B2 stayed dry
  assert.equal(await along(houses[2]), 0); // B3 has a value
  assert.ok((await along(houses[3])) > 1); // the run has no such house
  const [x, y] = houses[0].roof;
  const lane = async () => stripesIn(await brightAlong(page, [x + 9, y, 6.1], [x + 9, y + 9, 6.1]));
  await page.eval(`document.querySelector('[data-field="1/lanes.flow"]').click()`);
  await page.until("wardtwin.app.scene.sides.of[0].lines !== null");
  await nextPicture(page);
  assert.equal(await lane(), 0);
  await page.eval("wardtwin.app.stage.goTo(wardtwin.app.stage.wallS - 7200)"); // before it begins
  await nextPicture(page);
  await keep(page, "striped");
  assert.ok((await lane()) > 1);
}

async function whatNeverHappenedIsToldApartFromNoValue(page) {
  const ofCells = await rowsOfLegend(page, "arrival_s");
  assert.deepEqual(ofCells, ["≥ 12:30", "không xảy ra", "không tính"]); // 600 s after 12:20
  await keep(page, "arrival");
  const [red, , blue] = await colourAt(page, await groundOnPage(page, 20, 60));
  assert.ok(red > blue + 80, `${red}, ${blue}`); // yellow, the one class that there is
  const ofHouses = await rowsOfLegend(page, "buildings.arrival_s");
  assert.deepEqual(ofHouses.slice(-2), ["không xảy ra", "không có giá trị"]);
  await keep(page, "houses");
  await page.eval(`document.querySelector('[data-field="1/buildings.arrival_s"]').click()`);
  await page.until("document.querySelectorAll('#legend [data-field=arrival_s]').length === 1");
  await nextPicture(page);
  const ofLanes = await rowsOfLegend(page, "lanes.arrival_s"); // there is none without a value
  assert.equal(ofLanes.at(-1), "không xảy ra");
  await page.eval(`document.querySelector('[data-field="1/lanes.arrival_s"]').click()`);
  const told = async (x_m, y_m, name) => {
    await page.click(...(await groundOnPage(page, x_m, y_m)));
    await page.until("!document.querySelector('#facts').hidden");
    const fact = await factOf(page, 1, name);
    await page.key("Escape");
    await page.until("document.querySelector('#facts').hidden");
    return fact;
  };
  assert.equal(await told(180, 50, "arrival_s"), "không xảy ra");
  assert.equal(await told(140, 155, "arrival_s"), "không tính ở đây");
  assert.equal(await told(20, 20, "arrival_s"), "12:30 · 30/09/2025");
}

await onSite(["run", "noon", "other_day"], async ({ browser, server, houses }) => {
  const page = await browser.page(WIDE, HIGH);
  await page.open(server.url);
  await beyondItsSpanARunIsNotKnown(page);
  await beforeItsBeginItIsNotKnownEither(page);
  await aRunOfAnotherDayIsLaidOverFromItsStartOn(page);
  await theWaterOfARiverIsNoFlood(page);
  await whatNeverHappenedIsToldApartFromNoValue(page);
  await housesAndStreetsWithoutAValueAreStriped(page, houses);
  assert.deepEqual(page.errors, []);
});

// What a person meets in the page that `wardtwin export-web` writes, in Chromium on software GL:
// node page_test.mjs TINY_SITE WARDTWIN [PICTURES]
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  HIGH,
  WIDE,
  colourAt,
  goToView,
  groundOnPage,
  keep,
  nextPicture,
  onPage,
  onSite,
  text,
} from "./on_site.mjs";

/// How many different colours the drawn canvas has, by a coarse look.
const coloursOf = (page) =>
  page.eval(`(() => {
    const { app } = wardtwin;
    app.scene.draw();
    const small = document.createElement("canvas");
    small.width = 64; small.height = 36;
    const pen = small.getContext("2d");
    pen.drawImage(app.canvas, 0, 0, 64, 36);
    const bytes = pen.getImageData(0, 0, 64, 36).data;
    const seen = new Set();
    for (let i = 0; i < bytes.length; i += 4) seen.add((bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2]);
    return seen.size;
  })()`);

const shownDepth = (metres) => `${metres.toFixed(2).replace(".", ",")}\u00a0m`;

async function theWardStandsWithoutAnyRequestOutside(page, site) {
  await page.open(site.url);
  console.log(`first picture after ${await page.eval("wardtwin.first_picture_s")} s`);
  await keep(page, "first");
  assert.deepEqual(page.errors, []);
  assert.ok(page.requests.length > 10);
  for (const url of page.requests) {
    assert.ok(url.startsWith(site.url) || url.startsWith("data:"), `left the site: ${url}`);
  }
  assert.ok((await coloursOf(page)) > 100);
}

async function everythingIsStamped(page) {
  assert.equal(await text(page, "h1"), "Phường Thử Nghiệm");
  assert.equal(await text(page, "#clock"), "12:00 · 30/09/2025 (+30 phút)");
  assert.equal(await text(page, "#assumed"), "DỮ LIỆU GIẢ ĐỊNH – PHƯỜNG MẪU");
  assert.match(await text(page, "#provenance"), /flood 0123456789ab · WardTwin 0\.0\.0/);
  const legend = await text(page, "#legend");
  for (const words of ["Độ sâu ngập (m)", "0,30–0,60: xe máy chết máy", "không tính"]) {
    assert.ok(legend.includes(words), `${words} in ${legend}`);
  }
}

async function theSliderChangesPictureAndClock(page) {
  const before = await keep(page, "peak");
  await page.eval(`(() => {
    const slider = document.querySelector("#time");
    slider.value = 0;
    slider.dispatchEvent(new Event("input"));
  })()`);
  await page.until("document.querySelector('#clock').innerText.startsWith('11:30')");
  await nextPicture(page);
  const after = await keep(page, "start");
  assert.ok(!before.equals(after));
  assert.equal(await text(page, "#clock"), "11:30 · 30/09/2025 (+0 phút)");
  await page.eval("document.querySelector('.peak').click()");
  await page.until("document.querySelector('#clock').innerText.startsWith('12:00')");
}

async function aClickOnAHouseTellsItsValues(page, houses) {
  await goToView(page, "top");
  for (const house of [houses[0], houses[30]]) {
    await page.click(...(await onPage(page, house.roof)));
    const fact = (name) => `#facts [data-fact="${name}"] td`;
    await page.until(
      `document.querySelector('${fact("id")}')?.innerText === ${JSON.stringify(house.id)}`,
    );
    assert.equal(await text(page, fact("door_depth_m")), shownDepth(house.door_depth_m));
    const wall_m = parseFloat((await text(page, fact("depth_m"))).replace(",", "."));
    assert.ok(Math.abs(wall_m - house.wall_depth_m) < 0.006, `${wall_m}, ${house.wall_depth_m}`);
    const said = await text(page, '#facts [data-fact="depth_m"] th');
    assert.equal(said, "Độ sâu ngập, sát tường (lúc đang xem)");
  }
  await keep(page, "house");
}

async function whatIsAssumedIsMarked(page) {
  const cell = (name) => text(page, `#facts [data-fact="${name}"] td`);
  assert.match(await cell("source"), /GIẢ ĐỊNH/);
  assert.match(await cell("floors"), /giả định$/); // its source says so of all that it tells
  assert.doesNotMatch(await cell("id"), /giả định/);
  const headings = await page.eval(
    "[...document.querySelectorAll('#facts h2')].map((one) => one.innerText)",
  );
  assert.equal(headings[1], "Mưa thử nghiệm một giờ (*: có đầu vào giả định)");
  assert.equal(await text(page, '#facts [data-fact="residents"]'), ""); // of one household
}

async function thePictureTakesTheColoursThatAreChosen(page) {
  await goToView(page, "top");
  const deep = await groundOnPage(page, 30, 118);
  const spread = (colour) => Math.max(...colour) - Math.min(...colour);
  const choose = async (name) => {
    await page.eval(`(() => {
      const list = document.querySelector("#palette");
      list.value = "${name}";
      list.dispatchEvent(new Event("change"));
    })()`);
    await nextPicture(page);
    return colourAt(page, deep);
  };
  assert.ok(spread(await choose("declared")) > 40); // blue
  assert.ok(spread(await choose("greys")) < 20); // but for the tint of water and haze
  await keep(page, "greys");
  const swatches = await page.eval(
    "[...document.querySelectorAll('#legend [data-field=depth_m] i')].map((one) => one.style.background)",
  );
  assert.deepEqual(swatches.slice(0, 4), [
    "rgb(225, 225, 225)",
    "rgb(162, 162, 162)",
    "rgb(98, 98, 98)",
    "rgb(30, 30, 30)",
  ]);
  assert.ok(spread(await choose("declared")) > 40);
}

async function housesAreAVeilWhileDrainsAreShown(page, houses) {
  await goToView(page, "top");
  const roof = await onPage(page, houses[72].roof);
  const tick = async () => {
    await page.eval("document.querySelector('[data-layer=drains]').click()");
    await nextPicture(page);
    return colourAt(page, roof);
  };
  const solid = await colourAt(page, roof);
  const veiled = await tick();
  await keep(page, "veiled");
  assert.ok(veiled.some((part, i) => Math.abs(part - solid[i]) > 8), `${veiled}, ${solid}`);
  assert.deepEqual(await tick(), solid);
}

async function theMiddleIsAskedAboutByKey(page) {
  await page.key("Escape");
  await page.until("document.querySelector('#facts').hidden");
  await page.eval("document.querySelector('#picture').focus()");
  await page.key("Enter");
  await page.until("document.activeElement.id === 'facts'");
  await page.key("Escape");
  await page.until("document.activeElement.id === 'picture'");
  assert.ok(await page.eval("document.querySelector('#facts').hidden"));
}

async function aClickOnTheStreetDrawsItsCourse(page) {
  await page.click(...(await groundOnPage(page, 60, 41.8)));
  await page.until(`document.querySelector('#facts [data-fact="id"] td')?.innerText === "R1"`);
  assert.equal(await text(page, '#facts [data-fact="speed_kmh"] td'), "6\u00a0km/h"); // at 12:00
  assert.ok(await page.eval("document.querySelector('#facts .curve .course') !== null"));
  await keep(page, "street");
}

async function aNewFieldIsAnotherBox(page) {
  await page.eval(`document.querySelector('[data-field="0/buildings.door_depth_m"]').click()`);
  await page.until("document.querySelectorAll('#legend .legend').length === 2");
  await keep(page, "doors");
  assert.ok((await text(page, "#legend")).includes("Độ sâu ngập lớn nhất tại nhà"));
}

async function thePageSpeaksEnglish(page) {
  await page.eval(`document.querySelector('#language [lang="en"]').click()`);
  assert.match(await text(page, "#legend"), /motorbikes stall/);
  assert.equal(await text(page, "#assumed"), "MADE-UP SAMPLE DATA");
  assert.match(await text(page, "#clock"), /\(\+30 min\)/);
}

async function nothingIsDrawnWhileNothingChanges(page) {
  await page.eval("new Promise((done) => setTimeout(done, 300))");
  const drawn = await page.eval("wardtwin.app.drawn");
  await page.eval("new Promise((done) => setTimeout(done, 700))");
  assert.equal(await page.eval("wardtwin.app.drawn"), drawn);
}

async function theSavedPictureCarriesItsStamp(page) {
  const [high, wide, strip] = await page.eval(`(async () => {
    const { app } = wardtwin;
    const saved = await app.wholePicture();
    const pen = saved.getContext("2d");
    const row = pen.getImageData(0, saved.height - 15, saved.width, 1).data;
    let yellow = 0;
    for (let i = 0; i < row.length; i += 4) if (row[i] > 240 && row[i + 2] < 90) ++yellow;
    return [saved.height, saved.width, yellow];
  })()`);
  assert.ok(high > 600 && wide > 900);
  assert.ok(strip > 40); // the ground of DỮ LIỆU GIẢ ĐỊNH
}

async function theSavedPictureHoldsAllItsWordsAtAnySize(page) {
  const sizes = [[1280, 720], [1280, 300], [760, 400], [360, 640], [320, 480]];
  for (const [width, height] of sizes) {
    const size = { width, height, deviceScaleFactor: 1, mobile: false };
    await page.send("Emulation.setDeviceMetricsOverride", size);
    await nextPicture(page);
    const { texts, wide, high, data } = await page.eval(`(() => {
      const texts = [];
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const { width, actualBoundingBoxAscent, actualBoundingBoxDescent } = this.measureText(text);
        const box = [x, y - actualBoundingBoxAscent, x + width, y + actualBoundingBoxDescent];
        if (this.canvas !== wardtwin.app.overlay) texts.push([text, ...box]);
        fillText.call(this, text, x, y);
      };
      const saved = wardtwin.app.wholePicture();
      CanvasRenderingContext2D.prototype.fillText = fillText;
      return { texts, wide: saved.width, high: saved.height, data: saved.toDataURL() };
    })()`);
    await keep(page, `saved_${width}x${height}`, Buffer.from(data.split(",")[1], "base64"));
    for (const [words, left, top, right, bottom] of texts) {
      const inside = left >= 0 && top >= 0 && right <= wide + 1 && bottom <= high + 1;
      assert.ok(inside, `${words} at ${left}, ${top} to ${right}, ${bottom} of ${wide} x ${high}`);
    }
    const written = texts.map(([words]) => words).join(" ").replace(/\s+/g, " ");
    const needed = ["Phường Thử Nghiệm", "12:00", "0,30–0,60", "xe máy chết máy", "không tính"];
    for (const words of [...needed, "0123456789ab", "WardTwin 0.0.0"]) {
      assert.ok(written.includes(words), `${words} in ${written} at ${width} x ${height}`);
    }
  }
  assert.equal(await page.eval("document.querySelector('.sheet')"), null);
  const size = { width: WIDE, height: HIGH, deviceScaleFactor: 1, mobile: false };
  await page.send("Emulation.setDeviceMetricsOverride", size);
  await nextPicture(page);
}

async function theSnapshotOpensFromAFile(page, file) {
  await page.open(pathToFileURL(file).href);
  await keep(page, "snapshot");
  assert.deepEqual(page.errors, []);
  assert.ok((await coloursOf(page)) > 100);
  assert.equal(await text(page, "#clock"), "12:00 · 30/09/2025 (+30 phút)");
  const outside = page.requests.filter((url) => !/^(file|data|blob):/.test(url));
  assert.deepEqual(outside, []);
}

await onSite(["run"], async ({ browser, server, site, houses }) => {
  const page = await browser.page(WIDE, HIGH);
  await theWardStandsWithoutAnyRequestOutside(page, server);
  await everythingIsStamped(page);
  await theSliderChangesPictureAndClock(page);
  await aClickOnAHouseTellsItsValues(page, houses);
  await whatIsAssumedIsMarked(page);
  await aClickOnTheStreetDrawsItsCourse(page);
  await aNewFieldIsAnotherBox(page);
  await housesAreAVeilWhileDrainsAreShown(page, houses);
  await theMiddleIsAskedAboutByKey(page);
  await thePictureTakesTheColoursThatAreChosen(page);
  await theSavedPictureCarriesItsStamp(page);
  await theSavedPictureHoldsAllItsWordsAtAnySize(page);
  await thePageSpeaksEnglish(page);
  await nothingIsDrawnWhileNothingChanges(page);
  assert.deepEqual(page.errors, []);
  await theSnapshotOpensFromAFile(await browser.page(WIDE, HIGH), join(site, "snapshot.html"));
});

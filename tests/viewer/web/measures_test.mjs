// What runs amount to and what their scenarios changed.
import assert from "node:assert/strict";
import {
  HIGH,
  WIDE,
  chooseInList,
  goToView,
  groundOnPage,
  keep,
  nextPicture,
  onSite,
  text,
} from "./on_site.mjs";

const measure = (page, name) => {
  const cells = `[...document.querySelectorAll('#measures [data-measure="${name}"] td')]`;
  return page.eval(`${cells}.map((one) => one.innerText)`);
};

async function aCardTellsWhatAChoiceIsJudgedBy(page) {
  await keep(page, "measures");
  assert.deepEqual(await measure(page, "people"), ["120\u00a0người"]);
  assert.deepEqual(await measure(page, "rain_mm"), []); // no choice
  assert.deepEqual(await measure(page, "people_30cm"), []); // people stand for them
  assert.match(await text(page, "#measures"), /Nạo vét cửa thu: 412 cửa thu thông/);
  await page.eval("document.querySelector('#all-measures').click()");
  assert.deepEqual(await measure(page, "people_30cm"), ["60\u00a0người"]);
  await page.eval("document.querySelector('#all-measures').click()");
  assert.deepEqual(await measure(page, "people_30cm"), []);
}

async function twoRunsStandSideBySide(page) {
  await chooseInList(page, "#other", "Nhiều người");
  await page.until("document.querySelectorAll('#measures thead th').length === 2");
  await keep(page, "measures_beside");
  assert.deepEqual(await measure(page, "people"), ["120\u00a0người", "480\u00a0người"]);
  assert.match(await text(page, "#measures thead"), /bên trái\s+bên phải/);
  await chooseInList(page, "#other", "không so sánh");
}

async function whatIsClickedStandsInItsPlace(page) {
  await goToView(page, "top");
  await page.click(...(await groundOnPage(page, 90, 130)));
  await page.until("!document.querySelector('#facts').hidden");
  assert.ok(await page.eval("document.querySelector('#measures').hidden"));
  await page.key("Escape");
  await nextPicture(page);
  assert.ok(!(await page.eval("document.querySelector('#measures').hidden")));
}

async function itSpeaksEnglish(page) {
  await page.eval(`document.querySelector('#language [lang="en"]').click()`);
  assert.match(await text(page, "#measures"), /Clean the inlets: 412 inlets open/);
  assert.match(await text(page, "#measures"), /People flooded/);
}

await onSite(["few", "many"], async ({ browser, server }) => {
  const page = await browser.page(WIDE, HIGH);
  await page.open(server.url);
  await aCardTellsWhatAChoiceIsJudgedBy(page);
  await twoRunsStandSideBySide(page);
  await whatIsClickedStandsInItsPlace(page);
  await itSpeaksEnglish(page);
  assert.deepEqual(page.errors, []);
});

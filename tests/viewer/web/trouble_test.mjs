// What the page tells when something is missing or broken; what can be shown, goes on.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HIGH, WIDE, goToView, keep, onPage, onSite, text } from "./on_site.mjs";

/// The page of a site of which files were changed by `harm(path, bytes)`, and are whole afterwards.
async function harmed({ browser, server, site }, path, harm, look) {
  const file = join(site, path);
  const whole = readFileSync(file);
  harm(file, whole);
  try {
    const page = await browser.page(WIDE, HIGH);
    await page.send("Network.setCacheDisabled", { cacheDisabled: true });
    await look(page, server.url);
  } finally {
    writeFileSync(file, whole);
  }
}

const half = (file, bytes) => truncateSync(file, bytes.length >> 1);

/// Opens a page that can't show anything; its notice.
async function noticeOf(page, url) {
  await page.send("Page.navigate", { url });
  await page.until("document.querySelector('#notice[role=alert]') !== null", 60);
  return text(page, "#notice");
}

async function aMissingFileOfHousesLeavesTheRest(all) {
  const houses = readdirSync(join(all.site, "model")).find((name) => name.startsWith("buildings"));
  const path = `model/${houses}`;
  await harmed(all, path, (file) => rmSync(file), async (page, url) => {
    await page.open(url);
    await keep(page, "no_houses");
    assert.equal(
      (await text(page, "#problems p")).trim(),
      `${path}: thấy máy chủ trả lời 404, cần tệp nguyên vẹn mà wardtwin export-web đã ghi; ` +
        "phần cần tệp này không hiện, phần còn lại vẫn dùng được.",
    );
    await page.eval(`document.querySelector('#language [lang="en"]').click()`);
    assert.equal(
      (await text(page, "#problems p")).trim(),
      `${path}: found the server's answer 404, expected the whole file that wardtwin export-web ` +
        "wrote; what needs it is not shown, the rest goes on.",
    );
    assert.match(await text(page, "#clock"), /12:00/);
    await page.eval("document.querySelector('#problems .close').click()");
    assert.ok(await page.eval("document.querySelector('#problems').hidden"));
  });
  await harmed(all, path, half, async (page, url) => {
    await page.open(url);
    assert.match(await text(page, "#problems p"), /thấy dữ liệu hỏng hoặc bị cắt cụt/);
  });
}

async function anInstantThatIsCutOffLeavesTheOthers(all) {
  await harmed(all, "data/run0_depth_m.2.bin", half, async (page, url) => {
    await page.open(url);
    await keep(page, "cut_instant");
    assert.match(await text(page, "#problems p"), /^data\/run0_depth_m\.2\.bin: thấy dữ liệu hỏng/);
    assert.equal(await page.eval("wardtwin.app.scene.sides.of[0].grid"), null);
    assert.match(await text(page, "#legend"), /không đọc được/); // it is not dry there
    await page.eval("wardtwin.app.stage.goTo(wardtwin.app.stage.wallTimes()[3])");
    assert.doesNotMatch(await text(page, "#legend"), /không đọc được/);
    assert.ok(await page.eval("wardtwin.app.scene.sides.of[0].grid !== null"));
  });
}

async function aGroundThatIsCutOffIsToldInBothLanguages(all) {
  await harmed(all, "data/ground.bin", half, async (page, url) => {
    const notice = await noticeOf(page, url);
    await keep(page, "no_ground");
    assert.match(notice, /data\/ground\.bin: thấy dữ liệu hỏng .*, cần tệp .*; trang không mở được\./);
    assert.match(notice, /data\/ground\.bin: found data .*, expected .*; the page can't be opened\./);
  });
}

async function aNewerFormatIsRefused(all) {
  const newer = (file, bytes) =>
    writeFileSync(file, JSON.stringify({ ...JSON.parse(bytes), format: 99 }));
  await harmed(all, "site.json", newer, async (page, url) => {
    const notice = await noticeOf(page, url);
    assert.match(notice, /site\.json: thấy định dạng 99, cần định dạng 3/);
    assert.match(notice, /site\.json: found format 99, expected format 3/);
  });
}

async function aWardThatChangedSinceTheRunIsTold(all) {
  const changed = (file, bytes) => {
    const site = JSON.parse(bytes);
    site.runs[0].ward_changed = ["ward.gpkg"];
    writeFileSync(file, JSON.stringify(site));
  };
  await harmed(all, "site.json", changed, async (page, url) => {
    await page.open(url);
    assert.equal(await text(page, "#other-ward"), "PHƯỜNG ĐÃ ĐỔI SAU LẦN CHẠY");
    await goToView(page, "top");
    await page.click(...(await onPage(page, all.houses[0].roof)));
    await page.until("document.querySelector('#facts .note') !== null");
    await keep(page, "changed_ward");
    assert.match(await text(page, "#facts"), /khác dữ liệu mà lần chạy đã dùng: ward\.gpkg/);
  });
}

async function aBrowserWithoutWebglIsTold({ browser, server }) {
  const page = await browser.page(WIDE, HIGH);
  await page.send("Page.addScriptToEvaluateOnNewDocument", {
    source: "HTMLCanvasElement.prototype.getContext = () => null;",
  });
  const notice = await noticeOf(page, server.url);
  await keep(page, "no_webgl");
  assert.match(notice, /WebGL 2: thấy trình duyệt không có, cần .*; trang không mở được\./);
  assert.match(notice, /WebGL 2: found none in this browser, expected .*; the page can't/);
}

await onSite(["run"], async (all) => {
  await aMissingFileOfHousesLeavesTheRest(all);
  await anInstantThatIsCutOffLeavesTheOthers(all);
  await aGroundThatIsCutOffIsToldInBothLanguages(all);
  await aNewerFormatIsRefused(all);
  await aWardThatChangedSinceTheRunIsTold(all);
  await aBrowserWithoutWebglIsTold(all);
});

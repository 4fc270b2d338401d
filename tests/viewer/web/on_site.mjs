// A site of the tiny ward in a browser, for the tests of the page:
// node SOME_test.mjs TINY_SITE WARDTWIN [PICTURES]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser, chromium, serve } from "./browser.mjs";

export const WIDE = 1280;
export const HIGH = 720;

const [tinySite, wardtwin, pictures] = process.argv.slice(2);

/// Exports some of the folders that tiny_site makes and calls `look({browser, server, site,
/// houses})`; `houses` is what a click on each must tell.
export async function onSite(folders, look) {
  const program = chromium();
  if (program === null) {
    console.log("SKIPPED: no chromium here; tools/setup installs it");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "wardtwin_web_"));
  const houses = JSON.parse(execFileSync(tinySite, [folder], { encoding: "utf8" }));
  const site = join(folder, "site");
  const given = ["ward", ...folders].map((name) => join(folder, name));
  execFileSync(wardtwin, ["export-web", ...given, "-o", site, "--progress", "none"]);
  const server = await serve(site);
  const browser = new Browser(program, join(folder, "profile"), WIDE, HIGH);
  try {
    await look({ browser, server, site, houses });
    console.log("passed");
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/// The page as a picture, or another `png`, kept where the test was given a folder for pictures.
export async function keep(page, name, png) {
  png ??= await page.picture();
  if (pictures) writeFileSync(join(pictures, `${name}.png`), png);
  return png;
}

export const text = (page, selector) =>
  page.eval(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);

export const nextPicture = (page) =>
  page.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");

export const goToView = async (page, name) => {
  await page.eval(
    `wardtwin.app.goToView(wardtwin.app.site.views.find((v) => v.name === "${name}"))`,
  );
  await nextPicture(page);
};

/// Chooses in a list, as a hand does, and waits for the picture.
export const chooseInList = async (page, list, title) => {
  await page.eval(`(() => {
    const list = document.querySelector("${list}");
    list.value = [...list.options].find((one) => one.text.includes(${JSON.stringify(title)})).value;
    list.dispatchEvent(new Event("change"));
  })()`);
  await nextPicture(page);
};

/// Moves the slider to the instant that the clock shows as "12:40".
export const goToTime = async (page, clock) => {
  const at = `(time) => new Date(1000 * time).toISOString().slice(11, 16) === "${clock}"`;
  await page.until(`wardtwin.app.page.times.some(${at})`); // what was chosen last is shown
  await page.eval(`wardtwin.app.stage.goTo(wardtwin.app.page.times.find(${at}))`);
  await page.until(`document.querySelector('#clock').innerText.startsWith("${clock}")`);
  await nextPicture(page);
};

/// What a run says of what was clicked; `section`: which of those with runs, from 0 on.
export const factOf = (page, section, name) =>
  page.eval(`(() => {
    const sections = document.querySelectorAll("#facts section");
    return sections[${section} + 1].querySelector('[data-fact="${name}"] td').innerText;
  })()`);

/// Where a place of the model lies on the page.
export const onPage = (page, [x, y, z]) =>
  page.eval(`(() => {
    const box = wardtwin.app.canvas.getBoundingClientRect();
    const at = wardtwin.app.scene.eye.onPicture(${x}, ${y}, ${z});
    return [box.left + at.x, box.top + at.y];
  })()`);

/// Where a place of the ground lies on the page, given in metres from the tiny ward's south-west.
export async function groundOnPage(page, x_m, y_m) {
  const place = await page.eval(`(() => {
    const { site, scene } = wardtwin.app;
    const x = ${582000 + x_m} - site.ward.origin.x_m, y = ${2324000 + y_m} - site.ward.origin.y_m;
    return [x, y, scene.lay.heightAt(x, y)];
  })()`);
  return onPage(page, place);
}

/// Red, green and blue of the picture, names and all, at a pixel of the page.
export const colourAt = (page, [x, y]) =>
  page.eval(`(() => {
    const { app } = wardtwin;
    const box = app.canvas.getBoundingClientRect();
    app.scene.draw();
    const one = document.createElement("canvas");
    one.width = one.height = 1;
    const pen = one.getContext("2d");
    for (const from of [app.canvas, app.overlay]) {
      pen.drawImage(from, Math.round(${x} - box.left), Math.round(${y} - box.top), 1, 1, 0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  })()`);

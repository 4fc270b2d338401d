// How long a site takes to its first picture in Chromium on software GL, and what it looks like:
// node first_picture.mjs SITE OUT.png [VIEW] [WIDTHxHEIGHT] [SNAPSHOT]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser, chromium, serve } from "./browser.mjs";

const [site, out, view = "overview", size = "1280x720", snapshot] = process.argv.slice(2);
const [wide, high] = size.split("x").map(Number);
const profile = mkdtempSync(join(tmpdir(), "wardtwin_web_"));
const browser = new Browser(chromium(), profile, wide, high);
const server = await serve(site);
try {
  const page = await browser.page(wide, high);
  await new Promise((done) => setTimeout(done, 4000)); // until the browser itself has started
  await page.open(snapshot ? pathToFileURL(resolve(site, "snapshot.html")).href : server.url);
  const told = await page.eval(`({
    first_picture_s: wardtwin.first_picture_s,
    steps: wardtwin.steps,
    renderer: wardtwin.app.scene.graphicsCard(),
  })`);
  await page.eval(
    `wardtwin.app.goToView(wardtwin.app.site.views.find((v) => v.name === "${view}"))`,
  );
  told.frame_ms = await page.eval(`(() => {
    const { scene } = wardtwin.app;
    const start = performance.now();
    for (let i = 0; i < 5; ++i) { scene.draw(); scene.finish(); }
    return (performance.now() - start) / 5;
  })()`);
  await page.eval("new Promise((done) => setTimeout(done, 500))");
  writeFileSync(out, await page.picture());
  console.log(JSON.stringify({ ...told, errors: page.errors }));
} finally {
  await browser.close();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

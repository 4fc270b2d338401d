// A browser without a window, driven over a pipe by the DevTools protocol; no package needed.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { accessSync, constants } from "node:fs";
import { delimiter, extname, join, normalize } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--hide-scrollbars",
  "--force-device-scale-factor=1",
  "--remote-debugging-pipe",
];

/// The path of a Chromium; null where there is none.
export function chromium() {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // look on
      }
    }
  }
  return null;
}

export class Browser {
  constructor(program, profile, width, height) {
    const size = `--window-size=${width},${height}`;
    // The browser's own start page would take seconds of a processor beside what is tested.
    const given = [...FLAGS, size, `--user-data-dir=${profile}`, "about:blank"];
    this.process = spawn(program, given, {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.next = 1;
    this.waiting = new Map();
    this.listeners = [];
    let text = "";
    this.process.stdio[4].setEncoding("utf8");
    this.process.stdio[4].on("data", (part) => {
      text += part;
      const messages = text.split("\0");
      text = messages.pop();
      for (const message of messages) this.hear(JSON.parse(message));
    });
  }

  hear(message) {
    if (message.id) {
      const { done, failed } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) failed(new Error(message.error.message));
      else done(message.result);
    } else {
      for (const listener of this.listeners) listener(message);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.next++;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((done, failed) => this.waiting.set(id, { done, failed }));
  }

  async page(width, height) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    await page.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await page.send(`${domain}.enable`);
    return page;
  }

  close() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.send("Browser.close").catch(() => {});
    const stop = setTimeout(() => this.process.kill("SIGKILL"), 5000);
    return ended.then(() => clearTimeout(stop));
  }
}

export class Page {
  constructor(browser, sessionId) {
    Object.assign(this, { browser, sessionId, requests: [], errors: [] });
    browser.listeners.push(({ method, params, sessionId: of }) => {
      if (of !== sessionId) return;
      if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
      if (method === "Runtime.exceptionThrown") {
        const { exceptionDetails: e } = params;
        this.errors.push(e.exception?.description ?? e.text);
      }
      if (method === "Runtime.consoleAPICalled" && params.type === "error") {
        this.errors.push(params.args.map((one) => one.value ?? one.description).join(" "));
      }
      if (method === "Log.entryAdded" && params.entry.level === "error") {
        this.errors.push(params.entry.text);
      }
    });
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  /// Opens an address and waits until the page says that its first picture stands.
  async open(url, seconds = 120) {
    await this.send("Page.navigate", { url });
    await this.until("document.documentElement.hasAttribute('data-ready')", seconds);
  }

  async eval(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  async until(expression, seconds = 30) {
    const end = Date.now() + 1000 * seconds;
    while (!(await this.eval(expression).catch(() => false))) {
      if (Date.now() > end) {
        throw new Error(
          `not within ${seconds} s: ${expression}; errors: ${this.errors.join("; ")}`,
        );
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async click(x, y) {
    for (const type of ["mouseMoved", "mousePressed", "mouseReleased"]) {
      const button = type === "mouseMoved" ? "none" : "left";
      await this.send("Input.dispatchMouseEvent", { type, x, y, button, clickCount: 1 });
    }
  }

  async drag([x, y], [toX, toY]) {
    const mouse = (type, at, button = "left") =>
      this.send("Input.dispatchMouseEvent", { type, x: at[0], y: at[1], button, buttons: 1 });
    await mouse("mouseMoved", [x, y], "none");
    await mouse("mousePressed", [x, y]);
    await mouse("mouseMoved", [(x + toX) / 2, (y + toY) / 2]);
    await mouse("mouseMoved", [toX, toY]);
    await mouse("mouseReleased", [toX, toY]);
  }

  async key(name) {
    for (const type of ["keyDown", "keyUp"]) {
      await this.send("Input.dispatchKeyEvent", { type, key: name, code: name });
    }
  }

  /// Fingers on the page: lists of places, one after the other; between two lists of different
  /// length fingers come or go, after the last all go.
  async touch(...steps) {
    const points = (places) => places.map(([x, y], id) => ({ x, y, id }));
    let before = 0;
    for (const places of steps) {
      const type = places.length === before ? "touchMove" : "touchStart";
      await this.send("Input.dispatchTouchEvent", { type, touchPoints: points(places) });
      before = places.length;
    }
    await this.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  async picture() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data, "base64");
  }
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".glb": "model/gltf-binary",
};

/// Any static server will do; this one serves one folder of this machine.
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    try {
      const bytes = await readFile(join(folder, path.endsWith("/") ? `${path}index.html` : path));
      response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
      if (path.endsWith("/")) response.setHeader("Content-Type", TYPES[".html"]);
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

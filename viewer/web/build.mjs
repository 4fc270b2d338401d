// Bundles the page into one classic script, so that it also runs from a file, and writes it with
// its style as a C++ source: node build.mjs NODE_MODULES OUT.cpp
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [modules, out] = process.argv.slice(2);
const esbuild = createRequire(join(modules, "index.js"))("esbuild");

const bundled = await esbuild.build({
  entryPoints: [join(here, "src", "main.js")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  loader: { ".glsl": "text" },
  legalComments: "none", // three.js's license is put before the whole
  nodePaths: [modules],
  write: false,
  outdir: "unused",
  logLevel: "warning",
});
const bundle = (ending) => bundled.outputFiles.find(({ path }) => path.endsWith(ending)).text;

const license = readFileSync(join(modules, "three", "LICENSE"), "utf8");

/// A C++ string literal in pieces that every compiler takes.
function literal(text) {
  const pieces = [];
  for (const [piece] of text.matchAll(/[^]{1,4000}/gu)) {
    const escaped = JSON.stringify(piece)
      .replace(/\?\?/g, '?""?')
      .replace(/[\u0080-\uffff]/g, (c) =>
        [...Buffer.from(c)].map((b) => "\\" + b.toString(8)).join(""),
      );
    pieces.push(escaped);
  }
  return pieces.join("\n    ");
}

const script = `/* Contains three.js:\n${license}*/\n${bundle(".js")}`;
const style = bundle(".css");
writeFileSync(
  out,
  `// Made by viewer/web/build.mjs.
#include "viewer/web_export/page.h"

namespace twin {

const std::string_view kPageScript =
    ${literal(script)};

const std::string_view kPageStyle =
    ${literal(style)};

}  // namespace twin
`,
);

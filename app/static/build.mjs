/** Builds what browsers get: bundles named by their content, the scanner, icons, and the printed face; then lists it all. */

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { build } from "esbuild";
import gettext from "gettext-parser";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const dist = join(here, "dist");
const BUDGET = { phone: 60, all: 150, css: 20, precache: 400, words: 40 };
const ENTRIES = {
  phone: "js/boot-phone.js",
  desk: "js/boot-desk.js",
  public: "js/boot-public.js",
  "scan-worker": "js/capture/scan-worker.js",
  "photo-worker": "js/capture/photo-worker.js",
  "others-worker": "js/sync/others-worker.js",
  css: "css/app.css",
};
/** What a phone runs before it shows anything. */
const FIRST = ["js/boot-phone.js", "js/views/app.js"];
const ICONS = [
  ["icon-192.png", "logo-maskable.svg", 192],
  ["icon-512.png", "logo-maskable.svg", 512],
  ["icon-180.png", "logo-maskable.svg", 180],
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "icons"), { recursive: true });

const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  outdir: dist,
  metafile: true,
  logLevel: "warning",
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
};
const pages = await build({ ...common, entryPoints: ["js/boot-phone.js", "js/boot-desk.js"].map((name) => join(here, name)), format: "esm", splitting: true });
// whoever checks a paper loads one small file, not what it shares with the phone
const workers = await build({
  ...common,
  entryPoints: ["js/boot-public.js", "js/capture/scan-worker.js", "js/capture/photo-worker.js", "js/sync/others-worker.js"].map((name) => join(here, name)),
  format: "esm",
});
const css = await build({ ...common, entryPoints: [join(here, "css/app.css")] });

const outputs = [pages, workers, css].flatMap(({ metafile }) => Object.entries(metafile.outputs));
/** The file that was made of a source. */
const made = (source) => outputs.find(([, output]) => output.entryPoint?.endsWith(`static/${source}`))[0];
const entries = Object.fromEntries(Object.entries(ENTRIES).map(([name, source]) => [name, `/static/dist/${basename(made(source))}`]));

const wasm = readFileSync(join(root, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"));
entries.wasm = `/static/dist/zxing-reader-${digest(wasm).slice(0, 8)}.wasm`;
writeFileSync(join(dist, basename(entries.wasm)), wasm);
for (const [name, source, size] of ICONS) {
  const svg = readFileSync(join(here, "icons", source));
  writeFileSync(join(dist, "icons", name), new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng());
}
cpSync(join(here, "icons/logo.svg"), join(dist, "icons/logo.svg"));

const fonts = join(root, "app/documents/fonts");
mkdirSync(fonts, { recursive: true });
for (const face of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
  cpSync(join(root, `node_modules/@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`), join(fonts, `Tinos_${face}.ttf`));
}

writeWords();

const precache = {};
for (const name of readdirSync(dist, { recursive: true }).sort()) {
  if (/\.(js|css|wasm|png|svg)$/.test(name) && !/desk|public|words/.test(name)) precache[`/static/dist/${name}`] = digest(readFileSync(join(dist, name)));
}
const version = digest(JSON.stringify([entries, precache])).slice(0, 12);
// packed once here, so that no request waits for it
const packed = readdirSync(dist).filter((name) => /\.(js|css|wasm|json)$/.test(name));
for (const name of packed) writeFileSync(join(dist, `${name}.gz`), gzipSync(readFileSync(join(dist, name)), { level: 9 }));
writeFileSync(
  join(dist, "manifest.json"),
  JSON.stringify({ entries, first: firstScreen(), precache, packed: packed.map((name) => `dist/${name}`), version }, null, 1),
);
weigh();

/**
 * The English of one catalogue, for both sides: compiled for the server; and what scripts say, once as a table that a
 * phone fetches and keeps, once as a script that runs before those of a page. Neither is precached: docs/decisions/0038.
 */
function writeWords() {
  const folder = join(here, "../translations/en/LC_MESSAGES");
  const catalogue = gettext.po.parse(readFileSync(join(folder, "messages.po")));
  writeFileSync(join(folder, "messages.mo"), gettext.mo.compile(catalogue));
  const said = readdirSync(join(here, "js"), { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(here, "js", name), "utf8"))
    .join("");
  const all = Object.values(catalogue.translations[""]).filter(({ msgid, msgstr }) => msgid && msgstr[0] && said.includes(JSON.stringify(msgid)));
  const table = JSON.stringify(Object.fromEntries(all.map(({ msgid, msgstr }) => [msgid, msgstr[0]])));
  const mark = digest(table).slice(0, 8);
  for (const [name, file, text] of [
    ["table", `words-en-${mark}.json`, table],
    ["words", `words-en-${mark}.js`, `globalThis.tannhaWords=${table}`],
  ]) {
    writeFileSync(join(dist, file), text);
    entries[name] = `/static/dist/${file}`;
  }
}

function digest(data) {
  return createHash("sha256").update(data).digest("hex");
}

/** The scripts of the first screen: what those sources import, without what is loaded later. */
function firstScreen() {
  const all = Object.fromEntries(outputs);
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of all[path].imports) if (kind === "import-statement") visit(next);
  };
  FIRST.map(made).forEach(visit);
  return [...found].map((path) => basename(path)).sort();
}

/** The budgets of the first screen; over one, the build fails. */
function weigh() {
  const size = (path) => gzipSync(readFileSync(join(dist, path))).length / 1024;
  const scripts = readdirSync(dist).filter((name) => name.endsWith(".js") && !name.startsWith("words-"));
  const weights = {
    phone: firstScreen().reduce((sum, name) => sum + size(name), 0),
    all: scripts.reduce((sum, name) => sum + size(name), 0),
    css: size(basename(entries.css)),
    words: size(basename(entries.table)),
    precache: Object.keys(precache)
      .filter((url) => !url.endsWith(".wasm"))
      .reduce((sum, url) => sum + size(url.replace("/static/dist/", "")), 0),
  };
  for (const [name, kilobytes] of Object.entries(weights)) {
    process.stdout.write(`${name}: ${kilobytes.toFixed(1)} KB of ${BUDGET[name]} KB (gzip)\n`);
    if (kilobytes > BUDGET[name]) process.exitCode = 1;
  }
}

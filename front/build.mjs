// Bundles what the browser gets into the folder that is named as the first argument: files whose names say what is in
// them, each with its compressed forms, assets.json that says which is which, and the licences of what is inside.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

const MOST_FOR_THE_DESK = 2_000_000;
const MOST_FOR_SIGNING_IN = 6_000;

const target = resolve(process.argv[2]);
const fresh = `${target}.new`;

const ENTRIES = {
  desk: "src/desk.tsx",
  sign_in: "src/sign_in.ts",
  editor_worker: "monaco-editor/esm/vs/editor/editor.worker.js",
  json_worker: "monaco-editor/esm/vs/language/json/json.worker.js",
  graphql_worker: "monaco-graphql/esm/graphql.worker.js",
};

// GraphiQL's own style sheet brings the editor's along.
const editorStylesOnce = {
  name: "editor styles once",
  setup({ onLoad }) {
    onLoad({ filter: /monaco-editor.*\.css$/ }, () => ({ contents: "", loader: "css" }));
  },
};

// What cleans HTML is the locked package, which `make audit` looks at, and not the copy that the editor brings.
const currentPurify = {
  name: "current purify",
  setup({ onResolve }) {
    onResolve({ filter: /\/dompurify\.js$/ }, ({ importer }) =>
      importer.includes("monaco-editor") ? { path: resolve("src/purify.ts") } : undefined,
    );
  },
};

const { outputFiles, metafile } = await build({
  entryPoints: ENTRIES,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  write: false,
  metafile: true,
  outdir: fresh,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  legalComments: "none", // licences.txt has all of them
  loader: { ".graphql": "text" },
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [editorStylesOnce, currentPurify],
  logLevel: "warning",
});

const brought = Object.keys(metafile.inputs).filter((path) => /monaco-editor\/.*purify/i.test(path));
if (brought.length) throw new Error(`The editor's own DOMPurify is in the bundle: ${brought}`);

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

const files = {};

async function put(name, contents) {
  const forms = {
    "": contents,
    ".br": brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } }),
    ".gz": gzipSync(contents, { level: 9 }),
  };
  for (const [suffix, form] of Object.entries(forms)) await writeFile(join(fresh, name + suffix), form);
  files[name] = { bytes: contents.length, brotli: forms[".br"].length, gzip: forms[".gz"].length };
}

for (const file of outputFiles) await put(basename(file.path), Buffer.from(file.contents));

const licences = Buffer.from(await licencesOf(Object.keys(metafile.inputs)));
const licencesName = `licences-${createHash("sha256").update(licences).digest("hex").slice(0, 8)}.txt`;
await put(licencesName, licences);

const entries = {};
for (const [path, output] of Object.entries(metafile.outputs)) {
  const name = Object.keys(ENTRIES).find((each) => basename(path).startsWith(`${each}-`));
  if (!name) continue;
  if (output.entryPoint) entries[name] = { ...entries[name], script: basename(path) };
  if (output.cssBundle) entries[name] = { ...entries[name], style: basename(output.cssBundle) };
}
const assets = { entries, licences: licencesName, files };
await writeFile(join(fresh, "assets.json"), `${JSON.stringify(assets, null, 1)}\n`);

const total = Object.values(files).reduce((sum, file) => sum + file.brotli, 0);
const signingIn = Object.values(entries.sign_in).reduce((sum, name) => sum + files[name].brotli, 0);
for (const [what, bytes, most] of [
  ["the desk", total, MOST_FOR_THE_DESK],
  ["the sign-in page", signingIn, MOST_FOR_SIGNING_IN],
]) {
  console.log(`${what}: ${bytes} bytes compressed, of ${most} at most`);
  if (bytes > most) throw new Error(`${what} has become too large`);
}

await rm(target, { recursive: true, force: true });
await rename(fresh, target);

async function licencesOf(inputs) {
  const folders = new Set(inputs.map(packageFolder).filter(Boolean));
  const texts = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const found = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|thirdpartynotices)/i.test(file)).sort();
    const written = await Promise.all(found.map((file) => readFile(join(folder, file), "utf8")));
    texts.push(`${name} ${version} (${license})\n\n${written.map((text) => text.trim()).join("\n\n")}\n`);
  }
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package that an input belongs to, or null for our own. */
function packageFolder(input) {
  if (!input.includes("node_modules/")) return null;
  let folder = dirname(input);
  while (!existsSync(join(folder, "package.json")) || !isPackage(folder)) folder = dirname(folder);
  return folder;
}

function isPackage(folder) {
  const parent = basename(dirname(folder));
  return parent === "node_modules" || (parent.startsWith("@") && basename(dirname(dirname(folder))) === "node_modules");
}

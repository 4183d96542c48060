// Writes the page's program, with all that it imports, to the path that standard input has. Nothing is asked of a network.
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const outfile = readFileSync(0, "utf8");
await build({ entryPoints: ["page.mjs"], bundle: true, format: "esm", target: "es2022", outfile, logLevel: "warning" });

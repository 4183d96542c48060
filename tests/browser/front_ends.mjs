// A page with other people's clients in it. Reads {page, service, ...} as JSON from standard input, and prints what they
// were told, and what the browser noticed.
import { readFileSync } from "node:fs";
import { open } from "./browser.mjs";

const { page: origin, service, ...given } = JSON.parse(readFileSync(0, "utf8"));
const { context, outside, said, close } = await open([origin, service], { crossOrigin: true });
try {
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => globalThis.everything !== undefined);
  const seen = await page.evaluate((asked) => globalThis.everything(asked), { url: `${service}/graphql`, ...given });
  process.stdout.write(JSON.stringify({ ...seen, outside, said }));
} finally {
  await close();
}

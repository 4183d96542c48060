// A headless Chromium that reaches the hosts it is told of and no other, and remembers everything that it should not have met.

import chromium from "@sparticuz/chromium";
import axe from "axe-core";
import { chromium as playwright } from "playwright-core";

/** The package's own arguments have it, and without it a browser keeps origins apart as everybody's does. */
const NO_ORIGINS = "--disable-web-security";

const ALONE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"];

// Nothing here draws in three dimensions.
chromium.setGraphicsMode = false;

/**
 * A browser for pages of `origins`: its `context`, `said` with the warnings and errors of their consoles, `outside` with
 * the addresses elsewhere that were asked for (all of them in vain), and `close()`.
 *
 * With `crossOrigin` nothing is held up on the way, since the driver would answer for the service whether a page of one
 * origin may ask another; names other than this machine's still lead nowhere.
 */
export async function open(origins, { colorScheme = "light", crossOrigin = false } = {}) {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => arg !== NO_ORIGINS), ...ALONE, "--no-sandbox"],
    headless: true,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, locale: "en-GB" });
  const outside = [];
  const said = [];
  const isOutside = (address) => !origins.some((origin) => address.startsWith(`${origin}/`));
  if (crossOrigin) {
    context.on("request", (request) => isOutside(request.url()) && outside.push(request.url()));
  } else {
    await context.route("**", (route) => {
      const address = route.request().url();
      if (!isOutside(address)) return route.continue();
      outside.push(address);
      return route.abort();
    });
  }
  context.on("page", (page) => {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) said.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => said.push(`uncaught: ${error.stack ?? error}`));
  });
  return { context, outside, said, close: () => browser.close() };
}

/** What axe finds that is serious or worse, each with the places. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document));
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

// A headless Chromium that reaches the hosts it is told of and no other, and remembers everything that it should not have met.

import chromium from "@sparticuz/chromium";
import axe from "axe-core";
import { chromium as playwright } from "playwright-core";

/**
 * The package's own arguments that are left out here: without the first a browser keeps origins apart as everybody's does,
 * and with the second it ends as soon as one of its contexts is closed.
 */
const LEFT_OUT = ["--disable-web-security", "--single-process"];

const ALONE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"];

// Nothing here draws in three dimensions.
chromium.setGraphicsMode = false;

/** A browser, to be closed by whoever has asked for it. */
export async function launch() {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !LEFT_OUT.includes(arg)), ...ALONE, "--no-sandbox"],
    headless: true,
  });
}

/**
 * Somebody's own windows in a browser, for pages of `origins`: their `context`, `said` with the warnings and errors of
 * their consoles, and `outside` with the addresses elsewhere that were asked for (all of them in vain).
 *
 * With `crossOrigin` nothing is held up on the way, since the driver would answer for the service whether a page of one
 * origin may ask another; names other than this machine's still lead nowhere.
 */
export async function enter(
  browser,
  origins,
  { colorScheme = "light", crossOrigin = false, width = 1280, height = 800 } = {},
) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: "en-GB" });
  const outside = [];
  const said = [];
  const isOutside = (address) => !origins.some((origin) => address.startsWith(`${origin}/`));
  if (crossOrigin) {
    context.on("request", (request) => isOutside(request.url()) && outside.push(request.url()));
  } else {
    await context.route(
      (address) => isOutside(address.href),
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
  }
  context.on("page", (page) => {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) said.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => said.push(`uncaught: ${error.stack ?? error}`));
  });
  return { context, outside, said };
}

/** The same in a browser of one's own, which `close()` ends. */
export async function open(origins, options) {
  const browser = await launch();
  return { ...(await enter(browser, origins, options)), close: () => browser.close() };
}

/** What axe finds that is serious or worse, each with the places. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"] }),
  );
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

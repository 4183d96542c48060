// Somebody at the example page, which is of another origin than the service. Reads {page, service, email, password, order,
// amount} as JSON from standard input, and prints what the page said at each step, and what the browser noticed.
import { readFileSync } from "node:fs";
import { open, violations } from "./browser.mjs";

const { page: origin, service, email, password, order, amount } = JSON.parse(readFileSync(0, "utf8"));
const { context, outside, said, close } = await open([origin, service], { crossOrigin: true });
const page = await context.newPage();
const steps = [];

/** Waits until the page has said what came of the last step. */
async function heard() {
  await page.waitForFunction(() => !["", "…"].includes(document.getElementById("said").textContent));
  steps.push(await page.locator("#said").textContent());
}

async function press(name) {
  await page.locator("#said").evaluate((said) => said.replaceChildren());
  await page.getByRole("button", { name }).click();
}

try {
  await page.goto(`${origin}/?service=${encodeURIComponent(service)}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await press("Sign in");
  if (order === null) {
    await heard();
  } else {
    await page.locator("#desk").waitFor();
    steps.push(await page.locator("#who").textContent());
    await page.getByLabel("Order").fill(order);
    await press("Find");
    await heard();
    await page.getByLabel("Amount to give back").fill(amount);
    await press("Refund");
    await heard();
    await press("Refund"); // the same key: it is done once
    await heard();
    await page.getByLabel("Amount to give back").fill("99.00");
    await press("Refund");
    await heard();
    await press("Sign out");
    await heard();
  }
  const kept = await page.evaluate(() => [document.cookie, { ...localStorage }, { ...sessionStorage }]);
  const cookies = (await context.cookies()).length;
  process.stdout.write(JSON.stringify({ steps, kept, cookies, outside, said, violations: await violations(page) }));
} finally {
  await close();
}

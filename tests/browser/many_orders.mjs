// Many orders are refunded from the desk: pasted, looked at in a dry run, run, and taken along as CSV.

import { readFileSync } from "node:fs";

import { violations } from "./browser.mjs";

export async function manyOrders({ context, seen, serious, shots, origin, agent, ids }) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);

  async function look(name) {
    await page.mouse.move(0, 0);
    for (const width of [390, 1366]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      seen.overflow = Math.max(seen.overflow ?? 0, await page.evaluate(overflow));
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    }
    serious[name] = await violations(page);
  }

  const ended = (beginning) => page.locator(".answer > [role=status]").filter({ hasText: beginning });
  const rows = () => page.locator(".answer tbody tr").allInnerTexts();

  await page.goto(`${origin}/refunds`);
  await page.fill("#email", agent.email);
  await page.fill("#password", agent.password);
  await page.keyboard.press("Enter");
  await page.getByLabel("Order ids, one a line").fill(`${ids.join("\n")}\n\n ${ids[0]} \n`);
  seen.counted = await page.locator(".refund-form .refund-left").innerText();
  await page.getByLabel("Name of the run").fill("gala");
  await page.getByLabel("Note").fill("Rain");
  await look("m1-form");
  await page.getByRole("button", { name: "Dry run" }).dblclick();
  await ended(`${ids.length} of ${ids.length} orders looked at`).waitFor();
  seen.dryRun = await ended("Dry run").innerText();
  seen.rowsBefore = await rows();
  await look("m2-dry-run");
  await page.getByRole("button", { name: `Refund ${ids.length} orders` }).dblclick();
  await ended("Done").waitFor();
  seen.done = await ended("Done").innerText();
  seen.rows = await rows();
  await look("m3-run");
  await page.reload();
  await ended("Done").waitFor();
  seen.afterReload = await rows();
  await page.getByLabel("Show").selectOption({ label: "Refused" });
  await page.waitForFunction(() => document.querySelectorAll(".answer tbody tr").length === 1);
  seen.refused = await rows();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Results as CSV" }).click(),
  ]);
  seen.csv = readFileSync(await download.path(), "utf8");
}

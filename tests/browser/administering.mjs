// What administrators do at the desk besides: the merchant's settings, and who is told of changes.

import { violations } from "./browser.mjs";

export async function administering({ context, seen, serious, shots, name, origin, person, address }) {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const dialog = page.getByRole("dialog");
  const facts = async () => {
    const read = (all) => all.map((each) => [each.querySelector("dt").innerText, each.querySelector("dd").innerText]);
    return Object.fromEntries(await page.locator(".facts > div").evaluateAll(read));
  };

  async function look(step) {
    await page.mouse.move(0, 0);
    for (const width of [390, 1366]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = () => {
        const tables = [...document.querySelectorAll(".page .table")].map(
          (table) => table.scrollWidth - table.clientWidth,
        );
        return Math.max(document.documentElement.scrollWidth - innerWidth, ...tables);
      };
      seen.overflow = Math.max(seen.overflow ?? 0, await page.evaluate(overflow));
      if (shots) await page.screenshot({ path: `${shots}/${name}-${step}-${width}.png`, fullPage: true });
    }
    serious[step] = await violations(page);
  }

  /** Presses the button of a step, runs its form, and gives the sentence. */
  async function run(step, values = {}, within = ".page") {
    await page.locator(within).getByRole("button", { name: step }).first().click();
    for (const [label, value] of Object.entries(values)) {
      const field = dialog.getByLabel(label, { exact: false });
      if (["yes", "no"].includes(value)) await field.selectOption(value);
      else await field.fill(value);
    }
    if (Object.keys(values).length > 3) await look("form");
    await dialog.getByRole("button", { name: "Run" }).click();
    const sentence = await dialog.locator(".sentence").filter({ hasText: /\.$/ }).innerText();
    seen.view = await dialog.locator(".facts").allInnerTexts();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    return sentence;
  }

  // A form that is sent before its script is there is sent in vain: nothing can be typed until then.
  await page.route("**/sign_in-*.js", async (route) => {
    seen.beforeTheScript = await page.locator("#email").isDisabled();
    await route.continue();
  });
  await page.goto(`${origin}/settings`);
  await page.fill("#email", person.email);
  await page.fill("#password", person.password);
  await page.keyboard.press("Enter");
  await page.locator(".facts").waitFor();
  seen.before = await facts();
  seen.changed = await run("Change settings", {
    "E-mail addresses for notices": "one@example.com, two@example.com",
    "A second person approves above": "140.00 EUR, usd 90",
    "Declines are retried": "yes",
    "Staff have to give a reason": "yes",
    "How many attempts": "5",
  });
  await page.locator(".facts").filter({ hasText: "140.00 EUR" }).waitFor();
  seen.after = await facts();
  await run("Change settings", { "A second person approves above": "none", "Declines are retried": "no" });
  const answer = page.getByRole("region", { name: "Answer" });
  await answer.locator(".facts").filter({ hasNotText: "140.00 EUR" }).waitFor();
  seen.afterwards = await facts();
  await look("settings");

  await page.getByRole("link", { name: "Webhooks", exact: true }).click();
  for (const name of ["Endpoints", "Webhooks"]) await page.getByRole("table", { name }).waitFor();
  const table = (label) => page.getByRole("table", { name: label }).locator("tbody tr").allInnerTexts();
  seen.messages = await table("Webhooks");
  seen.failing = await table("Endpoints");
  await look("webhooks");
  seen.added = await run("Add an endpoint", { "Address that messages are posted to": address });
  seen.secret = seen.view.join(" ");
  seen.refused = await run("Add an endpoint", { "Address that messages are posted to": "ftp://example.com" });
  seen.off = await run(`Switch off ${address}`);
  await page.getByRole("table", { name: "Endpoints" }).getByText("Switched off").waitFor();
  seen.sentAgain = await run(/^Send again/, {}, ".page .answer");
  await page.goto(`${origin}/webhooks?state=DELIVERED`);
  await page.getByText("No messages.").waitFor();
}

// A refund from an order's page, as impatient and unlucky people make it.

import { violations } from "./browser.mjs";

const [WIDE, NARROW] = [1366, 390];

export async function refunding({ context: own, seen, serious, shots, origin, agent, approver, orders }) {
  async function signIn(context, who, path) {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.setViewportSize({ width: WIDE, height: 900 });
    await page.goto(`${origin}${path}`);
    await page.locator("#email, .page h2").first().waitFor();
    if (await page.locator("#email").count()) {
      await page.fill("#email", who.email);
      await page.fill("#password", who.password);
      await page.keyboard.press("Enter");
    }
    await page.locator(".page h2").waitFor();
    return page;
  }

  const toOrder = async (page, order) => {
    await page.goto(`${origin}/orders/${order}`);
    await button(page, "Refund").waitFor();
  };
  const button = (page, name) => page.locator(".refund").getByRole("button", { name, exact: true });
  const last = (page) => page.locator(".refund").getByRole("button", { name: /^Refund \d/ });
  const sentence = (page) => page.locator(".refund > [role=status]");
  const said = (page, beginning) =>
    page.locator(".refund > [role=status]").filter({ hasText: beginning }).first().innerText();

  async function look(page, name) {
    await page.mouse.move(0, 0);
    for (const width of [NARROW, WIDE]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      seen.overflow = Math.max(seen.overflow ?? 0, await page.evaluate(overflow));
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    }
    serious[name] = await violations(page);
  }

  /** Somebody else, in a browser of their own: a step of a row on a page, done with its form. */
  async function elsewhere(path, step) {
    const theirs = await own.browser().newContext({ locale: "en-GB" });
    const page = await signIn(theirs, approver, path);
    await page.getByRole("button", { name: step }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Run" }).click();
    const done = await page.getByRole("dialog").locator(".sentence").filter({ hasText: /\.$/ }).innerText();
    await theirs.close();
    return done;
  }

  /** Fills in an amount and reviews it. */
  async function reviewed(page, order, amount) {
    await toOrder(page, order);
    await button(page, "Refund").click();
    await page.getByLabel("Amount", { exact: true }).fill(amount);
    await button(page, "Review").click();
    await last(page).waitFor();
  }

  // Two of the cups came in pieces.
  const page = await signIn(own, agent, `/orders/${orders.products}`);
  seen.heading = await page.locator("h2").first().innerText();
  await button(page, "Refund").click();
  await page.getByLabel("Product cup", { exact: true }).check();
  await page.getByLabel("Quantity of Product cup").fill("2");
  await page.getByLabel("Reason", { exact: true }).selectOption({ label: "Arrived damaged" });
  await look(page, "2-form");
  await button(page, "Review").click();
  await last(page).waitFor();
  await look(page, "3-review");
  seen.button = await last(page).innerText();
  await last(page).click();
  seen.refunded = await said(page, "Refunded");
  await look(page, "4-refunded");

  // Another one, by keyboard alone, of all that is left, with the order cancelled and something owed.
  await button(page, "Refund").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Amount owed afterwards").waitFor();
  seen.anotherOne = await page.locator(".refund-before").innerText();
  seen.focused = await page.evaluate(() => document.activeElement.labels?.[0]?.innerText);
  await page.getByLabel("Amount owed afterwards").focus();
  await page.keyboard.type("3.5");
  await page.getByLabel("Note", { exact: true }).focus();
  await page.keyboard.type("The rest as well");
  await page.getByLabel("Cancel the order").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await last(page).waitFor();
  seen.reviewOfAll = await page.locator(".refund-review").innerText();
  await last(page).and(page.locator(":enabled")).waitFor();
  await last(page).focus();
  await page.keyboard.press("Enter");
  seen.refundedRest = await said(page, "Refunded 44.90");

  // What is wrong is said at the form.
  await toOrder(page, orders.large);
  await button(page, "Refund").click();
  await page.getByLabel("Amount", { exact: true }).fill("99999999");
  await button(page, "Review").click();
  seen.tooMuch = await page.locator(".refund-problems").innerText();

  // A double click on "Review" reviews, and refunds nothing; one on "Refund 7.00 USD" refunds once.
  await page.getByLabel("Amount", { exact: true }).fill("7.00");
  await button(page, "Review").dblclick();
  await last(page).waitFor();
  await page.waitForTimeout(700);
  seen.afterTwoReviews = await page.locator(".refund-review").count();
  await last(page).dblclick();
  seen.double = await said(page, "Refunded 7.00");

  // Two tabs with the same review, pressed at the same time: one is told that the order has changed.
  const other = await signIn(own, agent, `/orders/${orders.tabs}`);
  await reviewed(other, orders.tabs, "6.00");
  await reviewed(page, orders.tabs, "6.00");
  await Promise.all([last(page).click(), last(other).click()]);
  const told = (tab) =>
    tab.locator(".refund > [role=status], .refund-problems").filter({ hasText: /Refunded|changed/ });
  seen.tabs = await Promise.all([told(page).first().innerText(), told(other).first().innerText()]);
  await other.close();

  // A slow gateway, and a page that is loaded again in the middle, back and forward.
  await reviewed(page, orders.slow, "3004.00");
  await last(page).click();
  seen.whileItRuns = await page.locator(".refund-review button").first().innerText();
  await page.waitForTimeout(500);
  await page.reload();
  const ask = button(page, "Ask what became of it");
  await ask.waitFor();
  await look(page, "6-loaded-again");
  await page.goBack();
  await page.goForward();
  await ask.dblclick();
  seen.slow = await page
    .locator(".refund > [role=status]")
    .filter({ hasText: /^Refunded 3004/ })
    .first()
    .innerText();

  // The same gateway, and the form of a step: run twice, not to be left meanwhile, and opened again afterwards.
  await page.goto(`${origin}/payments?order=${orders.form}`);
  await page.locator("tbody").getByRole("link").first().click();
  const part = page.locator(".order-steps").getByRole("button", { name: "Refund a part" });
  const dialog = page.getByRole("dialog");
  await part.click();
  await dialog.getByLabel("Amount, like 10.00").fill("3004.00");
  await dialog.getByRole("button", { name: "Run" }).dblclick();
  await page.keyboard.press("Escape");
  seen.close = await dialog.getByRole("button", { name: "Close" }).isDisabled();
  seen.form = await dialog
    .locator(".sentence")
    .filter({ hasText: /^Refunded 3004/ })
    .innerText();
  await page.keyboard.press("Escape");
  await page.goBack();
  await page.goForward();
  await part.click();
  seen.openedAgain = await dialog.locator(".refund-warning").innerText();
  await page.keyboard.press("Escape");

  // An answer that is lost.
  await reviewed(page, orders.lost, "5.00");
  await page.route("**/graphql", async (route) => {
    if (!route.request().postData().includes("RefundAsReviewed")) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await last(page).click();
  seen.lost = await said(page, "No answer");
  await page.unroute("**/graphql");
  await ask.click();
  seen.found = await said(page, "Refunded 5.00");

  // A gateway that can't be reached: it waits, and until when and why.
  await reviewed(page, orders.away, "3001.00");
  await last(page).click();
  seen.waiting = await said(page, "Waiting");
  await look(page, "8-waiting");

  // Where nothing is told, it is asked: somebody else has it sent again meanwhile.
  await page.route("**/graphql", (route) =>
    route.request().headers().accept === "text/event-stream" ? route.abort() : route.fallback(),
  );
  seen.sentAgain = await elsewhere(`/queue?order=${orders.away}`, /^Retry now/);
  seen.asked = await said(page, "Refunded 3001.00");
  await page.close();

  // Above the limit a second person approves, and the page is told, though no time passes on it in which it could ask.
  const follower = await own.newPage();
  await follower.setViewportSize({ width: WIDE, height: 900 });
  await follower.clock.install();
  await reviewed(follower, orders.limit, "150.00");
  seen.reviewAboveLimit = await follower.locator(".refund-review").innerText();
  const listening = follower.waitForResponse((response) => response.request().headers().accept === "text/event-stream");
  await last(follower).click();
  seen.awaiting = await said(follower, "Awaiting approval");
  seen.orderAwaits = await follower.locator(".facts").filter({ hasText: "awaits" }).innerText();
  seen.followedBy = (await (await listening).headerValue("content-type")) ?? "";
  await look(follower, "9-awaiting");
  await follower.clock.pauseAt(Date.now() + 60_000);
  seen.approved = await elsewhere("/approvals", /^Approve/);
  seen.followed = await said(follower, "Refunded 150.00");
  await follower.clock.resume();

  // The session ends meanwhile.
  await reviewed(follower, orders.large, "1.00");
  await own.clearCookies();
  await last(follower).click();
  seen.expired = await follower.locator(".refund-problems").innerText();
}

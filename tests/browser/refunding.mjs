// A refund from an order's page, as people make it and as impatient people make it. Reads {origin, agent, approver,
// orders, shots} and prints what was seen; pictures go to the folder `shots` if there is one.

import { readFileSync } from "node:fs";

import { open, violations } from "./browser.mjs";

const { origin, agent, approver, orders, shots } = JSON.parse(readFileSync(0, "utf8"));
const browser = await open([origin]);
const [WIDE, NARROW] = [1366, 390];
const seen = {};
const serious = {};
let clicks = 0;
let fields = 0;

async function signIn(context, who, path) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.setViewportSize({ width: WIDE, height: 900 });
  await page.goto(`${origin}${path}`, { waitUntil: "networkidle" });
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

async function click(locator, options) {
  clicks++;
  await locator.click(options);
}

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

/** Somebody else approves the order's refund, by a program of their own. */
async function approvedElsewhere(orderId) {
  const post = async (path, body, headers = {}) =>
    (
      await fetch(`${origin}${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify(body),
      })
    ).json();
  const { token } = await post("/sign-in", { ...approver, token: true });
  const ask = (query, id) => post("/graphql", { query, variables: { id } }, { Authorization: `Bearer ${token}` });
  const found = await ask("query ($id: String!) { order(orderId: $id) { refunds { id } } }", orderId);
  const approve = "mutation ($id: ID!) { approveRefund(input: { refundId: $id }) { refund { status } } }";
  return (await ask(approve, found.data.order.refunds[0].id)).data;
}

/** Fills in an amount and reviews it. */
async function reviewed(page, order, amount) {
  await toOrder(page, order);
  await button(page, "Refund").click();
  await page.getByLabel("Amount", { exact: true }).fill(amount);
  await button(page, "Review").click();
  await last(page).waitFor();
}

try {
  // "This is alex@example.com. Two of the cups came in pieces." Counted, by mouse.
  const page = await signIn(browser.context, agent, "/orders");
  await page.getByLabel("The customer's e-mail address").fill("alex@example.com");
  fields++;
  await click(page.getByRole("button", { name: "Find", exact: true }));
  await click(page.getByRole("link", { name: orders.products, exact: true }));
  await button(page, "Refund").waitFor();
  seen.heading = await page.locator("h2").first().innerText();
  await look(page, "1-order");
  await click(button(page, "Refund"));
  await look(page, "2-form");
  await click(page.getByLabel("Product cup", { exact: true }));
  await page.getByLabel("Quantity of Product cup").fill("2");
  fields++;
  await page.getByLabel("Reason", { exact: true }).selectOption({ label: "Arrived damaged" });
  fields++;
  await click(button(page, "Review"));
  seen.review = await page.locator(".refund-review").innerText();
  await look(page, "3-review");
  seen.button = await last(page).innerText();
  await click(last(page));
  seen.refunded = await said(page, "Refunded");
  await look(page, "4-refunded");
  seen.counted = { clicks, fields };

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
  await look(page, "5-too-much");

  // A double click on "Review" reviews, and refunds nothing; one on "Refund 7.00 USD" refunds once.
  await page.getByLabel("Amount", { exact: true }).fill("7.00");
  await button(page, "Review").dblclick();
  await last(page).waitFor();
  await page.waitForTimeout(700);
  seen.afterTwoReviews = await page.locator(".refund-review").count();
  await last(page).dblclick();
  seen.double = await said(page, "Refunded 7.00");

  // Two tabs with the same review: the second one is told that the order has changed.
  const other = await signIn(browser.context, agent, `/orders/${orders.tabs}`);
  await reviewed(other, orders.tabs, "6.00");
  await reviewed(page, orders.tabs, "6.00");
  await last(page).click();
  seen.firstTab = await said(page, "Refunded 6.00");
  await last(other).click();
  seen.secondTab = await other.locator(".refund-problems").innerText();
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
  seen.slow = await page.locator(".refund > [role=status]").filter({ hasText: /^(Refunded|Waiting)/ }).first().innerText();
  await look(page, "7-slow");

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

  // Above the limit: a second person approves, and the page says so by itself.
  await reviewed(page, orders.limit, "150.00");
  seen.reviewAboveLimit = await page.locator(".refund-review").innerText();
  await last(page).click();
  seen.awaiting = await said(page, "Awaiting approval");
  seen.orderAwaits = await page.locator(".facts").filter({ hasText: "awaits" }).innerText();
  await look(page, "9-awaiting");
  seen.approved = await approvedElsewhere(orders.limit);
  seen.followed = await said(page, "Refunded 150.00");

  // The session ends meanwhile.
  await reviewed(page, orders.large, "1.00");
  await browser.context.clearCookies();
  await last(page).click();
  seen.expired = await page.locator(".refund-problems").innerText();
} catch (error) {
  const pages = browser.context.browser().contexts().flatMap((context) => context.pages());
  if (shots) await pages.at(-1)?.screenshot({ path: `${shots}/failed.png`, fullPage: true });
  error.message += ` after ${JSON.stringify({ seen, said: browser.said })}`;
  console.error(error.message);
  throw error;
} finally {
  await browser.close();
}
console.log(JSON.stringify({ seen, serious, outside: browser.outside, said: browser.said }));

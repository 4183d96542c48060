// What goes wrong at a desk: answers that are lost, windows that are forgotten, pages that are kept for weeks.

const WEEKS = 31 * 24 * 60 * 60 * 1000;
const REFUND = "Refund a part of a payment";

export async function mishaps({ context, seen, origin, person, other, payment, orders }) {
  async function signIn(who) {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(origin);
    await page.fill("#email", who.email);
    await page.fill("#password", who.password);
    await page.keyboard.press("Enter");
    await page.locator(".saved").waitFor();
    await page.getByLabel("JSON", { exact: true }).check();
    return page;
  }

  /** Opens a saved operation, and gives the form. */
  async function task(page, title) {
    await page.getByRole("button", { name: title, exact: true }).click();
    const form = page.locator(".saved-form");
    await form.getByRole("heading", { name: title }).waitFor();
    return form;
  }

  function variables(page) {
    return page.evaluate(() => {
      const states = Object.keys(localStorage).filter((name) => name.endsWith("tabState"));
      const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem(states[0]));
      return JSON.parse(tabs[activeTabIndex].variables);
    });
  }

  /** Presses Run, and gives what is shown as the answer then. */
  async function press(page) {
    await page.locator(".saved-run").click();
    await page.locator(".saved-run:enabled").waitFor();
    return shown(page);
  }

  async function shown(page) {
    // The editor draws shortly after it has its text, and keeps it half a second later.
    await page.waitForTimeout(1200);
    return (await page.locator(".graphiql-response .view-lines").innerText()).replaceAll(/\s+/g, " ");
  }

  let page = await signIn(person);

  // Without an amount nothing is given back.
  let form = await task(page, REFUND);
  await form.getByLabel("Payment's id").fill(payment);
  await form.getByLabel("Amount, like 10.00").fill("");
  seen.withoutAmount = await press(page);

  // The service refunds, and its answer is lost; the page is loaded again, and the task is picked once more.
  await form.getByLabel("Amount, like 10.00").fill("3.00");
  await page.route("**/graphql", async (route) => {
    await route.fetch();
    await route.abort();
  });
  seen.lost = await press(page);
  seen.saidWhenLost = await form.getByRole("status").innerText();
  const first = await variables(page);
  await page.unroute("**/graphql");
  await page.reload();
  form = await task(page, REFUND);
  await page.waitForTimeout(1200);
  const again = await variables(page);
  seen.keptKey = again.apiRequestKey === first.apiRequestKey;
  seen.again = await press(page);
  seen.saidWhenKnown = await form.getByRole("status").count();

  // A new request has a new key; one that was filled in weeks ago is not sent.
  await form.getByRole("button", { name: "Once more" }).click();
  seen.question = await form.getByRole("alert").locator("p").innerText();
  await form.getByRole("button", { name: "Yes, as a new request" }).click();
  await page.waitForTimeout(1200);
  seen.newKey = (await variables(page)).apiRequestKey !== first.apiRequestKey;
  await page.clock.setSystemTime(Date.now() + WEEKS);
  seen.tooOld = await press(page);
  await page.clock.setSystemTime(Date.now());

  // What was previewed for one order is nothing for another.
  form = await task(page, "1. Preview a refund");
  await form.getByLabel("Order id").fill(orders[0]);
  await form.getByLabel("Amount, like 10.00").fill("7.00");
  await press(page);
  await task(page, "2. Refund an order in full, or by amount");
  await page.waitForTimeout(1200);
  seen.previewed = await variables(page);
  form = await task(page, "Look at an order");
  await form.getByLabel("Order id").fill(orders[1]);
  await press(page);
  await task(page, "2. Refund an order in full, or by amount");
  await page.waitForTimeout(1200);
  seen.ofAnother = await variables(page);

  // Somebody else signs in in the same browser, in another window.
  await context.clearCookies();
  const second = await signIn(other);
  form = await task(page, REFUND);
  await form.getByLabel("Amount, like 10.00").fill("5.00");
  seen.inAnothersName = await press(page);
  seen.notice = await page.locator(".desk-notice").innerText();
  await second.close();

  // Signing out in one window empties the others' memory, too.
  await context.clearCookies();
  const third = await signIn(person);
  await third.getByRole("button", { name: "Sign out" }).click();
  await third.locator("#password").waitFor();
  form = await task(page, REFUND);
  await form.getByLabel("Note").fill("a note that is typed later");
  await page.waitForTimeout(1200);
  seen.stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
}

// What support staff see of orders, payments and the queue, at addresses of their own, by mouse and keyboard, at any width.

import { readFileSync } from "node:fs";

import { violations } from "./browser.mjs";

export async function views({ context, seen, serious, shots, origin, agent, admin }) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const sideways = {};
  seen.sideways = sideways;
  const changes = [];
  const sentence = page.locator(".page .answer-head .sentence").first();

  page.on("request", (request) => {
    const body = request.method() === "POST" ? (request.postData() ?? "") : "";
    if (body.includes("mutation ")) changes.push(JSON.parse(body).operationName);
  });

  async function signIn({ email, password }) {
    await page.fill("#email", email);
    await page.fill("#password", password);
    await page.keyboard.press("Enter");
  }

  /** Waits until the page has answered. */
  async function answered(text) {
    await page.locator(`.page .answer[aria-busy="false"]`).first().waitFor();
    if (text) await sentence.filter({ hasText: text }).waitFor();
    return (await sentence.innerText()).trim();
  }

  async function look(name) {
    serious[name] = await violations(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  }

  /** Whether the page is wider than its window, or has a scrollbar inside of the window's. */
  async function fits(name) {
    // The editors follow a window's width a moment later.
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (let tries = 0; tries < 10 && (await wider()) > 0; tries++) await page.waitForTimeout(100);
    sideways[name] = await wider();
  }

  async function rows(label) {
    return page
      .getByRole("table", { name: label })
      .locator("tbody tr")
      .evaluateAll((all) =>
        all.map((row) => [...row.cells].map((cell) => cell.innerText.replaceAll(/\s+/g, " ").trim())),
      );
  }

  // A link in a mail leads to the order, by way of signing in.
  await page.goto(`${origin}/orders/order-1034`);
  await signIn(agent);
  seen.order = await answered("Order order-1034");
  seen.heading = await page.getByRole("heading", { level: 2 }).innerText();
  seen.title = await page.title();
  seen.orderText = await page.locator("main").innerText();
  seen.utc = await page.locator(".page time").first().getAttribute("title");
  await look("order");

  const refund = await page.getByRole("table", { name: "Refunds" }).getByRole("link").first().innerText();

  // From the history to the refund, back and forward, and loaded again.
  await page.locator(".timeline").getByRole("link", { name: refund }).first().click();
  seen.refund = await answered(`Refund ${refund}`);
  seen.refundAt = new URL(page.url()).pathname;
  await page.goBack();
  seen.back = await answered("Order order-1034");
  await page.goForward();
  await answered(`Refund ${refund}`);
  await page.reload();
  seen.reloaded = await answered(`Refund ${refund}`);
  await look("refund");

  // A double click takes the whole id.
  await page.goto(`${origin}/orders/order-1031`);
  await answered("Order order-1031");
  await page.locator("h2 .id").dblclick({ position: { x: 8, y: 8 } });
  seen.selected = await page.evaluate(() => getSelection().toString());
  seen.products = await rows("Products");

  // The queue by its address; a step fills a form and sends nothing.
  await page.goto(`${origin}/queue?state=PAUSED`);
  seen.paused = await answered("1 entry");
  await page.goto(`${origin}/queue`);
  seen.queue = await answered();
  await page.getByRole("button", { name: "Amount" }).click();
  seen.dearestFirst = (await rows("The queue")).map((cells) => cells[4]);
  await page.getByRole("button", { name: "Amount" }).click();
  seen.cheapestFirst = (await rows("The queue")).map((cells) => cells[4]);
  seen.sorted = await page.getByRole("columnheader", { name: "Amount" }).getAttribute("aria-sort");
  await look("queue");
  await page.getByRole("button", { name: "Retry now" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note").fill("  asked by telephone ");
  seen.sentByAStep = [...changes];
  await look("form");
  await dialog.getByRole("button", { name: "Run" }).click();
  await dialog
    .locator(".sentence")
    .filter({ hasText: /waiting|Refunded|Voided/ })
    .waitFor();
  seen.retried = await dialog.locator(".sentence").innerText();
  seen.focused = await page.evaluate(() => document.activeElement.className);
  await look("form-answered");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  seen.sentByRun = [...changes];

  // By keyboard: from the first field to the answer.
  await page.goto(`${origin}/orders`);
  await answered("orders");
  await page.getByLabel("The customer's e-mail address").focus();
  await page.keyboard.type("alex@example.com");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/orders?email=alex%40example.com");
  await page.waitForFunction(() => document.activeElement.className === "sentence");
  seen.foundByKeyboard = await page.evaluate(() => document.activeElement.innerText);
  seen.orders = (await rows("Orders")).map((cells) => cells[0]);
  await page.goto(`${origin}/payments?last4=1881&status=SETTLED`);
  await answered("payment");
  seen.byCard = [...new Set((await rows("Payments")).map((cells) => cells[5]))];

  // One switch, remembered.
  await page.getByLabel("JSON", { exact: true }).check();
  await page.reload();
  await answered();
  seen.json = await page.locator(".json").innerText();
  await page.getByLabel("View", { exact: true }).check();

  // Any width and any zoom: a phone, and a window of 1366 at 200 % and 400 %.
  for (const path of [
    "orders",
    "orders/order-1034",
    "queue",
    "payments",
    `payments/${refund}`,
    "approvals",
    "reports",
  ]) {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(`${origin}/${path}`);
    await answered();
    await fits(`${path} at 360`);
    if (shots || path.startsWith("orders/") || path === "queue") await look(`${path.replaceAll("/", "-")}-360`);
    for (const width of [683, 342]) {
      await page.setViewportSize({ width, height: 640 });
      await fits(`${path} at ${width}`);
    }
  }

  // GraphiQL: short ids are taken, and blanks around them.
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${origin}/`);
  const form = page.locator(".saved-form");
  const task = async (title) => {
    await page
      .getByRole("region", { name: "Saved operations" })
      .getByRole("button", { name: title, exact: true })
      .click();
    await form.getByRole("heading", { name: title }).waitFor();
  };
  const said = page.locator(".graphiql-response .sentence");
  await task("Pause");
  await form.getByLabel("Id of the refund or payment").fill(`  ${refund} `);
  await page.locator(".saved-run").click();
  await said.filter({ hasText: /Paused|Not done/ }).waitFor();
  seen.shortId = await said.innerText();

  // The tab stays over a reload right after Run, and the order at hand, too; nothing scrolls but the parts.
  await page.goto(`${origin}/orders/order-1018`);
  await answered("Order order-1018");
  await page.getByRole("link", { name: "All tasks" }).click();
  await task("Look at an order");
  await page.locator(".saved-run").click();
  await page.reload();
  await form.getByRole("heading", { name: "Look at an order" }).waitFor();
  seen.tabs = await page.locator(".graphiql-tab-button").allInnerTexts();
  await task("Find the payments of an order");
  seen.atHand = await form.getByLabel("Order id").inputValue();
  await page.locator(".saved-run").click();
  await said.filter({ hasText: "found" }).waitFor();
  seen.derived = await page.locator(".answer-view").innerText();
  await look("graphiql");
  seen.scrollbars = [];
  for (const height of [768, 500, 768]) {
    await page.setViewportSize({ width: 1366, height });
    await page.waitForTimeout(200);
    seen.scrollbars.push(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight));
  }
  await page.setViewportSize({ width: 390, height: 740 });
  await fits("graphiql at 390");
  await look("graphiql-390");

  // What administrators have besides, and a report as a file.
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.locator("#password").waitFor();
  await page.goto(`${origin}/settings`);
  await signIn(admin);
  await answered("settings");
  seen.settings = await page.locator(".facts").innerText();
  for (const path of ["people", "keys", "changes", "reasons", "password", "customers"]) {
    await page.goto(`${origin}/${path}`);
    await page.locator("main h2").waitFor();
    if (path !== "password") seen[path] = await answered(/\d/);
    if (shots || path === "people") await look(path);
  }
  await page.goto(`${origin}/password`);
  await page.getByRole("button", { name: "Change your password" }).click();
  await dialog.getByLabel("Your password").fill(admin.password);
  await dialog.getByLabel("New password").fill("short");
  await page.keyboard.press("Enter");
  seen.password = await dialog.locator(".sentence").filter({ hasText: "Not done" }).innerText();
  seen.passwordType = await dialog.getByLabel("New password").getAttribute("type");
  await page.goto(`${origin}/reports?from=2020-01-01&to=2040-01-01&by=REASON`);
  seen.report = await answered("refunds");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as CSV" }).click(),
  ]);
  seen.csvName = download.suggestedFilename();
  seen.csv = readFileSync(await download.path(), "utf8");

  // Long lists: what comes is shown at once, whatever its length.
  const rowOf = (number) => ({
    id: `r${number}`,
    state: "WAITING",
    attemptsMade: 1,
    attemptsLeft: 2,
    nextAttemptAt: "2026-11-30T10:00:00Z",
    lastError: null,
    attempts: [],
    payment: {
      __typename: "Refund",
      id: btoa(`refund_${String(number).padStart(12, "0")}`).replace(/=+$/, ""),
      orderId: `order-${number}`,
      status: "AUTHORIZING",
      amount: { value: `${number}.00`, currencyCode: "USD" },
      needsAttention: false,
      requestedBy: "Kim",
      approval: null,
    },
  });
  const data = {
    refundQueue: {
      edges: Array.from({ length: 5000 }, (_, number) => ({ node: rowOf(number) })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  };
  await page.route("**/graphql", (route) =>
    route.request().postData()?.includes("query Queue") ? route.fulfill({ json: { data } }) : route.continue(),
  );
  await page.goto(`${origin}/queue`);
  await page.waitForFunction(() => performance.getEntriesByName("list shown").length > 0);
  const times = await page.evaluate(() =>
    ["list answered", "list shown"].map((name) => performance.getEntriesByName(name)[0].startTime),
  );
  seen.shownAfter = times[1] - times[0];
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 5000);
}

// A customer writes to support: what somebody does then with the saved operations and the rest of GraphiQL.

import { writeFileSync } from "node:fs";

import { violations } from "./browser.mjs";

export async function story({ context, seen, serious, shots, origin, email, password, window: { colorScheme } }) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const form = page.locator(".saved-form");

  async function look(name, { picture = true } = {}) {
    await page.mouse.move(0, 0);
    // Animations of a second at most: the tabs glide, and buttons tell their names.
    await page.waitForTimeout(600);
    serious[name] = await violations(page);
    if (shots && picture) writeFileSync(`${shots}/${name}.webp`, await smaller(await page.screenshot()));
  }

  /** Opens a saved operation, fills in its fields by their labels, runs it, and gives the answer's data. */
  async function run(title, values = {}) {
    await fields(title);
    for (const [label, value] of Object.entries(values)) await form.getByLabel(label).fill(value);
    return press();
  }

  async function press() {
    const answered = page.waitForResponse(
      (response) => response.url().endsWith("/graphql") && !response.request().postData().includes("query Standing"),
    );
    await page.locator(".saved-run").click();
    const body = await (await answered).json();
    await page.locator(".saved-run:enabled").waitFor();
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    return body.data;
  }

  /** A picture as WebP, by the browser's own means. */
  async function smaller(png) {
    const empty = await context.newPage();
    const encoded = await empty.evaluate(async (base64) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${base64}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
      canvas.getContext("2d").drawImage(picture, 0, 0);
      return canvas.toDataURL("image/webp", 0.6).split(",")[1];
    }, png.toString("base64"));
    await empty.close();
    return Buffer.from(encoded, "base64");
  }

  /** Opens a saved operation; gives what is filled in already, by the labels. */
  async function fields(title) {
    await page.getByRole("button", { name: title, exact: true }).click();
    await form.getByRole("heading", { name: title }).waitFor();
    return form.evaluate((element) =>
      Object.fromEntries(
        [...element.querySelectorAll("label")].map((label) => [
          label.firstChild.textContent,
          label.querySelector("input, select").value,
        ]),
      ),
    );
  }

  // Signing in, by keyboard alone; the wrong password first.
  await page.goto(`${origin}/`);
  await look("1-sign-in");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await page.getByText("is wrong").waitFor();
  seen.refusal = await page.getByRole("alert").textContent();
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.locator(".saved").waitFor();
  seen.header = (await page.locator(".desk-header dl").innerText()).replaceAll(/\s+/g, " ");

  // "This is alex@example.com. The tea set came in pieces." Two values are typed: the address, and the order's id.
  seen.found = await run("Find orders by e-mail", { "The customer's e-mail address": "alex@example.com" });
  await look("2-find");
  await form.getByRole("button", { name: "Next: Preview a refund" }).click();
  seen.preview = await run("1. Preview a refund", { "Order id": "order-1023", "Code of the reason": "DAMAGED" });
  await look("3-preview");
  seen.carriedOver = await fields("2. Refund an order in full, or by amount");
  seen.refundOfOrder = (await press()).refundOrder;
  await look("4-refund");
  // An impatient second press is the same request.
  seen.pressedTwice = (await press()).refundOrder;
  seen.order = (await run("Look at an order")).order;

  // A part of one payment, at a gateway that is away.
  seen.payments = await run("Find payments by e-mail");
  seen.payment = seen.payments.transactions.edges.find(({ node }) => node.orderId === "order-1026").node;
  await run("What can be refunded of a payment", { "Payment's id": seen.payment.id });
  seen.paymentCarriedOver = await fields("Refund a part of a payment");
  await form.getByLabel("Amount, like 10.00").fill("3001.00");
  seen.refund = (await press()).refundTransaction;

  // It waits, and is tried again by hand.
  seen.queue = (await run("What waits")).refundQueue.edges.map(({ node }) => node);
  await look("5-queue");
  seen.retried = (await run("Retry now", { "Id of the refund or payment": seen.refund.refund.id })).retryRefundNow;

  // The customer has changed their mind.
  seen.undone = (await run("Cancel a refund", { "Refund's id": seen.refund.refund.id })).reverseRefund;
  await look("6-undo");

  // The rest of GraphiQL is there and can be read: docs, explorer, history, completion.
  for (const name of ["Documentation Explorer", "GraphiQL Explorer", "History"]) {
    await page.getByRole("button", { name: `Show ${name}` }).click();
    await look(name, { picture: false });
  }
  await page.getByRole("button", { name: "Show Saved operations" }).click();
  await page.getByRole("button", { name: "New tab" }).click();
  await page.locator(".graphiql-query-editor .monaco-editor").first().click();
  await page.keyboard.type("{ sandboxCl");
  // Found and read in one step: the list writes its rows anew while it is open.
  const offered = await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll(".suggest-widget .monaco-list-row")];
    return rows.map((row) => row.textContent).find((text) => text.includes("sandboxClock"));
  });
  seen.completion = await offered.jsonValue();
  await page.keyboard.press("Escape");

  // A password that is typed into a field is not kept.
  await page.waitForTimeout(1000);
  seen.stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  seen.scriptsSeeTheCookie = await page.evaluate(() => document.cookie);

  await page.getByLabel("Colours").selectOption(colorScheme === "dark" ? "light" : "dark");
  await look("other-colours", { picture: false });

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.locator("#password").waitFor();
  seen.afterSigningOut = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
}

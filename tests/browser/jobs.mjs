// The jobs of the handbooks, each from the page where it begins to the sentence that says what happened; by mouse, or by
// keyboard alone. What is pressed and filled in is counted; docs/desk.md has the numbers.

/** How many times Tab is pressed at most on the way to the next thing. */
const MOST_TABS = 60;

/** Somebody at a page with a mouse, or with nothing but a keyboard. `counted` has clicks, fields, and the longest way. */
function hands(page, byKeyboard, counted, look) {
  const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
  async function reach(locator) {
    await locator.waitFor();
    let tabs = 0;
    for (; !(await focused(locator)); tabs++) {
      if (tabs === MOST_TABS) throw new Error(`${MOST_TABS} Tabs do not lead to ${locator}`);
      await page.keyboard.press("Tab");
    }
    counted.tabs = Math.max(counted.tabs, tabs);
  }
  async function press(locator, key = "Enter") {
    counted.clicks++;
    if (byKeyboard) {
      await locator.and(page.locator(":enabled, a")).waitFor();
      await reach(locator);
      await page.keyboard.press(key);
    } else await locator.click();
    await look();
  }
  return {
    press,
    tick: (locator) => press(locator, "Space"),
    async type(locator, text) {
      counted.fields++;
      if (!byKeyboard) return locator.fill(text);
      await reach(locator);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.insertText(text);
    },
    async choose(locator, label) {
      counted.fields++;
      if (!byKeyboard) return locator.selectOption({ label });
      await reach(locator);
      await page.keyboard.type(label.split(" ")[0]);
    },
  };
}

/** What a job needs of a page: its parts by the names that people read, and the sentence that ends it. */
function parts(page) {
  const refund = page.locator(".refund");
  const dialog = page.getByRole("dialog");
  return {
    page,
    dialog,
    field: (label) => page.locator(".page").getByLabel(label, { exact: true }),
    find: page.getByRole("button", { name: "Find", exact: true }),
    link: (name) => page.locator(".answer").getByRole("link", { name, exact: true }).first(),
    step: (label, about) => page.locator(".answer").getByRole("button", { name: `${label} ${about}`, exact: true }),
    ownStep: (label) => page.locator(".answer").getByRole("button", { name: label, exact: true }),
    run: dialog.getByRole("button", { name: "Run", exact: true }),
    button: (name) => refund.getByRole("button", { name, exact: true }),
    last: refund.getByRole("button", { name: /^Refund \d/ }),
    of: (label) => refund.getByLabel(label, { exact: true }),
    refunded: async () => said(refund.locator("> [role=status]")),
    done: async () => said(dialog.locator(".sentence")),
  };
}

async function said(status) {
  const sentence = status.filter({ hasText: /^(?!Loading)\S/ }).first();
  return (await sentence.innerText()).trim();
}

const BY_EMAIL = "The customer's e-mail address, or how it begins";
const BY_ID = "The order's id, or how it begins";

/** From the list of orders to the refund's form, by the customer's e-mail address. */
async function openRefund({ press, type }, { field, find, link, button }, { order }) {
  await type(field(BY_EMAIL), `${order}@example.com`);
  await press(find);
  await press(link(order));
  await press(button("Refund"));
}

async function findPayment({ press, type }, { field, find }, { order }) {
  await type(field("The order's id"), order);
  await press(find);
}

async function refundAsReviewed({ press }, { button, last, refunded }) {
  await press(button("Review"));
  await press(last);
  return refunded();
}

async function step(by, on, label, about) {
  await by.press(on.step(label, about));
  await by.press(on.run);
  return on.done();
}

/** From where each begins, and how it goes; it gives the sentence at the end. */
const JOBS = {
  "Reverse a payment that has not settled": [
    "/payments",
    async (by, on, of) => {
      await findPayment(by, on, of);
      return step(by, on, "Reverse", of.payment);
    },
  ],
  "Reverse a payment that has settled": [
    "/payments",
    async (by, on, of) => {
      await findPayment(by, on, of);
      return step(by, on, "Reverse", of.payment);
    },
  ],
  "Refund a part of a payment, with an order id of its own": [
    "/payments",
    async (by, on, of) => {
      await findPayment(by, on, of);
      await by.press(on.link(of.payment));
      await by.press(on.ownStep("Refund a part"));
      await by.type(on.dialog.getByLabel("Amount, like 10.00"), "7.00");
      await by.type(on.dialog.getByLabel("Order id of the refund's own"), "refund-order-id-456");
      await by.press(on.run);
      return on.done();
    },
  ],
  "See why a payment can't be refunded again": [
    "/payments",
    async (by, on, of) => {
      await findPayment(by, on, of);
      await by.press(on.link(of.payment));
      const blockers = on.page.locator("section", { has: on.page.getByText("What can be done now") }).locator("li");
      return said(blockers);
    },
  ],
  "Refund an order in full, and cancel it": [
    "/orders",
    async (by, on, of) => {
      await openRefund(by, on, of);
      await by.tick(on.of("Cancel the order"));
      return refundAsReviewed(by, on);
    },
  ],
  "Refund an amount of an order": [
    "/orders",
    async (by, on, of) => {
      await openRefund(by, on, of);
      await by.type(on.of("Amount"), "4.50");
      return refundAsReviewed(by, on);
    },
  ],
  "Void a payment": [
    "/payments",
    async (by, on, of) => {
      await findPayment(by, on, of);
      return step(by, on, "Void", of.payment);
    },
  ],
  "Mark a payment as refunded at the gateway": [
    "/payments",
    async (by, on, of) => {
      await findPayment(by, on, of);
      await by.press(on.step("Mark as done outside", of.payment));
      await by.type(on.dialog.getByLabel("Its id there"), "portal-17");
      await by.press(on.run);
      return on.done();
    },
  ],
  "Try a refund of the queue again": [
    "/queue",
    async (by, on, of) => {
      await findPayment(by, on, of);
      return step(by, on, "Retry now", of.refund);
    },
  ],
  "Undo the mark of a refund": [
    "/orders",
    async (by, on, of) => {
      await by.type(on.field(BY_ID), of.order);
      await by.press(on.find);
      await by.press(on.link(of.order));
      return step(by, on, "Undo the mark", of.refund);
    },
  ],
  "Undo the mark of a void": [
    "/orders",
    async (by, on, of) => {
      await by.type(on.field(BY_ID), of.order);
      await by.press(on.find);
      await by.press(on.link(of.order));
      return step(by, on, "Undo the mark", of.payment);
    },
  ],
  "Permit somebody to refund": [
    "/people",
    async (by, on, of) => {
      await by.press(on.step("Grant a right", of.person));
      await by.choose(on.dialog.locator("select"), "REFUND");
      await by.press(on.run);
      return on.done();
    },
  ],
  "Refund an order in full, found by its id": [
    "/orders",
    async (by, on, of) => {
      await by.type(on.field(BY_ID), of.order);
      await by.press(on.find);
      await by.press(on.page.getByRole("link", { name: `Refund ${of.order}`, exact: true }));
      return refundAsReviewed(by, on);
    },
  ],
  "Refund pieces of a product, for a reason": [
    "/orders",
    async (by, on, of, seen) => {
      await openRefund(by, on, of);
      await by.tick(on.of("Product cup"));
      await by.type(on.of("Quantity of Product cup"), "2");
      await by.choose(on.of("Reason"), "Arrived damaged");
      await by.press(on.button("Review"));
      seen.review = await on.page.locator(".refund-review").innerText();
      await by.press(on.last);
      return on.refunded();
    },
  ],
  "Change a refund after its review": [
    "/orders",
    async (by, on, of) => {
      await openRefund(by, on, of);
      await by.tick(on.of("Product cup"));
      await by.press(on.button("Review"));
      await by.press(on.button("Change"));
      await by.type(on.of("Quantity of Product cup"), "1");
      return refundAsReviewed(by, on);
    },
  ],
  "Refund an order, found by its customer": [
    "/customers",
    async (by, on, of) => {
      await by.type(on.field("How the last name begins"), of.customer);
      await by.press(on.find);
      await by.press(on.link(of.order));
      await by.press(on.button("Refund"));
      await by.type(on.of("Note"), "Wrong size");
      return refundAsReviewed(by, on);
    },
  ],
  "Record a refund anyway if it fails": [
    "/orders",
    async (by, on, of) => {
      await openRefund(by, on, of);
      await by.type(on.of("Amount"), "3001.00");
      await by.choose(on.of("If it fails"), "Record it as refunded elsewhere");
      return refundAsReviewed(by, on);
    },
  ],
  "Skip the payment if its refund fails": [
    "/orders",
    async (by, on, of) => {
      await openRefund(by, on, of);
      await by.type(on.of("Amount"), "3001.00");
      await by.choose(on.of("If it fails"), "Give up");
      return refundAsReviewed(by, on);
    },
  ],
  "Say what the customer owes afterwards": [
    "/orders",
    async (by, on, of) => {
      await openRefund(by, on, of);
      await by.type(on.of("Amount owed afterwards"), "3.50");
      return refundAsReviewed(by, on);
    },
  ],
};

/** All jobs, one after the other, at one width. `given` has for each what it is about. */
export async function job({ context, seen, shots, name, origin, person, byKeyboard, jobs }) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const on = parts(page);
  await page.goto(`${origin}/orders`);
  await page.fill("#email", person.email);
  await page.fill("#password", person.password);
  await page.keyboard.press("Enter");
  await page.locator(".page h2").waitFor();
  seen.overflow = 0;
  seen.unknown = Object.keys(JOBS).filter((each) => !(each in jobs));
  seen.jobs = {};
  for (const [title, of] of Object.entries(jobs)) {
    const counted = { clicks: 0, fields: 0, tabs: 0 };
    let pictures = 0;
    const look = async () => {
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      seen.overflow = Math.max(seen.overflow, wider);
      if (!shots) return;
      await page.waitForTimeout(400);
      await page.screenshot({
        path: `${shots}/${name}-${title}-${++pictures}.png`.replaceAll(" ", "_"),
        fullPage: true,
      });
    };
    const [start, go] = JOBS[title];
    // As by a link of the page: whoever comes by one goes on from the heading.
    await page.evaluate((path) => {
      history.pushState(null, "", path);
      document.querySelector("h2").focus();
    }, start);
    await page.waitForFunction((path) => document.querySelector(`.page-links [href="${path}"][aria-current]`), start);
    await page.locator('.page .answer[aria-busy="false"]').first().waitFor();
    await page.locator("h2").first().focus();
    const shown = {};
    try {
      shown.said = await go(hands(page, byKeyboard, counted, look), on, of, shown);
    } catch (error) {
      error.message = `${title}: ${error.message}`;
      throw error;
    }
    seen.jobs[title] = { ...counted, ...shown };
    if (await on.dialog.count()) await page.keyboard.press("Escape");
  }
}

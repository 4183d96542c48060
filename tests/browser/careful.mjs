// What the desk keeps to itself: an administrator where money is real opens what could do harm, and types a password.

export async function careful({ context, seen, origin, email, password, typed }) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const form = page.locator(".saved-form");

  async function filledIn(title) {
    await page.getByRole("button", { name: title, exact: true }).click();
    await form.getByRole("heading", { name: title }).waitFor();
    return form
      .locator("input:not([type=checkbox]), select")
      .evaluateAll((inputs) => inputs.map((input) => input.value));
  }

  await page.goto(`${origin}/graphql`);
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.keyboard.press("Enter");
  seen.header = await page.locator(".desk-header dl").innerText();
  seen.fields = {};
  for (const title of [
    "Reverse a payment",
    "Refund a part of a payment",
    "Mark as refunded outside",
    "Void a payment",
    "Report an outcome",
    "Grant a right",
  ]) {
    seen.fields[title] = await filledIn(title);
  }
  await filledIn("Add a person");
  await form.getByLabel("First password, 12 characters or more").fill(typed);
  await page.getByRole("button", { name: "New tab" }).click();
  await page.locator(".graphiql-query-editor .monaco-editor").first().click();
  await page.keyboard.insertText(`mutation Own($password: String! = "${typed}") { ping }`);
  await page.getByRole("button", { name: "AddAPerson" }).first().click();
  // The editor keeps what was typed half a second later.
  await page.waitForTimeout(1500);
  seen.kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  seen.shown = await page.locator(".graphiql-editor-tool .view-lines").first().innerText();
}

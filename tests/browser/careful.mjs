// What the desk keeps to itself: an administrator where money is real opens what could do harm, and types a password.
// Reads {origin, email, password, typed} and prints what was filled in by itself, and what the browser has kept.

import { readFileSync } from "node:fs";

import { open } from "./browser.mjs";

const { origin, email, password, typed } = JSON.parse(readFileSync(0, "utf8"));
const browser = await open([origin]);
const page = await browser.context.newPage();
page.setDefaultTimeout(120_000);
const form = page.locator(".saved-form");

async function filledIn(title) {
  await page.getByRole("button", { name: title, exact: true }).click();
  await form.getByRole("heading", { name: title }).waitFor();
  return form.locator("input:not([type=checkbox]), select").evaluateAll((inputs) => inputs.map((input) => input.value));
}

try {
  await page.goto(`${origin}/graphql`);
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.keyboard.press("Enter");
  const header = await page.locator(".desk-header dl").innerText();
  const fields = {};
  for (const title of [
    "Reverse a payment",
    "Refund a part of a payment",
    "Mark as refunded outside",
    "Void a payment",
    "Report an outcome",
    "Grant a right",
  ]) {
    fields[title] = await filledIn(title);
  }
  await filledIn("Add a person");
  await form.getByLabel("First password, 12 characters or more").fill(typed);
  await page.getByRole("button", { name: "New tab" }).click();
  await page.locator(".graphiql-query-editor .monaco-editor").first().click();
  await page.keyboard.insertText(`mutation Own($password: String! = "${typed}") { ping }`);
  await page.getByRole("button", { name: "AddAPerson" }).first().click();
  // The editor keeps what was typed half a second later.
  await page.waitForTimeout(1500);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  const shown = await page.locator(".graphiql-editor-tool .view-lines").first().innerText();
  console.log(JSON.stringify({ header, fields, kept, shown, outside: browser.outside, said: browser.said }));
} finally {
  await browser.close();
}

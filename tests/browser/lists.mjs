// Long lists: how soon their first rows are there after the answer, and how soon more of them.

/** Milliseconds from the last answer to a list to its rows; the page sets a mark for both. */
function since(page) {
  return page
    .waitForFunction(() => {
      const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
      const [answered, shown] = [last("list answered"), last("list shown")];
      return shown > answered && document.querySelector("tbody tr") ? [shown - answered] : null;
    })
    .then((handle) => handle.jsonValue())
    .then(([milliseconds]) => milliseconds);
}

/** Opens each of `paths`, and then asks for more until so many `rows` are there, where it has as many. */
export async function lists({ context, seen, origin, person, paths, rows }) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${origin}/orders`);
  await page.fill("#email", person.email);
  await page.fill("#password", person.password);
  await page.keyboard.press("Enter");
  await page.locator(".page h2").waitFor();
  for (const path of paths) {
    await page.goto(`${origin}${path}`);
    const first = await since(page);
    let slowest = 0;
    let there = await page.locator("tbody tr").count();
    const more = page.locator(".more");
    while (there < rows && (await more.count())) {
      await more.click();
      await page.waitForFunction((before) => document.querySelectorAll("tbody tr").length > before, there);
      slowest = Math.max(slowest, await since(page));
      there = await page.locator("tbody tr").count();
    }
    seen[path] = { first, slowest, rows: there };
  }
}

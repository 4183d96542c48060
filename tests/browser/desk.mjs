// All that is done at the desk in a browser: scenes, each by people in windows of their own. Reads {lanes, shots} as JSON
// from standard input: lanes are played at the same time, and the scenes of a lane one after the other, each with its
// name and what it is given. Prints what each scene has seen, or how it failed; pictures go to the folder `shots` if
// there is one.

import { readFileSync } from "node:fs";

import { enter, launch } from "./browser.mjs";
import { administering } from "./administering.mjs";
import { careful } from "./careful.mjs";
import { job } from "./jobs.mjs";
import { lists } from "./lists.mjs";
import { manyOrders } from "./many_orders.mjs";
import { mishaps } from "./mishaps.mjs";
import { refunding } from "./refunding.mjs";
import { story } from "./story.mjs";
import { views } from "./views.mjs";

const SCENES = { administering, careful, job, lists, manyOrders, mishaps, refunding, story, views };

const { lanes, shots = null } = JSON.parse(readFileSync(0, "utf8"));
const browser = await launch();
const told = {};

/** One scene; `seen` is filled while it plays, so that a failure tells how far it came. */
async function play(name, { scene, origin, ...given }) {
  const began = performance.now();
  const { context, outside, said } = await enter(browser, [origin], given.window);
  const seen = {};
  const serious = {};
  let failed = null;
  try {
    await SCENES[scene]({ context, seen, serious, shots, name, origin, ...given });
  } catch (error) {
    failed = error.stack ?? String(error);
    if (shots)
      await context
        .pages()
        .at(-1)
        ?.screenshot({ path: `${shots}/${name}-failed.png`, fullPage: true });
  } finally {
    await context.close();
  }
  told[name] = { seen, serious, outside, said, failed, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

try {
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [name, given] of Object.entries(lane)) await play(name, given);
    }),
  );
} finally {
  await browser.close();
}
console.log(JSON.stringify(told));

// graphql-sse in Node. Reads {url, authorization, id, amount} as JSON from standard input, and prints what it was told.
import { readFileSync } from "node:fs";
import { createClient } from "graphql-sse";
import { FOLLOW, REFUND, story } from "./refund.mjs";

const { url, authorization, id, amount } = JSON.parse(readFileSync(0, "utf8"));
const client = createClient({ url, headers: { authorization } });

/** The one result of a query or a mutation. */
function once(query, variables) {
  return new Promise((resolve, reject) => {
    let result;
    client.subscribe({ query, variables }, { next: (next) => (result = next), error: reject, complete: () => resolve(result) });
  });
}

const { hear, failed, over } = story(async () => {
  const { errors } = await once(REFUND, { id, amount });
  if (errors) throw new Error(JSON.stringify(errors));
});
const leave = client.subscribe({ query: FOLLOW, variables: { id } }, { next: hear, error: failed, complete: () => {} });
const told = await over;
leave();
client.dispose();
process.stdout.write(JSON.stringify(told));

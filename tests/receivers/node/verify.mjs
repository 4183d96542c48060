// Reads messages as JSON lines, {secret, headers, body}, and prints for each what the client of the given path makes of it.
import { createInterface } from "node:readline";

const { webhooks } = await import(process.env.CLIENT);

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, headers, body } = JSON.parse(line);
  try {
    for (const given of [headers, new Headers(headers)]) {
      const event = await webhooks.verify(given, body, secret);
      if (given !== headers) console.log(JSON.stringify(event));
    }
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
}

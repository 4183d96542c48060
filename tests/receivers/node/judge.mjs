// Reads messages as JSON lines, {secret, headers, body}, and prints for each the type that its body has, or why it is refused.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, headers, body } = JSON.parse(line);
  try {
    console.log(new Webhook(secret).verify(body, headers).type);
  } catch (error) {
    console.log(`refused: ${error.message}`);
  }
}

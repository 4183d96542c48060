// Receives webhooks with the typed TypeScript client, and with nothing else than Node's own HTTP server.
// npm install ./clients/typescript, then: WEBHOOK_SECRET=whsec_… node examples/receive_webhooks.mts
// Node 22.18 or later runs it as it stands.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { webhooks } from "refundry-client";

const secret = process.env["WEBHOOK_SECRET"] ?? "";
const LARGEST = 20_000;

const seen = new Set<string>(); // a database, in earnest: what was done for a message is committed with its id
const newest = new Map<string, number>();

const server = createServer({ requestTimeout: 10_000 }, async (request, response) => {
  try {
    const event = await webhooks.verify(request.headers, await bodyOf(request), secret);
    if (!seen.has(event.id)) {
      seen.add(event.id);
      act(event);
    }
    response.writeHead(200).end("thanks");
  } catch (error) {
    response.writeHead(error instanceof webhooks.WebhookInvalid ? 400 : 500).end(String(error));
  }
});

function act(event: webhooks.WebhookEvent): void {
  switch (event.type) {
    case "refund.accepted":
    case "refund.settled":
      if (event.data.sequence > (newest.get(event.data.id) ?? 0)) {
        newest.set(event.data.id, event.data.sequence);
        console.log(event.type, event.data.status, event.data.amount.value, event.data.amount.currencyCode);
      }
      break;
    case "order.refunded":
      console.log(event.type, event.data.orderId);
      break;
    default:
      console.log(event.type);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > LARGEST) throw new webhooks.WebhookInvalid("The body is too large.");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

server.listen(Number(process.env["PORT"] ?? "9000"), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});

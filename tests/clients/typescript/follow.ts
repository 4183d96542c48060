// Follows what it is told to follow until it was told so much, and prints that.
import { readFileSync } from "node:fs";
import { type ApiKey, Refundry, RefundryError } from "refundry-client";

interface Given {
  readonly url: string;
  readonly key: ApiKey;
  readonly follow: "refund" | "transaction" | "payment" | "order" | "queue";
  readonly id: string;
  readonly until: string;
}

const { url, key, follow, id, until } = JSON.parse(readFileSync(0, "utf8")) as Given;
const refundry = new Refundry(url, key, { retries: 1, longestPause: 50 });
const told: (string | null | undefined)[] = [];
try {
  if (follow === "refund") {
    for await (const refund of refundry.refundChanged(id)) {
      told.push(refund.status);
      if (refund.status === until) break;
    }
  } else if (follow === "transaction") {
    for await (const transaction of refundry.transactionChanged(id)) {
      told.push(transaction.status);
      if (transaction.status === until) break;
    }
  } else if (follow === "order") {
    for await (const order of refundry.orderChanged(id)) {
      told.push(order.status);
      if (order.status === until) break;
    }
  } else if (follow === "queue") {
    for await (const entry of refundry.queueChanged()) {
      told.push(entry.state);
      if (entry.state === until) break;
    }
  } else {
    for await (const payment of refundry.paymentChanged(id)) {
      told.push(payment.__typename);
      break;
    }
  }
} catch (error) {
  if (error instanceof RefundryError) told.push(error.errorClass);
  else if (error instanceof TypeError) told.push(error.message);
  else throw error;
}
console.log(JSON.stringify(told));

/** Changes, told by the service over server-sent events as docs/live.md has it. */

import { createClient } from "graphql-sse";

import { personHeaders } from "./asking";
import ORDER_CHANGED from "./queries/order_changed.graphql";
import PAYMENT_CHANGED from "./queries/payment_changed.graphql";

/** What is followed: an order with its payments and their refunds, or one payment or refund by its global id. */
export type Subject = { orderId: string } | { id: string };

const client = createClient({
  url: "/graphql",
  credentials: "same-origin",
  headers: personHeaders,
  // Whoever listens asks meanwhile, and begins again.
  retryAttempts: 0,
});

/**
 * Calls `heard` once at the beginning and then after each change; `ended` once where nothing more is told, because it
 * can't be at the moment or the subject may not be looked at. Gives what ends it, after which neither is called.
 */
export function listen(subject: Subject, heard: () => void, ended: () => void): () => void {
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    ended();
  };
  const query = "orderId" in subject ? ORDER_CHANGED : PAYMENT_CHANGED;
  const stop = client.subscribe(
    { query, variables: { ...subject } },
    {
      next: ({ data }) => !over && data && heard(),
      error: end,
      complete: end,
    },
  );
  return () => {
    over = true;
    stop();
  };
}

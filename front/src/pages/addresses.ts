/** The addresses of the desk's pages. The server gives the desk out at each of them (app/desk/page.py). */

import { shortId } from "../views/things";

export const HOME = "/";

export function addressOfOrder(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

/** The order's page with the refund's form open. */
export function addressOfRefund(orderId: string): string {
  return `${addressOfOrder(orderId)}?refund=open`;
}

/** Of a payment or a refund, by its global or its short id. */
export function addressOfPayment(id: string): string {
  return `/payments/${encodeURIComponent(shortId(id))}`;
}

/** An address with the filters that are set: "/queue?state=WAITING". */
export function withFilters(path: string, filters: Record<string, string>): string {
  const set = Object.entries(filters).filter(([, value]) => value !== "");
  return set.length ? `${path}?${new URLSearchParams(set).toString()}` : path;
}

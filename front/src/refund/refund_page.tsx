/**
 * The refund of an order, on the order's page. The page mounts it for an order that exists, below its facts and above
 * its products, anew for each order (`key`). `orderId` is the shop's id, as people write it.
 *
 * What it finds: `useDesk()` for `look` (queries), `send` (a saved operation, with the keys of what has had no answer)
 * and `changed` (a number: after a change, `send` makes every view ask again); `useSaved()("refund_order")` is undefined
 * where the person may not refund; `useSearch()` of wouter is "refund=open" where a list's "Refund" led here.
 */

import { useContext, useEffect } from "react";
import { useSearch } from "wouter";

import { useSaved } from "../desk_context";
import { FormsContext } from "../views/steps";

export function RefundPage({ orderId }: { orderId: string }) {
  const open = useContext(FormsContext);
  const saved = useSaved();
  const asked = useSearch() === "refund=open";
  const allowed = saved("refund_order") !== undefined && saved("preview_refund") !== undefined;
  useEffect(() => {
    if (asked && allowed) open("preview_refund", { orderId });
    // Once for each arrival.
  }, [asked, allowed, orderId]);
  if (!allowed) return null;
  return (
    <button type="button" className="main-step" onClick={() => open("preview_refund", { orderId })}>
      Refund
    </button>
  );
}

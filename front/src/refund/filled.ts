/** What a refund's form has, and what that asks the service for. */

import type { Variables } from "../asking";
import { isSome, type Money } from "../views/things";

export interface Product {
  id: string;
  name: string;
  quantity: number;
  refundedQuantity: number;
  refundableAmount: Money;
}

export interface Charge {
  id: string;
  name: string;
  kind: string;
  refundableAmount: Money;
}

/** What can be refunded of an order, and what a refund of it may or has to say. */
export interface Offer {
  order: {
    orderId: string;
    cancelled: boolean;
    refundableAmount: Money;
    lineItems: Product[];
    adjustments: Charge[];
  } | null;
  refundReasons: { code: string; label: string; active: boolean }[];
  merchantSettings: { requireReasonFromStaff: boolean } | null;
}

export type Policy = "QUEUE" | "RECORD_ANYWAY" | "SKIP";

/** The fields, as they are typed. `products` has the quantities of those that are ticked, by their ids. */
export interface Filled {
  products: Record<string, string>;
  charges: string[];
  amount: string;
  reason: string;
  note: string;
  cancel: boolean;
  owed: string;
  policy: Policy;
}

export const EMPTY: Filled = {
  products: {},
  charges: [],
  amount: "",
  reason: "",
  note: "",
  cancel: false,
  owed: "",
  policy: "QUEUE",
};

export function piecesLeft({ quantity, refundedQuantity }: Product): number {
  return Math.max(0, quantity - refundedQuantity);
}

export function canBeRefunded(line: Product | Charge): boolean {
  return isSome(line.refundableAmount) || ("quantity" in line && piecesLeft(line) > 0);
}

/** Adjustments of which something can be refunded: discounts and gift cards lower what was paid, and are none. */
export function chargesOf({ adjustments }: NonNullable<Offer["order"]>): Charge[] {
  return adjustments.filter((each) => each.kind !== "DISCOUNT" && each.kind !== "GIFT_CARD");
}

export function isItemized({ products, charges }: Filled): boolean {
  return Object.keys(products).length + charges.length > 0;
}

/** The amount as the API takes it; where people write a decimal comma, they type one. */
export function plainAmount(typed: string): string {
  const text = typed.replaceAll(/\s/g, "");
  const comma = new Intl.NumberFormat(navigator.languages as string[]).format(1.5).includes(",");
  return comma && /^\d+,\d+$/.test(text) ? text.replace(",", ".") : text;
}

/** What is missing or does not go together; null where the service can be asked. */
export function problemOf(filled: Filled, offer: Offer): string | null {
  if (isItemized(filled) && filled.amount.trim()) return "Tick products or type an amount, not both.";
  for (const product of offer.order?.lineItems ?? []) {
    const typed = filled.products[product.id]?.trim();
    if (typed === undefined) continue;
    const left = piecesLeft(product);
    if (left > 0 && (!/^\d+$/.test(typed) || Number(typed) < 1 || Number(typed) > left))
      return `The quantity of ${product.name} can be ${left === 1 ? "1" : `1 to ${left}`}.`;
  }
  if (offer.merchantSettings?.requireReasonFromStaff && !filled.reason) return "Choose a reason.";
  return null;
}

/** The variables of a review, and of the refund after it. Everything that is left stands for nothing of it named. */
export function variablesOf(orderId: string, filled: Filled, offer: Offer): Variables {
  const variables: Variables = { orderId, onFailure: filled.policy, cancelOrder: filled.cancel };
  const products = (offer.order?.lineItems ?? []).filter(({ id }) => id in filled.products);
  if (products.length)
    variables.lineItems = products.map((product) =>
      // What has no pieces left may have an amount left: all of that.
      piecesLeft(product) > 0
        ? { lineItemId: product.id, quantity: Number(filled.products[product.id]) }
        : { lineItemId: product.id },
    );
  if (filled.charges.length) variables.adjustments = filled.charges.map((id) => ({ adjustmentId: id }));
  if (filled.amount.trim()) variables.amount = plainAmount(filled.amount);
  if (filled.reason) variables.reasonCode = filled.reason;
  if (filled.note.trim()) variables.note = filled.note.trim();
  if (filled.owed.trim()) variables.balanceDue = plainAmount(filled.owed);
  return variables;
}

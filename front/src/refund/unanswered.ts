/** A refund whose answer has not come, kept over a reload of the page: asked again, it is the same request. */

import type { Variables } from "../asking";
import { isTooOld } from "../keys";
import { storageOf } from "../storage";

export interface Unanswered {
  variables: Variables;
  /** How much it was, in words. */
  sum: string;
}

const nameOf = (orderId: string): string => `refund without an answer of ${orderId}`;

export function keep(person: string, orderId: string, sent: Unanswered | null): void {
  const storage = storageOf(person);
  try {
    if (sent) storage.setItem(nameOf(orderId), JSON.stringify(sent));
    else storage.removeItem(nameOf(orderId));
  } catch {
    // A full browser forgets it with the page; the order shows what was refunded.
  }
}

/** Null where there is none, and for one that is so old that the service may have forgotten its key. */
export function kept(person: string, orderId: string): Unanswered | null {
  try {
    const found = JSON.parse(storageOf(person).getItem(nameOf(orderId)) ?? "null") as Unanswered | null;
    return found?.variables?.apiRequestKey && !isTooOld(found.variables.apiRequestKey) ? found : null;
  } catch {
    return null;
  }
}

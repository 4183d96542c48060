/**
 * What was last looked at in this window, so that nobody has to copy ids from one saved operation to the next. It is
 * kept over a reload, by this window alone: another one may be about another order.
 */

import type { Answer, Variables } from "./asking";
import { SUBJECTS } from "./keys";

const CARRIED = ["email", ...SUBJECTS];
const BY_PRODUCT = "lineItemId";

const NAME = "at hand";

const remembered = new Map<string, unknown>();
let preview: { token: string; variables: Variables } | null = null;
let kept: Pick<Storage, "getItem" | "setItem"> | null = null;

/** Goes on with what the window had before it was loaded again. */
export function keepIn(storage: Pick<Storage, "getItem" | "setItem">): void {
  kept = storage;
  try {
    const before = JSON.parse(storage.getItem(NAME) ?? "null") as { remembered: [string, unknown][]; preview: typeof preview } | null;
    for (const [name, value] of before?.remembered ?? []) if (CARRIED.includes(name)) remembered.set(name, value);
    preview = before?.preview ?? null;
  } catch {
    // Whatever it is, this desk has not written it.
  }
}

/** Keeps the ids of an operation that went well, and a preview for the refund that follows. */
export function remember(variables: Variables, answer: Answer): void {
  if (!wentWell(answer)) return;
  for (const name of CARRIED) {
    const value = variables[name];
    if (typeof value === "string" && value) remembered.set(name, value);
  }
  const data = (answer.data ?? {}) as Record<string, { token?: unknown } | null>;
  const token = data.previewRefund?.token;
  if (typeof token === "string") preview = { token, variables };
  else if ("previewRefund" in data || "refundOrder" in data) preview = null;
  try {
    kept?.setItem(NAME, JSON.stringify({ remembered: [...remembered], preview }));
  } catch {
    // A full browser remembers until the page is loaded again.
  }
}

/** The remembered value of a variable, or undefined. */
export function recall(name: string): unknown {
  return remembered.get(name);
}

/**
 * What was previewed, its token included, for a refund that takes `names`; null where the last preview was of another
 * order than the one looked at last, or of products where the refund is by amount, or the other way round.
 */
export function previewed(names: string[]): Variables | null {
  if (!preview || !names.includes("previewToken")) return null;
  const { token, variables } = preview;
  if (variables.orderId !== remembered.get("orderId")) return null;
  if (BY_PRODUCT in variables !== names.includes(BY_PRODUCT)) return null;
  return { ...variables, previewToken: token };
}

function wentWell({ data, errors }: Answer): boolean {
  const payloads = Object.values((data ?? {}) as Record<string, { validationErrors?: unknown[] | null } | null>);
  return !errors && payloads.every((payload) => !payload?.validationErrors?.length);
}

/** Lists and other values of a form, as people type and read them. */

import type { Field } from "./settings";

/** What is typed for a list that is to be empty: a field that is left empty does not change. */
const NONE = "none";

interface Limit {
  amount?: string;
  value?: string;
  currencyCode?: string | null;
}

/** The list that is typed, its parts with commas between them; null where an optional one is left as it is. */
export function listOf(text: string, { kind, required }: Field): unknown[] | null {
  const parts = text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  if (!required && parts.length === 0) return null;
  if (!required && parts.length === 1 && parts[0]!.toLowerCase() === NONE) return [];
  return kind === "amounts" ? parts.map(limitOf) : parts;
}

/** "140.00 EUR", or "EUR 140.00". What is none of them is sent as it is, and the service says what is wrong. */
function limitOf(text: string): Limit {
  const words = text.split(/\s+/);
  const currency = words.findIndex((word) => /^[a-z]{3}$/i.test(word));
  const amount = words.filter((_, index) => index !== currency).join(" ");
  return { amount, currencyCode: words[currency]?.toUpperCase() ?? "" };
}

export function listInWords(list: unknown[]): string {
  return list.length ? list.map(partInWords).join(", ") : NONE;
}

function partInWords(part: unknown): string {
  if (part === null || typeof part !== "object") return String(part);
  const { amount, value, currencyCode } = part as Limit;
  return [amount ?? value, currencyCode].filter(Boolean).join(" ");
}

export function valueInWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? listInWords(value) : String(value ?? "");
}

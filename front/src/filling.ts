/** What the variables of a saved operation begin with. */

import type { Variables } from "./asking";
import { ask } from "./asking";
import { SUBJECTS } from "./keys";
import { previewed, recall } from "./memory";
import type { Example, Field, SavedOperation } from "./settings";

/** The variables of a tab that is open already. */
export type Kept = Variables;

/** Whether something else was looked at since: one order's amount is nothing for another's refund. */
export function isAboutAnother(kept: Kept, operation: SavedOperation): boolean {
  const subjects = operation.fields.map(({ name }) => name).filter((name) => SUBJECTS.includes(name));
  return subjects.some((name) => recall(name) !== undefined && recall(name) !== kept[name]);
}

/** The value of an example in this sandbox, or undefined where there is none at the moment. */
export async function exampleOf(example: Example | undefined): Promise<unknown> {
  if (!example) return undefined;
  const { data } = await ask(example.query).catch(() => ({ data: null }));
  let value: unknown = data;
  for (const step of example.path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value ?? undefined;
}

/**
 * What was looked at last; else what the tab had; else, in a sandbox only, an example. Outside of a sandbox nothing is
 * filled in that nobody has looked at: it would be somebody's real payment. A key is for the caller to fill in.
 */
export function startingValue(
  field: Field,
  operation: SavedOperation,
  before: Kept,
  sandbox: boolean,
  examples: Variables,
): unknown {
  const preview = previewed(operation.fields.map(({ name }) => name));
  if (preview) return preview[field.name] ?? undefined;
  if (field.name === "previewToken") return undefined;
  const remembered = recall(field.name);
  if (remembered !== undefined) return remembered;
  if (before[field.name] !== undefined) return before[field.name];
  if (sandbox && field.from !== null && examples[field.name] !== undefined) return examples[field.name];
  if (sandbox && field.example !== null) return field.example;
  return field.required ? emptyOf(field) : undefined;
}

/** What a step fills in, and nothing else: what was looked at last may be another payment. */
export function filledValue(field: Field, operation: SavedOperation, filled: Variables): unknown {
  const preview = previewed(operation.fields.map(({ name }) => name));
  const isOfPreview = preview !== null && preview.orderId === filled.orderId;
  return filled[field.name] ?? (isOfPreview ? preview[field.name] : undefined) ?? (field.required ? emptyOf(field) : undefined);
}

/** Nothing is chosen by itself: what is left out is refused. */
function emptyOf(field: Field): unknown {
  if (field.kind === "list") return [];
  if (field.kind === "flag") return false;
  return "";
}

/** What became of a refund by now, in sentences that begin with what happened. */

import { isRefund, type Money, type Payment } from "../views/things";
import { sum } from "../views/sentence";
import { moneyInWords, timeInWords } from "../views/values";

/** One payment's part of a refund, as it was answered. */
export interface Part {
  reversal: Payment | null;
  errors: { message: string }[];
  message: string;
}

type Group = "refunded" | "recorded" | "approval" | "unknown" | "pending" | "paused" | "running" | "waiting" | "ended";

const DONE = ["SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING", "SETTLED"];

/** In the order in which they are told. */
const ORDER: Group[] = ["refunded", "recorded", "approval", "unknown", "pending", "running", "paused", "waiting", "ended"];

const OPEN: Group[] = ["approval", "unknown", "pending", "paused", "running", "waiting"];

/** Where a refund, or the void of a payment, has come to. */
export function groupOf(payment: Payment): Group {
  const refund = isRefund(payment) ?? true;
  const { status, approval, external, retry } = payment;
  if (approval?.state === "WAITING") return "approval";
  if (external && !external.undoneAt) return "recorded";
  if (refund ? DONE.includes(status ?? "") : status === "VOIDED") return "refunded";
  if (refund && status !== "AUTHORIZING") return "ended";
  const last = retry?.attempts?.at(-1)?.outcome;
  if (retry?.state === "EXHAUSTED" || retry?.state === "CANCELLED") return "ended";
  if (retry?.state === "PAUSED") return "paused";
  if (last === "UNKNOWN") return "unknown";
  if (last === "PENDING") return "pending";
  return retry?.state === "WAITING" ? "waiting" : "running";
}

export function isOpen(payment: Payment): boolean {
  return OPEN.includes(groupOf(payment));
}

/** "Refunded 12.50 USD. The gateway has accepted it.", and so on, for all parts of one refund. */
export function fateOf(parts: Part[], timeZone: string): string {
  const groups = new Map<Group, Payment[]>();
  for (const { reversal } of parts) {
    if (!reversal) continue;
    const group = groupOf(reversal);
    groups.set(group, [...(groups.get(group) ?? []), reversal]);
  }
  const told = ORDER.filter((group) => groups.has(group)).map((group) => inWords(group, groups.get(group)!, timeZone));
  const refused = parts.filter(({ reversal }) => !reversal).map(({ message }) => message);
  return [...told, ...refused].join(" ");
}

function inWords(group: Group, payments: Payment[], timeZone: string): string {
  const amount = moneyInWords(sum(payments.flatMap(({ amount: each }) => (each ? [each] : []))) as Money);
  const { retry, approval } = payments[0]!;
  const said = retry?.lastError ? ` The gateway said: ${ended(retry.lastError)}` : "";
  const next = retry?.nextAttemptAt ? ` at ${timeInWords(retry.nextAttemptAt, timeZone)}` : "";
  switch (group) {
    case "refunded": {
      const by = approval?.state === "APPROVED" && approval.decidedBy ? ` ${approval.decidedBy} approved it.` : "";
      return `Refunded ${amount}. The gateway has accepted it.${by}`;
    }
    case "recorded":
      return `Recorded ${amount} as refunded elsewhere.`;
    case "approval":
      return `Awaiting approval: ${amount} is reserved, and is sent when a second person has approved it.`;
    case "unknown":
      return `Waiting: it is not known yet whether the gateway refunded ${amount}. It is asked${next || " again"}; nothing is sent twice.`;
    case "pending":
      return `Waiting: the gateway has taken ${amount}, and has not decided yet.`;
    case "running":
      return `Waiting: ${amount} is being sent to the gateway.`;
    case "paused":
      return `Waiting: ${amount} is paused, until somebody resumes it.`;
    case "waiting":
      return `Waiting: ${amount} was not accepted yet. The next attempt is${next || " soon"}.${said}`;
    case "ended":
      return notRefunded(amount, payments[0]!, said);
  }
}

function notRefunded(amount: string, { status, approval }: Payment, said: string): string {
  if (approval?.state === "REJECTED") return `Rejected: ${amount} is not refunded. ${approval.decidedBy ?? ""}`.trim();
  if (status === "VOIDED") return `Cancelled: ${amount} is not refunded.`;
  return `Not refunded: ${amount}. It can be refunded again.${said}`;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

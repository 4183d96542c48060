/** States in words, each with a sign, so that nobody has to tell them apart by colour. */

import type { Customer, Order, Payment, Retry } from "./things";

/** How a state is meant: done, on its way, waiting for a time, waiting for a person, or in vain. */
export type Tone = "done" | "moving" | "waiting" | "person" | "ended" | "plain";

export interface State {
  words: string;
  tone: Tone;
}

export const SIGNS: Record<Tone, string> = {
  done: "✓",
  moving: "→",
  waiting: "◷",
  person: "!",
  ended: "✕",
  plain: "•",
};

const PAYMENT: Record<string, State> = {
  AUTHORIZED: { words: "Authorized, not captured", tone: "moving" },
  AUTHORIZING: { words: "Being authorized", tone: "moving" },
  AUTHORIZATION_EXPIRED: { words: "Authorization expired", tone: "ended" },
  SUBMITTED_FOR_SETTLEMENT: { words: "Submitted for settlement", tone: "moving" },
  SETTLEMENT_PENDING: { words: "Settlement pending", tone: "moving" },
  SETTLING: { words: "Settling", tone: "moving" },
  SETTLED: { words: "Settled", tone: "done" },
  SETTLEMENT_CONFIRMED: { words: "Settlement confirmed", tone: "done" },
  SETTLEMENT_DECLINED: { words: "Declined at settlement", tone: "person" },
  VOIDED: { words: "Voided", tone: "ended" },
  FAILED: { words: "Failed", tone: "ended" },
  PROCESSOR_DECLINED: { words: "Declined", tone: "ended" },
  GATEWAY_REJECTED: { words: "Rejected by the gateway", tone: "ended" },
};

const REFUND: Record<string, State> = {
  AUTHORIZING: { words: "Not accepted by the gateway yet", tone: "moving" },
  SUBMITTED_FOR_SETTLEMENT: { words: "Refunded, on its way", tone: "done" },
  SETTLING: { words: "Refunded, settling", tone: "done" },
  SETTLED: { words: "Refunded, settled", tone: "done" },
  VOIDED: { words: "Cancelled", tone: "ended" },
  FAILED: { words: "Failed", tone: "ended" },
};

const RETRY: Record<string, State> = {
  WAITING: { words: "Waits for its next attempt", tone: "waiting" },
  RUNNING: { words: "Being sent", tone: "moving" },
  PAUSED: { words: "Paused", tone: "waiting" },
  SUCCEEDED: { words: "Accepted", tone: "done" },
  EXHAUSTED: { words: "No attempt is left", tone: "person" },
  CANCELLED: { words: "Cancelled", tone: "ended" },
};

const ORDER: Record<string, State> = {
  OPEN: { words: "Nothing refunded", tone: "plain" },
  PARTIALLY_REFUNDED: { words: "Partially refunded", tone: "moving" },
  REFUNDED: { words: "Refunded in full", tone: "done" },
};

const OTHERS: Record<string, State> = {
  ACTIVE: { words: "Active", tone: "done" },
  SUSPENDED: { words: "Disabled", tone: "ended" },
  OPEN: { words: "Open", tone: "person" },
  WON: { words: "Won", tone: "done" },
  LOST: { words: "Lost", tone: "ended" },
  APPROVED: { words: "Approved", tone: "done" },
  REJECTED: { words: "Rejected", tone: "ended" },
  OVERTAKEN: { words: "No longer needed", tone: "ended" },
  ACCEPTED: { words: "Accepted", tone: "done" },
  PENDING: { words: "Pending", tone: "moving" },
  DECLINED: { words: "Declined", tone: "ended" },
  UNAVAILABLE: { words: "Gateway unavailable", tone: "waiting" },
  UNKNOWN: { words: "Outcome unknown", tone: "person" },
};

/** The values of enum types that have words of their own; any other value is written in lower case. */
const OF_TYPE: Record<string, Record<string, State>> = {
  PaymentStatus: PAYMENT,
  RetryState: RETRY,
  OrderStatus: ORDER,
  WebhookMessageState: {
    WAITING: { words: "Waits for its next try", tone: "waiting" },
    DELIVERED: { words: "Delivered", tone: "done" },
    FAILED: { words: "Failed", tone: "person" },
  },
  ApprovalState: { ...OTHERS, WAITING: { words: "Awaits approval", tone: "person" } },
};

/** The state that a value of an enum type stands for. */
export function stateOf(type: string, value: string): State {
  return OF_TYPE[type]?.[value] ?? OTHERS[value] ?? { words: inWords(value), tone: "plain" };
}

/** "GIFT_CARD" as "Gift card". */
export function inWords(name: string): string {
  const words = name.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of a field as a heading: "refundableAmount" as "Refundable amount". */
export function heading(field: string): string {
  return HEADINGS[field] ?? inWords(field.replace(/[A-Z]/g, (letter) => `_${letter}`));
}

const HEADINGS: Record<string, string> = {
  id: "Id",
  legacyId: "Id",
  orderId: "Order",
  email: "E-mail",
  customer: "Customer",
  status: "State",
  state: "State",
  placedAt: "Placed",
  createdAt: "Made",
  refundedAmount: "Refunded",
  refundableAmount: "Left to refund",
  totalAmount: "Total",
  unitAmount: "Each",
  balanceDue: "Amount owed",
  refundInProgress: "Refund under way",
  awaitsApproval: "Awaits approval",
  requestedBy: "Requested by",
  needsAttention: "Needs attention",
  nextAttemptAt: "Next attempt",
  attemptsMade: "Attempts made",
  attemptsLeft: "Attempts left",
  lastError: "The gateway's last word",
  lastUsedAt: "Last used",
  url: "Address",
  failingSince: "Fails since",
  enabled: "Switched on",
  publicKey: "Public key",
  privateKey: "Private key",
  at: "When",
  by: "Who",
  what: "What",
  timeZone: "Time zone",
  notifyEmails: "Mails go to",
  retryInterval: "Time between two attempts",
  retryAttempts: "How many attempts",
  retryDeclines: "Declines are retried",
  onFailure: "If a refund fails",
  requireApiRequestKey: "Programs have to send a request key",
  requireReasonFromStaff: "Staff have to give a reason",
  approvalLimits: "A second person approves above",
  requireApprovalOfNotDone: "A second person approves the outcome NOT_DONE",
};

export function stateOfOrder({ status, cancelled, refundInProgress, awaitsApproval }: Order): State | null {
  if (awaitsApproval) return { words: "A refund awaits approval", tone: "person" };
  if (cancelled) return { words: "Cancelled", tone: "ended" };
  if (refundInProgress) return { words: "Refund under way", tone: "waiting" };
  return status === undefined ? null : stateOf("OrderStatus", status);
}

/** "Alex Roe, alex@example.com", as far as it is known. */
export function customerInWords(customer: Customer | null | undefined): string {
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(" ");
  return [name, customer?.email].filter(Boolean).join(", ");
}

export function stateOfRetry({ state, attempts }: Retry): State {
  const unknown = attempts?.at(-1)?.outcome === "UNKNOWN";
  if (unknown && state === "WAITING") return { words: "Outcome unknown: the gateway is asked again", tone: "waiting" };
  if (unknown && state === "PAUSED") return { words: "Paused, outcome unknown", tone: "waiting" };
  return stateOf("RetryState", state ?? "");
}

/** What a payment or a refund is at: the queue's and the approval's word come before its status. */
export function stateOfPayment(payment: Payment, refund: boolean): State {
  const { status, approval, external, externalVoid, retry, needsAttention, dispute } = payment;
  const open = status === "AUTHORIZING";
  if (approval?.state === "WAITING")
    return { words: approval.kind === "OUTCOME" ? "Its outcome awaits approval" : "Awaits approval", tone: "person" };
  if (needsAttention) return { words: "Needs a person", tone: "person" };
  if (external && !external.undoneAt && !external.undoneBy) return { words: "Refunded outside", tone: "done" };
  if (external) return { words: "Mark undone", tone: "ended" };
  if (externalVoid && !externalVoid.undoneAt) return { words: "Voided outside", tone: "ended" };
  if (retry && (open || !refund) && retry.state !== "SUCCEEDED" && retry.state !== "CANCELLED")
    return stateOfRetry(retry);
  if (dispute?.state === "OPEN") return { words: "Disputed", tone: "person" };
  return (refund ? REFUND[status ?? ""] : undefined) ?? stateOf("PaymentStatus", status ?? "");
}

/** An answer in one sentence that begins with what happened: it is read first, and said first by a screen reader. */

import type { Answer } from "../asking";
import { isRefund, shortId, type Money, type Order, type Payment, type Retry } from "./things";
import { moneyInWords, timeInWords } from "./values";
import { inWords, stateOfOrder, stateOfPayment } from "./words";

type Payload = Record<string, unknown> & { validationErrors?: { message: string }[] | null };

interface Result {
  outcome?: string | null;
  reversal?: Payment | null;
  errors?: { message: string }[];
}

/** `change` says whether it is a mutation's answer. */
export function sentenceOf({ data, errors }: Answer, change: boolean, timeZone: string): string {
  if (errors?.length) return `${change ? "Not done" : "No answer"}: ${errors.map(({ message }) => message).join(" ")}`;
  const fields = Object.entries((data ?? {}) as Record<string, unknown>);
  return fields.map(([name, value]) => (change ? ofChange(name, value as Payload | null, timeZone) : ofQuery(name, value))).join(" ");
}

function ofChange(name: string, payload: Payload | null, timeZone: string): string {
  if (!payload) return "Not done.";
  if (payload.validationErrors?.length)
    return `Not done: ${payload.validationErrors.map(({ message }) => message).join(" ")}`;
  if (Array.isArray(payload.results)) return ofResults(payload.results as Result[], timeZone);
  const payment = (payload.refund ?? payload.reversal ?? payload.transaction ?? payload.payment) as Payment | undefined;
  if (payload.retry) return ofRetry(name, payload.retry as Retry, timeZone);
  if (payment && !(name in DONE)) return ofReversal(payment, timeZone);
  return DONE[name] ?? "Done.";
}

const DONE: Record<string, string> = {
  cancelOrder: "Cancelled the order.",
  chargePaymentMethod: "Charged the test payment.",
  sandboxSettleTransaction: "Settled the payment.",
  undoExternalRefund: "Undone: the mark of the refund. The payment can be refunded again.",
  undoExternalVoid: "Undone: the mark of the void. The payment is as it was.",
  sandboxAdvanceClock: "Moved the sandbox's clock.",
  createUser: "Added the person.",
  grantRight: "Granted the right.",
  revokeRight: "Revoked the right.",
  disableUser: "Disabled the person.",
  enableUser: "Enabled the person.",
  changePassword: "Changed the password.",
  createApiKey: "Created the key. The private key is shown this once.",
  revokeApiKey: "Revoked the key.",
  createRefundReason: "Added the reason.",
  updateRefundReason: "Changed the reason.",
  updateMerchantSettings: "Changed the settings.",
  createWebhookEndpoint: "Added the endpoint. Its secret is shown this once.",
  updateWebhookEndpoint: "Changed the endpoint.",
  pingWebhookEndpoint: "Sent a message of the type ping. The list of messages tells what came of it.",
  resendWebhookMessages: "The messages are sent again.",
  rotateWebhookSecret: "Made another secret, which is shown this once. For a day, messages are signed with both.",
  deleteWebhookEndpoint: "Deleted the endpoint.",
};

/** The sum over parts of one currency, without rounding. */
export function sum(amounts: Money[]): Money | null {
  const first = amounts[0];
  if (!first) return null;
  const digits = first.value.split(".")[1]?.length ?? 0;
  const total = amounts.reduce((so, { value }) => so + BigInt(value.replace(".", "")), 0n);
  const text = String(total).padStart(digits + 1, "0");
  const value = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  return { value, currencyCode: first.currencyCode };
}

/** What came of a refund or a void, one payment's. */
export function ofReversal(payment: Payment, timeZone: string): string {
  const refund = isRefund(payment) ?? payment.retry !== undefined;
  const { status, approval, external, retry, refundedAmount } = payment;
  const amount = payment.amount ? `${moneyInWords(payment.amount)}` : "the payment";
  if (approval?.state === "WAITING")
    return `Awaiting approval: ${amount} is sent to the gateway when a second person has approved it.`;
  if (approval?.state === "REJECTED" && status === "VOIDED") return `Rejected: ${amount} is not refunded.`;
  if (retry?.state === "WAITING" || retry?.state === "PAUSED") return waiting(amount, refund, retry, timeZone);
  if (external) return external.undoneAt ? `Undone: the mark of ${amount}.` : `Recorded as refunded outside: ${amount}.`;
  if (refund && status === "VOIDED") return `Cancelled the refund of ${amount}. It can be refunded again.`;
  if (refund && ["SUBMITTED_FOR_SETTLEMENT", "SETTLING", "SETTLED"].includes(status ?? ""))
    return `Refunded ${amount}. The gateway has accepted it.`;
  if (!refund && status === "VOIDED") return `Voided the payment of ${amount}. The customer is not charged.`;
  if (refundedAmount && !retry) return `Done. ${inWords(status ?? "")}: ${amount}.`;
  return `${stateOfPayment(payment, refund).words}: ${amount}.`;
}

function waiting(amount: string, refund: boolean, retry: Retry, timeZone: string): string {
  const what = refund ? `the refund of ${amount}` : `the void of ${amount}`;
  if (retry.state === "PAUSED") return `Paused: ${what} is not sent until somebody resumes it.`;
  const when = retry.nextAttemptAt ? ` The next attempt is at ${timeInWords(retry.nextAttemptAt, timeZone)}.` : "";
  const why = retry.lastError ? ` The gateway said: ${retry.lastError}` : "";
  if (retry.attempts?.at(-1)?.outcome === "UNKNOWN")
    return `Waiting: it is not known whether the gateway has done ${what}. It is asked before anything is sent again.${when}`;
  return `Waiting: ${what} was not accepted yet, and is sent again by itself.${when}${why}`;
}

function ofRetry(name: string, retry: Retry, timeZone: string): string {
  const { payment, state } = retry;
  const refund = payment ? (isRefund(payment) ?? true) : true;
  const amount = payment?.amount ? moneyInWords(payment.amount) : "it";
  if (name === "dismissAttention") return "Done: it needs no attention any more.";
  if (state === "SUCCEEDED")
    return refund ? `Refunded ${amount}. The gateway has accepted it.` : `Voided ${amount}. The gateway has accepted it.`;
  if (state === "WAITING" || state === "PAUSED") {
    const said = waiting(amount, refund, retry, timeZone);
    return name === "retryRefundNow" ? said.replace("Waiting:", "Still waiting:") : said;
  }
  if (state === "EXHAUSTED") return `Not accepted: ${retry.lastError ?? "no attempt is left"}`;
  return `Done. ${inWords(state ?? "")}.`;
}

function ofResults(results: Result[], timeZone: string): string {
  const refused = results.flatMap(({ errors }) => errors ?? []);
  const parts = results.flatMap(({ reversal }) => (reversal ? [reversal] : []));
  const said = new Map<string, Payment[]>();
  for (const part of parts) {
    const group = part.approval?.state === "WAITING" ? "approval" : (part.retry?.state ?? part.status ?? "");
    const done = ["SUBMITTED_FOR_SETTLEMENT", "SETTLING", "SETTLED", "SUCCEEDED"].includes(group) ? "done" : group;
    said.set(done, [...(said.get(done) ?? []), part]);
  }
  const sentences = [...said.values()].map((group) => {
    const amount = sum(group.flatMap(({ amount: each }) => (each ? [each] : [])));
    return ofReversal({ ...group[0]!, ...(amount ? { amount } : {}) }, timeZone);
  });
  return [...sentences, ...(refused.length ? [`Not done: ${refused.map(({ message }) => message).join(" ")}`] : [])].join(" ");
}

function ofQuery(name: string, value: unknown): string {
  if (value === null || value === undefined) return name === "order" ? "There is no order with this id." : "Nothing was found.";
  if (typeof value !== "object") return `${inWords(name)}: ${String(value)}.`;
  const { edges } = value as { edges?: unknown[] };
  const list = Array.isArray(value) ? value : edges;
  if (list) return list.length === 0 ? "Nothing was found." : `${list.length} found${more(value) ? "; there are more" : ""}.`;
  if (name === "order") return ofOrder(value as Order);
  if (name === "previewRefund") return ofPreview(value as Preview);
  const payment = value as Payment;
  if (name === "node" && payment.id && payment.amount) return ofPayment(payment);
  return `${inWords(name.replace(/[A-Z]/g, (letter) => `_${letter}`))}:`;
}

interface Preview {
  total?: Money;
  blockers?: { message: string }[];
}

function ofPreview({ total, blockers }: Preview): string {
  const amount = total ? moneyInWords(total) : "the order";
  if (blockers?.length) return `Not possible: ${blockers.map(({ message }) => message).join(" ")}`;
  return `Would refund ${amount}. Nothing is changed by a preview.`;
}

function more(value: object): boolean {
  return (value as { pageInfo?: { hasNextPage?: boolean } }).pageInfo?.hasNextPage ?? false;
}

/** "Order order-1030: partially refunded. 5.00 USD of 12.00 USD is refunded, 7.00 USD is left to refund." */
export function ofOrder(order: Order): string {
  const currencyCode = order.total?.currencyCode;
  const state = stateOfOrder(order);
  const parts = [`Order ${order.orderId ?? ""}${state ? `: ${state.words.toLowerCase()}` : ""}.`];
  if (order.total && order.refundedAmount)
    parts.push(
      `${moneyInWords({ ...order.refundedAmount, currencyCode })} of ${moneyInWords(order.total)} is refunded${order.refundInProgress ? " or under way" : ""}`,
    );
  if (order.refundableAmount && parts.length > 1)
    parts[1] += `, ${moneyInWords({ ...order.refundableAmount, currencyCode })} is left to refund`;
  return parts.length > 1 ? `${parts.join(" ")}.` : parts[0]!;
}

export function ofPayment(payment: Payment): string {
  const refund = isRefund(payment) ?? false;
  const state = stateOfPayment(payment, refund).words.toLowerCase();
  const amount = payment.amount ? ` of ${moneyInWords(payment.amount)}` : "";
  return `${refund ? "Refund" : "Payment"} ${shortId(payment.id ?? "")}${amount}: ${state}.`;
}

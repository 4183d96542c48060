/** What one can do next with an order, a payment, a refund: buttons that fill in a form. None of them sends anything. */

import { createContext, useContext } from "react";
import { Link } from "wouter";

import type { Variables } from "../asking";
import { useDesk, useSaved } from "../desk_context";
import { addressOfOrder, addressOfPayment, addressOfRefund } from "../pages/addresses";
import { isRefund, isSome, shortId, typeOfId, type Order, type Payment, type Retry } from "./things";

/** What a form is about, besides what is filled in. */
export interface Subject {
  /** For its heading; the first id that is filled in, unless it is given. */
  name?: string;
  /** What the fields that are left empty stay at. */
  now?: Variables;
}

/** A saved operation with some of its fields filled in; `to` is a page instead. */
export type Step = { label: string } & ({ file: string; variables: Variables; subject?: Subject } | { to: string });

export type OpenForm = (file: string, variables: Variables, subject?: Subject) => void;

/** How a step's form is opened here: above a page, or in a tab of GraphiQL. */
export const FormsContext = createContext<OpenForm>(() => undefined);

/** The steps that this person has the right to; of rows, `about` tells one row's from another's. */
export function Steps({ of, about }: { of: Step[]; about?: string }) {
  const open = useContext(FormsContext);
  const saved = useSaved();
  const { sandbox } = useDesk();
  const offered = of.filter((step) => "to" in step || (saved(step.file) && (sandbox || step.file !== "settle")));
  if (offered.length === 0) return null;
  const name = (label: string) => (about ? `${label} ${about}` : undefined);
  return (
    <span className="step-list">
      {offered.map((step) =>
        "to" in step ? (
          <Link key={step.label} href={step.to} className="step" aria-label={name(step.label)}>
            {step.label}
          </Link>
        ) : (
          <button
            key={step.label}
            type="button"
            className="step"
            aria-label={name(step.label)}
            onClick={() => open(step.file, step.variables, step.subject)}
          >
            {step.label}
          </button>
        ),
      )}
    </span>
  );
}

const UNSETTLED = ["AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING"];
const CANCELLABLE = ["AUTHORIZING", "SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING"];

/** Of an order in a list; on its own page it is looked at already, and the refund has a form of its own. */
export function stepsOfOrder(order: Order, isPage = false): Step[] {
  const { orderId, refundableAmount, cancelled } = order;
  if (!orderId) return [];
  const steps: Step[] = [];
  if (!isPage) {
    steps.push({ label: "Look", to: addressOfOrder(orderId) });
    if (!refundableAmount || isSome(refundableAmount)) steps.push({ label: "Refund", to: addressOfRefund(orderId) });
  }
  if (isPage && cancelled === false) steps.push({ label: "Cancel this order", file: "cancel_order", variables: { orderId } });
  return steps;
}

export function stepsOfPayment(payment: Payment, refund: boolean, isPage = false): Step[] {
  const { id } = payment;
  if (!id) return [];
  const steps: Step[] = isPage ? [] : [{ label: "Look", to: addressOfPayment(id) }];
  return [...steps, ...(refund ? ofRefund(payment, id) : ofTransaction(payment, id, isPage)), ...ofRetry(payment, id)];
}

function ofTransaction(payment: Payment, transactionId: string, isPage: boolean): Step[] {
  const { status, refundableAmount, refundedAmount, externalVoid, refunds } = payment;
  const steps: Step[] = [];
  const unsettled = UNSETTLED.includes(status ?? "");
  const left = refundableAmount ? isSome(refundableAmount) : status === "SETTLED" || status === "SETTLING";
  const about = { transactionId };
  if (left || unsettled) steps.push({ label: "Reverse", file: "reverse_payment", variables: about });
  if (unsettled) steps.push({ label: "Void", file: "void_payment", variables: about });
  if (isPage && left && !unsettled) steps.push({ label: "Refund a part", file: "refund_payment", variables: about });
  if (left && !unsettled) steps.push({ label: "Mark as done outside", file: "mark_refunded", variables: about });
  if (status === "AUTHORIZED") steps.push({ label: "Mark as voided outside", file: "mark_voided", variables: about });
  const marked = refunds?.some(({ external }) => external && !external.undoneAt) ?? false;
  if (marked && isSome(refundedAmount)) steps.push({ label: "Undo the mark", file: "undo_refunded", variables: about });
  if (externalVoid && !externalVoid.undoneAt)
    steps.push({ label: "Undo the mark", file: "undo_voided", variables: about });
  if (status === "SUBMITTED_FOR_SETTLEMENT") steps.push({ label: "Settle", file: "settle", variables: about });
  return steps;
}

function ofRefund(refund: Payment, refundId: string): Step[] {
  const { status, external, approval, refundedTransaction } = refund;
  const steps: Step[] = [];
  if (approval?.state === "WAITING") {
    steps.push({ label: "Approve", file: "approve", variables: { refundId } });
    steps.push({ label: "Reject", file: "reject", variables: { refundId } });
  }
  if (!external && CANCELLABLE.includes(status ?? "")) steps.push({ label: "Cancel", file: "cancel_refund", variables: { refundId } });
  if (external && !external.undoneAt && refundedTransaction?.id)
    steps.push({ label: "Undo the mark", file: "undo_refunded", variables: { transactionId: refundedTransaction.id } });
  return steps;
}

/** What waits, or needs a person, is looked after in the queue. */
function ofRetry({ retry, needsAttention, approval }: Payment, paymentId: string): Step[] {
  const about = { paymentId };
  const steps: Step[] = [];
  if (retry?.state === "WAITING" || (retry?.state === "EXHAUSTED" && needsAttention))
    steps.push({ label: "Retry now", file: "retry_now", variables: about });
  if (retry?.state === "WAITING") steps.push({ label: "Pause", file: "pause", variables: about });
  if (retry?.state === "PAUSED") steps.push({ label: "Resume", file: "resume", variables: about });
  if (needsAttention || mayBeUnknown(retry)) {
    if (approval?.state !== "WAITING") steps.push({ label: "Resolve", file: "resolve", variables: about });
  }
  if (needsAttention) steps.push({ label: "Needs no attention", file: "dismiss", variables: about });
  return steps;
}

function mayBeUnknown(retry: Payment["retry"]): boolean {
  return retry?.attempts?.at(-1)?.outcome === "UNKNOWN" && retry.state !== "SUCCEEDED" && retry.state !== "CANCELLED";
}

/** What a step is about, for the form's heading: "order-1030", or a payment's short id. */
export function subjectOf(variables: Variables): string {
  const found = Object.values(variables).find((value) => typeof value === "string" && value);
  return typeof found === "string" ? shortId(found) : "";
}

/** The steps of any object of the API, by its type. */
export function stepsOfRow(type: string, row: Record<string, unknown>): Step[] {
  switch (type) {
    case "Order":
      return stepsOfOrder(row);
    case "Transaction":
      return stepsOfPayment(row, false);
    case "Refund":
      return stepsOfPayment(row, true);
    case "Payment": {
      const refund = isRefund(row);
      return refund === null ? [] : stepsOfPayment(row, refund);
    }
    case "Retry":
      return stepsOfRetry(row);
    case "Customer":
      return row.email ? [{ label: "Orders", file: "find_orders_by_email", variables: { email: row.email } }] : [];
    case "User":
      return stepsOfPerson(row);
    case "ApiKey":
      return [{ label: "Revoke", file: "revoke_key", variables: { publicKey: row.publicKey } }];
    case "WebhookEndpoint":
      return stepsOfEndpoint(row);
    case "RefundReason": {
      const { code, label, active } = row;
      return [{ label: "Change", file: "update_reason", variables: { code, label, active } }];
    }
    default:
      return [];
  }
}

/** What tells an object from others of its list, for people. */
export function nameOfRow(row: Record<string, unknown>): string {
  const { payment, id, name, email, code, publicKey, orderId } = row as Record<string, string> & { payment?: Payment };
  if (payment?.id) return shortId(payment.id);
  if (id && typeOfId(id)?.match(/^(transaction|refund)$/)) return shortId(id);
  return orderId ?? name ?? email ?? code ?? publicKey ?? "";
}

/** A row of the queue: the steps of its payment, as the queue has it. */
export function stepsOfRetry(retry: Retry): Step[] {
  const { payment } = retry;
  return payment ? stepsOfPayment({ ...payment, retry }, isRefund(payment) ?? true) : [];
}

function stepsOfPerson({ id, name, disabled }: { id?: string; name?: string; disabled?: boolean }): Step[] {
  const of = (label: string, file: string): Step => ({ label, file, variables: { userId: id }, subject: name ? { name } : {} });
  return [
    of("Grant a right", "grant_right"),
    of("Revoke a right", "revoke_right"),
    disabled ? of("Enable", "enable_person") : of("Disable", "disable_person"),
  ];
}

export function stepsOfEndpoint({ id, url, enabled }: { id?: string; url?: string; enabled?: boolean }): Step[] {
  const variables = { endpointId: id };
  const subject: Subject = url ? { name: url } : {};
  const of = (label: string, file: string, more: Variables = {}): Step => ({ label, file, variables: { ...variables, ...more }, subject });
  return [
    ...(enabled === false ? [] : [of("Try", "ping_webhook")]),
    ...(enabled === undefined ? [] : [of(enabled ? "Switch off" : "Switch on", "update_webhook", { enabled: !enabled })]),
    of("Change", "update_webhook"),
    of("Send again", "resend_webhook"),
    of("Another secret", "rotate_webhook"),
    of("Delete", "delete_webhook"),
  ];
}

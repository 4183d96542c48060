/** A refund before it is made: what goes back and how, what stands in the way, who has to agree. One button makes it. */

import { useEffect, useId, useRef, useState } from "react";

import { methodInWords } from "../views/order_view";
import { isSome, type Money, type Payment } from "../views/things";
import { moneyInWords } from "../views/values";
import type { Filled, Offer } from "./filled";

export interface Preview {
  parts: { action: "VOID" | "REFUND"; amount: Money; transaction: Payment }[];
  lineItems: { quantity: number | null; lineItem: { name: string }; amount: Money }[];
  adjustments: { adjustment: { name: string }; amount: Money }[];
  total: Money;
  balanceDue: Money;
  blockers: { message: string }[];
  approvalNeeded: boolean;
  token: string;
}

/** Milliseconds for which the button takes no press: the one that follows was meant for "Review". */
const NOT_MEANT = 500;

const IF_IT_FAILS = {
  QUEUE: "If it fails, it is tried again by itself for days.",
  RECORD_ANYWAY: "If it fails, it is recorded as refunded elsewhere.",
  SKIP: "If it fails, it is given up.",
};

interface ReviewProps {
  preview: Preview;
  filled: Filled;
  offer: Offer;
  before: string | null;
  /** Since when the answer is waited for; null while nothing was sent. */
  sentFor: number | null;
  refund: () => void;
  change: () => void;
}

export function Review({ preview, filled, offer, before, sentFor, refund, change }: ReviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const [ready, setReady] = useState(false);
  const sum = moneyInWords(preview.total);
  const sent = sentFor !== null;
  useEffect(() => {
    heading.current?.focus();
    const timer = setTimeout(() => setReady(true), NOT_MEANT);
    return () => clearTimeout(timer);
  }, []);
  const reason = offer.refundReasons.find(({ code }) => code === filled.reason);
  const products = [
    ...preview.lineItems.map(({ quantity, lineItem, amount }) => [quantity && `${quantity} ×`, lineItem.name, moneyInWords(amount)]),
    ...preview.adjustments.map(({ adjustment, amount }) => [adjustment.name, moneyInWords(amount)]),
  ];
  return (
    <section className="refund-review" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {sum} would go back to the customer
      </h3>
      <ul>
        {preview.parts.map((part) => (
          <li key={part.transaction.id}>{partInWords(part)}</li>
        ))}
        {products.map((words) => (
          <li key={words.join(" ")}>{words.filter(Boolean).join(" ")}</li>
        ))}
        {reason && <li>Reason: {reason.label}</li>}
        {filled.note.trim() && <li>Note: {filled.note.trim()}</li>}
        {filled.cancel && <li>The order is cancelled.</li>}
        {isSome(preview.balanceDue) && <li>The customer owes {moneyInWords(preview.balanceDue)} afterwards.</li>}
        <li>{IF_IT_FAILS[filled.policy]}</li>
      </ul>
      {preview.approvalNeeded && (
        <p className="refund-warning">
          <strong>A second person has to approve it.</strong> The amount is reserved at once, and is sent when it was approved.
        </p>
      )}
      {preview.blockers.length > 0 && (
        <div className="refund-warning">
          <strong>Not all of it can be refunded:</strong>
          {preview.blockers.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </div>
      )}
      {before && <p className="refund-warning">{before}</p>}
      <div className="refund-actions">
        <button
          type="button"
          className="main-step"
          disabled={!ready || sent}
          // The second press of a double click asks for nothing more.
          onClick={(event) => event.detail < 2 && refund()}
        >
          {sent ? `Refunding ${sum}…` : `Refund ${sum}`}
        </button>
        {!sent && (
          <button type="button" className="step" onClick={change}>
            Change
          </button>
        )}
      </div>
      {sent && sentFor > 2 && (
        <p role="status">
          The gateway has not answered for {Math.round(sentFor)} seconds. The refund is reserved: it goes on if you leave.
        </p>
      )}
    </section>
  );
}

function partInWords({ action, amount, transaction }: Preview["parts"][number]): string {
  const paid = methodInWords(transaction) || "the payment";
  return action === "VOID"
    ? `${moneyInWords(amount)}: the payment by ${paid} has not settled, and is voided.`
    : `${moneyInWords(amount)} to ${paid}`;
}

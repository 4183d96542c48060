/** A payment or a refund as support staff read it: what it is at, whose it is, what can be done, what was done. */

import { Refunds, Timeline, methodInWords, refundInWords } from "./order_view";
import { useDesk } from "../desk_context";
import { Steps, stepsOfPayment } from "./steps";
import type { Payment } from "./things";
import { isSome } from "./things";
import { Amount, Facts, OrderLink, PaymentLink, Stated, Time } from "./values";
import { customerInWords, inWords, stateOf, stateOfPayment, stateOfRetry } from "./words";

interface PaymentViewProps {
  payment: Payment & { gatewayTransactionId?: string | null; gatewayRefundId?: string | null };
  refund: boolean;
}

export function PaymentView({ payment, refund }: PaymentViewProps) {
  const { timeZone } = useDesk();
  const { amount, customer, retry, approval, dispute, externalVoid, external, refundability } = payment;
  const currency = amount?.currencyCode;
  const open = retry && retry.state !== "SUCCEEDED" && retry.state !== "CANCELLED";
  return (
    <article aria-label={`${refund ? "Refund" : "Payment"} ${payment.legacyId ?? ""}`}>
      <Facts
        of={[
          ["State", <Stated key="state" state={stateOfPayment(payment, refund)} />],
          [refund ? "Amount" : "Paid", <Amount key="amount" of={amount} />],
          ["Refunded", isSome(payment.refundedAmount) && <Amount of={payment.refundedAmount} currency={currency} />],
          ["Left to refund", payment.refundableAmount && <Amount of={payment.refundableAmount} currency={currency} />],
          ["Order", payment.orderId && <OrderLink id={payment.orderId} />],
          ["Of the payment", payment.refundedTransaction?.id && <PaymentLink id={payment.refundedTransaction.id} />],
          ["Customer", customerInWords(customer)],
          ["Paid with", methodInWords(payment)],
          ["In words", refund && refundInWords(payment, timeZone)],
          ["Made", <Time key="made" at={payment.createdAt} />],
          ["Gateway account", payment.gatewayAccount],
          ["Its id at the gateway", payment.gatewayTransactionId ?? payment.gatewayRefundId],
          ["Dispute", dispute?.state && <Stated state={stateOf("DisputeState", dispute.state)} />],
          ["Voided outside", externalVoid && (externalVoid.undoneAt ? "the mark was undone" : `marked by ${externalVoid.markedBy}`)],
          ["Refunded outside", external && (external.undoneAt ? "the mark was undone" : `marked by ${external.markedBy}`)],
        ]}
      />
      <div className="order-steps">
        <Steps of={stepsOfPayment(payment, refund, true)} />
      </div>
      {open && (
        <section>
          <h3>In the queue</h3>
          <Facts
            of={[
              ["State", <Stated key="state" state={stateOfRetry(retry)} />],
              ["Next attempt", retry.nextAttemptAt && <Time at={retry.nextAttemptAt} />],
              ["Attempts made", retry.attemptsMade],
              ["Attempts left", retry.attemptsLeft],
              ["The gateway's last word", retry.lastError],
            ]}
          />
        </section>
      )}
      {approval && (
        <section>
          <h3>Approval</h3>
          <Facts
            of={[
              ["State", <Stated key="state" state={stateOf("ApprovalState", approval.state ?? "")} />],
              ["Of", approval.kind === "OUTCOME" ? `the outcome ${approval.outcome}` : "the refund"],
              ["Requested by", approval.requestedBy],
              ["Note of the request", approval.requestNote],
              ["Decided by", approval.decidedBy],
              ["Decided", approval.decidedAt && <Time at={approval.decidedAt} />],
              ["Note", approval.note],
            ]}
          />
        </section>
      )}
      {refundability && (
        <section>
          <h3>What can be done now</h3>
          <Facts
            of={[
              ["A reversal would", { VOID: "void it", REFUND: "refund it", NONE: "not be possible" }[refundability.action ?? ""] ?? inWords(refundability.action ?? "")],
              ["At most", isSome(refundability.maximum) && <Amount of={refundability.maximum} />],
            ]}
          />
          {refundability.blockers && refundability.blockers.length > 0 && (
            <ul>
              {refundability.blockers.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {payment.refunds && payment.refunds.length > 0 && <Refunds refunds={payment.refunds} currency={currency} />}
      {payment.history && <Timeline events={payment.history} />}
    </article>
  );
}

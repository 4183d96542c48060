/** /payments/ID: all about one payment or one refund, by its short or its global id. */

import { useEffect, useState } from "react";

import type { Answer } from "../asking";
import { useDesk } from "../desk_context";
import { remember } from "../memory";
import PAYMENT from "../queries/payment.graphql";
import { isOpen } from "../refund/fate";
import { useFollowing } from "../refund/following";
import { Answered } from "../views/answer";
import { PaymentView } from "../views/payment_view";
import { sentenceOf } from "../views/sentence";
import { shortId, typeOfId, type Payment } from "../views/things";
import { wholeId } from "../whole_ids";
import { useAsked } from "./asked";
import { Page } from "./page";

export function PaymentPage({ id }: { id: string }) {
  const { look } = useDesk();
  const [whole, setWhole] = useState<string | null>(typeOfId(id) ? id : null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (whole !== null) return undefined;
    let shown = true;
    void wholeId(look, id, ["TRANSACTION", "REFUND"]).then((found) => {
      if (!shown) return;
      if (typeof found === "string") setWhole(found);
      else setAnswer(found ?? { errors: [{ message: `No payment and no refund has the id ${id}.` }] });
    });
    return () => {
      shown = false;
    };
  }, [whole, id, look]);
  if (whole !== null) return <Found id={whole} />;
  return (
    <Page heading="Payment" id={shortId(id)}>
      <Answered answer={answer} sentence={answer?.errors?.[0]?.message ?? ""} loading={answer === null}>
        {null}
      </Answered>
    </Page>
  );
}

function Found({ id }: { id: string }) {
  const { timeZone } = useDesk();
  const { answer, data, loading, again } = useAsked<{ node: Payment | null }>(PAYMENT, { id });
  const payment = data?.node ?? null;
  const refund = typeOfId(id) === "refund";
  useFollowing(payment !== null && isUnderWay(payment, refund), again, { id });
  useEffect(() => {
    if (!answer || !payment) return;
    const about = refund ? { refundId: id } : { transactionId: id };
    remember({ ...about, paymentId: id, ...(payment.orderId ? { orderId: payment.orderId } : {}) }, answer);
  }, [answer, payment, id, refund]);
  return (
    <Page heading={refund ? "Refund" : "Payment"} id={shortId(id)}>
      <Answered answer={answer} sentence={answer ? sentenceOf(answer, false, timeZone) : ""} loading={loading}>
        {payment?.id && <PaymentView payment={payment} refund={refund} />}
      </Answered>
    </Page>
  );
}

/** Whether anything of it may still change by itself, or by whoever has to decide on it. */
function isUnderWay(payment: Payment, refund: boolean): boolean {
  if (refund) return isOpen(payment);
  return ["WAITING", "RUNNING", "PAUSED"].includes(payment.retry?.state ?? "") || (payment.refunds?.some(isOpen) ?? false);
}

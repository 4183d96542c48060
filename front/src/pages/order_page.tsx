/** /orders/ORDER_ID: all about one order, and its refund. */

import { useEffect } from "react";

import { remember } from "../memory";
import ORDER from "../queries/order.graphql";
import { RefundPage } from "../refund/refund_page";
import { Answered } from "../views/answer";
import { OrderView } from "../views/order_view";
import { sentenceOf } from "../views/sentence";
import { Steps, stepsOfOrder } from "../views/steps";
import type { Order } from "../views/things";
import { useDesk } from "../desk_context";
import { useAsked } from "./asked";
import { Page } from "./page";

export function OrderPage({ orderId }: { orderId: string }) {
  const { timeZone } = useDesk();
  const { answer, data, loading, again } = useAsked<{ order: Order | null }>(ORDER, { orderId });
  const order = data?.order ?? null;
  useEffect(() => {
    if (answer && order) remember({ orderId }, answer);
  }, [answer, order, orderId]);
  return (
    <Page heading="Order" id={orderId}>
      <Answered answer={answer} sentence={answer ? sentenceOf(answer, false, timeZone) : ""} loading={loading}>
        {order && (
          <OrderView
            order={order}
            refund={
              <div className="order-steps">
                <RefundPage key={orderId} orderId={orderId} order={order} again={again} />
                <Steps of={stepsOfOrder(order, true)} />
              </div>
            }
          />
        )}
      </Answered>
    </Page>
  );
}

/** An order as support staff read it: who bought what, what was paid, what went back, and what was done when. */

import { useMemo, type ReactNode } from "react";

import { useDesk } from "../desk_context";
import { Steps, stepsOfOrder, stepsOfPayment } from "./steps";
import { Table, type Column } from "./table";
import { isSome, shortId, type Adjustment, type HistoryEvent, type LineItem, type Money, type Order, type Payment } from "./things";
import { Amount, Facts, PaymentLink, Stated, Time, timeInWords } from "./values";
import { inWords, stateOfOrder, stateOfPayment } from "./words";

interface OrderViewProps {
  order: Order;
  /** Where the order can be refunded; an answer among others has none. */
  refund?: ReactNode;
}

export function OrderView({ order, refund }: OrderViewProps) {
  const currency = order.total?.currencyCode;
  const amount = (of: Money | undefined) => of && <Amount of={of} currency={currency} />;
  const { customer } = order;
  return (
    <article className="order" aria-label={`Order ${order.orderId ?? ""}`}>
      <Facts
        of={[
          ["State", stateOfOrder(order) && <Stated state={stateOfOrder(order)} />],
          ["Total", amount(order.total)],
          ["Refunded", amount(order.refundedAmount)],
          ["Left to refund", amount(order.refundableAmount)],
          ["Amount owed", isSome(order.balanceDue) && amount(order.balanceDue)],
          ["Paid too much", isSome(order.overpaidAmount) && amount(order.overpaidAmount)],
          ["Placed", order.placedAt && <Time at={order.placedAt} />],
        ]}
      />
      {customer && (
        <section aria-label="Customer">
          <h3>Customer</h3>
          <Facts
            of={[
              ["Name", [customer.firstName, customer.lastName].filter(Boolean).join(" ")],
              ["E-mail", customer.email],
              ["Company", customer.company],
              ["Telephone", customer.phoneNumber],
            ]}
          />
        </section>
      )}
      {refund ?? <Steps of={stepsOfOrder(order)} about={order.orderId} />}
      <Products order={order} />
      {order.transactions && <Payments payments={order.transactions} />}
      {order.refunds && <Refunds refunds={order.refunds} currency={currency} />}
      {order.history && <Timeline events={order.history} />}
    </article>
  );
}

interface Bought {
  id: string;
  name: string;
  quantity: number | null;
  refundedQuantity: number | null;
  each: Money | undefined;
  total: Money | undefined;
  left: Money | undefined;
}

const BOUGHT: Column<Bought>[] = [
  { name: "Product", kind: "text", of: ({ name }) => name },
  { name: "Bought", kind: "number", of: ({ quantity }) => quantity },
  { name: "Each", kind: "money", of: ({ each }) => each },
  { name: "Total", kind: "money", of: ({ total }) => total },
  { name: "Refunded", kind: "number", of: ({ refundedQuantity }) => refundedQuantity },
  { name: "Left to refund", kind: "money", of: ({ left }) => left },
];

function Products({ order: { lineItems, adjustments, total } }: { order: Order }) {
  const rows = useMemo(() => {
    const money = (of: Money | undefined) => of && { ...of, currencyCode: of.currencyCode ?? total?.currencyCode };
    const product = (of: LineItem, index: number): Bought => ({
      id: of.id ?? `p${index}`,
      name: of.name ?? "",
      quantity: of.quantity ?? null,
      refundedQuantity: of.refundedQuantity ?? null,
      each: money(of.unitAmount),
      total: money(of.totalAmount),
      left: money(of.refundableAmount),
    });
    const adjustment = (of: Adjustment, index: number): Bought => ({
      id: of.id ?? `a${index}`,
      name: of.name ?? inWords(of.kind ?? ""),
      quantity: null,
      refundedQuantity: null,
      each: undefined,
      total: money(of.amount),
      left: money(of.refundableAmount),
    });
    return [...(lineItems ?? []).map(product), ...(adjustments ?? []).map(adjustment)];
  }, [lineItems, adjustments, total]);
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>Products</h3>
      <Table label="Products" columns={BOUGHT} rows={rows} keyOf={({ id }) => id} />
    </section>
  );
}

const PAYMENTS: Column<Payment>[] = [
  { name: "Payment", kind: "payment", of: ({ id }) => id },
  { name: "State", kind: "state", of: (payment) => stateOfPayment(payment, false) },
  { name: "Paid", kind: "money", of: ({ amount }) => amount },
  {
    name: "Left to refund",
    kind: "money",
    of: ({ refundableAmount: left, amount }) => left && { ...left, currencyCode: left.currencyCode ?? amount?.currencyCode },
  },
  { name: "Paid with", kind: "text", of: methodInWords },
  { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
];

/** "VISA ending in 1111", or PayPal; empty where it was not asked for. */
export function methodInWords({ paymentMethodSnapshot: method }: Payment): string {
  if (!method) return "";
  if (method.last4) return `${inWords(method.brandCode ?? "card")} ending in ${method.last4}`;
  return method.__typename === "PayPalTransactionDetails" ? "PayPal" : "";
}

/** Columns of which some row has something. */
export function filled<Row>(columns: Column<Row>[], rows: Row[]): Column<Row>[] {
  return columns.filter(({ of }) => rows.some((row) => ![null, undefined, ""].includes(of(row) as never)));
}

const stepsOfTransaction = (payment: Payment) => <Steps of={stepsOfPayment(payment, false)} about={shortId(payment.id ?? "")} />;
const stepsOfARefund = (payment: Payment) => <Steps of={stepsOfPayment(payment, true)} about={shortId(payment.id ?? "")} />;

function Payments({ payments }: { payments: Payment[] }) {
  const columns = useMemo(() => filled(PAYMENTS, payments), [payments]);
  return (
    <section>
      <h3>Payments</h3>
      <Table
        label="Payments"
        columns={columns}
        rows={payments}
        keyOf={({ id }, index) => id ?? String(index)}
        steps={stepsOfTransaction}
        empty="Nothing was paid."
      />
    </section>
  );
}

export function Refunds({ refunds, currency }: { refunds: Payment[]; currency?: string | null }) {
  const { timeZone } = useDesk();
  const columns = useMemo(
    () =>
      filled<Payment>(
        [
          { name: "Refund", kind: "payment", of: ({ id }) => id },
          { name: "State", kind: "state", of: (refund) => stateOfPayment(refund, true) },
          { name: "Amount", kind: "money", of: ({ amount }) => amount && { ...amount, currencyCode: amount.currencyCode ?? currency } },
          { name: "In words", kind: "text", of: (refund) => refundInWords(refund, timeZone) },
          { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
        ],
        refunds,
      ),
    [refunds, currency, timeZone],
  );
  return (
    <section>
      <h3>Refunds</h3>
      <Table
        label="Refunds"
        columns={columns}
        rows={refunds}
        keyOf={({ id }, index) => id ?? String(index)}
        steps={stepsOfARefund}
        empty="Nothing was refunded."
      />
    </section>
  );
}

/** Who asked for a refund, why, of what, and what is waited for: "Sasha Agent: Arrived damaged. 1 × Tea set." */
export function refundInWords(refund: Payment, timeZone: string): string {
  const { requestedBy, reason, note, external, approval, retry, lineItemRefunds, adjustmentRefunds } = refund;
  const of = [
    ...(lineItemRefunds ?? []).map(({ quantity, lineItem }) => [quantity && `${quantity} ×`, lineItem.name].filter(Boolean).join(" ")),
    ...(adjustmentRefunds ?? []).map(({ adjustment }) => adjustment.name ?? ""),
  ].filter(Boolean);
  const open = refund.status === "AUTHORIZING";
  return [
    [requestedBy ?? external?.markedBy, reason?.label].filter(Boolean).join(": "),
    of.join(", "),
    note && `“${note}”`,
    external?.reference && `Its id there: ${external.reference}`,
    approval?.decidedBy && `${inWords(approval.state ?? "")} by ${approval.decidedBy}`,
    approval?.state === "WAITING" && `Requested by ${approval.requestedBy}`,
    open && retry?.state === "WAITING" && retry.nextAttemptAt && `Next attempt ${timeInWords(retry.nextAttemptAt, timeZone)}`,
    open && retry?.lastError && `The gateway said: ${retry.lastError}`,
  ]
    .filter((part): part is string => Boolean(part))
    .map((part) => (/[.!?”]$/.test(part) ? part : `${part}.`))
    .join(" ");
}

const NAMED = /\b(Payment|Refund) ([0-9a-z]{12})\b/;

/** A text of the history; the payments and refunds that it names lead to their pages. */
function withLinks(text: string): ReactNode {
  const found = NAMED.exec(text);
  if (!found) return text;
  const end = found.index + found[0].length;
  return (
    <>
      {text.slice(0, found.index)}
      {found[1]} <PaymentLink id={found[2]} />
      {withLinks(text.slice(end))}
    </>
  );
}

/** What was done, the latest last, as the API tells it. */
export function Timeline({ events }: { events: HistoryEvent[] }) {
  if (events.length === 0) return null;
  return (
    <section>
      <h3>History</h3>
      <ol className="timeline">
        {events.map(({ at, by, what, note }, index) => (
          <li key={index}>
            <Time at={at} /> {by && <span className="by">{by}</span>} <span>{what && withLinks(what)}</span>
            {note && <q>{note}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}

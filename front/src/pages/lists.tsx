/** The lists of the desk: orders, payments, refunds, customers, the queue, what awaits approval, all changes. */

import type { Variables } from "../asking";
import APPROVALS from "../queries/approvals.graphql";
import CHANGES from "../queries/changes.graphql";
import CUSTOMERS from "../queries/customers.graphql";
import ORDERS from "../queries/orders.graphql";
import PAYMENTS from "../queries/payments.graphql";
import QUEUE from "../queries/queue.graphql";
import REFUNDS from "../queries/refunds.graphql";
import { useDesk } from "../desk_context";
import { methodInWords, refundInWords } from "../views/order_view";
import { Steps, stepsOfOrder, stepsOfPayment, stepsOfRetry, type Step } from "../views/steps";
import type { Column } from "../views/table";
import { isRefund, shortId, type Customer, type Order, type Payment, type Retry } from "../views/things";
import { OrderLink } from "../views/values";
import { customerInWords, stateOfOrder, stateOfPayment, stateOfRetry } from "../views/words";
import { withFilters } from "./addresses";
import type { Filter } from "./filters";
import { ListPage } from "./list_page";

/** Without what is empty: an empty text would be looked for. */
function set(values: Record<string, string | undefined>): Variables {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}

const ORDER_FILTERS: Filter[] = [
  { name: "email", label: "The customer's e-mail address, or how it begins" },
  { name: "id", label: "The order's id, or how it begins" },
  {
    name: "status",
    label: "State",
    choices: [
      ["", "any"],
      ["OPEN", "nothing refunded"],
      ["PARTIALLY_REFUNDED", "partially refunded"],
      ["REFUNDED", "refunded in full"],
    ],
  },
];

const ORDER_COLUMNS: Column<Order>[] = [
  { name: "Order", kind: "order", of: ({ orderId }) => orderId },
  { name: "State", kind: "state", of: stateOfOrder },
  { name: "Total", kind: "money", of: ({ total }) => total },
  { name: "Refunded", kind: "money", of: ({ refundedAmount }) => refundedAmount },
  { name: "Left to refund", kind: "money", of: ({ refundableAmount }) => refundableAmount },
  { name: "Customer", kind: "text", of: ({ customer }) => customerInWords(customer) },
  { name: "Placed", kind: "time", of: ({ placedAt }) => placedAt },
];

const stepsOfListed = (order: Order) => <Steps of={stepsOfOrder(order)} about={order.orderId} />;

export function OrdersPage() {
  return (
    <ListPage<Order>
      heading="Orders"
      path="/orders"
      filters={ORDER_FILTERS}
      document={ORDERS}
      field="orders"
      variablesOf={({ email, id, status }) => set({ email, orderId: id, status })}
      columns={ORDER_COLUMNS}
      keyOf={({ orderId }) => orderId!}
      steps={stepsOfListed}
      nouns={["order", "orders"]}
    />
  );
}

const PAYMENT_FILTERS: Filter[] = [
  {
    name: "kind",
    label: "Which",
    choices: [
      ["", "payments"],
      ["refunds", "refunds"],
    ],
  },
  { name: "order", label: "The order's id" },
  { name: "email", label: "The customer's e-mail address" },
  { name: "last4", label: "The card's last four digits" },
  {
    name: "status",
    label: "Status",
    choices: [
      ["", "any"],
      ["AUTHORIZED", "authorized"],
      ["SUBMITTED_FOR_SETTLEMENT", "submitted for settlement"],
      ["SETTLING", "settling"],
      ["SETTLED", "settled"],
      ["VOIDED", "voided"],
      ["PROCESSOR_DECLINED", "declined"],
      ["SETTLEMENT_DECLINED", "declined at settlement"],
      ["FAILED", "failed"],
    ],
  },
];

const PAYMENT_COLUMNS: Column<Payment>[] = [
  { name: "Payment", kind: "payment", of: ({ id }) => id },
  { name: "State", kind: "state", of: (payment) => stateOfPayment(payment, false) },
  { name: "Order", kind: "order", of: ({ orderId }) => orderId },
  { name: "Paid", kind: "money", of: ({ amount }) => amount },
  { name: "Left to refund", kind: "money", of: ({ refundableAmount }) => refundableAmount },
  { name: "Paid with", kind: "text", of: methodInWords },
  { name: "Customer", kind: "text", of: ({ customer }) => customer?.email },
  { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
];

const stepsOfTransaction = (payment: Payment) => (
  <Steps of={stepsOfPayment(payment, false)} about={shortId(payment.id ?? "")} />
);
const stepsOfRefund = (payment: Payment) => <Steps of={stepsOfPayment(payment, true)} about={shortId(payment.id ?? "")} />;

export function PaymentsPage() {
  const { timeZone } = useDesk();
  const refunds = new URLSearchParams(location.search).get("kind") === "refunds";
  return (
    <ListPage<Payment>
      key={String(refunds)}
      heading={refunds ? "Refunds" : "Payments"}
      path="/payments"
      filters={PAYMENT_FILTERS}
      document={refunds ? REFUNDS : PAYMENTS}
      field={refunds ? "refunds" : "transactions"}
      variablesOf={({ order, email, last4, status }) => set({ orderId: order, email, last4, status })}
      columns={refunds ? refundColumns(timeZone) : PAYMENT_COLUMNS}
      keyOf={({ id }) => id!}
      steps={refunds ? stepsOfRefund : stepsOfTransaction}
      nouns={refunds ? ["refund", "refunds"] : ["payment", "payments"]}
    />
  );
}

const refundColumnsOf = new Map<string, Column<Payment>[]>();

/** The same columns each time, so that a table keeps its rows. */
function refundColumns(timeZone: string): Column<Payment>[] {
  const known = refundColumnsOf.get(timeZone);
  if (known) return known;
  const columns: Column<Payment>[] = [
    { name: "Refund", kind: "payment", of: ({ id }) => id },
    { name: "State", kind: "state", of: (refund) => stateOfPayment(refund, true) },
    { name: "Order", kind: "order", of: ({ orderId }) => orderId },
    { name: "Amount", kind: "money", of: ({ amount }) => amount },
    { name: "In words", kind: "text", of: (refund) => refundInWords(refund, timeZone) },
    { name: "Customer", kind: "text", of: ({ customer }) => customer?.email },
    { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
  ];
  refundColumnsOf.set(timeZone, columns);
  return columns;
}

const QUEUE_FILTERS: Filter[] = [
  {
    name: "state",
    label: "State",
    choices: [
      ["", "everything open"],
      ["WAITING", "waits for its next attempt"],
      ["RUNNING", "being sent"],
      ["PAUSED", "paused"],
      ["EXHAUSTED", "no attempt is left"],
      ["SUCCEEDED", "accepted"],
      ["CANCELLED", "cancelled"],
    ],
  },
  {
    name: "attention",
    label: "Which",
    choices: [
      ["", "all of them"],
      ["yes", "those that need a person"],
    ],
  },
  { name: "order", label: "The order's id" },
];

const QUEUE_COLUMNS: Column<Retry>[] = [
  { name: "Refund or payment", kind: "payment", of: ({ payment }) => payment?.id },
  { name: "What", kind: "text", of: ({ payment }) => payment && (isRefund(payment) ? "Refund" : "Void") },
  { name: "State", kind: "state", of: stateInQueue },
  { name: "Order", kind: "order", of: ({ payment }) => payment?.orderId },
  { name: "Amount", kind: "money", of: ({ payment }) => payment?.amount },
  { name: "Next attempt", kind: "time", of: ({ nextAttemptAt }) => nextAttemptAt },
  { name: "Attempts made", kind: "number", of: ({ attemptsMade }) => attemptsMade },
  { name: "Attempts left", kind: "number", of: ({ attemptsLeft }) => attemptsLeft },
  { name: "The gateway's last word", kind: "text", of: ({ lastError }) => lastError },
];

function stateInQueue(retry: Retry) {
  const { payment } = retry;
  if (payment?.needsAttention || payment?.approval?.state === "WAITING")
    return stateOfPayment({ ...payment, retry }, isRefund(payment) ?? true);
  return stateOfRetry(retry);
}

const stepsOfWaiting = (retry: Retry) => <Steps of={stepsOfRetry(retry)} about={shortId(retry.payment?.id ?? "")} />;

export function QueuePage() {
  return (
    <ListPage<Retry>
      heading="The queue"
      path="/queue"
      filters={QUEUE_FILTERS}
      document={QUEUE}
      field="refundQueue"
      variablesOf={({ state, attention, order }) => ({
        ...set({ orderId: order }),
        ...(state ? { state: state.split(",") } : attention ? {} : { state: ["WAITING", "RUNNING", "PAUSED"] }),
        ...(attention === "yes" ? { needsAttention: true } : {}),
      })}
      columns={QUEUE_COLUMNS}
      keyOf={({ payment }, index) => payment?.id ?? String(index)}
      steps={stepsOfWaiting}
      nouns={["entry", "entries"]}
    />
  );
}

const APPROVAL_COLUMNS: Column<Payment>[] = [
  { name: "Refund", kind: "payment", of: ({ id }) => id },
  {
    name: "What",
    kind: "text",
    of: ({ approval }) => (approval?.kind === "OUTCOME" ? `The outcome ${approval.outcome}` : "A refund"),
  },
  { name: "Order", kind: "order", of: ({ orderId }) => orderId },
  { name: "Amount", kind: "money", of: ({ amount }) => amount },
  { name: "Requested by", kind: "text", of: ({ approval, requestedBy }) => approval?.requestedBy ?? requestedBy },
  { name: "Reason", kind: "text", of: ({ reason }) => reason?.label },
  { name: "Note", kind: "text", of: ({ approval, note }) => approval?.requestNote ?? note },
  { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
];

export function ApprovalsPage() {
  return (
    <ListPage<Payment>
      heading="What awaits approval"
      path="/approvals"
      filters={[]}
      document={APPROVALS}
      field="approvals"
      variablesOf={() => ({})}
      columns={APPROVAL_COLUMNS}
      keyOf={({ id }) => id!}
      steps={stepsOfRefund}
      nouns={["refund", "refunds"]}
    />
  );
}

type Listed = Customer & { createdAt?: string; orders?: { edges: { node: Order }[] } | null };

const CUSTOMER_COLUMNS: Column<Listed>[] = [
  { name: "E-mail", kind: "text", of: ({ email }) => email },
  { name: "First name", kind: "text", of: ({ firstName }) => firstName },
  { name: "Last name", kind: "text", of: ({ lastName }) => lastName },
  { name: "Company", kind: "text", of: ({ company }) => company },
  {
    name: "Latest orders",
    kind: "node",
    of: ({ orders }) => (
      <span className="step-list">
        {orders?.edges.map(({ node }) => <OrderLink key={node.orderId} id={node.orderId} />)}
      </span>
    ),
  },
  { name: "First seen", kind: "time", of: ({ createdAt }) => createdAt },
];

const CUSTOMER_FILTERS: Filter[] = [
  { name: "name", label: "How the last name begins" },
  { name: "email", label: "How the e-mail address begins" },
];

export function CustomersPage() {
  return (
    <ListPage<Listed>
      heading="Customers"
      path="/customers"
      filters={CUSTOMER_FILTERS}
      document={CUSTOMERS}
      field="customers"
      variablesOf={({ name, email }) => set({ lastName: name, email })}
      columns={CUSTOMER_COLUMNS}
      keyOf={({ id }, index) => id ?? String(index)}
      steps={stepsOfCustomer}
      nouns={["customer", "customers"]}
    />
  );
}

const stepsOfCustomer = ({ email }: Listed) => {
  const steps: Step[] = email
    ? [
        { label: "Orders", to: withFilters("/orders", { email }) },
        { label: "Payments", to: withFilters("/payments", { email }) },
      ]
    : [];
  return <Steps of={steps} about={email ?? ""} />;
};

interface Change {
  at: string;
  by?: string | null;
  source?: string | null;
  address?: string | null;
  what: string;
  reasonCode?: string | null;
  note?: string | null;
  paymentId?: string | null;
  orderId?: string | null;
}

const CHANGE_COLUMNS: Column<Change>[] = [
  { name: "When", kind: "time", of: ({ at }) => at },
  { name: "Who", kind: "text", of: ({ by }) => by },
  { name: "What", kind: "text", of: ({ what }) => what },
  { name: "Order", kind: "order", of: ({ orderId }) => orderId },
  { name: "Payment", kind: "payment", of: ({ paymentId }) => paymentId },
  { name: "Reason", kind: "text", of: ({ reasonCode }) => reasonCode },
  { name: "Note", kind: "text", of: ({ note }) => note },
  { name: "From", kind: "text", of: ({ address }) => address },
];

export function ChangesPage() {
  return (
    <ListPage<Change>
      heading="All changes"
      path="/changes"
      filters={[]}
      document={CHANGES}
      field="changes"
      variablesOf={() => ({})}
      columns={CHANGE_COLUMNS}
      keyOf={({ at }, index) => `${index}-${at}`}
      nouns={["change", "changes"]}
    />
  );
}

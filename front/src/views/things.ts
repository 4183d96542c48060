/** What the API answers with, as far as views show it. Whoever asked may have left out any field. */

export interface Money {
  value: string;
  currencyCode?: string | null;
}

export interface Retry {
  state?: string;
  attemptsMade?: number;
  attemptsLeft?: number;
  nextAttemptAt?: string | null;
  lastError?: string | null;
  attempts?: { outcome?: string | null }[];
  payment?: Payment;
}

export interface Approval {
  kind?: string;
  state?: string;
  requestedBy?: string;
  outcome?: string | null;
  requestNote?: string | null;
  decidedBy?: string | null;
  decidedAt?: string | null;
  note?: string | null;
}

export interface ExternalMark {
  reference?: string | null;
  markedBy?: string;
  markedAt?: string;
  undoneBy?: string | null;
  undoneAt?: string | null;
}

/** A transaction or a refund; which one, its id says. */
export interface Payment {
  __typename?: string;
  id?: string;
  legacyId?: string;
  createdAt?: string | null;
  orderId?: string | null;
  status?: string | null;
  amount?: Money | null;
  needsAttention?: boolean;
  gatewayAccount?: string | null;
  customer?: Customer | null;
  retry?: Retry | null;
  history?: HistoryEvent[];
  statusHistory?: { status?: string | null; timestamp?: string | null }[] | null;
  // Of a transaction.
  refundedAmount?: Money;
  refundableAmount?: Money;
  paymentMethodSnapshot?: { __typename?: string; brandCode?: string | null; last4?: string | null } | null;
  externalVoid?: ExternalMark | null;
  dispute?: { state?: string; reason?: string | null } | null;
  refunds?: Payment[] | null;
  refundability?: {
    action?: string;
    maximum?: Money;
    canVoid?: boolean;
    canRefund?: boolean;
    blockers?: { message: string; code?: string }[];
  };
  // Of a refund.
  requestedBy?: string | null;
  note?: string | null;
  reason?: { code?: string; label?: string } | null;
  external?: ExternalMark | null;
  approval?: Approval | null;
  refundedTransaction?: Payment | null;
  lineItemRefunds?: { lineItem: { name?: string }; quantity?: number | null; amount?: Money }[];
  adjustmentRefunds?: { adjustment: { name?: string }; amount?: Money }[];
}

export interface Customer {
  id?: string;
  email?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  phoneNumber?: string | null;
}

export interface LineItem {
  id?: string;
  name?: string;
  quantity?: number;
  refundedQuantity?: number;
  unitAmount?: Money;
  totalAmount?: Money;
  refundableAmount?: Money;
}

export interface Adjustment {
  id?: string;
  name?: string;
  kind?: string;
  amount?: Money;
  refundedAmount?: Money;
  refundableAmount?: Money;
}

export interface HistoryEvent {
  at?: string;
  by?: string | null;
  source?: string | null;
  what?: string;
  note?: string | null;
}

export interface Order {
  id?: string;
  orderId?: string;
  placedAt?: string;
  status?: string;
  cancelled?: boolean;
  refundInProgress?: boolean;
  awaitsApproval?: boolean;
  total?: Money;
  overpaidAmount?: Money;
  refundedAmount?: Money;
  refundableAmount?: Money;
  balanceDue?: Money;
  customer?: Customer | null;
  lineItems?: LineItem[];
  adjustments?: Adjustment[];
  transactions?: Payment[];
  refunds?: Payment[];
  history?: HistoryEvent[];
}

/** Whether it is a refund, by its type or else by its id; null where neither was asked for. */
export function isRefund({ __typename, id }: Payment): boolean | null {
  if (__typename === "Refund" || __typename === "Transaction") return __typename === "Refund";
  const name = id === undefined ? null : typeOfId(id);
  return name === null ? null : name === "refund";
}

/** The type's name inside of a global id, like "transaction"; null where the text is none. */
export function typeOfId(id: string): string | null {
  try {
    return /^([a-z]+(?:_[a-z]+)*)_[0-9a-z]+$/i.exec(atob(id))?.[1]?.toLowerCase() ?? null;
  } catch {
    return null;
  }
}

/** The short id inside of a global id: the one that histories and mails show. The text itself where it is none. */
export function shortId(id: string): string {
  return typeOfId(id) === null ? id : atob(id).replace(/^.*_/, "");
}

/** Whether there is anything of it. */
export function isSome(money: Money | null | undefined): money is Money {
  return money != null && /[1-9]/.test(money.value);
}

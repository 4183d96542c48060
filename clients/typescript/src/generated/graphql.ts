/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '../document.js';
/** Which refund is decided on. */
export type ApprovalInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** Why it is decided so; kept, and shown by `approval`. */
  note?: string | null | undefined;
  /** The id of the refund. */
  refundId: string;
};

/** Above how much in one currency a second person approves. */
export type ApprovalLimitInput = {
  /** The limit itself needs nobody's approval. Above zero. */
  amount: string;
  /** The currency; each may be named once. */
  currencyCode: string;
};

/** Where a refund above the merchant's limit stands. */
export type ApprovalState =
  /** A second person has agreed, and it was sent. */
  | 'APPROVED'
  /** A second person has not agreed, or it was cancelled: no gateway ever hears of it. */
  | 'REJECTED'
  /** A second person has to decide: no gateway has heard of it. */
  | 'WAITING'
  | '%future added value';

/** What the gateway answered to one attempt. */
export type AttemptOutcome =
  /** It is done, or certain to be done. */
  | 'ACCEPTED'
  /** The answer is no, and it is meant. */
  | 'DECLINED'
  /** It was taken, and is not decided yet. */
  | 'PENDING'
  /** The gateway could not be reached: it was certainly not done. */
  | 'UNAVAILABLE'
  /** The answer was lost or not understood: it may have been done. */
  | 'UNKNOWN'
  | '%future added value';

/** What `authorizePaymentMethod` takes. */
export type AuthorizePaymentMethodInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** What to authorize: in the sandbox, one of its nonces. */
  paymentMethodId: string;
  /** The payment. */
  transaction: TransactionInput;
};

/** What `cancelOrder` takes. */
export type CancelOrderInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** Why; kept in the history. */
  note?: string | null | undefined;
  /** The shop's own id of the order. */
  orderId: string;
};

/** What `captureTransaction` takes. */
export type CaptureTransactionInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** How to capture it; in full unless given. */
  transaction?: CaptureTransactionOptionsInput | null | undefined;
  /** The id of the AUTHORIZED transaction. */
  transactionId: string;
};

/** How to capture an authorized transaction. */
export type CaptureTransactionOptionsInput = {
  /** How much, up to what was authorized; all of it unless given. The rest is given up. */
  amount?: string | null | undefined;
  /** An order id in place of the transaction's own. */
  orderId?: string | null | undefined;
};

/** The passwords of whoever asks. */
export type ChangePasswordInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The present one. */
  currentPassword: string;
  /** 12 to 1000 characters, not the e-mail address and none of the commonest. */
  newPassword: string;
};

/** What `chargePaymentMethod` takes. */
export type ChargePaymentMethodInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** What to charge: in the sandbox, one of its nonces. */
  paymentMethodId: string;
  /** The payment. */
  transaction: TransactionInput;
};

/** A key for a program. */
export type CreateApiKeyInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** What it is for, up to 255 characters. */
  name: string;
  /** What may be asked for with it. None if it is left out: then only `ping` and `viewer` answer. */
  rights?: Array<RightName> | null | undefined;
};

/** Somebody new. */
export type CreateUserInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** What the person signs in with; no two people of a merchant have the same. */
  email: string;
  /** The person's name, up to 255 characters. */
  name: string;
  /** 12 to 1000 characters, not the e-mail address and none of the commonest. */
  password: string;
  /** What the person may do. None if it is left out: then only `ping` and `viewer` answer. */
  rights?: Array<RightName> | null | undefined;
};

/** Card brands. */
export type CreditCardBrandCode =
  /** American Express. */
  | 'AMERICAN_EXPRESS'
  /** Citi. */
  | 'CITI'
  /** Diners Club. */
  | 'DINERS'
  /** Discover. */
  | 'DISCOVER'
  /** Elo, of Brazil. */
  | 'ELO'
  /** Hiper, of Brazil. */
  | 'HIPER'
  /** Hipercard, of Brazil. */
  | 'HIPERCARD'
  /** Maestro, issued outside of the United Kingdom. */
  | 'INTERNATIONAL_MAESTRO'
  /** JCB, of Japan. */
  | 'JCB'
  /** Mastercard. */
  | 'MASTERCARD'
  /** Solo, a former debit card of the United Kingdom. */
  | 'SOLO'
  /** Switch, a former debit card of the United Kingdom. */
  | 'SWITCH'
  /** Maestro, issued in the United Kingdom. */
  | 'UK_MAESTRO'
  /** UnionPay, of China. */
  | 'UNION_PAY'
  /** A brand that was not recognised. */
  | 'UNKNOWN'
  /** Visa. */
  | 'VISA'
  | '%future added value';

/** A field of the merchant's own, with its value. */
export type CustomFieldInput = {
  /** What the field is called. */
  name: string;
  /** What it holds. */
  value?: string | null | undefined;
};

/** Which customers to look for. Exact texts and beginnings of texts are found fast. */
export type CustomerSearchInput = {
  /** The company, in upper or lower case. */
  company?: SearchTextInput | null | undefined;
  /** When the customer was first seen. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** The e-mail address, in upper or lower case. */
  email?: SearchTextInput | null | undefined;
  /** The given name, in upper or lower case. */
  firstName?: SearchTextInput | null | undefined;
  /** The customer's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The family name, in upper or lower case. */
  lastName?: SearchTextInput | null | undefined;
  /** The telephone number. */
  phoneNumber?: SearchTextInput | null | undefined;
};

/** What `idsFromLegacyIds` takes. */
export type IdsFromLegacyIdsInput = {
  /** Up to 250 legacy ids. */
  ids: Array<LegacyIdElementsInput>;
};

/** A legacy id, with what it belongs to. */
export type LegacyIdElementsInput = {
  /** The legacy id. */
  legacyId: string;
  /** What it belongs to. */
  type: LegacyIdType;
};

/** What a legacy id belongs to. */
export type LegacyIdType =
  /** A customer. */
  | 'CUSTOMER'
  /** A refund. */
  | 'REFUND'
  /** A transaction. */
  | 'TRANSACTION'
  | '%future added value';

/** A product's Universal Product Code. */
export type LineItemUpcInput = {
  /** The code's digits. */
  upcCode: string;
  /** The form of the code. */
  upcType: UpcType;
};

/** What `markRefundedExternally` takes. */
export type MarkRefundedExternallyInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about it; kept in the history. */
  note?: string | null | undefined;
  /** What it is called where it was done. */
  reference?: string | null | undefined;
  /** How much of it was refunded; all that is left unless given. */
  refund?: RefundInput | null | undefined;
  /** The id of the transaction that was refunded elsewhere. */
  transactionId: string;
};

/** What `markVoidedExternally` takes. */
export type MarkVoidedExternallyInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about it; kept in the history. */
  note?: string | null | undefined;
  /** What it is called where it was done. */
  reference?: string | null | undefined;
  /** The id of the transaction that was voided elsewhere. */
  transactionId: string;
};

/** Whether a merchant account can be used. */
export type MerchantAccountStatus =
  /** It takes payments and gives refunds. */
  | 'ACTIVE'
  /** It is being set up. */
  | 'PENDING'
  /** It is closed until further notice. */
  | 'SUSPENDED'
  | '%future added value';

/** What is to be set; what is left out stays as it is. So does what is null, but for the three settings that the server has as well: for those, null means that the server's value holds again. */
export type MerchantSettingsInput = {
  /** A person's refund that takes a transaction's refunds, all that count together, above the limit for its currency waits until a second person approves it. API keys don't wait. The list replaces the old one; empty for never. What waits already goes on waiting, and what was sent is not stopped. */
  approvalLimits?: Array<ApprovalLimitInput> | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** Who is written to when a reversal needs a person; an empty list for nobody. Up to 20; they replace the old ones. Null, where it is not left out: as the server has it. */
  notifyEmails?: Array<string> | null | undefined;
  /** Whether every mutation that moves money must bring an apiRequestKey. */
  requireApiRequestKey?: boolean | null | undefined;
  /** Whether people must give a reasonCode with what moves or marks money; API keys are free to give none. */
  requireReasonFromStaff?: boolean | null | undefined;
  /** How often something that the gateway did not take is tried again; 0 for never. At most 100. Null, where it is not left out: as the server has it. */
  retryAttempts?: number | null | undefined;
  /** Whether a refund is tried again that the gateway declined, under a new key each time. */
  retryDeclines?: boolean | null | undefined;
  /** The time between two attempts, as an ISO 8601 duration such as P1D or PT6H. What waits already keeps its next time, and goes by this afterwards. Null, where it is not left out: as the server has it. */
  retryInterval?: string | null | undefined;
};

/** Looks for amounts of money. */
export type MonetaryAmountSearchInput = {
  /** In which currency. */
  currencyCode?: SearchTextInput | null | undefined;
  /** How much, in whole units of whatever currency, such as 10.00. */
  value?: SearchRangeInput | null | undefined;
};

/** Which orders to look for. Exact texts and beginnings of texts are found fast. */
export type OrderSearchInput = {
  /** The e-mail address of who placed it, in upper or lower case. */
  customerEmail?: SearchTextInput | null | undefined;
  /** The shop's own id of the order, in upper or lower case. */
  orderId?: SearchTextInput | null | undefined;
  /** When it was placed. */
  placedAt?: SearchTimestampInput | null | undefined;
  /** How much of what was paid was given back. */
  status?: OrderStatus | null | undefined;
};

/** How much of what was paid for an order was given back, or is about to be. */
export type OrderStatus =
  /** Nothing. */
  | 'OPEN'
  /** Some of it. */
  | 'PARTIALLY_REFUNDED'
  /** All of it. */
  | 'REFUNDED'
  | '%future added value';

/** What a payment was made with, as far as this service knows payment methods. */
export type PaymentMethodSnapshotSearchType =
  /** A credit or debit card. */
  | 'CREDIT_CARD'
  /** A PayPal account. */
  | 'PAYPAL'
  | '%future added value';

/** Which transactions and refunds to look for. */
export type PaymentSearchInput = {
  /** How much it is about. */
  amount?: MonetaryAmountSearchInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  billingAddress?: SearchAddressInput | null | undefined;
  /** When it was asked for. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** Who paid. */
  customer?: SearchPaymentCustomerInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  disbursementDate?: SearchDateInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  disputeReceivedDate?: SearchDateInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  facilitatorOAuthApplicationClientId?: SearchValueInput | null | undefined;
  /** The payment's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The merchant account. */
  merchantAccountId?: SearchPaymentMerchantAccountIdInput | null | undefined;
  /** The shop's id of the order, exactly as it is written. */
  orderId?: SearchTextInput | null | undefined;
  /** What was paid with. */
  paymentMethod?: SearchPaymentPaymentMethodInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  processingMode?: SearchProcessingModeInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  processorAuthorizationId?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  settlementBatchId?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  shippingAddress?: SearchAddressInput | null | undefined;
  /** By what way it was asked for. */
  source?: SearchPaymentSourceInput | null | undefined;
  /** Where it stands. */
  status?: SearchPaymentStatusInput | null | undefined;
  /** When it came to a status. */
  statusTransition?: SearchPaymentStatusTransitionInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  storeId?: SearchValueInput | null | undefined;
  /** Transactions, refunds, or both. */
  type?: SearchPaymentTypeInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  userId?: SearchValueInput | null | undefined;
};

/** Kinds of payments to look for. */
export type PaymentSearchType =
  /** A refund without a transaction. This service makes none, so that none are found. */
  | 'DETACHED_REFUND'
  /** A refund of a transaction. */
  | 'REFUND'
  /** A transaction. */
  | 'TRANSACTION'
  | '%future added value';

/** By what way something was asked for. */
export type PaymentSource =
  /** By a program. */
  | 'API'
  /** By a person who was signed in. */
  | 'CONTROL_PANEL'
  /** By a card reader in a shop. */
  | 'PAYMENT_READER'
  /** By a subscription's schedule. */
  | 'RECURRING'
  /** Nobody knows, or the service did it by itself. */
  | 'UNKNOWN'
  | '%future added value';

/** Where a transaction or a refund stands. */
export type PaymentStatus =
  /** The authorization ran out before it was captured. Final. */
  | 'AUTHORIZATION_EXPIRED'
  /** The money is held on the customer's account; it can be captured or voided. */
  | 'AUTHORIZED'
  /** Asked for and not decided yet. A refund that waits in the queue stays here: see `retry`. */
  | 'AUTHORIZING'
  /** It could not be carried out. Final; nothing was moved. */
  | 'FAILED'
  /** The gateway refused it by its own rules. Final. */
  | 'GATEWAY_REJECTED'
  /** The processor said no. Final. */
  | 'PROCESSOR_DECLINED'
  /** The money has moved. A transaction can be refunded from here on. */
  | 'SETTLED'
  /** The processor has taken it for settlement. */
  | 'SETTLEMENT_CONFIRMED'
  /** The processor refused it at settlement. Final; no money moved. */
  | 'SETTLEMENT_DECLINED'
  /** Settlement awaits the processor's decision; for PayPal. */
  | 'SETTLEMENT_PENDING'
  /** Settlement is under way. It can be refunded, no longer voided. */
  | 'SETTLING'
  /** It goes into the next settlement; until then it can be voided. */
  | 'SUBMITTED_FOR_SETTLEMENT'
  /** Cancelled before any money moved. Final. */
  | 'VOIDED'
  | '%future added value';

/** When a card payment was sent to the processor. */
export type ProcessingMode =
  /** Later, after the shop had been offline. */
  | 'DEFERRED'
  /** At once. */
  | 'ONLINE'
  | '%future added value';

/** Who placed an order. */
export type RecordCustomerInput = {
  /** The company. */
  company?: string | null | undefined;
  /** The e-mail address. A customer who has it, and of whom nothing is known otherwise, is used. */
  email?: string | null | undefined;
  /** The given name. */
  firstName?: string | null | undefined;
  /** The family name. */
  lastName?: string | null | undefined;
  /** The telephone number. */
  phoneNumber?: string | null | undefined;
};

/** One product of an order. */
export type RecordLineItemInput = {
  /** The shop's own id of it, unique within the order. */
  id: string;
  /** What it is, in up to 255 characters. */
  name: string;
  /** How many were bought: 1 to 1000000. */
  quantity: number;
  /** The tax on one. */
  taxAmount?: string | null | undefined;
  /** The price of one, without tax; 0 for a gift. */
  unitAmount: string;
};

/** What `recordOrder` takes. Transactions that carry the same orderId belong to the order without being named; `transactions` brings in those that were made elsewhere. */
export type RecordOrderInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The one currency of all its amounts. */
  currencyCode: string;
  /** Who placed it. */
  customer?: RecordCustomerInput | null | undefined;
  /** What was bought: up to 500 products. */
  lineItems?: Array<RecordLineItemInput> | null | undefined;
  /** The shop's own id of the order, up to 255 characters. */
  orderId: string;
  /** When it was placed; when it was first paid, or now, unless given. */
  placedAt?: string | null | undefined;
  /** Payments that were made elsewhere: up to 100. */
  transactions?: Array<RecordTransactionInput> | null | undefined;
};

/** A payment that was made elsewhere. */
export type RecordTransactionInput = {
  /** How much it was, in the order's currency. */
  amount: string;
  /** When it was made; when the order was placed unless given. */
  createdAt?: string | null | undefined;
  /** What the gateway calls it. Where that is the legacy id of one of the service's own transactions, that one becomes part of the order. */
  gatewayTransactionId: string;
  /** The merchant account that it came in by; the merchant's own of the currency unless given. */
  merchantAccountId?: string | null | undefined;
  /** Where it stands: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, SETTLEMENT_PENDING, SETTLING, SETTLED or VOIDED. One of the service's own stands where it stands, whatever is sent here. */
  status: PaymentStatus;
};

/** What becomes of a refund that the gateway does not take. An unknown outcome is looked into all the same. */
export type RefundFailurePolicy =
  /** It is tried again, once a day. */
  | 'QUEUE'
  /** It is recorded as refunded outside of this service. */
  | 'RECORD_ANYWAY'
  /** It ends as FAILED and is not tried again. */
  | 'SKIP'
  | '%future added value';

/** How to refund a transaction. */
export type RefundInput = {
  /** How much to give back, up to what is left; all that is left unless given. */
  amount?: string | null | undefined;
  /** What the refund is for; shown by PayPal. */
  description?: string | null | undefined;
  /** What is refunded. Kept and given back; the amount does not follow from it. */
  lineItems?: Array<TransactionLineItemInput> | null | undefined;
  /** Where the money is to come from; the transaction's own account unless given. */
  merchantAccountId?: string | null | undefined;
  /** More words about why, up to 4000 characters; kept and given back. */
  note?: string | null | undefined;
  /** What becomes of it if the gateway does not take it; QUEUE unless given. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** An order id in place of the transaction's own. */
  orderId?: string | null | undefined;
  /** Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people. */
  reasonCode?: string | null | undefined;
};

/** One product to give back: a quantity, an amount, or all that is left of it for neither. */
export type RefundLineItemInput = {
  /** How much is given back of it in place of its price, up to what is left of it. */
  amount?: string | null | undefined;
  /** The id of the order's line item. */
  lineItemId: string;
  /** How many of it are given back, up to what is left; at their price with tax. */
  quantity?: number | null | undefined;
};

/** What `refundOrder` and `previewRefund` take: an amount, line items, or neither for all. */
export type RefundOrderInput = {
  /** How much to give back, exactly. Without it and line items: all that can be given back now. */
  amount?: string | null | undefined;
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** What the customer owes afterwards; 0 unless given. Set when the order would be cancelled. */
  balanceDue?: string | null | undefined;
  /** Whether the order is cancelled as soon as a part of this was accepted or queued. */
  cancelOrder?: boolean | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The products to give back; not beside an amount. */
  lineItems?: Array<RefundLineItemInput> | null | undefined;
  /** More words about why, up to 4000 characters; kept and given back. */
  note?: string | null | undefined;
  /** What becomes of each payment's part that its gateway does not take; QUEUE unless given. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** The shop's own id of the order. */
  orderId: string;
  /** The token of a preview: nothing is done if the order, or this input, is another one since. */
  previewToken?: string | null | undefined;
  /** Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people. */
  reasonCode?: string | null | undefined;
  /** The payments to give back to; all of the order's unless given. The newest gives first. */
  transactionIds?: Array<string> | null | undefined;
};

/** What to give of the queue; all that is asked for must hold. */
export type RefundQueueInput = {
  /** Only what is tried again, or asked about, before that time. */
  dueBefore?: string | null | undefined;
  /** True for what needs a person only, false for everything else. */
  needsAttention?: boolean | null | undefined;
  /** Of which order: the transaction's order id, or the one that a refund was given. */
  orderId?: string | null | undefined;
  /** In which states. Unless given: WAITING, RUNNING and PAUSED, and whatever needs attention. */
  state?: Array<RetryState> | null | undefined;
};

/** A reason as it is to be. */
export type RefundReasonInput = {
  /** Whether it can be given. Left out or null, a new one can, and an old one stays so. */
  active?: boolean | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** What is sent as `reasonCode`: 1 to 64 letters, digits and _ . - behind the first one. Two that differ in case only are the same. */
  code: string;
  /** What people read, up to 255 characters, and like no other reason's. */
  label: string;
};

/** What refunds are put together by. */
export type RefundReportGroup =
  /** The day on which they were asked for, in UTC. */
  | 'DAY'
  /** The gateway that makes them, or that they were made outside of this service. */
  | 'GATEWAY'
  /** The reason that was given. */
  | 'REASON'
  /** Where they stand now, whether they count or not. */
  | 'STATUS'
  /** Who asked for them: a person or an API key. */
  | 'USER'
  | '%future added value';

/** Which refunds to put together, and by what. */
export type RefundReportInput = {
  /** Those in this currency only; a row for each currency unless given. */
  currencyCode?: string | null | undefined;
  /** Refunds that were asked for at that time or later. */
  from: string;
  /** What they are put together by. */
  groupBy: RefundReportGroup;
  /** Refunds that were asked for before that time. */
  to: string;
};

/** Which refunds to look for. */
export type RefundSearchInput = {
  /** How much it is about. */
  amount?: MonetaryAmountSearchInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  billingAddress?: SearchAddressInput | null | undefined;
  /** When it was asked for. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** Who paid. */
  customer?: SearchPaymentCustomerInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  disbursementDate?: SearchDateInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  disputeReceivedDate?: SearchDateInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  facilitatorOAuthApplicationClientId?: SearchValueInput | null | undefined;
  /** The refund's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The merchant account. */
  merchantAccountId?: SearchPaymentMerchantAccountIdInput | null | undefined;
  /** The shop's id of the order, exactly as it is written. */
  orderId?: SearchTextInput | null | undefined;
  /** What was paid with. */
  paymentMethod?: SearchPaymentPaymentMethodInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  processingMode?: SearchProcessingModeInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  processorAuthorizationId?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  settlementBatchId?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  shippingAddress?: SearchAddressInput | null | undefined;
  /** By what way it was asked for. */
  source?: SearchPaymentSourceInput | null | undefined;
  /** Where it stands. */
  status?: SearchTransactionStatusInput | null | undefined;
  /** When it came to a status. */
  statusTransition?: SearchPaymentStatusTransitionInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  storeId?: SearchValueInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  userId?: SearchValueInput | null | undefined;
};

/** What `refundTransaction` takes. */
export type RefundTransactionInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** How to refund it: an amount belongs in here. In full unless given. */
  refund?: RefundInput | null | undefined;
  /** The id of the SETTLING or SETTLED transaction to refund. */
  transactionId: string;
};

/** What a person found out about an attempt whose outcome is unknown or pending. */
export type ResolveOutcomeInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** How this was found out; kept in the history. */
  note: string;
  /** Whether the gateway did it. */
  outcome: ResolvedOutcome;
  /** The id of the refund, or of the transaction. */
  paymentId: string;
  /** What the gateway calls it. */
  reference?: string | null | undefined;
};

/** What a person found out about an attempt that nobody knew the outcome of. */
export type ResolvedOutcome =
  /** The gateway did it. A refund is SETTLED then, a void VOIDED. */
  | 'DONE'
  /** The gateway did not, and won't any more. A refund is FAILED then, and its amount free again. */
  | 'NOT_DONE'
  | '%future added value';

/** What is to be tried, paused, resumed or put aside. */
export type RetryInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** Why; kept in the history. */
  note?: string | null | undefined;
  /** The id of a refund, or of a transaction whose void is queued. */
  paymentId: string;
};

/** Where something that is to be done at the gateway stands. */
export type RetryState =
  /** It was called off before the gateway did it. */
  | 'CANCELLED'
  /** It ended without success, and is not tried again. */
  | 'EXHAUSTED'
  /** A person has put it on hold. */
  | 'PAUSED'
  /** An attempt is under way. */
  | 'RUNNING'
  /** The gateway has done it. */
  | 'SUCCEEDED'
  /** It is tried again, or asked about, at `nextAttemptAt`. */
  | 'WAITING'
  | '%future added value';

/** What reversing a transaction would do now. */
export type ReversalAction =
  /** Nothing: `blockers` says why. */
  | 'NONE'
  /** Give back all that is left of it. */
  | 'REFUND'
  /** Cancel it before money moves. */
  | 'VOID'
  | '%future added value';

/** What `reverseRefund` takes. */
export type ReverseRefundInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about why, up to 4000 characters; kept and given back. */
  note?: string | null | undefined;
  /** Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people. */
  reasonCode?: string | null | undefined;
  /** The id of the refund to take back. */
  refundId: string;
};

/** What `reverseTransaction` takes. */
export type ReverseTransactionInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about why, up to 4000 characters; kept and given back. */
  note?: string | null | undefined;
  /** What becomes of it if the gateway does not take it; QUEUE unless given. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people. */
  reasonCode?: string | null | undefined;
  /** The id of the transaction to undo. */
  transactionId: string;
};

/** A key that nobody is to get in with any more. */
export type RevokeApiKeyInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** Its public half. */
  publicKey: string;
};

/** A right, and whose. */
export type RightInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The right. */
  right: RightName;
  /** The person's id. */
  userId: string;
};

/** What an administrator can give to a person or a key. */
export type RightName =
  /** To say who may do what, and to change settings. */
  | 'ADMINISTER'
  /** To approve or reject what others asked for. */
  | 'APPROVE'
  /** To charge, authorize, capture, and to play with the sandbox. */
  | 'CHARGE'
  /** To record and to cancel orders. */
  | 'MANAGE_ORDERS'
  /** To retry now, to pause and to resume. */
  | 'MANAGE_QUEUE'
  /** To say what was done outside of this service, and what became of an unknown outcome. */
  | 'MARK_EXTERNALLY'
  /** To refund, and to take refunds back; to reverse what has settled. */
  | 'REFUND'
  /** To read: transactions, refunds, customers, the queue. */
  | 'VIEW'
  /** To void; to reverse what has not settled. */
  | 'VOID'
  | '%future added value';

/** How far the sandbox merchant's clock is to go. */
export type SandboxAdvanceClockInput = {
  /** An ISO 8601 duration such as P1D, from nothing up to P30D. The clock may get ten years ahead. */
  by: string;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
};

/** What `sandboxSettleTransaction` takes. */
export type SandboxSettleTransactionInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** How its settlement is to end; SETTLED unless given. */
  settlementState?: SandboxSettlementState | null | undefined;
  /** The id of a transaction that was submitted for settlement. */
  transactionId: string;
};

/** How the sandbox lets a settlement end. */
export type SandboxSettlementState =
  /** The money moves. */
  | 'SETTLED'
  /** The processor refuses it. */
  | 'SETTLEMENT_DECLINED'
  | '%future added value';

/** Looks for addresses. */
export type SearchAddressInput = {
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  addressLine1?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  addressLine2?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  adminArea1?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  adminArea2?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  company?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  countryName?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  firstName?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  lastName?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  postalCode?: SearchTextInput | null | undefined;
};

/** Looks for card brands. */
export type SearchCreditCardBrandCodeInput = {
  /** Is one of these. */
  in?: Array<CreditCardBrandCode> | null | undefined;
  /** Is exactly this. */
  is?: CreditCardBrandCode | null | undefined;
};

/** Looks for card numbers, of which the first six and the last four digits are known. */
export type SearchCreditCardNumberInput = {
  /** Ends with these digits, up to four. */
  endsWith?: string | null | undefined;
  /** Starts with these digits, up to six. */
  startsWith?: string | null | undefined;
};

/** Looks for days. */
export type SearchDateInput = {
  /** On this day or later. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** On this day or earlier. */
  lessThanOrEqualTo?: string | null | undefined;
};

/** Looks for cards. */
export type SearchPaymentCreditCardDetailsInput = {
  /** The card's brand. */
  brandCode?: SearchCreditCardBrandCodeInput | null | undefined;
  /** The name on the card, in upper or lower case. */
  cardholderName?: SearchTextInput | null | undefined;
  /** The card number. */
  number?: SearchCreditCardNumberInput | null | undefined;
};

/** Looks for who paid. */
export type SearchPaymentCustomerInput = {
  /** The company, in upper or lower case. */
  company?: SearchTextInput | null | undefined;
  /** The e-mail address, in upper or lower case. */
  email?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  fax?: SearchTextInput | null | undefined;
  /** The given name, in upper or lower case. */
  firstName?: SearchTextInput | null | undefined;
  /** The customer's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The family name, in upper or lower case. */
  lastName?: SearchTextInput | null | undefined;
  /** The telephone number. */
  phone?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  website?: SearchTextInput | null | undefined;
};

/** Looks for merchant accounts by their ids. */
export type SearchPaymentMerchantAccountIdInput = {
  /** Has this somewhere in it. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
  /** Is anything but this. */
  isNot?: string | null | undefined;
  /** Starts with this. */
  startsWith?: string | null | undefined;
};

/** Looks for kinds of payment methods. */
export type SearchPaymentMethodSnapshotTypeInput = {
  /** Is one of these. */
  in?: Array<PaymentMethodSnapshotSearchType> | null | undefined;
  /** Is exactly this. */
  is?: PaymentMethodSnapshotSearchType | null | undefined;
};

/** Looks for PayPal payments. */
export type SearchPaymentPayPalDetailsInput = {
  /** The payer's e-mail address, in upper or lower case. */
  payerEmail?: SearchTextInput | null | undefined;
};

/** Looks for payment methods. */
export type SearchPaymentPaymentMethodInput = {
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  paymentMethodId?: SearchValueInput | null | undefined;
  /** What was paid with, as it was then. */
  paymentMethodSnapshot?: SearchPaymentPaymentMethodSnapshotInput | null | undefined;
};

/** Looks for what was paid with. */
export type SearchPaymentPaymentMethodSnapshotInput = {
  /** The card. */
  creditCardDetails?: SearchPaymentCreditCardDetailsInput | null | undefined;
  /** The PayPal account. */
  payPalDetails?: SearchPaymentPayPalDetailsInput | null | undefined;
  /** The kind of payment method. */
  type?: SearchPaymentMethodSnapshotTypeInput | null | undefined;
};

/** Looks for the way that something was asked for. */
export type SearchPaymentSourceInput = {
  /** Is one of these. */
  in?: Array<PaymentSource> | null | undefined;
};

/** Looks for what stands at a status. */
export type SearchPaymentStatusInput = {
  /** Is one of these. */
  in?: Array<PaymentStatus> | null | undefined;
};

/** Looks for what came to a status at a time. */
export type SearchPaymentStatusTransitionInput = {
  /** Its authorization ran out then. */
  authorizationExpiredAt?: SearchTimestampInput | null | undefined;
  /** Was authorized then. */
  authorizedAt?: SearchTimestampInput | null | undefined;
  /** Failed then. */
  failedAt?: SearchTimestampInput | null | undefined;
  /** Was refused by the gateway then. */
  gatewayRejectedAt?: SearchTimestampInput | null | undefined;
  /** Was declined by the processor then. */
  processorDeclinedAt?: SearchTimestampInput | null | undefined;
  /** Settled then. */
  settledAt?: SearchTimestampInput | null | undefined;
  /** Was submitted for settlement then. */
  submittedForSettlementAt?: SearchTimestampInput | null | undefined;
  /** Was voided then. */
  voidedAt?: SearchTimestampInput | null | undefined;
};

/** Looks for kinds of payments. */
export type SearchPaymentTypeInput = {
  /** Is one of these. */
  in?: Array<PaymentSearchType> | null | undefined;
};

/** Looks for how payments were sent to the processor. */
export type SearchProcessingModeInput = {
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  in?: Array<ProcessingMode> | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  is?: ProcessingMode | null | undefined;
};

/** Looks for numbers, such as 10.00. */
export type SearchRangeInput = {
  /** Is this or more. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
  /** Is this or less. */
  lessThanOrEqualTo?: string | null | undefined;
};

/** Looks for texts. */
export type SearchTextInput = {
  /** Has this somewhere in it. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
  /** Is anything but this. */
  isNot?: string | null | undefined;
  /** Starts with this. */
  startsWith?: string | null | undefined;
};

/** Looks for times. */
export type SearchTimestampInput = {
  /** At this time or later. */
  greaterThanOrEqualTo?: string | null | undefined;
  /** At this time or earlier. */
  lessThanOrEqualTo?: string | null | undefined;
};

/** Looks for the way that something was asked for. */
export type SearchTransactionSourceInput = {
  /** Is one of these. */
  in?: Array<PaymentSource> | null | undefined;
};

/** Looks for what stands at a status. */
export type SearchTransactionStatusInput = {
  /** Is one of these. */
  in?: Array<PaymentStatus> | null | undefined;
  /** Is exactly this. */
  is?: PaymentStatus | null | undefined;
};

/** Looks for what came to a status at a time. */
export type SearchTransactionStatusTransitionInput = {
  /** Failed then. */
  failedAt?: SearchTimestampInput | null | undefined;
  /** Settled then. */
  settledAt?: SearchTimestampInput | null | undefined;
  /** Was submitted for settlement then. */
  submittedForSettlementAt?: SearchTimestampInput | null | undefined;
  /** Was voided then. */
  voidedAt?: SearchTimestampInput | null | undefined;
};

/** Looks for values. */
export type SearchValueInput = {
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
};

/** Who pays, where there is no customer's id to send. */
export type TransactionCustomerDetailsInput = {
  /** The e-mail address. */
  email?: string | null | undefined;
  /** The telephone number. */
  phoneNumber?: string | null | undefined;
};

/** What the customer is to read on the bank statement. */
export type TransactionDescriptorInput = {
  /** In place of the business's name. */
  name?: string | null | undefined;
  /** In place of the phone number. */
  phone?: string | null | undefined;
  /** In place of the web address. */
  url?: string | null | undefined;
};

/** A payment to be made. */
export type TransactionInput = {
  /** How much; in the currency of the merchant account. */
  amount: string;
  /** The shop software that this comes through. Kept and given back. */
  channel?: string | null | undefined;
  /** The merchant's own fields. Kept and given back. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** Who pays; a customer of that e-mail address is used, or made. */
  customerDetails?: TransactionCustomerDetailsInput | null | undefined;
  /** The id of the customer who pays. */
  customerId?: string | null | undefined;
  /** What the customer is to read on the bank statement. Kept and given back. */
  descriptor?: TransactionDescriptorInput | null | undefined;
  /** What was taken off the price; `amount` has it taken off. Kept and given back. */
  discountAmount?: string | null | undefined;
  /** What is bought. Kept and given back. */
  lineItems?: Array<TransactionLineItemInput> | null | undefined;
  /** Where the money is to come in; the merchant's default account unless given. */
  merchantAccountId?: string | null | undefined;
  /** The shop's id of the order, up to 255 characters. */
  orderId?: string | null | undefined;
  /** The customer's own number of the purchase. Kept and given back. */
  purchaseOrderNumber?: string | null | undefined;
  /** What was put on the price; `amount` has it put on. Kept and given back. */
  surchargeAmount?: string | null | undefined;
};

/** One line of what is bought or refunded. It is kept and given back as it is. */
export type TransactionLineItemInput = {
  /** A code for the kind of goods. */
  commodityCode?: string | null | undefined;
  /** More words about it. */
  description?: string | null | undefined;
  /** What is taken off the price. */
  discountAmount?: string | null | undefined;
  /** Where to see the product. */
  imageUrl?: string | null | undefined;
  /** The shop's own word for the kind of item. */
  itemType?: string | null | undefined;
  /** Whether it adds to the sum or takes from it. */
  kind: TransactionLineItemType;
  /** What it is. */
  name: string;
  /** The shop's own code for the product. */
  productCode?: string | null | undefined;
  /** How many, or how much. */
  quantity: string;
  /** The tax on all of them. */
  taxAmount?: string | null | undefined;
  /** The price of all of them. */
  totalAmount: string;
  /** The price of one. */
  unitAmount: string;
  /** What the quantity counts. */
  unitOfMeasure?: string | null | undefined;
  /** The tax on one. */
  unitTaxAmount?: string | null | undefined;
  /** The product's bar code. */
  upc?: LineItemUpcInput | null | undefined;
  /** Where to read about the product. */
  url?: string | null | undefined;
};

/** Which way a line item counts. */
export type TransactionLineItemType =
  /** It takes from what the customer owes. */
  | 'CREDIT'
  /** It adds to what the customer owes. */
  | 'DEBIT'
  | '%future added value';

/** Which transactions to look for. */
export type TransactionSearchInput = {
  /** How much it is about. */
  amount?: MonetaryAmountSearchInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  billingAddress?: SearchAddressInput | null | undefined;
  /** When it was asked for. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** Who paid. */
  customer?: SearchPaymentCustomerInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  disbursementDate?: SearchDateInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  disputeReceivedDate?: SearchDateInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  facilitatorOAuthApplicationClientId?: SearchValueInput | null | undefined;
  /** The transaction's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The merchant account. */
  merchantAccountId?: SearchPaymentMerchantAccountIdInput | null | undefined;
  /** The shop's id of the order, exactly as it is written. */
  orderId?: SearchTextInput | null | undefined;
  /** Whether less was authorized than was asked for. Nothing ever is. */
  partiallyAuthorized?: boolean | null | undefined;
  /** What was paid with. */
  paymentMethod?: SearchPaymentPaymentMethodInput | null | undefined;
  /** The kind of payment method. */
  paymentMethodSnapshotType?: SearchPaymentMethodSnapshotTypeInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  processingMode?: SearchProcessingModeInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  processorAuthorizationId?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  settlementBatchId?: SearchTextInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  shippingAddress?: SearchAddressInput | null | undefined;
  /** By what way it was asked for. */
  source?: SearchTransactionSourceInput | null | undefined;
  /** Where it stands. */
  status?: SearchTransactionStatusInput | null | undefined;
  /** When it came to a status. */
  statusTransition?: SearchTransactionStatusTransitionInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  storeId?: SearchValueInput | null | undefined;
  /** Not honoured: this service has no such data, and answers NOT_IMPLEMENTED. */
  userId?: SearchValueInput | null | undefined;
};

/** What `undoExternalRefund` takes. */
export type UndoExternalRefundInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about it; kept in the history. */
  note?: string | null | undefined;
  /** The id of the transaction whose external refunds were no such. */
  transactionId: string;
};

/** What `undoExternalVoid` takes. */
export type UndoExternalVoidInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about it; kept in the history. */
  note?: string | null | undefined;
  /** The id of the transaction that was not voided after all. */
  transactionId: string;
};

/** Forms of the Universal Product Code. */
export type UpcType =
  /** Two digits that supplement another code. */
  | 'UPC_2'
  /** Five digits that supplement another code. */
  | 'UPC_5'
  /** Twelve digits, the common form. */
  | 'UPC_A'
  /** Twelve digits without a check digit, for drugs and health. */
  | 'UPC_B'
  /** Twelve digits with a check digit, for trade use. */
  | 'UPC_C'
  /** Of variable length, for trade use. */
  | 'UPC_D'
  /** Six digits, the short form of the common one. */
  | 'UPC_E'
  | '%future added value';

/** Whether a person can sign in. */
export type UserStatus =
  /** The person can. */
  | 'ACTIVE'
  /** The person was removed. */
  | 'DELETED'
  /** The person has not been here for long. */
  | 'PASSIVE'
  /** The person has been invited and has not come yet. */
  | 'PENDING'
  /** The person is shut out for now. */
  | 'SUSPENDED'
  | '%future added value';

/** What can be wrong with an input, by stable names: one for each condition behind the legacy codes. New ones may come; treat one that you don't know as a validation error. */
export type ValidationErrorCode =
  /** An amount does not go with line items. */
  | 'AMOUNT_BESIDE_LINE_ITEMS'
  /** Amount is an invalid format. */
  | 'AMOUNT_INVALID'
  /** Amount cannot be negative. */
  | 'AMOUNT_NEGATIVE'
  /** Amount must be greater than zero. */
  | 'AMOUNT_NOT_POSITIVE'
  /** This amount cannot be given back exactly. */
  | 'AMOUNT_NOT_POSSIBLE'
  /** Amount is required. */
  | 'AMOUNT_REQUIRED'
  /** Amount is too large. */
  | 'AMOUNT_TOO_LARGE'
  /** This refund awaits the approval of a second person. */
  | 'APPROVAL_AWAITED'
  /** Nobody decides on a refund that they asked for. */
  | 'APPROVAL_BY_ANOTHER'
  /** This refund does not await approval. */
  | 'APPROVAL_NOT_AWAITED'
  /** This refund cannot be approved any more. */
  | 'APPROVAL_NOT_POSSIBLE'
  /** Another request is moving this merchant's clock. */
  | 'CONCURRENT_CLOCK_MOVES'
  /** Too many concurrent attempts to refund this transaction. Try again later. */
  | 'CONCURRENT_REFUNDS'
  /** Too many concurrent attempts to void this transaction. Try again later. */
  | 'CONCURRENT_VOIDS'
  /** Credit transactions cannot be refunded. */
  | 'CREDIT_NOT_REFUNDABLE'
  /** This is the code of no currency with amounts. */
  | 'CURRENCY_INVALID'
  /** This cursor is invalid. */
  | 'CURSOR_INVALID'
  /** This duration is invalid. */
  | 'DURATION_INVALID'
  /** This e-mail address is invalid. */
  | 'EMAIL_INVALID'
  /** One of the merchant's people signs in with this e-mail address already. */
  | 'EMAIL_TAKEN'
  /** The submitted funding source does not allow refunds. */
  | 'FUNDING_SOURCE_NOT_REFUNDABLE'
  /** The last administrator cannot be removed. */
  | 'LAST_ADMINISTRATOR'
  /** This list is empty. */
  | 'LIST_EMPTY'
  /** Merchant account ID is invalid. */
  | 'MERCHANT_ACCOUNT_INVALID'
  /** Merchant account is suspended. */
  | 'MERCHANT_ACCOUNT_SUSPENDED'
  /** This is named twice. */
  | 'NAMED_TWICE'
  /** Nothing of this payment waits in the queue. */
  | 'NOTHING_QUEUED'
  /** There is nothing to give back. */
  | 'NOTHING_TO_REFUND'
  /** There is no external mark to undo. */
  | 'NOTHING_TO_UNDO'
  /** Not everything of this order was done outside of this service. */
  | 'NOT_ALL_EXTERNAL'
  /** This works on the sandbox gateway only. */
  | 'NOT_A_SANDBOX'
  /** An object with this ID was not found. */
  | 'OBJECT_NOT_FOUND'
  /** This contradicts what is known of the order, and nothing was changed. */
  | 'ORDER_CONFLICT'
  /** Order ID is too long. */
  | 'ORDER_ID_TOO_LONG'
  /** The outcome of this payment's last attempt is known. */
  | 'OUTCOME_IS_KNOWN'
  /** The outcome of this payment's last attempt is not known. */
  | 'OUTCOME_NOT_KNOWN'
  /** This page size is invalid. */
  | 'PAGE_SIZE_INVALID'
  /** This password cannot be taken. */
  | 'PASSWORD_INVALID'
  /** This is not the present password. */
  | 'PASSWORD_WRONG'
  /** Cannot use a single-use payment method more than once. */
  | 'PAYMENT_METHOD_CONSUMED'
  /** Unknown or expired single-use payment method. */
  | 'PAYMENT_METHOD_UNKNOWN'
  /** A payment of this status cannot be recorded. */
  | 'PAYMENT_STATUS_INVALID'
  /** This is no longer what the preview has shown. */
  | 'PREVIEW_OUTDATED'
  /** This quantity is invalid. */
  | 'QUANTITY_INVALID'
  /** A reason is required. */
  | 'REASON_REQUIRED'
  /** There is such a reason already. */
  | 'REASON_TAKEN'
  /** This is not one of the merchant's reasons. */
  | 'REASON_UNKNOWN'
  /** Merchant account does not support refunds. */
  | 'REFUND_ACCOUNT_NOT_SUPPORTED'
  /** Cannot refund a transaction on a pending merchant account. */
  | 'REFUND_ACCOUNT_PENDING'
  /** Cannot refund a transaction on a suspended merchant account. */
  | 'REFUND_ACCOUNT_SUSPENDED'
  /** Merchant account does not support refunds. */
  | 'REFUND_ACCOUNT_UNLINKED'
  /** Refund amount is too large. */
  | 'REFUND_AMOUNT_TOO_LARGE'
  /** The time in which this payment can be refunded is over. */
  | 'REFUND_PERIOD_OVER'
  /** Cannot refund a transaction in settling status on this merchant account. */
  | 'REFUND_WHILE_SETTLING_NOT_SUPPORTED'
  /** The apiRequestKey is an invalid format. */
  | 'REQUEST_KEY_INVALID'
  /** A request with this apiRequestKey is still in flight. */
  | 'REQUEST_KEY_IN_FLIGHT'
  /** An apiRequestKey is required. */
  | 'REQUEST_KEY_REQUIRED'
  /** The apiRequestKey was already used with other parameters. */
  | 'REQUEST_KEY_REUSED'
  /** Cannot reverse this transaction at this time. */
  | 'REVERSAL_NOT_POSSIBLE_NOW'
  /** This search is not possible. */
  | 'SEARCH_INVALID'
  /** This setting is invalid. */
  | 'SETTING_INVALID'
  /** Settlement amount is too large. */
  | 'SETTLEMENT_AMOUNT_TOO_LARGE'
  /** Cannot transition transaction to settled, settlement_confirmed, or settlement_declined. */
  | 'SETTLEMENT_NOT_POSSIBLE'
  /** This text is an invalid format. */
  | 'TEXT_INVALID'
  /** This text is too long. */
  | 'TEXT_TOO_LONG'
  /** This time is invalid. */
  | 'TIME_INVALID'
  /** Transaction has already been completely refunded. */
  | 'TRANSACTION_ALREADY_REFUNDED'
  /** Cannot submit for settlement unless status is authorized. */
  | 'TRANSACTION_NOT_AUTHORIZED'
  /** This payment was made elsewhere, and its gateway has not confirmed it. */
  | 'TRANSACTION_NOT_CONFIRMED'
  /** Cannot refund transaction unless it is settled. */
  | 'TRANSACTION_NOT_SETTLED'
  /** Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - settlement_pending. */
  | 'TRANSACTION_NOT_VOIDABLE'
  | '%future added value';

/** What `voidTransaction` takes. */
export type VoidTransactionInput = {
  /** A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** More words about why, up to 4000 characters; kept and given back. */
  note?: string | null | undefined;
  /** Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people. */
  reasonCode?: string | null | undefined;
  /** The id of the transaction to void. */
  transactionId: string;
};

export type ApprovalsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApprovalsQuery = { approvals: { edges: Array<{ cursor: string | null, node: (
        { approval: DecisionFragment | null }
        & RefundSummaryFragment
      ) | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type ApproveRefundMutationVariables = Exact<{
  input: ApprovalInput;
}>;


export type ApproveRefundMutation = { approveRefund: { clientMutationId: string | null, refund: RefundDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type RejectRefundMutationVariables = Exact<{
  input: ApprovalInput;
}>;


export type RejectRefundMutation = { rejectRefund: { clientMutationId: string | null, refund: RefundDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type MarkRefundedExternallyMutationVariables = Exact<{
  input: MarkRefundedExternallyInput;
}>;


export type MarkRefundedExternallyMutation = { markRefundedExternally: { clientMutationId: string | null, refund: RefundDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type UndoExternalRefundMutationVariables = Exact<{
  input: UndoExternalRefundInput;
}>;


export type UndoExternalRefundMutation = { undoExternalRefund: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, refunds: Array<RefundSummaryFragment> | null, validationErrors: Array<ProblemFragment> | null } | null };

export type MarkVoidedExternallyMutationVariables = Exact<{
  input: MarkVoidedExternallyInput;
}>;


export type MarkVoidedExternallyMutation = { markVoidedExternally: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type UndoExternalVoidMutationVariables = Exact<{
  input: UndoExternalVoidInput;
}>;


export type UndoExternalVoidMutation = { undoExternalVoid: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type MoneyFragment = { value: string | null, currencyCode: string | null };

export type ProblemFragment = { code: ValidationErrorCode, message: string, legacyCode: string | null, inputPath: Array<string> | null };

export type PayerFragment = { id: string, legacyId: string, email: string | null, firstName: string | null, lastName: string | null, company: string | null, phoneNumber: string | null };

export type PageLimitsFragment = { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null };

export type MarkFragment = { reference: string | null, note: string | null, markedBy: string, markedAt: string, undoneBy: string | null, undoneAt: string | null };

export type RetrySummaryFragment = { id: string, state: RetryState, attemptsMade: number, attemptsLeft: number, nextAttemptAt: string | null, lastError: string | null };

export type RetryDetailsFragment = (
  { attempts: Array<{ number: number, startedAt: string, finishedAt: string | null, outcome: AttemptOutcome | null, processorResponseCode: string | null, message: string | null, gatewayReference: string | null }> }
  & RetrySummaryFragment
);

type StatusEvent_AuthorizationExpiredEvent_Fragment = { __typename: 'AuthorizationExpiredEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_AuthorizedEvent_Fragment = { __typename: 'AuthorizedEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_FailedEvent_Fragment = { __typename: 'FailedEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_GatewayRejectedEvent_Fragment = { __typename: 'GatewayRejectedEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_ProcessorDeclinedEvent_Fragment = { __typename: 'ProcessorDeclinedEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_SettledEvent_Fragment = { __typename: 'SettledEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_SettlementDeclinedEvent_Fragment = { __typename: 'SettlementDeclinedEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_SettlementPendingEvent_Fragment = { __typename: 'SettlementPendingEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_SettlingEvent_Fragment = { __typename: 'SettlingEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_SubmittedForSettlementEvent_Fragment = { __typename: 'SubmittedForSettlementEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

type StatusEvent_VoidedEvent_Fragment = { __typename: 'VoidedEvent', status: PaymentStatus | null, timestamp: string | null, source: PaymentSource | null, terminal: boolean | null, amount: MoneyFragment | null };

export type StatusEventFragment =
  | StatusEvent_AuthorizationExpiredEvent_Fragment
  | StatusEvent_AuthorizedEvent_Fragment
  | StatusEvent_FailedEvent_Fragment
  | StatusEvent_GatewayRejectedEvent_Fragment
  | StatusEvent_ProcessorDeclinedEvent_Fragment
  | StatusEvent_SettledEvent_Fragment
  | StatusEvent_SettlementDeclinedEvent_Fragment
  | StatusEvent_SettlementPendingEvent_Fragment
  | StatusEvent_SettlingEvent_Fragment
  | StatusEvent_SubmittedForSettlementEvent_Fragment
  | StatusEvent_VoidedEvent_Fragment
;

export type ProcessorAnswerFragment = { legacyCode: string | null, message: string | null };

export type TransactionSummaryFragment = { id: string, legacyId: string, orderId: string | null, status: PaymentStatus | null, createdAt: string | null, needsAttention: boolean, amount: MoneyFragment | null, refundedAmount: MoneyFragment, refundableAmount: MoneyFragment, customer: PayerFragment | null };

export type RefundSummaryFragment = { id: string, legacyId: string, orderId: string | null, status: PaymentStatus | null, createdAt: string | null, needsAttention: boolean, requestedBy: string | null, amount: MoneyFragment | null, retry: RetrySummaryFragment | null, refundedTransaction: { id: string, status: PaymentStatus | null, refundableAmount: MoneyFragment } | null };

export type TransactionDetailsFragment = (
  { merchantAccountId: string | null, source: PaymentSource | null, refundability: { action: ReversalAction, canVoid: boolean, canRefund: boolean, maximum: MoneyFragment, blockers: Array<ProblemFragment> }, statusHistory: Array<
    | StatusEvent_AuthorizationExpiredEvent_Fragment
    | StatusEvent_AuthorizedEvent_Fragment
    | StatusEvent_FailedEvent_Fragment
    | StatusEvent_GatewayRejectedEvent_Fragment
    | StatusEvent_ProcessorDeclinedEvent_Fragment
    | StatusEvent_SettledEvent_Fragment
    | StatusEvent_SettlementDeclinedEvent_Fragment
    | StatusEvent_SettlementPendingEvent_Fragment
    | StatusEvent_SettlingEvent_Fragment
    | StatusEvent_SubmittedForSettlementEvent_Fragment
    | StatusEvent_VoidedEvent_Fragment
  > | null, paymentMethodSnapshot:
    | { __typename: 'CreditCardDetails', brandCode: CreditCardBrandCode | null, last4: string | null, expirationMonth: string | null, expirationYear: string | null, cardholderName: string | null }
    | { __typename: 'PayPalTransactionDetails', payer: { email: string | null } | null }
   | null, processorAuthorizationResponse: ProcessorAnswerFragment | null, refunds: Array<RefundSummaryFragment> | null, order: { id: string, orderId: string, status: OrderStatus } | null, externalVoid: MarkFragment | null, retry: RetryDetailsFragment | null, history: Array<EventFragment> }
  & TransactionSummaryFragment
);

export type RefundDetailsFragment = { id: string, legacyId: string, orderId: string | null, status: PaymentStatus | null, createdAt: string | null, needsAttention: boolean, requestedBy: string | null, merchantAccountId: string | null, source: PaymentSource | null, note: string | null, amount: MoneyFragment | null, statusHistory: Array<
    | StatusEvent_AuthorizationExpiredEvent_Fragment
    | StatusEvent_AuthorizedEvent_Fragment
    | StatusEvent_FailedEvent_Fragment
    | StatusEvent_GatewayRejectedEvent_Fragment
    | StatusEvent_ProcessorDeclinedEvent_Fragment
    | StatusEvent_SettledEvent_Fragment
    | StatusEvent_SettlementDeclinedEvent_Fragment
    | StatusEvent_SettlementPendingEvent_Fragment
    | StatusEvent_SettlingEvent_Fragment
    | StatusEvent_SubmittedForSettlementEvent_Fragment
    | StatusEvent_VoidedEvent_Fragment
  > | null, processorAuthorizationResponse: ProcessorAnswerFragment | null, refundedTransaction: TransactionSummaryFragment | null, reason: ReasonFragment | null, lineItemRefunds: Array<ItemRefundFragment>, approval: DecisionFragment | null, external: MarkFragment | null, retry: RetryDetailsFragment | null, history: Array<EventFragment> };

export type OrderSummaryFragment = { id: string, orderId: string, status: OrderStatus, cancelled: boolean, refundInProgress: boolean, placedAt: string, total: MoneyFragment, refundedAmount: MoneyFragment, refundableAmount: MoneyFragment, balanceDue: MoneyFragment, customer: PayerFragment | null };

export type OrderDetailsFragment = (
  { lineItems: Array<LineItemFragment>, transactions: Array<(
    { refundability: { action: ReversalAction, canVoid: boolean, canRefund: boolean, maximum: MoneyFragment } }
    & TransactionSummaryFragment
  )>, refunds: Array<RefundSummaryFragment>, history: Array<EventFragment> }
  & OrderSummaryFragment
);

export type LineItemFragment = { id: string, name: string, quantity: number, refundedQuantity: number, unitAmount: MoneyFragment, taxAmount: MoneyFragment | null, totalAmount: MoneyFragment, refundableAmount: MoneyFragment };

export type ItemRefundFragment = { quantity: number | null, lineItem: { id: string, name: string }, amount: MoneyFragment };

export type ReasonFragment = { code: string, label: string, active: boolean };

export type DecisionFragment = { state: ApprovalState, requestedBy: string, decidedBy: string | null, decidedAt: string | null, note: string | null };

export type EventFragment = { at: string, by: string | null, source: PaymentSource | null, what: string, note: string | null };

export type PersonFragment = { id: string, name: string | null, email: string | null, status: UserStatus | null, roles: Array<{ id: string, name: string | null, isAccountAdmin: boolean | null, rights: Array<{ name: string | null }> | null }> | null };

export type KeyFragment = { publicKey: string, name: string, createdAt: string, lastUsedAt: string | null, rights: Array<{ name: string | null }> };

export type SettingsFragment = { notifyEmails: Array<string>, retryInterval: string, retryAttempts: number, retryDeclines: boolean, requireApiRequestKey: boolean, requireReasonFromStaff: boolean, approvalLimits: Array<MoneyFragment> };

export type PreviewRefundQueryVariables = Exact<{
  input: RefundOrderInput;
}>;


export type PreviewRefundQuery = { previewRefund: { token: string, order: OrderSummaryFragment, parts: Array<{ action: ReversalAction, transaction: TransactionSummaryFragment, amount: MoneyFragment }>, lineItems: Array<ItemRefundFragment>, total: MoneyFragment, balanceDue: MoneyFragment, blockers: Array<ProblemFragment> } | null };

export type RefundOrderMutationVariables = Exact<{
  input: RefundOrderInput;
}>;


export type RefundOrderMutation = { refundOrder: { clientMutationId: string | null, order: OrderSummaryFragment | null, results: Array<{ outcome: AttemptOutcome | null, transaction: TransactionSummaryFragment, reversal:
        | (
          { __typename: 'Refund' }
          & RefundSummaryFragment
        )
        | (
          { __typename: 'Transaction' }
          & TransactionSummaryFragment
        )
       | null, errors: Array<ProblemFragment> }> | null, validationErrors: Array<ProblemFragment> | null } | null };

export type OrderQueryVariables = Exact<{
  orderId: string;
}>;


export type OrderQuery = { order: OrderDetailsFragment | null };

export type OrdersQueryVariables = Exact<{
  input: OrderSearchInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrdersQuery = { orders: { edges: Array<{ cursor: string | null, node: OrderSummaryFragment | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type CustomersQueryVariables = Exact<{
  input: CustomerSearchInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomersQuery = { customers: { edges: Array<{ cursor: string | null, node: PayerFragment | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type RecordOrderMutationVariables = Exact<{
  input: RecordOrderInput;
}>;


export type RecordOrderMutation = { recordOrder: { clientMutationId: string | null, order: OrderDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type CancelOrderMutationVariables = Exact<{
  input: CancelOrderInput;
}>;


export type CancelOrderMutation = { cancelOrder: { clientMutationId: string | null, order: OrderDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ChargePaymentMethodMutationVariables = Exact<{
  input: ChargePaymentMethodInput;
}>;


export type ChargePaymentMethodMutation = { chargePaymentMethod: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type AuthorizePaymentMethodMutationVariables = Exact<{
  input: AuthorizePaymentMethodInput;
}>;


export type AuthorizePaymentMethodMutation = { authorizePaymentMethod: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type CaptureTransactionMutationVariables = Exact<{
  input: CaptureTransactionInput;
}>;


export type CaptureTransactionMutation = { captureTransaction: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type TransactionsQueryVariables = Exact<{
  input: TransactionSearchInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TransactionsQuery = { transactions: { edges: Array<{ cursor: string | null, node: TransactionSummaryFragment | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type RefundsQueryVariables = Exact<{
  input: RefundSearchInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RefundsQuery = { refunds: { edges: Array<{ cursor: string | null, node: RefundSummaryFragment | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type PaymentsQueryVariables = Exact<{
  input: PaymentSearchInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PaymentsQuery = { payments: { edges: Array<{ cursor: string | null, node:
        | (
          { __typename: 'Refund' }
          & RefundSummaryFragment
        )
        | (
          { __typename: 'Transaction' }
          & TransactionSummaryFragment
        )
       | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { node:
    | (
      { __typename: 'Customer', createdAt: string | null, id: string }
      & PayerFragment
    )
    | { __typename: 'Order', id: string }
    | (
      { __typename: 'Refund', id: string }
      & RefundDetailsFragment
    )
    | (
      { __typename: 'Transaction', id: string }
      & TransactionDetailsFragment
    )
   | null };

export type IdsFromLegacyIdsQueryVariables = Exact<{
  input: IdsFromLegacyIdsInput;
}>;


export type IdsFromLegacyIdsQuery = { idsFromLegacyIds: Array<string | null> };

export type PingQueryVariables = Exact<{ [key: string]: never; }>;


export type PingQuery = { ping: string };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { user: PersonFragment | null, merchant: { id: string, companyName: string | null, merchantAccounts: { edges: Array<{ node: { id: string, currencyCode: string | null, status: MerchantAccountStatus | null, isDefault: boolean | null } | null } | null> | null } | null } | null, rights: Array<{ name: string | null }> | null } | null };

export type UsersQueryVariables = Exact<{ [key: string]: never; }>;


export type UsersQuery = { users: Array<PersonFragment> };

export type ApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysQuery = { apiKeys: Array<KeyFragment> };

export type MerchantSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type MerchantSettingsQuery = { merchantSettings: SettingsFragment };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { clientMutationId: string | null, user: PersonFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type GrantRightMutationVariables = Exact<{
  input: RightInput;
}>;


export type GrantRightMutation = { grantRight: { clientMutationId: string | null, user: PersonFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type RevokeRightMutationVariables = Exact<{
  input: RightInput;
}>;


export type RevokeRightMutation = { revokeRight: { clientMutationId: string | null, user: PersonFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { clientMutationId: string | null, publicKey: string | null, privateKey: string | null, name: string | null, rights: Array<{ name: string | null }> | null, validationErrors: Array<ProblemFragment> | null } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { clientMutationId: string | null, publicKey: string | null, name: string | null, validationErrors: Array<ProblemFragment> | null } | null };

export type UpdateMerchantSettingsMutationVariables = Exact<{
  input: MerchantSettingsInput;
}>;


export type UpdateMerchantSettingsMutation = { updateMerchantSettings: { clientMutationId: string | null, settings: SettingsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { clientMutationId: string | null, user: PersonFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ChangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangesQuery = { changes: { edges: Array<{ cursor: string | null, node: { at: string, by: string | null, source: PaymentSource | null, address: string | null, what: string, reasonCode: string | null, note: string | null, paymentId: string | null, orderId: string | null } | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type RefundQueueQueryVariables = Exact<{
  input?: RefundQueueInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RefundQueueQuery = { refundQueue: { edges: Array<{ cursor: string | null, node: (
        { payment:
          | (
            { __typename: 'Refund' }
            & RefundSummaryFragment
          )
          | (
            { __typename: 'Transaction' }
            & TransactionSummaryFragment
          )
         }
        & RetrySummaryFragment
      ) | null } | null> | null, pageInfo: PageLimitsFragment } | null };

export type RetryRefundNowMutationVariables = Exact<{
  input: RetryInput;
}>;


export type RetryRefundNowMutation = { retryRefundNow: { clientMutationId: string | null, retry: RetryDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type PauseRefundRetryMutationVariables = Exact<{
  input: RetryInput;
}>;


export type PauseRefundRetryMutation = { pauseRefundRetry: { clientMutationId: string | null, retry: RetryDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ResumeRefundRetryMutationVariables = Exact<{
  input: RetryInput;
}>;


export type ResumeRefundRetryMutation = { resumeRefundRetry: { clientMutationId: string | null, retry: RetryDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type DismissAttentionMutationVariables = Exact<{
  input: RetryInput;
}>;


export type DismissAttentionMutation = { dismissAttention: { clientMutationId: string | null, retry: RetryDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ResolveOutcomeMutationVariables = Exact<{
  input: ResolveOutcomeInput;
}>;


export type ResolveOutcomeMutation = { resolveOutcome: { clientMutationId: string | null, payment:
      | (
        { __typename: 'Refund' }
        & RefundSummaryFragment
      )
      | (
        { __typename: 'Transaction' }
        & TransactionSummaryFragment
      )
     | null, validationErrors: Array<ProblemFragment> | null } | null };

export type RefundReasonsQueryVariables = Exact<{ [key: string]: never; }>;


export type RefundReasonsQuery = { refundReasons: Array<ReasonFragment> };

export type RefundReportQueryVariables = Exact<{
  input: RefundReportInput;
}>;


export type RefundReportQuery = { refundReport: { rows: Array<ReportRowFragment>, total: Array<ReportRowFragment> } | null };

export type ReportRowFragment = { key: string | null, label: string | null, currencyCode: string, count: number, amount: MoneyFragment };

export type CreateRefundReasonMutationVariables = Exact<{
  input: RefundReasonInput;
}>;


export type CreateRefundReasonMutation = { createRefundReason: { clientMutationId: string | null, reason: ReasonFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type UpdateRefundReasonMutationVariables = Exact<{
  input: RefundReasonInput;
}>;


export type UpdateRefundReasonMutation = { updateRefundReason: { clientMutationId: string | null, reason: ReasonFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ReverseTransactionMutationVariables = Exact<{
  input: ReverseTransactionInput;
}>;


export type ReverseTransactionMutation = { reverseTransaction: { clientMutationId: string | null, reversal:
      | (
        { __typename: 'Refund' }
        & RefundDetailsFragment
      )
      | (
        { __typename: 'Transaction' }
        & TransactionDetailsFragment
      )
     | null, validationErrors: Array<ProblemFragment> | null } | null };

export type RefundTransactionMutationVariables = Exact<{
  input: RefundTransactionInput;
}>;


export type RefundTransactionMutation = { refundTransaction: { clientMutationId: string | null, refund: RefundDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type VoidTransactionMutationVariables = Exact<{
  input: VoidTransactionInput;
}>;


export type VoidTransactionMutation = { voidTransaction: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type ReverseRefundMutationVariables = Exact<{
  input: ReverseRefundInput;
}>;


export type ReverseRefundMutation = { reverseRefund: { clientMutationId: string | null, refund: RefundDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type SandboxSettleTransactionMutationVariables = Exact<{
  input: SandboxSettleTransactionInput;
}>;


export type SandboxSettleTransactionMutation = { sandboxSettleTransaction: { clientMutationId: string | null, transaction: TransactionDetailsFragment | null, validationErrors: Array<ProblemFragment> | null } | null };

export type SandboxAdvanceClockMutationVariables = Exact<{
  input: SandboxAdvanceClockInput;
}>;


export type SandboxAdvanceClockMutation = { sandboxAdvanceClock: { clientMutationId: string | null, now: string | null, validationErrors: Array<ProblemFragment> | null } | null };

export type SandboxClockQueryVariables = Exact<{ [key: string]: never; }>;


export type SandboxClockQuery = { sandboxClock: string | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PageLimitsFragmentDoc = new TypedDocumentString(`
    fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `, {"fragmentName":"PageLimits"}) as unknown as TypedDocumentString<PageLimitsFragment, unknown>;
export const MoneyFragmentDoc = new TypedDocumentString(`
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
    `, {"fragmentName":"Money"}) as unknown as TypedDocumentString<MoneyFragment, unknown>;
export const PayerFragmentDoc = new TypedDocumentString(`
    fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
    `, {"fragmentName":"Payer"}) as unknown as TypedDocumentString<PayerFragment, unknown>;
export const TransactionSummaryFragmentDoc = new TypedDocumentString(`
    fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`, {"fragmentName":"TransactionSummary"}) as unknown as TypedDocumentString<TransactionSummaryFragment, unknown>;
export const ProblemFragmentDoc = new TypedDocumentString(`
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
    `, {"fragmentName":"Problem"}) as unknown as TypedDocumentString<ProblemFragment, unknown>;
export const StatusEventFragmentDoc = new TypedDocumentString(`
    fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"StatusEvent"}) as unknown as TypedDocumentString<StatusEventFragment, unknown>;
export const ProcessorAnswerFragmentDoc = new TypedDocumentString(`
    fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
    `, {"fragmentName":"ProcessorAnswer"}) as unknown as TypedDocumentString<ProcessorAnswerFragment, unknown>;
export const RetrySummaryFragmentDoc = new TypedDocumentString(`
    fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
    `, {"fragmentName":"RetrySummary"}) as unknown as TypedDocumentString<RetrySummaryFragment, unknown>;
export const RefundSummaryFragmentDoc = new TypedDocumentString(`
    fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}`, {"fragmentName":"RefundSummary"}) as unknown as TypedDocumentString<RefundSummaryFragment, unknown>;
export const MarkFragmentDoc = new TypedDocumentString(`
    fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
    `, {"fragmentName":"Mark"}) as unknown as TypedDocumentString<MarkFragment, unknown>;
export const RetryDetailsFragmentDoc = new TypedDocumentString(`
    fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
    fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}`, {"fragmentName":"RetryDetails"}) as unknown as TypedDocumentString<RetryDetailsFragment, unknown>;
export const EventFragmentDoc = new TypedDocumentString(`
    fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}
    `, {"fragmentName":"Event"}) as unknown as TypedDocumentString<EventFragment, unknown>;
export const TransactionDetailsFragmentDoc = new TypedDocumentString(`
    fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`, {"fragmentName":"TransactionDetails"}) as unknown as TypedDocumentString<TransactionDetailsFragment, unknown>;
export const ReasonFragmentDoc = new TypedDocumentString(`
    fragment Reason on RefundReason {
  code
  label
  active
}
    `, {"fragmentName":"Reason"}) as unknown as TypedDocumentString<ReasonFragment, unknown>;
export const ItemRefundFragmentDoc = new TypedDocumentString(`
    fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"ItemRefund"}) as unknown as TypedDocumentString<ItemRefundFragment, unknown>;
export const DecisionFragmentDoc = new TypedDocumentString(`
    fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
    `, {"fragmentName":"Decision"}) as unknown as TypedDocumentString<DecisionFragment, unknown>;
export const RefundDetailsFragmentDoc = new TypedDocumentString(`
    fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`, {"fragmentName":"RefundDetails"}) as unknown as TypedDocumentString<RefundDetailsFragment, unknown>;
export const OrderSummaryFragmentDoc = new TypedDocumentString(`
    fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`, {"fragmentName":"OrderSummary"}) as unknown as TypedDocumentString<OrderSummaryFragment, unknown>;
export const LineItemFragmentDoc = new TypedDocumentString(`
    fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"LineItem"}) as unknown as TypedDocumentString<LineItemFragment, unknown>;
export const OrderDetailsFragmentDoc = new TypedDocumentString(`
    fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`, {"fragmentName":"OrderDetails"}) as unknown as TypedDocumentString<OrderDetailsFragment, unknown>;
export const PersonFragmentDoc = new TypedDocumentString(`
    fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}
    `, {"fragmentName":"Person"}) as unknown as TypedDocumentString<PersonFragment, unknown>;
export const KeyFragmentDoc = new TypedDocumentString(`
    fragment Key on ApiKey {
  publicKey
  name
  rights {
    name
  }
  createdAt
  lastUsedAt
}
    `, {"fragmentName":"Key"}) as unknown as TypedDocumentString<KeyFragment, unknown>;
export const SettingsFragmentDoc = new TypedDocumentString(`
    fragment Settings on MerchantSettings {
  notifyEmails
  retryInterval
  retryAttempts
  retryDeclines
  requireApiRequestKey
  requireReasonFromStaff
  approvalLimits {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"Settings"}) as unknown as TypedDocumentString<SettingsFragment, unknown>;
export const ReportRowFragmentDoc = new TypedDocumentString(`
    fragment ReportRow on RefundReportRow {
  key
  label
  currencyCode
  count
  amount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"ReportRow"}) as unknown as TypedDocumentString<ReportRowFragment, unknown>;
export const ApprovalsDocument = new TypedDocumentString(`
    query Approvals($first: Int, $after: String) {
  approvals(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RefundSummary
        approval {
          ...Decision
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}`) as unknown as TypedDocumentString<ApprovalsQuery, ApprovalsQueryVariables>;
export const ApproveRefundDocument = new TypedDocumentString(`
    mutation ApproveRefund($input: ApprovalInput!) {
  approveRefund(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<ApproveRefundMutation, ApproveRefundMutationVariables>;
export const RejectRefundDocument = new TypedDocumentString(`
    mutation RejectRefund($input: ApprovalInput!) {
  rejectRefund(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<RejectRefundMutation, RejectRefundMutationVariables>;
export const MarkRefundedExternallyDocument = new TypedDocumentString(`
    mutation MarkRefundedExternally($input: MarkRefundedExternallyInput!) {
  markRefundedExternally(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<MarkRefundedExternallyMutation, MarkRefundedExternallyMutationVariables>;
export const UndoExternalRefundDocument = new TypedDocumentString(`
    mutation UndoExternalRefund($input: UndoExternalRefundInput!) {
  undoExternalRefund(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    refunds {
      ...RefundSummary
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<UndoExternalRefundMutation, UndoExternalRefundMutationVariables>;
export const MarkVoidedExternallyDocument = new TypedDocumentString(`
    mutation MarkVoidedExternally($input: MarkVoidedExternallyInput!) {
  markVoidedExternally(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<MarkVoidedExternallyMutation, MarkVoidedExternallyMutationVariables>;
export const UndoExternalVoidDocument = new TypedDocumentString(`
    mutation UndoExternalVoid($input: UndoExternalVoidInput!) {
  undoExternalVoid(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<UndoExternalVoidMutation, UndoExternalVoidMutationVariables>;
export const PreviewRefundDocument = new TypedDocumentString(`
    query PreviewRefund($input: RefundOrderInput!) {
  previewRefund(input: $input) {
    order {
      ...OrderSummary
    }
    parts {
      transaction {
        ...TransactionSummary
      }
      action
      amount {
        ...Money
      }
    }
    lineItems {
      ...ItemRefund
    }
    total {
      ...Money
    }
    balanceDue {
      ...Money
    }
    blockers {
      ...Problem
    }
    token
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}`) as unknown as TypedDocumentString<PreviewRefundQuery, PreviewRefundQueryVariables>;
export const RefundOrderDocument = new TypedDocumentString(`
    mutation RefundOrder($input: RefundOrderInput!) {
  refundOrder(input: $input) {
    clientMutationId
    order {
      ...OrderSummary
    }
    results {
      transaction {
        ...TransactionSummary
      }
      reversal {
        __typename
        ... on Transaction {
          ...TransactionSummary
        }
        ... on Refund {
          ...RefundSummary
        }
      }
      outcome
      errors {
        ...Problem
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}`) as unknown as TypedDocumentString<RefundOrderMutation, RefundOrderMutationVariables>;
export const OrderDocument = new TypedDocumentString(`
    query Order($orderId: String!) {
  order(orderId: $orderId) {
    ...OrderDetails
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<OrderQuery, OrderQueryVariables>;
export const OrdersDocument = new TypedDocumentString(`
    query Orders($input: OrderSearchInput!, $first: Int, $after: String) {
  orders(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...OrderSummary
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}`) as unknown as TypedDocumentString<OrdersQuery, OrdersQueryVariables>;
export const CustomersDocument = new TypedDocumentString(`
    query Customers($input: CustomerSearchInput!, $first: Int, $after: String) {
  customers(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...Payer
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<CustomersQuery, CustomersQueryVariables>;
export const RecordOrderDocument = new TypedDocumentString(`
    mutation RecordOrder($input: RecordOrderInput!) {
  recordOrder(input: $input) {
    clientMutationId
    order {
      ...OrderDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<RecordOrderMutation, RecordOrderMutationVariables>;
export const CancelOrderDocument = new TypedDocumentString(`
    mutation CancelOrder($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    clientMutationId
    order {
      ...OrderDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<CancelOrderMutation, CancelOrderMutationVariables>;
export const ChargePaymentMethodDocument = new TypedDocumentString(`
    mutation ChargePaymentMethod($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<ChargePaymentMethodMutation, ChargePaymentMethodMutationVariables>;
export const AuthorizePaymentMethodDocument = new TypedDocumentString(`
    mutation AuthorizePaymentMethod($input: AuthorizePaymentMethodInput!) {
  authorizePaymentMethod(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<AuthorizePaymentMethodMutation, AuthorizePaymentMethodMutationVariables>;
export const CaptureTransactionDocument = new TypedDocumentString(`
    mutation CaptureTransaction($input: CaptureTransactionInput!) {
  captureTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<CaptureTransactionMutation, CaptureTransactionMutationVariables>;
export const TransactionsDocument = new TypedDocumentString(`
    query Transactions($input: TransactionSearchInput!, $first: Int, $after: String) {
  transactions(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...TransactionSummary
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}`) as unknown as TypedDocumentString<TransactionsQuery, TransactionsQueryVariables>;
export const RefundsDocument = new TypedDocumentString(`
    query Refunds($input: RefundSearchInput!, $first: Int, $after: String) {
  refunds(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RefundSummary
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<RefundsQuery, RefundsQueryVariables>;
export const PaymentsDocument = new TypedDocumentString(`
    query Payments($input: PaymentSearchInput!, $first: Int, $after: String) {
  payments(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        __typename
        ... on Transaction {
          ...TransactionSummary
        }
        ... on Refund {
          ...RefundSummary
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<PaymentsQuery, PaymentsQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Transaction {
      ...TransactionDetails
    }
    ... on Refund {
      ...RefundDetails
    }
    ... on Customer {
      ...Payer
      createdAt
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const IdsFromLegacyIdsDocument = new TypedDocumentString(`
    query IdsFromLegacyIds($input: IdsFromLegacyIdsInput!) {
  idsFromLegacyIds(input: $input)
}
    `) as unknown as TypedDocumentString<IdsFromLegacyIdsQuery, IdsFromLegacyIdsQueryVariables>;
export const PingDocument = new TypedDocumentString(`
    query Ping {
  ping
}
    `) as unknown as TypedDocumentString<PingQuery, PingQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    user {
      ...Person
    }
    merchant {
      id
      companyName
      merchantAccounts {
        edges {
          node {
            id
            currencyCode
            status
            isDefault
          }
        }
      }
    }
    rights {
      name
    }
  }
}
    fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users {
  users {
    ...Person
  }
}
    fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys {
  apiKeys {
    ...Key
  }
}
    fragment Key on ApiKey {
  publicKey
  name
  rights {
    name
  }
  createdAt
  lastUsedAt
}`) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const MerchantSettingsDocument = new TypedDocumentString(`
    query MerchantSettings {
  merchantSettings {
    ...Settings
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Settings on MerchantSettings {
  notifyEmails
  retryInterval
  retryAttempts
  retryDeclines
  requireApiRequestKey
  requireReasonFromStaff
  approvalLimits {
    ...Money
  }
}`) as unknown as TypedDocumentString<MerchantSettingsQuery, MerchantSettingsQueryVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const GrantRightDocument = new TypedDocumentString(`
    mutation GrantRight($input: RightInput!) {
  grantRight(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<GrantRightMutation, GrantRightMutationVariables>;
export const RevokeRightDocument = new TypedDocumentString(`
    mutation RevokeRight($input: RightInput!) {
  revokeRight(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<RevokeRightMutation, RevokeRightMutationVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    clientMutationId
    publicKey
    privateKey
    name
    rights {
      name
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    clientMutationId
    publicKey
    name
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const UpdateMerchantSettingsDocument = new TypedDocumentString(`
    mutation UpdateMerchantSettings($input: MerchantSettingsInput!) {
  updateMerchantSettings(input: $input) {
    clientMutationId
    settings {
      ...Settings
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Settings on MerchantSettings {
  notifyEmails
  retryInterval
  retryAttempts
  retryDeclines
  requireApiRequestKey
  requireReasonFromStaff
  approvalLimits {
    ...Money
  }
}`) as unknown as TypedDocumentString<UpdateMerchantSettingsMutation, UpdateMerchantSettingsMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ChangesDocument = new TypedDocumentString(`
    query Changes($first: Int, $after: String) {
  changes(first: $first, after: $after) {
    edges {
      cursor
      node {
        at
        by
        source
        address
        what
        reasonCode
        note
        paymentId
        orderId
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ChangesQuery, ChangesQueryVariables>;
export const RefundQueueDocument = new TypedDocumentString(`
    query RefundQueue($input: RefundQueueInput, $first: Int, $after: String) {
  refundQueue(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RetrySummary
        payment {
          __typename
          ... on Transaction {
            ...TransactionSummary
          }
          ... on Refund {
            ...RefundSummary
          }
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<RefundQueueQuery, RefundQueueQueryVariables>;
export const RetryRefundNowDocument = new TypedDocumentString(`
    mutation RetryRefundNow($input: RetryInput!) {
  retryRefundNow(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`) as unknown as TypedDocumentString<RetryRefundNowMutation, RetryRefundNowMutationVariables>;
export const PauseRefundRetryDocument = new TypedDocumentString(`
    mutation PauseRefundRetry($input: RetryInput!) {
  pauseRefundRetry(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`) as unknown as TypedDocumentString<PauseRefundRetryMutation, PauseRefundRetryMutationVariables>;
export const ResumeRefundRetryDocument = new TypedDocumentString(`
    mutation ResumeRefundRetry($input: RetryInput!) {
  resumeRefundRetry(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`) as unknown as TypedDocumentString<ResumeRefundRetryMutation, ResumeRefundRetryMutationVariables>;
export const DismissAttentionDocument = new TypedDocumentString(`
    mutation DismissAttention($input: RetryInput!) {
  dismissAttention(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`) as unknown as TypedDocumentString<DismissAttentionMutation, DismissAttentionMutationVariables>;
export const ResolveOutcomeDocument = new TypedDocumentString(`
    mutation ResolveOutcome($input: ResolveOutcomeInput!) {
  resolveOutcome(input: $input) {
    clientMutationId
    payment {
      __typename
      ... on Transaction {
        ...TransactionSummary
      }
      ... on Refund {
        ...RefundSummary
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<ResolveOutcomeMutation, ResolveOutcomeMutationVariables>;
export const RefundReasonsDocument = new TypedDocumentString(`
    query RefundReasons {
  refundReasons {
    ...Reason
  }
}
    fragment Reason on RefundReason {
  code
  label
  active
}`) as unknown as TypedDocumentString<RefundReasonsQuery, RefundReasonsQueryVariables>;
export const RefundReportDocument = new TypedDocumentString(`
    query RefundReport($input: RefundReportInput!) {
  refundReport(input: $input) {
    rows {
      ...ReportRow
    }
    total {
      ...ReportRow
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment ReportRow on RefundReportRow {
  key
  label
  currencyCode
  count
  amount {
    ...Money
  }
}`) as unknown as TypedDocumentString<RefundReportQuery, RefundReportQueryVariables>;
export const CreateRefundReasonDocument = new TypedDocumentString(`
    mutation CreateRefundReason($input: RefundReasonInput!) {
  createRefundReason(input: $input) {
    clientMutationId
    reason {
      ...Reason
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Reason on RefundReason {
  code
  label
  active
}`) as unknown as TypedDocumentString<CreateRefundReasonMutation, CreateRefundReasonMutationVariables>;
export const UpdateRefundReasonDocument = new TypedDocumentString(`
    mutation UpdateRefundReason($input: RefundReasonInput!) {
  updateRefundReason(input: $input) {
    clientMutationId
    reason {
      ...Reason
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Reason on RefundReason {
  code
  label
  active
}`) as unknown as TypedDocumentString<UpdateRefundReasonMutation, UpdateRefundReasonMutationVariables>;
export const ReverseTransactionDocument = new TypedDocumentString(`
    mutation ReverseTransaction($input: ReverseTransactionInput!) {
  reverseTransaction(input: $input) {
    clientMutationId
    reversal {
      __typename
      ... on Transaction {
        ...TransactionDetails
      }
      ... on Refund {
        ...RefundDetails
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<ReverseTransactionMutation, ReverseTransactionMutationVariables>;
export const RefundTransactionDocument = new TypedDocumentString(`
    mutation RefundTransaction($input: RefundTransactionInput!) {
  refundTransaction(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<RefundTransactionMutation, RefundTransactionMutationVariables>;
export const VoidTransactionDocument = new TypedDocumentString(`
    mutation VoidTransaction($input: VoidTransactionInput!) {
  voidTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<VoidTransactionMutation, VoidTransactionMutationVariables>;
export const ReverseRefundDocument = new TypedDocumentString(`
    mutation ReverseRefund($input: ReverseRefundInput!) {
  reverseRefund(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  state
  requestedBy
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<ReverseRefundMutation, ReverseRefundMutationVariables>;
export const SandboxSettleTransactionDocument = new TypedDocumentString(`
    mutation SandboxSettleTransaction($input: SandboxSettleTransactionInput!) {
  sandboxSettleTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`) as unknown as TypedDocumentString<SandboxSettleTransactionMutation, SandboxSettleTransactionMutationVariables>;
export const SandboxAdvanceClockDocument = new TypedDocumentString(`
    mutation SandboxAdvanceClock($input: SandboxAdvanceClockInput!) {
  sandboxAdvanceClock(input: $input) {
    clientMutationId
    now
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`) as unknown as TypedDocumentString<SandboxAdvanceClockMutation, SandboxAdvanceClockMutationVariables>;
export const SandboxClockDocument = new TypedDocumentString(`
    query SandboxClock {
  sandboxClock
}
    `) as unknown as TypedDocumentString<SandboxClockQuery, SandboxClockQueryVariables>;
/** The mutations that move money: they take a key that makes them safe to send again. */
export const takingRequestKeys: ReadonlySet<string> = new Set([
  "AuthorizePaymentMethod",
  "CaptureTransaction",
  "ChargePaymentMethod",
  "MarkRefundedExternally",
  "RefundOrder",
  "RefundTransaction",
  "ReverseRefund",
  "ReverseTransaction",
  "VoidTransaction"
]);
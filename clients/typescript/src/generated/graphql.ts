/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Asked } from '../client.js';
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

/** What a second person has to agree to. */
export type ApprovalKind =
  /** That a refund was not made, or was taken back, where its gateway can't say. It frees the amount. */
  | 'OUTCOME'
  /** That a refund is made. No gateway hears of it before. */
  | 'REFUND'
  | '%future added value';

/** Above how much in one currency a second person approves. */
export type ApprovalLimitInput = {
  /** The limit itself needs nobody's approval. Above zero. */
  amount: string;
  /** The currency; each may be named once. */
  currencyCode: string;
};

/** Where something stands that a second person has to agree to. */
export type ApprovalState =
  /** A second person has agreed: a refund was sent, an outcome holds. */
  | 'APPROVED'
  /** Of an outcome: the gateway itself has said what it was, or the refund was sent again. */
  | 'OVERTAKEN'
  /** A second person has not agreed: a refund is not sent, an outcome is as unknown as before. */
  | 'REJECTED'
  /** A second person has to decide. The amount stays reserved meanwhile. */
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
  /** Who is written to when a reversal needs a person; an empty list for nobody. Up to 10; they replace the old ones. Null, where it is not left out: as the server has it. */
  notifyEmails?: Array<string> | null | undefined;
  /** Whether every mutation that moves money must bring an apiRequestKey. */
  requireApiRequestKey?: boolean | null | undefined;
  /** Whether every `resolveOutcome` that frees a refund's amount waits until another person approves it, where the gateway can't say; else only above the limit for its currency, over all of the transaction's refunds. */
  requireApprovalOfNotDone?: boolean | null | undefined;
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
  /** Whether the gateway did it. It is asked first, and its own word counts. Where it can't say, NOT_DONE is possible once the last sending can't be on its way any more. */
  outcome: ResolvedOutcome;
  /** The id of the refund, or of the transaction. */
  paymentId: string;
  /** What the gateway calls it. */
  reference?: string | null | undefined;
};

/** What a person found out about an attempt that nobody knew the outcome of. */
export type ResolvedOutcome =
  /** The gateway did it. Where it can't say so itself, a refund is SETTLED then, a void VOIDED. */
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

/** Whose account it is about. */
export type UserInput = {
  /** Any text of up to 255 characters, which comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The person's id. */
  userId: string;
};

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
  /** No gateway's adapter of this name can be used here. */
  | 'ADAPTER_UNKNOWN'
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
  /** A sandbox merchant has the sandbox gateway alone. */
  | 'GATEWAY_ACCOUNT_OF_SANDBOX'
  /** This gateway account is retired. */
  | 'GATEWAY_ACCOUNT_RETIRED'
  /** The merchant has or had a gateway account of this name. */
  | 'GATEWAY_ACCOUNT_TAKEN'
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
  /** What was said of an outcome has to be approved by another person. */
  | 'OUTCOME_BY_ANOTHER'
  /** The gateway says otherwise of this payment's last attempt, and its word counts. */
  | 'OUTCOME_CONTRADICTED'
  /** The outcome of this payment's last attempt is known. */
  | 'OUTCOME_IS_KNOWN'
  /** The outcome of this payment's last attempt is not known. */
  | 'OUTCOME_NOT_KNOWN'
  /** The last attempt may still be on its way to the gateway. */
  | 'OUTCOME_TOO_EARLY'
  /** The gateway has taken this and may still do it. */
  | 'OUTCOME_UNDECIDED'
  /** You cannot disable yourself. */
  | 'OWN_ACCOUNT'
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
  /** REFUNDRY_SECRETS_KEYS is not set, or lacks the key of this account. */
  | 'SECRETS_KEYS_MISSING'
  /** This setting is invalid. */
  | 'SETTING_INVALID'
  /** This is a secret, and no setting. */
  | 'SETTING_IS_SECRET'
  /** A setting or a secret is missing. */
  | 'SETTING_MISSING'
  /** There is no setting or secret of this name. */
  | 'SETTING_UNKNOWN'
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

/** What `approvals` takes. */
export type ApprovalsQueryVariables = Exact<{
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `approvals` answers. */
export type ApprovalsQuery = {
    /** Refunds that await a second person's decision, the newest first. */
    approvals: {
        /** The page's refunds, newest first. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** The refund. */
            node: ({
                /** Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last. */
                approval: DecisionFragment | null;
            } & RefundSummaryFragment) | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `approveRefund` takes. */
export type ApproveRefundMutationVariables = Exact<{
    /** Which refund it is. */
    input: ApprovalInput;
}>;


/** What `approveRefund` answers. */
export type ApproveRefundMutation = {
    /** Agrees to a refund that another person asked for: it is sent now. Or to what was said of an unknown outcome: the refund's amount is free then. People only, never API keys. */
    approveRefund: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The refund; its status tells how far it came. */
        refund: RefundDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `rejectRefund` takes. */
export type RejectRefundMutationVariables = Exact<{
    /** Which refund it is. */
    input: ApprovalInput;
}>;


/** What `rejectRefund` answers. */
export type RejectRefundMutation = {
    /** Does not agree to a refund that another person asked for: it is VOIDED, its amount is free again. Or to what was said of an unknown outcome: it stays unknown. People only, never API keys. */
    rejectRefund: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The refund; its status tells how far it came. */
        refund: RefundDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `markRefundedExternally` takes. */
export type MarkRefundedExternallyMutationVariables = Exact<{
    /** What was done. */
    input: MarkRefundedExternallyInput;
}>;


/** What `markRefundedExternally` answers. */
export type MarkRefundedExternallyMutation = {
    /** Records a refund that was made outside of this service, in full or in part. No gateway is told. */
    markRefundedExternally: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The refund; its status tells how far it came. */
        refund: RefundDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `undoExternalRefund` takes. */
export type UndoExternalRefundMutationVariables = Exact<{
    /** What was not done. */
    input: UndoExternalRefundInput;
}>;


/** What `undoExternalRefund` answers. */
export type UndoExternalRefundMutation = {
    /** Takes back the marks of a transaction's external refunds, while its order has no other refunds. */
    undoExternalRefund: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction, of which more can be refunded again. */
        transaction: TransactionDetailsFragment | null;
        /** Its refunds; those that were marked are VOIDED now. */
        refunds: Array<RefundSummaryFragment> | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `markVoidedExternally` takes. */
export type MarkVoidedExternallyMutationVariables = Exact<{
    /** What was done. */
    input: MarkVoidedExternallyInput;
}>;


/** What `markVoidedExternally` answers. */
export type MarkVoidedExternallyMutation = {
    /** Records that a transaction was voided outside of this service. No gateway is told. */
    markVoidedExternally: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction: VOIDED, or as it was, with `retry` set, while the void is under way. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `undoExternalVoid` takes. */
export type UndoExternalVoidMutationVariables = Exact<{
    /** What was not done. */
    input: UndoExternalVoidInput;
}>;


/** What `undoExternalVoid` answers. */
export type UndoExternalVoidMutation = {
    /** Takes back the mark of an external void: the transaction has the status that its gateway knows. */
    undoExternalVoid: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction: VOIDED, or as it was, with `retry` set, while the void is under way. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** An amount of money, with its currency. */
export type MoneyFragment = {
    /** How much, with all of the currency's decimals. */
    value: string | null;
    /** In which currency. */
    currencyCode: string | null;
};

/** What the client can mend. Selected on a payload, it replaces the top-level errors of that mutation. */
export type ProblemFragment = {
    /** The condition, by its stable name. */
    code: ValidationErrorCode;
    /** What is wrong, and what is allowed now. For people: branch on `code`. */
    message: string;
    /** The number that the mirrored API gives this condition; null where it has none. */
    legacyCode: string | null;
    /** The part of the input, from the argument's name on. */
    inputPath: Array<string> | null;
};

/** Someone who pays. */
export type PayerFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces use it. */
    legacyId: string;
    /** The e-mail address. */
    email: string | null;
    /** The given name. */
    firstName: string | null;
    /** The family name. */
    lastName: string | null;
    /** The company. */
    company: string | null;
    /** The telephone number. */
    phoneNumber: string | null;
};

/** Where a page lies in its list. */
export type PageLimitsFragment = {
    /** Whether more follow: ask for them with `endCursor` as `after`. */
    hasNextPage: boolean;
    /** Always false: lists are read from the newest to the oldest. */
    hasPreviousPage: boolean;
    /** The cursor of the page's first item; null on an empty page. */
    startCursor: string | null;
    /** The cursor of the page's last item; null on an empty page. */
    endCursor: string | null;
};

/** The word of a person that something was done outside of this service. */
export type MarkFragment = {
    /** What it is called where it was done. */
    reference: string | null;
    /** What the person wrote about it. */
    note: string | null;
    /** Who said so. */
    markedBy: string;
    /** When that was said. */
    markedAt: string;
    /** Who took it back; null while it holds. */
    undoneBy: string | null;
    /** When it was taken back. */
    undoneAt: string | null;
};

/** How it goes with something that the gateway did not do at once. */
export type RetrySummaryFragment = {
    /** Its id. */
    id: string;
    /** Whether it waits, runs, is paused, or has ended. */
    state: RetryState;
    /** How many times it was sent to the gateway, the first one included. */
    attemptsMade: number;
    /** How many daily attempts are still to come. */
    attemptsLeft: number;
    /** When it is tried again or asked about; null if it isn't. */
    nextAttemptAt: string | null;
    /** Why the last attempt did not do it. */
    lastError: string | null;
};

/** How it goes with something that the gateway did not do at once. */
export type RetryDetailsFragment = ({
    /** Every attempt, the first one first. */
    attempts: Array<{
        /** 1 for the first attempt, and so on. */
        number: number;
        /** When it was made. */
        startedAt: string;
        /** When its outcome was known; null while it runs. */
        finishedAt: string | null;
        /** What the gateway answered; null while it runs. */
        outcome: AttemptOutcome | null;
        /** The processor's answer as a number, if it gave one. */
        processorResponseCode: string | null;
        /** The answer in words. */
        message: string | null;
        /** What the gateway calls it. */
        gatewayReference: string | null;
    }>;
} & RetrySummaryFragment);

/** The authorization ran out before it was captured. */
type StatusEvent_AuthorizationExpiredEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'AuthorizationExpiredEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** The processor agreed to it. */
type StatusEvent_AuthorizedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'AuthorizedEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** It could not be carried out. */
type StatusEvent_FailedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'FailedEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** The gateway refused it by its own rules. */
type StatusEvent_GatewayRejectedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'GatewayRejectedEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** The processor said no. */
type StatusEvent_ProcessorDeclinedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'ProcessorDeclinedEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** The money has moved. */
type StatusEvent_SettledEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettledEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** The processor refused it at settlement. */
type StatusEvent_SettlementDeclinedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettlementDeclinedEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** Settlement waits for the processor's decision. */
type StatusEvent_SettlementPendingEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettlementPendingEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** Settlement has begun. */
type StatusEvent_SettlingEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettlingEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** It was handed in for the next settlement. */
type StatusEvent_SubmittedForSettlementEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SubmittedForSettlementEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** It was cancelled before any money moved. */
type StatusEvent_VoidedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'VoidedEvent';
    /** The status that was come to. */
    status: PaymentStatus | null;
    /** When that was. */
    timestamp: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** Whether nothing can follow this status. */
    terminal: boolean | null;
    /** How much it was about. */
    amount: MoneyFragment | null;
};

/** One line of a status history. */
export type StatusEventFragment = StatusEvent_AuthorizationExpiredEvent_Fragment | StatusEvent_AuthorizedEvent_Fragment | StatusEvent_FailedEvent_Fragment | StatusEvent_GatewayRejectedEvent_Fragment | StatusEvent_ProcessorDeclinedEvent_Fragment | StatusEvent_SettledEvent_Fragment | StatusEvent_SettlementDeclinedEvent_Fragment | StatusEvent_SettlementPendingEvent_Fragment | StatusEvent_SettlingEvent_Fragment | StatusEvent_SubmittedForSettlementEvent_Fragment | StatusEvent_VoidedEvent_Fragment;

/** What the processor said when it was asked to authorize. */
export type ProcessorAnswerFragment = {
    /** The processor's answer as a number. */
    legacyCode: string | null;
    /** The processor's answer in words. */
    message: string | null;
};

/** A payment: money that a customer gives to the merchant. */
export type TransactionSummaryFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces and the gateway use it. */
    legacyId: string;
    /** The shop's id of the order that it belongs to. */
    orderId: string | null;
    /** Where it stands. */
    status: PaymentStatus | null;
    /** When it was asked for. */
    createdAt: string | null;
    /** Whether a void of it came to nothing, so that a person has to decide what to do. */
    needsAttention: boolean;
    /** How much it is about. */
    amount: MoneyFragment | null;
    /** How much was given back or is promised: refunds that wait, or that nobody knows of, count as well. */
    refundedAmount: MoneyFragment;
    /** How much can still be given back; before settlement, once it has settled. */
    refundableAmount: MoneyFragment;
    /** The customer who paid. */
    customer: PayerFragment | null;
};

/** Money on its way back to the customer, or given back. */
export type RefundSummaryFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces and the gateway use it. */
    legacyId: string;
    /** The shop's id of the order that it belongs to. */
    orderId: string | null;
    /** Where it stands. */
    status: PaymentStatus | null;
    /** When it was asked for. */
    createdAt: string | null;
    /** Whether it came to nothing, so that a person has to decide what to do. */
    needsAttention: boolean;
    /** Who asked for it. */
    requestedBy: string | null;
    /** How much it is about. */
    amount: MoneyFragment | null;
    /** How it goes on; set from the first attempt that the gateway did not accept. */
    retry: RetrySummaryFragment | null;
    /** The transaction that is refunded. */
    refundedTransaction: {
        /** Its id. */
        id: string;
        /** Where it stands. */
        status: PaymentStatus | null;
        /** How much can still be given back; before settlement, once it has settled. */
        refundableAmount: MoneyFragment;
    } | null;
};

/** A payment: money that a customer gives to the merchant. */
export type TransactionDetailsFragment = ({
    /** The merchant account that the money passes through. */
    merchantAccountId: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** What can be done to undo it now, and what stands in the way. */
    refundability: {
        /** What `reverseTransaction` would do now. */
        action: ReversalAction;
        /** Whether `voidTransaction` would be allowed now. */
        canVoid: boolean;
        /** Whether `refundTransaction` would be allowed now. */
        canRefund: boolean;
        /** The most that can be given back now. */
        maximum: MoneyFragment;
        /** Why nothing can be done; empty if something can. */
        blockers: Array<ProblemFragment>;
    };
    /** What it went through, the latest first. */
    statusHistory: Array<StatusEvent_AuthorizationExpiredEvent_Fragment | StatusEvent_AuthorizedEvent_Fragment | StatusEvent_FailedEvent_Fragment | StatusEvent_GatewayRejectedEvent_Fragment | StatusEvent_ProcessorDeclinedEvent_Fragment | StatusEvent_SettledEvent_Fragment | StatusEvent_SettlementDeclinedEvent_Fragment | StatusEvent_SettlementPendingEvent_Fragment | StatusEvent_SettlingEvent_Fragment | StatusEvent_SubmittedForSettlementEvent_Fragment | StatusEvent_VoidedEvent_Fragment> | null;
    /** What was paid with, as it was then. */
    paymentMethodSnapshot: {
        /** Which of its possible types it is. */
        __typename: 'CreditCardDetails';
        /** The card's brand. */
        brandCode: CreditCardBrandCode | null;
        /** The card number's last four digits. */
        last4: string | null;
        /** The month that the card is valid through, two digits. */
        expirationMonth: string | null;
        /** The year that the card is valid through, four digits. */
        expirationYear: string | null;
        /** The name on the card. */
        cardholderName: string | null;
    } | {
        /** Which of its possible types it is. */
        __typename: 'PayPalTransactionDetails';
        /** Who paid. */
        payer: {
            /** The e-mail address that the account goes by. */
            email: string | null;
        } | null;
    } | null;
    /** What the processor said to the authorization. */
    processorAuthorizationResponse: ProcessorAnswerFragment | null;
    /** The refunds of this transaction, the newest first. */
    refunds: Array<RefundSummaryFragment> | null;
    /** The order that it is part of; null without an order id, and in another currency than the order's. */
    order: {
        /** Its id. */
        id: string;
        /** The shop's own id of it. */
        orderId: string;
        /** How much of what was paid was given back, or is about to be. */
        status: OrderStatus;
    } | null;
    /** Set when the transaction was voided outside of this service; once undone, it says by whom. */
    externalVoid: MarkFragment | null;
    /** How its void goes on, or its capture; set from the first attempt that the gateway did not accept. */
    retry: RetryDetailsFragment | null;
    /** What happened to it and to its refunds, in words: the oldest happening first; whatever happened at one moment stands in one line. */
    history: Array<EventFragment>;
} & TransactionSummaryFragment);

/** Money on its way back to the customer, or given back. */
export type RefundDetailsFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces and the gateway use it. */
    legacyId: string;
    /** The shop's id of the order that it belongs to. */
    orderId: string | null;
    /** Where it stands. */
    status: PaymentStatus | null;
    /** When it was asked for. */
    createdAt: string | null;
    /** Whether it came to nothing, so that a person has to decide what to do. */
    needsAttention: boolean;
    /** Who asked for it. */
    requestedBy: string | null;
    /** The merchant account that the money passes through. */
    merchantAccountId: string | null;
    /** By what way it was asked for. */
    source: PaymentSource | null;
    /** What whoever asked for it wrote about it. */
    note: string | null;
    /** How much it is about. */
    amount: MoneyFragment | null;
    /** What it went through, the latest first. */
    statusHistory: Array<StatusEvent_AuthorizationExpiredEvent_Fragment | StatusEvent_AuthorizedEvent_Fragment | StatusEvent_FailedEvent_Fragment | StatusEvent_GatewayRejectedEvent_Fragment | StatusEvent_ProcessorDeclinedEvent_Fragment | StatusEvent_SettledEvent_Fragment | StatusEvent_SettlementDeclinedEvent_Fragment | StatusEvent_SettlementPendingEvent_Fragment | StatusEvent_SettlingEvent_Fragment | StatusEvent_SubmittedForSettlementEvent_Fragment | StatusEvent_VoidedEvent_Fragment> | null;
    /** What the processor said to the refund. */
    processorAuthorizationResponse: ProcessorAnswerFragment | null;
    /** The transaction that is refunded. */
    refundedTransaction: TransactionSummaryFragment | null;
    /** Why it was made: the merchant's reason that was given for it. */
    reason: ReasonFragment | null;
    /** What it gives back of its order's products; empty unless the refund of the order named some. */
    lineItemRefunds: Array<ItemRefundFragment>;
    /** Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last. */
    approval: DecisionFragment | null;
    /** Set when the refund was made outside of this service. */
    external: MarkFragment | null;
    /** How it goes on; set from the first attempt that the gateway did not accept. */
    retry: RetryDetailsFragment | null;
    /** What happened to it, in words: the oldest happening first; whatever happened at one moment stands in one line. */
    history: Array<EventFragment>;
};

/** What a customer bought at once, with its payments and what was given back of them. */
export type OrderSummaryFragment = {
    /** Its id. */
    id: string;
    /** The shop's own id of it. */
    orderId: string;
    /** How much of what was paid was given back, or is about to be. */
    status: OrderStatus;
    /** Whether it was cancelled. */
    cancelled: boolean;
    /** Whether anything of it is on its way back: queued, not decided, not known, or awaiting approval. */
    refundInProgress: boolean;
    /** When it was placed. */
    placedAt: string;
    /** Its products with tax; where none are known, the sum of its payments that brought money in. */
    total: MoneyFragment;
    /** What was given back, or is about to be: refunds that count, and voided payments. */
    refundedAmount: MoneyFragment;
    /** How much can be given back now through the gateways: by refunds, and by voids of whole payments. */
    refundableAmount: MoneyFragment;
    /** What the customer owes, as it was said last; 0 unless it was. */
    balanceDue: MoneyFragment;
    /** Who placed it; null if nobody said. */
    customer: PayerFragment | null;
};

/** What a customer bought at once, with its payments and what was given back of them. */
export type OrderDetailsFragment = ({
    /** What was bought, in the order in which it was told; empty if nobody told. */
    lineItems: Array<LineItemFragment>;
    /** Its payments, the newest first. One in another currency than the order's is none of its own. */
    transactions: Array<({
        /** What can be done to undo it now, and what stands in the way. */
        refundability: {
            /** What `reverseTransaction` would do now. */
            action: ReversalAction;
            /** Whether `voidTransaction` would be allowed now. */
            canVoid: boolean;
            /** Whether `refundTransaction` would be allowed now. */
            canRefund: boolean;
            /** The most that can be given back now. */
            maximum: MoneyFragment;
        };
    } & TransactionSummaryFragment)>;
    /** The refunds of its payments, the newest first. */
    refunds: Array<RefundSummaryFragment>;
    /** What happened to it, to its payments and to their refunds, in words: the oldest happening first; whatever happened at one moment stands in one line. */
    history: Array<EventFragment>;
} & OrderSummaryFragment);

/** One product of an order. */
export type LineItemFragment = {
    /** The shop's own id of it, unique within the order. */
    id: string;
    /** What it is. */
    name: string;
    /** How many were bought. */
    quantity: number;
    /** How many were given back as whole pieces, or are about to be; refunds by amount don't count here. */
    refundedQuantity: number;
    /** The price of one, without tax. */
    unitAmount: MoneyFragment;
    /** The tax on one; null if none was told. */
    taxAmount: MoneyFragment | null;
    /** The price of all of them, with tax. */
    totalAmount: MoneyFragment;
    /** How much of it can be given back now: what is left of it, as far as it is left of the order. */
    refundableAmount: MoneyFragment;
};

/** What is given back of one product of an order. */
export type ItemRefundFragment = {
    /** How many of it the whole refund of the order gives back; null where only an amount was asked for. */
    quantity: number | null;
    /** The product. */
    lineItem: {
        /** The shop's own id of it, unique within the order. */
        id: string;
        /** What it is. */
        name: string;
    };
    /** How much is given back of it; by this refund, where it is one's. */
    amount: MoneyFragment;
};

/** One of the merchant's reasons for giving money back. */
export type ReasonFragment = {
    /** What is sent as `reasonCode`. It never changes. */
    code: string;
    /** What people read. */
    label: string;
    /** Whether it can be given; one that can't stays with what was refunded for it. */
    active: boolean;
};

/** The word of a second person on a refund, or on what became of one. */
export type DecisionFragment = {
    /** What has to be agreed to. */
    kind: ApprovalKind;
    /** Whether somebody has decided, and how. */
    state: ApprovalState;
    /** Who asked for the refund, or said what became of it, and so can't approve it. */
    requestedBy: string;
    /** What was said of its outcome, where that is what waits. */
    outcome: ResolvedOutcome | null;
    /** How that outcome was found out; the refund has its own `note`. */
    requestNote: string | null;
    /** Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits, and where the gateway itself has said what the outcome was. */
    decidedBy: string | null;
    /** When that was; null while it waits. */
    decidedAt: string | null;
    /** What the person who decided wrote about it. */
    note: string | null;
};

/** One line of what happened to an order, a transaction or a refund. */
export type EventFragment = {
    /** When it happened. */
    at: string;
    /** The person or key that did it; null for what a gateway answered and what happened by itself. */
    by: string | null;
    /** By what way that was asked for; null where `by` is. */
    source: PaymentSource | null;
    /** What happened, in words: with amounts, and with the reason that was given. */
    what: string;
    /** What was written about it, in whoever's own words. */
    note: string | null;
};

/** A person. */
export type PersonFragment = {
    /** The person's id. */
    id: string;
    /** The person's name. */
    name: string | null;
    /** The person's e-mail address, where it is known here. */
    email: string | null;
    /** Whether the person can sign in: SUSPENDED while disabled. */
    status: UserStatus | null;
    /** Whether the person is shut out until `enableUser`, whatever the rights. */
    disabled: boolean;
    /** What the person may do. */
    roles: Array<{
        /** Its id. */
        id: string;
        /** What it is called. */
        name: string | null;
        /** Whether it may give rights to others. */
        isAccountAdmin: boolean | null;
        /** What it may do. */
        rights: Array<{
            /** Which thing: VIEW, REFUND, VOID and so on. */
            name: string | null;
        }> | null;
    }> | null;
};

/** What a program signs in with. Its private half is not kept. */
export type KeyFragment = {
    /** The public half. */
    publicKey: string;
    /** What it is for. */
    name: string;
    /** When it was made. */
    createdAt: string;
    /** When it was last used, to the minute; null for never. */
    lastUsedAt: string | null;
    /** What may be asked for with it. */
    rights: Array<{
        /** Which thing: VIEW, REFUND, VOID and so on. */
        name: string | null;
    }>;
};

/** What holds for the merchant: its own settings, or the server's where it has none. */
export type SettingsFragment = {
    /** Who is written to when a reversal needs a person; an empty list for nobody. */
    notifyEmails: Array<string>;
    /** The time between two attempts, as an ISO 8601 duration such as P1D or PT6H. */
    retryInterval: string;
    /** How often something that the gateway did not take is tried again; 0 for never. */
    retryAttempts: number;
    /** Whether a refund is tried again that the gateway declined, under a new key each time. */
    retryDeclines: boolean;
    /** Whether every mutation that moves money must bring an apiRequestKey. */
    requireApiRequestKey: boolean;
    /** Whether people must give a reasonCode with what moves or marks money; API keys are free to give none. */
    requireReasonFromStaff: boolean;
    /** Whether every `resolveOutcome` that frees a refund's amount waits until another person approves it, where the gateway can't say; else only above the limit for its currency, over all of the transaction's refunds. */
    requireApprovalOfNotDone: boolean;
    /** A person's refund that takes a transaction's refunds, all that count together, above the limit for its currency waits until a second person approves it. API keys don't wait. */
    approvalLimits: Array<MoneyFragment>;
};

/** What `previewRefund` takes. */
export type PreviewRefundQueryVariables = Exact<{
    /** What would be asked for. */
    input: RefundOrderInput;
}>;


/** What `previewRefund` answers. */
export type PreviewRefundQuery = {
    /** What `refundOrder` would do with the same input now. Nothing is changed, and nothing is reserved. */
    previewRefund: {
        /** To be sent with `refundOrder`, which then does exactly this, or nothing. */
        token: string;
        /** The order as it is. */
        order: OrderSummaryFragment;
        /** What each payment would give back, the newest first. */
        parts: Array<{
            /** VOID where it has not settled: it is then given back as a whole. */
            action: ReversalAction;
            /** The payment. */
            transaction: TransactionSummaryFragment;
            /** How much it would give back. */
            amount: MoneyFragment;
        }>;
        /** What would be given back of each product that was asked for. */
        lineItems: Array<ItemRefundFragment>;
        /** The sum of the parts. */
        total: MoneyFragment;
        /** What the customer would owe afterwards. */
        balanceDue: MoneyFragment;
        /** Why payments that something is left of would not give it back; empty if all of them can. */
        blockers: Array<ProblemFragment>;
    } | null;
};

/** What `refundOrder` takes. */
export type RefundOrderMutationVariables = Exact<{
    /** What is to be given back. */
    input: RefundOrderInput;
}>;


/** What `refundOrder` answers. */
export type RefundOrderMutation = {
    /** Gives back an order over its payments: in full, an amount, or products. Everything is reserved at once; then each payment goes its own way, with a result of its own. */
    refundOrder: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The order as it is now. */
        order: OrderSummaryFragment | null;
        /** What became of each payment's part, the newest first; one's failure undoes no other's success. */
        results: Array<{
            /** What its gateway answered last; null while it has not, and while approval is awaited. */
            outcome: AttemptOutcome | null;
            /** The payment. */
            transaction: TransactionSummaryFragment;
            /** The payment if it was voided, or its void is under way; the refund if there is one, in whatever state. Null where its void was refused or given up: `errors` says why. */
            reversal: ({
                /** Which of its possible types it is. */
                __typename: 'Refund';
            } & RefundSummaryFragment) | ({
                /** Which of its possible types it is. */
                __typename: 'Transaction';
            } & TransactionSummaryFragment) | null;
            /** Why nothing was given back; empty where it was, or still may be. */
            errors: Array<ProblemFragment>;
        }> | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `order` takes. */
export type OrderQueryVariables = Exact<{
    /** The shop's own id of it, exactly. */
    orderId: string;
}>;


/** What `order` answers. */
export type OrderQuery = {
    /** The order of that id of the shop's; null if there is none. */
    order: OrderDetailsFragment | null;
};

/** What `orders` takes. */
export type OrdersQueryVariables = Exact<{
    /** Which orders to give. */
    input: OrderSearchInput;
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `orders` answers. */
export type OrdersQuery = {
    /** Orders, the newest first by when they were placed. */
    orders: {
        /** The page's orders, newest first. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** The order. */
            node: OrderSummaryFragment | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `customers` takes. */
export type CustomersQueryVariables = Exact<{
    /** Which customers to give. */
    input: CustomerSearchInput;
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `customers` answers. */
export type CustomersQuery = {
    /** Customers, the newest first by when they were first seen. */
    customers: {
        /** The page's customers, newest first. */
        edges: Array<{
            /** Where the customer stands in the list. */
            cursor: string | null;
            /** The customer. */
            node: PayerFragment | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `recordOrder` takes. */
export type RecordOrderMutationVariables = Exact<{
    /** What is known of the order. */
    input: RecordOrderInput;
}>;


/** What `recordOrder` answers. */
export type RecordOrderMutation = {
    /** Brings in an order with its customer, products, and payments made elsewhere. Sent again, it changes nothing; what was not known is added; what contradicts what is known is refused, field by field. */
    recordOrder: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The order as it is known now. */
        order: OrderDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `cancelOrder` takes. */
export type CancelOrderMutationVariables = Exact<{
    /** Which order, and why. */
    input: CancelOrderInput;
}>;


/** What `cancelOrder` answers. */
export type CancelOrderMutation = {
    /** Says that an order is cancelled. No money moves by it: refundOrder gives it back. */
    cancelOrder: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The order as it is known now. */
        order: OrderDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `chargePaymentMethod` takes. */
export type ChargePaymentMethodMutationVariables = Exact<{
    /** What is asked for. */
    input: ChargePaymentMethodInput;
}>;


/** What `chargePaymentMethod` answers. */
export type ChargePaymentMethodMutation = {
    /** Takes a payment: authorizes it and hands it in for settlement. */
    chargePaymentMethod: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction; a refusal by processor or gateway is told by its status. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `authorizePaymentMethod` takes. */
export type AuthorizePaymentMethodMutationVariables = Exact<{
    /** What is asked for. */
    input: AuthorizePaymentMethodInput;
}>;


/** What `authorizePaymentMethod` answers. */
export type AuthorizePaymentMethodMutation = {
    /** Holds the money of a payment, to be captured later. */
    authorizePaymentMethod: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction; a refusal by processor or gateway is told by its status. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `captureTransaction` takes. */
export type CaptureTransactionMutationVariables = Exact<{
    /** What is asked for. */
    input: CaptureTransactionInput;
}>;


/** What `captureTransaction` answers. */
export type CaptureTransactionMutation = {
    /** Hands in an authorized transaction for settlement, in full or less. */
    captureTransaction: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction; a refusal by processor or gateway is told by its status. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `transactions` takes. */
export type TransactionsQueryVariables = Exact<{
    /** Which transactions to give. */
    input: TransactionSearchInput;
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `transactions` answers. */
export type TransactionsQuery = {
    /** Transactions, the newest first. */
    transactions: {
        /** The page's transactions, newest first. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** The transaction. */
            node: TransactionSummaryFragment | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `refunds` takes. */
export type RefundsQueryVariables = Exact<{
    /** Which refunds to give. */
    input: RefundSearchInput;
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `refunds` answers. */
export type RefundsQuery = {
    /** Refunds, the newest first. */
    refunds: {
        /** The page's refunds, newest first. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** The refund. */
            node: RefundSummaryFragment | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `payments` takes. */
export type PaymentsQueryVariables = Exact<{
    /** Which payments to give. */
    input: PaymentSearchInput;
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `payments` answers. */
export type PaymentsQuery = {
    /** Transactions and refunds together, the newest first. */
    payments: {
        /** The page's transactions and refunds, newest first. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** The transaction or refund. */
            node: ({
                /** Which of its possible types it is. */
                __typename: 'Refund';
            } & RefundSummaryFragment) | ({
                /** Which of its possible types it is. */
                __typename: 'Transaction';
            } & TransactionSummaryFragment) | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `node` takes. */
export type NodeQueryVariables = Exact<{
    /** Its id. */
    id: string;
}>;


/** What `node` answers. */
export type NodeQuery = {
    /** The transaction, refund, customer or order of that id. */
    node: ({
        /** Which of its possible types it is. */
        __typename: 'Customer';
        /** When the customer was first seen. */
        createdAt: string | null;
        /** Its id. */
        id: string;
    } & PayerFragment) | {
        /** Which of its possible types it is. */
        __typename: 'Order';
        /** Its id. */
        id: string;
    } | ({
        /** Which of its possible types it is. */
        __typename: 'Refund';
        /** Its id. */
        id: string;
    } & RefundDetailsFragment) | ({
        /** Which of its possible types it is. */
        __typename: 'Transaction';
        /** Its id. */
        id: string;
    } & TransactionDetailsFragment) | null;
};

/** What `idsFromLegacyIds` takes. */
export type IdsFromLegacyIdsQueryVariables = Exact<{
    /** The legacy ids. */
    input: IdsFromLegacyIdsInput;
}>;


/** What `idsFromLegacyIds` answers. */
export type IdsFromLegacyIdsQuery = {
    /** The ids of what has these legacy ids, in the same order; null where there is no such thing. */
    idsFromLegacyIds: Array<string | null>;
};

/** What `ping` takes. */
export type PingQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `ping` answers. */
export type PingQuery = {
    /** Always "pong": shows that the service answers. */
    ping: string;
};

/** What `viewer` takes. */
export type ViewerQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `viewer` answers. */
export type ViewerQuery = {
    /** Who asks, for which merchant, and with which rights. */
    viewer: {
        /** The person who asks; null for a program that uses an API key. */
        user: PersonFragment | null;
        /** The merchant on whose behalf. */
        merchant: {
            /** Its id. */
            id: string;
            /** What it is called. */
            companyName: string | null;
            /** The accounts that its payments go through. */
            merchantAccounts: {
                /** The page's accounts, by their ids. */
                edges: Array<{
                    /** The merchant account. */
                    node: {
                        /** Its id. */
                        id: string;
                        /** The currency of its payments. */
                        currencyCode: string | null;
                        /** Whether it can be used. */
                        status: MerchantAccountStatus | null;
                        /** Whether it is used where no other is asked for. */
                        isDefault: boolean | null;
                    } | null;
                } | null> | null;
            } | null;
        } | null;
        /** What may be asked for. */
        rights: Array<{
            /** Which thing: VIEW, REFUND, VOID and so on. */
            name: string | null;
        }> | null;
    } | null;
};

/** What `users` takes. */
export type UsersQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `users` answers. */
export type UsersQuery = {
    /** The people who sign in for the merchant. */
    users: Array<PersonFragment>;
};

/** What `apiKeys` takes. */
export type ApiKeysQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `apiKeys` answers. */
export type ApiKeysQuery = {
    /** The keys that programs get in with, the oldest first. */
    apiKeys: Array<KeyFragment>;
};

/** What `merchantSettings` takes. */
export type MerchantSettingsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `merchantSettings` answers. */
export type MerchantSettingsQuery = {
    /** What holds for the merchant. */
    merchantSettings: SettingsFragment;
};

/** What `createUser` takes. */
export type CreateUserMutationVariables = Exact<{
    /** Whom it is about, and what is asked for. */
    input: CreateUserInput;
}>;


/** What `createUser` answers. */
export type CreateUserMutation = {
    /** Lets somebody sign in from now on. */
    createUser: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `grantRight` takes. */
export type GrantRightMutationVariables = Exact<{
    /** Whom it is about, and what is asked for. */
    input: RightInput;
}>;


/** What `grantRight` answers. */
export type GrantRightMutation = {
    /** Gives a person a right. */
    grantRight: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `revokeRight` takes. */
export type RevokeRightMutationVariables = Exact<{
    /** Whom it is about, and what is asked for. */
    input: RightInput;
}>;


/** What `revokeRight` answers. */
export type RevokeRightMutation = {
    /** Takes a right from a person, at once. The last person who administers keeps that right. */
    revokeRight: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `disableUser` takes. */
export type DisableUserMutationVariables = Exact<{
    /** Whom it is about, and what is asked for. */
    input: UserInput;
}>;


/** What `disableUser` answers. */
export type DisableUserMutation = {
    /** Shuts a person out: every sign-in of that person's is over at once, and none succeeds until `enableUser`. Nothing more is sent of what the person asked for. Not for oneself, nor for the last administrator. */
    disableUser: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `enableUser` takes. */
export type EnableUserMutationVariables = Exact<{
    /** Whom it is about, and what is asked for. */
    input: UserInput;
}>;


/** What `enableUser` answers. */
export type EnableUserMutation = {
    /** Lets a disabled person sign in again, with the rights from before. */
    enableUser: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `createApiKey` takes. */
export type CreateApiKeyMutationVariables = Exact<{
    /** Which key it is about. */
    input: CreateApiKeyInput;
}>;


/** What `createApiKey` answers. */
export type CreateApiKeyMutation = {
    /** Makes a key for a program. Its private half is shown once, in the answer. */
    createApiKey: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The public half. */
        publicKey: string | null;
        /** The private half of a new key: it is shown here, and never again. */
        privateKey: string | null;
        /** What it is for. */
        name: string | null;
        /** What may be asked for with it, or could be. */
        rights: Array<{
            /** Which thing: VIEW, REFUND, VOID and so on. */
            name: string | null;
        }> | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `revokeApiKey` takes. */
export type RevokeApiKeyMutationVariables = Exact<{
    /** Which key it is about. */
    input: RevokeApiKeyInput;
}>;


/** What `revokeApiKey` answers. */
export type RevokeApiKeyMutation = {
    /** Shuts a key out, at once and for good. */
    revokeApiKey: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The public half. */
        publicKey: string | null;
        /** What it is for. */
        name: string | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateMerchantSettings` takes. */
export type UpdateMerchantSettingsMutationVariables = Exact<{
    /** What is to be set. */
    input: MerchantSettingsInput;
}>;


/** What `updateMerchantSettings` answers. */
export type UpdateMerchantSettingsMutation = {
    /** Sets what holds for the merchant. */
    updateMerchantSettings: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** What holds from now on. */
        settings: SettingsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `changePassword` takes. */
export type ChangePasswordMutationVariables = Exact<{
    /** The old one and the new one. */
    input: ChangePasswordInput;
}>;


/** What `changePassword` answers. */
export type ChangePasswordMutation = {
    /** Gives the person who asks another password, and ends that person's other sessions. */
    changePassword: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `changes` takes. */
export type ChangesQueryVariables = Exact<{
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the newest on. */
    after?: string | null | undefined;
}>;


/** What `changes` answers. */
export type ChangesQuery = {
    /** Everything that was done by whom and from where, the last change first. */
    changes: {
        /** The page's changes, the last one first. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** The change. */
            node: {
                /** When it was done. */
                at: string;
                /** The person or key that did it; null for the service itself. */
                by: string | null;
                /** By what way it was asked for; null where `by` is. */
                source: PaymentSource | null;
                /** The internet address that it was asked from, if it was asked over HTTP. */
                address: string | null;
                /** What was done, in a few words. */
                what: string;
                /** The code of the reason that was given. */
                reasonCode: string | null;
                /** What was written about it, or what it was done to. */
                note: string | null;
                /** The id of the refund or the transaction that it was done to. */
                paymentId: string | null;
                /** The shop's id of the order that it was done to. */
                orderId: string | null;
            } | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `refundQueue` takes. */
export type RefundQueueQueryVariables = Exact<{
    /** What to give; the queue as it is now unless given. */
    input?: RefundQueueInput | null | undefined;
    /** How many to give at most: 50 unless fewer are asked for. */
    first?: number | null | undefined;
    /** Give what comes after this cursor; without it, from the top on. */
    after?: string | null | undefined;
}>;


/** What `refundQueue` answers. */
export type RefundQueueQuery = {
    /** What waits at the gateways and what came to nothing: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; what has ended, if asked for. */
    refundQueue: {
        /** What is on the page, in the queue's order. */
        edges: Array<{
            /** Where it stands in the list. */
            cursor: string | null;
            /** What waits. */
            node: ({
                /** The refund, or the transaction, that it is about. */
                payment: ({
                    /** Which of its possible types it is. */
                    __typename: 'Refund';
                } & RefundSummaryFragment) | ({
                    /** Which of its possible types it is. */
                    __typename: 'Transaction';
                } & TransactionSummaryFragment);
            } & RetrySummaryFragment) | null;
        } | null> | null;
        /** Where the page lies in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `retryRefundNow` takes. */
export type RetryRefundNowMutationVariables = Exact<{
    /** Which payment's. */
    input: RetryInput;
}>;


/** What `retryRefundNow` answers. */
export type RetryRefundNowMutation = {
    /** Makes an attempt at once, beside the daily ones; while one runs, that is it. Where an outcome is not known, the gateway is asked first. */
    retryRefundNow: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** How it goes with the payment now; null for one of which the gateway was never told anything. */
        retry: RetryDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `pauseRefundRetry` takes. */
export type PauseRefundRetryMutationVariables = Exact<{
    /** Which payment's. */
    input: RetryInput;
}>;


/** What `pauseRefundRetry` answers. */
export type PauseRefundRetryMutation = {
    /** Puts on hold what waits: nothing is tried or asked until it is resumed. */
    pauseRefundRetry: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** How it goes with the payment now; null for one of which the gateway was never told anything. */
        retry: RetryDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `resumeRefundRetry` takes. */
export type ResumeRefundRetryMutationVariables = Exact<{
    /** Which payment's. */
    input: RetryInput;
}>;


/** What `resumeRefundRetry` answers. */
export type ResumeRefundRetryMutation = {
    /** Lets go on what was paused; what came due meanwhile is due at once. */
    resumeRefundRetry: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** How it goes with the payment now; null for one of which the gateway was never told anything. */
        retry: RetryDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `dismissAttention` takes. */
export type DismissAttentionMutationVariables = Exact<{
    /** Which payment's. */
    input: RetryInput;
}>;


/** What `dismissAttention` answers. */
export type DismissAttentionMutation = {
    /** Says that nobody needs to look at a payment any more. */
    dismissAttention: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** How it goes with the payment now; null for one of which the gateway was never told anything. */
        retry: RetryDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `resolveOutcome` takes. */
export type ResolveOutcomeMutationVariables = Exact<{
    /** What was found out. */
    input: ResolveOutcomeInput;
}>;


/** What `resolveOutcome` answers. */
export type ResolveOutcomeMutation = {
    /** Says what became of an attempt whose outcome is unknown or pending. The gateway is asked first, and its word counts; a word against it is refused. What frees a refund where the gateway can't say awaits another person above the merchant's approval limit, in the refund's `approval`. What counts is final. */
    resolveOutcome: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The refund or the transaction, as it stands now. A refund whose `approval` is WAITING stays as it is until another person agrees. */
        payment: ({
            /** Which of its possible types it is. */
            __typename: 'Refund';
            /** Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last. */
            approval: DecisionFragment | null;
        } & RefundSummaryFragment) | ({
            /** Which of its possible types it is. */
            __typename: 'Transaction';
        } & TransactionSummaryFragment) | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundReasons` takes. */
export type RefundReasonsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `refundReasons` answers. */
export type RefundReasonsQuery = {
    /** The merchant's reasons for giving money back, by their labels; those not in use as well. */
    refundReasons: Array<ReasonFragment>;
};

/** What `refundReport` takes. */
export type RefundReportQueryVariables = Exact<{
    /** Which refunds, and how to put them together. */
    input: RefundReportInput;
}>;


/** What `refundReport` answers. */
export type RefundReportQuery = {
    /** How much was refunded in a period, and why, by whom, through what. */
    refundReport: {
        /** One for each currency and each thing in common: by currency, then the largest amount first, days in their order. Those that count against their payment: given back, on their way, waiting or unknown. By STATUS all of them, also those that came to nothing. */
        rows: Array<ReportRowFragment>;
        /** One for each currency: all that count against their payment, whatever they are put together by. */
        total: Array<ReportRowFragment>;
    } | null;
};

/** The refunds of one currency that have something in common. */
export type ReportRowFragment = {
    /** What they have in common: the reason's code, the person's id or the key's public half, the gateway's name, the status, or the day as YYYY-MM-DD. Null for no reason, and for what was made elsewhere. */
    key: string | null;
    /** The same for people: the reason's label, the person's name, and so on. */
    label: string | null;
    /** The currency of all of them. */
    currencyCode: string;
    /** How many they are. */
    count: number;
    /** How much they give back together. */
    amount: MoneyFragment;
};

/** What `createRefundReason` takes. */
export type CreateRefundReasonMutationVariables = Exact<{
    /** The reason as it is to be. */
    input: RefundReasonInput;
}>;


/** What `createRefundReason` answers. */
export type CreateRefundReasonMutation = {
    /** Adds a reason for giving money back. */
    createRefundReason: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The reason, as it is from now on. */
        reason: ReasonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateRefundReason` takes. */
export type UpdateRefundReasonMutationVariables = Exact<{
    /** The reason as it is to be. */
    input: RefundReasonInput;
}>;


/** What `updateRefundReason` answers. */
export type UpdateRefundReasonMutation = {
    /** Changes the label of the reason with that code, or whether it can be given. */
    updateRefundReason: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The reason, as it is from now on. */
        reason: ReasonFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `reverseTransaction` takes. */
export type ReverseTransactionMutationVariables = Exact<{
    /** What is asked for. */
    input: ReverseTransactionInput;
}>;


/** What `reverseTransaction` answers. */
export type ReverseTransactionMutation = {
    /** Undoes a transaction whatever its state: voids it before settlement, refunds all that is left of it after. */
    reverseTransaction: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction if it was voided, or its void is under way; the refund if it was refunded. */
        reversal: ({
            /** Which of its possible types it is. */
            __typename: 'Refund';
        } & RefundDetailsFragment) | ({
            /** Which of its possible types it is. */
            __typename: 'Transaction';
        } & TransactionDetailsFragment) | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundTransaction` takes. */
export type RefundTransactionMutationVariables = Exact<{
    /** What is asked for. */
    input: RefundTransactionInput;
}>;


/** What `refundTransaction` answers. */
export type RefundTransactionMutation = {
    /** Gives back a settled transaction, in full or in part. */
    refundTransaction: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The refund; its status tells how far it came. */
        refund: RefundDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `voidTransaction` takes. */
export type VoidTransactionMutationVariables = Exact<{
    /** What is asked for. */
    input: VoidTransactionInput;
}>;


/** What `voidTransaction` answers. */
export type VoidTransactionMutation = {
    /** Cancels a transaction before it settles; never refunds it. */
    voidTransaction: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction: VOIDED, or as it was, with `retry` set, while the void is under way. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `reverseRefund` takes. */
export type ReverseRefundMutationVariables = Exact<{
    /** What is asked for. */
    input: ReverseRefundInput;
}>;


/** What `reverseRefund` answers. */
export type ReverseRefundMutation = {
    /** Takes back a refund that has not settled, or that still waits in the queue. */
    reverseRefund: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The refund; its status tells how far it came. */
        refund: RefundDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `sandboxSettleTransaction` takes. */
export type SandboxSettleTransactionMutationVariables = Exact<{
    /** What is asked for. */
    input: SandboxSettleTransactionInput;
}>;


/** What `sandboxSettleTransaction` answers. */
export type SandboxSettleTransactionMutation = {
    /** Settles a transaction of the sandbox gateway at once, as the night would. */
    sandboxSettleTransaction: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The transaction; a refusal by processor or gateway is told by its status. */
        transaction: TransactionDetailsFragment | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `sandboxAdvanceClock` takes. */
export type SandboxAdvanceClockMutationVariables = Exact<{
    /** How far it is to go. */
    input: SandboxAdvanceClockInput;
}>;


/** What `sandboxAdvanceClock` answers. */
export type SandboxAdvanceClockMutation = {
    /** Moves a sandbox merchant's clock forward, and does what falls due on the way, each at its time. A merchant has one such call at a time; it ends on the way when its client leaves. */
    sandboxAdvanceClock: {
        /** The text that came with the input. */
        clientMutationId: string | null;
        /** The merchant's time now. */
        now: string | null;
        /** What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `sandboxClock` takes. */
export type SandboxClockQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `sandboxClock` answers. */
export type SandboxClockQuery = {
    /** The sandbox merchant's time; null for any other merchant. */
    sandboxClock: string | null;
};

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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  disabled
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
  requireApprovalOfNotDone
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  disabled
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
  disabled
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
  requireApprovalOfNotDone
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
  disabled
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
  disabled
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
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<RevokeRightMutation, RevokeRightMutationVariables>;
export const DisableUserDocument = new TypedDocumentString(`
    mutation DisableUser($input: UserInput!) {
  disableUser(input: $input) {
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
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<DisableUserMutation, DisableUserMutationVariables>;
export const EnableUserDocument = new TypedDocumentString(`
    mutation EnableUser($input: UserInput!) {
  enableUser(input: $input) {
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
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`) as unknown as TypedDocumentString<EnableUserMutation, EnableUserMutationVariables>;
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
  requireApprovalOfNotDone
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
  disabled
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
        approval {
          ...Decision
        }
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
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
  kind
  state
  requestedBy
  outcome
  requestNote
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
/** Every operation of the service as a method. A mutation's payload is there whenever no error is thrown. */
export interface Operations {
  /** The keys that programs get in with, the oldest first. */
  apiKeys(variables?: ApiKeysQueryVariables, asked?: Asked): Promise<ApiKeysQuery["apiKeys"]>;

  /** Refunds that await a second person's decision, the newest first. */
  approvals(variables?: ApprovalsQueryVariables, asked?: Asked): Promise<ApprovalsQuery["approvals"]>;

  /** Agrees to a refund that another person asked for: it is sent now. Or to what was said of an unknown outcome: the refund's amount is free then. People only, never API keys. */
  approveRefund(variables: ApproveRefundMutationVariables, asked?: Asked): Promise<NonNullable<ApproveRefundMutation["approveRefund"]>>;

  /** Holds the money of a payment, to be captured later. */
  authorizePaymentMethod(variables: AuthorizePaymentMethodMutationVariables, asked?: Asked): Promise<NonNullable<AuthorizePaymentMethodMutation["authorizePaymentMethod"]>>;

  /** Says that an order is cancelled. No money moves by it: refundOrder gives it back. */
  cancelOrder(variables: CancelOrderMutationVariables, asked?: Asked): Promise<NonNullable<CancelOrderMutation["cancelOrder"]>>;

  /** Hands in an authorized transaction for settlement, in full or less. */
  captureTransaction(variables: CaptureTransactionMutationVariables, asked?: Asked): Promise<NonNullable<CaptureTransactionMutation["captureTransaction"]>>;

  /** Gives the person who asks another password, and ends that person's other sessions. */
  changePassword(variables: ChangePasswordMutationVariables, asked?: Asked): Promise<NonNullable<ChangePasswordMutation["changePassword"]>>;

  /** Everything that was done by whom and from where, the last change first. */
  changes(variables?: ChangesQueryVariables, asked?: Asked): Promise<ChangesQuery["changes"]>;

  /** Takes a payment: authorizes it and hands it in for settlement. */
  chargePaymentMethod(variables: ChargePaymentMethodMutationVariables, asked?: Asked): Promise<NonNullable<ChargePaymentMethodMutation["chargePaymentMethod"]>>;

  /** Makes a key for a program. Its private half is shown once, in the answer. */
  createApiKey(variables: CreateApiKeyMutationVariables, asked?: Asked): Promise<NonNullable<CreateApiKeyMutation["createApiKey"]>>;

  /** Adds a reason for giving money back. */
  createRefundReason(variables: CreateRefundReasonMutationVariables, asked?: Asked): Promise<NonNullable<CreateRefundReasonMutation["createRefundReason"]>>;

  /** Lets somebody sign in from now on. */
  createUser(variables: CreateUserMutationVariables, asked?: Asked): Promise<NonNullable<CreateUserMutation["createUser"]>>;

  /** Customers, the newest first by when they were first seen. */
  customers(variables: CustomersQueryVariables, asked?: Asked): Promise<CustomersQuery["customers"]>;

  /** Shuts a person out: every sign-in of that person's is over at once, and none succeeds until `enableUser`. Nothing more is sent of what the person asked for. Not for oneself, nor for the last administrator. */
  disableUser(variables: DisableUserMutationVariables, asked?: Asked): Promise<NonNullable<DisableUserMutation["disableUser"]>>;

  /** Says that nobody needs to look at a payment any more. */
  dismissAttention(variables: DismissAttentionMutationVariables, asked?: Asked): Promise<NonNullable<DismissAttentionMutation["dismissAttention"]>>;

  /** Lets a disabled person sign in again, with the rights from before. */
  enableUser(variables: EnableUserMutationVariables, asked?: Asked): Promise<NonNullable<EnableUserMutation["enableUser"]>>;

  /** Gives a person a right. */
  grantRight(variables: GrantRightMutationVariables, asked?: Asked): Promise<NonNullable<GrantRightMutation["grantRight"]>>;

  /** The ids of what has these legacy ids, in the same order; null where there is no such thing. */
  idsFromLegacyIds(variables: IdsFromLegacyIdsQueryVariables, asked?: Asked): Promise<IdsFromLegacyIdsQuery["idsFromLegacyIds"]>;

  /** Records a refund that was made outside of this service, in full or in part. No gateway is told. */
  markRefundedExternally(variables: MarkRefundedExternallyMutationVariables, asked?: Asked): Promise<NonNullable<MarkRefundedExternallyMutation["markRefundedExternally"]>>;

  /** Records that a transaction was voided outside of this service. No gateway is told. */
  markVoidedExternally(variables: MarkVoidedExternallyMutationVariables, asked?: Asked): Promise<NonNullable<MarkVoidedExternallyMutation["markVoidedExternally"]>>;

  /** What holds for the merchant. */
  merchantSettings(variables?: MerchantSettingsQueryVariables, asked?: Asked): Promise<MerchantSettingsQuery["merchantSettings"]>;

  /** The transaction, refund, customer or order of that id. */
  node(variables: NodeQueryVariables, asked?: Asked): Promise<NodeQuery["node"]>;

  /** The order of that id of the shop's; null if there is none. */
  order(variables: OrderQueryVariables, asked?: Asked): Promise<OrderQuery["order"]>;

  /** Orders, the newest first by when they were placed. */
  orders(variables: OrdersQueryVariables, asked?: Asked): Promise<OrdersQuery["orders"]>;

  /** Puts on hold what waits: nothing is tried or asked until it is resumed. */
  pauseRefundRetry(variables: PauseRefundRetryMutationVariables, asked?: Asked): Promise<NonNullable<PauseRefundRetryMutation["pauseRefundRetry"]>>;

  /** Transactions and refunds together, the newest first. */
  payments(variables: PaymentsQueryVariables, asked?: Asked): Promise<PaymentsQuery["payments"]>;

  /** Always "pong": shows that the service answers. */
  ping(variables?: PingQueryVariables, asked?: Asked): Promise<PingQuery["ping"]>;

  /** What `refundOrder` would do with the same input now. Nothing is changed, and nothing is reserved. */
  previewRefund(variables: PreviewRefundQueryVariables, asked?: Asked): Promise<PreviewRefundQuery["previewRefund"]>;

  /** Brings in an order with its customer, products, and payments made elsewhere. Sent again, it changes nothing; what was not known is added; what contradicts what is known is refused, field by field. */
  recordOrder(variables: RecordOrderMutationVariables, asked?: Asked): Promise<NonNullable<RecordOrderMutation["recordOrder"]>>;

  /** Gives back an order over its payments: in full, an amount, or products. Everything is reserved at once; then each payment goes its own way, with a result of its own. */
  refundOrder(variables: RefundOrderMutationVariables, asked?: Asked): Promise<NonNullable<RefundOrderMutation["refundOrder"]>>;

  /** What waits at the gateways and what came to nothing: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; what has ended, if asked for. */
  refundQueue(variables?: RefundQueueQueryVariables, asked?: Asked): Promise<RefundQueueQuery["refundQueue"]>;

  /** The merchant's reasons for giving money back, by their labels; those not in use as well. */
  refundReasons(variables?: RefundReasonsQueryVariables, asked?: Asked): Promise<RefundReasonsQuery["refundReasons"]>;

  /** How much was refunded in a period, and why, by whom, through what. */
  refundReport(variables: RefundReportQueryVariables, asked?: Asked): Promise<RefundReportQuery["refundReport"]>;

  /** Gives back a settled transaction, in full or in part. */
  refundTransaction(variables: RefundTransactionMutationVariables, asked?: Asked): Promise<NonNullable<RefundTransactionMutation["refundTransaction"]>>;

  /** Refunds, the newest first. */
  refunds(variables: RefundsQueryVariables, asked?: Asked): Promise<RefundsQuery["refunds"]>;

  /** Does not agree to a refund that another person asked for: it is VOIDED, its amount is free again. Or to what was said of an unknown outcome: it stays unknown. People only, never API keys. */
  rejectRefund(variables: RejectRefundMutationVariables, asked?: Asked): Promise<NonNullable<RejectRefundMutation["rejectRefund"]>>;

  /** Says what became of an attempt whose outcome is unknown or pending. The gateway is asked first, and its word counts; a word against it is refused. What frees a refund where the gateway can't say awaits another person above the merchant's approval limit, in the refund's `approval`. What counts is final. */
  resolveOutcome(variables: ResolveOutcomeMutationVariables, asked?: Asked): Promise<NonNullable<ResolveOutcomeMutation["resolveOutcome"]>>;

  /** Lets go on what was paused; what came due meanwhile is due at once. */
  resumeRefundRetry(variables: ResumeRefundRetryMutationVariables, asked?: Asked): Promise<NonNullable<ResumeRefundRetryMutation["resumeRefundRetry"]>>;

  /** Makes an attempt at once, beside the daily ones; while one runs, that is it. Where an outcome is not known, the gateway is asked first. */
  retryRefundNow(variables: RetryRefundNowMutationVariables, asked?: Asked): Promise<NonNullable<RetryRefundNowMutation["retryRefundNow"]>>;

  /** Takes back a refund that has not settled, or that still waits in the queue. */
  reverseRefund(variables: ReverseRefundMutationVariables, asked?: Asked): Promise<NonNullable<ReverseRefundMutation["reverseRefund"]>>;

  /** Undoes a transaction whatever its state: voids it before settlement, refunds all that is left of it after. */
  reverseTransaction(variables: ReverseTransactionMutationVariables, asked?: Asked): Promise<NonNullable<ReverseTransactionMutation["reverseTransaction"]>>;

  /** Shuts a key out, at once and for good. */
  revokeApiKey(variables: RevokeApiKeyMutationVariables, asked?: Asked): Promise<NonNullable<RevokeApiKeyMutation["revokeApiKey"]>>;

  /** Takes a right from a person, at once. The last person who administers keeps that right. */
  revokeRight(variables: RevokeRightMutationVariables, asked?: Asked): Promise<NonNullable<RevokeRightMutation["revokeRight"]>>;

  /** Moves a sandbox merchant's clock forward, and does what falls due on the way, each at its time. A merchant has one such call at a time; it ends on the way when its client leaves. */
  sandboxAdvanceClock(variables: SandboxAdvanceClockMutationVariables, asked?: Asked): Promise<NonNullable<SandboxAdvanceClockMutation["sandboxAdvanceClock"]>>;

  /** The sandbox merchant's time; null for any other merchant. */
  sandboxClock(variables?: SandboxClockQueryVariables, asked?: Asked): Promise<SandboxClockQuery["sandboxClock"]>;

  /** Settles a transaction of the sandbox gateway at once, as the night would. */
  sandboxSettleTransaction(variables: SandboxSettleTransactionMutationVariables, asked?: Asked): Promise<NonNullable<SandboxSettleTransactionMutation["sandboxSettleTransaction"]>>;

  /** Transactions, the newest first. */
  transactions(variables: TransactionsQueryVariables, asked?: Asked): Promise<TransactionsQuery["transactions"]>;

  /** Takes back the marks of a transaction's external refunds, while its order has no other refunds. */
  undoExternalRefund(variables: UndoExternalRefundMutationVariables, asked?: Asked): Promise<NonNullable<UndoExternalRefundMutation["undoExternalRefund"]>>;

  /** Takes back the mark of an external void: the transaction has the status that its gateway knows. */
  undoExternalVoid(variables: UndoExternalVoidMutationVariables, asked?: Asked): Promise<NonNullable<UndoExternalVoidMutation["undoExternalVoid"]>>;

  /** Sets what holds for the merchant. */
  updateMerchantSettings(variables: UpdateMerchantSettingsMutationVariables, asked?: Asked): Promise<NonNullable<UpdateMerchantSettingsMutation["updateMerchantSettings"]>>;

  /** Changes the label of the reason with that code, or whether it can be given. */
  updateRefundReason(variables: UpdateRefundReasonMutationVariables, asked?: Asked): Promise<NonNullable<UpdateRefundReasonMutation["updateRefundReason"]>>;

  /** The people who sign in for the merchant. */
  users(variables?: UsersQueryVariables, asked?: Asked): Promise<UsersQuery["users"]>;

  /** Who asks, for which merchant, and with which rights. */
  viewer(variables?: ViewerQueryVariables, asked?: Asked): Promise<ViewerQuery["viewer"]>;

  /** Cancels a transaction before it settles; never refunds it. */
  voidTransaction(variables: VoidTransactionMutationVariables, asked?: Asked): Promise<NonNullable<VoidTransactionMutation["voidTransaction"]>>;
}

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
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Asked } from '../client.js';
import type { DocumentTypeDecoration } from '../document.js';
/** A new gateway account. Secrets are written and never read. */
export type AddGatewayAccountInput = {
  /** The adapter's name. */
  adapter: string;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** 1 to 64 lower-case letters, digits, - and _, beginning with a letter or digit. A name is used once, also after its account was retired. */
  name: string;
  /** Its secrets. A list of secrets has one entry of the same key for each. */
  secrets: Array<SettingInput>;
  /** Its settings, each once. */
  settings?: Array<SettingInput> | null | undefined;
};

/** An address. Stored and returned. Older names of its lines are taken as well. */
export type AddressInput = {
  /** Street and number. */
  addressLine1?: string | null | undefined;
  /** More of the address. */
  addressLine2?: string | null | undefined;
  /** The state or province. */
  adminArea1?: string | null | undefined;
  /** The city or town. */
  adminArea2?: string | null | undefined;
  /** The company. */
  company?: string | null | undefined;
  /** The country. */
  countryCode?: string | null | undefined;
  /** The older name of `addressLine2`. */
  extendedAddress?: string | null | undefined;
  /** The given name. */
  firstName?: string | null | undefined;
  /** The family name. */
  lastName?: string | null | undefined;
  /** The older name of `adminArea2`. */
  locality?: string | null | undefined;
  /** The telephone number. */
  phone?: PhoneInput | null | undefined;
  /** The postal code. */
  postalCode?: string | null | undefined;
  /** The older name of `adminArea1`. */
  region?: string | null | undefined;
  /** The older name of `addressLine1`. */
  streetAddress?: string | null | undefined;
};

/** What an amount of an order is for that belongs to none of its products. */
export type AdjustmentKind =
  /** Less to pay. Negative. */
  | 'DISCOUNT'
  /** A fee, for a service or a way of paying. */
  | 'FEE'
  /** Paid by a gift card. Negative. */
  | 'GIFT_CARD'
  /** Sending the products. */
  | 'SHIPPING'
  /** A tax on the order as a whole. */
  | 'TAX'
  | '%future added value';

/** The input of `adoptDrift`. */
export type AdoptDriftInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The id of the difference. */
  driftId: string;
  /** What was found out about it; required where the gateway has nothing that could be taken over. */
  note?: string | null | undefined;
};

/** The input of `adoptTransaction`. */
export type AdoptTransactionInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The gateway's id of the payment. */
  gatewayTransactionId: string;
  /** The merchant account that the payment belongs to. By default all gateway accounts that merchant accounts name are asked, and the payment's currency says which merchant account it is. */
  merchantAccountId?: string | null | undefined;
  /** The shop's id of its order. Default: the one that the gateway has. */
  orderId?: string | null | undefined;
};

/** The decision on a refund. */
export type ApprovalInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The reason for the decision. `approval` shows it. */
  note?: string | null | undefined;
  /** The id of the refund. */
  refundId: string;
};

/** What a second person has to approve. */
export type ApprovalKind =
  /** The reported outcome of a refund that its gateway can't tell: not made, or reversed. It frees the amount. */
  | 'OUTCOME'
  /** A refund. It is not sent to the gateway before. */
  | 'REFUND'
  | '%future added value';

/** The amount of one currency above which a second person has to approve. */
export type ApprovalLimitInput = {
  /** The limit, above zero. A sum equal to the limit needs no approval. */
  amount: string;
  /** The currency. Each one may be in the list once. */
  currencyCode: string;
};

/** The state of an approval. */
export type ApprovalState =
  /** A second person has approved: a refund is sent, a reported outcome counts. */
  | 'APPROVED'
  /** A reported outcome only: the gateway itself reported the outcome, or the refund was sent again. */
  | 'OVERTAKEN'
  /** A second person has rejected: a refund is not sent, an outcome stays UNKNOWN. */
  | 'REJECTED'
  /** A second person has to decide. The amount stays reserved. */
  | 'WAITING'
  | '%future added value';

/** The outcome of one attempt at the gateway. */
export type AttemptOutcome =
  /** It is carried out, or will certainly be. */
  | 'ACCEPTED'
  /** The gateway refused it. */
  | 'DECLINED'
  /** The gateway has taken it, and has not decided yet. */
  | 'PENDING'
  /** The gateway could not take it: it was certainly not carried out. */
  | 'UNAVAILABLE'
  /** The answer was lost or not understood: it may have been carried out. */
  | 'UNKNOWN'
  | '%future added value';

/** The input of `authorizeCreditCard`. */
export type AuthorizeCreditCardInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What belongs to card payments alone. */
  options?: CreditCardTransactionOptionsInput | null | undefined;
  /** The card: one of the sandbox's nonces, or a method's id. */
  paymentMethodId: string;
  /** The payment. */
  transaction: TransactionInput;
};

/** The input of `authorizePaymentMethod`. */
export type AuthorizePaymentMethodInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The payment method to authorize: in the sandbox, one of its nonces. */
  paymentMethodId: string;
  /** The payment. */
  transaction: TransactionInput;
};

/** The input of `cancelOrder`. */
export type CancelOrderInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note on the reason. The history shows it. */
  note?: string | null | undefined;
  /** The shop's own id of the order. */
  orderId: string;
};

/** The input of `captureTransaction`. */
export type CaptureTransactionInput = {
  /** The older name of `transaction.amount`. */
  amount?: string | null | undefined;
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** How to capture the transaction. Default: in full. */
  transaction?: CaptureTransactionOptionsInput | null | undefined;
  /** The id of the AUTHORIZED transaction. */
  transactionId: string;
};

/** How to capture an authorized transaction. */
export type CaptureTransactionOptionsInput = {
  /** The amount, up to what was authorized. Default: all of it. The rest is released. */
  amount?: string | null | undefined;
  /** A different order id than the transaction's. Default: the transaction's order id. */
  orderId?: string | null | undefined;
};

/** Which account of a card is used. */
export type CardAccountType =
  /** The credit account. */
  | 'CREDIT'
  /** The bank account. */
  | 'DEBIT'
  | '%future added value';

/** The passwords of the person who sends this. */
export type ChangePasswordInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The current password. */
  currentPassword: string;
  /** 12 to 1000 characters; not the e-mail address, and not a common password. */
  newPassword: string;
};

/** The input of `chargeCreditCard`. */
export type ChargeCreditCardInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What belongs to card payments alone. */
  options?: CreditCardTransactionOptionsInput | null | undefined;
  /** The card: one of the sandbox's nonces, or a method's id. */
  paymentMethodId: string;
  /** The payment. */
  transaction: TransactionInput;
};

/** The input of `chargePaymentMethod`. */
export type ChargePaymentMethodInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The payment method to charge: in the sandbox, one of its nonces. */
  paymentMethodId: string;
  /** The payment. */
  transaction: TransactionInput;
};

/** What a client token is for. */
export type ClientTokenInput = {
  /** The customer who pays. */
  customerId?: string | null | undefined;
  /** The web sites that use it. */
  domains?: Array<string> | null | undefined;
  /** The account of its payments. */
  merchantAccountId?: string | null | undefined;
};

/** A key for a program. */
export type CreateApiKeyInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What it is for, up to 255 characters. */
  name: string;
  /** What to do with the key's refunds that are UNAVAILABLE or DECLINED, where their input does not say so. Default: as the merchant's settings say. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** The status by which this key is shown a refund that is AUTHORIZING: in the queue, or not decided yet. Default: AUTHORIZING. */
  queuedRefundStatus?: QueuedRefundStatus | null | undefined;
  /** The rights of the key. Default: none. Then only `ping` and `viewer` answer. */
  rights?: Array<RightName> | null | undefined;
};

/** The input of `createClientToken`. */
export type CreateClientTokenInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What it is for. */
  clientToken?: ClientTokenInput | null | undefined;
};

/** The input of `createCustomer`. */
export type CreateCustomerInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The customer. */
  customer?: CustomerInput | null | undefined;
};

/** A new person. */
export type CreateUserInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The e-mail address to sign in with. Each person of a merchant has a different one. */
  email: string;
  /** The person's name, up to 255 characters. */
  name: string;
  /** 12 to 1000 characters; not the e-mail address, and not a common password. */
  password: string;
  /** The rights of the person. Default: none. Then only `ping` and `viewer` answer. */
  rights?: Array<RightName> | null | undefined;
};

/** A new webhook endpoint. */
export type CreateWebhookEndpointInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What it is for, in up to 255 characters. */
  description?: string | null | undefined;
  /** The types to get, of `refund.queued`, `refund.accepted`, `refund.declined`, `refund.failed`, `refund.settled`, `refund.settlement_declined`, `refund.voided`, `refund.needs_attention`, `transaction.voided`, `transaction.settled`, `transaction.disputed`, `order.refunded`, `order.cancelled`, `approval.requested`, `approval.decided`. Default: all. */
  types?: Array<string> | null | undefined;
  /** The address to post messages to: https, on a public address, unless the operator allows others. */
  url: string;
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

/** A card. Of its number, the first six and the last four digits are kept. */
export type CreditCardInput = {
  /** The cardholder's address. Not looked at, and not kept. */
  billingAddress?: AddressInput | null | undefined;
  /** The name on the card. */
  cardholderName?: string | null | undefined;
  /** The security code. Not looked at, and not kept. */
  cvv?: string | null | undefined;
  /** The month that the card is valid through. */
  expirationMonth?: string | null | undefined;
  /** The year that the card is valid through. */
  expirationYear?: string | null | undefined;
  /** One of Braintree's test numbers. */
  number?: string | null | undefined;
};

/** What belongs to a card payment alone. */
export type CreditCardTransactionOptionsInput = {
  /** Which account of the card. It changes nothing in the sandbox. */
  accountType?: CardAccountType | null | undefined;
  /** The cardholder's address. Stored and returned. */
  billingAddress?: AddressInput | null | undefined;
};

/** A field of the merchant's own, with its value. */
export type CustomFieldInput = {
  /** The name of the field. */
  name: string;
  /** The value of the field. */
  value?: string | null | undefined;
};

/** What is known of a customer. What is left out stays as it is; an empty text removes it. */
export type CustomerInput = {
  /** The company. */
  company?: string | null | undefined;
  /** Not supported. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** The e-mail address, by which the orders are found. */
  email?: string | null | undefined;
  /** Not supported. */
  fax?: string | null | undefined;
  /** The given name. */
  firstName?: string | null | undefined;
  /** The family name. */
  lastName?: string | null | undefined;
  /** The telephone number. */
  phoneNumber?: string | null | undefined;
  /** Not supported. */
  website?: string | null | undefined;
};

/** A mail in the merchant's words. It may have the fields `{amount}`, `{orderId}`, `{merchant}`, `{customerName}`. */
export type CustomerMailInput = {
  /** Its subject, in up to 200 characters. */
  subject: string;
  /** Its text, as plain text of up to 10,000 characters. */
  text: string;
};

/** Which customers to find. Searches for exact texts and for beginnings are fast. So are `contains` and `endsWith` with three letters or more. */
export type CustomerSearchInput = {
  /** The company. Ignores case. */
  company?: SearchTextInput | null | undefined;
  /** When the customer was first seen. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** The e-mail address. Ignores case. */
  email?: SearchTextInput | null | undefined;
  /** The given name. Ignores case. */
  firstName?: SearchTextInput | null | undefined;
  /** The customer's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The family name. Ignores case. */
  lastName?: SearchTextInput | null | undefined;
  /** The telephone number. */
  phoneNumber?: SearchTextInput | null | undefined;
};

/** The input of `deleteCustomer`. */
export type DeleteCustomerInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The id of the customer. */
  customerId: string;
};

/** The input of `deletePaymentMethodFromVault`. */
export type DeletePaymentMethodFromVaultInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The payment method. */
  paymentMethodId: string;
};

/** A refund to a card without a payment. */
export type DetachedRefundInput = {
  /** The amount, in the currency of the merchant account. */
  amount: string;
  /** The merchant's own fields. Stored and returned. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** The text on the customer's bank statement. Stored and returned. */
  descriptor?: TransactionDescriptorInput | null | undefined;
  /** The account that pays it. Default: the merchant's default account. */
  merchantAccountId?: string | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** An id of the shop's own, up to 255 characters. */
  orderId?: string | null | undefined;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
};

/** Where a customer's dispute of a payment stands. */
export type DisputeState =
  /** The customer keeps the money. */
  | 'LOST'
  /** It is not decided. */
  | 'OPEN'
  /** The merchant keeps the money. */
  | 'WON'
  | '%future added value';

/** How a gateway and this service differ. */
export type DriftKind =
  /** The amounts differ. */
  | 'AMOUNT'
  /** The gateway has it, and this service does not. */
  | 'MISSING_HERE'
  /** This service says that the gateway has it, and it has not. */
  | 'MISSING_THERE'
  /** The statuses differ. */
  | 'STATUS'
  /** The gateway has two refunds for one of this service. */
  | 'TWO_EFFECTS'
  | '%future added value';

/** Whether a gateway account can be used. */
export type GatewayAccountState =
  /** It can be used. */
  | 'ACTIVE'
  /** Its gateway refused the credentials when it was last asked. */
  | 'CREDENTIALS_REFUSED'
  /** This installation has no adapter of its name that can be used. */
  | 'NOT_INSTALLED'
  /** It is used no more. */
  | 'RETIRED'
  | '%future added value';

/** The input of `idsFromLegacyIds`. */
export type IdsFromLegacyIdsInput = {
  /** Up to 250 legacy ids. */
  ids: Array<LegacyIdElementsInput>;
};

/** A legacy id, with the kind of its object. */
export type LegacyIdElementsInput = {
  /** The legacy id. */
  legacyId: string;
  /** The kind of the object. */
  type: LegacyIdType;
};

/** The kind of an object with a legacy id. */
export type LegacyIdType =
  /** A customer. */
  | 'CUSTOMER'
  /** A dispute. */
  | 'DISPUTE'
  /** An application for a merchant account. This service has none. */
  | 'MERCHANT_ACCOUNT_APPLICATION'
  /** A payment that is being prepared. This service has none. */
  | 'PAYMENT_CONTEXT'
  /** A payment method. */
  | 'PAYMENT_METHOD'
  /** A refund. */
  | 'REFUND'
  /** A transaction. */
  | 'TRANSACTION'
  /** A check of a bank account. This service has none. */
  | 'US_BANK_ACCOUNT_VERIFICATION'
  /** A check of a payment method. This service has none. */
  | 'VERIFICATION'
  | '%future added value';

/** A product's Universal Product Code. */
export type LineItemUpcInput = {
  /** The code's digits. */
  upcCode: string;
  /** The form of the code. */
  upcType: UpcType;
};

/** The input of `markRefundedExternally`. */
export type MarkRefundedExternallyInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note. The history shows it. */
  note?: string | null | undefined;
  /** The id of the refund or void in the system where it was made. */
  reference?: string | null | undefined;
  /** How much was refunded. Default: all that is left. */
  refund?: RefundInput | null | undefined;
  /** The id of the transaction that was refunded outside of this service. */
  transactionId: string;
};

/** The input of `markVoidedExternally`. */
export type MarkVoidedExternallyInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note. The history shows it. */
  note?: string | null | undefined;
  /** The id of the refund or void in the system where it was made. */
  reference?: string | null | undefined;
  /** The id of the transaction that was voided outside of this service. */
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

/** The settings to change. A setting that is left out does not change. Null changes nothing either, except for the three settings that the server has as well: there, null brings back the server's value. */
export type MerchantSettingsInput = {
  /** A person's refund waits for the approval of a second person if the transaction's reserved refunds, with this one, are above the limit for the currency. Refunds by API keys don't wait. The list replaces the old one; an empty list: no limits. Refunds that wait go on waiting, and sent ones are not stopped. */
  approvalLimits?: Array<ApprovalLimitInput> | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The e-mail addresses that get a mail when a reversal needs a person. An empty list: none. Up to 10; they replace the old ones. Null, where it is not left out: the server's value. */
  notifyEmails?: Array<string> | null | undefined;
  /** What to do with a refund that is UNAVAILABLE or DECLINED, where neither its input nor its API key says so. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** Whether each mutation that moves money must have an apiRequestKey. */
  requireApiRequestKey?: boolean | null | undefined;
  /** Whether each `resolveOutcome` that frees a refund's amount waits for the approval of a second person, where the gateway can't tell. If false, only above the limit for the currency, over all refunds of the transaction. */
  requireApprovalOfNotDone?: boolean | null | undefined;
  /** Whether people must send a reasonCode with each mutation that moves or marks money. API keys need not. */
  requireReasonFromStaff?: boolean | null | undefined;
  /** How many times a reversal in the queue is retried. 0: never. At most 100. Null, where it is not left out: the server's value. */
  retryAttempts?: number | null | undefined;
  /** Whether a DECLINED refund is retried, with a new key for each attempt. */
  retryDeclines?: boolean | null | undefined;
  /** The time between two attempts, as an ISO 8601 duration such as P1D or PT6H. A reversal in the queue keeps its next time, and uses this afterwards. Null, where it is not left out: the server's value. */
  retryInterval?: string | null | undefined;
  /** The time zone of the days in reports, such as Europe/Berlin. UTC unless set. */
  timeZone?: string | null | undefined;
};

/** Looks for amounts of money. */
export type MonetaryAmountSearchInput = {
  /** The currency. */
  currencyCode?: SearchTextInput | null | undefined;
  /** The amount, in whole units of any currency, such as 10.00. */
  value?: SearchRangeInput | null | undefined;
};

/** What becomes of an order that was recorded otherwise before. */
export type OnConflict =
  /** Every contradiction is refused, and nothing is changed. */
  | 'REFUSE'
  /** What differs is replaced, lists as a whole, within what has happened since. Payments and the currency stay as they are. */
  | 'UPDATE'
  | '%future added value';

/** What became of an order, or of a payment. */
export type OrderRefundResult =
  /** It is reserved until a second person decides. */
  | 'AWAITS_APPROVAL'
  /** Nothing was left to refund, and the order is cancelled. */
  | 'CANCELLED'
  /** Its outcome is not known. `refundOrders` with the same input looks again. */
  | 'NOT_KNOWN'
  /** It was declined, or it failed. */
  | 'NOT_REFUNDED'
  /** Some payments were not refunded, or could not be. */
  | 'PARTLY_REFUNDED'
  /** All of it was accepted, or recorded as done elsewhere. */
  | 'REFUNDED'
  /** Nothing was done: `problems` says what to correct. */
  | 'REFUSED'
  /** A line of a file that could not be read, at the command line. Never in a run. */
  | 'UNREADABLE'
  /** It is reserved. The queue retries it, or finds out its outcome. */
  | 'WAITING'
  | '%future added value';

/** Which orders to find. Searches for exact texts and for beginnings are fast. So are `contains` and `endsWith` with three letters or more. */
export type OrderSearchInput = {
  /** The customer's e-mail address. Ignores case. */
  customerEmail?: SearchTextInput | null | undefined;
  /** The shop's own id of the order. Ignores case. */
  orderId?: SearchTextInput | null | undefined;
  /** Whether more was paid than it costs. Orders without line items are never overpaid. */
  overpaid?: boolean | null | undefined;
  /** When it was placed. */
  placedAt?: SearchTimestampInput | null | undefined;
  /** How much of what was paid was refunded. */
  status?: OrderStatus | null | undefined;
  /** When it last changed, as its `updatedAt` has it. */
  updatedAt?: SearchTimestampInput | null | undefined;
};

/** How much of what was paid for an order was refunded, or is being refunded. */
export type OrderStatus =
  /** Nothing. */
  | 'OPEN'
  /** Some of it. */
  | 'PARTIALLY_REFUNDED'
  /** All of it. */
  | 'REFUNDED'
  | '%future added value';

/** The input of `partialCaptureTransaction`. */
export type PartialCaptureTransactionInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What is captured. Without an amount nothing is. */
  transaction?: PartialCaptureTransactionOptionsInput | null | undefined;
  /** The id of the authorization: AUTHORIZED, or SETTLEMENT_PENDING after earlier partial captures. */
  transactionId: string;
};

/** What is captured of an authorization, as a transaction of its own. */
export type PartialCaptureTransactionOptionsInput = {
  /** The amount. All partial captures together may take as much as was authorized. */
  amount: string;
  /** The text on the customer's bank statement. Stored and returned. */
  descriptor?: TransactionDescriptorInput | null | undefined;
  /** The discount. `amount` is the amount after it. Stored and returned. */
  discountAmount?: string | null | undefined;
  /** Whether it is the last capture of this authorization, so that the rest is released. */
  finalCapture?: boolean | null | undefined;
  /** The items that this capture is for. Stored and returned. */
  lineItems?: Array<TransactionLineItemInput> | null | undefined;
  /** A different order id than the authorization's, up to 255 characters. */
  orderId?: string | null | undefined;
  /** The customer's own number of the purchase. Stored and returned. */
  purchaseOrderNumber?: string | null | undefined;
  /** How the goods are sent. Stored and returned. */
  shipping?: TransactionShippingInput | null | undefined;
  /** The taxes within the amount. Stored and returned. */
  tax?: TransactionTaxInput | null | undefined;
};

/** Who began a payment, and in which series it stands. */
export type PaymentInitiator =
  /** The merchant, with an amount that may still change. */
  | 'ESTIMATED'
  /** The merchant, as a part of a payment in parts. */
  | 'INSTALLMENT'
  /** The customer, as the first part. */
  | 'INSTALLMENT_FIRST'
  /** The customer, by letter or telephone. */
  | 'MOTO'
  /** The merchant, by a schedule. */
  | 'RECURRING'
  /** The customer, as the first of a schedule. */
  | 'RECURRING_FIRST'
  /** The merchant, without a schedule. */
  | 'UNSCHEDULED'
  | '%future added value';

/** The kinds of payment methods that this service knows. */
export type PaymentMethodSnapshotSearchType =
  /** A credit or debit card. */
  | 'CREDIT_CARD'
  /** A PayPal account. */
  | 'PAYPAL'
  | '%future added value';

/** How often a payment method can be used. */
export type PaymentMethodUsage =
  /** Again and again: it is in the vault. */
  | 'MULTI_USE'
  /** Once, within three hours. */
  | 'SINGLE_USE'
  | '%future added value';

/** Which transactions and refunds to find. */
export type PaymentSearchInput = {
  /** The amount. */
  amount?: MonetaryAmountSearchInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  billingAddress?: SearchAddressInput | null | undefined;
  /** When it was requested. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** The customer. */
  customer?: SearchPaymentCustomerInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  disbursementDate?: SearchDateInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  disputeReceivedDate?: SearchDateInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  facilitatorOAuthApplicationClientId?: SearchValueInput | null | undefined;
  /** The payment's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The merchant account. */
  merchantAccountId?: SearchPaymentMerchantAccountIdInput | null | undefined;
  /** The shop's id of the order, exactly as it is written. */
  orderId?: SearchTextInput | null | undefined;
  /** The payment method. */
  paymentMethod?: SearchPaymentPaymentMethodInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  processingMode?: SearchProcessingModeInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  processorAuthorizationId?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  settlementBatchId?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  shippingAddress?: SearchAddressInput | null | undefined;
  /** Where the request came from. */
  source?: SearchPaymentSourceInput | null | undefined;
  /** Its present status. */
  status?: SearchPaymentStatusInput | null | undefined;
  /** When a status was reached. */
  statusTransition?: SearchPaymentStatusTransitionInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  storeId?: SearchValueInput | null | undefined;
  /** Transactions, refunds, or both. */
  type?: SearchPaymentTypeInput | null | undefined;
  /** When it last changed, as its `updatedAt` has it. */
  updatedAt?: SearchTimestampInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  userId?: SearchValueInput | null | undefined;
};

/** Kinds of payments to find. */
export type PaymentSearchType =
  /** A refund without a transaction. */
  | 'DETACHED_REFUND'
  /** A refund of a transaction. */
  | 'REFUND'
  /** A transaction. */
  | 'TRANSACTION'
  | '%future added value';

/** Where a request came from. */
export type PaymentSource =
  /** A program. */
  | 'API'
  /** A person who was signed in. */
  | 'CONTROL_PANEL'
  /** A card reader in a shop. */
  | 'PAYMENT_READER'
  /** The schedule of a subscription. */
  | 'RECURRING'
  /** Not known, or the service itself. */
  | 'UNKNOWN'
  | '%future added value';

/** The status of a transaction or a refund. */
export type PaymentStatus =
  /** The authorization expired before it was captured. Final. */
  | 'AUTHORIZATION_EXPIRED'
  /** The money is held on the customer's account. It can be captured or voided. */
  | 'AUTHORIZED'
  /** Requested, and not decided yet. A refund in the queue has this status: see `retry`. */
  | 'AUTHORIZING'
  /** It failed. Final: no money was moved. */
  | 'FAILED'
  /** The gateway rejected it by its own rules. Final. */
  | 'GATEWAY_REJECTED'
  /** The processor declined it. Final. */
  | 'PROCESSOR_DECLINED'
  /** The money has moved. A transaction can be refunded. */
  | 'SETTLED'
  /** The processor has taken it for settlement. */
  | 'SETTLEMENT_CONFIRMED'
  /** The processor declined it at settlement. Final; no money moved. */
  | 'SETTLEMENT_DECLINED'
  /** Settlement awaits the processor's decision; for PayPal. */
  | 'SETTLEMENT_PENDING'
  /** Settlement is under way. A transaction can be refunded, and no longer voided. */
  | 'SETTLING'
  /** It goes into the next settlement. Until then it can be voided. */
  | 'SUBMITTED_FOR_SETTLEMENT'
  /** Voided or cancelled before any money moved. Final. */
  | 'VOIDED'
  | '%future added value';

/** A telephone number. */
export type PhoneInput = {
  /** The country's code. */
  countryPhoneCode: string;
  /** The extension. */
  extensionNumber?: string | null | undefined;
  /** The number in the country. */
  phoneNumber: string;
};

/** When a card payment was sent to the processor. */
export type ProcessingMode =
  /** Later, after the shop had been offline. */
  | 'DEFERRED'
  /** At once. */
  | 'ONLINE'
  | '%future added value';

/** The status by which an API key is shown a refund that is AUTHORIZING. */
export type QueuedRefundStatus =
  /** As it is. */
  | 'AUTHORIZING'
  /** As if it was accepted, for programs that know no refund that is AUTHORIZING. */
  | 'SUBMITTED_FOR_SETTLEMENT'
  | '%future added value';

/** An amount of an order beside its products. Discounts and gift cards lower what was paid for each product, in proportion to its price. */
export type RecordAdjustmentInput = {
  /** The amount: negative for DISCOUNT and GIFT_CARD, and positive for the others. */
  amount: string;
  /** The shop's own id of it, unique among the order's adjustments. */
  id: string;
  /** What it is for. */
  kind: AdjustmentKind;
  /** What it is, in up to 255 characters. */
  name: string;
};

/** The customer of an order. */
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
  /** What was taken off the price of all of them. Up to that price; not negative. */
  discountAmount?: string | null | undefined;
  /** The shop's own id of it, unique within the order. */
  id: string;
  /** What it is, in up to 255 characters. */
  name: string;
  /** How many were bought: 1 to 1000000. */
  quantity: number;
  /** The tax on one. */
  taxAmount?: string | null | undefined;
  /** The price of all of them, with tax, before discounts. It counts in place of `unitAmount` and `taxAmount`, which are then only shown. */
  totalAmount?: string | null | undefined;
  /** The price of one, without tax; 0 for a gift. Required without `totalAmount`. */
  unitAmount?: string | null | undefined;
};

/** The input of `recordOrder`. Transactions with the same orderId belong to the order by themselves; `transactions` imports those that were made outside of this service. */
export type RecordOrderInput = {
  /** Shipping, taxes, fees, discounts and gift cards of the whole order: up to 100. */
  adjustments?: Array<RecordAdjustmentInput> | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The one currency of all its amounts. */
  currencyCode: string;
  /** The customer. */
  customer?: RecordCustomerInput | null | undefined;
  /** What was bought: up to 500 products. */
  lineItems?: Array<RecordLineItemInput> | null | undefined;
  /** What becomes of an order that was recorded otherwise. Default: REFUSE. */
  onConflict?: OnConflict | null | undefined;
  /** The shop's own id of the order, up to 255 characters. */
  orderId: string;
  /** When it was placed. Default: when it was first paid, or now. */
  placedAt?: string | null | undefined;
  /** Payments that were made outside of this service: up to 100. */
  transactions?: Array<RecordTransactionInput> | null | undefined;
};

/** A payment that was made outside of this service. */
export type RecordTransactionInput = {
  /** The amount, in the order's currency. */
  amount: string;
  /** When it was made. Default: when the order was placed. */
  createdAt?: string | null | undefined;
  /** The gateway's id of the payment. If it is the legacy id of a transaction of this service, that transaction becomes part of the order. */
  gatewayTransactionId: string;
  /** The merchant account that received it. Default: the merchant's account in the currency. */
  merchantAccountId?: string | null | undefined;
  /** What was refunded of it outside of this service before it was recorded. It counts as an external refund. For a transaction of this service, this field is ignored. */
  refundedAmount?: string | null | undefined;
  /** Its status: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, SETTLEMENT_PENDING, SETTLING, SETTLED or VOIDED. For a transaction of this service, this field is ignored. */
  status: PaymentStatus;
};

/** One adjustment to refund: an amount, or without it, all that is left of it. */
export type RefundAdjustmentInput = {
  /** The id of the order's adjustment: of its shipping, a tax, or a fee. */
  adjustmentId: string;
  /** The amount to refund, up to what is left of it. */
  amount?: string | null | undefined;
};

/** The input of `refundCreditCard`. */
export type RefundCreditCardInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The card: one of the sandbox's nonces, or a method's id. */
  paymentMethodId: string;
  /** The refund. */
  refund: DetachedRefundInput;
};

/** What to do with a refund that is UNAVAILABLE or DECLINED. Refunds that are PENDING or UNKNOWN are always verified. */
export type RefundFailurePolicy =
  /** It is retried once a day. */
  | 'QUEUE'
  /** It is recorded as refunded outside of this service. */
  | 'RECORD_ANYWAY'
  /** It ends as FAILED, and is not retried. */
  | 'SKIP'
  | '%future added value';

/** How to refund a transaction. */
export type RefundInput = {
  /** The amount to refund, up to what is left. Default: all that is left. */
  amount?: string | null | undefined;
  /** What the refund is for. PayPal shows it. */
  description?: string | null | undefined;
  /** The items that are refunded. Stored and returned only: the amount does not depend on them. */
  lineItems?: Array<TransactionLineItemInput> | null | undefined;
  /** The account that pays the refund. Default: the transaction's account. */
  merchantAccountId?: string | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** A different order id than the transaction's. Default: the transaction's order id. */
  orderId?: string | null | undefined;
  /** The older name of `description`. */
  reason?: string | null | undefined;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
  /** What to do if the transaction is submitted for settlement and has not settled. Default: REFUSE. */
  whenUnsettled?: WhenUnsettled | null | undefined;
};

/** One product to refund: a quantity, an amount, or without both, all that is left of it. */
export type RefundLineItemInput = {
  /** The amount to refund in place of its price, up to what is left of it. */
  amount?: string | null | undefined;
  /** The id of the order's line item. */
  lineItemId: string;
  /** How many of it to refund, up to what is left, at their price with tax. */
  quantity?: number | null | undefined;
};

/** The input of `refundOrder` and `previewRefund`: an amount, line items, or neither for all. */
export type RefundOrderInput = {
  /** Shipping, taxes and fees to refund, alone or beside line items. Not allowed together with an amount. */
  adjustments?: Array<RefundAdjustmentInput> | null | undefined;
  /** The exact amount to refund. Default, without line items: all that can be refunded now. */
  amount?: string | null | undefined;
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** What the customer owes afterwards. Default: 0. It is set as soon as a part is accepted or queued. */
  balanceDue?: string | null | undefined;
  /** Whether to cancel the order as soon as a part is accepted or queued. */
  cancelOrder?: boolean | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The products to refund. Not allowed together with an amount. */
  lineItems?: Array<RefundLineItemInput> | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** What to do with each part whose outcome is UNAVAILABLE or DECLINED. Default: QUEUE. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** The shop's own id of the order. */
  orderId: string;
  /** The token of a preview: nothing is done if the order or this input has changed since, except for `reasonCode` and `note`. */
  previewToken?: string | null | undefined;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
  /** The payments to refund, the newest first. Default: all payments of the order. */
  transactionIds?: Array<string> | null | undefined;
};

/** The input of `refundOrders`: which orders to refund in full, and how. The options are those of `refundry refund-orders`, by the same names. */
export type RefundOrdersInput = {
  /** Whether to cancel the orders too, also those of which nothing is left to refund. */
  cancelOrder?: boolean | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** Whether to say only what would be refunded of each order, and refund nothing. */
  dryRun?: boolean | null | undefined;
  /** A fee that is kept of each order: an amount such as 2.50, or a share such as 10%. */
  keep?: string | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** What to do with each payment whose outcome is UNAVAILABLE or DECLINED. Default: QUEUE. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** The shop's own ids of the orders, at most 5000. An id that is in the list twice counts once. */
  orderIds: Array<string>;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
  /** Record that the orders were refunded elsewhere, under this reference. No gateway is called. Needs the right MARK_EXTERNALLY. */
  recordExternally?: string | null | undefined;
  /** The run's name. A run refunds an order once, however often it is started; the name holds for 30 days. Default: the same input is the same run. */
  run?: string | null | undefined;
};

/** Which entries of the queue to return. All criteria must be met. */
export type RefundQueueInput = {
  /** Only entries whose next attempt or verification is before this time. */
  dueBefore?: string | null | undefined;
  /** True: only entries that need a person. False: only entries that do not. */
  needsAttention?: boolean | null | undefined;
  /** The order id of the transaction, or the different one of the refund. */
  orderId?: string | null | undefined;
  /** The states. Default: WAITING, RUNNING and PAUSED, and all entries that need attention. */
  state?: Array<RetryState> | null | undefined;
};

/** The reason, with its new values. */
export type RefundReasonInput = {
  /** Whether new refunds can have it. Default: true for a new reason, no change for an existing one. */
  active?: boolean | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The value of `reasonCode`: 1 to 64 letters, digits and _ . -, beginning with a letter or digit. Codes ignore case. */
  code: string;
  /** What people read, up to 255 characters. Each reason has a different label. */
  label: string;
};

/** How refunds are grouped. */
export type RefundReportGroup =
  /** The day on which they were requested, in UTC. */
  | 'DAY'
  /** The gateway; refunds outside of this service are a group of their own. */
  | 'GATEWAY'
  /** The reason. */
  | 'REASON'
  /** Their present status. All refunds are counted. */
  | 'STATUS'
  /** Who requested them: a person or an API key. */
  | 'USER'
  | '%future added value';

/** Which refunds to report, and how to group them. */
export type RefundReportInput = {
  /** Only refunds in this currency. Default: a row for each currency. */
  currencyCode?: string | null | undefined;
  /** Refunds that were requested at this time or later. */
  from: string;
  /** How to group them. */
  groupBy: RefundReportGroup;
  /** Refunds that were requested before this time. */
  to: string;
};

/** How far a run has come. */
export type RefundRunState =
  /** Each of its orders has a result. */
  | 'ENDED'
  /** Its orders are being refunded. */
  | 'RUNNING'
  /** No worker has begun it. */
  | 'WAITING'
  | '%future added value';

/** Which refunds to find. */
export type RefundSearchInput = {
  /** The amount. */
  amount?: MonetaryAmountSearchInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  billingAddress?: SearchAddressInput | null | undefined;
  /** When it was requested. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** The customer. */
  customer?: SearchPaymentCustomerInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  disbursementDate?: SearchDateInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  disputeReceivedDate?: SearchDateInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  facilitatorOAuthApplicationClientId?: SearchValueInput | null | undefined;
  /** The refund's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The merchant account. */
  merchantAccountId?: SearchPaymentMerchantAccountIdInput | null | undefined;
  /** The shop's id of the order, exactly as it is written. */
  orderId?: SearchTextInput | null | undefined;
  /** The payment method. */
  paymentMethod?: SearchPaymentPaymentMethodInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  processingMode?: SearchProcessingModeInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  processorAuthorizationId?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  settlementBatchId?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  shippingAddress?: SearchAddressInput | null | undefined;
  /** Where the request came from. */
  source?: SearchPaymentSourceInput | null | undefined;
  /** Its present status. */
  status?: SearchTransactionStatusInput | null | undefined;
  /** When a status was reached. */
  statusTransition?: SearchPaymentStatusTransitionInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  storeId?: SearchValueInput | null | undefined;
  /** When it last changed, as its `updatedAt` has it. */
  updatedAt?: SearchTimestampInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  userId?: SearchValueInput | null | undefined;
};

/** The input of `refundTransaction`. */
export type RefundTransactionInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The transaction's `refundableAmount` as it was seen. The refund is refused with OUTDATED if it is different by now, such as by another refund. */
  expectedRefundableAmount?: string | null | undefined;
  /** How to refund the transaction; `amount` belongs in here. Default: in full. */
  refund?: RefundInput | null | undefined;
  /** The id of the SETTLING or SETTLED transaction to refund. */
  transactionId: string;
};

/** Messages to send again: give either `messageId` or `since`. */
export type ResendWebhookMessagesInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** Which endpoint it is. */
  endpointId: string;
  /** The one message to send again. */
  messageId?: string | null | undefined;
  /** Send all messages again that were created then or later, 100,000 at most. */
  since?: string | null | undefined;
};

/** A person's report on an attempt whose outcome is UNKNOWN or PENDING. */
export type ResolveOutcomeInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** How the person found this out. The history shows it. */
  note: string;
  /** Whether the gateway carried it out. The gateway is asked first, and what it reports counts. Where it can't tell, NOT_DONE is possible when the last sending can no longer be on its way. */
  outcome: ResolvedOutcome;
  /** The id of the refund, or of the transaction. */
  paymentId: string;
  /** The gateway's id of it. */
  reference?: string | null | undefined;
};

/** What a person reports of an attempt whose outcome is UNKNOWN or PENDING. */
export type ResolvedOutcome =
  /** The gateway carried it out. Where the gateway can't tell, a refund becomes SETTLED, a voided transaction VOIDED. */
  | 'DONE'
  /** The gateway did not carry it out, and will not. A refund becomes FAILED, and its amount is free again. */
  | 'NOT_DONE'
  | '%future added value';

/** A gateway account that is to be used no more. */
export type RetireGatewayAccountInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The account's name. */
  name: string;
};

/** The entry to retry, pause, resume or dismiss. */
export type RetryInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note on the reason. The history shows it. */
  note?: string | null | undefined;
  /** The id of a refund, or of a transaction whose void is queued. */
  paymentId: string;
};

/** The state of a retry. */
export type RetryState =
  /** It was cancelled before the gateway carried it out. */
  | 'CANCELLED'
  /** It ended without success, and is not retried. */
  | 'EXHAUSTED'
  /** A person has paused it. */
  | 'PAUSED'
  /** An attempt is under way. */
  | 'RUNNING'
  /** The gateway has carried it out. */
  | 'SUCCEEDED'
  /** It is retried, or the gateway is asked, at `nextAttemptAt`. */
  | 'WAITING'
  | '%future added value';

/** What reversing a transaction would do now. */
export type ReversalAction =
  /** Nothing: `blockers` says why. */
  | 'NONE'
  /** Refund all that is left of it. */
  | 'REFUND'
  /** Cancel it before money moves. */
  | 'VOID'
  | '%future added value';

/** The input of `reverseRefund`. */
export type ReverseRefundInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
  /** The id of the refund to reverse. */
  refundId: string;
};

/** The input of `reverseTransaction`. */
export type ReverseTransactionInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE. */
  onFailure?: RefundFailurePolicy | null | undefined;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
  /** The id of the transaction to reverse. */
  transactionId: string;
};

/** The API key to revoke. */
export type RevokeApiKeyInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The public key. */
  publicKey: string;
};

/** A right of a person. */
export type RightInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The right. */
  right: RightName;
  /** The person's id. */
  userId: string;
};

/** The rights that an administrator can grant to a person or a key. */
export type RightName =
  /** To manage people, keys, rights, reasons and settings. */
  | 'ADMINISTER'
  /** To approve or reject what a different person requested. */
  | 'APPROVE'
  /** To charge, authorize and capture, and to use the sandbox. */
  | 'CHARGE'
  /** To record and to cancel orders, and to take over payments from gateways. */
  | 'MANAGE_ORDERS'
  /** To retry now, to pause and to resume. */
  | 'MANAGE_QUEUE'
  /** To record refunds and voids outside of this service, and to report unknown outcomes. */
  | 'MARK_EXTERNALLY'
  /** To refund, to reverse refunds, and to reverse settled transactions. */
  | 'REFUND'
  /** To read: transactions, refunds, customers, the queue. */
  | 'VIEW'
  /** To void, and to reverse unsettled transactions. */
  | 'VOID'
  | '%future added value';

/** What a check of the risk may need. Taken, and not looked at: no risk is checked here. */
export type RiskDataInput = {
  /** The customer's browser. */
  customerBrowser?: string | null | undefined;
  /** The customer's address in the internet. */
  customerIp?: string | null | undefined;
  /** The customer's device. */
  deviceData?: string | null | undefined;
};

/** How far to move the sandbox merchant's clock. */
export type SandboxAdvanceClockInput = {
  /** An ISO 8601 duration such as P1D, from P0D to P30D. The clock can be at most ten years ahead of real time. */
  by: string;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
};

/** The input of `sandboxSettleTransaction`. */
export type SandboxSettleTransactionInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The result of the settlement. Default: SETTLED. */
  settlementState?: SandboxSettlementState | null | undefined;
  /** The id of a transaction that was submitted for settlement. */
  transactionId: string;
};

/** The result of a settlement in the sandbox. */
export type SandboxSettlementState =
  /** The money moves. */
  | 'SETTLED'
  /** The processor declines it. */
  | 'SETTLEMENT_DECLINED'
  | '%future added value';

/** Looks for addresses. */
export type SearchAddressInput = {
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  addressLine1?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  addressLine2?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  adminArea1?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  adminArea2?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  company?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  countryName?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  firstName?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  lastName?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
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
  /** The name on the card. Ignores case. */
  cardholderName?: SearchTextInput | null | undefined;
  /** The card number. */
  number?: SearchCreditCardNumberInput | null | undefined;
};

/** Looks for customers. */
export type SearchPaymentCustomerInput = {
  /** The company. Ignores case. */
  company?: SearchTextInput | null | undefined;
  /** The e-mail address. Ignores case. */
  email?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  fax?: SearchTextInput | null | undefined;
  /** The given name. Ignores case. */
  firstName?: SearchTextInput | null | undefined;
  /** The customer's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The family name. Ignores case. */
  lastName?: SearchTextInput | null | undefined;
  /** The telephone number. */
  phone?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  website?: SearchTextInput | null | undefined;
};

/** Looks for merchant accounts by their ids. */
export type SearchPaymentMerchantAccountIdInput = {
  /** Contains this. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
  /** Is not this. */
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
  /** The payer's e-mail address. Ignores case. */
  payerEmail?: SearchTextInput | null | undefined;
};

/** Looks for payment methods. */
export type SearchPaymentPaymentMethodInput = {
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  paymentMethodId?: SearchValueInput | null | undefined;
  /** The payment method, as it was at the time of the payment. */
  paymentMethodSnapshot?: SearchPaymentPaymentMethodSnapshotInput | null | undefined;
};

/** Looks for payment methods as they were at the time of the payment. */
export type SearchPaymentPaymentMethodSnapshotInput = {
  /** The card. */
  creditCardDetails?: SearchPaymentCreditCardDetailsInput | null | undefined;
  /** The PayPal account. */
  payPalDetails?: SearchPaymentPayPalDetailsInput | null | undefined;
  /** The kind of payment method. */
  type?: SearchPaymentMethodSnapshotTypeInput | null | undefined;
};

/** Looks for where requests came from. */
export type SearchPaymentSourceInput = {
  /** Is one of these. */
  in?: Array<PaymentSource> | null | undefined;
};

/** Looks for statuses. */
export type SearchPaymentStatusInput = {
  /** Is one of these. */
  in?: Array<PaymentStatus> | null | undefined;
};

/** Looks for the times at which a status was reached. */
export type SearchPaymentStatusTransitionInput = {
  /** AUTHORIZATION_EXPIRED at this time. */
  authorizationExpiredAt?: SearchTimestampInput | null | undefined;
  /** AUTHORIZED at this time. */
  authorizedAt?: SearchTimestampInput | null | undefined;
  /** FAILED at this time. */
  failedAt?: SearchTimestampInput | null | undefined;
  /** GATEWAY_REJECTED at this time. */
  gatewayRejectedAt?: SearchTimestampInput | null | undefined;
  /** PROCESSOR_DECLINED at this time. */
  processorDeclinedAt?: SearchTimestampInput | null | undefined;
  /** SETTLED at this time. */
  settledAt?: SearchTimestampInput | null | undefined;
  /** SUBMITTED_FOR_SETTLEMENT at this time. */
  submittedForSettlementAt?: SearchTimestampInput | null | undefined;
  /** VOIDED at this time. */
  voidedAt?: SearchTimestampInput | null | undefined;
};

/** Looks for kinds of payments. */
export type SearchPaymentTypeInput = {
  /** Is one of these. */
  in?: Array<PaymentSearchType> | null | undefined;
};

/** Looks for how payments were sent to the processor. */
export type SearchProcessingModeInput = {
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  in?: Array<ProcessingMode> | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
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
  /** Contains this. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
  /** Is not this. */
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

/** Looks for where requests came from. */
export type SearchTransactionSourceInput = {
  /** Is one of these. */
  in?: Array<PaymentSource> | null | undefined;
};

/** Looks for statuses. */
export type SearchTransactionStatusInput = {
  /** Is one of these. */
  in?: Array<PaymentStatus> | null | undefined;
  /** Is exactly this. */
  is?: PaymentStatus | null | undefined;
};

/** Looks for the times at which a status was reached. */
export type SearchTransactionStatusTransitionInput = {
  /** FAILED at this time. */
  failedAt?: SearchTimestampInput | null | undefined;
  /** SETTLED at this time. */
  settledAt?: SearchTimestampInput | null | undefined;
  /** SUBMITTED_FOR_SETTLEMENT at this time. */
  submittedForSettlementAt?: SearchTimestampInput | null | undefined;
  /** VOIDED at this time. */
  voidedAt?: SearchTimestampInput | null | undefined;
};

/** Looks for values. */
export type SearchValueInput = {
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is exactly this. */
  is?: string | null | undefined;
};

/** A setting or a secret. */
export type SettingInput = {
  /** Its name. */
  key: string;
  /** Its value. */
  value: string;
};

/** The input of `tokenizeCreditCard`. */
export type TokenizeCreditCardInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The card. */
  creditCard: CreditCardInput;
  /** How it is looked at. */
  options?: TokenizeCreditCardOptionsInput | null | undefined;
};

/** How a card is looked at. */
export type TokenizeCreditCardOptionsInput = {
  /** Whether it has to be valid. It always has. */
  validate?: boolean | null | undefined;
};

/** The person who pays, where no customer id is sent. */
export type TransactionCustomerDetailsInput = {
  /** The e-mail address. */
  email?: string | null | undefined;
  /** The telephone number. */
  phoneNumber?: string | null | undefined;
};

/** The text on the customer's bank statement. */
export type TransactionDescriptorInput = {
  /** The name to show there. */
  name?: string | null | undefined;
  /** The phone number to show there. */
  phone?: string | null | undefined;
  /** The web address to show there. */
  url?: string | null | undefined;
};

/** The payment to make. */
export type TransactionInput = {
  /** The amount, in the currency of the merchant account. */
  amount: string;
  /** The shop software that sends this. Stored and returned. */
  channel?: string | null | undefined;
  /** The merchant's own fields. Stored and returned. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** The person who pays. A customer with this e-mail address is used, or added. */
  customerDetails?: TransactionCustomerDetailsInput | null | undefined;
  /** The id of the customer who pays. */
  customerId?: string | null | undefined;
  /** The text on the customer's bank statement. Stored and returned. */
  descriptor?: TransactionDescriptorInput | null | undefined;
  /** The discount. `amount` is the amount after it. Stored and returned. */
  discountAmount?: string | null | undefined;
  /** The items that are bought. Stored and returned. */
  lineItems?: Array<TransactionLineItemInput> | null | undefined;
  /** The account that receives the money. Default: the merchant's default account. */
  merchantAccountId?: string | null | undefined;
  /** The shop's id of the order, up to 255 characters. */
  orderId?: string | null | undefined;
  /** Who began the payment. It changes nothing in the sandbox. */
  paymentInitiator?: PaymentInitiator | null | undefined;
  /** The customer's own number of the purchase. Stored and returned. */
  purchaseOrderNumber?: string | null | undefined;
  /** What a check of the risk may need. Not looked at, and not stored. */
  riskData?: RiskDataInput | null | undefined;
  /** How the goods are sent. Stored and returned. */
  shipping?: TransactionShippingInput | null | undefined;
  /** The surcharge. `amount` includes it. Stored and returned. */
  surchargeAmount?: string | null | undefined;
  /** The taxes within the amount. Stored and returned. */
  tax?: TransactionTaxInput | null | undefined;
  /** Whether the payment method is kept in the vault. */
  vaultPaymentMethodAfterTransacting?: VaultPaymentMethodAfterTransactingInput | null | undefined;
};

/** One line item that is bought or refunded. Stored and returned as it is. */
export type TransactionLineItemInput = {
  /** A code for the kind of goods. */
  commodityCode?: string | null | undefined;
  /** A description. */
  description?: string | null | undefined;
  /** The discount. */
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

/** How a line item counts. */
export type TransactionLineItemType =
  /** It lowers what the customer owes. */
  | 'CREDIT'
  /** It adds to what the customer owes. */
  | 'DEBIT'
  | '%future added value';

/** Which transactions to find. */
export type TransactionSearchInput = {
  /** The amount. */
  amount?: MonetaryAmountSearchInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  billingAddress?: SearchAddressInput | null | undefined;
  /** When it was requested. */
  createdAt?: SearchTimestampInput | null | undefined;
  /** The customer. */
  customer?: SearchPaymentCustomerInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  disbursementDate?: SearchDateInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  disputeReceivedDate?: SearchDateInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  facilitatorOAuthApplicationClientId?: SearchValueInput | null | undefined;
  /** The transaction's id, or legacy id. */
  id?: SearchValueInput | null | undefined;
  /** The merchant account. */
  merchantAccountId?: SearchPaymentMerchantAccountIdInput | null | undefined;
  /** The shop's id of the order, exactly as it is written. */
  orderId?: SearchTextInput | null | undefined;
  /** Whether less was authorized than requested. True finds nothing. */
  partiallyAuthorized?: boolean | null | undefined;
  /** The payment method. */
  paymentMethod?: SearchPaymentPaymentMethodInput | null | undefined;
  /** The kind of payment method. */
  paymentMethodSnapshotType?: SearchPaymentMethodSnapshotTypeInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  processingMode?: SearchProcessingModeInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  processorAuthorizationId?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  settlementBatchId?: SearchTextInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  shippingAddress?: SearchAddressInput | null | undefined;
  /** Where the request came from. */
  source?: SearchTransactionSourceInput | null | undefined;
  /** Its present status. */
  status?: SearchTransactionStatusInput | null | undefined;
  /** When a status was reached. */
  statusTransition?: SearchTransactionStatusTransitionInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  storeId?: SearchValueInput | null | undefined;
  /** When it last changed, as its `updatedAt` has it. */
  updatedAt?: SearchTimestampInput | null | undefined;
  /** Not supported: this service has no such data, and answers NOT_IMPLEMENTED. */
  userId?: SearchValueInput | null | undefined;
};

/** How the goods are sent. Stored and returned. */
export type TransactionShippingInput = {
  /** Where they go. */
  shippingAddress?: AddressInput | null | undefined;
  /** The price of sending them. */
  shippingAmount?: string | null | undefined;
  /** How they are sent. */
  shippingMethod?: TransactionShippingMethod | null | undefined;
  /** The tax on that. */
  shippingTaxAmount?: string | null | undefined;
  /** Where they come from. */
  shipsFromPostalCode?: string | null | undefined;
};

/** How goods are sent. */
export type TransactionShippingMethod =
  /** As data. */
  | 'ELECTRONIC'
  /** By land. */
  | 'GROUND'
  /** To arrive the next day. */
  | 'NEXT_DAY'
  /** The customer fetches them. */
  | 'PICKUP_IN_STORE'
  /** Faster than usual. */
  | 'PRIORITY'
  /** To arrive the same day. */
  | 'SAME_DAY'
  /** To a shop. */
  | 'SHIP_TO_STORE'
  | '%future added value';

/** The taxes within the amount. Stored and returned. */
export type TransactionTaxInput = {
  /** The tax. */
  taxAmount?: string | null | undefined;
  /** Whether the customer pays no tax. */
  taxExempt?: boolean | null | undefined;
};

/** The input of `undoExternalRefund`. */
export type UndoExternalRefundInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note. The history shows it. */
  note?: string | null | undefined;
  /** The id of one refund whose mark was a mistake. It is undone by itself. A note is required, and, above the merchant's approval limit, a different person than the one who marked it. */
  refundId?: string | null | undefined;
  /** The id of the transaction that was not refunded outside of this service after all. All of its marks are undone, while its order has no refunds of a gateway. Either this or `refundId` is required. */
  transactionId?: string | null | undefined;
};

/** The input of `undoExternalVoid`. */
export type UndoExternalVoidInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note. The history shows it. */
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

/** The input of `updateCustomer`. */
export type UpdateCustomerInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The new values. */
  customer?: CustomerInput | null | undefined;
  /** The id of the customer. */
  customerId: string;
};

/** What is to change. What is left out stays as it is; null has a mail sent no more. */
export type UpdateCustomerMailsInput = {
  /** The mail about a refund that the gateway has accepted; null for none. */
  accepted?: CustomerMailInput | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The mail about a refund that was declined or has failed for good; null for none. */
  failed?: CustomerMailInput | null | undefined;
  /** Whether a sandbox merchant's customers get these mails too. */
  inSandbox?: boolean | null | undefined;
};

/** What is to change of a gateway account. What is not named stays as it is. */
export type UpdateGatewayAccountInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The account's name. */
  name: string;
  /** Other secrets. A list is replaced by all entries of its key; an empty value takes a secret away. */
  secrets?: Array<SettingInput> | null | undefined;
  /** Settings with other values, each once. An empty value takes a setting away. */
  settings?: Array<SettingInput> | null | undefined;
};

/** What is to change of a webhook endpoint. What is not named stays as it is. */
export type UpdateWebhookEndpointInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** What it is for; empty for nothing. */
  description?: string | null | undefined;
  /** Whether messages are sent to it. Those that are not sent are kept, and can be sent again later. */
  enabled?: boolean | null | undefined;
  /** Which endpoint it is. */
  id: string;
  /** The types to get from now on. */
  types?: Array<string> | null | undefined;
  /** Another address to post messages to. */
  url?: string | null | undefined;
};

/** A person. */
export type UserInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
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
  /** The person has not signed in for a long time. */
  | 'PASSIVE'
  /** The person has been invited and has not signed in yet. */
  | 'PENDING'
  /** The person is disabled. */
  | 'SUSPENDED'
  | '%future added value';

/** What can be wrong with an input: a stable name for each condition behind the legacy codes. New values may be added: treat an unknown one as a validation error. */
export type ValidationErrorCode =
  /** No gateway's adapter of this name can be used here. */
  | 'ADAPTER_UNKNOWN'
  /** This amount does not fit its kind. */
  | 'ADJUSTMENT_INVALID'
  /** An amount and line items cannot be sent together. */
  | 'AMOUNT_BESIDE_LINE_ITEMS'
  /** Amount is an invalid format. */
  | 'AMOUNT_INVALID'
  /** Amount cannot be negative. */
  | 'AMOUNT_NEGATIVE'
  /** Amount must be greater than zero. */
  | 'AMOUNT_NOT_POSITIVE'
  /** Exactly this amount cannot be refunded. */
  | 'AMOUNT_NOT_POSSIBLE'
  /** Amount is required. */
  | 'AMOUNT_REQUIRED'
  /** Amount is too large. */
  | 'AMOUNT_TOO_LARGE'
  /** This refund awaits the approval of a second person. */
  | 'APPROVAL_AWAITED'
  /** A person cannot decide on a refund that the same person requested. */
  | 'APPROVAL_BY_ANOTHER'
  /** This refund does not await approval. */
  | 'APPROVAL_NOT_AWAITED'
  /** This refund can no longer be approved. */
  | 'APPROVAL_NOT_POSSIBLE'
  /** This authorization was captured in parts, and each part is refunded by itself. */
  | 'CAPTURED_IN_PARTS'
  /** Cannot submit for partial settlement. */
  | 'CAPTURE_IS_PARTIAL'
  /** Credit card number is invalid. */
  | 'CARD_NUMBER_INVALID'
  /** Credit card number is not an accepted test number. */
  | 'CARD_NUMBER_NOT_FOR_TESTS'
  /** Credit card number is required. */
  | 'CARD_NUMBER_REQUIRED'
  /** A different request is moving this merchant's clock. */
  | 'CONCURRENT_CLOCK_MOVES'
  /** Too many concurrent attempts to refund this transaction. Try again later. */
  | 'CONCURRENT_REFUNDS'
  /** Too many concurrent attempts to void this transaction. Try again later. */
  | 'CONCURRENT_VOIDS'
  /** Credit transactions cannot be refunded. */
  | 'CREDIT_NOT_REFUNDABLE'
  /** This is not the code of a currency with amounts. */
  | 'CURRENCY_INVALID'
  /** This cursor is invalid. */
  | 'CURSOR_INVALID'
  /** The customer has disputed this payment. */
  | 'DISPUTED'
  /** This duration is invalid. */
  | 'DURATION_INVALID'
  /** This e-mail address is invalid. */
  | 'EMAIL_INVALID'
  /** A person of this merchant signs in with this e-mail address already. */
  | 'EMAIL_TAKEN'
  /** Expiration month is invalid. */
  | 'EXPIRATION_MONTH_INVALID'
  /** Expiration year is invalid. */
  | 'EXPIRATION_YEAR_INVALID'
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
  /** This item is in the list twice. */
  | 'NAMED_TWICE'
  /** A note is required. */
  | 'NOTE_REQUIRED'
  /** Nothing of this payment waits in the queue. */
  | 'NOTHING_QUEUED'
  /** There is nothing to refund. */
  | 'NOTHING_TO_REFUND'
  /** There is no external mark to undo. */
  | 'NOTHING_TO_UNDO'
  /** Not all refunds and voids of this order were made outside of this service. */
  | 'NOT_ALL_EXTERNAL'
  /** This works on the sandbox gateway only. */
  | 'NOT_A_SANDBOX'
  /** There is no gateway account to ask for this payment. */
  | 'NO_GATEWAY_ACCOUNT'
  /** An object with this ID was not found. */
  | 'OBJECT_NOT_FOUND'
  /** One ID is required. */
  | 'ONE_ID_REQUIRED'
  /** This contradicts the recorded order, and nothing was changed. */
  | 'ORDER_CONFLICT'
  /** Order ID is too long. */
  | 'ORDER_ID_TOO_LONG'
  /** A reported outcome has to be approved by a different person. */
  | 'OUTCOME_BY_ANOTHER'
  /** The gateway reports a different outcome of this payment's last attempt, and the gateway decides. */
  | 'OUTCOME_CONTRADICTED'
  /** The outcome of this payment's last attempt is known. */
  | 'OUTCOME_IS_KNOWN'
  /** The outcome of this payment's last attempt is not known. */
  | 'OUTCOME_NOT_KNOWN'
  /** The last attempt may still be on its way to the gateway. */
  | 'OUTCOME_TOO_EARLY'
  /** The gateway has taken this attempt and may still carry it out. */
  | 'OUTCOME_UNDECIDED'
  /** The expected refundable amount is outdated. */
  | 'OUTDATED'
  /** You cannot disable yourself. */
  | 'OWN_ACCOUNT'
  /** This page size is invalid. */
  | 'PAGE_SIZE_INVALID'
  /** This password is not allowed. */
  | 'PASSWORD_INVALID'
  /** This is not the current password. */
  | 'PASSWORD_WRONG'
  /** This payment has the order's id, and another currency, so that it does not belong to the order. */
  | 'PAYMENT_IN_OTHER_CURRENCY'
  /** Cannot use a single-use payment method more than once. */
  | 'PAYMENT_METHOD_CONSUMED'
  /** Unknown or expired single-use payment method. */
  | 'PAYMENT_METHOD_UNKNOWN'
  /** The gateway has this payment, and it cannot be taken over. */
  | 'PAYMENT_NOT_ADOPTABLE'
  /** A payment with this status cannot be recorded. */
  | 'PAYMENT_STATUS_INVALID'
  /** The preview is outdated. */
  | 'PREVIEW_OUTDATED'
  /** This quantity is invalid. */
  | 'QUANTITY_INVALID'
  /** A reason is required. */
  | 'REASON_REQUIRED'
  /** A reason with this code or label exists already. */
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
  /** The period in which this payment can be refunded is over. */
  | 'REFUND_PERIOD_OVER'
  /** Cannot refund a transaction in settling status on this merchant account. */
  | 'REFUND_WHILE_SETTLING_NOT_SUPPORTED'
  /** The apiRequestKey has an invalid format. */
  | 'REQUEST_KEY_INVALID'
  /** A request with this apiRequestKey is still in flight. */
  | 'REQUEST_KEY_IN_FLIGHT'
  /** An apiRequestKey is required. */
  | 'REQUEST_KEY_REQUIRED'
  /** The apiRequestKey was already used with other parameters. */
  | 'REQUEST_KEY_REUSED'
  /** The apiRequestKey is too long. */
  | 'REQUEST_KEY_TOO_LONG'
  /** Cannot reverse this transaction at this time. */
  | 'REVERSAL_NOT_POSSIBLE_NOW'
  /** A run of this name was started with other orders or other options. */
  | 'RUN_NAME_TAKEN'
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
  /** This text has an invalid format. */
  | 'TEXT_INVALID'
  /** This text is too long. */
  | 'TEXT_TOO_LONG'
  /** This time is invalid. */
  | 'TIME_INVALID'
  /** Transaction has already been completely refunded. */
  | 'TRANSACTION_ALREADY_REFUNDED'
  /** Cannot submit for settlement unless status is authorized. */
  | 'TRANSACTION_NOT_AUTHORIZED'
  /** This payment was made outside of this service, and its gateway has not confirmed it. */
  | 'TRANSACTION_NOT_CONFIRMED'
  /** Cannot refund a transaction unless it is settled. */
  | 'TRANSACTION_NOT_SETTLED'
  /** Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - settlement_pending. */
  | 'TRANSACTION_NOT_VOIDABLE'
  /** A person cannot undo a mark above the approval limit that the same person made. */
  | 'UNDO_BY_ANOTHER'
  /** There are too many webhook endpoints. */
  | 'WEBHOOK_ENDPOINTS_TOO_MANY'
  /** This webhook endpoint is switched off. */
  | 'WEBHOOK_ENDPOINT_OFF'
  | '%future added value';

/** The input of `vaultCreditCard`. */
export type VaultCreditCardInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The customer whose it is. */
  customerId?: string | null | undefined;
  /** Whether the customer's payments use it where they name none. */
  makeDefault?: boolean | null | undefined;
  /** The card: a nonce, or one for a single use. */
  paymentMethodId: string;
};

/** Whether the payment method is kept in the vault. */
export type VaultPaymentMethodAfterTransactingInput = {
  /** When it is kept. */
  when: VaultPaymentMethodCriteria;
};

/** When a payment's method is kept in the vault. */
export type VaultPaymentMethodCriteria =
  /** Whatever comes of the payment. */
  | 'ALWAYS'
  /** If the payment is taken. */
  | 'ON_SUCCESSFUL_TRANSACTION'
  | '%future added value';

/** The input of `vaultPaymentMethod`. */
export type VaultPaymentMethodInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** The customer whose it is. */
  customerId?: string | null | undefined;
  /** Whether the customer's payments use it where they name none. */
  makeDefault?: boolean | null | undefined;
  /** The payment method: a nonce, or one for a single use. */
  paymentMethodId: string;
};

/** The input of `voidTransaction`. */
export type VoidTransactionInput = {
  /** Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days. */
  apiRequestKey?: string | null | undefined;
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** A note of up to 4000 characters. The history shows it. */
  note?: string | null | undefined;
  /** The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people. */
  reasonCode?: string | null | undefined;
  /** The id of the transaction to void. */
  transactionId: string;
};

/** A webhook endpoint. */
export type WebhookEndpointInput = {
  /** Any text of up to 255 characters. The answer repeats it. */
  clientMutationId?: string | null | undefined;
  /** Which endpoint it is. */
  id: string;
};

/** Whether a receiver has a message. */
export type WebhookMessageState =
  /** The receiver answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** It is not sent again by itself: there were ten tries, or the endpoint is switched off. */
  | 'FAILED'
  /** It is sent, or sent again, by itself. */
  | 'WAITING'
  | '%future added value';

/** What to do with a refund of a transaction that has not settled. */
export type WhenUnsettled =
  /** It is refused. */
  | 'REFUSE'
  /** It is reserved, and sent once the transaction has settled. Voiding the transaction cancels it. */
  | 'WAIT'
  | '%future added value';

/** What `approvals` takes. */
export type ApprovalsQueryVariables = Exact<{
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `approvals` answers. */
export type ApprovalsQuery = {
    /** Refunds that await a second person's decision, the newest first. */
    approvals: {
        /** The page's refunds, newest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The refund. */
            node: ({
                /** The approval that the refund, or its last reported outcome, needs or needed; null if it needs none. */
                approval: DecisionFragment | null;
            } & RefundSummaryFragment) | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `approveRefund` takes. */
export type ApproveRefundMutationVariables = Exact<{
    /** Which refund, and why. */
    input: ApprovalInput;
}>;


/** What `approveRefund` answers. */
export type ApproveRefundMutation = {
    /** Approves a refund that a different person requested: it is sent now. Or approves the reported outcome of a refund: its amount is free then. For people only, not for API keys. */
    approveRefund: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund. Its status says how far it has come. */
        refund: RefundDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `rejectRefund` takes. */
export type RejectRefundMutationVariables = Exact<{
    /** Which refund, and why. */
    input: ApprovalInput;
}>;


/** What `rejectRefund` answers. */
export type RejectRefundMutation = {
    /** Rejects a refund that a different person requested: it is VOIDED, and its amount is free again. Or rejects the reported outcome of a refund: it stays UNKNOWN. For people only, not for API keys. */
    rejectRefund: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund. Its status says how far it has come. */
        refund: RefundDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What a merchant's customers are told by mail of their refunds. */
export type MailsToCustomersFragment = {
    /** Whether a sandbox merchant's customers get these mails too. */
    inSandbox: boolean;
    /** The mail about a refund that the gateway has accepted; null for none. */
    accepted: {
        /** Its subject. */
        subject: string;
        /** Its text, as plain text. The mail has it as HTML too. */
        text: string;
    } | null;
    /** The mail about a refund that was declined or has failed for good; null for none. */
    failed: {
        /** Its subject. */
        subject: string;
        /** Its text, as plain text. The mail has it as HTML too. */
        text: string;
    } | null;
};

/** What `customerMails` takes. */
export type CustomerMailsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `customerMails` answers. */
export type CustomerMailsQuery = {
    /** What the merchant's customers are told by mail of their refunds. */
    customerMails: MailsToCustomersFragment | null;
};

/** What `updateCustomerMails` takes. */
export type UpdateCustomerMailsMutationVariables = Exact<{
    /** What is to change. */
    input: UpdateCustomerMailsInput;
}>;


/** What `updateCustomerMails` answers. */
export type UpdateCustomerMailsMutation = {
    /** Says what the merchant's customers are told by mail of their refunds. Nothing, unless it is said. */
    updateCustomerMails: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** What holds now. */
        customerMails: MailsToCustomersFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `markRefundedExternally` takes. */
export type MarkRefundedExternallyMutationVariables = Exact<{
    /** What was done outside of this service. */
    input: MarkRefundedExternallyInput;
}>;


/** What `markRefundedExternally` answers. */
export type MarkRefundedExternallyMutation = {
    /** Records a refund that was made outside of this service, in full or in part. The gateway is not called. */
    markRefundedExternally: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund. Its status says how far it has come. */
        refund: RefundDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `undoExternalRefund` takes. */
export type UndoExternalRefundMutationVariables = Exact<{
    /** Which mark to undo. */
    input: UndoExternalRefundInput;
}>;


/** What `undoExternalRefund` answers. */
export type UndoExternalRefundMutation = {
    /** Undoes the external refund marks of a transaction, while its order has no refunds of a gateway; or one mark, with `refundId`. */
    undoExternalRefund: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction; the amounts of the undone marks can be refunded again. */
        transaction: TransactionDetailsFragment | null;
        /** The refunds of the transaction; those whose marks were undone are VOIDED now. */
        refunds: Array<RefundSummaryFragment> | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `markVoidedExternally` takes. */
export type MarkVoidedExternallyMutationVariables = Exact<{
    /** What was done outside of this service. */
    input: MarkVoidedExternallyInput;
}>;


/** What `markVoidedExternally` answers. */
export type MarkVoidedExternallyMutation = {
    /** Records that a transaction was voided outside of this service. The gateway is not called. */
    markVoidedExternally: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction: VOIDED, or unchanged with `retry` set while the void is under way. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `undoExternalVoid` takes. */
export type UndoExternalVoidMutationVariables = Exact<{
    /** Which mark to undo. */
    input: UndoExternalVoidInput;
}>;


/** What `undoExternalVoid` answers. */
export type UndoExternalVoidMutation = {
    /** Undoes the external void mark of a transaction: it gets the status that its gateway reports. */
    undoExternalVoid: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction: VOIDED, or unchanged with `retry` set while the void is under way. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** An amount of money, with its currency. */
export type MoneyFragment = {
    /** The amount, with all decimals of the currency. */
    value: string | null;
    /** The currency. */
    currencyCode: string | null;
};

/** A problem that the client can correct. If `validationErrors` is selected, it replaces the top-level errors of that mutation. */
export type ProblemFragment = {
    /** The stable name of the condition. */
    code: ValidationErrorCode;
    /** What is wrong, and what is allowed now. For people: programs should use `code`. */
    message: string;
    /** The number of the condition in the mirrored API; null where it has none. */
    legacyCode: string | null;
    /** The path to the field of the input, from the argument's name on. */
    inputPath: Array<string> | null;
};

/** A run that refunds many orders. It is kept for 30 days after its end. */
export type RunSummaryFragment = {
    /** Its id, for `refundRun`. */
    id: string;
    /** Its name. */
    name: string;
    /** How far it has come. */
    state: RefundRunState;
    /** Whether it only says what would be refunded. */
    dryRun: boolean;
    /** The person or key in whose name it is done. */
    requestedBy: string;
    /** When it was started. */
    createdAt: string;
    /** When it ended; null before. */
    endedAt: string | null;
    /** How many orders it has. */
    orders: number;
    /** How many of its orders have a result. */
    done: number;
    /** How many orders have each result that there is. */
    totals: Array<{
        /** The result. */
        result: OrderRefundResult;
        /** How many orders have it. */
        orders: number;
    }>;
};

/** Something that is wrong with an order of a run. */
export type RunProblemFragment = {
    /** What is wrong, in words. */
    message: string;
    /** A stable name of the problem; null where it is no validation error. */
    code: ValidationErrorCode | null;
    /** Braintree's code of the problem, if there is one. */
    legacyCode: string | null;
    /** Where it is, in the input of `refundOrder`. */
    inputPath: Array<string> | null;
};

/** A person or company that pays. */
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

/** The position of a page in its list. */
export type PageLimitsFragment = {
    /** Whether more items follow. Get them with `endCursor` as `after`. */
    hasNextPage: boolean;
    /** Always false: lists are read from the newest to the oldest. */
    hasPreviousPage: boolean;
    /** The cursor of the page's first item; null on an empty page. */
    startCursor: string | null;
    /** The cursor of the page's last item; null on an empty page. */
    endCursor: string | null;
};

/** A person's record that a refund or void was made outside of this service. */
export type MarkFragment = {
    /** The id of the refund or void in the system where it was made. */
    reference: string | null;
    /** The note of the person. */
    note: string | null;
    /** Who recorded it. */
    markedBy: string;
    /** When it was recorded. */
    markedAt: string;
    /** Who undid it; null if it was not undone. */
    undoneBy: string | null;
    /** When it was undone; null if it was not. */
    undoneAt: string | null;
};

/** The retries of a reversal that the gateway did not accept at once. */
export type RetrySummaryFragment = {
    /** Its id. */
    id: string;
    /** Whether it waits, runs, is paused, or has ended. */
    state: RetryState;
    /** How many times it was sent to the gateway, the first time included. */
    attemptsMade: number;
    /** How many daily attempts are still to come. */
    attemptsLeft: number;
    /** When it is retried, or the gateway is asked; null if neither is due. */
    nextAttemptAt: string | null;
    /** Why the last attempt did not succeed, or an accepted refund was declined at settlement. */
    lastError: string | null;
};

/** The retries of a reversal that the gateway did not accept at once. */
export type RetryDetailsFragment = ({
    /** All attempts, the first one first. */
    attempts: Array<{
        /** 1 for the first attempt, and so on. */
        number: number;
        /** When it was made. */
        startedAt: string;
        /** When its outcome became known; null while it runs. */
        finishedAt: string | null;
        /** The outcome; null while it runs. */
        outcome: AttemptOutcome | null;
        /** The processor's response code, if it sent one. */
        processorResponseCode: string | null;
        /** The gateway's answer in words. */
        message: string | null;
        /** The gateway's id of it. */
        gatewayReference: string | null;
    }>;
} & RetrySummaryFragment);

/** The authorization expired before it was captured. */
type StatusEvent_AuthorizationExpiredEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'AuthorizationExpiredEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** The processor authorized it. */
type StatusEvent_AuthorizedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'AuthorizedEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** It failed. */
type StatusEvent_FailedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'FailedEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** The gateway rejected it by its own rules. */
type StatusEvent_GatewayRejectedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'GatewayRejectedEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** The processor declined it. */
type StatusEvent_ProcessorDeclinedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'ProcessorDeclinedEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** The money has moved. */
type StatusEvent_SettledEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettledEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** The processor declined it at settlement. */
type StatusEvent_SettlementDeclinedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettlementDeclinedEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** The settlement awaits the processor's decision. */
type StatusEvent_SettlementPendingEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettlementPendingEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** Settlement has begun. */
type StatusEvent_SettlingEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SettlingEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** It was submitted for the next settlement. */
type StatusEvent_SubmittedForSettlementEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'SubmittedForSettlementEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** It was voided or cancelled before any money moved. */
type StatusEvent_VoidedEvent_Fragment = {
    /** Which of its possible types it is. */
    __typename: 'VoidedEvent';
    /** The status that was reached. */
    status: PaymentStatus | null;
    /** When it was reached. */
    timestamp: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** Whether this status is final. */
    terminal: boolean | null;
    /** The amount. */
    amount: MoneyFragment | null;
};

/** One event of a status history. */
export type StatusEventFragment = StatusEvent_AuthorizationExpiredEvent_Fragment | StatusEvent_AuthorizedEvent_Fragment | StatusEvent_FailedEvent_Fragment | StatusEvent_GatewayRejectedEvent_Fragment | StatusEvent_ProcessorDeclinedEvent_Fragment | StatusEvent_SettledEvent_Fragment | StatusEvent_SettlementDeclinedEvent_Fragment | StatusEvent_SettlementPendingEvent_Fragment | StatusEvent_SettlingEvent_Fragment | StatusEvent_SubmittedForSettlementEvent_Fragment | StatusEvent_VoidedEvent_Fragment;

/** The processor's answer to an authorization. */
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
    /** The shop's id of its order. */
    orderId: string | null;
    /** Its present status. */
    status: PaymentStatus | null;
    /** When it was requested. */
    createdAt: string | null;
    /** Whether a void of it failed, so that a person has to decide what to do. */
    needsAttention: boolean;
    /** The amount. */
    amount: MoneyFragment | null;
    /** The refunded amount. Refunds that wait, and refunds whose outcome is UNKNOWN, count as well. */
    refundedAmount: MoneyFragment;
    /** The amount that can still be refunded; before settlement, the amount that can be refunded after it. */
    refundableAmount: MoneyFragment;
    /** The customer who paid. */
    customer: PayerFragment | null;
};

/** Money that goes back, or has gone back, to the customer after settlement. */
export type RefundSummaryFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces and the gateway use it. */
    legacyId: string;
    /** The shop's id of its order. */
    orderId: string | null;
    /** Its present status. An API key may be shown another word for AUTHORIZING: see `queuedRefundStatus`. */
    status: PaymentStatus | null;
    /** When it was requested. */
    createdAt: string | null;
    /** Whether it failed, so that a person has to decide what to do. */
    needsAttention: boolean;
    /** Who requested it. */
    requestedBy: string | null;
    /** The amount. */
    amount: MoneyFragment | null;
    /** Its retries; null until an attempt is not accepted. */
    retry: RetrySummaryFragment | null;
    /** The transaction that it refunds, if any. */
    refundedTransaction: {
        /** Its id. */
        id: string;
        /** Its present status. */
        status: PaymentStatus | null;
        /** The amount that can still be refunded; before settlement, the amount that can be refunded after it. */
        refundableAmount: MoneyFragment;
    } | null;
};

/** A payment: money that a customer gives to the merchant. */
export type TransactionDetailsFragment = ({
    /** The merchant account that the money goes through. */
    merchantAccountId: string | null;
    /** The gateway's id of a payment that was made outside of this service; null for any other. */
    gatewayTransactionId: string | null;
    /** The name of the gateway account that it was taken over from; null for any other payment. */
    gatewayAccount: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** The latest dispute of it that its gateway has told of; null if there is none. */
    dispute: {
        /** Where it stands, from the merchant's side. */
        state: DisputeState;
        /** Why the customer disputes it, in the gateway's words. */
        reason: string | null;
        /** When it was opened. */
        openedAt: string;
    } | null;
    /** How it can be reversed now, and what prevents it. */
    refundability: {
        /** What `reverseTransaction` would do now. */
        action: ReversalAction;
        /** Whether `voidTransaction` would be allowed now. */
        canVoid: boolean;
        /** Whether `refundTransaction` would be allowed now. */
        canRefund: boolean;
        /** The largest amount that can be reversed now. */
        maximum: MoneyFragment;
        /** Why it cannot be reversed; empty if it can. */
        blockers: Array<ProblemFragment>;
    };
    /** Its statuses, the latest first. */
    statusHistory: Array<StatusEvent_AuthorizationExpiredEvent_Fragment | StatusEvent_AuthorizedEvent_Fragment | StatusEvent_FailedEvent_Fragment | StatusEvent_GatewayRejectedEvent_Fragment | StatusEvent_ProcessorDeclinedEvent_Fragment | StatusEvent_SettledEvent_Fragment | StatusEvent_SettlementDeclinedEvent_Fragment | StatusEvent_SettlementPendingEvent_Fragment | StatusEvent_SettlingEvent_Fragment | StatusEvent_SubmittedForSettlementEvent_Fragment | StatusEvent_VoidedEvent_Fragment> | null;
    /** The payment method, as it was at the time of the payment. */
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
        __typename: 'CreditCardTransactionDetails';
    } | {
        /** Which of its possible types it is. */
        __typename: 'PayPalTransactionDetails';
        /** The customer. */
        payer: {
            /** The e-mail address that the account goes by. */
            email: string | null;
        } | null;
    } | {
        /** Which of its possible types it is. */
        __typename: 'UsBankAccountDetails';
    } | {
        /** Which of its possible types it is. */
        __typename: 'VenmoAccountDetails';
    } | null;
    /** The processor's answer to the authorization. */
    processorAuthorizationResponse: ProcessorAnswerFragment | null;
    /** The refunds of this transaction, the newest first. */
    refunds: Array<RefundSummaryFragment> | null;
    /** Its order; null without an order id, and in a different currency than the order's. */
    order: {
        /** Its id. */
        id: string;
        /** The shop's own id of it. */
        orderId: string;
        /** How much of what was paid was refunded, or is being refunded. */
        status: OrderStatus;
    } | null;
    /** The record of a void outside of this service; if it was undone, it says by whom. Null if there is none. */
    externalVoid: MarkFragment | null;
    /** The retries of its void or capture; null until an attempt is not accepted. */
    retry: RetryDetailsFragment | null;
    /** The history of it and of its refunds, in words: the oldest event first. Events of one moment are one line. */
    history: Array<EventFragment>;
} & TransactionSummaryFragment);

/** Money that goes back, or has gone back, to the customer after settlement. */
export type RefundDetailsFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces and the gateway use it. */
    legacyId: string;
    /** The shop's id of its order. */
    orderId: string | null;
    /** Its present status. An API key may be shown another word for AUTHORIZING: see `queuedRefundStatus`. */
    status: PaymentStatus | null;
    /** When it was requested. */
    createdAt: string | null;
    /** Whether it failed, so that a person has to decide what to do. */
    needsAttention: boolean;
    /** Who requested it. */
    requestedBy: string | null;
    /** The merchant account that the money goes through. */
    merchantAccountId: string | null;
    /** The gateway's id of it, once the gateway has accepted it, or told of it; null before. */
    gatewayRefundId: string | null;
    /** The name of the gateway account that it is sent by, or that has told of it; null for the sandbox's. */
    gatewayAccount: string | null;
    /** Where the request came from. */
    source: PaymentSource | null;
    /** The note of the person or program that requested it. */
    note: string | null;
    /** The amount. */
    amount: MoneyFragment | null;
    /** Its statuses, the latest first. */
    statusHistory: Array<StatusEvent_AuthorizationExpiredEvent_Fragment | StatusEvent_AuthorizedEvent_Fragment | StatusEvent_FailedEvent_Fragment | StatusEvent_GatewayRejectedEvent_Fragment | StatusEvent_ProcessorDeclinedEvent_Fragment | StatusEvent_SettledEvent_Fragment | StatusEvent_SettlementDeclinedEvent_Fragment | StatusEvent_SettlementPendingEvent_Fragment | StatusEvent_SettlingEvent_Fragment | StatusEvent_SubmittedForSettlementEvent_Fragment | StatusEvent_VoidedEvent_Fragment> | null;
    /** The processor's answer to the refund. */
    processorAuthorizationResponse: ProcessorAnswerFragment | null;
    /** The transaction that it refunds, if any. */
    refundedTransaction: TransactionSummaryFragment | null;
    /** The reason for it, from the merchant's list. */
    reason: ReasonFragment | null;
    /** The line items that it refunds; empty unless the refund of the order named some. */
    lineItemRefunds: Array<ItemRefundFragment>;
    /** The approval that the refund, or its last reported outcome, needs or needed; null if it needs none. */
    approval: DecisionFragment | null;
    /** The record of a refund outside of this service; null for a refund through a gateway. */
    external: MarkFragment | null;
    /** Its retries; null until an attempt is not accepted. */
    retry: RetryDetailsFragment | null;
    /** Its history in words: the oldest event first. Events of one moment are one line. */
    history: Array<EventFragment>;
};

/** An order of a customer, with its payments and refunds. */
export type OrderSummaryFragment = {
    /** Its id. */
    id: string;
    /** The shop's own id of it. */
    orderId: string;
    /** How much of what was paid was refunded, or is being refunded. */
    status: OrderStatus;
    /** Whether it was cancelled. */
    cancelled: boolean;
    /** Whether a refund of it is queued, PENDING, UNKNOWN, or awaiting approval. */
    refundInProgress: boolean;
    /** When it was placed. */
    placedAt: string;
    /** The sum of its line items and adjustments, with tax and without discounts. Without line items, the sum of its successful payments. */
    total: MoneyFragment;
    /** What was refunded or is being refunded: reserved refunds, and voided payments. */
    refundedAmount: MoneyFragment;
    /** The amount that can be refunded now through the gateways: by refunds, and by voids of whole payments. */
    refundableAmount: MoneyFragment;
    /** What the customer owes, as it was set last. 0 until it is set. */
    balanceDue: MoneyFragment;
    /** The customer; null if none was recorded. */
    customer: PayerFragment | null;
};

/** An order of a customer, with its payments and refunds. */
export type OrderDetailsFragment = ({
    /** Its line items, in the order in which they were recorded. */
    lineItems: Array<LineItemFragment>;
    /** Its adjustments, in the order in which they were recorded. */
    adjustments: Array<ChargeFragment>;
    /** How much more was paid than its total; 0 if it was not paid too much. */
    overpaidAmount: MoneyFragment;
    /** Its payments, the newest first. A payment in a different currency does not belong to the order. */
    transactions: Array<({
        /** How it can be reversed now, and what prevents it. */
        refundability: {
            /** What `reverseTransaction` would do now. */
            action: ReversalAction;
            /** Whether `voidTransaction` would be allowed now. */
            canVoid: boolean;
            /** Whether `refundTransaction` would be allowed now. */
            canRefund: boolean;
            /** The largest amount that can be reversed now. */
            maximum: MoneyFragment;
        };
    } & TransactionSummaryFragment)>;
    /** The refunds of its payments, the newest first. */
    refunds: Array<RefundSummaryFragment>;
    /** The history of it, of its payments and of their refunds, in words: the oldest event first. Events of one moment are one line. */
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
    /** How many were refunded or are being refunded. Refunds by amount do not count here. */
    refundedQuantity: number;
    /** The price of one, without tax. Rounded, where only the price of all of them was recorded. */
    unitAmount: MoneyFragment;
    /** The tax on one; null if none was recorded. */
    taxAmount: MoneyFragment | null;
    /** What was taken off the price of all of them: its own discount, and its share of the order's discounts. */
    discountAmount: MoneyFragment;
    /** The price of all of them, with tax and without discounts. */
    totalAmount: MoneyFragment;
    /** The amount of it that can be refunded now: what is left of it, at most what is left of the order. */
    refundableAmount: MoneyFragment;
};

/** An amount of an order beside its products, such as shipping or a discount. */
export type ChargeFragment = {
    /** The shop's own id of it, unique among the order's adjustments. */
    id: string;
    /** What it is. */
    name: string;
    /** What it is for. */
    kind: AdjustmentKind;
    /** The recorded amount; negative for discounts and gift cards. */
    amount: MoneyFragment;
    /** What was refunded or is being refunded of it. */
    refundedAmount: MoneyFragment;
    /** The amount of it that can be refunded now: what is left of it, at most what is left of the order. */
    refundableAmount: MoneyFragment;
};

/** The refund of one adjustment of an order. */
export type ChargeRefundFragment = {
    /** The adjustment. */
    adjustment: {
        /** The shop's own id of it, unique among the order's adjustments. */
        id: string;
        /** What it is. */
        name: string;
        /** What it is for. */
        kind: AdjustmentKind;
    };
    /** The refunded amount of it; on a refund, by that refund. */
    amount: MoneyFragment;
};

/** The refund of one product of an order. */
export type ItemRefundFragment = {
    /** How many of it the whole refund of the order refunds; null where only an amount was requested. */
    quantity: number | null;
    /** The product. */
    lineItem: {
        /** The shop's own id of it, unique within the order. */
        id: string;
        /** What it is. */
        name: string;
    };
    /** The refunded amount of it; on a refund, by that refund. */
    amount: MoneyFragment;
    /** The tax in that amount, in proportion to its price; null if none was recorded for the product. */
    taxAmount: MoneyFragment | null;
};

/** One of the merchant's reasons for refunds. */
export type ReasonFragment = {
    /** The value of `reasonCode`. It never changes. */
    code: string;
    /** What people read. */
    label: string;
    /** Whether new refunds can have it. Old refunds keep an inactive one. */
    active: boolean;
};

/** The decision of a second person on a refund, or on the reported outcome of a refund. */
export type DecisionFragment = {
    /** What has to be approved. */
    kind: ApprovalKind;
    /** Whether it waits, or how it was decided. */
    state: ApprovalState;
    /** Who requested the refund, or reported its outcome, and so can't approve it. */
    requestedBy: string;
    /** The reported outcome, where that has to be approved. */
    outcome: ResolvedOutcome | null;
    /** How the reported outcome was found out. The refund has a `note` of its own. */
    requestNote: string | null;
    /** Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits, and where the gateway itself reported the outcome. */
    decidedBy: string | null;
    /** When it was decided; null while it waits. */
    decidedAt: string | null;
    /** The note of the person who decided. */
    note: string | null;
};

/** One line of the history of an order, a transaction or a refund. */
export type EventFragment = {
    /** When it happened. */
    at: string;
    /** The person or key that did it; null for a gateway's answer and for the service itself. */
    by: string | null;
    /** Where the request came from; null where `by` is null. */
    source: PaymentSource | null;
    /** What happened, in words, with amounts and the reason. */
    what: string;
    /** The note, as it was written. */
    note: string | null;
};

/** A person. */
export type PersonFragment = {
    /** The person's id. */
    id: string;
    /** The person's name. */
    name: string | null;
    /** The person's e-mail address, where it is known. */
    email: string | null;
    /** Whether the person can sign in: SUSPENDED while disabled. */
    status: UserStatus | null;
    /** Whether the person is disabled until `enableUser`. */
    disabled: boolean;
    /** The roles of the person. */
    roles: Array<{
        /** Its id. */
        id: string;
        /** Its name. */
        name: string | null;
        /** Whether it has the right ADMINISTER. */
        isAccountAdmin: boolean | null;
        /** Its rights. */
        rights: Array<{
            /** The name: VIEW, REFUND, VOID and so on. */
            name: string | null;
        }> | null;
    }> | null;
};

/** The credentials of a program. The private key is not stored. */
export type KeyFragment = {
    /** The public key. */
    publicKey: string;
    /** What it is for. */
    name: string;
    /** When it was made. */
    createdAt: string;
    /** When it was last used, to the minute; null for never. */
    lastUsedAt: string | null;
    /** What to do with the key's refunds that are UNAVAILABLE or DECLINED, where their input does not say so. Null: as the merchant's settings say. */
    onFailure: RefundFailurePolicy | null;
    /** The status by which this key is shown a refund that is AUTHORIZING: in the queue, or not decided yet. */
    queuedRefundStatus: QueuedRefundStatus;
    /** The rights of the key. */
    rights: Array<{
        /** The name: VIEW, REFUND, VOID and so on. */
        name: string | null;
    }>;
};

/** The merchant's settings: its own values, or the server's where it has none. */
export type SettingsFragment = {
    /** The e-mail addresses that get a mail when a reversal needs a person. An empty list: none. */
    notifyEmails: Array<string>;
    /** The time between two attempts, as an ISO 8601 duration such as P1D or PT6H. */
    retryInterval: string;
    /** How many times a reversal in the queue is retried. 0: never. */
    retryAttempts: number;
    /** Whether a DECLINED refund is retried, with a new key for each attempt. */
    retryDeclines: boolean;
    /** Whether each mutation that moves money must have an apiRequestKey. */
    requireApiRequestKey: boolean;
    /** Whether people must send a reasonCode with each mutation that moves or marks money. API keys need not. */
    requireReasonFromStaff: boolean;
    /** Whether each `resolveOutcome` that frees a refund's amount waits for the approval of a second person, where the gateway can't tell. If false, only above the limit for the currency, over all refunds of the transaction. */
    requireApprovalOfNotDone: boolean;
    /** The time zone of the days in reports, such as Europe/Berlin. UTC unless set. */
    timeZone: string;
    /** What to do with a refund that is UNAVAILABLE or DECLINED, where neither its input nor its API key says so. */
    onFailure: RefundFailurePolicy;
    /** A person's refund waits for the approval of a second person if the transaction's reserved refunds, with this one, are above the limit for the currency. Refunds by API keys don't wait. */
    approvalLimits: Array<MoneyFragment>;
};

/** The credentials and the configuration of a merchant for a gateway's adapter. */
export type AccountOfGatewayFragment = {
    /** The merchant's name for it. */
    name: string;
    /** The adapter's name. */
    adapter: string;
    /** The current version. Each change makes the next one. */
    version: number;
    /** Whether it moves real money. */
    live: boolean;
    /** Where its gateway sends webhooks: only the path where the service's public address is not set; null once the account is retired. */
    webhookUrl: string | null;
    /** Whether it can be used. */
    state: GatewayAccountState;
    /** When its gateway last took the credentials. */
    lastAnsweredAt: string | null;
    /** What went wrong when its gateway was last asked; null if nothing did. */
    lastError: string | null;
    /** When it was added. */
    createdAt: string;
    /** The settings that it has, by their names; the adapter's own values hold for the others. */
    settings: Array<{
        /** Its name. */
        key: string;
        /** Its value. */
        value: string;
    }>;
    /** The secrets that it has, by their names. */
    secrets: Array<{
        /** The secret's name. A list of secrets has one entry for each. */
        key: string;
        /** The first 16 hexadecimal digits of the secret's SHA-256. */
        fingerprint: string;
        /** Its last four characters; empty where they are not shown. */
        lastFour: string;
    }>;
};

/** What `gatewayAccounts` takes. */
export type GatewayAccountsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `gatewayAccounts` answers. */
export type GatewayAccountsQuery = {
    /** The merchant's gateway accounts, the oldest first, retired ones among them. */
    gatewayAccounts: Array<AccountOfGatewayFragment>;
};

/** What `testGatewayAccount` takes. */
export type TestGatewayAccountQueryVariables = Exact<{
    /** The account's name. */
    name: string;
}>;


/** What `testGatewayAccount` answers. */
export type TestGatewayAccountQuery = {
    /** Asks a gateway whose an account's credentials are. Nothing is changed there. */
    testGatewayAccount: {
        /** Whether it takes the credentials, and they may do all that is needed. */
        ok: boolean;
        /** Whether they move real money; null if it did not say. */
        live: boolean | null;
        /** Which account they are of at the gateway, or what went wrong. */
        message: string;
        /** What the credentials may not do, in the gateway's words. */
        missingRights: Array<string>;
    } | null;
};

/** What `addGatewayAccount` takes. */
export type AddGatewayAccountMutationVariables = Exact<{
    /** The new account. */
    input: AddGatewayAccountInput;
}>;


/** What `addGatewayAccount` answers. */
export type AddGatewayAccountMutation = {
    /** Adds a gateway account. Nothing is asked of the gateway: `testGatewayAccount` does that. */
    addGatewayAccount: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The account, as of now. */
        account: AccountOfGatewayFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateGatewayAccount` takes. */
export type UpdateGatewayAccountMutationVariables = Exact<{
    /** What is to change. */
    input: UpdateGatewayAccountInput;
}>;


/** What `updateGatewayAccount` answers. */
export type UpdateGatewayAccountMutation = {
    /** Gives a gateway account other settings or secrets, which make its next version. What was begun with an earlier version is ended with that one. */
    updateGatewayAccount: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The account, as of now. */
        account: AccountOfGatewayFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `retireGatewayAccount` takes. */
export type RetireGatewayAccountMutationVariables = Exact<{
    /** Which account it is. */
    input: RetireGatewayAccountInput;
}>;


/** What `retireGatewayAccount` answers. */
export type RetireGatewayAccountMutation = {
    /** Takes a gateway account out of use, for good. What waits to be sent by it goes on waiting. */
    retireGatewayAccount: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The account, as of now. */
        account: AccountOfGatewayFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `adoptTransaction` takes. */
export type AdoptTransactionMutationVariables = Exact<{
    /** Which payment it is. */
    input: AdoptTransactionInput;
}>;


/** What `adoptTransaction` answers. */
export type AdoptTransactionMutation = {
    /** Takes over a payment from a gateway account: the gateway is asked, and the transaction gets the payment's amount, status, method and dispute, and the refunds that were made elsewhere. Sent again, it brings the same transaction up to date. */
    adoptTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction, as its gateway has it now. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `drift` takes. */
export type DriftQueryVariables = Exact<{
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `drift` answers. */
export type DriftQuery = {
    /** What gateways and this service tell differently, and nobody has taken in; the latest first. */
    drift: {
        /** The page's differences, the latest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The difference. */
            node: DifferenceFragment | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `adoptDrift` takes. */
export type AdoptDriftMutationVariables = Exact<{
    /** Which difference it is. */
    input: AdoptDriftInput;
}>;


/** What `adoptDrift` answers. */
export type AdoptDriftMutation = {
    /** Takes in what a gateway tells differently: the payment is taken over from the gateway with its refunds, as they are there. What the gateway does not have, or has twice, is only closed, with a note. */
    adoptDrift: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund or transaction, as it is now; null if there is none here. */
        payment: {
            /** Which of its possible types it is. */
            __typename: 'Refund';
            /** Its id. */
            id: string;
        } | {
            /** Which of its possible types it is. */
            __typename: 'Transaction';
            /** Its id. */
            id: string;
        } | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** Something that a gateway and this service tell differently. */
export type DifferenceFragment = {
    /** Its id. */
    id: string;
    /** How they differ. */
    kind: DriftKind;
    /** The name of the gateway account, or `sandbox`. */
    gatewayAccount: string;
    /** The gateway's id of the refund or payment. */
    gatewayReference: string;
    /** When it was first found. */
    foundAt: string;
    /** What each side says, in words. */
    note: string;
    /** The refund or transaction here; null if there is none. */
    payment: {
        /** Which of its possible types it is. */
        __typename: 'Refund';
        /** Its id. */
        id: string;
    } | {
        /** Which of its possible types it is. */
        __typename: 'Transaction';
        /** Its id. */
        id: string;
    } | null;
    /** The amount here. */
    ours: MoneyFragment | null;
    /** The amount at the gateway. */
    theirs: MoneyFragment | null;
};

/** What `paymentChanged` takes. */
export type PaymentChangedSubscriptionVariables = Exact<{
    /** The id of a transaction or of a refund. */
    id: string;
}>;


/** What `paymentChanged` answers. */
export type PaymentChangedSubscription = {
    /** A transaction or a refund: as it is now, then each time that anything of it has changed. */
    paymentChanged: ({
        /** Which of its possible types it is. */
        __typename: 'Refund';
    } & RefundDetailsFragment) | ({
        /** Which of its possible types it is. */
        __typename: 'Transaction';
    } & TransactionDetailsFragment) | null;
};

/** What `orderChanged` takes. */
export type OrderChangedSubscriptionVariables = Exact<{
    /** The shop's id of the order, exactly. */
    orderId: string;
}>;


/** What `orderChanged` answers. */
export type OrderChangedSubscription = {
    /** An order: as it is now, then each time that anything of it, its payments or their refunds has changed. */
    orderChanged: OrderDetailsFragment | null;
};

/** What `queueChanged` takes. */
export type QueueChangedSubscriptionVariables = Exact<{
    [key: string]: never;
}>;


/** What `queueChanged` answers. */
export type QueueChangedSubscription = {
    /** Each entry of the queue that joins, leaves or moves, or whose need of attention begins or ends, from the next such change on. One that changes several times at once is sent once. */
    queueChanged: ({
        /** The refund or the transaction. */
        payment: ({
            /** Which of its possible types it is. */
            __typename: 'Refund';
        } & RefundSummaryFragment) | ({
            /** Which of its possible types it is. */
            __typename: 'Transaction';
        } & TransactionSummaryFragment);
    } & RetrySummaryFragment) | null;
};

/** What `previewRefund` takes. */
export type PreviewRefundQueryVariables = Exact<{
    /** The input of `refundOrder`. */
    input: RefundOrderInput;
}>;


/** What `previewRefund` answers. */
export type PreviewRefundQuery = {
    /** What `refundOrder` would do with the same input now. Nothing is changed or reserved. */
    previewRefund: {
        /** Whether a second person would have to approve a part of it, if you request it: parts above the merchant's limit wait until then. */
        approvalNeeded: boolean;
        /** Send it with `refundOrder`, which then does exactly this, or nothing. */
        token: string;
        /** The order as it is. */
        order: OrderSummaryFragment;
        /** The part of each payment, the newest first. */
        parts: Array<{
            /** VOID if it has not settled: it is then voided as a whole. */
            action: ReversalAction;
            /** The payment. */
            transaction: TransactionSummaryFragment;
            /** The amount that would be reversed. */
            amount: MoneyFragment;
        }>;
        /** What would be refunded of each requested product. */
        lineItems: Array<ItemRefundFragment>;
        /** What would be refunded of each requested adjustment. */
        adjustments: Array<ChargeRefundFragment>;
        /** The sum of the parts. */
        total: MoneyFragment;
        /** What the customer would owe afterwards. */
        balanceDue: MoneyFragment;
        /** Why payments with something left cannot be reversed; empty if all can. */
        blockers: Array<ProblemFragment>;
    } | null;
};

/** What `refundOrder` takes. */
export type RefundOrderMutationVariables = Exact<{
    /** What to refund. */
    input: RefundOrderInput;
}>;


/** What `refundOrder` answers. */
export type RefundOrderMutation = {
    /** Refunds an order over its payments: in full, by amount, or by products. All payments are reserved together; then each one is reversed by itself, with a result of its own. */
    refundOrder: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The order as it is now. */
        order: OrderSummaryFragment | null;
        /** What became of each payment's part, the newest first; one's failure undoes no other's success. */
        results: Array<{
            /** The last outcome; null while there is none, and while approval is awaited. */
            outcome: AttemptOutcome | null;
            /** Whether it waits for a second person's decision. No gateway has heard of it until then. */
            awaitsApproval: boolean;
            /** What happened to this part, in words. */
            message: string;
            /** The payment. */
            transaction: TransactionSummaryFragment;
            /** The payment if it is voided or being voided; the refund if there is one, in any status. Null where its void was refused or ended without success: `errors` says why. */
            reversal: ({
                /** Which of its possible types it is. */
                __typename: 'Refund';
            } & RefundSummaryFragment) | ({
                /** Which of its possible types it is. */
                __typename: 'Transaction';
            } & TransactionSummaryFragment) | null;
            /** Why nothing was reversed; empty if it was, or still can be. */
            errors: Array<ProblemFragment>;
        }> | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `order` takes. */
export type OrderQueryVariables = Exact<{
    /** The shop's id of the order, exactly. */
    orderId: string;
}>;


/** What `order` answers. */
export type OrderQuery = {
    /** The order with this id of the shop; null if there is none. */
    order: OrderDetailsFragment | null;
};

/** What `orders` takes. */
export type OrdersQueryVariables = Exact<{
    /** Which orders to return. */
    input: OrderSearchInput;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `orders` answers. */
export type OrdersQuery = {
    /** Orders, the newest first by when they were placed. */
    orders: {
        /** The page's orders, newest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The order. */
            node: OrderSummaryFragment | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `customers` takes. */
export type CustomersQueryVariables = Exact<{
    /** Which customers to return. */
    input: CustomerSearchInput;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `customers` answers. */
export type CustomersQuery = {
    /** Customers, the newest first by when they were first seen. */
    customers: {
        /** The page's customers, newest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The customer. */
            node: PayerFragment | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `recordOrder` takes. */
export type RecordOrderMutationVariables = Exact<{
    /** The order to record. */
    input: RecordOrderInput;
}>;


/** What `recordOrder` answers. */
export type RecordOrderMutation = {
    /** Records an order with its customer, its products and its payments made outside of this service. Sent again, it changes nothing. New facts are added. Facts that contradict recorded ones are refused, field by field, or with `onConflict: UPDATE` replace them: lists as a whole, and never below what was refunded. Payments and the currency stay. */
    recordOrder: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The order as it is now. */
        order: OrderDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
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
    /** Cancels an order. No money moves: refundOrder refunds it. */
    cancelOrder: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The order as it is now. */
        order: OrderDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateCustomer` takes. */
export type UpdateCustomerMutationVariables = Exact<{
    /** Which customer, and the new values. */
    input: UpdateCustomerInput;
}>;


/** What `updateCustomer` answers. */
export type UpdateCustomerMutation = {
    /** Corrects what is known of a customer, whatever they ordered. With `onConflict: UPDATE`, `recordOrder` corrects the customer of one order. */
    updateCustomer: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The customer as it is known now. */
        customer: PayerFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundOrders` takes. */
export type RefundOrdersMutationVariables = Exact<{
    /** Which orders, and how. */
    input: RefundOrdersInput;
}>;


/** What `refundOrders` answers. */
export type RefundOrdersMutation = {
    /** Starts a run that refunds many orders, each in full and exactly as `refundOrder` does it, with the rights of who starts it. Workers carry it out. Starting the same run again starts nothing anew: it answers with the run. */
    refundOrders: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The run. `refundRun` follows it. */
        run: RunSummaryFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundRun` takes. */
export type RefundRunQueryVariables = Exact<{
    /** The id of the run. */
    id: string;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the first order. */
    after?: string | null | undefined;
    /** Only orders with this result. */
    result?: OrderRefundResult | null | undefined;
}>;


/** What `refundRun` answers. */
export type RefundRunQuery = {
    /** A run of `refundOrders`, with its progress and the results of its orders. */
    refundRun: ({
        /** What its orders come to by now, by currency. */
        sums: Array<{
            /** The currency. */
            currencyCode: string;
            /** How many orders something was refunded of, or is under way. */
            orders: number;
            /** What was refunded; in a dry run, what would be. */
            refunded: MoneyFragment;
            /** What is reserved, and waits. */
            underWay: MoneyFragment;
        }>;
        /** Its orders with their results, in the order of its list. */
        results: {
            /** The page's orders, in the order of the run's list. */
            edges: Array<{
                /** The position in the list. */
                cursor: string | null;
                /** The order. */
                node: {
                    /** Its place in the list, from 1 on. */
                    line: number;
                    /** The shop's own id of it. */
                    orderId: string;
                    /** The key of its refund: `refundOrder` with it answers with that refund. */
                    apiRequestKey: string;
                    /** What became of it; in a dry run, what would. */
                    result: OrderRefundResult | null;
                    /** Whether it was found to be refunded under this run's name before. */
                    before: boolean | null;
                    /** The order's status after it. */
                    orderStatus: OrderStatus | null;
                    /** How much was refunded. */
                    refunded: MoneyFragment | null;
                    /** How much is reserved, and waits. */
                    underWay: MoneyFragment | null;
                    /** What was paid, and neither refunded nor reserved. */
                    leftOfOrder: MoneyFragment | null;
                    /** Its payments, the newest first. */
                    payments: Array<{
                        /** The id of the payment. */
                        id: string;
                        /** What became of it. */
                        result: OrderRefundResult;
                        /** Whether it was refunded or voided. */
                        action: ReversalAction;
                        /** The id of the refund; null if there is none. */
                        refundId: string | null;
                        /** The status of the refund; of the payment where there is no refund. */
                        status: PaymentStatus;
                        /** What its gateway answered last; null if it was not asked. */
                        outcome: AttemptOutcome | null;
                        /** The amount. */
                        amount: MoneyFragment;
                        /** Why it was not reversed. */
                        problems: Array<RunProblemFragment>;
                    }>;
                    /** What is wrong, or in the way. */
                    problems: Array<RunProblemFragment>;
                } | null;
            } | null> | null;
            /** The position of the page in the list. */
            pageInfo: PageLimitsFragment;
        } | null;
    } & RunSummaryFragment) | null;
};

/** What `chargePaymentMethod` takes. */
export type ChargePaymentMethodMutationVariables = Exact<{
    /** The input. */
    input: ChargePaymentMethodInput;
}>;


/** What `chargePaymentMethod` answers. */
export type ChargePaymentMethodMutation = {
    /** Charges a payment method: authorizes the payment and submits it for settlement. */
    chargePaymentMethod: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction. Its status shows a refusal by the processor or the gateway. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `authorizePaymentMethod` takes. */
export type AuthorizePaymentMethodMutationVariables = Exact<{
    /** The input. */
    input: AuthorizePaymentMethodInput;
}>;


/** What `authorizePaymentMethod` answers. */
export type AuthorizePaymentMethodMutation = {
    /** Authorizes a payment: the money is held, and can be captured later. */
    authorizePaymentMethod: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction. Its status shows a refusal by the processor or the gateway. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `captureTransaction` takes. */
export type CaptureTransactionMutationVariables = Exact<{
    /** The input. */
    input: CaptureTransactionInput;
}>;


/** What `captureTransaction` answers. */
export type CaptureTransactionMutation = {
    /** Submits an authorized transaction for settlement, in full or in part. */
    captureTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction. Its status shows a refusal by the processor or the gateway. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `partialCaptureTransaction` takes. */
export type PartialCaptureTransactionMutationVariables = Exact<{
    /** The input. */
    input: PartialCaptureTransactionInput;
}>;


/** What `partialCaptureTransaction` answers. */
export type PartialCaptureTransactionMutation = {
    /** Captures a part of an authorization, as a transaction of its own that is refunded, voided and reversed by itself. More parts may follow. */
    partialCaptureTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction of the capture. Its status shows a refusal by the processor or the gateway. */
        capture: ({
            /** Its partial captures, or the authorization that it is a partial capture of; null for others. */
            partialCaptureDetails: {
                /** The authorization. */
                parentAuthorization: {
                    /** Its id. */
                    id: string;
                    /** Its present status. */
                    status: PaymentStatus | null;
                } | null;
            } | Record<PropertyKey, never> | null;
        } & TransactionDetailsFragment) | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `transactions` takes. */
export type TransactionsQueryVariables = Exact<{
    /** Which transactions to return. */
    input: TransactionSearchInput;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `transactions` answers. */
export type TransactionsQuery = {
    /** Transactions, the newest first. */
    transactions: {
        /** The page's transactions, newest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The transaction. */
            node: TransactionSummaryFragment | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `refunds` takes. */
export type RefundsQueryVariables = Exact<{
    /** Which refunds to return. */
    input: RefundSearchInput;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `refunds` answers. */
export type RefundsQuery = {
    /** Refunds, the newest first. */
    refunds: {
        /** The page's refunds, newest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The refund. */
            node: RefundSummaryFragment | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `payments` takes. */
export type PaymentsQueryVariables = Exact<{
    /** Which payments to return. */
    input: PaymentSearchInput;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `payments` answers. */
export type PaymentsQuery = {
    /** Transactions and refunds together, the newest first. */
    payments: {
        /** The page's transactions and refunds, newest first. */
        edges: Array<{
            /** The position in the list. */
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
        /** The position of the page in the list. */
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
    /** The transaction, refund, customer, order, dispute or payment method with this id. */
    node: ({
        /** Which of its possible types it is. */
        __typename: 'Customer';
        /** When the customer was first seen. */
        createdAt: string | null;
        /** Its id. */
        id: string;
    } & PayerFragment) | {
        /** Which of its possible types it is. */
        __typename: 'Dispute';
        /** Its id. */
        id: string;
    } | {
        /** Which of its possible types it is. */
        __typename: 'Order';
        /** Its id. */
        id: string;
    } | {
        /** Which of its possible types it is. */
        __typename: 'PaymentMethod';
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
    } & TransactionDetailsFragment) | {
        /** Which of its possible types it is. */
        __typename: 'Verification';
        /** Its id. */
        id: string;
    } | null;
};

/** What `idsFromLegacyIds` takes. */
export type IdsFromLegacyIdsQueryVariables = Exact<{
    /** The legacy ids. */
    input: IdsFromLegacyIdsInput;
}>;


/** What `idsFromLegacyIds` answers. */
export type IdsFromLegacyIdsQuery = {
    /** The ids of the objects with these legacy ids, in the same order; null where there is no such object. */
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
    /** The person or program that sends the request, its merchant and its rights. */
    viewer: {
        /** The person who sends the request; null for a program with an API key. */
        user: PersonFragment | null;
        /** The merchant of the person or program. */
        merchant: {
            /** Its id. */
            id: string;
            /** Its name. */
            companyName: string | null;
            /** The accounts of its payments. */
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
                        /** Whether it is used where no account is named. */
                        isDefault: boolean | null;
                    } | null;
                } | null> | null;
            } | null;
        } | null;
        /** The rights of the person or program. */
        rights: Array<{
            /** The name: VIEW, REFUND, VOID and so on. */
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
    /** The people of the merchant. */
    users: Array<PersonFragment>;
};

/** What `apiKeys` takes. */
export type ApiKeysQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `apiKeys` answers. */
export type ApiKeysQuery = {
    /** The API keys of the merchant, the oldest first. */
    apiKeys: Array<KeyFragment>;
};

/** What `merchantSettings` takes. */
export type MerchantSettingsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `merchantSettings` answers. */
export type MerchantSettingsQuery = {
    /** The merchant's settings. */
    merchantSettings: SettingsFragment;
};

/** What `createUser` takes. */
export type CreateUserMutationVariables = Exact<{
    /** The person, and what to change. */
    input: CreateUserInput;
}>;


/** What `createUser` answers. */
export type CreateUserMutation = {
    /** Adds a person, who can sign in from now on. */
    createUser: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `grantRight` takes. */
export type GrantRightMutationVariables = Exact<{
    /** The person, and what to change. */
    input: RightInput;
}>;


/** What `grantRight` answers. */
export type GrantRightMutation = {
    /** Grants a right to a person. */
    grantRight: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `revokeRight` takes. */
export type RevokeRightMutationVariables = Exact<{
    /** The person, and what to change. */
    input: RightInput;
}>;


/** What `revokeRight` answers. */
export type RevokeRightMutation = {
    /** Revokes a right of a person, at once. The last administrator keeps the right ADMINISTER. */
    revokeRight: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `disableUser` takes. */
export type DisableUserMutationVariables = Exact<{
    /** The person, and what to change. */
    input: UserInput;
}>;


/** What `disableUser` answers. */
export type DisableUserMutation = {
    /** Disables a person: all sessions of the person end at once, and signing in is refused until `enableUser`. Queued requests of the person are not sent any more. You cannot disable yourself or the last administrator. */
    disableUser: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `enableUser` takes. */
export type EnableUserMutationVariables = Exact<{
    /** The person, and what to change. */
    input: UserInput;
}>;


/** What `enableUser` answers. */
export type EnableUserMutation = {
    /** Enables a disabled person, with the same rights as before. */
    enableUser: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `createApiKey` takes. */
export type CreateApiKeyMutationVariables = Exact<{
    /** The key. */
    input: CreateApiKeyInput;
}>;


/** What `createApiKey` answers. */
export type CreateApiKeyMutation = {
    /** Creates an API key for a program. Its private key is shown once, in the answer. */
    createApiKey: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The public key. */
        publicKey: string | null;
        /** The private key of a new API key. It is shown here, and never again. */
        privateKey: string | null;
        /** What it is for. */
        name: string | null;
        /** The rights of the key. */
        rights: Array<{
            /** The name: VIEW, REFUND, VOID and so on. */
            name: string | null;
        }> | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `revokeApiKey` takes. */
export type RevokeApiKeyMutationVariables = Exact<{
    /** The key. */
    input: RevokeApiKeyInput;
}>;


/** What `revokeApiKey` answers. */
export type RevokeApiKeyMutation = {
    /** Revokes an API key, at once and for ever. */
    revokeApiKey: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The public key. */
        publicKey: string | null;
        /** What it is for. */
        name: string | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateMerchantSettings` takes. */
export type UpdateMerchantSettingsMutationVariables = Exact<{
    /** The settings to change. */
    input: MerchantSettingsInput;
}>;


/** What `updateMerchantSettings` answers. */
export type UpdateMerchantSettingsMutation = {
    /** Changes the merchant's settings. */
    updateMerchantSettings: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The settings as they are now. */
        settings: SettingsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `changePassword` takes. */
export type ChangePasswordMutationVariables = Exact<{
    /** The current and the new password. */
    input: ChangePasswordInput;
}>;


/** What `changePassword` answers. */
export type ChangePasswordMutation = {
    /** Changes the password of the person who sends this, and ends all other sessions of that person. */
    changePassword: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The person, as of now. */
        user: PersonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `changes` takes. */
export type ChangesQueryVariables = Exact<{
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `changes` answers. */
export type ChangesQuery = {
    /** All changes, with who made them and from where, the last one first. */
    changes: {
        /** The page's changes, the last one first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The change. */
            node: {
                /** When it was done. */
                at: string;
                /** The person or key that did it; null for the service itself. */
                by: string | null;
                /** Where the request came from; null where `by` is null. */
                source: PaymentSource | null;
                /** The internet address of the request, if it came over HTTP. */
                address: string | null;
                /** What was done, in a few words. */
                what: string;
                /** The code of the reason. */
                reasonCode: string | null;
                /** The note, or what was changed. */
                note: string | null;
                /** The id of the refund or the transaction. */
                paymentId: string | null;
                /** The shop's id of the order. */
                orderId: string | null;
            } | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `refundQueue` takes. */
export type RefundQueueQueryVariables = Exact<{
    /** Which entries to return. Default: the queue as it is now. */
    input?: RefundQueueInput | null | undefined;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start at the top. */
    after?: string | null | undefined;
}>;


/** What `refundQueue` answers. */
export type RefundQueueQuery = {
    /** The retry queue: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; and what has ended, if it is requested. */
    refundQueue: {
        /** The page's entries, in the order of the queue. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The entry. */
            node: ({
                /** The refund or the transaction. */
                payment: ({
                    /** Which of its possible types it is. */
                    __typename: 'Refund';
                } & RefundSummaryFragment) | ({
                    /** Which of its possible types it is. */
                    __typename: 'Transaction';
                } & TransactionSummaryFragment);
            } & RetrySummaryFragment) | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `retryRefundNow` takes. */
export type RetryRefundNowMutationVariables = Exact<{
    /** Which payment, and why. */
    input: RetryInput;
}>;


/** What `retryRefundNow` answers. */
export type RetryRefundNowMutation = {
    /** Retries at once, in addition to the daily attempts. While an attempt runs, no second one starts. Where the outcome is UNKNOWN, the gateway is asked first. */
    retryRefundNow: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The retry as it is now; null if the gateway was never called for the payment. */
        retry: RetryDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `pauseRefundRetry` takes. */
export type PauseRefundRetryMutationVariables = Exact<{
    /** Which payment, and why. */
    input: RetryInput;
}>;


/** What `pauseRefundRetry` answers. */
export type PauseRefundRetryMutation = {
    /** Pauses what waits: it is not retried, and the gateway is not asked, until it is resumed. */
    pauseRefundRetry: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The retry as it is now; null if the gateway was never called for the payment. */
        retry: RetryDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `resumeRefundRetry` takes. */
export type ResumeRefundRetryMutationVariables = Exact<{
    /** Which payment, and why. */
    input: RetryInput;
}>;


/** What `resumeRefundRetry` answers. */
export type ResumeRefundRetryMutation = {
    /** Resumes what was paused. What became due meanwhile is due at once. */
    resumeRefundRetry: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The retry as it is now; null if the gateway was never called for the payment. */
        retry: RetryDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `dismissAttention` takes. */
export type DismissAttentionMutationVariables = Exact<{
    /** Which payment, and why. */
    input: RetryInput;
}>;


/** What `dismissAttention` answers. */
export type DismissAttentionMutation = {
    /** Removes the attention flag of a payment: no person has to look at it any more. */
    dismissAttention: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The retry as it is now; null if the gateway was never called for the payment. */
        retry: RetryDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `resolveOutcome` takes. */
export type ResolveOutcomeMutationVariables = Exact<{
    /** The report. */
    input: ResolveOutcomeInput;
}>;


/** What `resolveOutcome` answers. */
export type ResolveOutcomeMutation = {
    /** Reports the outcome of an attempt that is UNKNOWN or PENDING. The gateway is asked first: what it reports counts, and a different report is refused. Where the gateway can't tell, a report that frees a refund above the merchant's approval limit waits for a second person: see the refund's `approval`. A report that counts is final. */
    resolveOutcome: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund or the transaction, as it is now. A refund whose `approval` is WAITING does not change until a second person approves. */
        payment: ({
            /** Which of its possible types it is. */
            __typename: 'Refund';
            /** The approval that the refund, or its last reported outcome, needs or needed; null if it needs none. */
            approval: DecisionFragment | null;
        } & RefundSummaryFragment) | ({
            /** Which of its possible types it is. */
            __typename: 'Transaction';
        } & TransactionSummaryFragment) | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundReasons` takes. */
export type RefundReasonsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `refundReasons` answers. */
export type RefundReasonsQuery = {
    /** The merchant's reasons for refunds, by their labels, the inactive ones as well. */
    refundReasons: Array<ReasonFragment>;
};

/** What `refundReport` takes. */
export type RefundReportQueryVariables = Exact<{
    /** Which refunds, and how to group them. */
    input: RefundReportInput;
}>;


/** What `refundReport` answers. */
export type RefundReportQuery = {
    /** A report on the refunds of a period, by reason, person, gateway, status or day. */
    refundReport: {
        /** A row for each currency and group: by currency, then the largest amount first, days in their order. Reserved refunds only: made, on their way, waiting or UNKNOWN. By STATUS all refunds, those without success as well. */
        rows: Array<ReportRowFragment>;
        /** A row for each currency: all reserved refunds, however they are grouped. */
        total: Array<ReportRowFragment>;
    } | null;
};

/** The refunds of one group in one currency. */
export type ReportRowFragment = {
    /** The group: the reason's code, the person's id or the public key, the gateway's name, the status, or the day as YYYY-MM-DD. Null for refunds without a reason, and for refunds outside of this service. */
    key: string | null;
    /** The group in words: the reason's label, the person's name, and so on. */
    label: string | null;
    /** The currency of the refunds. */
    currencyCode: string;
    /** The number of refunds. */
    count: number;
    /** The sum of their amounts. */
    amount: MoneyFragment;
};

/** What `createRefundReason` takes. */
export type CreateRefundReasonMutationVariables = Exact<{
    /** The reason, with its new values. */
    input: RefundReasonInput;
}>;


/** What `createRefundReason` answers. */
export type CreateRefundReasonMutation = {
    /** Adds a reason for refunds. */
    createRefundReason: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The reason as it is now. */
        reason: ReasonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateRefundReason` takes. */
export type UpdateRefundReasonMutationVariables = Exact<{
    /** The reason, with its new values. */
    input: RefundReasonInput;
}>;


/** What `updateRefundReason` answers. */
export type UpdateRefundReasonMutation = {
    /** Changes the label of a reason, or whether it is active. */
    updateRefundReason: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The reason as it is now. */
        reason: ReasonFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `reverseTransaction` takes. */
export type ReverseTransactionMutationVariables = Exact<{
    /** The input. */
    input: ReverseTransactionInput;
}>;


/** What `reverseTransaction` answers. */
export type ReverseTransactionMutation = {
    /** Reverses a transaction: voids it before settlement, refunds all that is left of it after. */
    reverseTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction if it is voided or being voided; the refund if it is refunded. */
        reversal: ({
            /** Which of its possible types it is. */
            __typename: 'Refund';
        } & RefundDetailsFragment) | ({
            /** Which of its possible types it is. */
            __typename: 'Transaction';
        } & TransactionDetailsFragment) | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundTransaction` takes. */
export type RefundTransactionMutationVariables = Exact<{
    /** The input. */
    input: RefundTransactionInput;
}>;


/** What `refundTransaction` answers. */
export type RefundTransactionMutation = {
    /** Refunds a settled transaction, in full or in part. */
    refundTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund. Its status says how far it has come. */
        refund: RefundDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `voidTransaction` takes. */
export type VoidTransactionMutationVariables = Exact<{
    /** The input. */
    input: VoidTransactionInput;
}>;


/** What `voidTransaction` answers. */
export type VoidTransactionMutation = {
    /** Voids a transaction before it settles. Never refunds it. */
    voidTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction: VOIDED, or unchanged with `retry` set while the void is under way. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `reverseRefund` takes. */
export type ReverseRefundMutationVariables = Exact<{
    /** The input. */
    input: ReverseRefundInput;
}>;


/** What `reverseRefund` answers. */
export type ReverseRefundMutation = {
    /** Reverses a refund that has not settled: voids it, or cancels it while it waits in the queue. */
    reverseRefund: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund. Its status says how far it has come. */
        refund: RefundDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `refundCreditCard` takes. */
export type RefundCreditCardMutationVariables = Exact<{
    /** The input. */
    input: RefundCreditCardInput;
}>;


/** What `refundCreditCard` answers. */
export type RefundCreditCardMutation = {
    /** Refunds an amount to a card, without a payment that it gives back. For sandbox merchants alone. It needs approval, waits in the queue and is reversed like any other refund. */
    refundCreditCard: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The refund. Its status says how far it has come. */
        refund: RefundDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `sandboxSettleTransaction` takes. */
export type SandboxSettleTransactionMutationVariables = Exact<{
    /** The input. */
    input: SandboxSettleTransactionInput;
}>;


/** What `sandboxSettleTransaction` answers. */
export type SandboxSettleTransactionMutation = {
    /** Settles a transaction of the sandbox gateway at once, as the nightly settlement does. */
    sandboxSettleTransaction: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction. Its status shows a refusal by the processor or the gateway. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `sandboxAdvanceClock` takes. */
export type SandboxAdvanceClockMutationVariables = Exact<{
    /** How far to move the clock. */
    input: SandboxAdvanceClockInput;
}>;


/** What `sandboxAdvanceClock` answers. */
export type SandboxAdvanceClockMutation = {
    /** Moves the clock of a sandbox merchant forward, and carries out all that becomes due, each at its time. One call runs at a time for each merchant; it stops early when its client disconnects. */
    sandboxAdvanceClock: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The merchant's time now. */
        now: string | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
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

/** What `chargeCreditCard` takes. */
export type ChargeCreditCardMutationVariables = Exact<{
    /** The input. */
    input: ChargeCreditCardInput;
}>;


/** What `chargeCreditCard` answers. */
export type ChargeCreditCardMutation = {
    /** Charges a card: authorizes the payment and submits it for settlement. */
    chargeCreditCard: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction. Its status shows a refusal by the processor or the gateway. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `authorizeCreditCard` takes. */
export type AuthorizeCreditCardMutationVariables = Exact<{
    /** The input. */
    input: AuthorizeCreditCardInput;
}>;


/** What `authorizeCreditCard` answers. */
export type AuthorizeCreditCardMutation = {
    /** Authorizes a payment by card: the money is held, and can be captured later. */
    authorizeCreditCard: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The transaction. Its status shows a refusal by the processor or the gateway. */
        transaction: TransactionDetailsFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `tokenizeCreditCard` takes. */
export type TokenizeCreditCardMutationVariables = Exact<{
    /** The card. */
    input: TokenizeCreditCardInput;
}>;


/** What `tokenizeCreditCard` answers. */
export type TokenizeCreditCardMutation = {
    /** Makes a payment method for one use of a test card's number. For sandbox merchants alone: for others a card's number is refused before anything is done with it. */
    tokenizeCreditCard: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The payment method, for one use within three hours. */
        paymentMethod: MethodFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `vaultPaymentMethod` takes. */
export type VaultPaymentMethodMutationVariables = Exact<{
    /** The payment method. */
    input: VaultPaymentMethodInput;
}>;


/** What `vaultPaymentMethod` answers. */
export type VaultPaymentMethodMutation = {
    /** Keeps a payment method in the sandbox's vault, for any number of uses. It is not verified. */
    vaultPaymentMethod: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The payment method, for any number of uses. */
        paymentMethod: MethodFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `vaultCreditCard` takes. */
export type VaultCreditCardMutationVariables = Exact<{
    /** The payment method. */
    input: VaultCreditCardInput;
}>;


/** What `vaultCreditCard` answers. */
export type VaultCreditCardMutation = {
    /** Keeps a card in the sandbox's vault, for any number of uses. It is not verified. */
    vaultCreditCard: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The payment method, for any number of uses. */
        paymentMethod: MethodFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `deletePaymentMethodFromVault` takes. */
export type DeletePaymentMethodFromVaultMutationVariables = Exact<{
    /** The payment method. */
    input: DeletePaymentMethodFromVaultInput;
}>;


/** What `deletePaymentMethodFromVault` answers. */
export type DeletePaymentMethodFromVaultMutation = {
    /** Takes a payment method out of the sandbox's vault. Payments that were made with it stay. */
    deletePaymentMethodFromVault: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `createClientToken` takes. */
export type CreateClientTokenMutationVariables = Exact<{
    /** What it is for. */
    input: CreateClientTokenInput;
}>;


/** What `createClientToken` answers. */
export type CreateClientTokenMutation = {
    /** Makes a token in the form that Braintree's code for browsers and phones reads, for sandbox merchants alone. */
    createClientToken: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** A token in the form that Braintree's browser code reads. It opens nothing here: a page of the sandbox uses nonces. */
        clientToken: string | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `createCustomer` takes. */
export type CreateCustomerMutationVariables = Exact<{
    /** The customer. */
    input: CreateCustomerInput;
}>;


/** What `createCustomer` answers. */
export type CreateCustomerMutation = {
    /** Adds a customer. Payments and payment methods in the sandbox's vault can name the customer by the id. */
    createCustomer: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The new customer. */
        customer: PayerFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `deleteCustomer` takes. */
export type DeleteCustomerMutationVariables = Exact<{
    /** Which customer. */
    input: DeleteCustomerInput;
}>;


/** What `deleteCustomer` answers. */
export type DeleteCustomerMutation = {
    /** Deletes a customer, and the customer's payment methods in the sandbox's vault. Payments and orders stay, and show who paid. */
    deleteCustomer: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** A payment method that can be used again, or once. */
export type MethodFragment = {
    /** Its id. */
    id: string;
    /** Its short id, as older interfaces use it. */
    legacyId: string;
    /** How often it can be used. */
    usage: PaymentMethodUsage | null;
    /** When it was made. */
    createdAt: string | null;
    /** The customer whose it is; null for none. */
    customer: {
        /** Its id. */
        id: string;
    } | null;
    /** What it is. */
    details: {
        /** Which of its possible types it is. */
        __typename: 'CreditCardDetails';
        /** The card's brand. */
        brandCode: CreditCardBrandCode | null;
        /** The card number's first six digits, which name the bank. */
        bin: string | null;
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
        __typename: 'PayPalAccountDetails';
        /** The e-mail address that the account goes by. */
        email: string | null;
    } | {
        /** Which of its possible types it is. */
        __typename: 'UsBankAccountDetails';
        /** The bank. */
        bankName: string | null;
        /** The account number's last four digits. */
        last4: string | null;
    } | {
        /** Which of its possible types it is. */
        __typename: 'VenmoAccountDetails';
        /** The name of the account. */
        username: string | null;
    } | null;
};

/** Where messages about changes are sent to. */
export type EndpointOfWebhooksFragment = {
    /** Its id. */
    id: string;
    /** The address that messages are posted to. */
    url: string;
    /** The types that it gets, of `refund.queued`, `refund.accepted`, `refund.declined`, `refund.failed`, `refund.settled`, `refund.settlement_declined`, `refund.voided`, `refund.needs_attention`, `transaction.voided`, `transaction.settled`, `transaction.disputed`, `order.refunded`, `order.cancelled`, `approval.requested`, `approval.decided`. */
    types: Array<string>;
    /** What it is for. */
    description: string | null;
    /** Whether messages are sent to it. */
    enabled: boolean;
    /** When a try failed for the first time since a message was taken; null if the last one was taken. Five days later the endpoint is switched off. */
    failingSince: string | null;
    /** When it was made. Messages are about changes since then. */
    createdAt: string;
};

/** What `webhookEndpoints` takes. */
export type WebhookEndpointsQueryVariables = Exact<{
    [key: string]: never;
}>;


/** What `webhookEndpoints` answers. */
export type WebhookEndpointsQuery = {
    /** Where messages about changes are sent to, the oldest endpoint first. */
    webhookEndpoints: Array<EndpointOfWebhooksFragment>;
};

/** What `webhookMessages` takes. */
export type WebhookMessagesQueryVariables = Exact<{
    /** Only those to this one. */
    endpointId?: string | null | undefined;
    /** Only those in this state. */
    state?: WebhookMessageState | null | undefined;
    /** How many items to return, at most 50. Default: 50. */
    first?: number | null | undefined;
    /** Start after this cursor. Default: start with the newest. */
    after?: string | null | undefined;
}>;


/** What `webhookMessages` answers. */
export type WebhookMessagesQuery = {
    /** Messages to webhook endpoints, the latest first. */
    webhookMessages: {
        /** The page's messages, the latest first. */
        edges: Array<{
            /** The position in the list. */
            cursor: string | null;
            /** The message. */
            node: {
                /** Its id, which each try has in the header `webhook-id`. */
                id: string;
                /** What it tells: one of `refund.queued`, `refund.accepted`, `refund.declined`, `refund.failed`, `refund.settled`, `refund.settlement_declined`, `refund.voided`, `refund.needs_attention`, `transaction.voided`, `transaction.settled`, `transaction.disputed`, `order.refunded`, `order.cancelled`, `approval.requested`, `approval.decided`, or `ping`. */
                type: string;
                /** When the change was made. */
                createdAt: string;
                /** Whether the receiver has it. */
                state: WebhookMessageState;
                /** The body, as each try has it. Empty where it could not be written. */
                payload: string;
                /** The endpoint that it is sent to. */
                endpoint: {
                    /** Its id. */
                    id: string;
                    /** The address that messages are posted to. */
                    url: string;
                };
                /** The latest tries, the first of them first. */
                attempts: Array<{
                    /** When it was made. */
                    at: string;
                    /** The HTTP status of the answer; null if there was none. */
                    status: number | null;
                    /** The first 1024 bytes of the answer's body, or why there was no answer. Needs the right VIEW. */
                    message: string | null;
                }>;
            } | null;
        } | null> | null;
        /** The position of the page in the list. */
        pageInfo: PageLimitsFragment;
    } | null;
};

/** What `createWebhookEndpoint` takes. */
export type CreateWebhookEndpointMutationVariables = Exact<{
    /** The new endpoint. */
    input: CreateWebhookEndpointInput;
}>;


/** What `createWebhookEndpoint` answers. */
export type CreateWebhookEndpointMutation = {
    /** Adds an endpoint that is told of changes from now on. The answer has its secret, this once. */
    createWebhookEndpoint: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** What messages are signed with. It is shown once: when it is made, and when it is changed. */
        secret: string | null;
        /** The endpoint, as of now. */
        endpoint: EndpointOfWebhooksFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `updateWebhookEndpoint` takes. */
export type UpdateWebhookEndpointMutationVariables = Exact<{
    /** What is to change. */
    input: UpdateWebhookEndpointInput;
}>;


/** What `updateWebhookEndpoint` answers. */
export type UpdateWebhookEndpointMutation = {
    /** Changes an endpoint, or switches it off or on. */
    updateWebhookEndpoint: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The endpoint, as of now. */
        endpoint: EndpointOfWebhooksFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `deleteWebhookEndpoint` takes. */
export type DeleteWebhookEndpointMutationVariables = Exact<{
    /** Which endpoint it is. */
    input: WebhookEndpointInput;
}>;


/** What `deleteWebhookEndpoint` answers. */
export type DeleteWebhookEndpointMutation = {
    /** Deletes an endpoint with its messages. */
    deleteWebhookEndpoint: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The endpoint, as of now. */
        endpoint: EndpointOfWebhooksFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `rotateWebhookSecret` takes. */
export type RotateWebhookSecretMutationVariables = Exact<{
    /** Which endpoint it is. */
    input: WebhookEndpointInput;
}>;


/** What `rotateWebhookSecret` answers. */
export type RotateWebhookSecretMutation = {
    /** Makes another secret for an endpoint. For a day, messages are signed with the one before as well. */
    rotateWebhookSecret: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** What messages are signed with. It is shown once: when it is made, and when it is changed. */
        secret: string | null;
        /** The endpoint, as of now. */
        endpoint: EndpointOfWebhooksFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `pingWebhookEndpoint` takes. */
export type PingWebhookEndpointMutationVariables = Exact<{
    /** Which endpoint it is. */
    input: WebhookEndpointInput;
}>;


/** What `pingWebhookEndpoint` answers. */
export type PingWebhookEndpointMutation = {
    /** Sends a message of the type `ping` to an endpoint. */
    pingWebhookEndpoint: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** The endpoint, as of now. */
        endpoint: EndpointOfWebhooksFragment | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
};

/** What `resendWebhookMessages` takes. */
export type ResendWebhookMessagesMutationVariables = Exact<{
    /** Which messages. */
    input: ResendWebhookMessagesInput;
}>;


/** What `resendWebhookMessages` answers. */
export type ResendWebhookMessagesMutation = {
    /** Sends messages of an endpoint again, whatever became of them, under the ids that they have. */
    resendWebhookMessages: {
        /** The `clientMutationId` of the input. */
        clientMutationId: string | null;
        /** How many messages are sent again. */
        count: number | null;
        /** The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors. */
        validationErrors: Array<ProblemFragment> | null;
    } | null;
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
export const MailsToCustomersFragmentDoc = new TypedDocumentString(`
    fragment MailsToCustomers on CustomerMails {
  accepted {
    subject
    text
  }
  failed {
    subject
    text
  }
  inSandbox
}
    `, {"fragmentName":"MailsToCustomers"}) as unknown as TypedDocumentString<MailsToCustomersFragment, unknown>;
export const RunSummaryFragmentDoc = new TypedDocumentString(`
    fragment RunSummary on RefundRun {
  id
  name
  state
  dryRun
  requestedBy
  createdAt
  endedAt
  orders
  done
  totals {
    result
    orders
  }
}
    `, {"fragmentName":"RunSummary"}) as unknown as TypedDocumentString<RunSummaryFragment, unknown>;
export const RunProblemFragmentDoc = new TypedDocumentString(`
    fragment RunProblem on RefundRunProblem {
  message
  code
  legacyCode
  inputPath
}
    `, {"fragmentName":"RunProblem"}) as unknown as TypedDocumentString<RunProblemFragment, unknown>;
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  taxAmount {
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
  discountAmount {
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
export const ChargeFragmentDoc = new TypedDocumentString(`
    fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"Charge"}) as unknown as TypedDocumentString<ChargeFragment, unknown>;
export const OrderDetailsFragmentDoc = new TypedDocumentString(`
    fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
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
  discountAmount {
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
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
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
export const ChargeRefundFragmentDoc = new TypedDocumentString(`
    fragment ChargeRefund on AdjustmentRefund {
  adjustment {
    id
    name
    kind
  }
  amount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"ChargeRefund"}) as unknown as TypedDocumentString<ChargeRefundFragment, unknown>;
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
  onFailure
  queuedRefundStatus
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
  timeZone
  onFailure
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"Settings"}) as unknown as TypedDocumentString<SettingsFragment, unknown>;
export const AccountOfGatewayFragmentDoc = new TypedDocumentString(`
    fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}
    `, {"fragmentName":"AccountOfGateway"}) as unknown as TypedDocumentString<AccountOfGatewayFragment, unknown>;
export const DifferenceFragmentDoc = new TypedDocumentString(`
    fragment Difference on Drift {
  id
  kind
  gatewayAccount
  gatewayReference
  payment {
    __typename
    ... on Node {
      id
    }
  }
  ours {
    ...Money
  }
  theirs {
    ...Money
  }
  foundAt
  note
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, {"fragmentName":"Difference"}) as unknown as TypedDocumentString<DifferenceFragment, unknown>;
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
export const MethodFragmentDoc = new TypedDocumentString(`
    fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}
    `, {"fragmentName":"Method"}) as unknown as TypedDocumentString<MethodFragment, unknown>;
export const EndpointOfWebhooksFragmentDoc = new TypedDocumentString(`
    fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}
    `, {"fragmentName":"EndpointOfWebhooks"}) as unknown as TypedDocumentString<EndpointOfWebhooksFragment, unknown>;
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
export const CustomerMailsDocument = new TypedDocumentString(`
    query CustomerMails {
  customerMails {
    ...MailsToCustomers
  }
}
    fragment MailsToCustomers on CustomerMails {
  accepted {
    subject
    text
  }
  failed {
    subject
    text
  }
  inSandbox
}`) as unknown as TypedDocumentString<CustomerMailsQuery, CustomerMailsQueryVariables>;
export const UpdateCustomerMailsDocument = new TypedDocumentString(`
    mutation UpdateCustomerMails($input: UpdateCustomerMailsInput!) {
  updateCustomerMails(input: $input) {
    clientMutationId
    customerMails {
      ...MailsToCustomers
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment MailsToCustomers on CustomerMails {
  accepted {
    subject
    text
  }
  failed {
    subject
    text
  }
  inSandbox
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`) as unknown as TypedDocumentString<UpdateCustomerMailsMutation, UpdateCustomerMailsMutationVariables>;
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
export const GatewayAccountsDocument = new TypedDocumentString(`
    query GatewayAccounts {
  gatewayAccounts {
    ...AccountOfGateway
  }
}
    fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`) as unknown as TypedDocumentString<GatewayAccountsQuery, GatewayAccountsQueryVariables>;
export const TestGatewayAccountDocument = new TypedDocumentString(`
    query TestGatewayAccount($name: String!) {
  testGatewayAccount(name: $name) {
    ok
    live
    message
    missingRights
  }
}
    `) as unknown as TypedDocumentString<TestGatewayAccountQuery, TestGatewayAccountQueryVariables>;
export const AddGatewayAccountDocument = new TypedDocumentString(`
    mutation AddGatewayAccount($input: AddGatewayAccountInput!) {
  addGatewayAccount(input: $input) {
    clientMutationId
    account {
      ...AccountOfGateway
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
fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`) as unknown as TypedDocumentString<AddGatewayAccountMutation, AddGatewayAccountMutationVariables>;
export const UpdateGatewayAccountDocument = new TypedDocumentString(`
    mutation UpdateGatewayAccount($input: UpdateGatewayAccountInput!) {
  updateGatewayAccount(input: $input) {
    clientMutationId
    account {
      ...AccountOfGateway
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
fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`) as unknown as TypedDocumentString<UpdateGatewayAccountMutation, UpdateGatewayAccountMutationVariables>;
export const RetireGatewayAccountDocument = new TypedDocumentString(`
    mutation RetireGatewayAccount($input: RetireGatewayAccountInput!) {
  retireGatewayAccount(input: $input) {
    clientMutationId
    account {
      ...AccountOfGateway
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
fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`) as unknown as TypedDocumentString<RetireGatewayAccountMutation, RetireGatewayAccountMutationVariables>;
export const AdoptTransactionDocument = new TypedDocumentString(`
    mutation AdoptTransaction($input: AdoptTransactionInput!) {
  adoptTransaction(input: $input) {
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
}`) as unknown as TypedDocumentString<AdoptTransactionMutation, AdoptTransactionMutationVariables>;
export const DriftDocument = new TypedDocumentString(`
    query Drift($first: Int, $after: String) {
  drift(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...Difference
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
fragment Difference on Drift {
  id
  kind
  gatewayAccount
  gatewayReference
  payment {
    __typename
    ... on Node {
      id
    }
  }
  ours {
    ...Money
  }
  theirs {
    ...Money
  }
  foundAt
  note
}`) as unknown as TypedDocumentString<DriftQuery, DriftQueryVariables>;
export const AdoptDriftDocument = new TypedDocumentString(`
    mutation AdoptDrift($input: AdoptDriftInput!) {
  adoptDrift(input: $input) {
    clientMutationId
    payment {
      __typename
      ... on Node {
        id
      }
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
}`) as unknown as TypedDocumentString<AdoptDriftMutation, AdoptDriftMutationVariables>;
export const PaymentChangedDocument = new TypedDocumentString(`
    subscription PaymentChanged($id: ID!) {
  paymentChanged(id: $id) {
    __typename
    ... on Transaction {
      ...TransactionDetails
    }
    ... on Refund {
      ...RefundDetails
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
}`) as unknown as TypedDocumentString<PaymentChangedSubscription, PaymentChangedSubscriptionVariables>;
export const OrderChangedDocument = new TypedDocumentString(`
    subscription OrderChanged($orderId: String!) {
  orderChanged(orderId: $orderId) {
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
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
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
  discountAmount {
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
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
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
}`) as unknown as TypedDocumentString<OrderChangedSubscription, OrderChangedSubscriptionVariables>;
export const QueueChangedDocument = new TypedDocumentString(`
    subscription QueueChanged {
  queueChanged {
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
}`) as unknown as TypedDocumentString<QueueChangedSubscription, QueueChangedSubscriptionVariables>;
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
    adjustments {
      ...ChargeRefund
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
    approvalNeeded
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
fragment ChargeRefund on AdjustmentRefund {
  adjustment {
    id
    name
    kind
  }
  amount {
    ...Money
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
  taxAmount {
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
      awaitsApproval
      errors {
        ...Problem
      }
      message
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
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
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
  discountAmount {
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
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
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
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
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
  discountAmount {
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
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
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
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
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
  discountAmount {
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
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
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
export const UpdateCustomerDocument = new TypedDocumentString(`
    mutation UpdateCustomer($input: UpdateCustomerInput!) {
  updateCustomer(input: $input) {
    clientMutationId
    customer {
      ...Payer
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
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`) as unknown as TypedDocumentString<UpdateCustomerMutation, UpdateCustomerMutationVariables>;
export const RefundOrdersDocument = new TypedDocumentString(`
    mutation RefundOrders($input: RefundOrdersInput!) {
  refundOrders(input: $input) {
    clientMutationId
    run {
      ...RunSummary
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
fragment RunSummary on RefundRun {
  id
  name
  state
  dryRun
  requestedBy
  createdAt
  endedAt
  orders
  done
  totals {
    result
    orders
  }
}`) as unknown as TypedDocumentString<RefundOrdersMutation, RefundOrdersMutationVariables>;
export const RefundRunDocument = new TypedDocumentString(`
    query RefundRun($id: ID!, $first: Int, $after: String, $result: OrderRefundResult) {
  refundRun(id: $id) {
    ...RunSummary
    sums {
      currencyCode
      orders
      refunded {
        ...Money
      }
      underWay {
        ...Money
      }
    }
    results(first: $first, after: $after, result: $result) {
      edges {
        cursor
        node {
          line
          orderId
          apiRequestKey
          result
          before
          refunded {
            ...Money
          }
          underWay {
            ...Money
          }
          leftOfOrder {
            ...Money
          }
          orderStatus
          payments {
            id
            result
            action
            refundId
            status
            amount {
              ...Money
            }
            outcome
            problems {
              ...RunProblem
            }
          }
          problems {
            ...RunProblem
          }
        }
      }
      pageInfo {
        ...PageLimits
      }
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment RunSummary on RefundRun {
  id
  name
  state
  dryRun
  requestedBy
  createdAt
  endedAt
  orders
  done
  totals {
    result
    orders
  }
}
fragment RunProblem on RefundRunProblem {
  message
  code
  legacyCode
  inputPath
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<RefundRunQuery, RefundRunQueryVariables>;
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
export const PartialCaptureTransactionDocument = new TypedDocumentString(`
    mutation PartialCaptureTransaction($input: PartialCaptureTransactionInput!) {
  partialCaptureTransaction(input: $input) {
    clientMutationId
    capture {
      ...TransactionDetails
      partialCaptureDetails {
        ... on ChildCapture {
          parentAuthorization {
            id
            status
          }
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
}`) as unknown as TypedDocumentString<PartialCaptureTransactionMutation, PartialCaptureTransactionMutationVariables>;
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
  onFailure
  queuedRefundStatus
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
  timeZone
  onFailure
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
  timeZone
  onFailure
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
export const RefundCreditCardDocument = new TypedDocumentString(`
    mutation RefundCreditCard($input: RefundCreditCardInput!) {
  refundCreditCard(input: $input) {
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
  gatewayRefundId
  gatewayAccount
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
  taxAmount {
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
}`) as unknown as TypedDocumentString<RefundCreditCardMutation, RefundCreditCardMutationVariables>;
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
export const ChargeCreditCardDocument = new TypedDocumentString(`
    mutation ChargeCreditCard($input: ChargeCreditCardInput!) {
  chargeCreditCard(input: $input) {
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
}`) as unknown as TypedDocumentString<ChargeCreditCardMutation, ChargeCreditCardMutationVariables>;
export const AuthorizeCreditCardDocument = new TypedDocumentString(`
    mutation AuthorizeCreditCard($input: AuthorizeCreditCardInput!) {
  authorizeCreditCard(input: $input) {
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
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
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
}`) as unknown as TypedDocumentString<AuthorizeCreditCardMutation, AuthorizeCreditCardMutationVariables>;
export const TokenizeCreditCardDocument = new TypedDocumentString(`
    mutation TokenizeCreditCard($input: TokenizeCreditCardInput!) {
  tokenizeCreditCard(input: $input) {
    clientMutationId
    paymentMethod {
      ...Method
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
fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}`) as unknown as TypedDocumentString<TokenizeCreditCardMutation, TokenizeCreditCardMutationVariables>;
export const VaultPaymentMethodDocument = new TypedDocumentString(`
    mutation VaultPaymentMethod($input: VaultPaymentMethodInput!) {
  vaultPaymentMethod(input: $input) {
    clientMutationId
    paymentMethod {
      ...Method
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
fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}`) as unknown as TypedDocumentString<VaultPaymentMethodMutation, VaultPaymentMethodMutationVariables>;
export const VaultCreditCardDocument = new TypedDocumentString(`
    mutation VaultCreditCard($input: VaultCreditCardInput!) {
  vaultCreditCard(input: $input) {
    clientMutationId
    paymentMethod {
      ...Method
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
fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}`) as unknown as TypedDocumentString<VaultCreditCardMutation, VaultCreditCardMutationVariables>;
export const DeletePaymentMethodFromVaultDocument = new TypedDocumentString(`
    mutation DeletePaymentMethodFromVault($input: DeletePaymentMethodFromVaultInput!) {
  deletePaymentMethodFromVault(input: $input) {
    clientMutationId
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
}`) as unknown as TypedDocumentString<DeletePaymentMethodFromVaultMutation, DeletePaymentMethodFromVaultMutationVariables>;
export const CreateClientTokenDocument = new TypedDocumentString(`
    mutation CreateClientToken($input: CreateClientTokenInput!) {
  createClientToken(input: $input) {
    clientMutationId
    clientToken
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
}`) as unknown as TypedDocumentString<CreateClientTokenMutation, CreateClientTokenMutationVariables>;
export const CreateCustomerDocument = new TypedDocumentString(`
    mutation CreateCustomer($input: CreateCustomerInput!) {
  createCustomer(input: $input) {
    clientMutationId
    customer {
      ...Payer
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
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`) as unknown as TypedDocumentString<CreateCustomerMutation, CreateCustomerMutationVariables>;
export const DeleteCustomerDocument = new TypedDocumentString(`
    mutation DeleteCustomer($input: DeleteCustomerInput!) {
  deleteCustomer(input: $input) {
    clientMutationId
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
}`) as unknown as TypedDocumentString<DeleteCustomerMutation, DeleteCustomerMutationVariables>;
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints {
  webhookEndpoints {
    ...EndpointOfWebhooks
  }
}
    fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const WebhookMessagesDocument = new TypedDocumentString(`
    query WebhookMessages($endpointId: ID, $state: WebhookMessageState, $first: Int, $after: String) {
  webhookMessages(
    endpointId: $endpointId
    state: $state
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        id
        type
        createdAt
        state
        payload
        endpoint {
          id
          url
        }
        attempts {
          at
          status
          message
        }
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
}`) as unknown as TypedDocumentString<WebhookMessagesQuery, WebhookMessagesQueryVariables>;
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    secret
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
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const UpdateWebhookEndpointDocument = new TypedDocumentString(`
    mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
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
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`) as unknown as TypedDocumentString<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;
export const DeleteWebhookEndpointDocument = new TypedDocumentString(`
    mutation DeleteWebhookEndpoint($input: WebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
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
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`) as unknown as TypedDocumentString<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: WebhookEndpointInput!) {
  rotateWebhookSecret(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    secret
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
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const PingWebhookEndpointDocument = new TypedDocumentString(`
    mutation PingWebhookEndpoint($input: WebhookEndpointInput!) {
  pingWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
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
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`) as unknown as TypedDocumentString<PingWebhookEndpointMutation, PingWebhookEndpointMutationVariables>;
export const ResendWebhookMessagesDocument = new TypedDocumentString(`
    mutation ResendWebhookMessages($input: ResendWebhookMessagesInput!) {
  resendWebhookMessages(input: $input) {
    clientMutationId
    count
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
}`) as unknown as TypedDocumentString<ResendWebhookMessagesMutation, ResendWebhookMessagesMutationVariables>;
/** Every operation of the service as a method. A mutation's payload is there whenever no error is thrown. */
export interface Operations {
  /** Adds a gateway account. Nothing is asked of the gateway: `testGatewayAccount` does that. */
  addGatewayAccount(variables: AddGatewayAccountMutationVariables, asked?: Asked): Promise<NonNullable<AddGatewayAccountMutation["addGatewayAccount"]>>;

  /** Takes in what a gateway tells differently: the payment is taken over from the gateway with its refunds, as they are there. What the gateway does not have, or has twice, is only closed, with a note. */
  adoptDrift(variables: AdoptDriftMutationVariables, asked?: Asked): Promise<NonNullable<AdoptDriftMutation["adoptDrift"]>>;

  /** Takes over a payment from a gateway account: the gateway is asked, and the transaction gets the payment's amount, status, method and dispute, and the refunds that were made elsewhere. Sent again, it brings the same transaction up to date. */
  adoptTransaction(variables: AdoptTransactionMutationVariables, asked?: Asked): Promise<NonNullable<AdoptTransactionMutation["adoptTransaction"]>>;

  /** The API keys of the merchant, the oldest first. */
  apiKeys(variables?: ApiKeysQueryVariables, asked?: Asked): Promise<ApiKeysQuery["apiKeys"]>;

  /** Refunds that await a second person's decision, the newest first. */
  approvals(variables?: ApprovalsQueryVariables, asked?: Asked): Promise<ApprovalsQuery["approvals"]>;

  /** Approves a refund that a different person requested: it is sent now. Or approves the reported outcome of a refund: its amount is free then. For people only, not for API keys. */
  approveRefund(variables: ApproveRefundMutationVariables, asked?: Asked): Promise<NonNullable<ApproveRefundMutation["approveRefund"]>>;

  /** Authorizes a payment by card: the money is held, and can be captured later. */
  authorizeCreditCard(variables: AuthorizeCreditCardMutationVariables, asked?: Asked): Promise<NonNullable<AuthorizeCreditCardMutation["authorizeCreditCard"]>>;

  /** Authorizes a payment: the money is held, and can be captured later. */
  authorizePaymentMethod(variables: AuthorizePaymentMethodMutationVariables, asked?: Asked): Promise<NonNullable<AuthorizePaymentMethodMutation["authorizePaymentMethod"]>>;

  /** Cancels an order. No money moves: refundOrder refunds it. */
  cancelOrder(variables: CancelOrderMutationVariables, asked?: Asked): Promise<NonNullable<CancelOrderMutation["cancelOrder"]>>;

  /** Submits an authorized transaction for settlement, in full or in part. */
  captureTransaction(variables: CaptureTransactionMutationVariables, asked?: Asked): Promise<NonNullable<CaptureTransactionMutation["captureTransaction"]>>;

  /** Changes the password of the person who sends this, and ends all other sessions of that person. */
  changePassword(variables: ChangePasswordMutationVariables, asked?: Asked): Promise<NonNullable<ChangePasswordMutation["changePassword"]>>;

  /** All changes, with who made them and from where, the last one first. */
  changes(variables?: ChangesQueryVariables, asked?: Asked): Promise<ChangesQuery["changes"]>;

  /** Charges a card: authorizes the payment and submits it for settlement. */
  chargeCreditCard(variables: ChargeCreditCardMutationVariables, asked?: Asked): Promise<NonNullable<ChargeCreditCardMutation["chargeCreditCard"]>>;

  /** Charges a payment method: authorizes the payment and submits it for settlement. */
  chargePaymentMethod(variables: ChargePaymentMethodMutationVariables, asked?: Asked): Promise<NonNullable<ChargePaymentMethodMutation["chargePaymentMethod"]>>;

  /** Creates an API key for a program. Its private key is shown once, in the answer. */
  createApiKey(variables: CreateApiKeyMutationVariables, asked?: Asked): Promise<NonNullable<CreateApiKeyMutation["createApiKey"]>>;

  /** Makes a token in the form that Braintree's code for browsers and phones reads, for sandbox merchants alone. */
  createClientToken(variables: CreateClientTokenMutationVariables, asked?: Asked): Promise<NonNullable<CreateClientTokenMutation["createClientToken"]>>;

  /** Adds a customer. Payments and payment methods in the sandbox's vault can name the customer by the id. */
  createCustomer(variables: CreateCustomerMutationVariables, asked?: Asked): Promise<NonNullable<CreateCustomerMutation["createCustomer"]>>;

  /** Adds a reason for refunds. */
  createRefundReason(variables: CreateRefundReasonMutationVariables, asked?: Asked): Promise<NonNullable<CreateRefundReasonMutation["createRefundReason"]>>;

  /** Adds a person, who can sign in from now on. */
  createUser(variables: CreateUserMutationVariables, asked?: Asked): Promise<NonNullable<CreateUserMutation["createUser"]>>;

  /** Adds an endpoint that is told of changes from now on. The answer has its secret, this once. */
  createWebhookEndpoint(variables: CreateWebhookEndpointMutationVariables, asked?: Asked): Promise<NonNullable<CreateWebhookEndpointMutation["createWebhookEndpoint"]>>;

  /** What the merchant's customers are told by mail of their refunds. */
  customerMails(variables?: CustomerMailsQueryVariables, asked?: Asked): Promise<CustomerMailsQuery["customerMails"]>;

  /** Customers, the newest first by when they were first seen. */
  customers(variables: CustomersQueryVariables, asked?: Asked): Promise<CustomersQuery["customers"]>;

  /** Deletes a customer, and the customer's payment methods in the sandbox's vault. Payments and orders stay, and show who paid. */
  deleteCustomer(variables: DeleteCustomerMutationVariables, asked?: Asked): Promise<NonNullable<DeleteCustomerMutation["deleteCustomer"]>>;

  /** Takes a payment method out of the sandbox's vault. Payments that were made with it stay. */
  deletePaymentMethodFromVault(variables: DeletePaymentMethodFromVaultMutationVariables, asked?: Asked): Promise<NonNullable<DeletePaymentMethodFromVaultMutation["deletePaymentMethodFromVault"]>>;

  /** Deletes an endpoint with its messages. */
  deleteWebhookEndpoint(variables: DeleteWebhookEndpointMutationVariables, asked?: Asked): Promise<NonNullable<DeleteWebhookEndpointMutation["deleteWebhookEndpoint"]>>;

  /** Disables a person: all sessions of the person end at once, and signing in is refused until `enableUser`. Queued requests of the person are not sent any more. You cannot disable yourself or the last administrator. */
  disableUser(variables: DisableUserMutationVariables, asked?: Asked): Promise<NonNullable<DisableUserMutation["disableUser"]>>;

  /** Removes the attention flag of a payment: no person has to look at it any more. */
  dismissAttention(variables: DismissAttentionMutationVariables, asked?: Asked): Promise<NonNullable<DismissAttentionMutation["dismissAttention"]>>;

  /** What gateways and this service tell differently, and nobody has taken in; the latest first. */
  drift(variables?: DriftQueryVariables, asked?: Asked): Promise<DriftQuery["drift"]>;

  /** Enables a disabled person, with the same rights as before. */
  enableUser(variables: EnableUserMutationVariables, asked?: Asked): Promise<NonNullable<EnableUserMutation["enableUser"]>>;

  /** The merchant's gateway accounts, the oldest first, retired ones among them. */
  gatewayAccounts(variables?: GatewayAccountsQueryVariables, asked?: Asked): Promise<GatewayAccountsQuery["gatewayAccounts"]>;

  /** Grants a right to a person. */
  grantRight(variables: GrantRightMutationVariables, asked?: Asked): Promise<NonNullable<GrantRightMutation["grantRight"]>>;

  /** The ids of the objects with these legacy ids, in the same order; null where there is no such object. */
  idsFromLegacyIds(variables: IdsFromLegacyIdsQueryVariables, asked?: Asked): Promise<IdsFromLegacyIdsQuery["idsFromLegacyIds"]>;

  /** Records a refund that was made outside of this service, in full or in part. The gateway is not called. */
  markRefundedExternally(variables: MarkRefundedExternallyMutationVariables, asked?: Asked): Promise<NonNullable<MarkRefundedExternallyMutation["markRefundedExternally"]>>;

  /** Records that a transaction was voided outside of this service. The gateway is not called. */
  markVoidedExternally(variables: MarkVoidedExternallyMutationVariables, asked?: Asked): Promise<NonNullable<MarkVoidedExternallyMutation["markVoidedExternally"]>>;

  /** The merchant's settings. */
  merchantSettings(variables?: MerchantSettingsQueryVariables, asked?: Asked): Promise<MerchantSettingsQuery["merchantSettings"]>;

  /** The transaction, refund, customer, order, dispute or payment method with this id. */
  node(variables: NodeQueryVariables, asked?: Asked): Promise<NodeQuery["node"]>;

  /** The order with this id of the shop; null if there is none. */
  order(variables: OrderQueryVariables, asked?: Asked): Promise<OrderQuery["order"]>;

  /** Orders, the newest first by when they were placed. */
  orders(variables: OrdersQueryVariables, asked?: Asked): Promise<OrdersQuery["orders"]>;

  /** Captures a part of an authorization, as a transaction of its own that is refunded, voided and reversed by itself. More parts may follow. */
  partialCaptureTransaction(variables: PartialCaptureTransactionMutationVariables, asked?: Asked): Promise<NonNullable<PartialCaptureTransactionMutation["partialCaptureTransaction"]>>;

  /** Pauses what waits: it is not retried, and the gateway is not asked, until it is resumed. */
  pauseRefundRetry(variables: PauseRefundRetryMutationVariables, asked?: Asked): Promise<NonNullable<PauseRefundRetryMutation["pauseRefundRetry"]>>;

  /** Transactions and refunds together, the newest first. */
  payments(variables: PaymentsQueryVariables, asked?: Asked): Promise<PaymentsQuery["payments"]>;

  /** Always "pong": shows that the service answers. */
  ping(variables?: PingQueryVariables, asked?: Asked): Promise<PingQuery["ping"]>;

  /** Sends a message of the type `ping` to an endpoint. */
  pingWebhookEndpoint(variables: PingWebhookEndpointMutationVariables, asked?: Asked): Promise<NonNullable<PingWebhookEndpointMutation["pingWebhookEndpoint"]>>;

  /** What `refundOrder` would do with the same input now. Nothing is changed or reserved. */
  previewRefund(variables: PreviewRefundQueryVariables, asked?: Asked): Promise<PreviewRefundQuery["previewRefund"]>;

  /** Records an order with its customer, its products and its payments made outside of this service. Sent again, it changes nothing. New facts are added. Facts that contradict recorded ones are refused, field by field, or with `onConflict: UPDATE` replace them: lists as a whole, and never below what was refunded. Payments and the currency stay. */
  recordOrder(variables: RecordOrderMutationVariables, asked?: Asked): Promise<NonNullable<RecordOrderMutation["recordOrder"]>>;

  /** Refunds an amount to a card, without a payment that it gives back. For sandbox merchants alone. It needs approval, waits in the queue and is reversed like any other refund. */
  refundCreditCard(variables: RefundCreditCardMutationVariables, asked?: Asked): Promise<NonNullable<RefundCreditCardMutation["refundCreditCard"]>>;

  /** Refunds an order over its payments: in full, by amount, or by products. All payments are reserved together; then each one is reversed by itself, with a result of its own. */
  refundOrder(variables: RefundOrderMutationVariables, asked?: Asked): Promise<NonNullable<RefundOrderMutation["refundOrder"]>>;

  /** Starts a run that refunds many orders, each in full and exactly as `refundOrder` does it, with the rights of who starts it. Workers carry it out. Starting the same run again starts nothing anew: it answers with the run. */
  refundOrders(variables: RefundOrdersMutationVariables, asked?: Asked): Promise<NonNullable<RefundOrdersMutation["refundOrders"]>>;

  /** The retry queue: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; and what has ended, if it is requested. */
  refundQueue(variables?: RefundQueueQueryVariables, asked?: Asked): Promise<RefundQueueQuery["refundQueue"]>;

  /** The merchant's reasons for refunds, by their labels, the inactive ones as well. */
  refundReasons(variables?: RefundReasonsQueryVariables, asked?: Asked): Promise<RefundReasonsQuery["refundReasons"]>;

  /** A report on the refunds of a period, by reason, person, gateway, status or day. */
  refundReport(variables: RefundReportQueryVariables, asked?: Asked): Promise<RefundReportQuery["refundReport"]>;

  /** A run of `refundOrders`, with its progress and the results of its orders. */
  refundRun(variables: RefundRunQueryVariables, asked?: Asked): Promise<RefundRunQuery["refundRun"]>;

  /** Refunds a settled transaction, in full or in part. */
  refundTransaction(variables: RefundTransactionMutationVariables, asked?: Asked): Promise<NonNullable<RefundTransactionMutation["refundTransaction"]>>;

  /** Refunds, the newest first. */
  refunds(variables: RefundsQueryVariables, asked?: Asked): Promise<RefundsQuery["refunds"]>;

  /** Rejects a refund that a different person requested: it is VOIDED, and its amount is free again. Or rejects the reported outcome of a refund: it stays UNKNOWN. For people only, not for API keys. */
  rejectRefund(variables: RejectRefundMutationVariables, asked?: Asked): Promise<NonNullable<RejectRefundMutation["rejectRefund"]>>;

  /** Sends messages of an endpoint again, whatever became of them, under the ids that they have. */
  resendWebhookMessages(variables: ResendWebhookMessagesMutationVariables, asked?: Asked): Promise<NonNullable<ResendWebhookMessagesMutation["resendWebhookMessages"]>>;

  /** Reports the outcome of an attempt that is UNKNOWN or PENDING. The gateway is asked first: what it reports counts, and a different report is refused. Where the gateway can't tell, a report that frees a refund above the merchant's approval limit waits for a second person: see the refund's `approval`. A report that counts is final. */
  resolveOutcome(variables: ResolveOutcomeMutationVariables, asked?: Asked): Promise<NonNullable<ResolveOutcomeMutation["resolveOutcome"]>>;

  /** Resumes what was paused. What became due meanwhile is due at once. */
  resumeRefundRetry(variables: ResumeRefundRetryMutationVariables, asked?: Asked): Promise<NonNullable<ResumeRefundRetryMutation["resumeRefundRetry"]>>;

  /** Takes a gateway account out of use, for good. What waits to be sent by it goes on waiting. */
  retireGatewayAccount(variables: RetireGatewayAccountMutationVariables, asked?: Asked): Promise<NonNullable<RetireGatewayAccountMutation["retireGatewayAccount"]>>;

  /** Retries at once, in addition to the daily attempts. While an attempt runs, no second one starts. Where the outcome is UNKNOWN, the gateway is asked first. */
  retryRefundNow(variables: RetryRefundNowMutationVariables, asked?: Asked): Promise<NonNullable<RetryRefundNowMutation["retryRefundNow"]>>;

  /** Reverses a refund that has not settled: voids it, or cancels it while it waits in the queue. */
  reverseRefund(variables: ReverseRefundMutationVariables, asked?: Asked): Promise<NonNullable<ReverseRefundMutation["reverseRefund"]>>;

  /** Reverses a transaction: voids it before settlement, refunds all that is left of it after. */
  reverseTransaction(variables: ReverseTransactionMutationVariables, asked?: Asked): Promise<NonNullable<ReverseTransactionMutation["reverseTransaction"]>>;

  /** Revokes an API key, at once and for ever. */
  revokeApiKey(variables: RevokeApiKeyMutationVariables, asked?: Asked): Promise<NonNullable<RevokeApiKeyMutation["revokeApiKey"]>>;

  /** Revokes a right of a person, at once. The last administrator keeps the right ADMINISTER. */
  revokeRight(variables: RevokeRightMutationVariables, asked?: Asked): Promise<NonNullable<RevokeRightMutation["revokeRight"]>>;

  /** Makes another secret for an endpoint. For a day, messages are signed with the one before as well. */
  rotateWebhookSecret(variables: RotateWebhookSecretMutationVariables, asked?: Asked): Promise<NonNullable<RotateWebhookSecretMutation["rotateWebhookSecret"]>>;

  /** Moves the clock of a sandbox merchant forward, and carries out all that becomes due, each at its time. One call runs at a time for each merchant; it stops early when its client disconnects. */
  sandboxAdvanceClock(variables: SandboxAdvanceClockMutationVariables, asked?: Asked): Promise<NonNullable<SandboxAdvanceClockMutation["sandboxAdvanceClock"]>>;

  /** The sandbox merchant's time; null for any other merchant. */
  sandboxClock(variables?: SandboxClockQueryVariables, asked?: Asked): Promise<SandboxClockQuery["sandboxClock"]>;

  /** Settles a transaction of the sandbox gateway at once, as the nightly settlement does. */
  sandboxSettleTransaction(variables: SandboxSettleTransactionMutationVariables, asked?: Asked): Promise<NonNullable<SandboxSettleTransactionMutation["sandboxSettleTransaction"]>>;

  /** Asks a gateway whose an account's credentials are. Nothing is changed there. */
  testGatewayAccount(variables: TestGatewayAccountQueryVariables, asked?: Asked): Promise<TestGatewayAccountQuery["testGatewayAccount"]>;

  /** Makes a payment method for one use of a test card's number. For sandbox merchants alone: for others a card's number is refused before anything is done with it. */
  tokenizeCreditCard(variables: TokenizeCreditCardMutationVariables, asked?: Asked): Promise<NonNullable<TokenizeCreditCardMutation["tokenizeCreditCard"]>>;

  /** Transactions, the newest first. */
  transactions(variables: TransactionsQueryVariables, asked?: Asked): Promise<TransactionsQuery["transactions"]>;

  /** Undoes the external refund marks of a transaction, while its order has no refunds of a gateway; or one mark, with `refundId`. */
  undoExternalRefund(variables: UndoExternalRefundMutationVariables, asked?: Asked): Promise<NonNullable<UndoExternalRefundMutation["undoExternalRefund"]>>;

  /** Undoes the external void mark of a transaction: it gets the status that its gateway reports. */
  undoExternalVoid(variables: UndoExternalVoidMutationVariables, asked?: Asked): Promise<NonNullable<UndoExternalVoidMutation["undoExternalVoid"]>>;

  /** Corrects what is known of a customer, whatever they ordered. With `onConflict: UPDATE`, `recordOrder` corrects the customer of one order. */
  updateCustomer(variables: UpdateCustomerMutationVariables, asked?: Asked): Promise<NonNullable<UpdateCustomerMutation["updateCustomer"]>>;

  /** Says what the merchant's customers are told by mail of their refunds. Nothing, unless it is said. */
  updateCustomerMails(variables: UpdateCustomerMailsMutationVariables, asked?: Asked): Promise<NonNullable<UpdateCustomerMailsMutation["updateCustomerMails"]>>;

  /** Gives a gateway account other settings or secrets, which make its next version. What was begun with an earlier version is ended with that one. */
  updateGatewayAccount(variables: UpdateGatewayAccountMutationVariables, asked?: Asked): Promise<NonNullable<UpdateGatewayAccountMutation["updateGatewayAccount"]>>;

  /** Changes the merchant's settings. */
  updateMerchantSettings(variables: UpdateMerchantSettingsMutationVariables, asked?: Asked): Promise<NonNullable<UpdateMerchantSettingsMutation["updateMerchantSettings"]>>;

  /** Changes the label of a reason, or whether it is active. */
  updateRefundReason(variables: UpdateRefundReasonMutationVariables, asked?: Asked): Promise<NonNullable<UpdateRefundReasonMutation["updateRefundReason"]>>;

  /** Changes an endpoint, or switches it off or on. */
  updateWebhookEndpoint(variables: UpdateWebhookEndpointMutationVariables, asked?: Asked): Promise<NonNullable<UpdateWebhookEndpointMutation["updateWebhookEndpoint"]>>;

  /** The people of the merchant. */
  users(variables?: UsersQueryVariables, asked?: Asked): Promise<UsersQuery["users"]>;

  /** Keeps a card in the sandbox's vault, for any number of uses. It is not verified. */
  vaultCreditCard(variables: VaultCreditCardMutationVariables, asked?: Asked): Promise<NonNullable<VaultCreditCardMutation["vaultCreditCard"]>>;

  /** Keeps a payment method in the sandbox's vault, for any number of uses. It is not verified. */
  vaultPaymentMethod(variables: VaultPaymentMethodMutationVariables, asked?: Asked): Promise<NonNullable<VaultPaymentMethodMutation["vaultPaymentMethod"]>>;

  /** The person or program that sends the request, its merchant and its rights. */
  viewer(variables?: ViewerQueryVariables, asked?: Asked): Promise<ViewerQuery["viewer"]>;

  /** Voids a transaction before it settles. Never refunds it. */
  voidTransaction(variables: VoidTransactionMutationVariables, asked?: Asked): Promise<NonNullable<VoidTransactionMutation["voidTransaction"]>>;

  /** Where messages about changes are sent to, the oldest endpoint first. */
  webhookEndpoints(variables?: WebhookEndpointsQueryVariables, asked?: Asked): Promise<WebhookEndpointsQuery["webhookEndpoints"]>;

  /** Messages to webhook endpoints, the latest first. */
  webhookMessages(variables?: WebhookMessagesQueryVariables, asked?: Asked): Promise<WebhookMessagesQuery["webhookMessages"]>;
}

/** The mutations that move money: they take a key that makes them safe to send again. */
export const takingRequestKeys: ReadonlySet<string> = new Set([
  "AuthorizeCreditCard",
  "AuthorizePaymentMethod",
  "CaptureTransaction",
  "ChargeCreditCard",
  "ChargePaymentMethod",
  "MarkRefundedExternally",
  "PartialCaptureTransaction",
  "RefundCreditCard",
  "RefundOrder",
  "RefundTransaction",
  "ReverseRefund",
  "ReverseTransaction",
  "VoidTransaction"
]);
from ..later import OpenEnum


class AdjustmentKind(OpenEnum):
    """What an amount of an order is for that belongs to none of its products."""

    SHIPPING = "SHIPPING"
    "Sending the products."
    TAX = "TAX"
    "A tax on the order as a whole."
    DISCOUNT = "DISCOUNT"
    "Less to pay. Negative."
    FEE = "FEE"
    "A fee, for a service or a way of paying."
    GIFT_CARD = "GIFT_CARD"
    "Paid by a gift card. Negative."


class ApprovalKind(OpenEnum):
    """What a second person has to approve."""

    REFUND = "REFUND"
    "A refund. It is not sent to the gateway before."
    OUTCOME = "OUTCOME"
    "The reported outcome of a refund that its gateway can't tell: not made, or reversed. It frees the amount."


class ApprovalState(OpenEnum):
    """The state of an approval."""

    WAITING = "WAITING"
    "A second person has to decide. The amount stays reserved."
    APPROVED = "APPROVED"
    "A second person has approved: a refund is sent, a reported outcome counts."
    REJECTED = "REJECTED"
    "A second person has rejected: a refund is not sent, an outcome stays UNKNOWN."
    OVERTAKEN = "OVERTAKEN"
    "A reported outcome only: the gateway itself reported the outcome, or the refund was sent again."


class AttemptOutcome(OpenEnum):
    """The outcome of one attempt at the gateway."""

    ACCEPTED = "ACCEPTED"
    "It is carried out, or will certainly be."
    PENDING = "PENDING"
    "The gateway has taken it, and has not decided yet."
    DECLINED = "DECLINED"
    "The gateway refused it."
    UNAVAILABLE = "UNAVAILABLE"
    "The gateway could not take it: it was certainly not carried out."
    UNKNOWN = "UNKNOWN"
    "The answer was lost or not understood: it may have been carried out."


class AvsCvvResponseCode(OpenEnum):
    """What the bank said of an address or a security code."""

    BYPASS = "BYPASS"
    "The check was left out."
    DOES_NOT_MATCH = "DOES_NOT_MATCH"
    "It is another one."
    ISSUER_DOES_NOT_PARTICIPATE = "ISSUER_DOES_NOT_PARTICIPATE"
    "The bank does not check it."
    MATCHES = "MATCHES"
    "It is the right one."
    NOT_APPLICABLE = "NOT_APPLICABLE"
    "There is nothing to check."
    NOT_PROVIDED = "NOT_PROVIDED"
    "None was sent."
    NOT_VERIFIED = "NOT_VERIFIED"
    "The bank did not say."
    SYSTEM_ERROR = "SYSTEM_ERROR"
    "The check failed."


class BinRecordValue(OpenEnum):
    """What is known of a kind of card."""

    NO = "NO"
    "It is none."
    UNKNOWN = "UNKNOWN"
    "It is not known."
    YES = "YES"
    "It is one."


class CardAccountType(OpenEnum):
    """Which account of a card is used."""

    CREDIT = "CREDIT"
    "The credit account."
    DEBIT = "DEBIT"
    "The bank account."


class CreditCardBrandCode(OpenEnum):
    """Card brands."""

    AMERICAN_EXPRESS = "AMERICAN_EXPRESS"
    "American Express."
    CITI = "CITI"
    "Citi."
    DINERS = "DINERS"
    "Diners Club."
    DISCOVER = "DISCOVER"
    "Discover."
    ELO = "ELO"
    "Elo, of Brazil."
    HIPER = "HIPER"
    "Hiper, of Brazil."
    HIPERCARD = "HIPERCARD"
    "Hipercard, of Brazil."
    INTERNATIONAL_MAESTRO = "INTERNATIONAL_MAESTRO"
    "Maestro, issued outside of the United Kingdom."
    JCB = "JCB"
    "JCB, of Japan."
    MASTERCARD = "MASTERCARD"
    "Mastercard."
    SOLO = "SOLO"
    "Solo, a former debit card of the United Kingdom."
    SWITCH = "SWITCH"
    "Switch, a former debit card of the United Kingdom."
    UK_MAESTRO = "UK_MAESTRO"
    "Maestro, issued in the United Kingdom."
    UNION_PAY = "UNION_PAY"
    "UnionPay, of China."
    UNKNOWN = "UNKNOWN"
    "A brand that was not recognised."
    VISA = "VISA"
    "Visa."


class DisputeState(OpenEnum):
    """Where a customer's dispute of a payment stands."""

    OPEN = "OPEN"
    "It is not decided."
    WON = "WON"
    "The merchant keeps the money."
    LOST = "LOST"
    "The customer keeps the money."


class DriftKind(OpenEnum):
    """How a gateway and this service differ."""

    MISSING_HERE = "MISSING_HERE"
    "The gateway has it, and this service does not."
    MISSING_THERE = "MISSING_THERE"
    "This service says that the gateway has it, and it has not."
    AMOUNT = "AMOUNT"
    "The amounts differ."
    STATUS = "STATUS"
    "The statuses differ."
    TWO_EFFECTS = "TWO_EFFECTS"
    "The gateway has two refunds for one of this service."


class GatewayAccountState(OpenEnum):
    """Whether a gateway account can be used."""

    ACTIVE = "ACTIVE"
    "It can be used."
    CREDENTIALS_REFUSED = "CREDENTIALS_REFUSED"
    "Its gateway refused the credentials when it was last asked."
    NOT_INSTALLED = "NOT_INSTALLED"
    "This installation has no adapter of its name that can be used."
    RETIRED = "RETIRED"
    "It is used no more."


class GatewayRejectionReason(OpenEnum):
    """Which rule of the gateway's own rejected a payment."""

    APPLICATION_INCOMPLETE = "APPLICATION_INCOMPLETE"
    "The merchant's account is not fully set up."
    AVS = "AVS"
    "The billing address."
    AVS_AND_CVV = "AVS_AND_CVV"
    "The billing address and the security code."
    CVV = "CVV"
    "The security code."
    DUPLICATE = "DUPLICATE"
    "It looks like a payment of a moment before."
    EXCESSIVE_RETRY = "EXCESSIVE_RETRY"
    "It was tried too often."
    FRAUD = "FRAUD"
    "Fraud is suspected."
    MANUAL_TRANSACTIONS_DISABLED = "MANUAL_TRANSACTIONS_DISABLED"
    "Payments by hand are switched off."
    PAYMENT_METHOD_BLOCKED = "PAYMENT_METHOD_BLOCKED"
    "The payment method is blocked."
    RISK_THRESHOLD = "RISK_THRESHOLD"
    "The risk is higher than the merchant accepts."
    THREE_D_SECURE = "THREE_D_SECURE"
    "The cardholder was not authenticated."
    TOKEN_ISSUANCE = "TOKEN_ISSUANCE"
    "No token could be made for the payment method."
    TOO_MANY_CONFIRMATION_ATTEMPTS = "TOO_MANY_CONFIRMATION_ATTEMPTS"
    "Too many confirmations failed."
    UNION_PAY_ENROLLMENT_REQUIRED = "UNION_PAY_ENROLLMENT_REQUIRED"
    "The UnionPay card is not enrolled."


class LegacyIdType(OpenEnum):
    """The kind of an object with a legacy id."""

    CUSTOMER = "CUSTOMER"
    "A customer."
    DISPUTE = "DISPUTE"
    "A dispute."
    MERCHANT_ACCOUNT_APPLICATION = "MERCHANT_ACCOUNT_APPLICATION"
    "An application for a merchant account. This service has none."
    PAYMENT_CONTEXT = "PAYMENT_CONTEXT"
    "A payment that is being prepared. This service has none."
    PAYMENT_METHOD = "PAYMENT_METHOD"
    "A payment method."
    REFUND = "REFUND"
    "A refund."
    TRANSACTION = "TRANSACTION"
    "A transaction."
    US_BANK_ACCOUNT_VERIFICATION = "US_BANK_ACCOUNT_VERIFICATION"
    "A check of a bank account. This service has none."
    VERIFICATION = "VERIFICATION"
    "A check of a payment method. This service has none."


class MerchantAccountStatus(OpenEnum):
    """Whether a merchant account can be used."""

    ACTIVE = "ACTIVE"
    "It takes payments and gives refunds."
    PENDING = "PENDING"
    "It is being set up."
    SUSPENDED = "SUSPENDED"
    "It is closed until further notice."


class OnConflict(OpenEnum):
    """What becomes of an order that was recorded otherwise before."""

    REFUSE = "REFUSE"
    "Every contradiction is refused, and nothing is changed."
    UPDATE = "UPDATE"
    "What differs is replaced, lists as a whole, within what has happened since. Payments and the currency stay as they are."


class OrderRefundResult(OpenEnum):
    """What became of an order, or of a payment."""

    REFUNDED = "REFUNDED"
    "All of it was accepted, or recorded as done elsewhere."
    WAITING = "WAITING"
    "It is reserved. The queue retries it, or finds out its outcome."
    AWAITS_APPROVAL = "AWAITS_APPROVAL"
    "It is reserved until a second person decides."
    PARTLY_REFUNDED = "PARTLY_REFUNDED"
    "Some payments were not refunded, or could not be."
    NOT_REFUNDED = "NOT_REFUNDED"
    "It was declined, or it failed."
    CANCELLED = "CANCELLED"
    "Nothing was left to refund, and the order is cancelled."
    REFUSED = "REFUSED"
    "Nothing was done: `problems` says what to correct."
    UNREADABLE = "UNREADABLE"
    "A line of a file that could not be read, at the command line. Never in a run."
    NOT_KNOWN = "NOT_KNOWN"
    "Its outcome is not known. `refundOrders` with the same input looks again."


class OrderStatus(OpenEnum):
    """How much of what was paid for an order was refunded, or is being refunded."""

    OPEN = "OPEN"
    "Nothing."
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    "Some of it."
    REFUNDED = "REFUNDED"
    "All of it."


class PaymentInitiator(OpenEnum):
    """Who began a payment, and in which series it stands."""

    ESTIMATED = "ESTIMATED"
    "The merchant, with an amount that may still change."
    INSTALLMENT = "INSTALLMENT"
    "The merchant, as a part of a payment in parts."
    INSTALLMENT_FIRST = "INSTALLMENT_FIRST"
    "The customer, as the first part."
    MOTO = "MOTO"
    "The customer, by letter or telephone."
    RECURRING = "RECURRING"
    "The merchant, by a schedule."
    RECURRING_FIRST = "RECURRING_FIRST"
    "The customer, as the first of a schedule."
    UNSCHEDULED = "UNSCHEDULED"
    "The merchant, without a schedule."


class PaymentMethodOriginType(OpenEnum):
    """Where a payment method comes from."""

    APPLE_PAY = "APPLE_PAY"
    "Apple Pay."
    GOOGLE_PAY = "GOOGLE_PAY"
    "Google Pay."
    IN_STORE_READER = "IN_STORE_READER"
    "A card reader in a shop."
    MASTERPASS = "MASTERPASS"
    "Masterpass."
    META_CHECKOUT = "META_CHECKOUT"
    "Meta Checkout."
    NETWORK_TOKEN = "NETWORK_TOKEN"
    "A token of the card's network."
    PAYPAL = "PAYPAL"
    "PayPal."
    SAMSUNG_PAY = "SAMSUNG_PAY"
    "Samsung Pay."
    VISA_CHECKOUT = "VISA_CHECKOUT"
    "Visa Checkout."


class PaymentMethodSnapshotSearchType(OpenEnum):
    """The kinds of payment methods that this service knows."""

    CREDIT_CARD = "CREDIT_CARD"
    "A credit or debit card."
    PAYPAL = "PAYPAL"
    "A PayPal account."


class PaymentMethodUsage(OpenEnum):
    """How often a payment method can be used."""

    MULTI_USE = "MULTI_USE"
    "Again and again: it is in the vault."
    SINGLE_USE = "SINGLE_USE"
    "Once, within three hours."


class PaymentSearchType(OpenEnum):
    """Kinds of payments to find."""

    DETACHED_REFUND = "DETACHED_REFUND"
    "A refund without a transaction."
    REFUND = "REFUND"
    "A refund of a transaction."
    TRANSACTION = "TRANSACTION"
    "A transaction."


class PaymentSource(OpenEnum):
    """Where a request came from."""

    API = "API"
    "A program."
    CONTROL_PANEL = "CONTROL_PANEL"
    "A person who was signed in."
    PAYMENT_READER = "PAYMENT_READER"
    "A card reader in a shop."
    RECURRING = "RECURRING"
    "The schedule of a subscription."
    UNKNOWN = "UNKNOWN"
    "Not known, or the service itself."


class PaymentStatus(OpenEnum):
    """The status of a transaction or a refund."""

    AUTHORIZATION_EXPIRED = "AUTHORIZATION_EXPIRED"
    "The authorization expired before it was captured. Final."
    AUTHORIZED = "AUTHORIZED"
    "The money is held on the customer's account. It can be captured or voided."
    AUTHORIZING = "AUTHORIZING"
    "Requested, and not decided yet. A refund in the queue has this status: see `retry`."
    FAILED = "FAILED"
    "It failed. Final: no money was moved."
    GATEWAY_REJECTED = "GATEWAY_REJECTED"
    "The gateway rejected it by its own rules. Final."
    PROCESSOR_DECLINED = "PROCESSOR_DECLINED"
    "The processor declined it. Final."
    SETTLED = "SETTLED"
    "The money has moved. A transaction can be refunded."
    SETTLEMENT_CONFIRMED = "SETTLEMENT_CONFIRMED"
    "The processor has taken it for settlement."
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"
    "The processor declined it at settlement. Final; no money moved."
    SETTLEMENT_PENDING = "SETTLEMENT_PENDING"
    "Settlement awaits the processor's decision; for PayPal."
    SETTLING = "SETTLING"
    "Settlement is under way. A transaction can be refunded, and no longer voided."
    SUBMITTED_FOR_SETTLEMENT = "SUBMITTED_FOR_SETTLEMENT"
    "It goes into the next settlement. Until then it can be voided."
    VOIDED = "VOIDED"
    "Voided or cancelled before any money moved. Final."


class ProcessingMode(OpenEnum):
    """When a card payment was sent to the processor."""

    DEFERRED = "DEFERRED"
    "Later, after the shop had been offline."
    ONLINE = "ONLINE"
    "At once."


class ProcessorDeclineType(OpenEnum):
    """How final a decline is."""

    HARD = "HARD"
    "Final: the same request gets the same answer again."
    SOFT = "SOFT"
    "For now: a later request can be accepted."


class ProductCode(OpenEnum):
    """A product of Braintree's."""

    ADD_SURCHARGE_MID = "ADD_SURCHARGE_MID"
    "Accounts for surcharges."
    FASTLANE = "FASTLANE"
    "Fastlane."
    IN_PERSON = "IN_PERSON"
    "Payments in shops."


class ProductEnablementStatus(OpenEnum):
    """Whether a merchant has a product."""

    AVAILABLE = "AVAILABLE"
    "It can be switched on."
    DISABLED = "DISABLED"
    "It is switched off."
    ENABLED = "ENABLED"
    "It is switched on."
    NOT_AVAILABLE = "NOT_AVAILABLE"
    "The merchant can't have it."
    PROVISIONING = "PROVISIONING"
    "It is being set up."


class QueuedRefundStatus(OpenEnum):
    """The status by which an API key is shown a refund that is AUTHORIZING."""

    AUTHORIZING = "AUTHORIZING"
    "As it is."
    SUBMITTED_FOR_SETTLEMENT = "SUBMITTED_FOR_SETTLEMENT"
    "As if it was accepted, for programs that know no refund that is AUTHORIZING."


class RefundFailurePolicy(OpenEnum):
    """What to do with a refund that is UNAVAILABLE or DECLINED. Refunds that are PENDING or UNKNOWN are always verified."""

    QUEUE = "QUEUE"
    "It is retried once a day."
    RECORD_ANYWAY = "RECORD_ANYWAY"
    "It is recorded as refunded outside of this service."
    SKIP = "SKIP"
    "It ends as FAILED, and is not retried."


class RefundReportGroup(OpenEnum):
    """How refunds are grouped."""

    REASON = "REASON"
    "The reason."
    USER = "USER"
    "Who requested them: a person or an API key."
    GATEWAY = "GATEWAY"
    "The gateway; refunds outside of this service are a group of their own."
    STATUS = "STATUS"
    "Their present status. All refunds are counted."
    DAY = "DAY"
    "The day on which they were requested, in UTC."


class RefundRunState(OpenEnum):
    """How far a run has come."""

    WAITING = "WAITING"
    "No worker has begun it."
    RUNNING = "RUNNING"
    "Its orders are being refunded."
    ENDED = "ENDED"
    "Each of its orders has a result."


class ResolvedOutcome(OpenEnum):
    """What a person reports of an attempt whose outcome is UNKNOWN or PENDING."""

    DONE = "DONE"
    "The gateway carried it out. Where the gateway can't tell, a refund becomes SETTLED, a voided transaction VOIDED."
    NOT_DONE = "NOT_DONE"
    "The gateway did not carry it out, and will not. A refund becomes FAILED, and its amount is free again."


class RetryState(OpenEnum):
    """The state of a retry."""

    WAITING = "WAITING"
    "It is retried, or the gateway is asked, at `nextAttemptAt`."
    RUNNING = "RUNNING"
    "An attempt is under way."
    PAUSED = "PAUSED"
    "A person has paused it."
    SUCCEEDED = "SUCCEEDED"
    "The gateway has carried it out."
    EXHAUSTED = "EXHAUSTED"
    "It ended without success, and is not retried."
    CANCELLED = "CANCELLED"
    "It was cancelled before the gateway carried it out."


class ReversalAction(OpenEnum):
    """What reversing a transaction would do now."""

    VOID = "VOID"
    "Cancel it before money moves."
    REFUND = "REFUND"
    "Refund all that is left of it."
    NONE = "NONE"
    "Nothing: `blockers` says why."


class RightName(OpenEnum):
    """The rights that an administrator can grant to a person or a key."""

    VIEW = "VIEW"
    "To read: transactions, refunds, customers, the queue."
    REFUND = "REFUND"
    "To refund, to reverse refunds, and to reverse settled transactions."
    VOID = "VOID"
    "To void, and to reverse unsettled transactions."
    MARK_EXTERNALLY = "MARK_EXTERNALLY"
    "To record refunds and voids outside of this service, and to report unknown outcomes."
    MANAGE_QUEUE = "MANAGE_QUEUE"
    "To retry now, to pause and to resume."
    APPROVE = "APPROVE"
    "To approve or reject what a different person requested."
    CHARGE = "CHARGE"
    "To charge, authorize and capture, and to use the sandbox."
    MANAGE_ORDERS = "MANAGE_ORDERS"
    "To record and to cancel orders, and to take over payments from gateways."
    ADMINISTER = "ADMINISTER"
    "To manage people, keys, rights, reasons and settings."


class RiskDecision(OpenEnum):
    """What a check of the risk came to."""

    APPROVE = "APPROVE"
    "The risk is accepted."
    DECLINE = "DECLINE"
    "The risk is too high."
    NOT_EVALUATED = "NOT_EVALUATED"
    "The risk was not checked."
    REVIEW = "REVIEW"
    "A person has to look."


class SandboxSettlementState(OpenEnum):
    """The result of a settlement in the sandbox."""

    SETTLED = "SETTLED"
    "The money moves."
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"
    "The processor declines it."


class ScaExemptionType(OpenEnum):
    """Why a payment needs no strong authentication of the customer."""

    LOW_VALUE = "LOW_VALUE"
    "It is small."
    SECURE_CORPORATE = "SECURE_CORPORATE"
    "It is made by a company's secure process."
    TRANSACTION_RISK_ANALYSIS = "TRANSACTION_RISK_ANALYSIS"
    "Its risk was found to be low."
    TRUSTED_BENEFICIARY = "TRUSTED_BENEFICIARY"
    "The customer trusts the merchant."


class TransactionLineItemType(OpenEnum):
    """How a line item counts."""

    CREDIT = "CREDIT"
    "It lowers what the customer owes."
    DEBIT = "DEBIT"
    "It adds to what the customer owes."


class TransactionShippingMethod(OpenEnum):
    """How goods are sent."""

    ELECTRONIC = "ELECTRONIC"
    "As data."
    GROUND = "GROUND"
    "By land."
    NEXT_DAY = "NEXT_DAY"
    "To arrive the next day."
    PICKUP_IN_STORE = "PICKUP_IN_STORE"
    "The customer fetches them."
    PRIORITY = "PRIORITY"
    "Faster than usual."
    SAME_DAY = "SAME_DAY"
    "To arrive the same day."
    SHIP_TO_STORE = "SHIP_TO_STORE"
    "To a shop."


class UpcType(OpenEnum):
    """Forms of the Universal Product Code."""

    UPC_2 = "UPC_2"
    "Two digits that supplement another code."
    UPC_5 = "UPC_5"
    "Five digits that supplement another code."
    UPC_A = "UPC_A"
    "Twelve digits, the common form."
    UPC_B = "UPC_B"
    "Twelve digits without a check digit, for drugs and health."
    UPC_C = "UPC_C"
    "Twelve digits with a check digit, for trade use."
    UPC_D = "UPC_D"
    "Of variable length, for trade use."
    UPC_E = "UPC_E"
    "Six digits, the short form of the common one."


class UserStatus(OpenEnum):
    """Whether a person can sign in."""

    ACTIVE = "ACTIVE"
    "The person can."
    DELETED = "DELETED"
    "The person was removed."
    PASSIVE = "PASSIVE"
    "The person has not signed in for a long time."
    PENDING = "PENDING"
    "The person has been invited and has not signed in yet."
    SUSPENDED = "SUSPENDED"
    "The person is disabled."


class ValidationErrorCode(OpenEnum):
    """What can be wrong with an input: a stable name for each condition behind the legacy codes. New values may be added: treat an unknown one as a validation error."""

    OBJECT_NOT_FOUND = "OBJECT_NOT_FOUND"
    "An object with this ID was not found."
    TRANSACTION_NOT_VOIDABLE = "TRANSACTION_NOT_VOIDABLE"
    "Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - settlement_pending."
    CREDIT_NOT_REFUNDABLE = "CREDIT_NOT_REFUNDABLE"
    "Credit transactions cannot be refunded."
    TRANSACTION_NOT_SETTLED = "TRANSACTION_NOT_SETTLED"
    "Cannot refund a transaction unless it is settled."
    TRANSACTION_NOT_AUTHORIZED = "TRANSACTION_NOT_AUTHORIZED"
    "Cannot submit for settlement unless status is authorized."
    TRANSACTION_NOT_CONFIRMED = "TRANSACTION_NOT_CONFIRMED"
    "This payment was made outside of this service, and its gateway has not confirmed it."
    CAPTURE_IS_PARTIAL = "CAPTURE_IS_PARTIAL"
    "Cannot submit for partial settlement."
    CAPTURED_IN_PARTS = "CAPTURED_IN_PARTS"
    "This authorization was captured in parts, and each part is refunded by itself."
    TRANSACTION_ALREADY_REFUNDED = "TRANSACTION_ALREADY_REFUNDED"
    "Transaction has already been completely refunded."
    REFUND_AMOUNT_TOO_LARGE = "REFUND_AMOUNT_TOO_LARGE"
    "Refund amount is too large."
    SETTLEMENT_AMOUNT_TOO_LARGE = "SETTLEMENT_AMOUNT_TOO_LARGE"
    "Settlement amount is too large."
    DISPUTED = "DISPUTED"
    "The customer has disputed this payment."
    FUNDING_SOURCE_NOT_REFUNDABLE = "FUNDING_SOURCE_NOT_REFUNDABLE"
    "The submitted funding source does not allow refunds."
    REFUND_ACCOUNT_SUSPENDED = "REFUND_ACCOUNT_SUSPENDED"
    "Cannot refund a transaction on a suspended merchant account."
    REFUND_ACCOUNT_PENDING = "REFUND_ACCOUNT_PENDING"
    "Cannot refund a transaction on a pending merchant account."
    REFUND_ACCOUNT_NOT_SUPPORTED = "REFUND_ACCOUNT_NOT_SUPPORTED"
    "Merchant account does not support refunds."
    REFUND_ACCOUNT_UNLINKED = "REFUND_ACCOUNT_UNLINKED"
    "Merchant account does not support refunds."
    REFUND_WHILE_SETTLING_NOT_SUPPORTED = "REFUND_WHILE_SETTLING_NOT_SUPPORTED"
    "Cannot refund a transaction in settling status on this merchant account."
    REFUND_PERIOD_OVER = "REFUND_PERIOD_OVER"
    "The period in which this payment can be refunded is over."
    MERCHANT_ACCOUNT_INVALID = "MERCHANT_ACCOUNT_INVALID"
    "Merchant account ID is invalid."
    MERCHANT_ACCOUNT_SUSPENDED = "MERCHANT_ACCOUNT_SUSPENDED"
    "Merchant account is suspended."
    SETTLEMENT_NOT_POSSIBLE = "SETTLEMENT_NOT_POSSIBLE"
    "Cannot transition transaction to settled, settlement_confirmed, or settlement_declined."
    CONCURRENT_REFUNDS = "CONCURRENT_REFUNDS"
    "Too many concurrent attempts to refund this transaction. Try again later."
    CONCURRENT_VOIDS = "CONCURRENT_VOIDS"
    "Too many concurrent attempts to void this transaction. Try again later."
    REVERSAL_NOT_POSSIBLE_NOW = "REVERSAL_NOT_POSSIBLE_NOW"
    "Cannot reverse this transaction at this time."
    NOT_A_SANDBOX = "NOT_A_SANDBOX"
    "This works on the sandbox gateway only."
    CONCURRENT_CLOCK_MOVES = "CONCURRENT_CLOCK_MOVES"
    "A different request is moving this merchant's clock."
    NOTHING_QUEUED = "NOTHING_QUEUED"
    "Nothing of this payment waits in the queue."
    OUTCOME_IS_KNOWN = "OUTCOME_IS_KNOWN"
    "The outcome of this payment's last attempt is known."
    OUTCOME_NOT_KNOWN = "OUTCOME_NOT_KNOWN"
    "The outcome of this payment's last attempt is not known."
    OUTCOME_CONTRADICTED = "OUTCOME_CONTRADICTED"
    "The gateway reports a different outcome of this payment's last attempt, and the gateway decides."
    OUTCOME_UNDECIDED = "OUTCOME_UNDECIDED"
    "The gateway has taken this attempt and may still carry it out."
    OUTCOME_TOO_EARLY = "OUTCOME_TOO_EARLY"
    "The last attempt may still be on its way to the gateway."
    OUTCOME_BY_ANOTHER = "OUTCOME_BY_ANOTHER"
    "A reported outcome has to be approved by a different person."
    NOT_ALL_EXTERNAL = "NOT_ALL_EXTERNAL"
    "Not all refunds and voids of this order were made outside of this service."
    NOTHING_TO_UNDO = "NOTHING_TO_UNDO"
    "There is no external mark to undo."
    UNDO_BY_ANOTHER = "UNDO_BY_ANOTHER"
    "A person cannot undo a mark above the approval limit that the same person made."
    NOTE_REQUIRED = "NOTE_REQUIRED"
    "A note is required."
    ONE_ID_REQUIRED = "ONE_ID_REQUIRED"
    "One ID is required."
    DURATION_INVALID = "DURATION_INVALID"
    "This duration is invalid."
    SETTING_INVALID = "SETTING_INVALID"
    "This setting is invalid."
    SETTING_UNKNOWN = "SETTING_UNKNOWN"
    "There is no setting or secret of this name."
    SETTING_MISSING = "SETTING_MISSING"
    "A setting or a secret is missing."
    SETTING_IS_SECRET = "SETTING_IS_SECRET"
    "This is a secret, and no setting."
    ADAPTER_UNKNOWN = "ADAPTER_UNKNOWN"
    "No gateway's adapter of this name can be used here."
    GATEWAY_ACCOUNT_TAKEN = "GATEWAY_ACCOUNT_TAKEN"
    "The merchant has or had a gateway account of this name."
    GATEWAY_ACCOUNT_RETIRED = "GATEWAY_ACCOUNT_RETIRED"
    "This gateway account is retired."
    GATEWAY_ACCOUNT_OF_SANDBOX = "GATEWAY_ACCOUNT_OF_SANDBOX"
    "A sandbox merchant has the sandbox gateway alone."
    NO_GATEWAY_ACCOUNT = "NO_GATEWAY_ACCOUNT"
    "There is no gateway account to ask for this payment."
    PAYMENT_NOT_ADOPTABLE = "PAYMENT_NOT_ADOPTABLE"
    "The gateway has this payment, and it cannot be taken over."
    SECRETS_KEYS_MISSING = "SECRETS_KEYS_MISSING"
    "REFUNDRY_SECRETS_KEYS is not set, or lacks the key of this account."
    WEBHOOK_ENDPOINTS_TOO_MANY = "WEBHOOK_ENDPOINTS_TOO_MANY"
    "There are too many webhook endpoints."
    WEBHOOK_ENDPOINT_OFF = "WEBHOOK_ENDPOINT_OFF"
    "This webhook endpoint is switched off."
    NOTHING_TO_REFUND = "NOTHING_TO_REFUND"
    "There is nothing to refund."
    AMOUNT_NOT_POSSIBLE = "AMOUNT_NOT_POSSIBLE"
    "Exactly this amount cannot be refunded."
    PAYMENT_IN_OTHER_CURRENCY = "PAYMENT_IN_OTHER_CURRENCY"
    "This payment has the order's id, and another currency, so that it does not belong to the order."
    AMOUNT_BESIDE_LINE_ITEMS = "AMOUNT_BESIDE_LINE_ITEMS"
    "An amount and line items cannot be sent together."
    QUANTITY_INVALID = "QUANTITY_INVALID"
    "This quantity is invalid."
    LIST_EMPTY = "LIST_EMPTY"
    "This list is empty."
    NAMED_TWICE = "NAMED_TWICE"
    "This item is in the list twice."
    PREVIEW_OUTDATED = "PREVIEW_OUTDATED"
    "The preview is outdated."
    RUN_NAME_TAKEN = "RUN_NAME_TAKEN"
    "A run of this name was started with other orders or other options."
    OUTDATED = "OUTDATED"
    "The expected refundable amount is outdated."
    REASON_REQUIRED = "REASON_REQUIRED"
    "A reason is required."
    REASON_UNKNOWN = "REASON_UNKNOWN"
    "This is not one of the merchant's reasons."
    REASON_TAKEN = "REASON_TAKEN"
    "A reason with this code or label exists already."
    APPROVAL_AWAITED = "APPROVAL_AWAITED"
    "This refund awaits the approval of a second person."
    APPROVAL_NOT_AWAITED = "APPROVAL_NOT_AWAITED"
    "This refund does not await approval."
    APPROVAL_BY_ANOTHER = "APPROVAL_BY_ANOTHER"
    "A person cannot decide on a refund that the same person requested."
    APPROVAL_NOT_POSSIBLE = "APPROVAL_NOT_POSSIBLE"
    "This refund can no longer be approved."
    REQUEST_KEY_REUSED = "REQUEST_KEY_REUSED"
    "The apiRequestKey was already used with other parameters."
    REQUEST_KEY_IN_FLIGHT = "REQUEST_KEY_IN_FLIGHT"
    "A request with this apiRequestKey is still in flight."
    REQUEST_KEY_REQUIRED = "REQUEST_KEY_REQUIRED"
    "An apiRequestKey is required."
    CARD_NUMBER_REQUIRED = "CARD_NUMBER_REQUIRED"
    "Credit card number is required."
    CARD_NUMBER_INVALID = "CARD_NUMBER_INVALID"
    "Credit card number is invalid."
    CARD_NUMBER_NOT_FOR_TESTS = "CARD_NUMBER_NOT_FOR_TESTS"
    "Credit card number is not an accepted test number."
    EXPIRATION_MONTH_INVALID = "EXPIRATION_MONTH_INVALID"
    "Expiration month is invalid."
    EXPIRATION_YEAR_INVALID = "EXPIRATION_YEAR_INVALID"
    "Expiration year is invalid."
    REQUEST_KEY_INVALID = "REQUEST_KEY_INVALID"
    "The apiRequestKey has an invalid format."
    REQUEST_KEY_TOO_LONG = "REQUEST_KEY_TOO_LONG"
    "The apiRequestKey is too long."
    AMOUNT_NEGATIVE = "AMOUNT_NEGATIVE"
    "Amount cannot be negative."
    AMOUNT_REQUIRED = "AMOUNT_REQUIRED"
    "Amount is required."
    AMOUNT_INVALID = "AMOUNT_INVALID"
    "Amount is an invalid format."
    AMOUNT_TOO_LARGE = "AMOUNT_TOO_LARGE"
    "Amount is too large."
    AMOUNT_NOT_POSITIVE = "AMOUNT_NOT_POSITIVE"
    "Amount must be greater than zero."
    ORDER_ID_TOO_LONG = "ORDER_ID_TOO_LONG"
    "Order ID is too long."
    TEXT_TOO_LONG = "TEXT_TOO_LONG"
    "This text is too long."
    TEXT_INVALID = "TEXT_INVALID"
    "This text has an invalid format."
    SEARCH_INVALID = "SEARCH_INVALID"
    "This search is not possible."
    CURSOR_INVALID = "CURSOR_INVALID"
    "This cursor is invalid."
    PAGE_SIZE_INVALID = "PAGE_SIZE_INVALID"
    "This page size is invalid."
    ORDER_CONFLICT = "ORDER_CONFLICT"
    "This contradicts the recorded order, and nothing was changed."
    ADJUSTMENT_INVALID = "ADJUSTMENT_INVALID"
    "This amount does not fit its kind."
    PAYMENT_STATUS_INVALID = "PAYMENT_STATUS_INVALID"
    "A payment with this status cannot be recorded."
    TIME_INVALID = "TIME_INVALID"
    "This time is invalid."
    CURRENCY_INVALID = "CURRENCY_INVALID"
    "This is not the code of a currency with amounts."
    EMAIL_INVALID = "EMAIL_INVALID"
    "This e-mail address is invalid."
    EMAIL_TAKEN = "EMAIL_TAKEN"
    "A person of this merchant signs in with this e-mail address already."
    PASSWORD_INVALID = "PASSWORD_INVALID"
    "This password is not allowed."
    PASSWORD_WRONG = "PASSWORD_WRONG"
    "This is not the current password."
    LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR"
    "The last administrator cannot be removed."
    OWN_ACCOUNT = "OWN_ACCOUNT"
    "You cannot disable yourself."
    PAYMENT_METHOD_CONSUMED = "PAYMENT_METHOD_CONSUMED"
    "Cannot use a single-use payment method more than once."
    PAYMENT_METHOD_UNKNOWN = "PAYMENT_METHOD_UNKNOWN"
    "Unknown or expired single-use payment method."


class VaultPaymentMethodCriteria(OpenEnum):
    """When a payment's method is kept in the vault."""

    ALWAYS = "ALWAYS"
    "Whatever comes of the payment."
    ON_SUCCESSFUL_TRANSACTION = "ON_SUCCESSFUL_TRANSACTION"
    "If the payment is taken."


class VerificationStatus(OpenEnum):
    """What a check of a payment method came to."""

    FAILED = "FAILED"
    "It could not be made."
    GATEWAY_REJECTED = "GATEWAY_REJECTED"
    "The gateway rejected the payment method."
    PENDING = "PENDING"
    "It is not decided."
    PROCESSOR_DECLINED = "PROCESSOR_DECLINED"
    "The processor declined the payment method."
    VERIFIED = "VERIFIED"
    "The payment method can be used."
    VERIFYING = "VERIFYING"
    "It is under way."


class WebhookMessageState(OpenEnum):
    """Whether a receiver has a message."""

    WAITING = "WAITING"
    "It is sent, or sent again, by itself."
    DELIVERED = "DELIVERED"
    "The receiver answered with a status from 200 to 299."
    FAILED = "FAILED"
    "It is not sent again by itself: there were ten tries, or the endpoint is switched off."


class WhenUnsettled(OpenEnum):
    """What to do with a refund of a transaction that has not settled."""

    REFUSE = "REFUSE"
    "It is refused."
    WAIT = "WAIT"
    "It is reserved, and sent once the transaction has settled. Voiding the transaction cancels it."

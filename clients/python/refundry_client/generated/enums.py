from ..later import OpenEnum


class ApprovalKind(OpenEnum):
    """What a second person has to agree to."""

    REFUND = "REFUND"
    "That a refund is made. No gateway hears of it before."
    OUTCOME = "OUTCOME"
    "That a refund was not made, or was taken back, where its gateway can't say. It frees the amount."


class ApprovalState(OpenEnum):
    """Where something stands that a second person has to agree to."""

    WAITING = "WAITING"
    "A second person has to decide. The amount stays reserved meanwhile."
    APPROVED = "APPROVED"
    "A second person has agreed: a refund was sent, an outcome holds."
    REJECTED = "REJECTED"
    "A second person has not agreed: a refund is not sent, an outcome is as unknown as before."
    OVERTAKEN = "OVERTAKEN"
    "Of an outcome: the gateway itself has said what it was, or the refund was sent again."


class AttemptOutcome(OpenEnum):
    """What the gateway answered to one attempt."""

    ACCEPTED = "ACCEPTED"
    "It is done, or certain to be done."
    PENDING = "PENDING"
    "It was taken, and is not decided yet."
    DECLINED = "DECLINED"
    "The answer is no, and it is meant."
    UNAVAILABLE = "UNAVAILABLE"
    "The gateway could not be reached: it was certainly not done."
    UNKNOWN = "UNKNOWN"
    "The answer was lost or not understood: it may have been done."


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


class LegacyIdType(OpenEnum):
    """What a legacy id belongs to."""

    CUSTOMER = "CUSTOMER"
    "A customer."
    REFUND = "REFUND"
    "A refund."
    TRANSACTION = "TRANSACTION"
    "A transaction."


class MerchantAccountStatus(OpenEnum):
    """Whether a merchant account can be used."""

    ACTIVE = "ACTIVE"
    "It takes payments and gives refunds."
    PENDING = "PENDING"
    "It is being set up."
    SUSPENDED = "SUSPENDED"
    "It is closed until further notice."


class OrderStatus(OpenEnum):
    """How much of what was paid for an order was given back, or is about to be."""

    OPEN = "OPEN"
    "Nothing."
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    "Some of it."
    REFUNDED = "REFUNDED"
    "All of it."


class PaymentMethodSnapshotSearchType(OpenEnum):
    """What a payment was made with, as far as this service knows payment methods."""

    CREDIT_CARD = "CREDIT_CARD"
    "A credit or debit card."
    PAYPAL = "PAYPAL"
    "A PayPal account."


class PaymentSearchType(OpenEnum):
    """Kinds of payments to look for."""

    DETACHED_REFUND = "DETACHED_REFUND"
    "A refund without a transaction. This service makes none, so that none are found."
    REFUND = "REFUND"
    "A refund of a transaction."
    TRANSACTION = "TRANSACTION"
    "A transaction."


class PaymentSource(OpenEnum):
    """By what way something was asked for."""

    API = "API"
    "By a program."
    CONTROL_PANEL = "CONTROL_PANEL"
    "By a person who was signed in."
    PAYMENT_READER = "PAYMENT_READER"
    "By a card reader in a shop."
    RECURRING = "RECURRING"
    "By a subscription's schedule."
    UNKNOWN = "UNKNOWN"
    "Nobody knows, or the service did it by itself."


class PaymentStatus(OpenEnum):
    """Where a transaction or a refund stands."""

    AUTHORIZATION_EXPIRED = "AUTHORIZATION_EXPIRED"
    "The authorization ran out before it was captured. Final."
    AUTHORIZED = "AUTHORIZED"
    "The money is held on the customer's account; it can be captured or voided."
    AUTHORIZING = "AUTHORIZING"
    "Asked for and not decided yet. A refund that waits in the queue stays here: see `retry`."
    FAILED = "FAILED"
    "It could not be carried out. Final; nothing was moved."
    GATEWAY_REJECTED = "GATEWAY_REJECTED"
    "The gateway refused it by its own rules. Final."
    PROCESSOR_DECLINED = "PROCESSOR_DECLINED"
    "The processor said no. Final."
    SETTLED = "SETTLED"
    "The money has moved. A transaction can be refunded from here on."
    SETTLEMENT_CONFIRMED = "SETTLEMENT_CONFIRMED"
    "The processor has taken it for settlement."
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"
    "The processor refused it at settlement. Final; no money moved."
    SETTLEMENT_PENDING = "SETTLEMENT_PENDING"
    "Settlement awaits the processor's decision; for PayPal."
    SETTLING = "SETTLING"
    "Settlement is under way. It can be refunded, no longer voided."
    SUBMITTED_FOR_SETTLEMENT = "SUBMITTED_FOR_SETTLEMENT"
    "It goes into the next settlement; until then it can be voided."
    VOIDED = "VOIDED"
    "Cancelled before any money moved. Final."


class ProcessingMode(OpenEnum):
    """When a card payment was sent to the processor."""

    DEFERRED = "DEFERRED"
    "Later, after the shop had been offline."
    ONLINE = "ONLINE"
    "At once."


class ProcessorDeclineType(OpenEnum):
    """How a processor means its no."""

    HARD = "HARD"
    "For good: the same again gets the same answer."
    SOFT = "SOFT"
    "For now: another day may bring another."


class RefundFailurePolicy(OpenEnum):
    """What becomes of a refund that the gateway does not take. An unknown outcome is looked into all the same."""

    QUEUE = "QUEUE"
    "It is tried again, once a day."
    RECORD_ANYWAY = "RECORD_ANYWAY"
    "It is recorded as refunded outside of this service."
    SKIP = "SKIP"
    "It ends as FAILED and is not tried again."


class RefundReportGroup(OpenEnum):
    """What refunds are put together by."""

    REASON = "REASON"
    "The reason that was given."
    USER = "USER"
    "Who asked for them: a person or an API key."
    GATEWAY = "GATEWAY"
    "The gateway that makes them, or that they were made outside of this service."
    STATUS = "STATUS"
    "Where they stand now, whether they count or not."
    DAY = "DAY"
    "The day on which they were asked for, in UTC."


class ResolvedOutcome(OpenEnum):
    """What a person found out about an attempt that nobody knew the outcome of."""

    DONE = "DONE"
    "The gateway did it. Where it can't say so itself, a refund is SETTLED then, a void VOIDED."
    NOT_DONE = "NOT_DONE"
    "The gateway did not, and won't any more. A refund is FAILED then, and its amount free again."


class RetryState(OpenEnum):
    """Where something that is to be done at the gateway stands."""

    WAITING = "WAITING"
    "It is tried again, or asked about, at `nextAttemptAt`."
    RUNNING = "RUNNING"
    "An attempt is under way."
    PAUSED = "PAUSED"
    "A person has put it on hold."
    SUCCEEDED = "SUCCEEDED"
    "The gateway has done it."
    EXHAUSTED = "EXHAUSTED"
    "It ended without success, and is not tried again."
    CANCELLED = "CANCELLED"
    "It was called off before the gateway did it."


class ReversalAction(OpenEnum):
    """What reversing a transaction would do now."""

    VOID = "VOID"
    "Cancel it before money moves."
    REFUND = "REFUND"
    "Give back all that is left of it."
    NONE = "NONE"
    "Nothing: `blockers` says why."


class RightName(OpenEnum):
    """What an administrator can give to a person or a key."""

    VIEW = "VIEW"
    "To read: transactions, refunds, customers, the queue."
    REFUND = "REFUND"
    "To refund, and to take refunds back; to reverse what has settled."
    VOID = "VOID"
    "To void; to reverse what has not settled."
    MARK_EXTERNALLY = "MARK_EXTERNALLY"
    "To say what was done outside of this service, and what became of an unknown outcome."
    MANAGE_QUEUE = "MANAGE_QUEUE"
    "To retry now, to pause and to resume."
    APPROVE = "APPROVE"
    "To approve or reject what others asked for."
    CHARGE = "CHARGE"
    "To charge, authorize, capture, and to play with the sandbox."
    MANAGE_ORDERS = "MANAGE_ORDERS"
    "To record and to cancel orders."
    ADMINISTER = "ADMINISTER"
    "To say who may do what, and to change settings."


class SandboxSettlementState(OpenEnum):
    """How the sandbox lets a settlement end."""

    SETTLED = "SETTLED"
    "The money moves."
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"
    "The processor refuses it."


class TransactionLineItemType(OpenEnum):
    """Which way a line item counts."""

    CREDIT = "CREDIT"
    "It takes from what the customer owes."
    DEBIT = "DEBIT"
    "It adds to what the customer owes."


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
    "The person has not been here for long."
    PENDING = "PENDING"
    "The person has been invited and has not come yet."
    SUSPENDED = "SUSPENDED"
    "The person is shut out for now."


class ValidationErrorCode(OpenEnum):
    """What can be wrong with an input, by stable names: one for each condition behind the legacy codes. New ones may come; treat one that you don't know as a validation error."""

    OBJECT_NOT_FOUND = "OBJECT_NOT_FOUND"
    "An object with this ID was not found."
    TRANSACTION_NOT_VOIDABLE = "TRANSACTION_NOT_VOIDABLE"
    "Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - settlement_pending."
    CREDIT_NOT_REFUNDABLE = "CREDIT_NOT_REFUNDABLE"
    "Credit transactions cannot be refunded."
    TRANSACTION_NOT_SETTLED = "TRANSACTION_NOT_SETTLED"
    "Cannot refund transaction unless it is settled."
    TRANSACTION_NOT_AUTHORIZED = "TRANSACTION_NOT_AUTHORIZED"
    "Cannot submit for settlement unless status is authorized."
    TRANSACTION_NOT_CONFIRMED = "TRANSACTION_NOT_CONFIRMED"
    "This payment was made elsewhere, and its gateway has not confirmed it."
    TRANSACTION_ALREADY_REFUNDED = "TRANSACTION_ALREADY_REFUNDED"
    "Transaction has already been completely refunded."
    REFUND_AMOUNT_TOO_LARGE = "REFUND_AMOUNT_TOO_LARGE"
    "Refund amount is too large."
    SETTLEMENT_AMOUNT_TOO_LARGE = "SETTLEMENT_AMOUNT_TOO_LARGE"
    "Settlement amount is too large."
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
    "The time in which this payment can be refunded is over."
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
    "Another request is moving this merchant's clock."
    NOTHING_QUEUED = "NOTHING_QUEUED"
    "Nothing of this payment waits in the queue."
    OUTCOME_IS_KNOWN = "OUTCOME_IS_KNOWN"
    "The outcome of this payment's last attempt is known."
    OUTCOME_NOT_KNOWN = "OUTCOME_NOT_KNOWN"
    "The outcome of this payment's last attempt is not known."
    OUTCOME_CONTRADICTED = "OUTCOME_CONTRADICTED"
    "The gateway says otherwise of this payment's last attempt, and its word counts."
    OUTCOME_UNDECIDED = "OUTCOME_UNDECIDED"
    "The gateway has taken this and may still do it."
    OUTCOME_TOO_EARLY = "OUTCOME_TOO_EARLY"
    "The last attempt may still be on its way to the gateway."
    OUTCOME_BY_ANOTHER = "OUTCOME_BY_ANOTHER"
    "What was said of an outcome has to be approved by another person."
    NOT_ALL_EXTERNAL = "NOT_ALL_EXTERNAL"
    "Not everything of this order was done outside of this service."
    NOTHING_TO_UNDO = "NOTHING_TO_UNDO"
    "There is no external mark to undo."
    DURATION_INVALID = "DURATION_INVALID"
    "This duration is invalid."
    SETTING_INVALID = "SETTING_INVALID"
    "This setting is invalid."
    NOTHING_TO_REFUND = "NOTHING_TO_REFUND"
    "There is nothing to give back."
    AMOUNT_NOT_POSSIBLE = "AMOUNT_NOT_POSSIBLE"
    "This amount cannot be given back exactly."
    AMOUNT_BESIDE_LINE_ITEMS = "AMOUNT_BESIDE_LINE_ITEMS"
    "An amount does not go with line items."
    QUANTITY_INVALID = "QUANTITY_INVALID"
    "This quantity is invalid."
    LIST_EMPTY = "LIST_EMPTY"
    "This list is empty."
    NAMED_TWICE = "NAMED_TWICE"
    "This is named twice."
    PREVIEW_OUTDATED = "PREVIEW_OUTDATED"
    "This is no longer what the preview has shown."
    REASON_REQUIRED = "REASON_REQUIRED"
    "A reason is required."
    REASON_UNKNOWN = "REASON_UNKNOWN"
    "This is not one of the merchant's reasons."
    REASON_TAKEN = "REASON_TAKEN"
    "There is such a reason already."
    APPROVAL_AWAITED = "APPROVAL_AWAITED"
    "This refund awaits the approval of a second person."
    APPROVAL_NOT_AWAITED = "APPROVAL_NOT_AWAITED"
    "This refund does not await approval."
    APPROVAL_BY_ANOTHER = "APPROVAL_BY_ANOTHER"
    "Nobody decides on a refund that they asked for."
    APPROVAL_NOT_POSSIBLE = "APPROVAL_NOT_POSSIBLE"
    "This refund cannot be approved any more."
    REQUEST_KEY_REUSED = "REQUEST_KEY_REUSED"
    "The apiRequestKey was already used with other parameters."
    REQUEST_KEY_IN_FLIGHT = "REQUEST_KEY_IN_FLIGHT"
    "A request with this apiRequestKey is still in flight."
    REQUEST_KEY_REQUIRED = "REQUEST_KEY_REQUIRED"
    "An apiRequestKey is required."
    REQUEST_KEY_INVALID = "REQUEST_KEY_INVALID"
    "The apiRequestKey is an invalid format."
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
    "This text is an invalid format."
    SEARCH_INVALID = "SEARCH_INVALID"
    "This search is not possible."
    CURSOR_INVALID = "CURSOR_INVALID"
    "This cursor is invalid."
    PAGE_SIZE_INVALID = "PAGE_SIZE_INVALID"
    "This page size is invalid."
    ORDER_CONFLICT = "ORDER_CONFLICT"
    "This contradicts what is known of the order, and nothing was changed."
    PAYMENT_STATUS_INVALID = "PAYMENT_STATUS_INVALID"
    "A payment of this status cannot be recorded."
    TIME_INVALID = "TIME_INVALID"
    "This time is invalid."
    CURRENCY_INVALID = "CURRENCY_INVALID"
    "This is the code of no currency with amounts."
    EMAIL_INVALID = "EMAIL_INVALID"
    "This e-mail address is invalid."
    EMAIL_TAKEN = "EMAIL_TAKEN"
    "One of the merchant's people signs in with this e-mail address already."
    PASSWORD_INVALID = "PASSWORD_INVALID"
    "This password cannot be taken."
    PASSWORD_WRONG = "PASSWORD_WRONG"
    "This is not the present password."
    LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR"
    "The last administrator cannot be removed."
    OWN_ACCOUNT = "OWN_ACCOUNT"
    "You cannot disable yourself."
    PAYMENT_METHOD_CONSUMED = "PAYMENT_METHOD_CONSUMED"
    "Cannot use a single-use payment method more than once."
    PAYMENT_METHOD_UNKNOWN = "PAYMENT_METHOD_UNKNOWN"
    "Unknown or expired single-use payment method."

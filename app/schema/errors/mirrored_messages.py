"""The conditions that Braintree has a code for, with its texts and our advice (BRAINTREE.md 3)."""

from collections.abc import Mapping

from app.domain.problems import Condition
from app.schema.errors.message_form import Message

C = Condition

MIRRORED: Mapping[Condition, Message] = {
    C.TRANSACTION_NOT_VOIDABLE: Message(
        "91504",
        "Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - "
        "settlement_pending.",
        (
            "Its status is {status}: {allowed}.",
            "Its status is {status}, so it can no longer be voided.",
            "Its present status does not allow it.",
        ),
    ),
    C.CREDIT_NOT_REFUNDABLE: Message(
        "91505",
        "Credit transactions cannot be refunded.",
        ("This is the ID of a refund: send the ID of its transaction, or cancel the refund with reverseRefund.",),
    ),
    C.TRANSACTION_NOT_SETTLED: Message(
        "91506",
        "Cannot refund a transaction unless it is settled.",
        (
            "Its status is {status}: {allowed}.",
            "Its status is {status}, not SETTLING or SETTLED; reverseTransaction does what its status allows.",
            "SETTLING or SETTLED is needed; reverseTransaction does what its status allows.",
        ),
    ),
    C.TRANSACTION_NOT_AUTHORIZED: Message(
        "91507",
        "Cannot submit for settlement unless status is authorized.",
        ("Its status is {status}.", "Only an AUTHORIZED transaction can be captured, and only once."),
    ),
    C.CAPTURE_IS_PARTIAL: Message(
        "915103",
        "Cannot submit for partial settlement.",
        ("This is a partial capture: send the ID of its authorization.",),
    ),
    C.TRANSACTION_ALREADY_REFUNDED: Message(
        "91512", "Transaction has already been completely refunded.", ("Nothing is left to refund.",)
    ),
    C.REFUND_AMOUNT_TOO_LARGE: Message(
        "91521",
        "Refund amount is too large.",
        (
            "At most {left} {currency} can be refunded now.",
            "At most {left} can be refunded now.",
            "At most the transaction's refundableAmount can be refunded now.",
        ),
    ),
    C.SETTLEMENT_AMOUNT_TOO_LARGE: Message(
        "91522",
        "Settlement amount is too large.",
        (
            "At most {left} {currency} can be captured.",
            "At most {left} can be captured.",
            "At most the authorized amount can be captured.",
        ),
    ),
    C.FUNDING_SOURCE_NOT_REFUNDABLE: Message(
        "91533",
        "The submitted funding source does not allow refunds.",
        ("Refund it outside of this service, and mark it as refunded externally.",),
    ),
    C.REFUND_ACCOUNT_SUSPENDED: Message(
        "91538",
        "Cannot refund a transaction on a suspended merchant account.",
        ("It can only be marked as refunded externally until the account is active again.",),
    ),
    C.REFUND_ACCOUNT_PENDING: Message(
        "91559",
        "Cannot refund a transaction on a pending merchant account.",
        ("It can only be marked as refunded externally until the account is active.",),
    ),
    C.REFUND_ACCOUNT_NOT_SUPPORTED: Message(
        "91547",
        "Merchant account does not support refunds.",
        ("Its transactions can only be marked as refunded externally.",),
    ),
    C.REFUND_ACCOUNT_UNLINKED: Message(
        "91547",
        "Merchant account does not support refunds.",
        ("No gateway is linked to it, so its transactions can only be marked as refunded externally.",),
    ),
    C.REFUND_WHILE_SETTLING_NOT_SUPPORTED: Message(
        "91574",
        "Cannot refund a transaction in settling status on this merchant account.",
        ("Send the refund again once the transaction is SETTLED.",),
    ),
    C.MERCHANT_ACCOUNT_INVALID: Message(
        "91513",
        "Merchant account ID is invalid.",
        (
            "No gateway is linked to {unlinked}, so it takes no payments: send the ID of an account that is linked.",
            "{pending} does not take payments yet: send the ID of an active account.",
            "Leave it out for the transaction's own account, or send the ID of an account in the same currency.",
        ),
    ),
    C.MERCHANT_ACCOUNT_SUSPENDED: Message(
        "91514", "Merchant account is suspended.", ("Send the ID of an active merchant account.",)
    ),
    C.SETTLEMENT_NOT_POSSIBLE: Message(
        "91575",
        "Cannot transition transaction to settled, settlement_confirmed, or settlement_declined.",
        (
            "Its status is {status}; only a transaction that was submitted for settlement can settle.",
            "Only a transaction that was submitted for settlement can settle.",
        ),
    ),
    C.CONCURRENT_REFUNDS: Message(
        "915149", "Too many concurrent attempts to refund this transaction. Try again later."
    ),
    C.CONCURRENT_VOIDS: Message("915151", "Too many concurrent attempts to void this transaction. Try again later."),
    C.REVERSAL_NOT_POSSIBLE_NOW: Message(
        "915282",
        "Cannot reverse this transaction at this time.",
        (
            "A void of it {void}: send this again when that has ended. retryRefundNow retries a waiting void at once.",
            "Nothing was refunded, and it is not retried ({said}): send it again.",
            "Its status is {status}: send this again when that is decided.",
            "Send this again when the operation under way has ended.",
        ),
    ),
    C.REQUEST_KEY_TOO_LONG: Message(
        "915230",
        "The apiRequestKey is too long.",
        ("It has {length} characters, and may have {maximum}.", "It may have 255 characters."),
    ),
    C.REQUEST_KEY_REUSED: Message(
        "915232",
        "The apiRequestKey was already used with other parameters.",
        ("Send the first input again to see its outcome, or this input with a new key.",),
    ),
    C.REQUEST_KEY_IN_FLIGHT: Message(
        "915233",
        "A request with this apiRequestKey is still in flight.",
        ("Send it again shortly, with the same key.",),
    ),
    C.AMOUNT_NEGATIVE: Message("81501", "Amount cannot be negative.", ("Send an amount above zero.",)),
    C.AMOUNT_REQUIRED: Message("81502", "Amount is required.", ("Send an amount above zero.",)),
    C.AMOUNT_INVALID: Message(
        "81503",
        "Amount is an invalid format.",
        (
            "Send digits and at most one point, with up to {decimals} decimals for {currency}.",
            "Send digits and at most one point, with no more decimals than the currency has.",
        ),
    ),
    C.AMOUNT_TOO_LARGE: Message(
        "81528", "Amount is too large.", ("At most {maximum} is allowed.", "Send a smaller amount.")
    ),
    C.AMOUNT_NOT_POSITIVE: Message("81531", "Amount must be greater than zero.", ("Send an amount above zero.",)),
    C.ORDER_ID_TOO_LONG: Message("91501", "Order ID is too long.", ("It may have up to 255 characters.",)),
    C.CARD_NUMBER_REQUIRED: Message(
        "81714", "Credit card number is required.", ("Send one of Braintree's test numbers.",)
    ),
    C.CARD_NUMBER_INVALID: Message(
        "81715", "Credit card number is invalid.", ("Send one of Braintree's test numbers, such as 4111111111111111.",)
    ),
    C.CARD_NUMBER_NOT_FOR_TESTS: Message(
        "81717",
        "Credit card number is not an accepted test number.",
        ("The sandbox takes Braintree's test numbers only, such as 4111111111111111.",),
    ),
    C.EXPIRATION_MONTH_INVALID: Message("81712", "Expiration month is invalid.", ("Send 01 to 12.",)),
    C.EXPIRATION_YEAR_INVALID: Message("81713", "Expiration year is invalid.", ("Send four digits, such as 2030.",)),
    C.PAYMENT_METHOD_CONSUMED: Message(
        "91564",
        "Cannot use a single-use payment method more than once.",
        ("Send the ID of a different payment method.",),
    ),
    C.PAYMENT_METHOD_UNKNOWN: Message(
        "91565",
        "Unknown or expired single-use payment method.",
        ("Send the ID of a payment method that this gateway knows.",),
    ),
}

"""From what is wrong to what a client reads: the one place where the domain's problems become GraphQL errors.

The table below gives each Condition its legacy code and its words (BRAINTREE.md 3). `errors_of` turns one error of
an execution into the entries of the response's `errors` (BRAINTREE.md 2).
"""

import math
import re
import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import structlog
from graphql import GraphQLError
from graphql.language import ValueNode
from structlog.typing import FilteringBoundLogger

from app.domain.problems import (
    Condition,
    NotAllowed,
    NotSupported,
    Problem,
    Refused,
    TooMuch,
    TooOften,
    Unavailable,
)

log: FilteringBoundLogger = structlog.get_logger()

LONGEST_FACT = 200
"""Characters of a fact that a message repeats; a fact may come from the client."""

LONGEST_MESSAGE = 1_000
"""Characters of a message; GraphQL's own repeat what the client sent, however long."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a condition is called outside: its legacy code, if it has one, a statement, and what is allowed now.

    Of `advice`, the first template whose facts the problem has is used; the last needs none.
    """

    legacy_code: str | None
    statement: str
    advice: tuple[str, ...] = ()


C = Condition

WORDINGS: Mapping[Condition, Wording] = {
    C.OBJECT_NOT_FOUND: Wording(None, "An object with this ID was not found."),
    C.TRANSACTION_NOT_VOIDABLE: Wording(
        "91504",
        "Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - "
        "settlement_pending.",
        (
            "Its status is {status}: {allowed}.",
            "Its status is {status}, so it can no longer be voided.",
            "Its present status does not allow it.",
        ),
    ),
    C.CREDIT_NOT_REFUNDABLE: Wording(
        "91505",
        "Credit transactions cannot be refunded.",
        ("This is the ID of a refund: send its transaction's, or take the refund back with reverseRefund.",),
    ),
    C.TRANSACTION_NOT_SETTLED: Wording(
        "91506",
        "Cannot refund transaction unless it is settled.",
        (
            "Its status is {status}: {allowed}.",
            "Its status is {status}, not SETTLING or SETTLED; reverseTransaction does what its status allows.",
            "SETTLING or SETTLED is needed; reverseTransaction does what its status allows.",
        ),
    ),
    C.TRANSACTION_NOT_AUTHORIZED: Wording(
        "91507",
        "Cannot submit for settlement unless status is authorized.",
        ("Its status is {status}.", "Only an AUTHORIZED transaction can be captured, and only once."),
    ),
    C.TRANSACTION_NOT_CONFIRMED: Wording(
        None,
        "This payment was made elsewhere, and its gateway has not confirmed it.",
        (
            "{because} It can only be marked as refunded or voided externally.",
            "Until it does, it can only be marked as refunded or voided externally.",
        ),
    ),
    C.TRANSACTION_ALREADY_REFUNDED: Wording(
        "91512", "Transaction has already been completely refunded.", ("Nothing is left to refund.",)
    ),
    C.REFUND_AMOUNT_TOO_LARGE: Wording(
        "91521",
        "Refund amount is too large.",
        (
            "At most {left} {currency} can be refunded now.",
            "At most {left} can be refunded now.",
            "At most the transaction's refundableAmount can be refunded now.",
        ),
    ),
    C.SETTLEMENT_AMOUNT_TOO_LARGE: Wording(
        "91522",
        "Settlement amount is too large.",
        (
            "At most {left} {currency} can be captured.",
            "At most {left} can be captured.",
            "At most the authorized amount can be captured.",
        ),
    ),
    C.FUNDING_SOURCE_NOT_REFUNDABLE: Wording(
        "91533",
        "The submitted funding source does not allow refunds.",
        ("Give the money back another way, and mark the transaction as refunded externally.",),
    ),
    C.REFUND_ACCOUNT_SUSPENDED: Wording(
        "91538",
        "Cannot refund a transaction on a suspended merchant account.",
        ("It can only be marked as refunded externally until the account is active again.",),
    ),
    C.REFUND_ACCOUNT_PENDING: Wording(
        "91559",
        "Cannot refund a transaction on a pending merchant account.",
        ("It can only be marked as refunded externally until the account is active.",),
    ),
    C.REFUND_ACCOUNT_NOT_SUPPORTED: Wording(
        "91547",
        "Merchant account does not support refunds.",
        ("Its transactions can only be marked as refunded externally.",),
    ),
    C.REFUND_ACCOUNT_UNLINKED: Wording(
        "91547",
        "Merchant account does not support refunds.",
        ("No gateway is linked to it, so its transactions can only be marked as refunded externally.",),
    ),
    C.REFUND_WHILE_SETTLING_NOT_SUPPORTED: Wording(
        "91574",
        "Cannot refund a transaction in settling status on this merchant account.",
        ("Send the refund again once the transaction is SETTLED.",),
    ),
    C.REFUND_PERIOD_OVER: Wording(
        None,
        "The time in which this payment can be refunded is over.",
        (
            "It ended on {until}; give the money back another way, and mark the transaction as refunded externally.",
            "Give the money back another way, and mark the transaction as refunded externally.",
        ),
    ),
    C.MERCHANT_ACCOUNT_INVALID: Wording(
        "91513",
        "Merchant account ID is invalid.",
        (
            "No gateway is linked to {unlinked}, so it takes no payments: send the ID of an account that is linked.",
            "{pending} does not take payments yet: send the ID of an active account.",
            "Leave it out for the transaction's own, or send the ID of one of your accounts in the same currency.",
        ),
    ),
    C.MERCHANT_ACCOUNT_SUSPENDED: Wording(
        "91514", "Merchant account is suspended.", ("Send the ID of an active merchant account.",)
    ),
    C.SETTLEMENT_NOT_POSSIBLE: Wording(
        "91575",
        "Cannot transition transaction to settled, settlement_confirmed, or settlement_declined.",
        (
            "Its status is {status}; only a transaction that was submitted for settlement can settle.",
            "Only a transaction that was submitted for settlement can settle.",
        ),
    ),
    C.CONCURRENT_REFUNDS: Wording(
        "915149", "Too many concurrent attempts to refund this transaction. Try again later."
    ),
    C.CONCURRENT_VOIDS: Wording("915151", "Too many concurrent attempts to void this transaction. Try again later."),
    C.REVERSAL_NOT_POSSIBLE_NOW: Wording(
        "915282",
        "Cannot reverse this transaction at this time.",
        (
            "A void of it {void}; try again once that has ended. retryRefundNow goes on with what waits at once.",
            "Nothing was given back, and nobody tries it any more ({said}); ask for it again.",
            "It is {status}; try again once that is decided.",
            "Try again once what is under way is decided.",
        ),
    ),
    C.NOT_A_SANDBOX: Wording(
        None, "This works on the sandbox gateway only.", ("Real gateways settle by themselves, in their own time.",)
    ),
    C.NOTHING_QUEUED: Wording(
        None,
        "Nothing of this payment waits in the queue.",
        ("What has ended is final: ask for a new reversal instead.",),
    ),
    C.OUTCOME_IS_KNOWN: Wording(
        None,
        "The outcome of this payment's last attempt is known.",
        ("Only an attempt whose outcome is unknown or pending can be resolved.",),
    ),
    C.OUTCOME_NOT_KNOWN: Wording(
        None,
        "The outcome of this payment's last attempt is not known.",
        ("Find out at the gateway whether it was done, and say so with resolveOutcome.",),
    ),
    C.NOT_ALL_EXTERNAL: Wording(
        None,
        "Not everything of this order was done outside of this service.",
        ("An external mark can be undone only while all of the order's are external.",),
    ),
    C.NOTHING_TO_UNDO: Wording(
        None, "There is no external mark to undo.", ("Send the ID of a transaction that has one.",)
    ),
    C.DURATION_INVALID: Wording(
        None,
        "This duration is invalid.",
        (
            "Send an ISO 8601 duration such as P1D or PT12H, from {minimum} to {maximum}.",
            "Send an ISO 8601 duration such as P1D or PT12H.",
        ),
    ),
    C.SETTING_INVALID: Wording(None, "This setting is invalid.", ("Send {expected}.", "Send another value.")),
    C.NOTHING_TO_REFUND: Wording(
        None,
        "There is nothing to give back.",
        (
            "Nothing is left of {name}: {refunded} {currency} of {total} were given back.",
            "Of {total} {currency} that were paid, {refunded} were given back.",
            "What was paid was given back already, or nothing was paid.",
        ),
    ),
    C.AMOUNT_NOT_POSSIBLE: Wording(
        None,
        "This amount cannot be given back exactly.",
        (
            "A payment that has not settled is given back as a whole or not at all. "
            "Possible now are {smaller} or {larger} {currency}.",
            "A payment that has not settled is given back as a whole or not at all. "
            "The least that is possible now is {larger} {currency}.",
            "A payment that has not settled is given back as a whole or not at all. "
            "The next smaller amount is {smaller} {currency}.",
            "A payment that has not settled is given back as a whole or not at all.",
        ),
    ),
    C.AMOUNT_BESIDE_LINE_ITEMS: Wording(
        None,
        "An amount does not go with line items.",
        ("Send the one or the other: an amount for each line item, or one for the whole order.",),
    ),
    C.QUANTITY_INVALID: Wording(
        None,
        "This quantity is invalid.",
        (
            "Of {name}, {left} are left to give back: send a whole number from 1 to that.",
            "Send a whole number from 1 to {maximum}.",
            "Send a whole number from 1 to what is left to give back.",
        ),
    ),
    C.LIST_EMPTY: Wording(None, "This list is empty.", ("Name at least one, or leave the list out for all of them.",)),
    C.NAMED_TWICE: Wording(None, "This is named twice.", ("Name each of them once.",)),
    C.PREVIEW_OUTDATED: Wording(
        None,
        "This is no longer what the preview has shown.",
        ("The input or the order is another one since: ask for a new preview, and send its token.",),
    ),
    C.REASON_REQUIRED: Wording(
        None,
        "A reason is required.",
        (
            "Send the code of one of the merchant's reasons: {allowed}.",
            "The merchant has none that can be given: an administrator adds one with createRefundReason.",
        ),
    ),
    C.REASON_UNKNOWN: Wording(
        None,
        "This is not one of the merchant's reasons.",
        (
            "Send one of these codes, or leave it out: {allowed}.",
            "The merchant has none that can be given: leave it out, or add one with createRefundReason.",
        ),
    ),
    C.REASON_TAKEN: Wording(
        None,
        "There is such a reason already.",
        ('It is {code}, "{label}": change that one with updateRefundReason, or send another code and label.',),
    ),
    C.APPROVAL_AWAITED: Wording(
        None,
        "This refund awaits the approval of a second person.",
        ("Decide on it with approveRefund or rejectRefund, or cancel it with reverseRefund.",),
    ),
    C.APPROVAL_NOT_AWAITED: Wording(
        None,
        "This refund does not await approval.",
        ("{by} has decided: {state}.", "Only what approvals lists can be approved or rejected."),
    ),
    C.APPROVAL_BY_ANOTHER: Wording(
        None,
        "Nobody decides on a refund that they asked for.",
        ("Another person with the right APPROVE has to; reverseRefund cancels it.",),
    ),
    C.APPROVAL_NOT_POSSIBLE: Wording(
        None,
        "This refund cannot be approved any more.",
        ("{why} Reject it with rejectRefund.", "Reject it with rejectRefund."),
    ),
    C.REQUEST_KEY_REUSED: Wording(
        "915232",
        "The apiRequestKey was already used with other parameters.",
        ("Send the first input again to see its outcome, or this one with a new key.",),
    ),
    C.REQUEST_KEY_IN_FLIGHT: Wording(
        "915233",
        "A request with this apiRequestKey is still in flight.",
        ("Send it again shortly, with the same key.",),
    ),
    C.REQUEST_KEY_REQUIRED: Wording(
        None,
        "An apiRequestKey is required.",
        ("Make one for each payment that is to be moved, and send the same again when repeating the request.",),
    ),
    C.REQUEST_KEY_INVALID: Wording(
        None,
        "The apiRequestKey is an invalid format.",
        ("It may have 1 to {maximum} printable characters.", "It may not be empty, nor long, nor unprintable."),
    ),
    C.AMOUNT_NEGATIVE: Wording("81501", "Amount cannot be negative.", ("Send an amount above zero.",)),
    C.AMOUNT_REQUIRED: Wording("81502", "Amount is required.", ("Send an amount above zero.",)),
    C.AMOUNT_INVALID: Wording(
        "81503",
        "Amount is an invalid format.",
        (
            "Send digits and at most one point, with up to {decimals} decimals for {currency}.",
            "Send digits and at most one point, with no more decimals than the currency has.",
        ),
    ),
    C.AMOUNT_TOO_LARGE: Wording(
        "81528", "Amount is too large.", ("At most {maximum} is allowed.", "Send a smaller amount.")
    ),
    C.AMOUNT_NOT_POSITIVE: Wording("81531", "Amount must be greater than zero.", ("Send an amount above zero.",)),
    C.ORDER_ID_TOO_LONG: Wording("91501", "Order ID is too long.", ("It may have up to 255 characters.",)),
    C.TEXT_TOO_LONG: Wording(
        None, "This text is too long.", ("It may have up to {maximum} characters.", "Send a shorter one.")
    ),
    C.TEXT_INVALID: Wording(
        None, "This text is an invalid format.", ("{expected}", "It may not be blank nor hold control characters.")
    ),
    C.SEARCH_INVALID: Wording(
        None, "This search is not possible.", ("{expected}", "Send fewer values, or criteria that fit each other.")
    ),
    C.CURSOR_INVALID: Wording(
        None, "This cursor is invalid.", ("Send one that this very list gave, or leave it out for the first page.",)
    ),
    C.PAGE_SIZE_INVALID: Wording(
        None,
        "This page size is invalid.",
        ("Send 1 to {maximum}.", "Send a positive number; a page holds up to 50."),
    ),
    C.ORDER_CONFLICT: Wording(
        None,
        "This contradicts what is known of the order, and nothing was changed.",
        (
            "Known is {known}; leave it out, or send the same.",
            "{expected}",
            "Leave it out, or send the same as before.",
        ),
    ),
    C.PAYMENT_STATUS_INVALID: Wording(
        None, "A payment of this status cannot be recorded.", ("Send {expected}.", "Send another status.")
    ),
    C.TIME_INVALID: Wording(
        None,
        "This time is invalid.",
        ("It is now {now}: send that or an earlier one.", "Send one from {earliest} on.", "Send another one."),
    ),
    C.CURRENCY_INVALID: Wording(
        None, "This is the code of no currency with amounts.", ("Send one by ISO 4217, such as USD.",)
    ),
    C.EMAIL_INVALID: Wording(None, "This e-mail address is invalid.", ("Send a plain one such as name@example.com.",)),
    C.EMAIL_TAKEN: Wording(
        None,
        "One of the merchant's people signs in with this e-mail address already.",
        ("Send another one: it names one person only.",),
    ),
    C.PASSWORD_WRONG: Wording(None, "This is not the present password.", ("Send the one that you sign in with.",)),
    C.PASSWORD_INVALID: Wording(
        None,
        "This password cannot be taken.",
        (
            "Send {expected}.",
            "It may have up to {maximum} characters.",
            "Send another one.",
        ),
    ),
    C.LAST_ADMINISTRATOR: Wording(
        None, "The last administrator cannot be removed.", ("Give ADMINISTER to another person first.",)
    ),
    C.PAYMENT_METHOD_CONSUMED: Wording(
        "91564", "Cannot use a single-use payment method more than once.", ("Send another payment method's ID.",)
    ),
    C.PAYMENT_METHOD_UNKNOWN: Wording(
        "91565",
        "Unknown or expired single-use payment method.",
        ("Send the ID of a payment method that this gateway knows.",),
    ),
}


MISPLACED: Mapping[str, tuple[str, Collection[str]]] = {
    "RefundTransactionInput": ("refund", ("amount", "orderId", "merchantAccountId", "description", "onFailure")),
    "ChargePaymentMethodInput": ("transaction", ("amount", "orderId", "merchantAccountId")),
    "AuthorizePaymentMethodInput": ("transaction", ("amount", "orderId", "merchantAccountId")),
}
"""Fields that clients put beside the input's field which they belong into, by input: that field, and their names."""

_UNKNOWN_FIELD = re.compile(
    r"Expected value of type '(?P<type>\w+)' not to include unknown field '(?P<field>\w+)'", re.ASCII
)


class ErrorClass(StrEnum):
    """BRAINTREE.md 2; every error carries one."""

    AUTHENTICATION = "AUTHENTICATION"
    AUTHORIZATION = "AUTHORIZATION"
    INTERNAL = "INTERNAL"
    NOT_FOUND = "NOT_FOUND"
    NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
    RESOURCE_LIMIT = "RESOURCE_LIMIT"
    SERVICE_AVAILABILITY = "SERVICE_AVAILABILITY"
    VALIDATION = "VALIDATION"


class Stage(StrEnum):
    """How far a request came before it failed; the value is the `code` of what is found wrong there.

    The names are those that generic GraphQL clients and fuzzers know. What the service itself finds wrong with an
    input has INPUT's, at whatever stage.
    """

    PARSING = "GRAPHQL_PARSE_FAILED"
    VALIDATION = "GRAPHQL_VALIDATION_FAILED"
    OPERATION = "OPERATION_RESOLUTION_FAILURE"
    INPUT = "BAD_USER_INPUT"
    EXECUTION = "EXECUTION_FAILED"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One entry of `errors`, but for where in the document it belongs."""

    message: str
    error_class: ErrorClass
    code: str = Stage.INPUT.value
    user_error: bool = False
    condition: Condition | None = None
    legacy_code: str | None = None
    input_path: Sequence[str] = ()


def message_of(problem: Problem) -> str:
    """What people read of `problem`: what is wrong, and what is allowed now."""
    wording = WORDINGS[problem.condition]
    facts = {name: value[:LONGEST_FACT] for name, value in problem.facts.items()}
    about = f"Payment {facts['payment']}: " if "payment" in facts else ""
    for template in wording.advice:
        if all(name is None or name in facts for _, name, _, _ in string.Formatter().parse(template)):
            return f"{about}{wording.statement} {template.format_map(facts)}"
    return about + wording.statement


def errors_of(error: GraphQLError, stage: Stage, request_id: str) -> list[dict[str, object]]:
    """The response's entries for one error: one for each Problem, else exactly one.

    What nobody foresaw is logged with `request_id` and hidden behind a general message.
    """
    cause = _cause(error)
    return [error_entry(complaint, error) for complaint in _complaints(error, cause, stage, request_id)]


def error_entry(complaint: Complaint, where: GraphQLError | None = None) -> dict[str, object]:
    """One entry of `errors` (BRAINTREE.md 2), with the locations and the path of `where`."""
    extensions: dict[str, object] = {
        "errorType": "user_error" if complaint.user_error else "developer_error",
        "errorClass": complaint.error_class.value,
        "code": complaint.code,
    }
    if complaint.condition is not None:
        extensions["condition"] = complaint.condition.value
    if complaint.legacy_code is not None:
        extensions["legacyCode"] = complaint.legacy_code
    if complaint.input_path:
        extensions["inputPath"] = list(complaint.input_path)
    message = complaint.message
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[: LONGEST_MESSAGE - 2]} …"
    entry: dict[str, object] = {"message": message}
    if where is not None and where.locations:
        entry["locations"] = [{"line": location.line, "column": location.column} for location in where.locations]
    if where is not None and where.path:
        entry["path"] = where.path
    return {**entry, "extensions": extensions}


def _cause(error: GraphQLError) -> Exception:
    """What was raised first: GraphQL wraps it once for the field, and again for a variable."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _complaints(error: GraphQLError, cause: Exception, stage: Stage, request_id: str) -> list[Complaint]:
    match cause:
        case Refused():
            return [_of_problem(problem) for problem in cause.problems]
        case NotAllowed() | NotSupported() | TooMuch() | TooOften() | Unavailable():
            return [_of_refusal(cause)]
    if stage is not Stage.EXECUTION:
        return [Complaint(_with_hint(error.message), ErrorClass.VALIDATION, stage.value)]
    if isinstance(cause, GraphQLError) and any(isinstance(node, ValueNode) for node in cause.nodes or ()):
        # An argument whose variable turned out null: GraphQL finds it only when it comes to the field.
        return [Complaint(error.message, ErrorClass.VALIDATION, Stage.INPUT.value)]
    log.error("unexpected error", request_id=request_id, path=error.path, exc_info=cause)
    return [internal_error(request_id)]


def _with_hint(message: str) -> str:
    """GraphQL's own message, after where the field belongs that it does not know there (BRAINTREE.md 5)."""
    unknown = _UNKNOWN_FIELD.search(message)
    if unknown is None:
        return message
    inside, names = MISPLACED.get(unknown["type"], ("", ()))
    if unknown["field"] not in names:
        return message
    return f"Send {unknown['field']} inside of {inside}, as {inside}.{unknown['field']}. {message}"


def _of_problem(problem: Problem) -> Complaint:
    found = problem.condition is not Condition.OBJECT_NOT_FOUND
    return Complaint(
        message_of(problem),
        ErrorClass.VALIDATION if found else ErrorClass.NOT_FOUND,
        Stage.INPUT.value,
        user_error=found,
        condition=problem.condition,
        legacy_code=WORDINGS[problem.condition].legacy_code,
        input_path=problem.path,
    )


def _of_refusal(refusal: NotAllowed | NotSupported | TooMuch | TooOften | Unavailable) -> Complaint:
    match refusal:
        case NotAllowed():
            needed = " or ".join(refusal.needed)
            message = f"This needs the right {needed}, which these credentials do not have."
            if refusal.person and not needed:
                message = "This needs a person who has signed in: an API key can't do it."
            elif refusal.person:
                message = f"This needs a person who has signed in and has the right {needed}: an API key can't do it."
            return Complaint(message, ErrorClass.AUTHORIZATION, "FORBIDDEN")
        case NotSupported():
            message = f"This service cannot honour {'.'.join(refusal.path)}. {refusal.instead}".rstrip()
            return Complaint(message, ErrorClass.NOT_IMPLEMENTED, Stage.INPUT.value, input_path=refusal.path)
        case TooMuch():
            message = f"Too much at once: {refusal.what} {refusal.asked}, at most {refusal.allowed} is allowed."
            return Complaint(message, ErrorClass.RESOURCE_LIMIT, "LIMIT_EXCEEDED")
        case TooOften():
            seconds = max(1, math.ceil(refusal.wait.total_seconds()))
            message = f"Too many attempts have failed. Try again in {seconds} s."
            return Complaint(message, ErrorClass.RESOURCE_LIMIT, "LIMIT_EXCEEDED")
        case Unavailable():
            message = "The service cannot do this at the moment. Send it again later, with the same apiRequestKey."
            return Complaint(message, ErrorClass.SERVICE_AVAILABILITY, "SERVICE_UNAVAILABLE")
        case _:
            assert_never(refusal)


def internal_error(request_id: str) -> Complaint:
    """What a client learns of a defect of the service: where to find it in the logs."""
    message = f"Something went wrong in the service. It was logged under the request id {request_id}."
    return Complaint(message, ErrorClass.INTERNAL, "INTERNAL_SERVER_ERROR")

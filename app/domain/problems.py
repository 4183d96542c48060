"""What can be wrong with a request, as facts.

    RefundryError
    ├── Refused          the client can mend the request: one or more Problems
    ├── NotAllowed       the actor lacks a right
    ├── NotSupported     the schema has the field for the mirror's sake, the service cannot honour it
    ├── TooMuch          a limit of the service itself
    │   └── AnswerTooLarge   found while the answer was made
    ├── TooOften         the same was tried in vain too often; after a while it is looked at again
    ├── TookTooLong      a query reads for longer than it may
    ├── TooBusy          too many ask for the same at this time; after a while there is room
    ├── WhichMerchant    the person signs in at several merchants, and has to name one
    └── Unavailable      the service cannot answer at this time; nothing was changed

Neither HTTP nor GraphQL nor Braintree's numbers appear here: the boundary translates once, in `schema/problems.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import TracebackType

Path = tuple[str, ...]


class Condition(StrEnum):
    """What is wrong, by a stable name; clients see it as `ValidationErrorCode`."""

    OBJECT_NOT_FOUND = "OBJECT_NOT_FOUND"
    # voids, refunds, captures
    TRANSACTION_NOT_VOIDABLE = "TRANSACTION_NOT_VOIDABLE"
    CREDIT_NOT_REFUNDABLE = "CREDIT_NOT_REFUNDABLE"
    TRANSACTION_NOT_SETTLED = "TRANSACTION_NOT_SETTLED"
    TRANSACTION_NOT_AUTHORIZED = "TRANSACTION_NOT_AUTHORIZED"
    TRANSACTION_NOT_CONFIRMED = "TRANSACTION_NOT_CONFIRMED"
    CAPTURE_IS_PARTIAL = "CAPTURE_IS_PARTIAL"
    CAPTURED_IN_PARTS = "CAPTURED_IN_PARTS"
    TRANSACTION_ALREADY_REFUNDED = "TRANSACTION_ALREADY_REFUNDED"
    REFUND_AMOUNT_TOO_LARGE = "REFUND_AMOUNT_TOO_LARGE"
    SETTLEMENT_AMOUNT_TOO_LARGE = "SETTLEMENT_AMOUNT_TOO_LARGE"
    DISPUTED = "DISPUTED"
    FUNDING_SOURCE_NOT_REFUNDABLE = "FUNDING_SOURCE_NOT_REFUNDABLE"
    REFUND_ACCOUNT_SUSPENDED = "REFUND_ACCOUNT_SUSPENDED"
    REFUND_ACCOUNT_PENDING = "REFUND_ACCOUNT_PENDING"
    REFUND_ACCOUNT_NOT_SUPPORTED = "REFUND_ACCOUNT_NOT_SUPPORTED"
    REFUND_ACCOUNT_UNLINKED = "REFUND_ACCOUNT_UNLINKED"
    REFUND_WHILE_SETTLING_NOT_SUPPORTED = "REFUND_WHILE_SETTLING_NOT_SUPPORTED"
    REFUND_PERIOD_OVER = "REFUND_PERIOD_OVER"
    MERCHANT_ACCOUNT_INVALID = "MERCHANT_ACCOUNT_INVALID"
    MERCHANT_ACCOUNT_SUSPENDED = "MERCHANT_ACCOUNT_SUSPENDED"
    SETTLEMENT_NOT_POSSIBLE = "SETTLEMENT_NOT_POSSIBLE"
    CONCURRENT_REFUNDS = "CONCURRENT_REFUNDS"
    CONCURRENT_VOIDS = "CONCURRENT_VOIDS"
    REVERSAL_NOT_POSSIBLE_NOW = "REVERSAL_NOT_POSSIBLE_NOW"
    NOT_A_SANDBOX = "NOT_A_SANDBOX"
    CONCURRENT_CLOCK_MOVES = "CONCURRENT_CLOCK_MOVES"
    NOTHING_QUEUED = "NOTHING_QUEUED"
    OUTCOME_IS_KNOWN = "OUTCOME_IS_KNOWN"
    OUTCOME_NOT_KNOWN = "OUTCOME_NOT_KNOWN"
    OUTCOME_CONTRADICTED = "OUTCOME_CONTRADICTED"
    OUTCOME_UNDECIDED = "OUTCOME_UNDECIDED"
    OUTCOME_TOO_EARLY = "OUTCOME_TOO_EARLY"
    OUTCOME_BY_ANOTHER = "OUTCOME_BY_ANOTHER"
    NOT_ALL_EXTERNAL = "NOT_ALL_EXTERNAL"
    NOTHING_TO_UNDO = "NOTHING_TO_UNDO"
    UNDO_BY_ANOTHER = "UNDO_BY_ANOTHER"
    NOTE_REQUIRED = "NOTE_REQUIRED"
    ONE_ID_REQUIRED = "ONE_ID_REQUIRED"
    DURATION_INVALID = "DURATION_INVALID"
    SETTING_INVALID = "SETTING_INVALID"
    # gateway accounts
    SETTING_UNKNOWN = "SETTING_UNKNOWN"
    SETTING_MISSING = "SETTING_MISSING"
    SETTING_IS_SECRET = "SETTING_IS_SECRET"
    ADAPTER_UNKNOWN = "ADAPTER_UNKNOWN"
    GATEWAY_ACCOUNT_TAKEN = "GATEWAY_ACCOUNT_TAKEN"
    GATEWAY_ACCOUNT_RETIRED = "GATEWAY_ACCOUNT_RETIRED"
    GATEWAY_ACCOUNT_OF_SANDBOX = "GATEWAY_ACCOUNT_OF_SANDBOX"
    NO_GATEWAY_ACCOUNT = "NO_GATEWAY_ACCOUNT"
    PAYMENT_NOT_ADOPTABLE = "PAYMENT_NOT_ADOPTABLE"
    SECRETS_KEYS_MISSING = "SECRETS_KEYS_MISSING"
    # webhooks
    WEBHOOK_ENDPOINTS_TOO_MANY = "WEBHOOK_ENDPOINTS_TOO_MANY"
    WEBHOOK_ENDPOINT_OFF = "WEBHOOK_ENDPOINT_OFF"
    # refunds of orders
    NOTHING_TO_REFUND = "NOTHING_TO_REFUND"
    AMOUNT_NOT_POSSIBLE = "AMOUNT_NOT_POSSIBLE"
    PAYMENT_IN_OTHER_CURRENCY = "PAYMENT_IN_OTHER_CURRENCY"
    AMOUNT_BESIDE_LINE_ITEMS = "AMOUNT_BESIDE_LINE_ITEMS"
    QUANTITY_INVALID = "QUANTITY_INVALID"
    LIST_EMPTY = "LIST_EMPTY"
    NAMED_TWICE = "NAMED_TWICE"
    PREVIEW_OUTDATED = "PREVIEW_OUTDATED"
    RUN_NAME_TAKEN = "RUN_NAME_TAKEN"
    OUTDATED = "OUTDATED"
    # why, and whether a second person agrees
    REASON_REQUIRED = "REASON_REQUIRED"
    REASON_UNKNOWN = "REASON_UNKNOWN"
    REASON_TAKEN = "REASON_TAKEN"
    APPROVAL_AWAITED = "APPROVAL_AWAITED"
    APPROVAL_NOT_AWAITED = "APPROVAL_NOT_AWAITED"
    APPROVAL_BY_ANOTHER = "APPROVAL_BY_ANOTHER"
    APPROVAL_NOT_POSSIBLE = "APPROVAL_NOT_POSSIBLE"
    # idempotency
    REQUEST_KEY_REUSED = "REQUEST_KEY_REUSED"
    REQUEST_KEY_IN_FLIGHT = "REQUEST_KEY_IN_FLIGHT"
    REQUEST_KEY_REQUIRED = "REQUEST_KEY_REQUIRED"
    CARD_NUMBER_REQUIRED = "CARD_NUMBER_REQUIRED"
    CARD_NUMBER_INVALID = "CARD_NUMBER_INVALID"
    CARD_NUMBER_NOT_FOR_TESTS = "CARD_NUMBER_NOT_FOR_TESTS"
    EXPIRATION_MONTH_INVALID = "EXPIRATION_MONTH_INVALID"
    EXPIRATION_YEAR_INVALID = "EXPIRATION_YEAR_INVALID"
    REQUEST_KEY_INVALID = "REQUEST_KEY_INVALID"
    REQUEST_KEY_TOO_LONG = "REQUEST_KEY_TOO_LONG"
    # amounts and texts
    AMOUNT_NEGATIVE = "AMOUNT_NEGATIVE"
    AMOUNT_REQUIRED = "AMOUNT_REQUIRED"
    AMOUNT_INVALID = "AMOUNT_INVALID"
    AMOUNT_TOO_LARGE = "AMOUNT_TOO_LARGE"
    AMOUNT_NOT_POSITIVE = "AMOUNT_NOT_POSITIVE"
    ORDER_ID_TOO_LONG = "ORDER_ID_TOO_LONG"
    TEXT_TOO_LONG = "TEXT_TOO_LONG"
    TEXT_INVALID = "TEXT_INVALID"
    SEARCH_INVALID = "SEARCH_INVALID"
    CURSOR_INVALID = "CURSOR_INVALID"
    PAGE_SIZE_INVALID = "PAGE_SIZE_INVALID"
    # orders
    ORDER_CONFLICT = "ORDER_CONFLICT"
    ADJUSTMENT_INVALID = "ADJUSTMENT_INVALID"
    PAYMENT_STATUS_INVALID = "PAYMENT_STATUS_INVALID"
    TIME_INVALID = "TIME_INVALID"
    CURRENCY_INVALID = "CURRENCY_INVALID"
    # people
    EMAIL_INVALID = "EMAIL_INVALID"
    EMAIL_TAKEN = "EMAIL_TAKEN"
    PASSWORD_INVALID = "PASSWORD_INVALID"
    PASSWORD_WRONG = "PASSWORD_WRONG"
    LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR"
    OWN_ACCOUNT = "OWN_ACCOUNT"
    # payment methods
    PAYMENT_METHOD_CONSUMED = "PAYMENT_METHOD_CONSUMED"
    PAYMENT_METHOD_UNKNOWN = "PAYMENT_METHOD_UNKNOWN"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: which condition, at which input path, and the facts that the message tells."""

    condition: Condition
    path: Path
    facts: Mapping[str, str] = field(default_factory=dict)


class RefundryError(Exception):
    """Whatever the service answers a request with instead of a result."""


class Refused(RefundryError):
    """The request can be mended: `problems` says how, all of them at once. Nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{problem.condition} at {'.'.join(problem.path)}" for problem in problems))
        self.problems = problems


class NotAllowed(RefundryError):
    """The actor has none of the rights that would do (`needed`), or is a program where only a `person` may."""

    def __init__(self, *needed: str, person: bool = False) -> None:
        super().__init__(f"needs {'a person with ' if person else ''}{' or '.join(needed)}")
        self.needed = needed
        self.person = person


class NotSupported(RefundryError):
    """An input at `path` that this service cannot honour; leaving it out would change what happens."""

    def __init__(self, path: Path, instead: str = "") -> None:
        super().__init__(f"{'.'.join(path)} is not supported")
        self.path = path
        self.instead = instead


class TooMuch(RefundryError):
    """A limit of the service: `what` was `asked`, `allowed` is the most."""

    def __init__(self, what: str, asked: int, allowed: int) -> None:
        super().__init__(f"{what}: {asked}, allowed are {allowed}")
        self.what = what
        self.asked = asked
        self.allowed = allowed


class AnswerTooLarge(TooMuch):
    """What would be answered is more than one answer may hold. `done` says that the mutation was carried out."""

    def __init__(self, what: str, asked: int, allowed: int, *, done: bool = False) -> None:
        super().__init__(what, asked, allowed)
        self.done = done


class TooOften(RefundryError):
    """It was tried in vain too often, and is looked at again once `wait` is over. Nothing was changed."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"to be tried again in {wait}")
        self.wait = wait


class TookTooLong(RefundryError):
    """A query reads for longer than `seconds`, which is all that it may take."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"more than {seconds:g} s")
        self.seconds = seconds


class TooBusy(RefundryError):
    """Too many ask for it at this time; there may be room once `wait` is over. Nothing was changed."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"to be tried again in {wait}")
        self.wait = wait


class WhichMerchant(RefundryError):
    """The address and the password are right at each of these `merchants`, the ids that the outside knows."""

    def __init__(self, *merchants: str) -> None:
        super().__init__(f"one of {', '.join(merchants)}")
        self.merchants = merchants


class Unavailable(RefundryError):
    """The service cannot do it at this time. Sending the request again with its apiRequestKey finds the truth."""


def not_found(*path: str) -> Refused:
    """An id at `path` that names nothing which this merchant has."""
    return Refused(Problem(Condition.OBJECT_NOT_FOUND, path))


class Findings:
    """Gathers what several checks refuse, so that a client hears of everything at once:

    findings = Findings()
    with findings:
        amount = parse_amount(...)
    with findings:
        check_text(...)
    findings.refuse()
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        if isinstance(error, Refused):
            self.problems.extend(error.problems)
            return True
        return False

    def refuse(self) -> None:
        """Raises Refused with everything found, if anything was."""
        if self.problems:
            raise Refused(*self.problems)

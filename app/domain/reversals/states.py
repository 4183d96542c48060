"""The states of transactions and refunds, and the one function that allows a change (SPEC 12)."""

from enum import StrEnum


class PaymentStatus(StrEnum):
    AUTHORIZATION_EXPIRED = "AUTHORIZATION_EXPIRED"
    AUTHORIZED = "AUTHORIZED"
    AUTHORIZING = "AUTHORIZING"
    FAILED = "FAILED"
    GATEWAY_REJECTED = "GATEWAY_REJECTED"
    PROCESSOR_DECLINED = "PROCESSOR_DECLINED"
    SETTLED = "SETTLED"
    SETTLEMENT_CONFIRMED = "SETTLEMENT_CONFIRMED"
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"
    SETTLEMENT_PENDING = "SETTLEMENT_PENDING"
    SETTLING = "SETTLING"
    SUBMITTED_FOR_SETTLEMENT = "SUBMITTED_FOR_SETTLEMENT"
    VOIDED = "VOIDED"


class PaymentSource(StrEnum):
    """By what way a change came."""

    API = "API"
    CONTROL_PANEL = "CONTROL_PANEL"
    PAYMENT_READER = "PAYMENT_READER"
    RECURRING = "RECURRING"
    UNKNOWN = "UNKNOWN"


class Subject(StrEnum):
    """What has a status."""

    TRANSACTION = "TRANSACTION"
    REFUND = "REFUND"


class IllegalTransition(Exception):
    """A change that no rule knows: a defect of the service, never of a request."""


S = PaymentStatus

TERMINAL = frozenset(
    {
        S.AUTHORIZATION_EXPIRED,
        S.FAILED,
        S.GATEWAY_REJECTED,
        S.PROCESSOR_DECLINED,
        S.SETTLED,
        S.SETTLEMENT_DECLINED,
        S.VOIDED,
    }
)

ENDED = TERMINAL - {S.SETTLED}
"""Where a payment has ended that gives no refund back any more."""

VOIDABLE = frozenset({S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT})
"""PayPal adds SETTLEMENT_PENDING; see `rules.is_voidable`."""

REFUNDABLE = frozenset({S.SETTLING, S.SETTLED})

SETTLES_LATER = frozenset({S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLEMENT_CONFIRMED})
"""A payment in one of these settles without another word, and is refundable then."""

RESERVING = frozenset(
    {S.AUTHORIZING, S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLING, S.SETTLED}
)
"""A refund in one of these counts against what may still be refunded."""

RECORDABLE = frozenset(
    {S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLING, S.SETTLED, S.VOIDED}
)
"""Where a payment that was made elsewhere may stand when it is brought in: it holds money, or held it (SPEC 7.1)."""

_TRANSITIONS: dict[Subject, dict[PaymentStatus, frozenset[PaymentStatus]]] = {
    Subject.TRANSACTION: {
        S.AUTHORIZING: frozenset({S.AUTHORIZED, S.PROCESSOR_DECLINED, S.GATEWAY_REJECTED, S.FAILED}),
        S.AUTHORIZED: frozenset({S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.VOIDED, S.AUTHORIZATION_EXPIRED}),
        S.SUBMITTED_FOR_SETTLEMENT: frozenset({S.SETTLING, S.SETTLEMENT_PENDING, S.SETTLEMENT_DECLINED, S.VOIDED}),
        S.SETTLEMENT_PENDING: frozenset({S.SETTLING, S.SETTLEMENT_DECLINED, S.VOIDED}),
        S.SETTLING: frozenset({S.SETTLED, S.SETTLEMENT_DECLINED}),
    },
    Subject.REFUND: {
        S.AUTHORIZING: frozenset({S.AUTHORIZED, S.PROCESSOR_DECLINED, S.FAILED, S.SETTLED, S.VOIDED}),
        S.AUTHORIZED: frozenset({S.SUBMITTED_FOR_SETTLEMENT}),
        S.SUBMITTED_FOR_SETTLEMENT: frozenset({S.SETTLING, S.SETTLEMENT_PENDING, S.SETTLEMENT_DECLINED, S.VOIDED}),
        S.SETTLEMENT_PENDING: frozenset({S.SETTLING, S.SETTLEMENT_DECLINED, S.VOIDED}),
        S.SETTLING: frozenset({S.SETTLED, S.SETTLEMENT_DECLINED}),
        S.SETTLED: frozenset({S.SETTLEMENT_DECLINED}),
    },
}
"""Every change that is allowed but for the undoing of an external mark, which `advance` takes from the mark.

A refund that has settled may fail days later, by its gateway's word alone: the customer's bank has sent it back. An
authorization is SETTLEMENT_PENDING from its first partial capture on, until its captures have settled.
"""


_AFTER_AN_UNDONE_VOID = frozenset(
    {
        S.AUTHORIZED,
        S.SUBMITTED_FOR_SETTLEMENT,
        S.SETTLEMENT_PENDING,
        S.SETTLING,
        S.SETTLED,
        S.SETTLEMENT_DECLINED,
        S.AUTHORIZATION_EXPIRED,
    }
)
"""Where the gateway may have a payment that was only said to be voided."""


def advance(subject: Subject, before: PaymentStatus, after: PaymentStatus, *, external: bool = False) -> PaymentStatus:
    """The status `after`, if `subject` may go there from `before`; IllegalTransition otherwise.

    `external` says that the present status comes from a person's mark and not from the gateway: only such a refund
    goes from SETTLED to VOIDED (the mark is undone), and only such a transaction leaves VOIDED again. A refund that is
    marked so never fails at a gateway.
    """
    if external and subject is Subject.REFUND and (before, after) == (S.SETTLED, S.SETTLEMENT_DECLINED):
        raise IllegalTransition("a refund that was made elsewhere cannot fail here")
    if after in _TRANSITIONS[subject].get(before, frozenset()):
        return after
    if external and subject is Subject.REFUND and (before, after) == (S.SETTLED, S.VOIDED):
        return after
    if external and subject is Subject.TRANSACTION and before is S.VOIDED and after in _AFTER_AN_UNDONE_VOID:
        return after
    raise IllegalTransition(f"a {subject.lower()} cannot go from {before} to {after}")


def path_to(subject: Subject, before: PaymentStatus, after: PaymentStatus) -> list[PaymentStatus]:
    """The steps from `before` to what the gateway says now, `after`; settled money was settling first.

    A transaction that we took for settled and the gateway has not settled goes back (SPEC 1.2). Empty where nothing
    changed. Raises IllegalTransition where no way leads there.
    """
    if before is after:
        return []
    if subject is Subject.TRANSACTION and before in REFUNDABLE and after in VOIDABLE | {S.SETTLEMENT_PENDING}:
        return [after]
    steps = [after]
    if before is S.AUTHORIZED and after in {S.SETTLEMENT_PENDING, S.SETTLING, S.SETTLED, S.SETTLEMENT_DECLINED}:
        steps = [S.SUBMITTED_FOR_SETTLEMENT, *path_to(subject, S.SUBMITTED_FOR_SETTLEMENT, after)]
    elif after is S.SETTLED and before in {S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING}:
        steps = [S.SETTLING, S.SETTLED]
    status = before
    for step in steps:
        status = advance(subject, status, step)
    return steps


def as_kept(status: PaymentStatus) -> PaymentStatus:
    """The status that is kept for what a gateway says: SETTLEMENT_CONFIRMED is one more step of SETTLING."""
    return S.SETTLING if status is S.SETTLEMENT_CONFIRMED else status


class WhenUnsettled(StrEnum):
    """What becomes of a refund whose payment has not settled yet."""

    REFUSE = "REFUSE"
    WAIT = "WAIT"
    """It is reserved, and sent once the payment has settled."""


class RetryState(StrEnum):
    """Where an operation at the gateway stands; the queue's words."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    SUCCEEDED = "SUCCEEDED"
    EXHAUSTED = "EXHAUSTED"
    CANCELLED = "CANCELLED"


OPEN_STATES = frozenset({RetryState.WAITING, RetryState.RUNNING, RetryState.PAUSED})


class AttemptOutcome(StrEnum):
    """The five answers of a gateway (SPEC 4), never fewer."""

    ACCEPTED = "ACCEPTED"
    PENDING = "PENDING"
    DECLINED = "DECLINED"
    UNAVAILABLE = "UNAVAILABLE"
    UNKNOWN = "UNKNOWN"


class OperationKind(StrEnum):
    """What the gateway can be told to do."""

    CHARGE = "CHARGE"
    AUTHORIZE = "AUTHORIZE"
    CAPTURE = "CAPTURE"
    VOID = "VOID"
    REFUND = "REFUND"
    REFUND_VOID = "REFUND_VOID"


class CaptureInParts(StrEnum):
    """Of an authorization with partial captures: whether more of it can be captured."""

    OPEN = "OPEN"
    OVER = "OVER"


class RefundFailurePolicy(StrEnum):
    """What becomes of a refund whose attempt the gateway did not take (SPEC 4, S4)."""

    QUEUE = "QUEUE"
    RECORD_ANYWAY = "RECORD_ANYWAY"
    SKIP = "SKIP"


class AccountStatus(StrEnum):
    ACTIVE = "ACTIVE"
    PENDING = "PENDING"
    SUSPENDED = "SUSPENDED"

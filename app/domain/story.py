"""What happened to a payment, a refund or an order, in words that support people understand (SPEC 8.5).

All wording of histories stands here. Flows keep what somebody did in a few of these words; attempts and statuses are
put into words when a history is read. Whatever happened to one thing at one moment is one happening: that an attempt
was accepted and that its refund is submitted for settlement are told in one line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from app.domain.money import Money
from app.domain.states import AttemptOutcome, OperationKind, PaymentSource, PaymentStatus


class Did(StrEnum):
    """What people do beside asking for money to be moved."""

    CANCELLED = "Cancelled while it waited"
    APPROVED = "Approved"
    REJECTED = "Rejected"
    SETTLED_BY_HAND = "Settled by hand, as the sandbox allows"
    PRESSED = "Tried again by hand"
    PAUSED = "Paused"
    RESUMED = "Resumed"
    DISMISSED = "Attention dismissed"
    RESOLVED_AS_DONE = "Resolved: done"
    RESOLVED_AS_NOT_DONE = "Resolved: not done"
    REFUND_MARK_UNDONE = "External refund undone"
    VOID_MARK_UNDONE = "External void undone"
    NEEDS_ATTENTION = "It needs somebody's attention"
    ORDER_CANCELLED = "Cancelled"
    CONFIRMED = "Its gateway has confirmed it"


class Kind(StrEnum):
    """What a history is about."""

    ORDER = "Order"
    TRANSACTION = "Payment"
    REFUND = "Refund"


@dataclass(frozen=True, slots=True)
class Subject:
    """What something happened to, by the id that people know it by: an order's own, a payment's legacy id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, as it was kept. `by` is None for the service itself; `reason` is a code with its label."""

    subject: Subject
    at: datetime
    what: str
    by: str | None
    source: PaymentSource | None
    note: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One attempt at the gateway: when it ended, or began if it has not ended, and what was answered."""

    subject: Subject
    at: datetime
    kind: OperationKind
    number: int
    outcome: AttemptOutcome | None
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Became:
    """A status that was come to, who caused that, and what the processor said."""

    subject: Subject
    at: datetime
    status: PaymentStatus
    by: str | None
    source: PaymentSource
    code: str | None = None
    message: str | None = None


Fact = Deed | Sent | Became


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a history. `by` and `source` are None for what nobody did: a gateway's answer, the end of a day."""

    at: datetime
    by: str | None
    source: PaymentSource | None
    what: str
    note: str | None


_ASKED = {
    OperationKind.CHARGE: "Asked to charge {}",
    OperationKind.AUTHORIZE: "Asked to authorize {}",
    OperationKind.CAPTURE: "Asked to capture {}",
    OperationKind.VOID: "Asked to void {}",
    OperationKind.REFUND: "Asked to refund {}",
    OperationKind.REFUND_VOID: "Asked to void the refund of {}",
}
_INSTEAD = {
    OperationKind.VOID: "Voids {} instead, since it has not settled",
    OperationKind.REFUND: "Refunds {} instead, since it has settled",
}
_TO_DO = {
    OperationKind.CHARGE: "charge",
    OperationKind.AUTHORIZE: "authorize",
    OperationKind.CAPTURE: "capture",
    OperationKind.VOID: "void",
    OperationKind.REFUND: "refund",
    OperationKind.REFUND_VOID: "void the refund",
}
_ANSWERED = {
    AttemptOutcome.ACCEPTED: "accepted by the gateway",
    AttemptOutcome.PENDING: "taken by the gateway, which has not decided yet",
    AttemptOutcome.DECLINED: "declined by the gateway",
    AttemptOutcome.UNAVAILABLE: "the gateway was not reached",
    AttemptOutcome.UNKNOWN: "nobody knows what became of it",
}
_BECAME = {
    PaymentStatus.AUTHORIZING: "It is being authorized",
    PaymentStatus.AUTHORIZED: "It is authorized",
    PaymentStatus.AUTHORIZATION_EXPIRED: "Its authorization has expired",
    PaymentStatus.SUBMITTED_FOR_SETTLEMENT: "It is submitted for settlement",
    PaymentStatus.SETTLEMENT_PENDING: "Its settlement is pending",
    PaymentStatus.SETTLEMENT_CONFIRMED: "Its settlement is confirmed",
    PaymentStatus.SETTLING: "It is settling",
    PaymentStatus.SETTLED: "It is settled",
    PaymentStatus.SETTLEMENT_DECLINED: "It was declined at settlement",
    PaymentStatus.PROCESSOR_DECLINED: "It is declined",
    PaymentStatus.GATEWAY_REJECTED: "It is rejected",
    PaymentStatus.VOIDED: "It is voided",
    PaymentStatus.FAILED: "It has failed",
}
RECORDED_AS_VOIDED = "Recorded as voided externally"
"""What is kept of a void that was recorded as done elsewhere begins with this."""
_RECORDED_AS_REFUNDED = "Recorded as refunded externally"
_GIVES_BACK = frozenset(
    {
        PaymentStatus.VOIDED,
        PaymentStatus.FAILED,
        PaymentStatus.PROCESSOR_DECLINED,
        PaymentStatus.SETTLEMENT_DECLINED,
    }
)
"""In these, what a refund held of its payment can be refunded again (SPEC 12)."""


def asked(kind: OperationKind, amount: Money, *, instead: bool = False) -> str:
    """That something was asked of the gateway; `instead` of what was asked before and could not be done (SPEC 1.2)."""
    words = _INSTEAD[kind] if instead else _ASKED[kind]
    return words.format(_money(amount))


def asked_to_give_back(amount: Money, payments: int) -> str:
    """That somebody asked for a refund of an order, over so many of its payments."""
    return f"Asked to give back {_money(amount)} over {payments} payment{'s' * (payments > 1)}"


def awaiting_approval(what: str) -> str:
    """The same of a refund that waits for a second person first (SPEC 8.3)."""
    return f"{what}, which awaits approval"


def marked_refunded(amount: Money, reference: str | None) -> str:
    return f"Marked as refunded externally: {_money(amount)}{_referring(reference)}"


def marked_voided(amount: Money, reference: str | None) -> str:
    return f"Marked as voided externally: {_money(amount)}{_referring(reference)}"


def order_recorded(parts: Sequence[str], *, first: bool) -> str:
    """That an order was brought in, or more of it after the `first` time, with what was not known before."""
    return ("Recorded" if first else "Recorded again") + (f", with {', '.join(parts)}" if parts else "")


def made_elsewhere(gateway_id: str) -> str:
    """That a payment was brought in that this service has not made."""
    return f"Recorded as made elsewhere; the gateway calls it {gateway_id}"


def recorded_anyway(kind: OperationKind, amount: Money) -> str:
    """That what the gateway did not do is taken for done elsewhere, since that was asked for (SPEC 4)."""
    done = RECORDED_AS_VOIDED if kind is OperationKind.VOID else _RECORDED_AS_REFUNDED
    return f"{done}, as was asked for: {_money(amount)}"


def given_up(why: str) -> str:
    """That a queued reversal is not tried again, and why: a sentence."""
    return f"Given up: {why.removesuffix('.')}"


def clock_moved(by: str) -> str:
    """That a sandbox merchant's clock was moved on by an ISO 8601 duration."""
    return f"Clock moved on by {by}"


def clock_stopped(by: str) -> str:
    """That such a move ended on the way, as its client had left."""
    return f"Clock stopped before it had moved on by {by}: the client has left"


def reason(code: str, label: str | None) -> str:
    """A merchant's reason for people to read: its label, and the code that reports go by."""
    return f"{label} ({code})" if label else code


def tell(facts: Iterable[Fact], of: Subject) -> list[Happening]:
    """The history of `of`, the oldest happening first; facts of one moment keep the order in which they come.

    A line about something else than `of`, a refund of a payment for instance, says first what it is about.
    """
    in_order = sorted(facts, key=lambda fact: (fact.at, fact.subject.kind, fact.subject.id))
    moments = [list(group) for _, group in groupby(in_order, key=lambda fact: (fact.at, fact.subject))]
    # Of two things at one moment, what the gateway answered of the one leads to what is asked for the other.
    moments.sort(key=lambda group: (group[0].at, _has_no_answer(group), _has_deed(group)))
    return [_happening(group, of) for group in moments]


def _happening(facts: Sequence[Fact], of: Subject) -> Happening:
    """What the facts of one moment about one thing say together."""
    subject = facts[0].subject
    deeds = [fact for fact in facts if isinstance(fact, Deed)]
    sendings = [fact for fact in facts if isinstance(fact, Sent)]
    statuses = [fact for fact in facts if isinstance(fact, Became)]
    answered = [fact for fact in sendings if fact.outcome is not None]
    sentences = [_answer(fact) for fact in answered]
    sentences += [sentence for fact in deeds for sentence in _deed(fact)]
    sentences += _statuses(statuses, answered=bool(answered))
    sentences += [
        f"Attempt {fact.number} to {_TO_DO[fact.kind]} has begun" for fact in sendings if fact not in answered
    ]
    told = " ".join(f"{sentence}." for sentence in sentences)
    people = [(fact.by, fact.source) for fact in deeds if fact.by is not None]
    if not people and not sendings:
        people = [(fact.by, fact.source) for fact in statuses if fact.by is not None]
    by, source = people[0] if people else (None, None)
    return Happening(
        at=facts[0].at,
        by=by,
        source=source,
        what=told if subject == of else f"{subject.kind} {subject.id}: {told}",
        note="\n".join(fact.note for fact in deeds if fact.note) or None,
    )


def _deed(fact: Deed) -> list[str]:
    return [fact.what] if fact.reason is None else [fact.what, f"Reason: {fact.reason}"]


def _answer(fact: Sent) -> str:
    assert fact.outcome is not None
    words = f"Attempt {fact.number} to {_TO_DO[fact.kind]}: {_ANSWERED[fact.outcome]}"
    if fact.outcome is AttemptOutcome.ACCEPTED:
        return words
    return words + _saying(fact.code, fact.message)


def _statuses(statuses: Sequence[Became], *, answered: bool) -> list[str]:
    """Where all the steps of one moment led to. What the processor said is not repeated after an attempt's answer."""
    if not statuses:
        return []
    last = statuses[-1]
    told = [_BECAME[last.status] + ("" if answered else _saying(last.code, last.message))]
    if last.subject.kind is Kind.REFUND and last.status in _GIVES_BACK:
        told.append("Its amount can be refunded again")
    return told


def _saying(code: str | None, message: str | None) -> str:
    said = " ".join(part for part in (code, message) if part).removesuffix(".")
    return f" ({said})" if said else ""


def _money(amount: Money) -> str:
    return f"{amount} {amount.currency}"


def _referring(reference: str | None) -> str:
    return f", reference {reference}" if reference else ""


def _has_no_answer(facts: Sequence[Fact]) -> bool:
    return not any(isinstance(fact, Sent) and fact.outcome is not None for fact in facts)


def _has_deed(facts: Sequence[Fact]) -> bool:
    return any(isinstance(fact, Deed) for fact in facts)

"""How a history is told: entries, attempts and statuses in words that support people understand (SPEC 8.5).

All wording of histories stands here. Everything that happened to one thing at one moment is one line: that an attempt
was accepted and that its refund is submitted for settlement are told together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, assert_never

from app.domain.history.kinds import ChangeKind, Entry, GivenUp
from app.domain.money import Money
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentSource, PaymentStatus


class SubjectKind(StrEnum):
    """What a history is about."""

    ORDER = "Order"
    TRANSACTION = "Payment"
    REFUND = "Refund"


@dataclass(frozen=True, slots=True)
class HistorySubject:
    """What something happened to, by the id that people know it by: an order's own, a payment's legacy id."""

    kind: SubjectKind
    id: str


@dataclass(frozen=True, slots=True)
class Action:
    """One action, `by` None for the service's own; `reason` is a merchant's code with its label."""

    subject: HistorySubject
    at: datetime
    entry: Entry
    by: str | None
    source: PaymentSource | None
    note: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptMade:
    """One attempt at the gateway: when it ended, or began if it has not ended, and what was answered."""

    subject: HistorySubject
    at: datetime
    kind: OperationKind
    number: int
    outcome: AttemptOutcome | None
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class StatusReached:
    """A status that was come to, who caused that, and what the processor said."""

    subject: HistorySubject
    at: datetime
    status: PaymentStatus
    by: str | None
    source: PaymentSource
    code: str | None = None
    message: str | None = None


Fact = Action | AttemptMade | StatusReached


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a history. `by` and `source` are None for what no actor did: a gateway's answer, the end of a day."""

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
    AttemptOutcome.UNKNOWN: "the outcome is unknown",
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
_REFUNDED = frozenset(
    {
        PaymentStatus.VOIDED,
        PaymentStatus.FAILED,
        PaymentStatus.PROCESSOR_DECLINED,
        PaymentStatus.SETTLEMENT_DECLINED,
    }
)
"""In these, what a refund held of its payment can be refunded again (SPEC 12)."""


_PLAIN = {
    ChangeKind.CANCELLED: "Cancelled while it waited",
    ChangeKind.APPROVED: "Approved",
    ChangeKind.REJECTED: "Rejected",
    ChangeKind.SETTLED_BY_HAND: "Settled by hand, as the sandbox allows",
    ChangeKind.RETRIED_BY_HAND: "Tried again by hand",
    ChangeKind.PAUSED: "Paused",
    ChangeKind.RESUMED: "Resumed",
    ChangeKind.ATTENTION_NEEDED: "It needs somebody's attention",
    ChangeKind.ATTENTION_DISMISSED: "Attention dismissed",
    ChangeKind.RESOLVED_DONE: "Resolved: done",
    ChangeKind.RESOLVED_NOT_DONE: "Resolved: not done",
    ChangeKind.OUTCOME_APPROVED: "Approved: what was said of its outcome counts",
    ChangeKind.OUTCOME_REJECTED: "Rejected: what was said of its outcome does not count",
    ChangeKind.REFUND_MARK_UNDONE: "External refund undone",
    ChangeKind.VOID_MARK_UNDONE: "External void undone",
    ChangeKind.CONFIRMED: "Its gateway has confirmed it",
    ChangeKind.ORDER_CANCELLED: "Cancelled",
    ChangeKind.ORDERS_REFUNDED: "Orders refunded at the command line",
    ChangeKind.REFUND_RUN_STARTED: "Refund of many orders started",
    ChangeKind.MERCHANT_ADDED: "Merchant added",
    ChangeKind.MERCHANT_ACCOUNT_ADDED: "Merchant account added",
    ChangeKind.MERCHANT_ACCOUNT_LINKED: "Merchant account linked to a gateway account",
    ChangeKind.GATEWAY_ACCOUNT_ADDED: "Gateway account added",
    ChangeKind.GATEWAY_ACCOUNT_CHANGED: "Gateway account changed",
    ChangeKind.GATEWAY_ACCOUNT_RETIRED: "Gateway account retired",
    ChangeKind.SENDING_HELD: "Put on hold: nothing is sent to gateways",
    ChangeKind.SENDING_RELEASED: "Hold ended",
    ChangeKind.DRIFT_ADOPTED: "Taken in: what its gateway told differently",
    ChangeKind.CUSTOMER_ADDED: "Customer added",
    ChangeKind.CUSTOMER_DELETED: "Customer deleted",
    ChangeKind.PAYMENT_METHOD_MADE: "Payment method made of a test card",
    ChangeKind.PAYMENT_METHOD_KEPT: "Payment method kept in the vault",
    ChangeKind.PAYMENT_METHOD_DELETED: "Payment method taken out of the vault",
    ChangeKind.API_KEY_CREATED: "API key made",
    ChangeKind.API_KEY_REVOKED: "API key revoked",
    ChangeKind.USER_ADDED: "Person added",
    ChangeKind.USER_DISABLED: "Person disabled",
    ChangeKind.USER_ENABLED: "Person enabled",
    ChangeKind.RIGHT_GRANTED: "Right given",
    ChangeKind.RIGHT_REVOKED: "Right taken",
    ChangeKind.PASSWORD_SET: "Password set",
    ChangeKind.PASSWORD_CHANGED: "Password changed",
    ChangeKind.SETTINGS_CHANGED: "Settings changed",
    ChangeKind.WEBHOOK_ENDPOINT_ADDED: "Webhook endpoint added",
    ChangeKind.WEBHOOK_ENDPOINT_CHANGED: "Webhook endpoint changed",
    ChangeKind.WEBHOOK_ENDPOINT_DELETED: "Webhook endpoint deleted",
    ChangeKind.WEBHOOK_ENDPOINT_SWITCHED_OFF: "Webhook endpoint switched off",
    ChangeKind.WEBHOOK_SECRET_CHANGED: "Another secret made for a webhook endpoint",
    ChangeKind.REASON_ADDED: "Reason added",
    ChangeKind.REASON_CHANGED: "Reason changed",
}
"""Of the kinds whose words are the same whatever the facts."""


def given_up_because(why: GivenUp, status: PaymentStatus | None) -> str:
    """Why a queued reversal is not sent again, as a sentence. `status` is the payment's, where that is why."""
    match why:
        case GivenUp.NOT_ALLOWED:
            return "The person or key that asked for this no longer has the right to."
        case GivenUp.NOT_LINKED:
            return "The merchant account is no longer linked to a gateway."
        case GivenUp.DISPUTED:
            return "The customer has disputed the payment meanwhile."
        case GivenUp.STATUS:
            return f"The transaction is {status} by now."
        case _:
            assert_never(why)


def words_of(entry: Entry) -> str:
    """The entry in a few words, without a full stop."""
    facts = entry.facts
    match entry.kind:
        case ChangeKind.ASKED:
            template = (_INSTEAD if facts.get("instead") else _ASKED)[OperationKind(facts["operation"])]
            return template.format(_sum(facts)) + (", which awaits approval" if facts.get("awaits_approval") else "")
        case ChangeKind.PARTIAL_CAPTURE_ASKED:
            return f"Asked to capture {_sum(facts)} of it, as transaction {facts['part']}"
        case ChangeKind.ORDER_REFUND_ASKED:
            return f"Asked to refund {_sum(facts)} over {_counted(facts['payments'], 'payment')}"
        case ChangeKind.MARKED_REFUNDED:
            return f"Marked as refunded externally: {_sum(facts)}{_referring(facts)}"
        case ChangeKind.MARKED_VOIDED:
            return f"Marked as voided externally: {_sum(facts)}{_referring(facts)}"
        case ChangeKind.OUTCOME_SAID:
            return f"Said to be {_done(facts)}" + (", which awaits approval" if facts.get("awaits_approval") else "")
        case ChangeKind.OUTCOME_CONTRADICTED:
            return f"Said to be {_done(facts)}; the gateway says otherwise: {facts['gateway_says']}"
        case ChangeKind.REFUND_RECORDED_ANYWAY:
            return f"Recorded as refunded externally, as was asked for: {_sum(facts)}"
        case ChangeKind.VOID_RECORDED_ANYWAY:
            return f"Recorded as voided externally, as was asked for: {_sum(facts)}"
        case ChangeKind.GIVEN_UP:
            status = PaymentStatus(facts["status"]) if "status" in facts else None
            return f"Given up: {given_up_because(GivenUp(facts['why']), status).removesuffix('.')}"
        case ChangeKind.ORDER_RECORDED:
            return _order_recorded(facts)
        case ChangeKind.ORDER_CORRECTED:
            return f"Corrected: {_corrected(facts)}"
        case ChangeKind.CUSTOMER_CORRECTED:
            return f"Customer {facts['customer']} corrected: {_replaced(facts['field'], facts)}"
        case ChangeKind.CUSTOMER_FORGOTTEN:
            return f"Deleted what was known of customer {facts['customer']}"
        case ChangeKind.PAYMENT_RECORDED:
            refunded = f", with {_sum(facts)} refunded before" if "amount" in facts else ""
            return f"Recorded as made elsewhere{refunded}; the gateway calls it {facts['gateway_id']}"
        case ChangeKind.PAYMENT_ADOPTED:
            return f"Taken over from the gateway account {facts['account']}; the gateway calls it {facts['gateway_id']}"
        case ChangeKind.REFUND_FOUND:
            return f"Made at the gateway: a refund of {_sum(facts)}; the gateway calls it {facts['gateway_id']}"
        case ChangeKind.REFUND_DOES_NOT_FIT:
            return (
                f"The gateway has a refund of {_sum(facts)} that does not fit what is known here: {facts['gateway_id']}"
            )
        case ChangeKind.DISPUTED:
            return _disputed(facts)
        case ChangeKind.CLOCK_MOVED:
            return f"Clock moved on by {facts['by']}"
        case ChangeKind.CLOCK_STOPPED:
            return f"Clock stopped before it had moved on by {facts['by']}: the client has left"
        case ChangeKind.OTHER:
            return str(facts["text"])
        case _:
            return _PLAIN[entry.kind]


def _disputed(facts: Mapping[str, Any]) -> str:
    told = {"OPEN": "The customer has disputed it", "WON": "The dispute is won", "LOST": "The dispute is lost"}
    return told[facts["state"]] + (f" ({facts['reason']})" if facts.get("reason") else "")


def _order_recorded(facts: Mapping[str, Any]) -> str:
    parts = []
    if "customer" in facts:
        parts.append("the customer")
    if "line_items" in facts:
        parts.append(_counted(facts["line_items"], "line item"))
    if "adjustments" in facts:
        parts.append(_counted(facts["adjustments"], "adjustment"))
    if "payments" in facts:
        parts.append(_counted(facts["payments"], "payment"))
    return ("Recorded" if facts["first"] else "Recorded again") + (f", with {', '.join(parts)}" if parts else "")


_PARTS = {"CUSTOMER": "the customer", "LINE_ITEM": "line item", "ADJUSTMENT": "adjustment"}


def _corrected(facts: Mapping[str, Any]) -> str:
    """What was corrected of an order: `placedAt: ... before ...`, or of line item shirt, or that one came or went."""
    part = _PARTS.get(facts["part"], "")
    if facts["field"] == "id":
        return f"{part} {facts['id']} " + ("removed" if "before" in facts else "added")
    of = f" of {part}{' ' + facts['id'] if 'id' in facts else ''}" if part else ""
    return _replaced(f"{facts['field']}{of}", facts)


def _replaced(what: str, facts: Mapping[str, Any]) -> str:
    if facts.get("forgotten"):
        return f"{what}; the values were deleted"
    return f"{what} is {facts.get('after', 'none')}, and was {facts.get('before', 'none')}"


def _counted(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"


def _sum(facts: Mapping[str, Any]) -> str:
    amount = Money(facts["amount"], facts["currency"])
    return f"{amount} {amount.currency}"


def reason(code: str, label: str | None) -> str:
    """A merchant's reason for people to read: its label, and the code that reports go by."""
    return f"{label} ({code})" if label else code


def tell(facts: Iterable[Fact], of: HistorySubject) -> list[HistoryLine]:
    """The history of `of`, the oldest happening first; facts of one moment keep the order in which they come.

    A line about something else than `of`, a refund of a payment for instance, says first what it is about.
    """
    in_order = sorted(facts, key=lambda fact: (fact.at, fact.subject.kind, fact.subject.id))
    moments = [list(group) for _, group in groupby(in_order, key=lambda fact: (fact.at, fact.subject))]
    # Of two things at one moment, what the gateway answered of the one leads to what is asked for the other.
    moments.sort(key=lambda group: (group[0].at, _has_no_answer(group), _has_deed(group)))
    return [_line(group, of) for group in moments]


def _line(facts: Sequence[Fact], of: HistorySubject) -> HistoryLine:
    """What the facts of one moment about one thing say together."""
    subject = facts[0].subject
    actions = [fact for fact in facts if isinstance(fact, Action)]
    sendings = [fact for fact in facts if isinstance(fact, AttemptMade)]
    statuses = [fact for fact in facts if isinstance(fact, StatusReached)]
    answered = [fact for fact in sendings if fact.outcome is not None]
    sentences = [_answer(fact) for fact in answered]
    sentences += [sentence for fact in actions for sentence in _action(fact)]
    sentences += _statuses(statuses, answered=bool(answered))
    sentences += [
        f"Attempt {fact.number} to {_TO_DO[fact.kind]} has begun" for fact in sendings if fact not in answered
    ]
    told = " ".join(f"{sentence}." for sentence in sentences)
    people = [(fact.by, fact.source) for fact in actions if fact.by is not None]
    if not people and not sendings:
        people = [(fact.by, fact.source) for fact in statuses if fact.by is not None]
    by, source = people[0] if people else (None, None)
    return HistoryLine(
        at=facts[0].at,
        by=by,
        source=source,
        what=told if subject == of else f"{subject.kind} {subject.id}: {told}",
        note="\n".join(fact.note for fact in actions if fact.note) or None,
    )


def _action(fact: Action) -> list[str]:
    words = words_of(fact.entry)
    return [words] if fact.reason is None else [words, f"Reason: {fact.reason}"]


def _answer(fact: AttemptMade) -> str:
    assert fact.outcome is not None
    words = f"Attempt {fact.number} to {_TO_DO[fact.kind]}: {_ANSWERED[fact.outcome]}"
    if fact.outcome is AttemptOutcome.ACCEPTED:
        return words
    return words + _saying(fact.code, fact.message)


def _statuses(statuses: Sequence[StatusReached], *, answered: bool) -> list[str]:
    """Where all the steps of one moment led to. What the processor said is not repeated after an attempt's answer."""
    if not statuses:
        return []
    last = statuses[-1]
    told = [_BECAME[last.status] + ("" if answered else _saying(last.code, last.message))]
    if last.subject.kind is SubjectKind.REFUND and last.status in _REFUNDED:
        told.append("Its amount can be refunded again")
    return told


def _done(facts: Mapping[str, Any]) -> str:
    return "done" if facts["done"] else "not done"


def _saying(code: str | None, message: str | None) -> str:
    said = " ".join(part for part in (code, message) if part).removesuffix(".")
    return f" ({said})" if said else ""


def _referring(facts: Mapping[str, Any]) -> str:
    return f", reference {facts['reference']}" if facts.get("reference") else ""


def _has_no_answer(facts: Sequence[Fact]) -> bool:
    return not any(isinstance(fact, AttemptMade) and fact.outcome is not None for fact in facts)


def _has_deed(facts: Sequence[Fact]) -> bool:
    return any(isinstance(fact, Action) for fact in facts)

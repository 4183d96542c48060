"""What a person's word counts on an attempt of unknown outcome, beside the word of the gateway (SPEC 12).

The gateway is asked first. Only where it can't say does a person's word count, once the last sending can no longer be
on its way; and where it gives a refund's amount free, so that the same money could go out again, a second person may
have to agree.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.states import AttemptOutcome, OperationKind


class ResolvedOutcome(StrEnum):
    """What a person found out about an attempt of unknown outcome."""

    DONE = "DONE"
    NOT_DONE = "NOT_DONE"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A person's or a program's word on an operation whose outcome the gateway could not tell.

    `sendings` is how often the operation had been sent by then: the word is about those. `state` is None where one
    word was enough, else it says whether another person has agreed, who is `decided_by`.
    """

    id: int
    operation_id: int
    transaction_id: int
    refund_id: int | None
    said: ResolvedOutcome
    state: ApprovalState | None
    sendings: int
    reference: str | None
    note: str
    said_by: str
    said_by_kind: ActorKind
    said_by_id: str
    said_at: datetime
    decided_by: str | None = None
    decided_by_id: str | None = None
    decided_at: datetime | None = None
    decision_note: str | None = None

    @property
    def waits(self) -> bool:
        return self.state is ApprovalState.WAITING

    @property
    def evidence(self) -> str:
        return evidence(self.note, self.reference)

    def is_by(self, actor: Actor) -> bool:
        return (self.said_by_kind, self.said_by_id) == (actor.kind, actor.id)


def evidence(note: str, reference: str | None) -> str:
    """How an outcome was found out, and what the gateway calls it."""
    return f"{note} ({reference})" if reference else note


class GatewayWord(StrEnum):
    """What the gateway is known to say of an operation's key."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    PENDING = "PENDING"
    """It has taken it and has not decided; it counts as long as nothing else is heard."""
    ABSENT = "ABSENT"
    """It has never done anything under the key, and a sending would have arrived by now."""
    NOTHING = "NOTHING"
    """It could not be asked, or can't say, or knows nothing of a sending that may still be on its way."""


class Ruling(StrEnum):
    """What follows from a person's word."""

    GATEWAY_AGREES = "GATEWAY_AGREES"
    """The gateway's word is written down, and the person is right."""
    GATEWAY_CONTRADICTS = "GATEWAY_CONTRADICTS"
    """The gateway's word is written down, and the person's is refused."""
    ABSENCE_AGREES = "ABSENCE_AGREES"
    """The gateway has proven that nothing was done: it ends as not done."""
    ABSENCE_CONTRADICTS = "ABSENCE_CONTRADICTS"
    """The same against DONE, which is refused; the queue may send it again."""
    UNDECIDED = "UNDECIDED"
    """Refused, since the gateway has it and may still do it."""
    TOO_EARLY = "TOO_EARLY"
    """Refused, since the last sending may still be on its way."""
    COUNTS = "COUNTS"
    """The person's word ends it."""
    AWAITS_ANOTHER = "AWAITS_ANOTHER"
    """The person's word waits for another person's."""


def gateway_word(
    answer: AttemptOutcome | None, *, taken: bool, long_ago: bool, answered_wrongly: bool = False
) -> GatewayWord:
    """What to take for the gateway's word: its `answer` just now, or that it has taken it.

    The answer is None where it knows nothing of the key. `long_ago` says that the last sending must have arrived by
    now. What was `taken` once is not proven absent by an answer that knows nothing of it; nor is what the gateway has
    `answered_wrongly` about, of which people can still say what became of it.
    """
    match answer:
        case AttemptOutcome.ACCEPTED:
            return GatewayWord.ACCEPTED
        case AttemptOutcome.DECLINED:
            return GatewayWord.DECLINED
        case AttemptOutcome.PENDING:
            return GatewayWord.PENDING
    if taken:
        return GatewayWord.PENDING
    proven = answer is None and long_ago and not answered_wrongly
    return GatewayWord.ABSENT if proven else GatewayWord.NOTHING


def rule(
    said: ResolvedOutcome, kind: OperationKind, word: GatewayWord, *, long_ago: bool, needs_another: bool
) -> Ruling:
    """What follows from what a person `said` of an operation of that kind, and from the gateway's `word`.

    `long_ago` says that the last sending must have arrived when the gateway was asked; `needs_another` that the
    merchant wants a second person where the word frees a refund's amount.
    """
    done, frees = said is ResolvedOutcome.DONE, frees_refund(kind, said)
    match word:
        case GatewayWord.ACCEPTED:
            return Ruling.GATEWAY_AGREES if done else Ruling.GATEWAY_CONTRADICTS
        case GatewayWord.DECLINED:
            return Ruling.GATEWAY_CONTRADICTS if done else Ruling.GATEWAY_AGREES
        case GatewayWord.ABSENT:
            return Ruling.ABSENCE_CONTRADICTS if done else Ruling.ABSENCE_AGREES
        case GatewayWord.PENDING if frees or not done:
            return Ruling.UNDECIDED
    if (frees or not done) and not long_ago:
        return Ruling.TOO_EARLY
    return Ruling.AWAITS_ANOTHER if frees and needs_another else Ruling.COUNTS


def frees_refund(kind: OperationKind, said: ResolvedOutcome) -> bool:
    """Whether the word gives a refund's amount free: the refund was not made, or it was taken back."""
    return (kind, said) in {
        (OperationKind.REFUND, ResolvedOutcome.NOT_DONE),
        (OperationKind.REFUND_VOID, ResolvedOutcome.DONE),
    }


def needs_another(limits: Mapping[str, int], towards_limit: Money, *, always: bool) -> bool:
    """Whether a word that frees a refund waits for another person: `always`, or above the limit for the currency.

    `towards_limit` is what counts of the whole transaction, the refund itself included. Programs are no exception.
    """
    limit = limits.get(towards_limit.currency)
    return always or (limit is not None and towards_limit.minor > limit)


def may_confirm(actor: Actor, resolution: Resolution, askers: Set[str]) -> bool:
    """Whether the actor's word is another person's, beside the resolution's and those of the refund's `askers`.

    Only a person with the right APPROVE is; `askers` are the ids of those who asked for the refund, or to take it back.
    """
    person = actor.kind is ActorKind.USER and Right.APPROVE in actor.rights
    return person and not resolution.is_by(actor) and actor.id not in askers

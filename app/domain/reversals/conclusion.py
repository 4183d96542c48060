"""What is known when a gateway has answered, and what the answer comes to: two values, and how the second is made up.

`conclude` makes the one out of the other. Nothing here waits or writes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.copies import replace
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.history.notices import NoticeKind
from app.domain.money import Money
from app.domain.people.people import Actor, Right
from app.domain.problems import RefundryError
from app.domain.reversals import schedule
from app.domain.reversals.answers import Answer, AttemptEnd, Standing
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Merchant, Operation, Refund, Transaction
from app.domain.reversals.states import (
    OPEN_STATES,
    RESERVING,
    AttemptOutcome,
    OperationKind,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
    Subject,
    advance,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """A running operation, what it is about, and who hears of what becomes of it.

    `refund` is None for what is about a transaction alone. `actor` asked for the operation, and has these rights now.
    `interval` and `retry_attempts` are the merchant's daily attempts. `standing` is where the gateway says that the
    payment stands, if it was asked. `asker_waits` says that the requester hears of it in this answer; `may_turn` that
    a void may still become a refund, or the other way round. `was_dismissed`: a person has seen that it takes long, or
    that the gateway contradicts itself.
    """

    operation: Operation
    transaction: Transaction
    refund: Refund | None
    merchant: Merchant
    actor: Actor
    at: datetime
    interval: timedelta
    retry_attempts: int
    standing: Standing | None = None
    asker_waits: bool = True
    may_turn: bool = True
    was_dismissed: bool = False
    verification_delays: tuple[timedelta, ...] = schedule.VERIFY_AFTER
    """When the gateway is asked what became of a sending whose answer was lost, before the daily rhythm."""

    @property
    def records_anyway(self) -> bool:
        """Whether the requester wants it recorded as done elsewhere, and still has the right to (SPEC 4 and 8.2)."""
        asked = self.operation.terms.on_failure is RefundFailurePolicy.RECORD_ANYWAY
        return asked and Right.MARK_EXTERNALLY in self.actor.rights

    @property
    def queues(self) -> bool:
        """Whether what was certainly not done is tried again."""
        return self.operation.terms.on_failure is RefundFailurePolicy.QUEUE

    @property
    def skips(self) -> bool:
        """Whether what was not done is to leave nothing behind, and needs no attention."""
        return self.operation.terms.on_failure is RefundFailurePolicy.SKIP

    @property
    def of_refund(self) -> Refund:
        """The refund that the operation is about."""
        assert self.refund is not None, "an operation on a refund names it"
        return self.refund

    def next_retry(self) -> datetime | None:
        """When the next daily attempt is due; None if all were made."""
        return schedule.next_retry(self.operation, self.at, self.interval, self.retry_attempts)

    def next_verification(self) -> datetime | None:
        """When the gateway is asked next what became of the last sending; None if only a person can still say."""
        return schedule.next_verification(
            self.operation, self.at, self.interval, self.retry_attempts, self.verification_delays
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A status that the transaction or the refund came to, with which amount, and what the processor said then."""

    of: Subject
    status: PaymentStatus
    amount: Money
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept for the history beside statuses and attempts; `by_itself` where the service did or found it."""

    entry: Entry
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What people are told by mail, and what the gateway, or the service, said last."""

    kind: NoticeKind
    said: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an answer comes to: everything that is written down of it, and what the requester is told.

    `operation`, `transaction` and `refund` are as they are to be. `attempt` is how the running attempt ended; None
    where the gateway was asked about an earlier one, which has its outcome. `joins_order` is the order id of the order
    that a captured payment belongs to. With `releases_key` the request's apiRequestKey is free again. One that
    `overtakes` says more than a person's word on the outcome that waits for another's, which then counts for nothing.
    `contradicted` says that the gateway has the payment where it can't be; `account_refused` is why the gateway's
    account can't be used, which people are told once a day.

    `refused` is raised to the requester. Where it `turns`, that reversal is reserved in the same transaction, and the
    key passes on to it.
    """

    operation: Operation
    outcome: AttemptOutcome
    transaction: Transaction
    refund: Refund | None
    steps: tuple[Step, ...] = ()
    kept: tuple[Kept, ...] = ()
    told: Told | None = None
    attempt: AttemptEnd | None = None
    joins_order: str | None = None
    releases_key: bool = False
    overtakes: bool = False
    recorded_anyway: bool = False
    contradicted: bool = False
    account_refused: str | None = None
    refused: RefundryError | None = None
    turns: NewOperation | None = None

    @property
    def due(self) -> datetime | None:
        """When the operation is due again; None if it is over, or only a person can go on with it."""
        return self.operation.next_attempt_at

    @property
    def subject(self) -> Transaction | Refund:
        """What it was about, as it is to be, with the operation where that still says something of it."""
        if self.refund is not None:
            return replace(self.refund, operation=self.operation)
        return replace(self.transaction, operation=self.operation if self.operation.open else None)

    @property
    def takes_effect(self) -> bool:
        """Whether a part of an order's refund takes effect with this, or is about to (SPEC 7.5)."""
        if self.turns is not None:
            return False
        if self.refund is not None:
            return self.refund.status in RESERVING
        if self.operation.kind is not OperationKind.VOID:
            return False
        done = self.operation.state is RetryState.SUCCEEDED or self.recorded_anyway
        return self.operation.state in OPEN_STATES or (done and self.transaction.status is PaymentStatus.VOIDED)

    def moving_transaction(self, *steps: PaymentStatus, answer: Answer | None = None, **values: Any) -> "Conclusion":
        """With the transaction gone these steps, one after the other. Raises IllegalTransition."""
        status = self.transaction.status
        for step in steps:
            status = advance(Subject.TRANSACTION, status, step)
        return self.with_transaction_at(*steps, answer=answer, **values)

    def with_transaction_at(self, *steps: PaymentStatus, answer: Answer | None = None, **values: Any) -> "Conclusion":
        """The same for steps that were checked before."""
        after = replace(self.transaction, status=steps[-1], **values)
        gone = (Step(Subject.TRANSACTION, step, after.amount, answer) for step in steps)
        return replace(self, transaction=after, steps=(*self.steps, *gone))

    def moving_refund(self, *steps: PaymentStatus, answer: Answer | None = None, **values: Any) -> "Conclusion":
        """With the refund gone these steps, one after the other. Raises IllegalTransition."""
        refund = self.refund
        assert refund is not None, "an operation on a refund names it"
        status = refund.status
        for step in steps:
            status = advance(Subject.REFUND, status, step, external=refund.external is not None)
        gone = (Step(Subject.REFUND, step, refund.amount, answer) for step in steps)
        return replace(self, refund=replace(refund, status=status, **values), steps=(*self.steps, *gone))

    def having_heard(self, reference: str) -> "Conclusion":
        """With the gateway's id of what was sent under the operation's key."""
        return replace(self, operation=replace(self.operation, gateway_reference=reference))

    def keeping(self, entry: Entry, *, by_itself: bool = False) -> "Conclusion":
        return replace(self, kept=(*self.kept, Kept(entry, by_itself)))

    def telling(self, kind: NoticeKind, said: str) -> "Conclusion":
        return replace(self, told=Told(kind, said))

    def needing_attention(self) -> "Conclusion":
        """With a person who has to look at the payment; that one has to is kept where none had to before."""
        subject = self.transaction if self.refund is None else self.refund
        if subject.needs_attention:
            return self
        told = self.keeping(Entry(ChangeKind.ATTENTION_NEEDED), by_itself=True)
        if self.refund is None:
            return replace(told, transaction=replace(self.transaction, needs_attention=True))
        return replace(told, refund=replace(self.refund, needs_attention=True))

    def needing_nobody(self) -> "Conclusion":
        """With a payment that needs no attention."""
        if self.refund is None:
            return replace(self, transaction=replace(self.transaction, needs_attention=False))
        return replace(self, refund=replace(self.refund, needs_attention=False))


def unchanged(situation: Situation, outcome: AttemptOutcome) -> Conclusion:
    """Nothing changed yet, for others to say what does."""
    return Conclusion(situation.operation, outcome, situation.transaction, situation.refund)


def ended(situation: Situation, state: RetryState, outcome: AttemptOutcome, error: str | None = None) -> Conclusion:
    """The operation is over: SUCCEEDED or EXHAUSTED."""
    over = replace(
        situation.operation, state=state, last_outcome=outcome, last_error=error, next_attempt_at=None, lease=None
    )
    return Conclusion(over, outcome, situation.transaction, situation.refund)


def waiting(
    situation: Situation, outcome: AttemptOutcome, error: str, due: datetime | None, key: str | None = None
) -> Conclusion:
    """The operation waits until `due` (None: only a person goes on with it); what is sent next carries the new `key`.

    Without one it carries the same.
    """
    waits = replace(
        situation.operation,
        state=RetryState.WAITING,
        last_outcome=outcome,
        last_error=error,
        next_attempt_at=due,
        key=key or situation.operation.key,
        gateway_reference=None if key else situation.operation.gateway_reference,
        answered_wrongly=not key and situation.operation.answered_wrongly,
        wire_keys=1 if key else situation.operation.wire_keys,
        lease=None,
    )
    return Conclusion(waits, outcome, situation.transaction, situation.refund)

"""What writes an answer of a gateway down, whatever it means: how attempts end, wait, are tried again and told of."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain import schedule
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.notices import NoticeKind
from app.domain.payments import Operation, Refund, Transaction
from app.domain.people import Right
from app.domain.problems import RefundryError
from app.domain.states import (
    AttemptOutcome,
    RefundFailurePolicy,
    RetryState,
)
from app.flows.notify import notify
from app.flows.reserving import AwaitingApproval, Sending, new_key
from app.flows.service import Service, Work
from app.store import changes, operations, refunds, request_keys, transactions


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt ended: when the operation is due again, what it turned into, what the asker has to be told.

    A void that turned into a refund above its asker's limit is not sent, but `awaits` approval. `subject` is what it
    was about as it is now, where that is known without looking.
    """

    operation: Operation
    outcome: AttemptOutcome | None
    due: datetime | None = None
    turned: Sending | None = None
    refused: RefundryError | None = None
    awaits: AwaitingApproval | None = None
    subject: Transaction | Refund | None = None

    @property
    def refund_id(self) -> int | None:
        """The refund that it was about, or that it led to."""
        return self.operation.refund_id if self.awaits is None else self.awaits.refund_id


@dataclass(frozen=True, slots=True)
class Recording:
    """What is needed to write one answer down. `asker_waits` says that whoever asked will hear of it in this answer."""

    service: Service
    work: Work
    transaction: Transaction
    operation: Operation
    may_turn: bool
    asker_waits: bool

    @property
    def records_anyway(self) -> bool:
        """Whether whoever asked wants it recorded as done elsewhere, and still has the right to (SPEC 4 and 8.2)."""
        asked = self.operation.terms.on_failure is RefundFailurePolicy.RECORD_ANYWAY
        return asked and Right.MARK_EXTERNALLY in self.work.actor.rights

    async def end(self, state: RetryState, outcome: AttemptOutcome, error: str | None = None) -> Ended:
        """The operation is over."""
        await operations.end(self.work.session, self.operation, state, outcome, error)
        return Ended(self.operation, outcome)

    async def come_to_nothing(self, outcome: AttemptOutcome, error: str, refused: RefundryError) -> Ended:
        """The operation is over and changed nothing: its apiRequestKey is free again, the asker is told why.

        Where the asker was told before that nobody knows yet, the payment needs a person's attention instead.
        """
        await request_keys.release(self.work.session, self.operation.id)
        if not self.asker_waits:
            await self.need_attention()
        return replace(await self.end(RetryState.EXHAUSTED, outcome, error), refused=refused)

    async def verify_later(self, outcome: AttemptOutcome, message: str) -> Ended:
        """Whether it was done is not known or not decided: what is reserved stays so until the gateway says."""
        interval, attempts = self.service.retry_plan(self.work.merchant)
        due = schedule.next_verification(self.operation, self.work.now, interval, attempts)
        waited_for_too_long = due is None
        kind = NoticeKind.OUTCOME_UNKNOWN
        if outcome is AttemptOutcome.PENDING:
            kind = NoticeKind.OUTCOME_PENDING
            due = self.work.now + schedule.ASK_PENDING_EVERY
            too_long = schedule.is_pending_for_too_long(self.operation, self.work.now)
            waited_for_too_long = too_long and not await self._was_dismissed()
        if waited_for_too_long:
            await self.need_attention()
            await self.notify(kind, message)
        await operations.wait(self.work.session, self.operation, outcome, message, due, self.operation.key)
        return Ended(self.operation, outcome, due=due)

    async def queue(self, outcome: AttemptOutcome, message: str) -> Ended | None:
        """It was certainly not done and is tried again; None if all its attempts were made.

        After a decline the next attempt carries a new key, since a gateway answers the old one with the old answer.
        """
        interval, attempts = self.service.retry_plan(self.work.merchant)
        due = schedule.next_retry(self.operation, self.work.now, interval, attempts)
        if due is None:
            return None
        key = new_key() if outcome is AttemptOutcome.DECLINED else self.operation.key
        await operations.wait(self.work.session, self.operation, outcome, message, due, key)
        return Ended(self.operation, outcome, due=due)

    async def notify(self, kind: NoticeKind, said: str) -> None:
        """People are told by mail, once."""
        await notify(self.service, self.work, kind, self.operation, said)

    async def need_attention(self) -> None:
        """A person has to look at the payment."""
        if self.operation.refund_id is not None:
            new = await refunds.need_attention(self.work.session, self.operation.refund_id)
        else:
            new = await transactions.need_attention(self.work.session, self.operation.transaction_id)
        if new:
            await self.tell(Entry(ChangeKind.ATTENTION_NEEDED))

    async def _was_dismissed(self) -> bool:
        """Whether a person has seen that it takes long, and wants to hear of it only once it is decided."""
        operation = self.operation
        return await changes.kept_since(
            self.work.session,
            ChangeKind.ATTENTION_DISMISSED,
            operation.first_attempt_at,
            transaction_id=operation.transaction_id,
            refund_id=operation.refund_id,
        )

    async def tell(self, entry: Entry) -> None:
        """Keeps for the history what the service itself has done or found (SPEC 8.5)."""
        operation = self.operation
        await self.work.keep(
            entry, transaction_id=operation.transaction_id, refund_id=operation.refund_id, by_itself=True
        )

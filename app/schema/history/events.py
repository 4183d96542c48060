"""Histories: one event for each status that a transaction or a refund came to (SPEC 1.7), and all of it in words."""

from collections.abc import Sequence
from datetime import datetime

import strawberry
from strawberry import field

from app.domain.history.wording import Fact, HistorySubject, SubjectKind, tell
from app.domain.reversals.states import TERMINAL, PaymentSource, PaymentStatus
from app.schema.base.fields import resolved
from app.schema.base.monetary import MonetaryAmount, amount_of
from app.schema.base.scalars import Timestamp
from app.schema.enums import ProcessorDeclineType
from app.store.search.reading import StatusEvent


@strawberry.type(description="What the processor said when it was asked to authorize.")
class TransactionAuthorizationProcessorResponse:
    legacy_code: str | None = field(description="The processor's answer as a number.")
    message: str | None = field(description="The processor's answer in words.")


@strawberry.type(description="What the processor said at settlement.")
class TransactionSettlementProcessorResponse:
    legacy_code: str | None = field(description="The processor's answer as a number.")
    message: str | None = field(description="The processor's answer in words.")


@strawberry.interface(description="One line of a status history.")
class PaymentStatusEvent:
    event: strawberry.Private[StatusEvent]

    @resolved("The status that was come to.")
    def status(self) -> PaymentStatus | None:
        return self.event.status

    @resolved("When that was.")
    def timestamp(self) -> Timestamp | None:
        return Timestamp(self.event.at)

    @resolved("How much it was about.")
    def amount(self) -> MonetaryAmount | None:
        return amount_of(self.event.minor, self.event.currency)

    @resolved("By what way it was asked for.")
    def source(self) -> PaymentSource | None:
        return self.event.source

    @resolved("Whether nothing can follow this status.")
    def terminal(self) -> bool | None:
        return self.event.status in TERMINAL


@strawberry.type(description="The processor agreed to it.")
class AuthorizedEvent(PaymentStatusEvent):
    expires_at: strawberry.Private[datetime | None]

    @resolved("What it answered.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Until when the money is held, if it is not captured before. Null for refunds.")
    def authorization_expires_at(self) -> Timestamp | None:
        return None if self.expires_at is None else Timestamp(self.expires_at)

    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="It was handed in for the next settlement.")
class SubmittedForSettlementEvent(PaymentStatusEvent):
    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="Settlement has begun.")
class SettlingEvent(PaymentStatusEvent):
    pass


@strawberry.type(description="Settlement waits for the processor's decision.")
class SettlementPendingEvent(PaymentStatusEvent):
    @resolved("What it answered so far.")
    def processor_response(self) -> TransactionSettlementProcessorResponse | None:
        return _settlement_response(self.event)

    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The money has moved.")
class SettledEvent(PaymentStatusEvent):
    @resolved("What the processor answered.")
    def processor_response(self) -> TransactionSettlementProcessorResponse | None:
        return _settlement_response(self.event)


@strawberry.type(description="The processor refused it at settlement.")
class SettlementDeclinedEvent(PaymentStatusEvent):
    @resolved("What the processor answered.")
    def processor_response(self) -> TransactionSettlementProcessorResponse | None:
        return _settlement_response(self.event)


@strawberry.type(description="It was cancelled before any money moved.")
class VoidedEvent(PaymentStatusEvent):
    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="It could not be carried out.")
class FailedEvent(PaymentStatusEvent):
    @resolved("What was answered, if anybody did.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The processor said no.")
class ProcessorDeclinedEvent(PaymentStatusEvent):
    @resolved("Whether it is no for good, or for now.")
    def decline_type(self) -> ProcessorDeclineType | None:
        return _decline_type(self.event)

    @resolved("What it answered.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The gateway refused it by its own rules.")
class GatewayRejectedEvent(PaymentStatusEvent):
    @resolved("What the processor answered, if it was asked.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Who asked for it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The authorization ran out before it was captured.")
class AuthorizationExpiredEvent(PaymentStatusEvent):
    pass


EVENT_TYPES: dict[PaymentStatus, type[PaymentStatusEvent]] = {
    PaymentStatus.AUTHORIZED: AuthorizedEvent,
    PaymentStatus.SUBMITTED_FOR_SETTLEMENT: SubmittedForSettlementEvent,
    PaymentStatus.SETTLING: SettlingEvent,
    PaymentStatus.SETTLEMENT_PENDING: SettlementPendingEvent,
    PaymentStatus.SETTLED: SettledEvent,
    PaymentStatus.SETTLEMENT_DECLINED: SettlementDeclinedEvent,
    PaymentStatus.VOIDED: VoidedEvent,
    PaymentStatus.FAILED: FailedEvent,
    PaymentStatus.PROCESSOR_DECLINED: ProcessorDeclinedEvent,
    PaymentStatus.GATEWAY_REJECTED: GatewayRejectedEvent,
    PaymentStatus.AUTHORIZATION_EXPIRED: AuthorizationExpiredEvent,
}
"""AUTHORIZING has none: what happens then is told by `retry.attempts` (SPEC 12)."""

_AT_AUTHORIZATION = frozenset(
    {
        PaymentStatus.AUTHORIZED,
        PaymentStatus.FAILED,
        PaymentStatus.PROCESSOR_DECLINED,
        PaymentStatus.GATEWAY_REJECTED,
    }
)
_AT_SETTLEMENT = frozenset({PaymentStatus.SETTLEMENT_PENDING, PaymentStatus.SETTLED, PaymentStatus.SETTLEMENT_DECLINED})


def status_event(event: StatusEvent, authorization_expires_at: datetime | None = None) -> PaymentStatusEvent:
    """The event as clients see it, in the type that its status has."""
    if event.status is PaymentStatus.AUTHORIZED:
        return AuthorizedEvent(event=event, expires_at=authorization_expires_at)
    return EVENT_TYPES[event.status](event=event)


def authorization_response(history: Sequence[StatusEvent]) -> TransactionAuthorizationProcessorResponse | None:
    """What the processor said when it was asked to authorize; None if it has not been asked, or has not answered."""
    answers = (_authorization_response(event) for event in history if event.status in _AT_AUTHORIZATION)
    return next((answer for answer in answers if answer is not None), None)


def settlement_response(history: Sequence[StatusEvent]) -> TransactionSettlementProcessorResponse | None:
    """What the processor said at settlement; None if it has said nothing."""
    answers = (_settlement_response(event) for event in history if event.status in _AT_SETTLEMENT)
    return next((answer for answer in answers if answer is not None), None)


def _authorization_response(event: StatusEvent) -> TransactionAuthorizationProcessorResponse | None:
    if event.response_code is None:
        return None
    return TransactionAuthorizationProcessorResponse(legacy_code=event.response_code, message=event.response_message)


def _settlement_response(event: StatusEvent) -> TransactionSettlementProcessorResponse | None:
    if event.response_code is None:
        return None
    return TransactionSettlementProcessorResponse(legacy_code=event.response_code, message=event.response_message)


def _decline_type(event: StatusEvent) -> ProcessorDeclineType | None:
    if event.soft_decline is None:
        return None
    return ProcessorDeclineType.SOFT if event.soft_decline else ProcessorDeclineType.HARD


OLDEST_FIRST = "the oldest happening first; whatever happened at one moment stands in one line."


@strawberry.type(description="One line of what happened to an order, a transaction or a refund.")
class OrderEvent:
    at: Timestamp = field(description="When it happened.")
    by: str | None = field(
        description="The person or key that did it; null for what a gateway answered and what happened by itself."
    )
    source: PaymentSource | None = field(description="By what way that was asked for; null where `by` is.")
    what: str = field(description="What happened, in words: with amounts, and with the reason that was given.")
    note: str | None = field(description="What was written about it, in whoever's own words.")


def told(facts: Sequence[Fact], kind: SubjectKind, id_: str) -> list[OrderEvent]:
    """The history of the thing of that id (SPEC 8.5): an order's own id, a payment's or refund's legacy id."""
    return [
        OrderEvent(at=Timestamp(each.at), by=each.by, source=each.source, what=each.what, note=each.note)
        for each in tell(facts, HistorySubject(kind, id_))
    ]
